// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/frequency_sketch.h"

#include <algorithm>
#include <array>
#include <bit>

namespace consultantos::eviction {

namespace {

constexpr size_t FirstWords = 8;
constexpr size_t SampleFactor = 10;
constexpr int Rows = 4;

// Row r of an id: a word of its own and, within the word, one of the four counters that belong to the row.
struct Place {
    size_t word;
    int shift;
};

std::array<Place, Rows> placesOf(quint64 id, size_t mask)
{
    std::array<Place, Rows> places{};
    for (int row = 0; row < Rows; ++row) {
        constexpr std::array<quint64, Rows> Seeds{0x9E3779B97F4A7C15U, 0xC2B2AE3D27D4EB4FU, 0xBF58476D1CE4E5B9U,
                                                  0x94D049BB133111EBU};
        auto hash = id * Seeds[static_cast<size_t>(row)];
        hash ^= hash >> 32;
        places[static_cast<size_t>(row)] = {static_cast<size_t>(hash) & mask,
                                            (row * 4 + static_cast<int>(hash >> 28 & 3U)) * 4};
    }
    return places;
}

} // namespace

void FrequencySketch::add(quint64 id)
{
    const auto places = placesOf(id, words_.size() - 1);
    auto least = Most;
    for (const auto &place : places)
        least = std::min(least, static_cast<quint32>(words_[place.word] >> place.shift & Most));
    if (least == Most)
        return;
    for (const auto &place : places) {
        if ((words_[place.word] >> place.shift & Most) == least)
            words_[place.word] += quint64{1} << place.shift;
    }
    if (++added_ >= sample_)
        halve();
}

quint32 FrequencySketch::estimate(quint64 id) const
{
    auto least = Most;
    for (const auto &place : placesOf(id, words_.size() - 1))
        least = std::min(least, static_cast<quint32>(words_[place.word] >> place.shift & Most));
    return least;
}

void FrequencySketch::makeRoomFor(size_t ids)
{
    sample_ = std::max(sample_, SampleFactor * std::max(ids, size_t{1}));
    if (words_.empty()) {
        words_.resize(std::bit_ceil(std::max(ids, FirstWords)));
        return;
    }
    // A word's number is the end of a hash, so the new half of the table begins as a copy of the old: no id loses counts.
    while (words_.size() < ids) {
        const auto old = words_.size();
        words_.resize(old * 2);
        std::copy_n(words_.begin(), old, words_.begin() + static_cast<std::ptrdiff_t>(old));
    }
}

void FrequencySketch::halve()
{
    for (auto &word : words_)
        word = word >> 1 & 0x7777777777777777U;
    added_ /= 2;
}

} // namespace consultantos::eviction
