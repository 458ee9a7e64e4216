// SPDX-License-Identifier: GPL-3.0-or-later
// The semantic cache's scan of 10,000 entries beside the plainest loop over as many floats, and what a prompt costs.
#include "llm/semantic/semantic_index.h"
#include "llm/semantic/vector_rows.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace consultantos;

constexpr std::size_t Dimension = 384;
constexpr std::size_t Entries = 10'000;

std::vector<float> randomVector(std::mt19937 &generator)
{
    std::normal_distribution<float> normal;
    std::vector<float> values(Dimension);
    float squares = 0;
    for (auto &value : values) {
        value = normal(generator);
        squares += value * value;
    }
    for (auto &value : values)
        value /= std::sqrt(squares);
    return values;
}

void rawScan(benchmark::State &state)
{
    std::mt19937 generator(1);
    std::vector<float> rows;
    for (std::size_t row = 0; row < Entries; ++row) {
        const auto values = randomVector(generator);
        rows.insert(rows.end(), values.begin(), values.end());
    }
    const auto query = randomVector(generator);
    for (auto _ : state) {
        float best = -1;
        for (std::size_t row = 0; row < Entries; ++row) {
            const float *values = rows.data() + row * Dimension;
            // The eight sums that a compiler would use itself if it were free to reorder additions.
            float sums[8] = {};
            for (std::size_t at = 0; at < Dimension; at += 8) {
                for (std::size_t lane = 0; lane < 8; ++lane)
                    sums[lane] += values[at + lane] * query[at + lane];
            }
            float sum = 0;
            for (const auto lane : sums)
                sum += lane;
            best = std::max(best, sum);
        }
        benchmark::DoNotOptimize(best);
    }
}

void indexScan(benchmark::State &state)
{
    std::mt19937 generator(1);
    VectorRows rows(Dimension);
    for (std::size_t row = 0; row < Entries; ++row)
        rows.append(randomVector(generator));
    const auto query = randomVector(generator);
    for (auto _ : state) {
        auto near = rows.nearest(query, 0.92F, 10);
        benchmark::DoNotOptimize(near);
    }
}

void lookUp(benchmark::State &state)
{
    const auto matcher = makeSemanticMatcher(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/resources"), {});
    if (!matcher) {
        state.SkipWithError("resources are missing");
        return;
    }
    SemanticIndex index(*matcher);
    for (std::size_t entry = 0; entry < Entries; ++entry) {
        const auto prompt =
            QStringLiteral("What was the revenue of company %1 in the region %2?").arg(entry).arg(entry % 97);
        if (!index.add("scope", prompt, QByteArray::number(static_cast<qulonglong>(entry))))
            state.SkipWithError("can't be added");
    }
    for (auto _ : state) {
        auto hit =
            index.find("scope", QStringLiteral("Tell me how the strategy of Ford differs from that of its rivals"));
        benchmark::DoNotOptimize(hit);
    }
}

BENCHMARK(rawScan)->Unit(benchmark::kMicrosecond);
BENCHMARK(indexScan)->Unit(benchmark::kMicrosecond);
BENCHMARK(lookUp)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
