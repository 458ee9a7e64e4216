// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/row.h"
#include "model/document.h"

namespace consultantos::pdf {

/// Rows of running text as paragraphs and headings, in order. `bodySize` is the document's usual size of print, in
/// points. Page, section and offset are the caller's to set.
[[nodiscard]] QList<Block> textBlocks(const QList<Row> &rows, double bodySize);

} // namespace consultantos::pdf
