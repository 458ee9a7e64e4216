// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database_schema.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class Connection;

/// The state of a list: a random number in the store's table counters under "state:NAME", which every statement that
/// writes to a table of the list replaces, by triggers of the store itself. So no writer can forget it, and what two looks
/// at the same state have between them is the same list. See keptList().

/// A migration that gives a list its state. `tables`: all whose rows the list's queries read. Makes the table counters
/// where there is none.
[[nodiscard]] Migration listStateMigration(int version, const QString &list, const QStringList &tables);
/// The same for several lists of a store that doesn't count its changes itself: these count them, too.
[[nodiscard]] Migration countedListsMigration(int version, const QStringList &tables);

/// Nothing if the store has none, as an old file that opened read-only, or can't tell it.
[[nodiscard]] std::optional<qint64> listState(const Connection &connection, const char *list);

} // namespace consultantos
