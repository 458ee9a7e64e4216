// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/job.h"

#include <QCoreApplication>

#include <array>

namespace consultantos {
namespace {

struct Named {
    JobState state;
    QLatin1String name;
};

constexpr std::array Names{
    Named{JobState::Queued, QLatin1String("queued")},          Named{JobState::Running, QLatin1String("running")},
    Named{JobState::Completed, QLatin1String("completed")},    Named{JobState::Partial, QLatin1String("partial")},
    Named{JobState::Failed, QLatin1String("failed")},          Named{JobState::Cancelled, QLatin1String("cancelled")},
    Named{JobState::Interrupted, QLatin1String("interrupted")}};

} // namespace

QString jobStateName(JobState state)
{
    for (const auto &named : Names) {
        if (named.state == state)
            return named.name;
    }
    return Names.front().name;
}

JobState jobStateFromName(const QString &name)
{
    for (const auto &named : Names) {
        if (named.name == name)
            return named.state;
    }
    return JobState::Interrupted;
}

QString jobPriorityName(JobPriority priority)
{
    switch (priority) {
    case JobPriority::High:
        return QStringLiteral("high");
    case JobPriority::Low:
        return QStringLiteral("low");
    case JobPriority::Normal:
        break;
    }
    return QStringLiteral("normal");
}

Result<JobPriority> jobPriorityFromName(const QString &name)
{
    for (const auto priority : {JobPriority::High, JobPriority::Normal, JobPriority::Low}) {
        if (jobPriorityName(priority) == name)
            return priority;
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("AnalysisRequest", "The priority \"%1\" is none of high, normal and low.")
                    .arg(name));
}

} // namespace consultantos
