// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/redis/redis_cache.h"

#include <chrono>

namespace consultantos::test {

/// Time enough for a busy machine, where what is tested isn't speed.
inline RedisLinkOptions patientLink()
{
    using namespace std::chrono_literals;
    RedisLinkOptions options;
    options.commandLimit = 20s;
    options.connectLimit = 20s;
    return options;
}

inline RedisCacheOptions patientCache()
{
    RedisCacheOptions options;
    options.link = patientLink();
    return options;
}

} // namespace consultantos::test
