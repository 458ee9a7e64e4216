// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/arima.h"
#include "analysis/forecasting/seasonality.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace consultantos::forecasting {

namespace {

constexpr double SeasonalStrengthLimit = 0.64;
constexpr double KpssLimit = 0.463;
constexpr std::size_t LongestSeason = 24;

/// The search's memory: no order is fitted twice, and the best so far.
class OrderSearch {
public:
    explicit OrderSearch(Series values)
        : m_values(values)
    {
    }

    /// Whether it is the best so far.
    bool tries(const ArimaOrder &order)
    {
        const bool isOut = order.p < 0 || order.q < 0 || order.seasonalP < 0 || order.seasonalQ < 0 || order.p > 5
                           || order.q > 5 || order.seasonalP > 2 || order.seasonalQ > 2
                           || order.p + order.q + order.seasonalP + order.seasonalQ > 5;
        if (isOut || std::find(m_tried.begin(), m_tried.end(), order) != m_tried.end() || m_tried.size() >= MostFits)
            return false;
        m_tried.push_back(order);
        auto model = fitArima(m_values, order);
        if (!model || !std::isfinite(model->criterion) || (m_best && model->criterion >= m_best->criterion))
            return false;
        m_best = std::move(model);
        return true;
    }

    [[nodiscard]] const std::optional<ArimaModel> &best() const { return m_best; }

private:
    static constexpr std::size_t MostFits = 40;

    Series m_values;
    std::vector<ArimaOrder> m_tried;
    std::optional<ArimaModel> m_best;
};

/// Takes one step from the best order; whether it was an improvement.
bool improve(OrderSearch &search, bool mayHaveConstant)
{
    struct Move {
        int p, q, seasonalP, seasonalQ;
    };
    constexpr Move Moves[] = {{0, 0, 1, 0}, {0, 0, -1, 0}, {0, 0, 0, 1}, {0, 0, 0, -1}, {0, 0, 1, 1}, {0, 0, -1, -1},
                              {1, 0, 0, 0}, {-1, 0, 0, 0}, {0, 1, 0, 0}, {0, -1, 0, 0}, {1, 1, 0, 0}, {-1, -1, 0, 0}};
    const auto from = search.best()->order;
    for (const auto &move : Moves) {
        if (from.period < 2 && (move.seasonalP != 0 || move.seasonalQ != 0))
            continue;
        auto order = from;
        order.p += move.p;
        order.q += move.q;
        order.seasonalP += move.seasonalP;
        order.seasonalQ += move.seasonalQ;
        if (search.tries(order))
            return true;
    }
    auto order = from;
    order.hasConstant = !order.hasConstant;
    return mayHaveConstant && search.tries(order);
}

} // namespace

std::optional<ArimaModel> selectArima(Series values, std::size_t period)
{
    ArimaOrder order;
    order.period = period >= 2 && period <= LongestSeason && values.size() >= 2 * period + 5 ? period : 1;
    Values series(values.begin(), values.end());
    if (order.period > 1 && seasonalStrength(series, period) > SeasonalStrengthLimit && series.size() >= 3 * period) {
        order.seasonalD = 1;
        series = differences(series, period);
    }
    while (order.d < 2 && series.size() > 5 && kpssStatistic(series) > KpssLimit) {
        ++order.d;
        series = differences(series, 1);
        if (order.d + order.seasonalD >= 2)
            break;
    }
    const bool mayHaveConstant = order.d + order.seasonalD <= 1;
    order.hasConstant = mayHaveConstant;
    const int seasonal = order.period > 1 ? 1 : 0;

    OrderSearch search(values);
    const auto tryOrder = [&](int p, int q, int seasonalP, int seasonalQ, bool hasConstant) {
        auto tried = order;
        tried.p = p;
        tried.q = q;
        tried.seasonalP = seasonalP;
        tried.seasonalQ = seasonalQ;
        tried.hasConstant = hasConstant;
        search.tries(tried);
    };
    tryOrder(2, 2, seasonal, seasonal, mayHaveConstant);
    tryOrder(0, 0, 0, 0, mayHaveConstant);
    tryOrder(1, 0, seasonal, 0, mayHaveConstant);
    tryOrder(0, 1, 0, seasonal, mayHaveConstant);
    if (mayHaveConstant)
        tryOrder(0, 0, 0, 0, false);
    while (search.best() && improve(search, mayHaveConstant)) {
    }
    return search.best();
}

} // namespace consultantos::forecasting
