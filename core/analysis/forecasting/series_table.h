// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_rows.h"

#include <QByteArray>
#include <QHash>

#include <cstdint>
#include <vector>

namespace consultantos::forecasting {

enum class SeriesColumn : std::uint8_t { Series, Period, Value };

/// Whether a column's head says that it is the one: "series", "period" or "date", "value", or in German. In any case.
[[nodiscard]] bool isColumnName(SeriesColumn column, const QString &text);

/// Takes apart CSV as it comes, in pieces of any size: comma, semicolon or tab between fields. Where the first line names the
/// columns of the long form (series, period, value, in any order and case; without "series" it is one series) rows aren't
/// kept; else the whole table is, and seriesOfRows() finds its form.
class SeriesTableReader {
public:
    void read(const QByteArray &bytes);
    /// Takes what stands behind the last line's end, and gives the series in the order of their first rows. Malformed where
    /// there are none, with what a table should look like.
    [[nodiscard]] Result<std::vector<RawSeries>> finish();

private:
    void takeLine();
    void takeHeader(const QByteArray &line);
    void takeRow(const QStringList &fields);
    [[nodiscard]] QStringList fieldsOf(const QByteArray &line) const;

    QByteArray m_line;
    bool m_isQuoted = false;
    bool m_hasHeader = false;
    char m_separator = ',';
    qsizetype m_seriesColumn = -1;
    qsizetype m_periodColumn = -1;
    qsizetype m_valueColumn = -1;
    QHash<QString, std::size_t> m_places;
    std::vector<RawSeries> m_series;
    QList<QList<SeriesCell>> m_rows; ///< of another form than the long one
};

} // namespace consultantos::forecasting
