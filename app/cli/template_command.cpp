// SPDX-License-Identifier: GPL-3.0-or-later
#include "template_command.h"

#include "analysis/financials/concept_catalogue.h"
#include "base/clock.h"
#include "base/paths.h"
#include "evidence/template/financials_template.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

namespace {

const QString DefaultName = QStringLiteral("client-figures.xlsx");

Result<FinancialsTemplateOptions> optionsFrom(const QCommandLineParser &parser)
{
    auto options = defaultTemplateOptions(resourceDir(), SystemClock().nowUtc().date());
    if (!options)
        return options;
    options->company = parser.value(QStringLiteral("company")).trimmed();
    options->currency = parser.value(QStringLiteral("currency")).trimmed().toUpper();
    if (parser.isSet(QStringLiteral("years"))) {
        bool isNumber = false;
        options->years = parser.value(QStringLiteral("years")).toInt(&isNumber);
        if (!isNumber)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "\"%1\" is no number of years; nothing was written.")
                            .arg(parser.value(QStringLiteral("years"))));
    }
    return options;
}

/// A workbook that somebody has filled in is worth more than an empty one.
Status checkFree(const QString &path)
{
    if (!QFileInfo::exists(path))
        return {};
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "%1 is there already; nothing was overwritten.").arg(path),
                QCoreApplication::translate("Cli", "Name another file by --output."));
}

} // namespace

QString TemplateCommand::name() const
{
    return QStringLiteral("template");
}

QString TemplateCommand::summary() const
{
    return QCoreApplication::translate("Cli", "make a workbook to fill in for a company without filings");
}

void TemplateCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("output"),
                      QCoreApplication::translate("Cli", "File to write; %1 if none is named.").arg(DefaultName),
                      QStringLiteral("file")});
    parser.addOption(
        {QStringLiteral("company"), QCoreApplication::translate("Cli", "Name to fill in."), QStringLiteral("name")});
    parser.addOption({QStringLiteral("years"),
                      QCoreApplication::translate("Cli", "Number of fiscal years, %1 to %2; 5 if none is given.")
                          .arg(FinancialsTemplateOptions::LeastYears)
                          .arg(FinancialsTemplateOptions::MostYears),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("currency"),
                      QCoreApplication::translate("Cli", "Currency to fill in: a code such as EUR."),
                      QStringLiteral("code")});
    parser.addPositionalArgument(
        QStringLiteral("kind"), QCoreApplication::translate("Cli", "financials: statements, segments and competitors."),
        QStringLiteral("financials"));
}

ExitCode TemplateCommand::run(const CommandLine &, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (parser.positionalArguments() != QStringList{QStringLiteral("financials")})
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "There is a template for financials only."),
                          QCoreApplication::translate("Cli", "consultantos-cli template financials"));
    const auto options = optionsFrom(parser);
    if (!options)
        return failed(terminal, options.error());
    const auto named = parser.value(QStringLiteral("output"));
    const auto path = named.isEmpty() ? DefaultName : named;
    if (const auto free = checkFree(path); !free)
        return failed(terminal, free.error());
    const auto concepts = ConceptCatalogue::load(resourcePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return failed(terminal, concepts.error());
    if (const auto written = writeFinancialsTemplate(path, *options, *concepts); !written)
        return failed(terminal, written.error());
    terminal.line(path);
    terminal.note(
        QCoreApplication::translate("Cli", "Fill it in, save it, and import it: consultantos-cli import %1").arg(path));
    return ExitCode::Done;
}

} // namespace consultantos
