// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/job.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
class JobRepository;

/// A job in the hands of one worker. `fence` grows with every claim: whoever comes with an older one no longer holds the
/// job, whatever it believes (a fencing token; M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 8).
struct JobClaim {
    Job job;
    qint64 fence = 0;
    int attempts = 0; ///< how often it was begun, this time among them, but for those handed back
    bool isCancelWanted = false;
};

/// Who works on which job of a store that several workers share. What it says stands, whatever a queue delivers: once or
/// twice, late or never. Each function is one statement, so that no two workers can come between its parts. Thread-safe;
/// every call does I/O. Errors are those of Connection.
class JobClaims {
public:
    explicit JobClaims(const JobRepository &jobs);

    /// A random name of these jobs, made at the first call: queues of different stores must not mix.
    [[nodiscard]] Result<QString> storeId() const;

    /// Takes the job from whoever has it. Empty if there is none, or it is over.
    [[nodiscard]] Result<std::optional<JobClaim>> claim(const QString &id, const QString &worker, const QDateTime &now);
    [[nodiscard]] Result<bool> isHeld(const QString &id, qint64 fence) const;
    /// Writes how the job ended (state, finishedAt, reportId, error). False, and nothing is written, without the claim.
    [[nodiscard]] Result<bool> finish(const Job &job, qint64 fence);
    /// Queued again. What was ended by the worker's own end is no attempt. False without the claim.
    [[nodiscard]] Result<bool> handBack(const QString &id, qint64 fence, bool countsAsAttempt);

    /// A waiting job is Cancelled from here on, a running one's worker is to end it. False if it is over.
    [[nodiscard]] Result<bool> wantCancel(const QString &id, const QDateTime &now);
    /// Puts a job that is over without a report into the queue anew, with all its attempts. False if it isn't such a one.
    [[nodiscard]] Result<bool> requeue(const QString &id);

    /// Jobs that wait or run and were ordered before that, the oldest first.
    [[nodiscard]] Result<QList<Job>> open(const QDateTime &createdBefore, int limit) const;

private:
    [[nodiscard]] Result<bool> change(const QString &sql, const QVariantList &values);

    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
