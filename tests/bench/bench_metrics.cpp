// SPDX-License-Identifier: GPL-3.0-or-later
// What recording costs, beside prometheus-cpp's own instruments (a counter on one atomic; a histogram behind a mutex).
#include "metrics/exposition.h"
#include "metrics/program_metrics.h"

#include <benchmark/benchmark.h>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace {

using namespace consultantos;

void ownRequest(benchmark::State &state)
{
    static ProgramMetrics metrics;
    for (auto _ : state) {
        metrics.requestBegan();
        metrics.requestEnded("/analyze", "POST", true, 1.25);
    }
}

void ownCounter(benchmark::State &state)
{
    static ProgramMetrics metrics;
    for (auto _ : state)
        metrics.cacheFailed("get");
}

void ownHistogramAndCounter(benchmark::State &state)
{
    static ProgramMetrics metrics;
    for (auto _ : state)
        metrics.databaseUsed("query", "reports", 0.003);
}

void switchedOff(benchmark::State &state)
{
    static ProgramMetrics metrics(false);
    for (auto _ : state)
        metrics.databaseUsed("query", "reports", 0.003);
}

prometheus::Registry &peer()
{
    static prometheus::Registry registry;
    return registry;
}

void peerCounter(benchmark::State &state)
{
    static auto &family = prometheus::BuildCounter().Name("errors_total").Help("Errors.").Register(peer());
    for (auto _ : state)
        family.Add({{"operation", "get"}}).Increment();
}

void peerHistogramAndCounter(benchmark::State &state)
{
    static auto &counters = prometheus::BuildCounter().Name("operations_total").Help("All.").Register(peer());
    static auto &histograms = prometheus::BuildHistogram().Name("duration_seconds").Help("Times.").Register(peer());
    static const auto bounds = growingBounds(0.00001, 10, 1.25);
    for (auto _ : state) {
        counters.Add({{"operation", "query"}, {"collection", "reports"}}).Increment();
        histograms.Add({{"operation", "query"}, {"collection", "reports"}}, *bounds).Observe(0.003);
    }
}

void scrape(benchmark::State &state)
{
    ProgramMetrics metrics;
    for (int i = 0; i < 20; ++i) {
        const auto name = QByteArray("name") + QByteArray::number(i);
        metrics.requestBegan();
        metrics.requestEnded(name, "GET", true, 0.1);
        metrics.agentSucceeded(name, 0.1);
        metrics.databaseUsed("get", name, 0.1);
        metrics.modelCalled("m", name, 0.1, {1, 1, 1, 1, 1});
    }
    qsizetype size = 0;
    for (auto _ : state)
        size = prometheusText(metrics.snapshot()).size();
    state.counters["bytes"] = static_cast<double>(size);
}

BENCHMARK(ownCounter)->Threads(1)->Threads(2);
BENCHMARK(peerCounter)->Threads(1)->Threads(2);
BENCHMARK(ownHistogramAndCounter)->Threads(1)->Threads(2);
BENCHMARK(peerHistogramAndCounter)->Threads(1)->Threads(2);
BENCHMARK(ownRequest)->Threads(1)->Threads(2);
BENCHMARK(switchedOff);
BENCHMARK(scrape);

} // namespace

BENCHMARK_MAIN();
