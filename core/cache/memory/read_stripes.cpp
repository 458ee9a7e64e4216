// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/read_stripes.h"

#include <algorithm>
#include <limits>

namespace consultantos {

constinit thread_local quint32 ReadStripes::moves_ = 0;

ReadStripes::Stripe *ReadStripes::claimAnother()
{
    for (quint32 tries = 1; tries < Count; ++tries) {
        ++moves_;
        auto &stripe = stripes_[firstPlace()];
        if (claim(stripe))
            return &stripe;
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
