// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_preparation.h"

#include <QByteArray>
#include <QHash>

#include <cstdint>
#include <vector>

namespace consultantos::forecasting {

enum class SeriesColumn : std::uint8_t { Series, Period, Value };

/// Whether a column's head says that it is the one: "series", "period" or "date", "value", or in German. In any case.
[[nodiscard]] bool isColumnName(SeriesColumn column, const QString &text);

/// Takes apart CSV of the long form (series, period, value) as it comes, in pieces of any size. The first line names the
/// columns, in any order and case; without a column "series" it is one series. Comma, semicolon or tab between fields.
class SeriesTableReader {
public:
    /// Malformed where the first line has no columns period and value.
    [[nodiscard]] Status read(const QByteArray &bytes);
    /// Takes what stands behind the last line's end, and gives the series in the order of their first rows.
    [[nodiscard]] Result<std::vector<RawSeries>> finish();

private:
    [[nodiscard]] Status takeLine();
    [[nodiscard]] Status takeHeader(const QStringList &fields);
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
};

} // namespace consultantos::forecasting
