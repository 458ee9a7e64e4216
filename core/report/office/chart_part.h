// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/outline/outline.h"

#include <QByteArray>
#include <QString>

namespace consultantos::office {

/// A native chart (DrawingML, ISO/IEC 29500 part 1, 21.2) whose colours are the theme's; `workbook` is the relation of the
/// workbook that its numbers are edited in. Pure.
[[nodiscard]] QByteArray chartPart(const outline::Chart &chart, const QString &workbook);

/// The workbook of a chart, made on `date`: categories in the first column, a column a series.
[[nodiscard]] Result<QByteArray> chartWorkbook(const outline::Chart &chart, const QDate &date);

} // namespace consultantos::office
