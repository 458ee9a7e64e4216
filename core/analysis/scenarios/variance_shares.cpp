// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/draw_source.h"
#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/parallel_blocks.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_words.h"
#include "analysis/scenarios/tornado.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <numeric>

namespace consultantos {

using scenario_words::inWords;

namespace {

constexpr int MostFactors = SobolDimension::MostDimensions / 2;

/// Uncertain drivers in groups: those joined by correlations, directly or by way of others, are one factor.
std::vector<std::vector<int>> factorsOf(const ScenarioModel &model)
{
    std::vector<int> root(static_cast<std::size_t>(model.drivers.size()));
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int index) {
        while (root[static_cast<std::size_t>(index)] != index)
            index = root[static_cast<std::size_t>(index)];
        return index;
    };
    const auto indexOf = [&](const QString &name) {
        return static_cast<int>(model.findDriver(name) - model.drivers.constData());
    };
    for (const auto &correlation : model.correlations) {
        if (correlation.value == 0)
            continue;
        const int left = find(indexOf(correlation.left));
        const int right = find(indexOf(correlation.right));
        root[static_cast<std::size_t>(std::max(left, right))] = std::min(left, right);
    }
    std::vector<std::vector<int>> factors;
    std::vector<int> factorOfRoot(root.size(), -1);
    for (int i = 0; i < static_cast<int>(root.size()); ++i) {
        if (model.drivers[i].distribution.kind == DistributionKind::Constant)
            continue;
        auto &factor = factorOfRoot[static_cast<std::size_t>(find(i))];
        if (factor < 0) {
            factor = static_cast<int>(factors.size());
            factors.emplace_back();
        }
        factors[static_cast<std::size_t>(factor)].push_back(i);
    }
    return factors;
}

struct Estimate {
    std::vector<double> first;
    std::vector<double> total;
    double variance = 0;
    bool isUndefined = false;
};

/// One replicate: N points of matrices A and B, and of A with each factor's columns of B.
class Replicate {
public:
    Replicate(const DriverProgram &program, const DrawSource &twice, const std::vector<std::vector<int>> &factors,
              int slot)
        : m_program(program)
        , m_twice(twice)
        , m_factors(factors)
        , m_slot(slot)
    {
    }

    [[nodiscard]] Estimate run(int points) const
    {
        const auto drivers = static_cast<std::size_t>(m_program.driverCount());
        const auto slots = static_cast<std::size_t>(m_program.slotCount());
        std::vector<double> memory((2 * drivers + slots) * DriverProgram::BlockSize);
        const auto block = [&](std::size_t index) {
            return memory.data() + static_cast<std::ptrdiff_t>(index * DriverProgram::BlockSize);
        };
        std::vector<double *> both; // A's columns, then B's
        for (std::size_t i = 0; i < 2 * drivers; ++i)
            both.push_back(block(i));
        std::vector<double *> columns(slots);
        for (std::size_t i = drivers; i < slots; ++i)
            columns[i] = block(2 * drivers + i);
        auto workspace = m_program.workspace();

        const auto n = static_cast<std::size_t>(points);
        std::vector<double> a(n);
        std::vector<double> b(n);
        std::vector<std::vector<double>> mixed(m_factors.size(), std::vector<double>(n));
        Estimate estimate;
        for (int begin = 0; begin < points; begin += DriverProgram::BlockSize) {
            const int count = std::min(DriverProgram::BlockSize, points - begin);
            m_twice.fill(begin, count, both);
            const auto evaluate = [&](std::vector<double> &target) {
                m_program.evaluate(columns, count, workspace);
                const auto *value = columns[static_cast<std::size_t>(m_slot)];
                std::copy(value, value + count, target.begin() + begin);
                estimate.isUndefined = estimate.isUndefined
                                       || std::find(workspace.undefined.begin(), workspace.undefined.begin() + count, 1)
                                              != workspace.undefined.begin() + count;
            };
            std::copy(both.begin() + static_cast<std::ptrdiff_t>(drivers), both.end(), columns.begin());
            evaluate(b);
            std::copy(both.begin(), both.begin() + static_cast<std::ptrdiff_t>(drivers), columns.begin());
            evaluate(a);
            for (std::size_t factor = 0; factor < m_factors.size(); ++factor) {
                for (const int driver : m_factors[factor])
                    columns[static_cast<std::size_t>(driver)] = both[drivers + static_cast<std::size_t>(driver)];
                evaluate(mixed[factor]);
                for (const int driver : m_factors[factor])
                    columns[static_cast<std::size_t>(driver)] = both[static_cast<std::size_t>(driver)];
            }
        }
        finish(a, b, mixed, estimate);
        return estimate;
    }

private:
    static void finish(const std::vector<double> &a, const std::vector<double> &b,
                       const std::vector<std::vector<double>> &mixed, Estimate &estimate)
    {
        const auto n = static_cast<double>(a.size());
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += a[i] + b[i];
        const double mean = sum / (2 * n);
        double squares = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            squares += (a[i] - mean) * (a[i] - mean) + (b[i] - mean) * (b[i] - mean);
        estimate.variance = squares / (2 * n);
        for (const auto &c : mixed) {
            double first = 0;
            double total = 0;
            for (std::size_t i = 0; i < a.size(); ++i) {
                first += (b[i] - mean) * (c[i] - a[i]); // centred: less noise where the mean is large
                total += (a[i] - c[i]) * (a[i] - c[i]);
            }
            estimate.first.push_back(first / n);
            estimate.total.push_back(total / (2 * n));
        }
    }

    const DriverProgram &m_program;
    const DrawSource &m_twice;
    const std::vector<std::vector<int>> &m_factors;
    int m_slot;
};

/// Drivers twice, under names of their own: one point of Sobol's sequence gives a row of A and one of B.
ScenarioModel doubled(const ScenarioModel &model)
{
    const auto other = [](const QString &name) { return name + QStringLiteral("'"); };
    ScenarioModel twice;
    twice.repairsCorrelations = model.repairsCorrelations;
    twice.drivers = model.drivers;
    twice.correlations = model.correlations;
    for (auto driver : model.drivers) {
        driver.name = other(driver.name);
        twice.drivers.append(driver);
    }
    for (auto correlation : model.correlations) {
        correlation.left = other(correlation.left);
        correlation.right = other(correlation.right);
        twice.correlations.append(correlation);
    }
    return twice;
}

/// Student's t, 97.5 %, by degrees of freedom from 1; the normal's beyond.
double studentQuantile(int degrees)
{
    constexpr std::array Values{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    return degrees <= static_cast<int>(Values.size()) ? Values[static_cast<std::size_t>(degrees - 1)] : 1.96;
}

struct Interval {
    double middle;
    double half;
};

/// The ratio of the replicates' means; its error by the delta method from their residuals.
Interval ratioOf(const std::vector<double> &parts, const std::vector<double> &wholes)
{
    const auto n = static_cast<double>(parts.size());
    const double part = std::accumulate(parts.begin(), parts.end(), 0.0) / n;
    const double whole = std::accumulate(wholes.begin(), wholes.end(), 0.0) / n;
    const double ratio = part / whole;
    double squares = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double residual = (parts[i] - ratio * wholes[i]) / whole;
        squares += residual * residual;
    }
    return {ratio, studentQuantile(static_cast<int>(parts.size()) - 1) * std::sqrt(squares / (n - 1) / n)};
}

} // namespace

Result<VarianceShares> varianceShares(const ScenarioModel &model, const QString &output,
                                      const VarianceShareOptions &options)
{
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const int slot = program->slotOf(output);
    if (slot < 0)
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\".")).arg(output));
    if (options.points < 2 || options.points > 1 << 20 || options.replicates < 2 || options.replicates > 1000)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP(
                        "Scenarios", "Variance shares need 2 to 1,048,576 points and 2 to 1,000 replicates.")));
    const auto factors = factorsOf(model);
    const auto uncertain = std::accumulate(factors.begin(), factors.end(), std::size_t{0},
                                           [](std::size_t sum, const auto &factor) { return sum + factor.size(); });
    const auto method = uncertain <= static_cast<std::size_t>(MostFactors) ? DrawMethod::Sobol : DrawMethod::Random;
    const auto twice = doubled(model);

    std::vector<Estimate> estimates(static_cast<std::size_t>(options.replicates));
    std::vector<std::optional<DrawSource>> sources;
    for (int i = 0; i < options.replicates; ++i) {
        auto source =
            DrawSource::make(twice, Philox(options.seed, 0x76617269616e6365ULL).bits(static_cast<quint64>(i)), method);
        if (!source)
            return tl::unexpected(source.error());
        sources.emplace_back(std::move(*source));
    }
    const bool isWhole =
        runBlocks(options.pool, options.replicates, options.cancellation, [&]() -> std::function<void(qint64)> {
            return [&](qint64 replicate) {
                const auto index = static_cast<std::size_t>(replicate);
                estimates[index] = Replicate(*program, *sources[index], factors, slot).run(options.points);
            };
        });
    if (!isWhole)
        return fail(ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("Scenarios", "The simulation was cancelled.")));

    VarianceShares result;
    result.output = output;
    result.evaluations = qint64{options.points} * options.replicates * static_cast<qint64>(factors.size() + 2);
    std::vector<double> variances;
    for (const auto &estimate : estimates) {
        if (estimate.isUndefined)
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 has no value in some draws, so its variance has no shares."))
                    .arg(output));
        variances.push_back(estimate.variance);
    }
    result.variance = std::accumulate(variances.begin(), variances.end(), 0.0) / options.replicates;
    if (!(result.variance > 0))
        return fail(
            ErrorCode::NotDerivable,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 is the same in every draw: there is no variance to share."))
                .arg(output));
    for (std::size_t factor = 0; factor < factors.size(); ++factor) {
        std::vector<double> firsts;
        std::vector<double> totals;
        for (const auto &estimate : estimates) {
            firsts.push_back(estimate.first[factor]);
            totals.push_back(estimate.total[factor]);
        }
        const auto first = ratioOf(firsts, variances);
        const auto total = ratioOf(totals, variances);
        VarianceShare share{{},
                            first.middle,
                            first.middle - first.half,
                            first.middle + first.half,
                            total.middle,
                            total.middle - total.half,
                            total.middle + total.half};
        for (const int driver : factors[factor])
            share.drivers.append(model.drivers[driver].name);
        result.shares.append(share);
    }
    std::stable_sort(result.shares.begin(), result.shares.end(),
                     [](const VarianceShare &left, const VarianceShare &right) { return left.total > right.total; });
    return result;
}

} // namespace consultantos
