// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class Database;

/// What became of a table's rows.
struct CopiedTable {
    QString name;
    qint64 rows = 0;    ///< at the source, as counted there
    qint64 copied = 0;  ///< new at the target
    qint64 present = 0; ///< were there already, the same
};

/// What became of a store.
struct CopiedStore {
    QString name;  ///< "library", "facts", …
    QString title; ///< as messages call it
    QList<CopiedTable> tables;
    std::optional<Error> failure; ///< nothing of it was written, unless it was there before

    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 copied() const;
    [[nodiscard]] bool isWhole() const { return !failure; }
};

struct CopyWatch {
    CancellationToken cancel{};
    std::function<void(const QString &what, qint64 rows)> onRows{}; ///< so many more; empty: nobody is told
};

/// Copies all of a store into one of the same schema, in files or on a server, in one transaction: all of it is there
/// afterwards or nothing new. Rows that are there already, the same in every column, stay: done again, nothing changes.
/// The failure is InvalidArgument if the target has other content under a key of the source's, Busy if the source was
/// written to meanwhile, Cancelled, or the store's own. Search indexes are made anew, counters of changes go on.
/// Does I/O for long.
[[nodiscard]] CopiedStore copyStore(const Database &from, const Database &to, const std::shared_ptr<const Clock> &clock,
                                    const CopyWatch &watch);

} // namespace consultantos
