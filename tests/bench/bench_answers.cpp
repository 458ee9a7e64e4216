// SPDX-License-Identifier: GPL-3.0-or-later
// A data request answered: deriving a report of eleven frameworks anew with one more fact or judgement, against making it
// from nothing.
#include "agents/analysis_service.h"
#include "agents/editing/report_editor.h"
#include "base/clock.h"
#include "base/paths.h"
#include "cache/cache_store.h"
#include "evidence/local_fact_store.h"
#include "storage/storage.h"

#include <QTemporaryDir>
#include <QThreadPool>

#include <benchmark/benchmark.h>

using namespace consultantos;

namespace {

/// A data folder with one report of Tesla in its library.
struct Desk {
    QTemporaryDir folder;
    QThreadPool pool;
    std::shared_ptr<const Clock> clock = std::make_shared<const SystemClock>();
    Storage storage = Storage::open(folder.path(), clock).value();
    std::shared_ptr<LocalFactStore> facts = LocalFactStore::load(resourceDir(), storage.facts).value();
    std::unique_ptr<CacheStore> cache = CacheStore::open(
        {Settings::load(folder.path(), {}).value(), folder.path(), CacheScope::of({}, resourceDir())}, &pool, clock);
    std::shared_ptr<AnalysisService> service = std::make_shared<AnalysisService>(
        AnalysisSources{facts, nullptr, nullptr, {}, cache->access()}, resourceDir(), &pool, clock);
    ReportEditor editor{{storage.reports, storage.edits, storage.facts, service, clock, resourceDir()}};
    AnalysisRequest request;
    Report report;

    Desk()
    {
        request.company = QStringLiteral("Tesla");
        request.frameworks = AnalysisRequest::knownFrameworks();
        report = service->analyse(request, {}).takeResult().value();
        (void)storage.reports->save(report);
    }
};

void analyse(benchmark::State &state)
{
    Desk desk;
    for (auto _ : state) {
        if (!desk.service->analyse(desk.request, {}, {}, CacheUse::Bypass).takeResult())
            state.SkipWithError("the analysis failed");
    }
}

void answer(benchmark::State &state, const DataAnswer &given)
{
    Desk desk;
    auto one = given;
    one.source = QStringLiteral("a person");
    for (auto _ : state) {
        // Another value each time, so that nothing of it is in the cache.
        one.value = *one.value * 1.0001;
        const auto answered = desk.editor.answer(desk.report.id, one);
        if (!answered || !desk.editor.undo(desk.report.id)) {
            state.SkipWithError("the answer failed");
            break;
        }
        state.SetIterationTime(answered->recomputedS);
    }
}

void answerLine(benchmark::State &state)
{
    DataAnswer given;
    given.request = QStringLiteral("data.ratio.advertising_intensity");
    given.value = 5.5e8;
    answer(state, given);
}

void answerDriver(benchmark::State &state)
{
    DataAnswer given;
    given.request = QStringLiteral("data.porter.buyers.customer_concentration");
    given.value = 3;
    answer(state, given);
}

} // namespace

BENCHMARK(analyse)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(answerLine)->Unit(benchmark::kMillisecond)->UseManualTime();
BENCHMARK(answerDriver)->Unit(benchmark::kMillisecond)->UseManualTime();
BENCHMARK_MAIN();
