// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QString>

namespace consultantos::test {

/// Draws a document: a line with '|' is a row of a table (the first cell is the label, "_" an empty cell, "a>2" a cell
/// over two columns), any other line a paragraph; "---" begins a page, an empty line ends a table.
[[nodiscard]] Document drawnDocument(const QString &drawing);

} // namespace consultantos::test
