// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert_limits.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace consultantos {

class FolderUse;
class ProgramMetrics;
class QueryCache;
class StatementRecorder;

/// One step of a schema: the statements that lead from version-1 to `version`. Runs in one transaction.
struct Migration {
    int version = 0;
    QStringList statements; ///< in the words of SQLite
    /// For PostgreSQL, where they differ by more than postgresDefinition() knows; empty: they don't.
    QStringList postgres{};
};

/// What a store of ours is: its application id marks a file as ours, its migrations lead to the newest version.
struct DatabaseSchema {
    QString title;               ///< how messages call it, translated, e.g. "The library"
    quint32 applicationId = 0;   ///< PRAGMA application_id
    QList<Migration> migrations; ///< versions 1, 2, 3, …
};

struct DatabaseOptions {
    std::chrono::milliseconds busyTimeout{5'000}; ///< how long a statement waits for another process's lock
    std::shared_ptr<ProgramMetrics> metrics{};    ///< null: nothing is measured
    std::shared_ptr<const FolderUse> use{}; ///< of the folder, held as long as the database is; null: by who opens it
    /// A statement that takes longer is logged with its plan: the limit of the monitoring rules.
    std::chrono::milliseconds slowAfter{static_cast<int>(alertLimit("ConsultantosSlowStores").limit * 1'000)};
    std::shared_ptr<StatementRecorder> recorder{}; ///< told of each statement, for the checks of indexes
    std::shared_ptr<QueryCache> queries{}; ///< where repositories keep their lists, see keptList(); null: nowhere

    [[nodiscard]] DatabaseOptions measuredBy(std::shared_ptr<ProgramMetrics> by) const
    {
        auto options = *this;
        options.metrics = std::move(by);
        return options;
    }
};

} // namespace consultantos
