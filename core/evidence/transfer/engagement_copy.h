// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/transfer/store_copy.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

class PostgresServer;

/// Where engagements are: in a data folder, or on a team's server.
struct CopySide {
    QString dataDir;                        ///< empty with a server
    std::shared_ptr<PostgresServer> server; ///< null: files

    [[nodiscard]] QString text() const; ///< without a password
};

/// What became of an engagement.
struct CopiedEngagement {
    QString name; ///< empty: the stores without an engagement
    QList<CopiedStore> stores;
    qint64 files = 0; ///< that documents were read from, at the source
    qint64 filesCopied = 0;
    QStringList withoutFile;      ///< documents, by name, whose file isn't kept at the source either
    std::optional<Error> failure; ///< of what is no store: the files, or the engagement itself

    [[nodiscard]] bool isWhole() const;
};

/// The engagements of a side, by name; an empty one are the stores without. NotFound if the side has no stores.
[[nodiscard]] Result<QStringList> engagementsAt(const CopySide &side);

/// Copies an engagement with all that a team shares of it: reports, facts, documents with their files, conversations, what
/// left and what it cost, monitors, jobs that are over; with the one without a name users, tokens and the audit log, too.
/// Settings, keys, consents and the cache stay where they are. Store by store, each whole or not at all: what failed is
/// said in it, and done again the rest follows. A target that isn't there is begun. Does I/O for long.
[[nodiscard]] CopiedEngagement copyEngagement(const CopySide &from, const CopySide &to, const QString &name,
                                              const std::shared_ptr<const Clock> &clock, const CopyWatch &watch);

} // namespace consultantos
