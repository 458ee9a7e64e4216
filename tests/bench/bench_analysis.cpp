// SPDX-License-Identifier: GPL-3.0-or-later
// Whole analyses on the starter facts, against their floor: deriving the figures of the company and its peers alone.
#include "agents/analysis_service.h"
#include "analysis/financial_engine.h"
#include "base/clock.h"
#include "base/paths.h"
#include "evidence/local_fact_store.h"

#include <QThreadPool>

#include <benchmark/benchmark.h>

using namespace consultantos;

namespace {

std::shared_ptr<LocalFactStore> store()
{
    return LocalFactStore::load(resourceDir(), nullptr).value();
}

void deriveFiguresOfCompanyAndPeers(benchmark::State &state)
{
    const auto facts = store();
    const auto engine = FinancialEngine::load(resourceDir()).value();
    const auto company = facts->findCompany(QStringLiteral("Tesla")).value();
    for (auto _ : state) {
        for (const auto &other : facts->companies()) {
            if (other.sector == company.sector)
                benchmark::DoNotOptimize(engine.derive(other, facts->facts(other.id).value()));
        }
    }
}

void analyseWithFourFrameworks(benchmark::State &state)
{
    QThreadPool pool;
    AnalysisService service({store(), nullptr}, resourceDir(), &pool, std::make_shared<SystemClock>());
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    for (auto _ : state) {
        auto future = service.analyse(request, {});
        future.waitForFinished();
        if (!future.result())
            state.SkipWithError("the analysis failed");
    }
}

} // namespace

BENCHMARK(deriveFiguresOfCompanyAndPeers)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(analyseWithFourFrameworks)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_MAIN();
