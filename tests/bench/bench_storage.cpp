// SPDX-License-Identifier: GPL-3.0-or-later
// How long the stores take: facts of a company written, written again unchanged, and read.
#include "base/clock.h"
#include "storage/database.h"
#include "storage/fact_repository.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdlib>

using namespace consultantos;

namespace {

Company someCompany()
{
    Company company;
    company.id = QStringLiteral("x-bench");
    company.name = QStringLiteral("Bench");
    return company;
}

QList<Fact> someFacts(int count)
{
    QList<Fact> facts;
    facts.reserve(count);
    const QDate first(2010, 12, 31);
    for (int index = 0; index < count; ++index) {
        Fact fact;
        fact.companyId = QStringLiteral("x-bench");
        fact.taxonomy = QStringLiteral("us-gaap");
        fact.tag = QStringLiteral("Tag%1").arg(index / 10);
        fact.unit = QStringLiteral("USD");
        fact.end = first.addYears(index % 10);
        fact.latest.value = 1'000.0 * index;
        fact.latest.accession = QStringLiteral("0000000000-20-%1").arg(index, 6, 10, QLatin1Char('0'));
        fact.latest.form = QStringLiteral("10-K");
        fact.latest.filed = fact.end.addDays(60);
        fact.latest.fiscalYear = fact.end.year();
        fact.latest.fiscalPeriod = QStringLiteral("FY");
        fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        facts.append(fact);
    }
    return facts;
}

/// A new store in a folder of its own, gone with it.
struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::unique_ptr<FactRepository> repository;

    Store()
    {
        auto database = Database::open(dir.filePath(QStringLiteral("facts.db")), FactRepository::schema(), clock);
        if (database)
            repository = std::make_unique<FactRepository>(*database, clock);
    }
};

void storeNewFacts(benchmark::State &state)
{
    const auto facts = someFacts(int(state.range(0)));
    for (auto _ : state) {
        state.PauseTiming();
        auto store = std::make_unique<Store>();
        state.ResumeTiming();
        if (!store->repository || !store->repository->store(someCompany(), facts, QStringLiteral("bench")))
            state.SkipWithError("could not store");
        state.PauseTiming();
        store.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(storeNewFacts)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void storeKnownFacts(benchmark::State &state)
{
    const auto facts = someFacts(int(state.range(0)));
    const Store store;
    if (!store.repository || !store.repository->store(someCompany(), facts, QStringLiteral("bench")))
        state.SkipWithError("could not store");
    for (auto _ : state) {
        auto outcome = store.repository->store(someCompany(), facts, QStringLiteral("bench"));
        if (!outcome || outcome->unchanged != facts.size())
            state.SkipWithError("known facts were not found unchanged");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(storeKnownFacts)->Arg(10'000)->Unit(benchmark::kMillisecond);

void readFacts(benchmark::State &state)
{
    const Store store;
    const auto facts = someFacts(int(state.range(0)));
    if (!store.repository || !store.repository->store(someCompany(), facts, QStringLiteral("bench")))
        state.SkipWithError("could not store");
    for (auto _ : state) {
        auto read = store.repository->facts(QStringLiteral("x-bench"));
        if (!read || read->size() != facts.size())
            state.SkipWithError("facts are missing");
        benchmark::DoNotOptimize(read);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(readFacts)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt SQL finds its plugins by it
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return EXIT_SUCCESS;
}
