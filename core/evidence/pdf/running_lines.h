// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/row.h"

namespace consultantos::pdf {

/// A page as rows: of each flow from top to bottom, the flows as they are read.
struct RowPage {
    int number = 0;
    QSizeF size;
    QList<QList<Row>> flows;
};

/// Takes away what stands at the top or bottom of page after page (running heads and feet, whatever number they carry)
/// and page numbers that stand alone. Returns how many rows went.
int dropRunningLines(QList<RowPage> &pages);

} // namespace consultantos::pdf
