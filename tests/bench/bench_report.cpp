// SPDX-License-Identifier: GPL-3.0-or-later
// A report as JSON, beside what Qt's own classes take for it.
#include "agents/analysis_service.h"
#include "base/clock.h"
#include "base/paths.h"
#include "evidence/local_fact_store.h"
#include "report/json_renderer.h"

#include <QJsonDocument>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <memory>

using namespace consultantos;

namespace {

const Report &sample()
{
    static const auto report = [] {
        QThreadPool pool;
        AnalysisService service({LocalFactStore::load(resourceDir(), nullptr).value(), nullptr}, resourceDir(), &pool,
                                std::make_shared<SystemClock>());
        AnalysisRequest request;
        request.company = QStringLiteral("Tesla");
        return service.analyse(request, {}).result().value();
    }();
    return report;
}

void asObject(benchmark::State &state)
{
    const auto &report = sample();
    for (auto _ : state)
        benchmark::DoNotOptimize(toJson(report));
}

void objectAsText(benchmark::State &state)
{
    const QJsonDocument document(toJson(sample()));
    for (auto _ : state)
        benchmark::DoNotOptimize(document.toJson());
}

void renderedAsJson(benchmark::State &state)
{
    const auto &report = sample();
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes += static_cast<std::size_t>(renderJson(report).size());
    state.SetBytesProcessed(static_cast<int64_t>(bytes));
}

} // namespace

BENCHMARK(asObject)->Unit(benchmark::kMillisecond);
BENCHMARK(objectAsText)->Unit(benchmark::kMillisecond);
BENCHMARK(renderedAsJson)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
