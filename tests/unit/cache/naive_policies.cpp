// SPDX-License-Identifier: GPL-3.0-or-later
#include "naive_policies.h"

#include "cache/memory/frequency_sketch.h"

#include <algorithm>

namespace consultantos::bench {

namespace {

struct Entry {
    quint64 key;
    quint64 size;
    int uses = 0;
};

using Row = std::vector<Entry>; // oldest first

quint64 bytesOf(const Row &row)
{
    quint64 bytes = 0;
    for (const auto &entry : row)
        bytes += entry.size;
    return bytes;
}

Row::iterator in(Row &row, quint64 key)
{
    return std::find_if(row.begin(), row.end(), [key](const Entry &entry) { return entry.key == key; });
}

Entry cut(Row &row, Row::iterator place)
{
    const auto entry = *place;
    row.erase(place);
    return entry;
}

class NaiveLru final : public CachePolicy {
public:
    explicit NaiveLru(quint64 capacity)
        : capacity_(capacity)
    {
    }
    bool request(const Request &request) override
    {
        const auto place = in(row_, request.key);
        const bool isHit = place != row_.end();
        if (isHit)
            row_.erase(place);
        if (request.size > capacity_)
            return isHit;
        row_.push_back({request.key, request.size});
        while (bytesOf(row_) > capacity_)
            row_.erase(row_.begin());
        return isHit;
    }
    quint64 keptBytes() const override { return bytesOf(row_); }

private:
    quint64 capacity_;
    Row row_;
};

class NaiveSieve final : public CachePolicy {
public:
    explicit NaiveSieve(quint64 capacity)
        : capacity_(capacity)
    {
    }
    bool request(const Request &request) override
    {
        const auto place = in(row_, request.key);
        if (place != row_.end()) {
            place->uses = 1;
            return true;
        }
        if (request.size > capacity_)
            return false;
        while (bytesOf(row_) + request.size > capacity_) {
            while (row_[hand_].uses != 0) {
                row_[hand_].uses = 0;
                hand_ = (hand_ + 1) % row_.size();
            }
            row_.erase(row_.begin() + static_cast<std::ptrdiff_t>(hand_));
            if (hand_ == row_.size())
                hand_ = 0;
        }
        row_.push_back({request.key, request.size});
        return false;
    }
    quint64 keptBytes() const override { return bytesOf(row_); }

private:
    quint64 capacity_;
    Row row_;
    size_t hand_ = 0; // counted from the oldest
};

class NaiveS3Fifo final : public CachePolicy {
public:
    explicit NaiveS3Fifo(quint64 capacity)
        : capacity_(capacity)
        , smallCapacity_(std::max<quint64>(capacity / 10, 1))
    {
    }
    bool request(const Request &request) override
    {
        for (auto *row : {&small_, &main_}) {
            if (const auto place = in(*row, request.key); place != row->end()) {
                place->uses = std::min(place->uses + 1, 3);
                return true;
            }
        }
        const auto ghost = in(ghosts_, request.key);
        const bool wasGhost = ghost != ghosts_.end();
        if (wasGhost)
            ghosts_.erase(ghost);
        if (request.size > smallCapacity_ || request.size > capacity_)
            return false;
        while (keptBytes() + request.size > capacity_)
            evict();
        (wasGhost ? main_ : small_).push_back({request.key, request.size});
        return false;
    }
    quint64 keptBytes() const override { return bytesOf(small_) + bytesOf(main_); }

private:
    void evict()
    {
        if (bytesOf(main_) > capacity_ - smallCapacity_ || small_.empty()) {
            while (main_.front().uses > 0) {
                auto again = cut(main_, main_.begin());
                --again.uses;
                main_.push_back(again);
            }
            main_.erase(main_.begin());
            return;
        }
        while (!small_.empty()) {
            const auto oldest = cut(small_, small_.begin());
            if (oldest.uses > 1) {
                main_.push_back({oldest.key, oldest.size});
                continue;
            }
            ghosts_.push_back(oldest);
            while (bytesOf(ghosts_) > capacity_ * 9 / 10)
                ghosts_.erase(ghosts_.begin());
            return;
        }
    }

    quint64 capacity_;
    quint64 smallCapacity_;
    Row small_;
    Row main_;
    Row ghosts_;
};

class NaiveWTinyLfu final : public CachePolicy {
public:
    explicit NaiveWTinyLfu(quint64 capacity)
        : capacity_(capacity)
        , windowCapacity_(std::max<quint64>(capacity / 100, 1))
    {
    }
    bool request(const Request &request) override
    {
        sketch_.add(spread(request.key));
        for (auto *row : {&window_, &protected_}) {
            if (const auto place = in(*row, request.key); place != row->end()) {
                row->push_back(cut(*row, place));
                return true;
            }
        }
        if (const auto place = in(probation_, request.key); place != probation_.end()) {
            protected_.push_back(cut(probation_, place));
            while (bytesOf(protected_) > (capacity_ - windowCapacity_) * 4 / 5)
                probation_.push_back(cut(protected_, protected_.begin()));
            return true;
        }
        if (request.size > capacity_)
            return false;
        sketch_.makeRoomFor(window_.size() + probation_.size() + protected_.size() + 1);
        window_.push_back({request.key, request.size});
        while (bytesOf(window_) > windowCapacity_)
            contest(cut(window_, window_.begin()));
        while (keptBytes() > capacity_) {
            auto &row = !probation_.empty() ? probation_ : !protected_.empty() ? protected_ : window_;
            row.erase(row.begin());
        }
        return false;
    }
    quint64 keptBytes() const override { return bytesOf(window_) + bytesOf(probation_) + bytesOf(protected_); }

private:
    static quint64 spread(quint64 key) // as in policies.cpp: both must ask the same counters
    {
        key += 0x9E3779B97F4A7C15U;
        key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9U;
        key = (key ^ key >> 27) * 0x94D049BB133111EBU;
        return key ^ key >> 31;
    }
    // Who left the window joins the main part if it is seen more often than all who must go for it.
    void contest(const Entry &candidate)
    {
        while (keptBytes() + candidate.size > capacity_) {
            auto &row = !probation_.empty() ? probation_ : protected_;
            if (row.empty() || sketch_.estimate(spread(candidate.key)) <= sketch_.estimate(spread(row.front().key)))
                return;
            row.erase(row.begin());
        }
        probation_.push_back(candidate);
    }

    quint64 capacity_;
    quint64 windowCapacity_;
    Row window_;
    Row probation_;
    Row protected_;
    eviction::FrequencySketch sketch_;
};

} // namespace

std::unique_ptr<CachePolicy> makeNaivePolicy(std::string_view name, quint64 capacity)
{
    if (name == "lru")
        return std::make_unique<NaiveLru>(capacity);
    if (name == "sieve")
        return std::make_unique<NaiveSieve>(capacity);
    if (name == "s3fifo")
        return std::make_unique<NaiveS3Fifo>(capacity);
    if (name == "wtinylfu")
        return std::make_unique<NaiveWTinyLfu>(capacity);
    return nullptr;
}

} // namespace consultantos::bench
