// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace consultantos {

/// What analysts look for first in the notes of a filing.
enum class FilingTableKind {
    Other,
    Segments,
    Geography,
    CustomerConcentration,
};

/// By the table's name (the tag of the note it stands in, or the heading above) and, where that says nothing, by the
/// labels of its rows. Pure.
[[nodiscard]] FilingTableKind filingTableKind(const Table &table);

} // namespace consultantos
