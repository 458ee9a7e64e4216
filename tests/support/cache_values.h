// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"

#include <chrono>
#include <functional>
#include <thread>

namespace consultantos::test {

inline CacheEntryPtr entryOf(const QByteArray &bytes, const QByteArrayList &tags = {})
{
    auto entry = std::make_shared<CacheEntry>();
    entry->bytes = bytes;
    entry->tags = tags;
    entry->cost = {1.5, 2'000};
    return entry;
}

/// Fresh for a minute and usable for two.
inline CacheLife someLife()
{
    using namespace std::chrono_literals;
    return {60s, 120s, 0s};
}

inline CacheWrite writeOf(const QByteArray &key, const QByteArray &bytes, CacheStamp stamp,
                          const QByteArrayList &tags = {})
{
    return {key, entryOf(bytes, tags), someLife(), stamp};
}

/// Looks again and again until it is so; false if it wasn't within half a minute.
inline bool comesTrue(const std::function<bool()> &isSo)
{
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

} // namespace consultantos::test
