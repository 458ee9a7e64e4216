// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/columns.h"

#include <QList>

namespace consultantos::pdf {

/// The columns that one heading stands over: [first, last].
struct ColumnSpan {
    int first = 0;
    int last = 0;
};

/// Which columns each of `headings` (from left to right, all of one row) stands over: neighbours share the columns out
/// so that each stands as near as possible to the middle of its own. "December 31," over two years spans both.
[[nodiscard]] QList<ColumnSpan> spansOf(const QList<QRectF> &headings, const QList<Columns::Band> &bands);

} // namespace consultantos::pdf
