// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_rows.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/document.h"

#include <QString>

#include <vector>

namespace consultantos {

using forecasting::SeriesCell;
using forecasting::seriesOfRows;

/// Those of all tables of a document; names begin with the sheet's where several have some.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfDocument(const Document &document);

/// Of a file of any format that has tables: CSV, XLSX, ODS, … Does I/O.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfFile(const QString &path,
                                                                       const CancellationToken &cancel);
/// Of a text as a spreadsheet puts it onto the clipboard, or as CSV. Does I/O: it goes through the file readers.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfText(const QString &text,
                                                                       const CancellationToken &cancel);

} // namespace consultantos
