// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/request.h"

#include <QDateTime>
#include <QString>

namespace consultantos {

enum class JobState {
    Queued,
    Running,
    Completed, ///< its report is in the library
    Partial,   ///< likewise, but an agent failed
    Failed,
    Cancelled,
    Interrupted ///< the program ended before the job did: it can be resumed
};

[[nodiscard]] QString jobStateName(JobState state); ///< "queued", "running", …
[[nodiscard]] JobState jobStateFromName(const QString &name);
[[nodiscard]] inline bool isOver(JobState state)
{
    return state != JobState::Queued && state != JobState::Running;
}

/// Which of the waiting jobs go first. Within one priority users take turns.
enum class JobPriority { High, Normal, Low };

[[nodiscard]] QString jobPriorityName(JobPriority priority); ///< "high", "normal", "low"
[[nodiscard]] Result<JobPriority> jobPriorityFromName(const QString &name);

/// An analysis that somebody ordered and looks after later.
struct Job {
    QString id;
    AnalysisRequest request;
    JobState state = JobState::Queued;
    JobPriority priority = JobPriority::Normal;
    QString caller;                            ///< name of the token that ordered it
    QString idempotencyKey;                    ///< the caller's own; empty: none
    QDateTime createdAt;                       ///< UTC
    QDateTime startedAt;                       ///< UTC; invalid until then
    QDateTime finishedAt;                      ///< UTC; invalid until then
    QString reportId;                          ///< of Completed and Partial
    QString error;                             ///< of Failed, for the caller
    ErrorCode errorCode = ErrorCode::Internal; ///< of Failed

    bool operator==(const Job &) const = default;
};

} // namespace consultantos
