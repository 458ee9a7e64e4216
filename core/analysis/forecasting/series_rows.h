// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_preparation.h"

#include <QList>
#include <QString>

#include <vector>

namespace consultantos::forecasting {

/// A cell as a period or a value may be read from it.
struct SeriesCell {
    QString text;   ///< as shown; a date as 2024-01-31
    QString number; ///< where the format or the whole table says that it is one, written plainly; else the text
};

/// The series of a table, in the order of their columns, rows or first lines. Taken are: columns named series, period and
/// value; a column of periods with a column a series; a row of periods with a row a series; columns of numbers alone, which
/// count from 1. Malformed says what is expected. Pure.
[[nodiscard]] Result<std::vector<RawSeries>> seriesOfRows(const QList<QList<SeriesCell>> &rows);

/// Malformed, with what a table should look like.
[[nodiscard]] Error noSeriesFound();

} // namespace consultantos::forecasting
