// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>

namespace consultantos {

/// Lets readers use what writers take away, without a lock: epoch-based reclamation (Fraser, "Practical lock-freedom",
/// 2004) with a fixed number of places to read at. A reader claims a place, alone, for the length of a look-up, and marks it
/// with the epoch. What a writer has made unreachable before it took retire()'s number is free of readers once all places
/// are empty or marked by a later epoch.
///
/// A place also holds what its readers would else write where all threads do: how often they found something and what.
/// Thread-safe. Claiming and leaving are one locked instruction, on a line that other threads seldom touch.
class ReadStripes {
public:
    static constexpr size_t Count = 16;
    static constexpr quint32 MostUses = 64;

    /// A place to read at. Everything but the counters belongs to whoever claimed it.
    struct alignas(64) Stripe {
        std::atomic<quint64> epoch{0}; ///< 0: free
        std::atomic<quint64> hits{0};
        std::atomic<quint64> staleHits{0};
        std::atomic<quint32> useCount{0};     ///< others may ask whether there are any
        quint32 reads = 0;                    ///< may wrap around
        quint32 unreportedHits = 0;           ///< since uses were last taken from here
        quint32 admissionsSeen = 0;           ///< of the shard, when uses were last taken from here
        quint32 tellEvery = 1;                ///< one use in so many is noted; a power of two
        std::array<quint64, MostUses> uses{}; ///< what was found, in order; more than fit are lost

        void addUse(quint64 use)
        {
            const auto count = useCount.load(std::memory_order_relaxed);
            if (count == MostUses)
                return;
            uses[count] = use;
            useCount.store(count + 1, std::memory_order_relaxed);
        }
        /// A counter that only the claimer changes needs no locked instruction.
        static void increment(std::atomic<quint64> &counter)
        {
            counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        }
    };

    /// Holds a place for as long as it lives; none if all are taken.
    class Claim {
    public:
        explicit Claim(ReadStripes &stripes)
            : stripe_(stripes.claimAny())
        {
        }
        Claim(ReadStripes &stripes, Stripe &stripe)
            : stripe_(stripes.claim(stripe) ? &stripe : nullptr)
        {
        }
        ~Claim() { leave(); }
        Claim(const Claim &) = delete;
        Claim &operator=(const Claim &) = delete;

        explicit operator bool() const { return stripe_ != nullptr; }
        Stripe *operator->() const { return stripe_; }
        Stripe &operator*() const { return *stripe_; }
        void leave()
        {
            if (stripe_ != nullptr)
                stripe_->epoch.store(0, std::memory_order_release);
            stripe_ = nullptr;
        }

    private:
        Stripe *stripe_;
    };

    /// The number under which to keep what was made unreachable before this call.
    [[nodiscard]] quint64 retire() { return epoch_.fetch_add(1); }
    /// What was retired under a lesser number has no reader any more.
    [[nodiscard]] quint64 oldestRead() const;

    [[nodiscard]] std::array<Stripe, Count> &all() { return stripes_; }
    [[nodiscard]] const std::array<Stripe, Count> &all() const { return stripes_; }

private:
    // All of it sequentially consistent: a place must be seen as taken by whoever takes away what its reader finds next.
    bool claim(Stripe &stripe)
    {
        quint64 free = 0;
        return stripe.epoch.compare_exchange_strong(free, epoch_.load());
    }
    Stripe *claimAny()
    {
        auto &stripe = stripes_[firstPlace()];
        return claim(stripe) ? &stripe : claimAnother();
    }
    Stripe *claimAnother();

    /// Where this thread looks first, whatever it reads: a guess that only saves time, made of an address that is the
    /// thread's own. Threads that meet go apart.
    static quint32 firstPlace()
    {
        const auto address = static_cast<quint64>(reinterpret_cast<quintptr>(&moves_));
        return (static_cast<quint32>((address * 0x9E3779B97F4A7C15U) >> 32) + moves_) % Count;
    }
    static constinit thread_local quint32 moves_;

    alignas(64) std::atomic<quint64> epoch_{1};
    std::array<Stripe, Count> stripes_;
};

} // namespace consultantos
