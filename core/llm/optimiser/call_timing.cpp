// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/call_timing.h"

#include <QRandomGenerator>

namespace consultantos {

CallTiming CallTiming::standard(std::shared_ptr<const Clock> clock)
{
    return {std::move(clock),
            [](std::unique_lock<std::mutex> &lock, std::condition_variable &changed, std::chrono::nanoseconds atMost) {
                (void)changed.wait_for(lock, atMost);
            },
            [] { return QRandomGenerator::global()->generateDouble(); }};
}

} // namespace consultantos
