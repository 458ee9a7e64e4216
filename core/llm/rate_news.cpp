// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/rate_news.h"

#include <algorithm>

namespace consultantos {

std::optional<double> RateNews::Bucket::perSecond() const
{
    constexpr double Minute = 60;
    if (!limit || *limit <= 0)
        return std::nullopt;
    const double most = *limit / Minute;
    if (!remaining || !untilFull || untilFull->count() <= 0 || *remaining >= *limit)
        return most;
    return std::min(most, (*limit - *remaining) / std::chrono::duration<double>(*untilFull).count());
}

} // namespace consultantos
