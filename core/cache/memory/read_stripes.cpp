// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/read_stripes.h"

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

// Where this thread looks first, whatever it reads: a guess that only saves time. Threads that meet at a place go apart.
thread_local quint32 firstPlace = ReadStripes::Count;

} // namespace

ReadStripes::Stripe *ReadStripes::claimAny()
{
    if (firstPlace == Count) {
        const auto address = reinterpret_cast<quintptr>(&firstPlace);
        firstPlace = static_cast<quint32>((static_cast<quint64>(address) * 0x9E3779B97F4A7C15U) >> 32) % Count;
    }
    for (quint32 tries = 0; tries < Count; ++tries) {
        auto &stripe = stripes_[firstPlace];
        if (claim(stripe))
            return &stripe;
        firstPlace = (firstPlace + 1) % Count;
    }
    return nullptr;
}

quint64 ReadStripes::oldestRead() const
{
    auto oldest = std::numeric_limits<quint64>::max();
    for (const auto &stripe : stripes_) {
        if (const auto epoch = stripe.epoch.load(); epoch != 0)
            oldest = std::min(oldest, epoch);
    }
    return oldest;
}

} // namespace consultantos
