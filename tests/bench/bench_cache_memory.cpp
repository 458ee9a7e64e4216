// SPDX-License-Identifier: GPL-3.0-or-later
// Level 1 of the cache beside what it replaces: a look-up in std::unordered_map under a mutex, and RocksDB's
// HyperClockCache. Keys are asked for by Zipf (exponent 0.99); everything fits, so that only the look-up is measured.
#include "base/clock.h"
#include "cache/memory/eviction_tournament.h"
#include "cache/memory/memory_cache.h"

#include <QHash>

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <rocksdb/cache.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <random>
#include <string>
#include <unordered_map>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

constexpr size_t KeyCount = 20'000;
constexpr size_t RequestCount = 1U << 18U;
constexpr qsizetype ValueBytes = 1'024;
constexpr quint64 Capacity = 200'000'000;

QByteArray keyOf(size_t number)
{
    return "analysis:ratios:v3:company-" + QByteArray::number(static_cast<qulonglong>(number));
}

// Keys in the order of requests, as numbers; the same for all who are measured.
const std::vector<quint32> &requests()
{
    static const auto order = [] {
        std::vector<double> cumulated;
        double sum = 0;
        for (size_t rank = 1; rank <= KeyCount; ++rank)
            cumulated.push_back(sum += std::pow(static_cast<double>(rank), -0.99));
        std::vector<quint32> shuffled(KeyCount);
        for (size_t i = 0; i < KeyCount; ++i)
            shuffled[i] = static_cast<quint32>(i);
        std::mt19937_64 random(1);
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        std::vector<quint32> keys;
        for (size_t i = 0; i < RequestCount; ++i) {
            const auto point = static_cast<double>(random() >> 11) * 0x1.0p-53 * sum;
            const auto rank = std::lower_bound(cumulated.begin(), cumulated.end(), point) - cumulated.begin();
            keys.push_back(shuffled[static_cast<size_t>(rank)]);
        }
        return keys;
    }();
    return order;
}

const std::vector<QByteArray> &keys()
{
    static const auto all = [] {
        std::vector<QByteArray> made;
        for (size_t i = 0; i < KeyCount; ++i)
            made.push_back(keyOf(i));
        return made;
    }();
    return all;
}

CacheEntryPtr makeEntry()
{
    auto entry = std::make_shared<CacheEntry>();
    entry->bytes = QByteArray(ValueBytes, 'v');
    entry->cost.seconds = 1;
    return entry;
}

size_t firstRequest(const benchmark::State &state)
{
    return static_cast<size_t>(state.thread_index()) * (RequestCount / 2);
}

// ---- Looking up --------------------------------------------------------------------------------------------------

struct ByteArrayHash {
    size_t operator()(const QByteArray &key) const { return qHash(key, 0); }
};

class GuardedMap {
public:
    GuardedMap()
    {
        for (const auto &key : keys())
            map_.emplace(key, makeEntry());
    }
    CacheEntryPtr get(const QByteArray &key)
    {
        const std::lock_guard lock(mutex_);
        const auto found = map_.find(key);
        return found == map_.end() ? nullptr : found->second;
    }
    void set(const QByteArray &key, const CacheEntryPtr &entry)
    {
        const std::lock_guard lock(mutex_);
        map_[key] = entry;
    }

private:
    std::mutex mutex_;
    std::unordered_map<QByteArray, CacheEntryPtr, ByteArrayHash> map_;
};

void getFromMap(benchmark::State &state)
{
    static GuardedMap map;
    const auto &order = requests();
    auto at = firstRequest(state);
    for (auto _ : state) {
        auto entry = map.get(keys()[order[at++ % RequestCount]]);
        benchmark::DoNotOptimize(entry);
    }
    state.SetItemsProcessed(state.iterations());
}

struct FilledCache {
    CoarseClock clock;
    MemoryCache cache{clock, Capacity};
    FilledCache()
    {
        const auto stamp = cache.get("").stamp;
        for (const auto &key : keys()) {
            if (!cache.set({key, makeEntry(), {1h, 2h, 0s}, stamp}))
                std::abort();
        }
    }
};

void getFromMemoryCache(benchmark::State &state)
{
    static FilledCache filled;
    const auto &order = requests();
    auto at = firstRequest(state);
    for (auto _ : state) {
        auto lookup = filled.cache.get(keys()[order[at++ % RequestCount]]);
        if (!lookup.entry)
            std::abort();
        benchmark::DoNotOptimize(lookup);
    }
    state.SetItemsProcessed(state.iterations());
}

void getFromHyperClock(benchmark::State &state)
{
    static const auto cache = [] {
        auto made = rocksdb::HyperClockCacheOptions(Capacity, ValueBytes + 200).MakeSharedCache();
        for (const auto &key : keys()) {
            // Its keys are 16 bytes, by which RocksDB names a block.
            std::string name(16, ' ');
            const auto hash = qHash(key, 0);
            std::copy_n(reinterpret_cast<const char *>(&hash), sizeof hash, name.begin());
            if (!made->Insert(name, new CacheEntryPtr(makeEntry()), ValueBytes,
                              [](const rocksdb::Slice &, void *value) { delete static_cast<CacheEntryPtr *>(value); })
                     .ok())
                std::abort();
        }
        return made;
    }();
    static const auto names = [] {
        std::vector<std::string> made;
        for (const auto &key : keys()) {
            std::string name(16, ' ');
            const auto hash = qHash(key, 0);
            std::copy_n(reinterpret_cast<const char *>(&hash), sizeof hash, name.begin());
            made.push_back(name);
        }
        return made;
    }();
    const auto &order = requests();
    auto at = firstRequest(state);
    for (auto _ : state) {
        auto *handle = cache->Lookup(names[order[at++ % RequestCount]]);
        if (handle == nullptr)
            std::abort();
        benchmark::DoNotOptimize(cache->Value(handle));
        cache->Release(handle);
    }
    state.SetItemsProcessed(state.iterations());
}

// ---- Writing -----------------------------------------------------------------------------------------------------

void setInMap(benchmark::State &state)
{
    GuardedMap map;
    const auto entry = makeEntry();
    size_t at = 0;
    for (auto _ : state)
        map.set(keys()[requests()[at++ % RequestCount]], entry);
}

// Capacity for a tenth of the keys: nearly every write evicts.
void setInMemoryCache(benchmark::State &state)
{
    const CoarseClock clock;
    MemoryCache cache(clock, KeyCount / 10 * (ValueBytes + MemoryCache::EntryOverhead));
    const auto entry = makeEntry();
    const auto stamp = cache.get("").stamp;
    size_t at = 0;
    for (auto _ : state) {
        if (!cache.set({keys()[at++ % KeyCount], entry, {1h, 2h, 0s}, stamp}))
            std::abort();
    }
}

// ---- Bookkeeping -------------------------------------------------------------------------------------------------

// What an entry occupies beside its key's and value's bytes, by the allocator's own count, after three times as many keys
// went through as fit; to be compared with MemoryCache::EntryOverhead.
void overheadPerEntry(benchmark::State &state)
{
    double overhead = 0;
    for (auto _ : state) {
        const CoarseClock clock;
        const auto before = mallinfo2();
        MemoryCache cache(clock, 40'000'000, 1);
        const auto stamp = cache.get("").stamp;
        for (const auto i : requests()) {
            const auto key = keyOf(i * 7);
            if (cache.get(key).entry == nullptr && !cache.set({key, makeEntry(), {1h, 2h, 0s}, stamp}))
                std::abort();
        }
        const auto after = mallinfo2();
        const auto stats = cache.stats();
        const auto used =
            static_cast<double>(after.uordblks + after.hblkhd) - static_cast<double>(before.uordblks + before.hblkhd);
        overhead = used / static_cast<double>(stats.entries) - static_cast<double>(ValueBytes)
                   - static_cast<double>(keyOf(KeyCount).size());
    }
    state.counters["bytes"] = overhead;
    state.counters["charged"] = static_cast<double>(MemoryCache::EntryOverhead);
}

BENCHMARK(getFromMap)->Name("get/map+mutex");
BENCHMARK(getFromMemoryCache)->Name("get/ours");
BENCHMARK(getFromMap)->Name("get/map+mutex")->Threads(2)->UseRealTime();
BENCHMARK(getFromMemoryCache)->Name("get/ours")->Threads(2)->UseRealTime();
BENCHMARK(getFromHyperClock)->Name("get/HyperClockCache")->Threads(2)->UseRealTime();
BENCHMARK(setInMap)->Name("set/map+mutex, no bound");
BENCHMARK(setInMemoryCache)->Name("set/ours, evicting");
BENCHMARK(overheadPerEntry)->Name("overhead/ours")->Iterations(1);

} // namespace

BENCHMARK_MAIN();
