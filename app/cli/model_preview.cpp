// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_preview.h"

#include "agents/analysis_service.h"
#include "command.h"
#include "llm/estimate_sum.h"
#include "llm/privacy/model_destination.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QString amountText(qint64 microUnits)
{
    constexpr double Unit = 1e6;
    constexpr int Decimals = 6;
    return QString::number(static_cast<double>(microUnits) / Unit, 'f', Decimals);
}

/// "0.001200 to 0.012345 USD", "at most 0.012345 USD", "price unknown".
QString costText(const LlmEstimate &estimate)
{
    if (!estimate.worstCase)
        return QCoreApplication::translate("Cli", "price unknown");
    const auto most = amountText(*estimate.worstCase) + QLatin1Char(' ') + estimate.currency;
    return estimate.least
               ? QCoreApplication::translate("Cli", "%1 to %2").arg(amountText(*estimate.least), most.trimmed())
               : QCoreApplication::translate("Cli", "at most %1").arg(most.trimmed());
}

/// "about 812 tokens in, 512 to 2048 out, 0.001200 to 0.012345 USD".
QString estimateText(const LlmEstimate &estimate)
{
    if (estimate.isKept)
        return QCoreApplication::translate("Cli", "a kept reply answers it, nothing is sent");
    return QCoreApplication::translate("Cli", "about %1 tokens in, %2 to %3 out, %4")
        .arg(QString::number(estimate.inputTokens), QString::number(estimate.expectedOutputTokens),
             QString::number(estimate.maxOutputTokens), costText(estimate));
}

QString placeText(const ModelDestination &destination)
{
    return destination.host.isEmpty() ? destination.service
                                      : QStringLiteral("%1 (%2)").arg(destination.service, destination.host);
}

QStringList rowOf(const QString &name, const EstimateSum &sum)
{
    return {name,
            QString::number(sum.calls),
            QString::number(sum.kept),
            QString::number(sum.inputTokens),
            QString::number(sum.expectedOutputTokens),
            QString::number(sum.maxOutputTokens),
            costText(sum.estimate())};
}

void printEstimate(const QList<OutgoingPrompt> &prompts, const ModelDestination &destination, Terminal &terminal)
{
    QList<QStringList> rows;
    const auto sums = sumsByAgent(prompts);
    for (auto it = sums.cbegin(); it != sums.cend(); ++it)
        rows.append(rowOf(it.key(), *it));
    const auto all = sumOf(prompts);
    rows.append(rowOf(QStringLiteral("total"), all));
    terminal.out(textTable({QStringLiteral("agent"), QStringLiteral("calls"), QStringLiteral("kept"),
                            QStringLiteral("tokens_in"), QStringLiteral("expected_out"), QStringLiteral("most_out"),
                            QStringLiteral("cost")},
                           rows));
    const auto length =
        all.isFromHistory ? QCoreApplication::translate("Cli", "replies as long as those to the same agents until now")
                          : QCoreApplication::translate("Cli", "replies as long as those until now, or a quarter of "
                                                               "the longest where there were none");
    terminal.note(QCoreApplication::translate("Cli",
                                              "For %1. The lower end: %2, kept replies free. The upper end is set "
                                              "aside before each call. Nothing was sent.")
                      .arg(placeText(destination), length));
}

QJsonObject jsonOf(const EstimateSum &sum)
{
    const auto amount = [](const std::optional<qint64> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {{QStringLiteral("calls"), sum.calls},
            {QStringLiteral("kept"), sum.kept},
            {QStringLiteral("input_tokens"), sum.inputTokens},
            {QStringLiteral("expected_output_tokens"), sum.expectedOutputTokens},
            {QStringLiteral("most_output_tokens"), sum.maxOutputTokens},
            {QStringLiteral("from_history"), sum.isFromHistory},
            {QStringLiteral("least_micro"), amount(sum.least)},
            {QStringLiteral("most_micro"), amount(sum.worstCase)}};
}

QByteArray estimateJson(const QList<OutgoingPrompt> &prompts, const ModelDestination &destination)
{
    QJsonArray agents;
    const auto sums = sumsByAgent(prompts);
    for (auto it = sums.cbegin(); it != sums.cend(); ++it) {
        auto agent = jsonOf(*it);
        agent[QStringLiteral("agent")] = it.key();
        agents.append(agent);
    }
    const auto all = sumOf(prompts);
    return QJsonDocument(QJsonObject{{QStringLiteral("provider"), destination.provider},
                                     {QStringLiteral("model"), destination.model},
                                     {QStringLiteral("currency"), all.currency},
                                     {QStringLiteral("agents"), agents},
                                     {QStringLiteral("total"), jsonOf(all)}})
        .toJson();
}

void printPrompts(const QList<OutgoingPrompt> &prompts, const ModelDestination &destination, Terminal &terminal)
{
    qint64 bytes = 0;
    for (const auto &prompt : prompts) {
        bytes += prompt.bytes();
        terminal.line(QStringLiteral("===== %1: %2 =====").arg(prompt.agent, estimateText(prompt.estimate)));
        terminal.line(prompt.text());
        terminal.line({});
    }
    terminal.note(QCoreApplication::translate("Cli", "%n prompt(s), %1 bytes, would go to %2. Nothing was sent.",
                                              nullptr, int(prompts.size()))
                      .arg(QString::number(bytes), placeText(destination)));
}

} // namespace

void tellModel(CliServices &services, Terminal &terminal)
{
    if (services.settings().llmProvider() == QLatin1String("none"))
        return;
    const auto model = services.model();
    if (!model) {
        terminal.error(model.error());
        return;
    }
    const auto destination = services.modelDestination();
    if (!*model || destination.isThisComputer || services.settings().offline())
        return;
    const auto place = placeText(destination);
    terminal.note(
        destination.model.isEmpty()
            ? QCoreApplication::translate("Cli", "Prompts go to %1.").arg(place)
            : QCoreApplication::translate("Cli", "Prompts go to %1, model %2.").arg(place, destination.model));
}

ExitCode tryOut(const QList<AnalysisRequest> &requests, CliServices &services, const PromptRecord &record,
                TrialOutput output, const CancellationToken &cancel, Terminal &terminal)
{
    if (const auto model = services.model(); !model)
        return failed(terminal, model.error());
    for (const auto &request : requests) {
        auto future = services.analysis().analyse(request, cancel, {}, CacheUse::Bypass);
        future.waitForFinished();
        if (const auto report = future.takeResult(); !report)
            return failed(terminal, report.error());
    }
    const auto prompts = record.prompts();
    if (output == TrialOutput::EstimateJson)
        terminal.out(estimateJson(prompts, services.modelDestination()));
    else if (prompts.isEmpty())
        terminal.line(QCoreApplication::translate("Cli", "A language model would be asked nothing."));
    else if (output == TrialOutput::Estimate)
        printEstimate(prompts, services.modelDestination(), terminal);
    else
        printPrompts(prompts, services.modelDestination(), terminal);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
