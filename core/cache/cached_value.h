// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_entry.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace consultantos {

/// Where a value came from. Reports say it.
enum class CacheServedBy { Computed, L1, L2, L3 };

/// "computed", "l1", "l2", "l3": as in a report's metadata.
[[nodiscard]] constexpr const char *cacheServedByName(CacheServedBy servedBy)
{
    switch (servedBy) {
    case CacheServedBy::L1:
        return "l1";
    case CacheServedBy::L2:
        return "l2";
    case CacheServedBy::L3:
        return "l3";
    case CacheServedBy::Computed:
        break;
    }
    return "computed";
}

/// What a caller of the cache gets.
struct CachedValue {
    CacheEntryPtr entry; ///< never null
    CacheServedBy servedBy = CacheServedBy::Computed;
    std::chrono::milliseconds age{0}; ///< since its computation ended
    bool isStale = false;             ///< past its life, served because no newer one could be had (in time)
};

using CacheResult = Result<CachedValue>;

/// Levels at most: memory, Redis, disk. Index 0 is level 1.
constexpr std::size_t CacheLevelCount = 3;

/// When its holder began, by each level's own count: what he writes with it is refused where it was invalidated since.
/// A level that wasn't asked has none.
struct CacheTicket {
    std::array<std::optional<CacheStamp>, CacheLevelCount> stamps;
};

/// What looking for a key without computing it gives.
struct CacheFound {
    std::optional<CachedValue> value; ///< fresh ones only
    CacheTicket ticket;               ///< for the value computed because of a miss
};

} // namespace consultantos
