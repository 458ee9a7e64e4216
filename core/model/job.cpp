// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/job.h"

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

} // namespace consultantos
