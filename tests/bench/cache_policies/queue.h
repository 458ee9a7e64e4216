// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache_policies/cache_policy.h"

#include <list>
#include <unordered_map>

namespace consultantos::bench {

struct Item {
    quint64 key = 0;
    quint32 size = 0;
    quint8 uses = 0;
};

/// Items from the newest to the oldest, found by key, with the sum of their bytes.
class Queue {
public:
    using Place = std::list<Item>::iterator;

    /// Null if the key isn't in it.
    [[nodiscard]] Item *find(quint64 key)
    {
        const auto found = places_.find(key);
        return found == places_.end() ? nullptr : &*found->second;
    }
    [[nodiscard]] Place placeOf(quint64 key) { return places_.at(key); }
    void push(const Item &item)
    {
        items_.push_front(item);
        places_[item.key] = items_.begin();
        bytes_ += item.size;
    }
    void moveToFront(quint64 key) { items_.splice(items_.begin(), items_, places_.at(key)); }
    Item take(quint64 key)
    {
        const auto place = places_.at(key);
        const auto item = *place;
        items_.erase(place);
        places_.erase(key);
        bytes_ -= item.size;
        return item;
    }
    Item takeOldest() { return take(items_.back().key); }
    [[nodiscard]] const Item &oldest() const { return items_.back(); }
    [[nodiscard]] bool isEmpty() const { return items_.empty(); }
    [[nodiscard]] size_t count() const { return items_.size(); }
    [[nodiscard]] quint64 bytes() const { return bytes_; }
    [[nodiscard]] Place begin() { return items_.begin(); }
    [[nodiscard]] Place end() { return items_.end(); }

private:
    std::list<Item> items_;
    std::unordered_map<quint64, Place> places_;
    quint64 bytes_ = 0;
};

} // namespace consultantos::bench
