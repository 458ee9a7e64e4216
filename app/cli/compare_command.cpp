// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare_command.h"

#include "agents/company_comparer.h"
#include "base/paths.h"
#include "cli_services.h"
#include "model/units.h"
#include "option_values.h"
#include "storage/storage.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace consultantos {

namespace {

constexpr int DefaultYears = 5;

const QStringList &defaultFigures()
{
    static const QStringList all{QStringLiteral("revenue"), QStringLiteral("revenue_growth"),
                                 QStringLiteral("gross_margin"), QStringLiteral("operating_margin"),
                                 QStringLiteral("roic")};
    return all;
}

QString usage()
{
    return QCoreApplication::translate(
        "Cli",
        "consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]");
}

/// Titles and rows of a table that an analysis wrote with tabs.
std::pair<QStringList, QList<QStringList>> rowsOf(const QString &table)
{
    auto lines = table.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QList<QStringList> rows;
    const auto titles = lines.takeFirst().split(QLatin1Char('\t'));
    for (const auto &line : std::as_const(lines))
        rows.append(line.split(QLatin1Char('\t')));
    return {titles, rows};
}

QByteArray textOf(const FiguresBeside &figures)
{
    QStringList titles{figures.title};
    for (const int year : figures.years)
        titles.append(QStringLiteral("FY%1").arg(year));
    titles += {QCoreApplication::translate("Cli", "Rank"), QCoreApplication::translate("Cli", "Percentile")};
    QList<QStringList> rows;
    for (const auto &company : figures.companies) {
        QStringList row{company.name};
        for (const auto &cell : company.years)
            row.append(cell.figure ? formatValue(cell.figure->value, cell.figure->unit) : QString(QChar(0x2013)));
        row.append(company.rank ? QString::number(*company.rank) : QString());
        row.append(company.percentile ? formatValue(company.percentile->value, units::Percentile) : QString());
        rows.append(row);
    }
    auto text = textTable(titles, rows);
    if (figures.rankedYear != 0)
        text += QCoreApplication::translate("Cli",
                                            "Ranks and percentiles are of FY%1, percentiles among %n company(ies) "
                                            "of the sectors.",
                                            nullptr, figures.poolSize)
                    .arg(figures.rankedYear)
                    .toUtf8()
                + '\n';
    for (const auto &difference : figures.differences)
        text += difference.toUtf8() + '\n';
    return text;
}

QByteArray textOf(const FrameworkBeside &framework)
{
    constexpr qsizetype LongestCell = 40;
    auto [titles, rows] = rowsOf(tableOf(framework));
    for (auto &row : rows) {
        for (auto &cell : row) {
            if (cell.size() > LongestCell)
                cell = cell.left(LongestCell - 1) + QChar(0x2026);
        }
    }
    auto text = textTable(titles, rows);
    for (const auto &difference : framework.differences)
        text += difference.toUtf8() + '\n';
    return text;
}

QByteArray output(const QList<FiguresBeside> &all, TableFormat format)
{
    QByteArray text;
    if (format == TableFormat::Json) {
        QJsonArray array;
        for (const auto &one : all)
            array.append(toJson(one));
        return QJsonDocument(QJsonObject{{QStringLiteral("figures"), array}}).toJson();
    }
    for (const auto &one : all) {
        if (format == TableFormat::Csv) {
            const auto [titles, rows] = rowsOf(tableOf(one));
            auto table = csvTable(titles, rows);
            // The years are the same for all: one head stands for them.
            if (!text.isEmpty())
                table.remove(0, table.indexOf('\n') + 1);
            text += table;
        } else {
            text += (text.isEmpty() ? QByteArray() : QByteArray("\n")) + textOf(one);
        }
    }
    return text;
}

QByteArray output(const FrameworkBeside &one, TableFormat format)
{
    if (format == TableFormat::Json)
        return QJsonDocument(toJson(one)).toJson();
    if (format == TableFormat::Text)
        return textOf(one);
    const auto [titles, rows] = rowsOf(tableOf(one));
    return csvTable(titles, rows);
}

} // namespace

QString CompareCommand::name() const
{
    return QStringLiteral("compare");
}

QString CompareCommand::summary() const
{
    return QCoreApplication::translate("Cli", "put companies beside each other");
}

void CompareCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("company"),
                                 QCoreApplication::translate("Cli", "Two to five companies."),
                                 QStringLiteral("COMPANY COMPANY…"));
    parser.addOption({QStringLiteral("figure"),
                      QCoreApplication::translate("Cli", "A ratio or statement line by its id, e.g. gross_margin or "
                                                         "revenue; may be given several times."),
                      QStringLiteral("id")});
    parser.addOption({QStringLiteral("framework"),
                      QCoreApplication::translate("Cli", "A framework instead, of each company's newest kept report."),
                      QStringLiteral("id")});
    parser.addOption({QStringLiteral("years"),
                      QCoreApplication::translate("Cli", "How many fiscal years; 5 if not given."),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default), json or csv."),
                      QStringLiteral("format")});
}

ExitCode CompareCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto companies = parser.positionalArguments();
    if (companies.size() < 2 || companies.size() > MostBeside)
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "compare takes two to %1 companies.").arg(MostBeside),
                          usage());
    if (parser.isSet(QStringLiteral("framework")) && parser.isSet(QStringLiteral("figure")))
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "Either figures are compared or a framework, not both."),
                          usage());
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!format)
        return failed(terminal, format.error());
    const auto years = numberOption<int>(parser, QStringLiteral("years"), DefaultYears, 1, MostYearsBeside);
    if (!years)
        return failed(terminal, years.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    // The services outlive what reads their facts.
    const std::shared_ptr<const FactStore> facts(std::shared_ptr<void>(), &(*services)->facts());
    const CompanyComparer comparer(facts, (*services)->storage().reports, resourceDir());
    if (parser.isSet(QStringLiteral("framework"))) {
        const auto beside = comparer.framework(companies, parser.value(QStringLiteral("framework")));
        if (!beside)
            return failed(terminal, beside.error());
        if (beside->rows.isEmpty())
            return failed(terminal,
                          {ErrorCode::NotFound,
                           QCoreApplication::translate("Cli", "No report of these companies has the framework "
                                                              "\"%1\".")
                               .arg(beside->id),
                           QCoreApplication::translate("Cli", "Analyse them with it first.")});
        terminal.out(output(*beside, *format));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    auto ids = parser.values(QStringLiteral("figure"));
    ids.removeDuplicates();
    const auto beside = comparer.figures(companies, ids.isEmpty() ? defaultFigures() : ids, *years);
    if (!beside)
        return failed(terminal, beside.error());
    terminal.out(output(*beside, *format));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
