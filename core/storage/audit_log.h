// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class Database;

/// Who did what.
struct AuditEntry {
    qint64 number = 0; ///< in the order of writing
    QDateTime at;      ///< UTC
    QString actor;     ///< the user, the name of a token, or "cli:" and the system's user
    QString action;    ///< "POST /analyze", "users add"
    QString object;    ///< the job, report or user; empty: none
    QString engagement;
    QString outcome; ///< "done", or the status of HTTP
    QString origin;  ///< the caller's address; empty: the command line
};

/// Is only added to: the store refuses to change or delete an entry. Thread-safe; every call does I/O.
class AuditLog {
public:
    /// Of UserRepository::openDatabase().
    explicit AuditLog(std::shared_ptr<Database> database);

    [[nodiscard]] Status append(const AuditEntry &entry);
    /// All of them or none.
    [[nodiscard]] Status append(const QList<AuditEntry> &entries);
    /// The newest first; of one actor, or of all by an empty one.
    [[nodiscard]] Result<QList<AuditEntry>> list(int limit, const QString &actor = {}) const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
