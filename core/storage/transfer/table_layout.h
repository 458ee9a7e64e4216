// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/database_schema.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// A table as every store of its schema has it, in files and on servers.
struct TableLayout {
    QString name;
    QStringList columns;
    QStringList key;   ///< by which its rows are told apart and ordered
    QString condition; ///< of the rows that are meant; empty: all

    [[nodiscard]] qsizetype place(const QString &column) const { return columns.indexOf(column); }
};

/// The tables of a schema with what can't be made from the others, each behind those that it refers to. Read from an empty
/// store in memory's stead, a file that is gone afterwards. Does I/O.
[[nodiscard]] Result<QList<TableLayout>> tableLayouts(const DatabaseSchema &schema,
                                                      const std::shared_ptr<const Clock> &clock);

} // namespace consultantos
