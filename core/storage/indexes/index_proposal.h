// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// CREATE INDEX with the columns by which a statement of one table finds and sorts: those that are compared for
/// equality, then those of its order, else the first that is compared otherwise. Empty where the statement's form isn't
/// understood (joins of several conditions, expressions): an index for it is a person's work.
[[nodiscard]] QString proposedIndex(const QString &sql);

} // namespace consultantos
