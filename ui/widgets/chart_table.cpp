// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chart_table.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr qsizetype MostRowsTold = 12;

QString inWords(const char *text, int count = -1)
{
    return QCoreApplication::translate("ChartTable", text, nullptr, count);
}

/// The rows with the least and the greatest value; -1 without any.
std::pair<qsizetype, qsizetype> extremes(const QList<std::optional<double>> &values)
{
    std::pair<qsizetype, qsizetype> found{-1, -1};
    for (qsizetype row = 0; row < values.size(); ++row) {
        if (!values[row])
            continue;
        if (found.first < 0 || *values[row] < *values[found.first])
            found.first = row;
        if (found.second < 0 || *values[row] > *values[found.second])
            found.second = row;
    }
    return found;
}

QString extremesText(const ChartTable &table, qsizetype column)
{
    const auto [least, most] = extremes(table.columns[column].values);
    return inWords(QT_TRANSLATE_NOOP("ChartTable", "highest %1 at %2, lowest %3 at %4"))
        .arg(table.cell(most, column), table.rows[most], table.cell(least, column), table.rows[least]);
}

QString sequenceText(const ChartTable &table, qsizetype column)
{
    const auto &values = table.columns[column].values;
    const auto &name = table.columns[column].name;
    const auto isKnown = [](const std::optional<double> &value) { return value.has_value(); };
    const auto first = std::find_if(values.begin(), values.end(), isKnown) - values.begin();
    if (first == values.size())
        return inWords(QT_TRANSLATE_NOOP("ChartTable", "%1: no values")).arg(name);
    const auto last = values.rend() - std::find_if(values.rbegin(), values.rend(), isKnown) - 1;
    auto text =
        inWords(QT_TRANSLATE_NOOP("ChartTable", "%1: %2 at %3")).arg(name, table.cell(last, column), table.rows[last]);
    if (first == last)
        return text;
    text +=
        QStringLiteral(", ")
        + inWords(QT_TRANSLATE_NOOP("ChartTable", "from %1 at %2")).arg(table.cell(first, column), table.rows[first]);
    const auto trend = trendOf(values);
    text += QStringLiteral(", ")
            + (trend == ChartTrend::Rising    ? inWords(QT_TRANSLATE_NOOP("ChartTable", "rising"))
               : trend == ChartTrend::Falling ? inWords(QT_TRANSLATE_NOOP("ChartTable", "falling"))
                                              : inWords(QT_TRANSLATE_NOOP("ChartTable", "without a trend")));
    const auto [least, most] = extremes(values);
    if (*values[least] < *values[most])
        text += QStringLiteral("; ") + extremesText(table, column);
    // What lies before the first and behind the last isn't missing: the line begins and ends there.
    const auto missing = std::count_if(values.begin() + first, values.begin() + last,
                                       [](const std::optional<double> &value) { return !value.has_value(); });
    if (missing > 0)
        text += QStringLiteral("; ") + inWords(QT_TRANSLATE_N_NOOP("ChartTable", "%n value(s) missing"), int(missing));
    return text;
}

QStringList categoryTexts(const ChartTable &table)
{
    QStringList lines;
    QList<qsizetype> spoken;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        if (!table.columns[column].isSpoken)
            continue;
        spoken.append(column);
        const auto [least, most] = extremes(table.columns[column].values);
        if (least >= 0 && *table.columns[column].values[least] < *table.columns[column].values[most])
            lines.append(QStringLiteral("%1: %2").arg(table.columns[column].name, extremesText(table, column)));
    }
    if (spoken.isEmpty() || table.rows.size() > MostRowsTold)
        return lines;
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        QStringList cells;
        for (const auto column : std::as_const(spoken))
            cells.append(spoken.size() == 1
                             ? table.cell(row, column)
                             : QStringLiteral("%1 %2").arg(table.columns[column].name, table.cell(row, column)));
        lines.append(QStringLiteral("%1: %2").arg(table.rows[row], cells.join(QStringLiteral(", "))));
    }
    return lines;
}

} // namespace

QString ChartTable::cell(qsizetype row, qsizetype column) const
{
    if (row < 0 || row >= rows.size() || column < 0 || column >= columns.size())
        return {};
    const auto &shown = columns[column];
    if (row < shown.words.size() && !shown.words[row].isEmpty())
        return shown.words[row];
    const auto value = shown.values.value(row);
    if (!value)
        return QStringLiteral("–");
    return shown.text ? shown.text(*value) : QLocale().toString(*value, 'g', 4);
}

ChartTrend trendOf(const QList<std::optional<double>> &values)
{
    double count = 0;
    double sumPlace = 0;
    double sumValue = 0;
    for (qsizetype place = 0; place < values.size(); ++place) {
        if (values[place]) {
            ++count;
            sumPlace += double(place);
            sumValue += *values[place];
        }
    }
    const auto [least, most] = extremes(values);
    if (count < 2 || !(*values[least] < *values[most]))
        return ChartTrend::None;
    double covariance = 0;
    double variance = 0;
    qsizetype first = -1;
    qsizetype last = 0;
    for (qsizetype place = 0; place < values.size(); ++place) {
        if (!values[place])
            continue;
        const double away = double(place) - sumPlace / count;
        covariance += away * (*values[place] - sumValue / count);
        variance += away * away;
        first = first < 0 ? place : first;
        last = place;
    }
    constexpr double LeastShare = 0.5;
    const double rise = covariance / variance * double(last - first);
    const double share = rise / (*values[most] - *values[least]);
    return share >= LeastShare ? ChartTrend::Rising : share <= -LeastShare ? ChartTrend::Falling : ChartTrend::None;
}

QString spokenSummary(const ChartTable &table)
{
    if (table.isEmpty())
        return {};
    if (table.order == ChartTable::Order::Categories)
        return categoryTexts(table).join(QLatin1Char('\n'));
    QStringList lines;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        if (table.columns[column].isSpoken)
            lines.append(sequenceText(table, column));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace consultantos
