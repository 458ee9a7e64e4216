// SPDX-License-Identifier: GPL-3.0-or-later
#include "invalidation_race.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace consultantos::test {

namespace {

constexpr int Keys = 6;

/// What cached values are made of, with what is known to be the oldest version that may still be served.
struct Datum {
    std::atomic<quint64> version{1};
    std::atomic<quint64> oldestAllowed{0};

    /// `invalidate` is called between the change and the promise; false: nothing is promised.
    template <class Invalidate>
    void change(Invalidate invalidate)
    {
        const auto changed = ++version;
        if (!invalidate())
            return;
        auto known = oldestAllowed.load();
        while (known < changed && !oldestAllowed.compare_exchange_weak(known, changed)) {
        }
    }
};

using Data = std::array<Datum, Keys>;

QByteArray keyOf(int index)
{
    return "k/" + QByteArray::number(index);
}

QByteArray tagOf(int index)
{
    return "t:" + QByteArray::number(index);
}

CacheCompute computationOf(const std::shared_ptr<Data> &data, int index)
{
    return [data, index](const CancellationToken &) -> Result<CacheEntry> {
        const auto version = (*data)[static_cast<std::size_t>(index)].version.load();
        dawdle();
        CacheEntry entry;
        entry.bytes = QByteArray::number(version);
        entry.tags = {tagOf(index)};
        entry.cost = {2.0, 30};
        return entry;
    };
}

struct Field {
    explicit Field(const InvalidationRace &theRace)
        : race(theRace)
    {
        timer.start();
    }

    void play(quint32 seed);
    void playOther(quint32 seed);

    [[nodiscard]] bool isOver() const { return timer.elapsed() > race.limit.count(); }
    void prepareCall() const
    {
        if (race.beforeCall)
            race.beforeCall();
    }
    bool invalidate(int index, int action);
    void judge(const CacheResult &result, quint64 oldest, std::atomic<int> &found);
    [[nodiscard]] CacheCompute computation(int index) const { return computationOf(data, index); }
    [[nodiscard]] Datum &datum(int index) const { return (*data)[static_cast<std::size_t>(index)]; }
    /// Looks, and sets what isn't there: computed after the look, under its ticket.
    void lookOrSet(CacheManager &manager, int index, std::atomic<int> &found);

    const InvalidationRace &race;
    const std::shared_ptr<Data> data = std::make_shared<Data>(); ///< renewals in the background outlive the race
    QElapsedTimer timer;
    std::atomic<int> tooOld{0};
    std::atomic<int> errors{0};
    std::atomic<int> untold{0};
    std::atomic<int> hits{0};
    std::atomic<int> otherHits{0};
};

bool Field::invalidate(int index, int action)
{
    const auto status = action < 8    ? race.manager->remove(keyOf(index))
                        : action < 14 ? race.manager->removeByTag(tagOf(index))
                                      : race.manager->clear();
    if (!status)
        ++untold;
    return status.has_value();
}

void Field::judge(const CacheResult &result, quint64 oldest, std::atomic<int> &found)
{
    if (!result) {
        ++errors;
        return;
    }
    if (result->servedBy != CacheServedBy::Computed)
        ++found;
    if (result->entry->bytes.toULongLong() < oldest)
        ++tooOld;
}

void Field::lookOrSet(CacheManager &manager, int index, std::atomic<int> &found)
{
    const auto key = keyOf(index);
    const auto oldest = datum(index).oldestAllowed.load();
    if (auto look = manager.getMany({key}).first(); look.value)
        judge(*std::move(look.value), oldest, found);
    else
        (void)manager.set({key, *computation(index)({}), look.ticket});
}

void Field::play(quint32 seed)
{
    QRandomGenerator random(seed);
    auto &manager = *race.manager;
    for (int call = 0; call < race.calls && !isOver(); ++call) {
        const auto index = random.bounded(Keys);
        const auto action = random.bounded(100);
        prepareCall();
        if (action < 16) {
            datum(index).change([&] { return invalidate(index, action); });
            continue;
        }
        if (action >= 85) {
            lookOrSet(manager, index, hits);
            continue;
        }
        CacheOptions options;
        if (action < 20)
            options.mode = CacheOptions::Mode::Refresh;
        const auto oldest = datum(index).oldestAllowed.load();
        if (action >= 55) {
            judge(manager.getOrComputeHere(keyOf(index), computation(index), options), oldest, hits);
            continue;
        }
        auto future = manager.getOrCompute(keyOf(index), computation(index), options);
        future.waitForFinished();
        judge(future.result(), oldest, hits);
    }
}

void Field::playOther(quint32 seed)
{
    QRandomGenerator random(seed);
    for (int call = 0; call < race.calls && !isOver(); ++call) {
        prepareCall();
        lookOrSet(*race.other, random.bounded(Keys), otherHits);
    }
}

} // namespace

InvalidationRace::Outcome InvalidationRace::run() const
{
    Field field(*this);
    std::vector<std::thread> players;
    for (int i = 0; i < threads; ++i) {
        const auto seed = 17U + static_cast<quint32>(i);
        players.emplace_back([&field, seed] { field.play(seed); });
        if (other != nullptr)
            players.emplace_back([&field, seed] { field.playOther(seed + 1000); });
    }
    for (auto &player : players)
        player.join();
    return {field.tooOld, field.errors, field.untold, field.hits, field.otherHits};
}

void dawdle()
{
    if (QRandomGenerator::global()->bounded(16) == 0)
        std::this_thread::sleep_for(std::chrono::microseconds(20));
}

} // namespace consultantos::test
