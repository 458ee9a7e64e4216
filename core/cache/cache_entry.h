// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QtGlobal>

#include <chrono>
#include <memory>

namespace consultantos {

/// What it took to make an entry: what a hit saves. Eviction keeps what is dear and small.
struct CacheCost {
    double seconds = 0;    ///< of computation, 0 or more
    qint64 microUnits = 0; ///< of money, in millionths of the ledger's currency, 0 or more

    bool operator==(const CacheCost &) const = default;
};

/// A cached value with what every level must know of it. Shared between threads, so never changed once it is in a level.
struct CacheEntry {
    QByteArray bytes;                   ///< the encoded value: what levels 2 and 3 keep
    std::shared_ptr<const void> object; ///< the decoded value; kept by level 1 alone and may be missing there
    qint64 objectBytes = 0;             ///< what `object` occupies beside `bytes`, roughly
    QByteArrayList tags;                ///< names by which it is invalidated, e.g. "company:tesla"
    CacheCost cost;
    bool isNegative = false; ///< "there is no such thing", which is worth remembering too
    /// False for what may come out better the next time: whoever waits for the computation gets it, no level does.
    bool isKept = true;
};

using CacheEntryPtr = std::shared_ptr<const CacheEntry>;

/// How much longer an entry may be used, from the moment it is given to or got from a level. Durations and not points in
/// time: each level counts them by its own clock, so that a change of the wall clock does no harm, and a promotion to a
/// higher level keeps what is left.
struct CacheLife {
    std::chrono::milliseconds fresh{0};  ///< served as it is
    std::chrono::milliseconds usable{0}; ///< ≥ fresh: after that it is served only where a new value can't be had
    std::chrono::milliseconds age{0};    ///< since its computation ended

    bool operator==(const CacheLife &) const = default;
};

/// A place in a level's row of invalidations. Whoever computes a value takes the stamp before he begins; the level then
/// refuses the value if its key, one of its tags or everything was invalidated since. Only comparable within one level;
/// grows by each invalidation.
using CacheStamp = quint64;

} // namespace consultantos
