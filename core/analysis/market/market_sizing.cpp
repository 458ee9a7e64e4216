// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/market/market_sizing.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("MarketSizing", text);
}

std::optional<std::vector<double>> logarithms(const std::vector<double> &values)
{
    std::vector<double> logs;
    logs.reserve(values.size());
    for (const double value : values) {
        if (!(value > 0))
            return std::nullopt;
        logs.push_back(std::log(value));
    }
    return logs;
}

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double covariance(const std::vector<double> &left, const std::vector<double> &right)
{
    const double leftMean = meanOf(left);
    const double rightMean = meanOf(right);
    double sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        sum += (left[i] - leftMean) * (right[i] - rightMean);
    return sum / static_cast<double>(left.size());
}

void combine(const std::vector<double> &topDown, const std::vector<double> &bottomUp, SizingEstimate &estimate)
{
    constexpr double Z = 1.6448536269514722; // 95 % quantile of the normal distribution
    const auto first = logarithms(topDown);
    const auto second = logarithms(bottomUp);
    if (!first || !second) {
        estimate.refusal = inWords(QT_TRANSLATE_NOOP(
            "MarketSizing", "An estimate can be zero or less, which no market is: check its assumptions."));
        return;
    }
    const double firstVariance = covariance(*first, *first);
    const double secondVariance = covariance(*second, *second);
    const double shared = covariance(*first, *second);
    const double apart = firstVariance + secondVariance - 2 * shared;
    // Of two certain or identical estimates none is better.
    const double weight = apart > 1e-15 ? std::clamp((secondVariance - shared) / apart, 0.0, 1.0) : 0.5;
    const double mean = weight * meanOf(*first) + (1 - weight) * meanOf(*second);
    const double variance = weight * weight * firstVariance + (1 - weight) * (1 - weight) * secondVariance
                            + 2 * weight * (1 - weight) * shared;
    const double sd = std::sqrt(std::max(variance, 0.0));
    estimate.combined =
        SizingEstimate::Combined{std::exp(mean), std::exp(mean - Z * sd), std::exp(mean + Z * sd), weight};
    const double difference = meanOf(*first) - meanOf(*second);
    estimate.distance = apart > 1e-15 ? difference / std::sqrt(apart) : 0;
}

double medianOf(const Simulation &simulation, const QString &name)
{
    auto values = *simulation.column(name);
    std::sort(values.begin(), values.end());
    return sortedQuantile(values, 0.5);
}

/// (a − b) / (ln a − ln b); a where they are equal.
double logarithmicMean(double a, double b)
{
    return std::abs(a - b) <= 1e-12 * std::abs(a) ? a : (a - b) / (std::log(a) - std::log(b));
}

void explain(const MarketSizingModel &model, MarketSizing &sizing)
{
    const auto &level = model.levels.first();
    if (level.topDown.isEmpty() || level.bottomUp.isEmpty())
        return;
    const double topDown = medianOf(sizing.simulation, level.topDown);
    const double bottomUp = medianOf(sizing.simulation, level.bottomUp);
    sizing.difference = topDown - bottomUp;
    sizing.unexplained = sizing.difference;
    if (!(topDown > 0 && bottomUp > 0))
        return;
    const double scale = logarithmicMean(topDown, bottomUp);
    for (const auto &factor : model.factors) {
        SizingContribution part{factor.title, medianOf(sizing.simulation, factor.topDown),
                                medianOf(sizing.simulation, factor.bottomUp), 0};
        if (part.topDown > 0 && part.bottomUp > 0)
            part.contribution = scale * std::log(part.topDown / part.bottomUp);
        else
            sizing.warnings.append(
                inWords(QT_TRANSLATE_NOOP("MarketSizing", "%1 isn't above zero in both ways, so it explains nothing."))
                    .arg(factor.title));
        sizing.unexplained -= part.contribution;
        sizing.contributions.append(part);
    }
}

/// A part is never larger than the whole: the share of draws in which it is.
void compareLevels(const MarketSizingModel &model, MarketSizing &sizing)
{
    for (qsizetype i = 1; i < model.levels.size(); ++i) {
        for (const auto way : {&SizingLevel::topDown, &SizingLevel::bottomUp}) {
            const auto *whole = sizing.simulation.column(model.levels[i - 1].*way);
            const auto *part = sizing.simulation.column(model.levels[i].*way);
            if (!whole || !part)
                continue;
            std::size_t larger = 0;
            for (std::size_t draw = 0; draw < part->size(); ++draw)
                larger += (*part)[draw] > (*whole)[draw];
            if (larger > 0) {
                sizing.warnings.append(
                    inWords(QT_TRANSLATE_NOOP("MarketSizing",
                                              "In %1 % of the draws %2 is larger than %3, of which it is a part."))
                        .arg(100.0 * static_cast<double>(larger) / static_cast<double>(part->size()), 0, 'g', 3)
                        .arg(model.levels[i].*way, model.levels[i - 1].*way));
            }
        }
    }
}

QJsonValue shortJson(const std::optional<DrawSummary> &summary)
{
    if (!summary)
        return {};
    return QJsonObject{{QStringLiteral("median"), summary->quantile(0.5)},
                       {QStringLiteral("low90"), summary->quantile(0.05)},
                       {QStringLiteral("high90"), summary->quantile(0.95)},
                       {QStringLiteral("mean"), summary->mean}};
}

} // namespace

Result<MarketSizing> sizeMarket(const MarketSizingModel &model, SimulationOptions options)
{
    for (const auto &factor : model.factors)
        options.kept += QStringList{factor.topDown, factor.bottomUp};
    auto simulation = simulate(model.tree, options);
    if (!simulation)
        return tl::unexpected(simulation.error());
    MarketSizing sizing;
    sizing.simulation = std::move(*simulation);
    for (const auto &level : model.levels) {
        SizingEstimate estimate;
        estimate.level = level.name;
        const auto *topDown = sizing.simulation.column(level.topDown);
        const auto *bottomUp = sizing.simulation.column(level.bottomUp);
        if (topDown)
            estimate.topDown = summarise(*topDown);
        if (bottomUp)
            estimate.bottomUp = summarise(*bottomUp);
        if (topDown && bottomUp) {
            const double below = estimate.bottomUp->quantile(0.5);
            estimate.ratio = below != 0 ? estimate.topDown->quantile(0.5) / below : std::nan("");
            combine(*topDown, *bottomUp, estimate);
        } else {
            estimate.refusal =
                inWords(QT_TRANSLATE_NOOP("MarketSizing", "Only one way estimates it: there is nothing to reconcile."));
        }
        if (std::abs(estimate.distance) > 2)
            sizing.warnings.append(
                inWords(QT_TRANSLATE_NOOP("MarketSizing",
                                          "%1: the two ways contradict each other by more than their own uncertainty "
                                          "allows; settle which assumption is wrong before using the combination."))
                    .arg(level.name));
        sizing.levels.append(estimate);
    }
    explain(model, sizing);
    compareLevels(model, sizing);
    return sizing;
}

QJsonObject toJson(const MarketSizing &sizing)
{
    QJsonArray levels;
    for (const auto &estimate : sizing.levels) {
        QJsonObject object{{QStringLiteral("level"), estimate.level},
                           {QStringLiteral("top_down"), shortJson(estimate.topDown)},
                           {QStringLiteral("bottom_up"), shortJson(estimate.bottomUp)}};
        if (estimate.combined) {
            object[QStringLiteral("combined")] =
                QJsonObject{{QStringLiteral("value"), estimate.combined->value},
                            {QStringLiteral("low90"), estimate.combined->low},
                            {QStringLiteral("high90"), estimate.combined->high},
                            {QStringLiteral("top_down_weight"), estimate.combined->topDownWeight}};
            object[QStringLiteral("ratio")] = estimate.ratio;
            object[QStringLiteral("distance")] = estimate.distance;
        } else {
            object[QStringLiteral("why_not_combined")] = estimate.refusal;
        }
        levels.append(object);
    }
    QJsonArray contributions;
    for (const auto &part : sizing.contributions) {
        contributions.append(QJsonObject{{QStringLiteral("factor"), part.title},
                                         {QStringLiteral("top_down"), part.topDown},
                                         {QStringLiteral("bottom_up"), part.bottomUp},
                                         {QStringLiteral("contribution"), part.contribution}});
    }
    return {{QStringLiteral("levels"), levels},
            {QStringLiteral("difference"), sizing.difference},
            {QStringLiteral("contributions"), contributions},
            {QStringLiteral("unexplained"), sizing.unexplained},
            {QStringLiteral("warnings"), json::fromStrings(sizing.warnings)}};
}

QJsonObject toJson(const MarketSizingModel &model)
{
    auto object = toJson(model.tree);
    object[QStringLiteral("format")] = QStringLiteral("consultantos-market-sizing");
    object[QStringLiteral("title")] = model.title;
    object[QStringLiteral("unit")] = model.unit;
    // The levels say what is computed.
    object.remove(QStringLiteral("outputs"));
    object.remove(QStringLiteral("lines"));
    QJsonArray levels;
    for (const auto &level : model.levels)
        levels.append(QJsonObject{{QStringLiteral("level"), level.name},
                                  {QStringLiteral("top_down"), level.topDown},
                                  {QStringLiteral("bottom_up"), level.bottomUp}});
    object[QStringLiteral("levels")] = levels;
    QJsonArray factors;
    for (const auto &factor : model.factors)
        factors.append(QJsonObject{{QStringLiteral("title"), factor.title},
                                   {QStringLiteral("top_down"), factor.topDown},
                                   {QStringLiteral("bottom_up"), factor.bottomUp}});
    object[QStringLiteral("factors")] = factors;
    return object;
}

} // namespace consultantos
