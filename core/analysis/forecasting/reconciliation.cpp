// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/reconciliation.h"

#include "analysis/forecasting/series_statistics.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace consultantos::forecasting {

namespace {

constexpr std::size_t FewestErrors = 3;

class Matrix {
public:
    Matrix(std::size_t rows, std::size_t columns)
        : m_columns(columns)
        , m_values(rows * columns, 0.0)
    {
    }

    double &at(std::size_t row, std::size_t column) { return m_values[row * m_columns + column]; }
    [[nodiscard]] double at(std::size_t row, std::size_t column) const { return m_values[row * m_columns + column]; }

private:
    std::size_t m_columns;
    Values m_values;
};

/// Solves A·x = b for symmetric positive definite A by Cholesky's factors, made once. False where A isn't.
class CholeskyFactors {
public:
    explicit CholeskyFactors(Matrix matrix, std::size_t size)
        : m_factor(std::move(matrix))
        , m_size(size)
    {
        for (std::size_t column = 0; column < size; ++column) {
            double pivot = m_factor.at(column, column);
            for (std::size_t k = 0; k < column; ++k)
                pivot -= m_factor.at(column, k) * m_factor.at(column, k);
            if (!(pivot > 0.0)) {
                m_isUsable = false;
                return;
            }
            m_factor.at(column, column) = std::sqrt(pivot);
            for (std::size_t row = column + 1; row < size; ++row) {
                double sum = m_factor.at(row, column);
                for (std::size_t k = 0; k < column; ++k)
                    sum -= m_factor.at(row, k) * m_factor.at(column, k);
                m_factor.at(row, column) = sum / m_factor.at(column, column);
            }
        }
    }

    [[nodiscard]] bool isUsable() const { return m_isUsable; }

    void solve(Values &vector) const
    {
        for (std::size_t row = 0; row < m_size; ++row) {
            for (std::size_t k = 0; k < row; ++k)
                vector[row] -= m_factor.at(row, k) * vector[k];
            vector[row] /= m_factor.at(row, row);
        }
        for (std::size_t row = m_size; row-- > 0;) {
            for (std::size_t k = row + 1; k < m_size; ++k)
                vector[row] -= m_factor.at(k, row) * vector[k];
            vector[row] /= m_factor.at(row, row);
        }
    }

private:
    Matrix m_factor;
    std::size_t m_size;
    bool m_isUsable = true;
};

tl::unexpected<Error> noHierarchy()
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Forecast", "The series don't form a hierarchy: a total must be the sum of "
                                                        "other series, and of each once."));
}

/// How often each undivided series is within each series; empty where totals go in circles.
std::vector<Values> leavesWithin(const Hierarchy &hierarchy)
{
    std::vector<const Hierarchy::Total *> totalOf(hierarchy.series, nullptr);
    for (const auto &total : hierarchy.totals) {
        if (total.total >= hierarchy.series || total.parts.empty())
            return {};
        for (const auto part : total.parts) {
            if (part >= hierarchy.series)
                return {};
        }
        // A total that is split in two ways has two rows of constraints; its leaves are those of the first.
        if (!totalOf[total.total])
            totalOf[total.total] = &total;
    }
    std::vector<Values> leaves(hierarchy.series);
    std::vector<int> state(hierarchy.series, 0); // 1: being looked at, 2: known
    std::vector<std::size_t> open;
    for (std::size_t first = 0; first < hierarchy.series; ++first) {
        open.push_back(first);
        while (!open.empty()) {
            const auto node = open.back();
            if (state[node] == 2) {
                open.pop_back();
                continue;
            }
            if (!totalOf[node]) {
                leaves[node].assign(hierarchy.series, 0.0);
                leaves[node][node] = 1.0;
                state[node] = 2;
                continue;
            }
            const bool isVisited = state[node] == 1;
            state[node] = 1;
            bool isReady = true;
            for (const auto part : totalOf[node]->parts) {
                if (state[part] == 2)
                    continue;
                if (isVisited || state[part] == 1)
                    return {};
                open.push_back(part);
                isReady = false;
            }
            if (!isReady)
                continue;
            leaves[node].assign(hierarchy.series, 0.0);
            for (const auto part : totalOf[node]->parts) {
                for (std::size_t leaf = 0; leaf < hierarchy.series; ++leaf)
                    leaves[node][leaf] += leaves[part][leaf];
            }
            state[node] = 2;
        }
    }
    return leaves;
}

bool isComplete(const Hierarchy &hierarchy, const BaseForecasts &base)
{
    if (base.mean.size() != hierarchy.series || base.deviation.size() != hierarchy.series || hierarchy.series == 0)
        return false;
    const auto steps = base.mean.front().size();
    const auto isFinite = [](double value) { return std::isfinite(value); };
    for (std::size_t i = 0; i < hierarchy.series; ++i) {
        if (base.mean[i].size() != steps || base.deviation[i].size() != steps
            || !std::all_of(base.mean[i].begin(), base.mean[i].end(), isFinite)
            || !std::all_of(base.deviation[i].begin(), base.deviation[i].end(),
                            [](double value) { return std::isfinite(value) && value >= 0.0; }))
            return false;
    }
    return true;
}

/// The errors' spread, and their correlations shrunk by the share that Schäfer and Strimmer (2005), Stat. Appl. Genet. Mol.
/// Biol. 4, derive: the sum of the correlations' variances over the sum of their squares.
struct ErrorCovariance {
    Values spread;
    Matrix correlation;
    double shrinkage = 1.0;
    bool isKnown = false;
};

ErrorCovariance covarianceOf(const std::vector<Values> &errors, std::size_t series)
{
    ErrorCovariance result{Values(series, 1.0), Matrix(series, series)};
    for (std::size_t i = 0; i < series; ++i)
        result.correlation.at(i, i) = 1.0;
    const auto count = errors.size() == series ? errors.front().size() : 0;
    if (count < FewestErrors
        || !std::all_of(errors.begin(), errors.end(), [count](const Values &own) { return own.size() == count; }))
        return result;
    std::vector<Values> scaled(series);
    for (std::size_t i = 0; i < series; ++i) {
        const double mean = meanOf(errors[i]);
        double squares = 0.0;
        for (const double error : errors[i])
            squares += (error - mean) * (error - mean);
        result.spread[i] = std::sqrt(squares / asReal(count - 1));
        if (!(result.spread[i] > 0.0) || !std::isfinite(result.spread[i]))
            return {Values(series, 1.0), std::move(result.correlation)};
        const double unit = std::sqrt(squares / asReal(count));
        for (const double error : errors[i])
            scaled[i].push_back((error - mean) / unit);
    }
    double variances = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < series; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            double mean = 0.0;
            for (std::size_t t = 0; t < count; ++t)
                mean += scaled[i][t] * scaled[j][t] / asReal(count);
            double variance = 0.0;
            for (std::size_t t = 0; t < count; ++t) {
                const double away = scaled[i][t] * scaled[j][t] - mean;
                variance += away * away;
            }
            variances += variance / (asReal(count) * asReal(count - 1));
            squares += mean * mean;
            result.correlation.at(i, j) = result.correlation.at(j, i) = mean;
        }
    }
    result.shrinkage = squares > 0.0 ? std::clamp(variances / squares, 0.0, 1.0) : 1.0;
    for (std::size_t i = 0; i < series; ++i) {
        for (std::size_t j = 0; j < series; ++j) {
            if (i != j)
                result.correlation.at(i, j) *= 1.0 - result.shrinkage;
        }
    }
    result.isKnown = true;
    return result;
}

/// M = I − W·Cᵀ·(C·W·Cᵀ)⁻¹·C, where C·y = 0 says that totals are sums: the form of Wickramasuriya et al. (2019) that inverts
/// a matrix of the totals alone. Nothing where the totals are not independent.
std::optional<Matrix> projection(const Hierarchy &hierarchy, const Matrix &weight)
{
    const auto series = hierarchy.series;
    const auto totals = hierarchy.totals.size();
    Matrix constraint(totals, series);
    for (std::size_t row = 0; row < totals; ++row) {
        constraint.at(row, hierarchy.totals[row].total) = 1.0;
        for (const auto part : hierarchy.totals[row].parts)
            constraint.at(row, part) -= 1.0;
    }
    Matrix weighted(totals, series); // C·W
    for (std::size_t row = 0; row < totals; ++row) {
        for (std::size_t i = 0; i < series; ++i) {
            if (constraint.at(row, i) == 0.0)
                continue;
            for (std::size_t j = 0; j < series; ++j)
                weighted.at(row, j) += constraint.at(row, i) * weight.at(i, j);
        }
    }
    Matrix inner(totals, totals);
    for (std::size_t row = 0; row < totals; ++row) {
        for (std::size_t column = 0; column < totals; ++column) {
            for (std::size_t j = 0; j < series; ++j)
                inner.at(row, column) += weighted.at(row, j) * constraint.at(column, j);
        }
    }
    const CholeskyFactors factors(inner, totals);
    if (!factors.isUsable())
        return std::nullopt;
    Matrix result(series, series);
    for (std::size_t column = 0; column < series; ++column) {
        Values solved(totals);
        for (std::size_t row = 0; row < totals; ++row)
            solved[row] = constraint.at(row, column);
        factors.solve(solved);
        for (std::size_t row = 0; row < series; ++row) {
            double sum = row == column ? 1.0 : 0.0;
            for (std::size_t k = 0; k < totals; ++k)
                sum -= weighted.at(k, row) * solved[k];
            result.at(row, column) = sum;
        }
    }
    return result;
}

Matrix bottomUp(const std::vector<Values> &leaves)
{
    Matrix result(leaves.size(), leaves.size());
    for (std::size_t row = 0; row < leaves.size(); ++row) {
        for (std::size_t column = 0; column < leaves.size(); ++column)
            result.at(row, column) = leaves[row][column];
    }
    return result;
}

/// What the method holds for the errors' covariance, up to a factor.
Matrix weightOf(Reconciliation method, const std::vector<Values> &leaves, const ErrorCovariance &covariance)
{
    const auto series = leaves.size();
    Matrix weight(series, series);
    for (std::size_t i = 0; i < series; ++i) {
        if (method == Reconciliation::WlsStructural) {
            for (const double count : leaves[i])
                weight.at(i, i) += count;
            continue;
        }
        for (std::size_t j = 0; j < series; ++j)
            weight.at(i, j) = covariance.spread[i] * covariance.correlation.at(i, j) * covariance.spread[j];
    }
    return weight;
}

} // namespace

Result<ReconciledForecasts> reconciled(const Hierarchy &hierarchy, const BaseForecasts &base, Reconciliation method)
{
    if (!isComplete(hierarchy, base))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Forecast", "Each series of a hierarchy needs as many forecast values."));
    const auto leaves = leavesWithin(hierarchy);
    if (leaves.empty())
        return noHierarchy();
    const auto covariance = covarianceOf(base.errors, hierarchy.series);
    ReconciledForecasts result;
    result.shrinkage = covariance.shrinkage;
    result.method = method == Reconciliation::MinTrace && !covariance.isKnown ? Reconciliation::WlsStructural : method;
    const auto matrix = result.method == Reconciliation::BottomUp
                            ? std::optional(bottomUp(leaves))
                            : projection(hierarchy, weightOf(result.method, leaves, covariance));
    if (!matrix)
        return noHierarchy();
    const auto series = hierarchy.series;
    const auto steps = base.mean.front().size();
    result.mean.assign(series, Values(steps, 0.0));
    result.deviation.assign(series, Values(steps, 0.0));
    for (std::size_t step = 0; step < steps; ++step) {
        for (std::size_t row = 0; row < series; ++row) {
            double mean = 0.0;
            double variance = 0.0;
            for (std::size_t i = 0; i < series; ++i) {
                const double own = matrix->at(row, i) * base.deviation[i][step];
                mean += matrix->at(row, i) * base.mean[i][step];
                for (std::size_t j = 0; own != 0.0 && j < series; ++j)
                    variance += own * covariance.correlation.at(i, j) * matrix->at(row, j) * base.deviation[j][step];
            }
            result.mean[row][step] = mean;
            result.deviation[row][step] = std::sqrt(std::max(0.0, variance));
        }
    }
    return result;
}

} // namespace consultantos::forecasting
