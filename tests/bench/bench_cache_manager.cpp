// SPDX-License-Identifier: GPL-3.0-or-later
// What the manager adds to a hit of level 1, and many waiters for one computation. Level 1 is here a map behind a mutex,
// the least there can be, so that the manager's own share is seen.
#include "base/clock.h"
#include "cache/cache_key.h"
#include "cache/cache_manager.h"

#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <mutex>
#include <unordered_map>
#include <vector>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

constexpr int Keys = 1000;

class MapLevel final : public CacheLevel {
public:
    [[nodiscard]] const char *name() const override { return "l1"; }
    [[nodiscard]] CacheLookup get(QByteArrayView key) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_entries.find(key.toByteArray());
        if (found == m_entries.end())
            return {};
        return {CacheLookup::Outcome::Hit, found->second, {1h, 2h, 0ms}, 0};
    }
    Status set(const CacheWrite &write) override
    {
        const std::lock_guard lock(m_mutex);
        m_entries[write.key] = write.entry;
        return {};
    }
    Status invalidate(const CacheInvalidation &invalidation) override
    {
        const std::lock_guard lock(m_mutex);
        m_entries.erase(invalidation.name);
        return {};
    }
    [[nodiscard]] CacheLevelStats stats() const override { return {}; }

private:
    struct Hash {
        std::size_t operator()(const QByteArray &key) const { return qHash(key); }
    };
    std::mutex m_mutex;
    std::unordered_map<QByteArray, CacheEntryPtr, Hash> m_entries;
};

Result<CacheEntry> compute(const CancellationToken &)
{
    CacheEntry entry;
    entry.bytes = QByteArray(4096, 'v');
    return entry;
}

struct Setup {
    std::shared_ptr<MapLevel> level = std::make_shared<MapLevel>();
    QThreadPool pool;
    std::unique_ptr<CacheManager> manager;
    std::vector<QByteArray> keys;

    Setup()
    {
        CacheParts parts;
        parts.levels[0] = level;
        parts.pool = &pool;
        parts.clock = std::make_shared<SystemClock>();
        manager = std::make_unique<CacheManager>(std::move(parts));
        for (int i = 0; i < Keys; ++i) {
            keys.push_back(CacheKeyBuilder("bench", u"", 1).integer("i", i).key());
            (void)manager->getOrComputeHere(keys.back(), compute);
        }
    }
};

void levelAlone(benchmark::State &state)
{
    Setup setup;
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(setup.level->get(setup.keys[++i % Keys]));
}

void getThroughManager(benchmark::State &state)
{
    Setup setup;
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(setup.manager->get(setup.keys[++i % Keys]));
}

void getOrComputeHere(benchmark::State &state)
{
    Setup setup;
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(setup.manager->getOrComputeHere(setup.keys[++i % Keys], compute));
}

void getOrComputeAsFuture(benchmark::State &state)
{
    Setup setup;
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(setup.manager->getOrCompute(setup.keys[++i % Keys], compute).result());
}

/// One computation of 1 ms and all who wait for it, from the first call to the last result.
void waitersForOneComputation(benchmark::State &state)
{
    Setup setup;
    qint64 round = 0;
    std::atomic<int> runs{0};
    for (auto _ : state) {
        const auto key = CacheKeyBuilder("waiters", u"", 1).integer("round", ++round).key();
        std::vector<QFuture<CacheResult>> futures;
        futures.reserve(static_cast<std::size_t>(state.range(0)));
        for (qint64 i = 0; i < state.range(0); ++i) {
            futures.push_back(setup.manager->getOrCompute(key, [&runs](const CancellationToken &cancel) {
                ++runs;
                (void)cancel.waitFor(1ms);
                return compute(cancel);
            }));
        }
        for (auto &future : futures)
            future.waitForFinished();
    }
    state.counters["computations"] = benchmark::Counter(runs, benchmark::Counter::kAvgIterations);
}

/// The floor of the same: the computation alone, by its own task on the pool.
void computationAlone(benchmark::State &state)
{
    QThreadPool pool;
    for (auto _ : state) {
        pool.start([] {
            (void)CancellationToken().waitFor(1ms);
            benchmark::DoNotOptimize(compute({}));
        });
        pool.waitForDone();
    }
}

void keyOfTenInputs(benchmark::State &state)
{
    for (auto _ : state) {
        CacheKeyBuilder key("analysis", u"acme", 1);
        for (const auto *name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"})
            key.text(name, u"some value of a usual length");
        benchmark::DoNotOptimize(key.key());
    }
}

} // namespace

BENCHMARK(levelAlone);
BENCHMARK(getThroughManager);
BENCHMARK(getOrComputeHere);
BENCHMARK(getOrComputeAsFuture);
BENCHMARK(computationAlone)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(waitersForOneComputation)->Arg(1)->Arg(1000)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(keyOfTenInputs);
BENCHMARK_MAIN();
