// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_entry.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace consultantos {

/// Which keys and tags (by hash) were invalidated of late, so that values computed from what was true before are refused.
/// Bounded: where a mark is forgotten for lack of room, all values that began before it are refused. Hashes that collide
/// refuse a value that was good, never the other way round. Not thread-safe.
class MemoryMarks {
public:
    explicit MemoryMarks(size_t most = 1024)
        : most_(most)
    {
    }

    void markKey(quint64 hash, CacheStamp stamp) { mark(hash, stamp); }
    void markTag(quint64 hash, CacheStamp stamp) { mark(~hash, stamp); }
    void markAll(CacheStamp stamp);
    /// Whether a value of this key and these tags, begun at the stamp, is no longer true.
    [[nodiscard]] bool refuses(quint64 key, const std::vector<quint64> &tags, CacheStamp stamp) const;
    [[nodiscard]] size_t count() const { return marks_.size(); }

private:
    struct Mark {
        quint64 hash;
        CacheStamp stamp;
    };

    void mark(quint64 hash, CacheStamp stamp);
    [[nodiscard]] bool isMarkedSince(quint64 hash, CacheStamp stamp) const;

    size_t most_;
    CacheStamp floor_ = 0;
    std::unordered_map<quint64, CacheStamp> marks_;
    std::deque<Mark> order_; ///< older marks of a hash that was marked again may still stand here
};

} // namespace consultantos
