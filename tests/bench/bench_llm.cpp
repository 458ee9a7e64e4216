// SPDX-License-Identifier: GPL-3.0-or-later
// What the path of a model's call costs: a kept reply, and five calls together beside five one after the other on the
// same server.
#include "llm/optimiser/optimised_model.h"

#include "model_fixture.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

#include <thread>
#include <vector>

namespace {

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

/// What a chat's call holds: 2,000 letters of evidence in, some hundred out.
LlmCall evidenceCall(int number)
{
    auto call = callOf(QStringLiteral("What of this matters most? %1 ").arg(number) + QString(2'000, QLatin1Char('e')));
    return call;
}

/// A kept reply by the whole path: key, cache, ledger behind it.
void keptReply(benchmark::State &state, LlmReuse reuse)
{
    ModelServer server;
    ModelProgram program(settingsFor(server));
    const auto call = callOf(QStringLiteral("What was the revenue of Apple in 2023?"), reuse);
    if (!program.model()->ask(call, {}))
        return state.SkipWithError("no reply");
    for (auto _ : state) {
        const auto answer = program.model()->ask(call, {});
        if (!answer || answer->cacheLevel != QLatin1String("l1"))
            return state.SkipWithError("not kept");
    }
}

void exactHit(benchmark::State &state)
{
    keptReply(state, LlmReuse::Exact);
}

void exactHitAskedForSimilar(benchmark::State &state)
{
    keptReply(state, LlmReuse::Similar);
}

void similarHit(benchmark::State &state)
{
    ModelServer server;
    ModelProgram program(settingsFor(server));
    (void)program.model()->ask(callOf(QStringLiteral("What was the revenue of Apple in 2023?"), LlmReuse::Similar), {});
    const auto call = callOf(QStringLiteral("Please tell me, what was Apple's revenue in 2023?"), LlmReuse::Similar);
    for (auto _ : state) {
        const auto answer = program.model()->ask(call, {});
        if (!answer || answer->origin != LlmOrigin::SemanticCache)
            return state.SkipWithError("not similar");
    }
}

/// Each time from disk, as there is no memory level.
void exactHitFromDisk(benchmark::State &state)
{
    ModelServer server;
    ModelProgram program(settingsFor(server), nullptr,
                         Settings().with(QStringLiteral("cache_l1_size_mb"), QStringLiteral("0")).value_or(Settings()));
    const auto call = evidenceCall(0);
    (void)program.model()->ask(call, {});
    for (auto _ : state) {
        const auto answer = program.model()->ask(call, {});
        if (!answer || answer->cacheLevel != QLatin1String("l3"))
            return state.SkipWithError("not kept");
    }
}

/// The first look after a start: from disk, with all that a program opens lazily.
void firstHitAfterAStart(benchmark::State &state)
{
    ModelServer server;
    ModelProgram program(settingsFor(server));
    const auto call = evidenceCall(0);
    (void)program.model()->ask(call, {});
    for (auto _ : state) {
        state.PauseTiming();
        program.restart();
        state.ResumeTiming();
        const auto answer = program.model()->ask(call, {});
        if (!answer || answer->cacheLevel != QLatin1String("l3"))
            return state.SkipWithError("not kept");
    }
}

/// An exact hit without the ledger and the answer around it.
void lookUp(benchmark::State &state)
{
    ModelServer server;
    ModelProgram program(settingsFor(server));
    const auto call = evidenceCall(0);
    const ReplyCache replies(program.cache->access(), QStringLiteral("bench"));
    const auto make = [](const CancellationToken &) -> Result<MadeReply> { return MadeReply{{{}, {}}, {}, true}; };
    (void)replies.getOrMake(replies.keyOf(call), call, make, {});
    for (auto _ : state) {
        const auto value = replies.getOrMake(replies.keyOf(call), call, make, {});
        benchmark::DoNotOptimize(value);
    }
}

/// A model whose pace is none: what is measured is the path.
std::shared_ptr<const LanguageModel> unpaced(ModelProgram &program, const ModelServer &server)
{
    const auto clock = std::make_shared<SystemClock>();
    const auto timing = CallTiming::standard(clock);
    GateLimits limits;
    limits.pace = {100'000, 100'000, 1, 100'000, 0};
    auto provider = makeFallback({QStringLiteral("other"), QStringLiteral("m1"), server.url()}, program.network.client,
                                 program.network.secrets);
    OptimisedModel::Parts parts;
    parts.accounts = std::make_shared<const CallAccounts>(
        std::make_shared<BudgetKeeper>(BudgetLimits(), BudgetSpent(), clock), std::make_shared<const PriceTable>(),
        std::make_shared<LedgerWriter>(program.ledger), clock);
    parts.chain = std::make_shared<const CallChain>(
        QList<ModelRoute>{{provider, QStringLiteral("m1"), std::make_shared<CallGate>(limits, timing),
                           std::make_shared<CircuitBreaker>(BreakerLimits(), clock)}},
        RepetitionLimits(), parts.accounts, timing);
    parts.replies = std::make_shared<const ReplyCache>(program.cache->access(), QStringLiteral("bench"));
    parts.clock = clock;
    return std::make_shared<const OptimisedModel>(std::move(parts));
}

constexpr int Five = 5;
constexpr auto ServerTime = 100ms;

void fiveInSequence(benchmark::State &state)
{
    ModelServer server;
    server.setDelay(ServerTime);
    ModelProgram program(settingsFor(server));
    const auto model = unpaced(program, server);
    int number = 0;
    for (auto _ : state) {
        for (int call = 0; call < Five; ++call) {
            if (!model->ask(evidenceCall(++number), {}))
                return state.SkipWithError("no reply");
        }
    }
}

void fiveTogether(benchmark::State &state)
{
    ModelServer server;
    server.setDelay(ServerTime);
    ModelProgram program(settingsFor(server));
    const auto model = unpaced(program, server);
    int number = 0;
    for (auto _ : state) {
        std::vector<std::thread> threads;
        std::atomic<int> answered{0};
        for (int call = 0; call < Five; ++call) {
            threads.emplace_back([&, one = evidenceCall(++number)] {
                if (model->ask(one, {}))
                    ++answered;
            });
        }
        for (auto &thread : threads)
            thread.join();
        if (answered != Five)
            return state.SkipWithError("no reply");
    }
}

BENCHMARK(lookUp);
BENCHMARK(exactHit);
BENCHMARK(exactHitAskedForSimilar);
BENCHMARK(similarHit);
BENCHMARK(exactHitFromDisk);
BENCHMARK(firstHitAfterAStart)->Unit(benchmark::kMillisecond)->Iterations(30);
BENCHMARK(fiveInSequence)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fiveTogether)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
