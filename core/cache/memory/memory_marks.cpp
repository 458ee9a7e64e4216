// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_marks.h"

#include <algorithm>

namespace consultantos {

void MemoryMarks::mark(quint64 hash, CacheStamp stamp)
{
    auto &known = marks_[hash];
    known = std::max(known, stamp);
    order_.push_back({hash, stamp});
    while (order_.size() > most_) {
        const auto oldest = order_.front();
        order_.pop_front();
        const auto place = marks_.find(oldest.hash);
        if (place == marks_.end() || place->second != oldest.stamp)
            continue; // marked again since: that mark stands further behind
        floor_ = std::max(floor_, oldest.stamp);
        marks_.erase(place);
    }
}

void MemoryMarks::markAll(CacheStamp stamp)
{
    floor_ = std::max(floor_, stamp);
    // Marks of invalidations that came later but were told earlier must stay.
    std::erase_if(order_, [this](const Mark &mark) { return mark.stamp <= floor_; });
    std::erase_if(marks_, [this](const auto &mark) { return mark.second <= floor_; });
}

bool MemoryMarks::refuses(quint64 key, const std::vector<quint64> &tags, CacheStamp stamp) const
{
    if (stamp < floor_)
        return true;
    if (marks_.empty())
        return false;
    return isMarkedSince(key, stamp)
           || std::any_of(tags.begin(), tags.end(), [&](quint64 tag) { return isMarkedSince(~tag, stamp); });
}

bool MemoryMarks::isMarkedSince(quint64 hash, CacheStamp stamp) const
{
    const auto place = marks_.find(hash);
    return place != marks_.end() && stamp < place->second;
}

} // namespace consultantos
