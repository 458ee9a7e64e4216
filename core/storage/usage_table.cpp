// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/usage_table.h"

#include "base/csv_text.h"

#include <cstdlib>

namespace consultantos {
namespace {

/// Micro-units as units, exactly: 1234567 → "1.234567".
QString amountText(qint64 microUnits)
{
    constexpr qint64 Unit = 1'000'000;
    constexpr int Decimals = 6;
    return QStringLiteral("%1%2.%3")
        .arg(microUnits < 0 ? QStringLiteral("-") : QString())
        .arg(std::abs(microUnits / Unit))
        .arg(std::abs(microUnits % Unit), Decimals, 10, QLatin1Char('0'));
}

} // namespace

UsageTable usageTable(const QList<UsageTotals> &totals, const QString &by)
{
    UsageTable table;
    table.titles = {QStringLiteral("currency"),        QStringLiteral("calls"),
                    QStringLiteral("cache_hits"),      QStringLiteral("rate_limited"),
                    QStringLiteral("input"),           QStringLiteral("cached_input"),
                    QStringLiteral("cache_write"),     QStringLiteral("output"),
                    QStringLiteral("reasoning"),       QStringLiteral("cost"),
                    QStringLiteral("unknown_costs"),   QStringLiteral("saved"),
                    QStringLiteral("average_duration")};
    if (!by.isEmpty())
        table.titles.prepend(by);
    for (const auto &row : totals) {
        constexpr int Decimals = 3;
        QStringList fields{row.currency};
        for (const auto number : {row.calls, row.cacheHits, row.rateLimited, row.input, row.cachedInput, row.cacheWrite,
                                  row.output, row.reasoning})
            fields.append(QString::number(number));
        fields += {amountText(row.cost), QString::number(row.unknownCosts), amountText(row.saved),
                   QString::number(row.averageDuration, 'f', Decimals)};
        if (!by.isEmpty())
            fields.prepend(row.key);
        table.rows.append(fields);
    }
    return table;
}

QByteArray usageCsv(const QList<UsageTotals> &totals, const QString &by)
{
    const auto table = usageTable(totals, by);
    return csvText(table.titles, table.rows);
}

} // namespace consultantos
