// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace consultantos {

class Connection;
class Database;

/// The row 'changes' of a store's table counters(name, value), by which one instance sees that another changed the store.
/// The functions do I/O and are as thread-safe as what they are given.

/// Counts one change; within the transaction of the change, so that both are kept or neither.
[[nodiscard]] Status countChange(const Connection &connection);
/// Grows with every change by any instance.
[[nodiscard]] Result<qint64> countedChanges(const Database &database);

} // namespace consultantos
