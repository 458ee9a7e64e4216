// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace consultantos {

/// A kind of store whose indexes are checked: how its file is called and what is asked of it.
struct CheckedStore {
    QString name;                ///< "library", "facts", …
    QString file;                ///< its name within the engagement's folder
    bool isOfDataFolder = false; ///< in the data folder itself, whatever the engagement
    DatabaseSchema schema;
    /// Calls every function that issues a statement, with each filter and order, on a store that is empty at first and
    /// thrown away after: so the statements are those of the code, and a new one can't be forgotten in a list beside it.
    std::function<Status(const std::shared_ptr<Database> &, const std::shared_ptr<const Clock> &)> walk;
};

/// The stores of this module. Higher modules that have some of their own add them.
[[nodiscard]] QList<CheckedStore> checkedStores();

} // namespace consultantos
