// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace consultantos::eviction {

/// About how often ids were seen of late: a count-min sketch with conservative update of four-bit counters that are
/// halved whenever ten times as many ids were added as it has room for (TinyLFU: Einziger, Friedman, Manes, "TinyLFU: A
/// Highly Efficient Cache Admission Policy", ACM Transactions on Storage 13(4), 2017). Not thread-safe.
class FrequencySketch {
public:
    static constexpr quint32 Most = 15; ///< what a counter can hold

    explicit FrequencySketch(size_t ids = 0) { makeRoomFor(ids); }

    void add(quint64 id);
    [[nodiscard]] quint32 estimate(quint64 id) const;
    /// Grows where needed, and keeps what was counted.
    void makeRoomFor(size_t ids);
    [[nodiscard]] size_t bytes() const { return words_.capacity() * sizeof(quint64); }

private:
    void halve();

    std::vector<quint64> words_; ///< of sixteen counters each; a power of two of words
    size_t added_ = 0;           ///< since the last halving, roughly
    size_t sample_ = 0;
};

} // namespace consultantos::eviction
