// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_preparation.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/document.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace consultantos {

/// A cell as a period or a value may be read from it.
struct SeriesCell {
    QString text;   ///< as shown; a date as 2024-01-31
    QString number; ///< where the format or the whole table says that it is one, written plainly; else the text
};

/// The series of a table, in the order of their columns, rows or first lines. Taken are: columns named series, period and
/// value; a column of periods with a column a series; a row of periods with a row a series; columns of numbers alone, which
/// count from 1. Malformed says what is expected. Pure.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfRows(const QList<QList<SeriesCell>> &rows);

/// Those of all tables of a document; names begin with the sheet's where several have some.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfDocument(const Document &document);

/// Of a file of any format that has tables: CSV, XLSX, ODS, … Does I/O.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfFile(const QString &path,
                                                                       const CancellationToken &cancel);
/// Of a text as a spreadsheet puts it onto the clipboard, or as CSV. Does I/O: it goes through the file readers.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfText(const QString &text,
                                                                       const CancellationToken &cancel);

} // namespace consultantos
