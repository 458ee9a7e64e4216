// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

namespace consultantos {

QDateTime SystemClock::nowUtc() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::nanoseconds SystemClock::steadyNow() const
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace consultantos
