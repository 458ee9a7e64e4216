// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage_command.h"

#include "base/amount_text.h"
#include "cli_services.h"
#include "storage/money_ledger.h"
#include "storage/usage_table.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace consultantos {

namespace {

struct NamedGrouping {
    const char *name;
    UsageGrouping grouping;
};

constexpr std::array Groupings = {
    NamedGrouping{"agent", UsageGrouping::Agent}, NamedGrouping{"report", UsageGrouping::Report},
    NamedGrouping{"day", UsageGrouping::Day}, NamedGrouping{"model", UsageGrouping::Model}};

Result<UsageGrouping> groupingOf(const QString &name)
{
    if (name.isEmpty())
        return UsageGrouping::None;
    for (const auto &[known, grouping] : Groupings) {
        if (name.compare(QLatin1String(known), Qt::CaseInsensitive) == 0)
            return grouping;
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "Usage can't be told apart by \"%1\".").arg(name),
                QCoreApplication::translate("Cli", "Choose among agent, report, day, model."));
}

/// Averages are weighted by calls, amounts of different currencies left apart by the caller.
UsageTotals sumOf(const QList<UsageTotals> &rows)
{
    UsageTotals all;
    double duration = 0;
    for (const auto &row : rows) {
        all.calls += row.calls;
        all.cacheHits += row.cacheHits;
        all.rateLimited += row.rateLimited;
        duration += row.averageDuration * static_cast<double>(row.calls);
    }
    all.averageDuration = all.calls == 0 ? 0 : duration / static_cast<double>(all.calls);
    return all;
}

QJsonObject toJson(const UsageTotals &row, const QString &by)
{
    QJsonObject object{{QStringLiteral("currency"), row.currency.isEmpty() ? QJsonValue() : QJsonValue(row.currency)},
                       {QStringLiteral("total_requests"), row.calls},
                       {QStringLiteral("cache_hits"), row.cacheHits},
                       {QStringLiteral("cache_hit_rate"), row.cacheHitRate()},
                       {QStringLiteral("rate_limited_requests"), row.rateLimited},
                       {QStringLiteral("average_duration"), row.averageDuration},
                       {QStringLiteral("tokens"), QJsonObject{{QStringLiteral("input"), row.input},
                                                              {QStringLiteral("cached_input"), row.cachedInput},
                                                              {QStringLiteral("cache_write"), row.cacheWrite},
                                                              {QStringLiteral("output"), row.output},
                                                              {QStringLiteral("reasoning"), row.reasoning}}},
                       {QStringLiteral("cost_micro"), row.cost},
                       {QStringLiteral("unknown_costs"), row.unknownCosts},
                       {QStringLiteral("saved_micro"), row.saved}};
    if (!by.isEmpty())
        object[by] = row.key;
    return object;
}

QByteArray jsonOf(const QList<UsageTotals> &rows, const QString &by)
{
    const auto all = sumOf(rows);
    QJsonArray array;
    for (const auto &row : rows)
        array.append(toJson(row, by));
    return QJsonDocument(QJsonObject{{QStringLiteral("total_requests"), all.calls},
                                     {QStringLiteral("average_duration"), all.averageDuration},
                                     {QStringLiteral("cache_hit_rate"), all.cacheHitRate()},
                                     {QStringLiteral("rate_limited_requests"), all.rateLimited},
                                     {QStringLiteral("usage"), array}})
        .toJson();
}

QByteArray tableOf(const QList<UsageTotals> &rows, const QString &by, TableFormat format)
{
    if (format == TableFormat::Csv)
        return usageCsv(rows, by);
    const auto table = usageTable(rows, by);
    return textTable(table.titles, table.rows);
}

} // namespace

QString UsageCommand::name() const
{
    return QStringLiteral("usage");
}

QString UsageCommand::summary() const
{
    return QCoreApplication::translate("Cli", "show what language models cost");
}

void UsageCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("by"),
                      QCoreApplication::translate("Cli", "Tell it apart by agent, report, day (UTC) or model."),
                      QStringLiteral("what")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default), json or csv."),
                      QStringLiteral("format")});
}

ExitCode UsageCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "usage takes no argument."),
            QCoreApplication::translate("Cli", "consultantos-cli usage [--by agent|report|day|model] [--format json]"));
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!format)
        return failed(terminal, format.error());
    const auto by = parser.value(QStringLiteral("by")).toLower();
    const auto grouping = groupingOf(by);
    if (!grouping)
        return failed(terminal, grouping.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto ledger = (*services)->money();
    if (!ledger)
        return failed(terminal, ledger.error());
    const auto rows = (*ledger)->totals(*grouping);
    if (!rows)
        return failed(terminal, rows.error());
    if (*format == TableFormat::Json)
        terminal.out(jsonOf(*rows, by));
    else if (*format == TableFormat::Text && rows->isEmpty())
        terminal.line(QCoreApplication::translate("Cli", "No language model has been called."));
    else
        terminal.out(tableOf(*rows, by, *format));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
