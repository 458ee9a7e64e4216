// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <limits>
#include <vector>

namespace consultantos::eviction {

/// Numbers by the lower half of their hash: a table with open addressing (linear probing, at most half full), so that a
/// look-up reads one cache line before it gets to what it looks for. Not thread-safe.
class HashIndex {
public:
    static constexpr quint32 Nothing = std::numeric_limits<quint32>::max();

    HashIndex()
        : places_(FirstPlaces)
    {
    }

    /// The number with this hash for which matches(number) is true, else Nothing.
    template <typename Matches>
    [[nodiscard]] quint32 find(quint64 hash, Matches matches) const
    {
        const auto wanted = static_cast<quint32>(hash);
        for (auto at = homeOf(wanted); places_[at].number != Nothing; at = next(at)) {
            if (places_[at].hash == wanted && matches(places_[at].number))
                return places_[at].number;
        }
        return Nothing;
    }
    void insert(quint64 hash, quint32 number)
    {
        if ((count_ + 1) * 2 > places_.size())
            grow();
        put({static_cast<quint32>(hash), number});
        ++count_;
    }
    /// Of a number that is there.
    void erase(quint64 hash, quint32 number)
    {
        auto hole = homeOf(static_cast<quint32>(hash));
        while (places_[hole].number != number)
            hole = next(hole);
        // Who stands behind the hole and not before its home moves into it, so that no search ends too early.
        for (auto at = next(hole); places_[at].number != Nothing; at = next(at)) {
            const auto home = homeOf(places_[at].hash);
            if (((at - home) & mask()) >= ((at - hole) & mask())) {
                places_[hole] = places_[at];
                hole = at;
            }
        }
        places_[hole] = {};
        --count_;
    }
    [[nodiscard]] size_t bytes() const { return places_.capacity() * sizeof(Place); }

private:
    static constexpr size_t FirstPlaces = 16;

    struct Place {
        quint32 hash = 0;
        quint32 number = Nothing;
    };

    [[nodiscard]] size_t mask() const { return places_.size() - 1; }
    [[nodiscard]] size_t homeOf(quint32 hash) const { return hash & mask(); }
    [[nodiscard]] size_t next(size_t at) const { return (at + 1) & mask(); }
    void put(Place place)
    {
        auto at = homeOf(place.hash);
        while (places_[at].number != Nothing)
            at = next(at);
        places_[at] = place;
    }
    void grow()
    {
        std::vector<Place> old(places_.size() * 2);
        old.swap(places_);
        for (const auto &place : old) {
            if (place.number != Nothing)
                put(place);
        }
    }

    std::vector<Place> places_; ///< a power of two
    size_t count_ = 0;
};

} // namespace consultantos::eviction
