// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/indexes/checked_store.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// An index that a store's schema declares.
struct DeclaredIndex {
    QString store;
    QString name;
    QString table;
    QString sql;         ///< CREATE INDEX …
    bool isThere = true; ///< in the file that was looked at

    bool operator==(const DeclaredIndex &) const = default;
};

/// Why a statement's plan is not good.
enum class PlanFault {
    FullScan,      ///< reads a table from one end to the other to find some of its rows
    IndexScan,     ///< the same, through an index that doesn't help to find them
    TemporarySort, ///< sorts, groups or removes doubles in a table of its own
    NotPrepared,   ///< the database doesn't take it: a table or column is missing
};
[[nodiscard]] QString planFaultName(PlanFault fault); ///< "full_scan", …

/// What is wrong with a statement.
struct PlanFinding {
    QString store;
    QString sql;
    PlanFault fault = PlanFault::FullScan;
    QString step;   ///< of the plan, as the database says it
    QString reason; ///< why it is allowed nevertheless; empty: it isn't

    bool operator==(const PlanFinding &) const = default;
};

struct IndexCheck {
    int statements = 0; ///< that were looked at
    QList<DeclaredIndex> missing;
    QList<PlanFinding> faults;
    QList<PlanFinding> allowed;

    [[nodiscard]] bool isClean() const { return missing.isEmpty() && faults.isEmpty(); }
};

/// Indexes of the stores of a data folder. Each function does I/O; none reads what is stored.
class IndexDesk {
public:
    /// Where the files are: the engagement's folder and the data folder itself.
    struct Folders {
        QString engagement;
        QString data;
    };
    IndexDesk(QList<CheckedStore> stores, Folders folders, std::shared_ptr<const Clock> clock);

    /// All declared ones, with whether they are there. Files that are not there yet will have theirs.
    [[nodiscard]] Result<QList<DeclaredIndex>> list() const;
    /// The plan of every statement that the program issues, by the file in the folders or, where there is none yet, by a
    /// new one.
    [[nodiscard]] Result<IndexCheck> check() const;
    /// Creates what is declared and missing; gives what it created. Waits for writers.
    [[nodiscard]] Result<QList<DeclaredIndex>> deploy() const;
    /// CREATE INDEX for each statement with a fault that one would help: the program's own, and `recorded` ones, which may
    /// be of any store.
    [[nodiscard]] Result<QStringList> proposals(const QStringList &recorded = {}) const;

    /// The statements of a store, recorded while its walk runs on a new one in `folder`.
    [[nodiscard]] static Result<QStringList> statementsOf(const CheckedStore &store, const QString &folder,
                                                          const std::shared_ptr<const Clock> &clock);

private:
    [[nodiscard]] QString pathOf(const CheckedStore &store) const;
    [[nodiscard]] Result<std::shared_ptr<Database>> open(const CheckedStore &store, const QString &spareFolder) const;

    QList<CheckedStore> m_stores;
    Folders m_folders;
    std::shared_ptr<const Clock> m_clock;
};

/// Those that a schema declares, in the order of its migrations, without those that a later one drops.
[[nodiscard]] QList<DeclaredIndex> declaredIndexes(const QString &store, const DatabaseSchema &schema);
/// What is wrong with a statement's plan in this database.
[[nodiscard]] QList<PlanFinding> planFindings(const Connection &connection, const QString &store, const QString &sql);

} // namespace consultantos
