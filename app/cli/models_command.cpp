// SPDX-License-Identifier: GPL-3.0-or-later
#include "models_command.h"

#include "base/paths.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/sending_consent.h"
#include "llm/provider_test.h"
#include "model_options.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

/// Micro-units as units with what digits they need; "-" if not known.
QString priceText(std::optional<qint64> microUnits)
{
    constexpr double Unit = 1'000'000;
    constexpr int Digits = 12;
    return microUnits ? QString::number(static_cast<double>(*microUnits) / Unit, 'g', Digits) : QStringLiteral("-");
}

QJsonValue priceJson(std::optional<qint64> microUnits)
{
    return microUnits ? QJsonValue(*microUnits) : QJsonValue();
}

QByteArray jsonOf(const QList<OfferedModel> &models, const PriceTable &prices, const QString &provider)
{
    QJsonArray entries;
    for (const auto &model : models) {
        const auto price = model.price.value_or(ModelPrice());
        entries.append(QJsonObject{{QStringLiteral("name"), model.name},
                                   {QStringLiteral("input_micro"), priceJson(price.input)},
                                   {QStringLiteral("cached_input_micro"), priceJson(price.cachedInput)},
                                   {QStringLiteral("output_micro"), priceJson(price.output)}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("provider"), provider},
                                     {QStringLiteral("currency"), prices.currency()},
                                     {QStringLiteral("prices_of"), prices.date().toString(Qt::ISODate)},
                                     {QStringLiteral("models"), entries}})
        .toJson();
}

ExitCode list(const LlmProvider &provider, TableFormat format, const CancellationToken &cancel, Terminal &terminal)
{
    const auto prices = PriceTable::load(QDir(resourceDir()).filePath(QStringLiteral("llm_prices.json")));
    if (!prices)
        return failed(terminal, prices.error());
    const auto models = offeredModels(provider, *prices, cancel);
    if (!models)
        return cancel.isCancelled() ? ExitCode::Interrupted : failed(terminal, models.error());
    if (format == TableFormat::Json) {
        terminal.out(jsonOf(*models, *prices, provider.id()));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const auto &model : *models) {
        const auto price = model.price.value_or(ModelPrice());
        rows.append({model.name, priceText(price.input), priceText(price.cachedInput), priceText(price.output)});
    }
    const QStringList titles{QStringLiteral("model"), QStringLiteral("input"), QStringLiteral("cached_input"),
                             QStringLiteral("output")};
    terminal.out(format == TableFormat::Csv ? csvTable(titles, rows) : textTable(titles, rows));
    terminal.note(QCoreApplication::translate("Cli", "Prices in %1 for a million tokens, as of %2; -: not known.")
                      .arg(prices->currency(), prices->date().toString(Qt::ISODate)));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode test(const LlmProvider &provider, const CliServices &services, const CancellationToken &cancel,
              Terminal &terminal)
{
    const auto trial = tryProvider(provider, services.settings().llmModel(), services.clock(), cancel);
    if (cancel.isCancelled())
        return ExitCode::Interrupted;
    if (!trial)
        return failed(terminal, trial.error());
    terminal.line(trial->toText());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

Error noProvider()
{
    return {ErrorCode::InvalidArgument, QCoreApplication::translate("Cli", "No provider of language models is chosen."),
            QCoreApplication::translate("Cli", "Choose one in the settings, or by --provider.")};
}

QString placeText(const ModelDestination &destination)
{
    return destination.host.isEmpty() ? destination.service
                                      : QStringLiteral("%1 (%2)").arg(destination.service, destination.host);
}

ExitCode agree(CliServices &services, Terminal &terminal)
{
    const auto destinations = services.modelDestinations();
    if (!destinations)
        return failed(terminal, destinations.error());
    if (destinations->isEmpty())
        return failed(terminal, noProvider());
    for (const auto &destination : *destinations) {
        if (const auto given = services.consent().give(destination); !given)
            return failed(terminal, given.error());
        terminal.line(QCoreApplication::translate("Cli", "Agreed for this engagement: prompts may go to %1.")
                          .arg(placeText(destination)));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode withdraw(CliServices &services, Terminal &terminal)
{
    if (const auto withdrawn = services.consent().withdrawAll(); !withdrawn)
        return failed(terminal, withdrawn.error());
    terminal.line(QCoreApplication::translate("Cli", "Withdrawn: from here on nothing of this engagement is sent to a "
                                                     "language model that only the settings name."));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

QString ModelsCommand::name() const
{
    return QStringLiteral("models");
}

QString ModelsCommand::summary() const
{
    return QCoreApplication::translate("Cli", "language models: test the one that is set, list what its provider has, "
                                              "agree to what it is sent");
}

void ModelsCommand::describe(QCommandLineParser &parser) const
{
    addModelOptions(parser);
    parser.addOption({QStringLiteral("format"),
                      QCoreApplication::translate("Cli", "list: text (the default), json or csv."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli", "test, by one short call that may cost a few tokens; list, with prices "
                                           "where they are known; agree, that prompts of this engagement may go to it; "
                                           "withdraw that."),
        QStringLiteral("test|list|agree|withdraw"));
}

ExitCode ModelsCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const bool isTest = arguments == QStringList{QStringLiteral("test")};
    const bool isList = arguments == QStringList{QStringLiteral("list")};
    const bool isAgree = arguments == QStringList{QStringLiteral("agree")};
    const bool isWithdraw = arguments == QStringList{QStringLiteral("withdraw")};
    if (!isTest && !isList && !isAgree && !isWithdraw)
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "What shall be done with the models?"),
                          QCoreApplication::translate("Cli", "consultantos-cli models test | list | agree | withdraw"));
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")),
                    isList ? QList{TableFormat::Text, TableFormat::Json, TableFormat::Csv} : QList{TableFormat::Text});
    if (!format)
        return failed(terminal, format.error());
    const auto withModel = withModelOptions(line, parser);
    if (!withModel)
        return failed(terminal, withModel.error());

    const InterruptWatcher interrupt;
    auto services = CliServices::open(*withModel, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (isAgree || isWithdraw)
        return isAgree ? agree(**services, terminal) : withdraw(**services, terminal);
    const auto chosen = (*services)->provider();
    if (!chosen)
        return failed(terminal, chosen.error());
    if (!chosen->provider)
        return failed(terminal, noProvider());
    return isTest ? test(*chosen->provider, **services, interrupt.token(), terminal)
                  : list(*chosen->provider, *format, interrupt.token(), terminal);
}

} // namespace consultantos
