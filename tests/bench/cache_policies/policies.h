// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/eviction_tournament.h"
#include "cache/memory/frequency_sketch.h"
#include "cache_policies/queue.h"

#include <optional>

namespace consultantos::bench {

class LruPolicy final : public CachePolicy {
public:
    explicit LruPolicy(quint64 capacity)
        : capacity_(capacity)
    {
    }
    bool request(const Request &request) override;
    [[nodiscard]] quint64 keptBytes() const override { return queue_.bytes(); }

private:
    quint64 capacity_;
    Queue queue_;
};

/// Zhang, Yang, Yue, Vigfusson, Rashmi, "SIEVE is Simpler than LRU: an Efficient Turn-Key Eviction Algorithm for Web
/// Caches", NSDI 2024.
class SievePolicy final : public CachePolicy {
public:
    explicit SievePolicy(quint64 capacity)
        : capacity_(capacity)
    {
    }
    bool request(const Request &request) override;
    [[nodiscard]] quint64 keptBytes() const override { return queue_.bytes(); }

private:
    void evictOne();

    quint64 capacity_;
    Queue queue_;
    std::optional<quint64> hand_; ///< the key at which the next search begins; none: at the oldest
};

/// Yang, Zhang, Qiu, Yue, Rashmi, "FIFO Queues are All You Need for Cache Eviction", SOSP 2023; with libCacheSim's choices:
/// small queue 0.1 of the bytes, ghosts 0.9, to the main queue after two uses, nothing larger than the small queue.
class S3FifoPolicy final : public CachePolicy {
public:
    explicit S3FifoPolicy(quint64 capacity);
    bool request(const Request &request) override;
    [[nodiscard]] quint64 keptBytes() const override { return small_.bytes() + main_.bytes(); }

private:
    void evictOne();
    void evictFromSmall();
    void evictFromMain();
    void remember(const Item &item);

    quint64 capacity_;
    quint64 smallCapacity_;
    quint64 ghostCapacity_;
    Queue small_;
    Queue main_;
    Queue ghosts_;
};

/// Einziger, Friedman, Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", ACM Transactions on Storage 13(4), 2017:
/// a window of 1 %, a main part of a probation and a protected (80 %) segment.
class WTinyLfuPolicy final : public CachePolicy {
public:
    explicit WTinyLfuPolicy(quint64 capacity);
    bool request(const Request &request) override;
    [[nodiscard]] quint64 keptBytes() const override
    {
        return window_.bytes() + probation_.bytes() + protected_.bytes();
    }

private:
    void promote(quint64 key);
    void makeRoomFor(std::optional<quint64> candidate);

    quint64 capacity_;
    quint64 windowCapacity_;
    quint64 protectedCapacity_;
    Queue window_;
    Queue probation_;
    Queue protected_;
    eviction::FrequencySketch sketch_;
};

/// What level 1 ships.
class OurPolicy final : public CachePolicy {
public:
    explicit OurPolicy(quint64 capacity)
        : eviction_(capacity)
    {
    }
    bool request(const Request &request) override;
    [[nodiscard]] quint64 keptBytes() const override { return eviction_.bytes(); }
    [[nodiscard]] const eviction::EvictionTournament &tournament() const { return eviction_; }

private:
    eviction::EvictionTournament eviction_;
    std::vector<eviction::EvictionTournament::Slot> victims_;
};

} // namespace consultantos::bench
