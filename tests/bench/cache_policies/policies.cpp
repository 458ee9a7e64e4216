// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_policies/policies.h"

#include <algorithm>
#include <iterator>

namespace consultantos::bench {

namespace {

// Keys of traces are small numbers in a row: tables and sketches want them spread (splitmix64, Steele, Lea, Flood, "Fast
// Splittable Pseudorandom Number Generators", OOPSLA 2014).
quint64 spread(quint64 key)
{
    key += 0x9E3779B97F4A7C15U;
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9U;
    key = (key ^ key >> 27) * 0x94D049BB133111EBU;
    return key ^ key >> 31;
}

} // namespace

// ---- LRU ---------------------------------------------------------------------------------------------------------

bool LruPolicy::request(const Request &request)
{
    if (queue_.find(request.key) != nullptr) {
        queue_.moveToFront(request.key);
        return true;
    }
    if (request.size > capacity_)
        return false;
    while (queue_.bytes() + request.size > capacity_)
        queue_.takeOldest();
    queue_.push({request.key, request.size, 0});
    return false;
}

// ---- SIEVE -------------------------------------------------------------------------------------------------------

bool SievePolicy::request(const Request &request)
{
    if (auto *item = queue_.find(request.key)) {
        item->uses = 1;
        return true;
    }
    if (request.size > capacity_)
        return false;
    while (queue_.bytes() + request.size > capacity_)
        evictOne();
    queue_.push({request.key, request.size, 0});
    return false;
}

void SievePolicy::evictOne()
{
    const auto last = std::prev(queue_.end());
    auto place = hand_ ? queue_.placeOf(*hand_) : last;
    while (place->uses != 0) {
        place->uses = 0;
        place = place == queue_.begin() ? last : std::prev(place);
    }
    hand_ = place == queue_.begin() ? std::nullopt : std::optional(std::prev(place)->key);
    queue_.take(place->key);
}

// ---- S3-FIFO -----------------------------------------------------------------------------------------------------

S3FifoPolicy::S3FifoPolicy(quint64 capacity)
    : capacity_(capacity)
    , smallCapacity_(std::max<quint64>(static_cast<quint64>(static_cast<double>(capacity) * 0.1), 1))
    , ghostCapacity_(static_cast<quint64>(static_cast<double>(capacity) * 0.9))
{
}

bool S3FifoPolicy::request(const Request &request)
{
    for (auto *queue : {&small_, &main_}) {
        if (auto *item = queue->find(request.key)) {
            item->uses = static_cast<quint8>(std::min(item->uses + 1, 3));
            return true;
        }
    }
    const bool wasGhost = ghosts_.find(request.key) != nullptr;
    if (wasGhost)
        ghosts_.take(request.key);
    if (request.size > smallCapacity_ || request.size > capacity_)
        return false;
    while (keptBytes() + request.size > capacity_)
        evictOne();
    (wasGhost ? main_ : small_).push({request.key, request.size, 0});
    return false;
}

void S3FifoPolicy::evictOne()
{
    if (main_.bytes() > capacity_ - smallCapacity_ || small_.isEmpty())
        evictFromMain();
    else
        evictFromSmall();
}

void S3FifoPolicy::evictFromSmall()
{
    while (!small_.isEmpty()) {
        auto item = small_.takeOldest();
        if (item.uses < 2) {
            remember(item);
            return;
        }
        item.uses = 0;
        main_.push(item);
    }
}

void S3FifoPolicy::evictFromMain()
{
    while (!main_.isEmpty()) {
        auto item = main_.takeOldest();
        if (item.uses == 0)
            return;
        --item.uses;
        main_.push(item);
    }
}

void S3FifoPolicy::remember(const Item &item)
{
    if (item.size > ghostCapacity_)
        return;
    while (ghosts_.bytes() + item.size > ghostCapacity_)
        ghosts_.takeOldest();
    ghosts_.push(item);
}

// ---- W-TinyLFU ---------------------------------------------------------------------------------------------------

WTinyLfuPolicy::WTinyLfuPolicy(quint64 capacity)
    : capacity_(capacity)
    , windowCapacity_(std::max<quint64>(capacity / 100, 1))
    , protectedCapacity_(capacity > windowCapacity_ ? (capacity - windowCapacity_) * 4 / 5 : 0)
{
}

bool WTinyLfuPolicy::request(const Request &request)
{
    sketch_.add(spread(request.key));
    if (window_.find(request.key) != nullptr) {
        window_.moveToFront(request.key);
        return true;
    }
    if (protected_.find(request.key) != nullptr) {
        protected_.moveToFront(request.key);
        return true;
    }
    if (probation_.find(request.key) != nullptr) {
        promote(request.key);
        return true;
    }
    if (request.size > capacity_)
        return false;
    sketch_.makeRoomFor(window_.count() + probation_.count() + protected_.count() + 1);
    window_.push({request.key, request.size, 0});
    while (window_.bytes() > windowCapacity_) {
        const auto candidate = window_.takeOldest();
        probation_.push(candidate);
        makeRoomFor(candidate.key);
    }
    makeRoomFor(std::nullopt);
    return false;
}

void WTinyLfuPolicy::promote(quint64 key)
{
    protected_.push(probation_.take(key));
    while (protected_.bytes() > protectedCapacity_)
        probation_.push(protected_.takeOldest());
}

void WTinyLfuPolicy::makeRoomFor(std::optional<quint64> candidate)
{
    while (keptBytes() > capacity_) {
        const bool isProbationLeft = probation_.count() > (candidate ? 1U : 0U);
        auto &from = isProbationLeft         ? probation_
                     : !protected_.isEmpty() ? protected_
                     : candidate             ? probation_
                                             : window_;
        const auto victim = from.oldest().key;
        const bool isLost = candidate && sketch_.estimate(spread(*candidate)) <= sketch_.estimate(spread(victim));
        if (isLost) {
            probation_.take(*candidate);
            return;
        }
        from.take(victim);
    }
}

// ---- Ours --------------------------------------------------------------------------------------------------------

bool OurPolicy::request(const Request &request)
{
    const auto id = spread(request.key);
    if (const auto node = eviction_.find(id); node != eviction::NoNode) {
        eviction_.hit(node);
        return true;
    }
    victims_.clear();
    eviction_.admit(id, request.size, request.worth, 0, victims_);
    return false;
}

// ---- Names -------------------------------------------------------------------------------------------------------

const std::vector<std::string> &policyNames()
{
    static const std::vector<std::string> names{"ours", "lru", "s3fifo", "sieve", "wtinylfu"};
    return names;
}

std::unique_ptr<CachePolicy> makePolicy(std::string_view name, quint64 capacity)
{
    if (name == "ours")
        return std::make_unique<OurPolicy>(capacity);
    if (name == "lru")
        return std::make_unique<LruPolicy>(capacity);
    if (name == "s3fifo")
        return std::make_unique<S3FifoPolicy>(capacity);
    if (name == "sieve")
        return std::make_unique<SievePolicy>(capacity);
    if (name == "wtinylfu")
        return std::make_unique<WTinyLfuPolicy>(capacity);
    return nullptr;
}

} // namespace consultantos::bench
