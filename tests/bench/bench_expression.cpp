// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs that a figure is made by the text printed beside it: parsing and evaluating a formula against the same
// arithmetic in C++, and a computation with its evidence.
#include "analysis/computation_builder.h"
#include "analysis/expression.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>

using namespace consultantos;

namespace {

const auto Margin = QStringLiteral("(revenue - cost_of_revenue) / revenue");
const auto Score = QStringLiteral("clamp(3 + (own - median(earlier)) / mad(earlier), 1, 5)");

QHash<QString, ExpressionValue> sampleValues()
{
    return {{QStringLiteral("revenue"), 53'823e6},
            {QStringLiteral("cost_of_revenue"), 40'217e6},
            {QStringLiteral("own"), 0.253},
            {QStringLiteral("earlier"), QList<double>{0.21, 0.166, 0.188, 0.189, 0.229}}};
}

void parseFormula(benchmark::State &state, const QString &formula)
{
    for (auto _ : state) {
        const auto expression = Expression::parse(formula);
        if (!expression)
            std::abort();
        benchmark::DoNotOptimize(expression);
    }
}

void evaluateFormula(benchmark::State &state, const QString &formula)
{
    const auto expression = Expression::parse(formula);
    const auto values = sampleValues();
    for (auto _ : state) {
        const auto value = expression->evaluate(values);
        if (!value)
            std::abort();
        benchmark::DoNotOptimize(value);
    }
}

// ---- The floors: the same arithmetic by hand ---------------------------------------------------------------------

void marginByHand(benchmark::State &state)
{
    double revenue = 53'823e6;
    double cost = 40'217e6;
    const auto margin = [](double r, double c) { return (r - c) / r; };
    for (auto _ : state) {
        benchmark::DoNotOptimize(revenue);
        benchmark::DoNotOptimize(cost);
        auto value = margin(revenue, cost);
        benchmark::DoNotOptimize(value);
    }
}

void marginByHandWithLookUp(benchmark::State &state)
{
    const auto values = sampleValues();
    const auto revenue = QStringLiteral("revenue");
    const auto cost = QStringLiteral("cost_of_revenue");
    const auto at = [&](const QString &name) { return std::get<double>(*values.constFind(name)); };
    for (auto _ : state) {
        auto value = (at(revenue) - at(cost)) / at(revenue);
        benchmark::DoNotOptimize(value);
    }
}

void scoreByHand(benchmark::State &state)
{
    double own = 0.253;
    const QList<double> earlier{0.21, 0.166, 0.188, 0.189, 0.229};
    const auto median = [](QList<double> list) {
        const auto middle = list.begin() + list.size() / 2;
        std::nth_element(list.begin(), middle, list.end());
        return *middle;
    };
    const auto score = [&](double x, const QList<double> &list) {
        const double centre = median(list);
        QList<double> deviations;
        deviations.reserve(list.size());
        for (const double value : list)
            deviations.append(std::abs(value - centre));
        return std::clamp(3 + (x - median(list)) / (1.4826 * median(deviations)), 1.0, 5.0);
    };
    for (auto _ : state) {
        benchmark::DoNotOptimize(own);
        auto value = score(own, earlier);
        benchmark::DoNotOptimize(value);
    }
}

// ---- A whole computation -----------------------------------------------------------------------------------------

void buildComputation(benchmark::State &state)
{
    EvidenceBook book;
    const auto add = [&book](const QString &tag, double value) {
        Fact fact;
        fact.id = QStringLiteral("f/1/us-gaap/%1/USD/2021-01-01..2021-12-31").arg(tag);
        fact.unit = QStringLiteral("USD");
        fact.end = QDate(2021, 12, 31);
        fact.latest.value = value;
        return book.add(fact);
    };
    const auto revenue = add(QStringLiteral("Revenues"), 53'823e6);
    const auto cost = add(QStringLiteral("CostOfRevenue"), 40'217e6);
    const Period period{QDate(2021, 1, 1), QDate(2021, 12, 31), 2021, QStringLiteral("FY")};
    for (auto _ : state) {
        ComputationBuilder builder(QStringLiteral("1"), QStringLiteral("gross_margin"), QStringLiteral("Gross margin"));
        builder.period(period).bind(QStringLiteral("revenue"), revenue).bind(QStringLiteral("cost_of_revenue"), cost);
        const auto figure = builder.evaluate(Margin, QStringLiteral("ratio"), book);
        if (!figure)
            std::abort();
        benchmark::DoNotOptimize(figure);
    }
}

} // namespace

BENCHMARK(marginByHand);
BENCHMARK(marginByHandWithLookUp);
BENCHMARK_CAPTURE(evaluateFormula, margin, Margin);
BENCHMARK_CAPTURE(parseFormula, margin, Margin);
BENCHMARK(scoreByHand);
BENCHMARK_CAPTURE(evaluateFormula, score, Score);
BENCHMARK_CAPTURE(parseFormula, score, Score);
BENCHMARK(buildComputation);

BENCHMARK_MAIN();
