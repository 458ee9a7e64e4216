// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace consultantos {

/// The numbers that a chart is drawn from, by which it is read without being seen: a row for each place (a period, a driver, a
/// force), a column for each line.
struct ChartTable {
    enum class Order {
        Sequence,  ///< rows follow on each other, so there is a first, a last and a trend
        Categories ///< rows stand beside each other
    };
    struct Column {
        QString name;
        QList<std::optional<double>> values;   ///< a row each; may be empty where there are words alone
        std::function<QString(double)> text{}; ///< a value as it is read
        QStringList words{};                   ///< a row each, in place of the values' own text; or empty
        bool isSpoken = true;                  ///< whether the summary tells it
    };

    QString rowsTitle; ///< what a row is: "Year", "Driver"
    QStringList rows;
    QList<Column> columns;
    Order order = Order::Sequence;

    [[nodiscard]] bool isEmpty() const { return rows.isEmpty() || columns.isEmpty(); }
    /// What a cell says; a dash where there is nothing.
    [[nodiscard]] QString cell(qsizetype row, qsizetype column) const;
};

/// What a chart shows, to be read aloud, a sentence a line. Of a sequence, for each column: the last value, the first, the
/// trend, the highest and the lowest, and how many are missing. Of categories: the highest and lowest, and each row where there
/// are few. Empty for an empty table.
[[nodiscard]] QString spokenSummary(const ChartTable &table);

enum class ChartTrend { Rising, Falling, None };
/// Rising or falling where a line through the values, by least squares over their places, covers at least half of the range
/// between the lowest and the highest from its begin to its end; None for fewer than two values.
[[nodiscard]] ChartTrend trendOf(const QList<std::optional<double>> &values);

} // namespace consultantos
