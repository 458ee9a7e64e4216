// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/scenario_worlds.h"

#include "analysis/scenarios/scenario_model.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace consultantos {

namespace {

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return sortedQuantile(values, 0.5);
}

QStringList observablesOf(const ScenarioModel &model)
{
    QStringList names;
    for (const auto &driver : model.drivers) {
        if (driver.isObservable)
            names.append(driver.name);
    }
    for (const auto &formula : model.formulas) {
        if (formula.isObservable)
            names.append(formula.name);
    }
    return names;
}

/// How well `values` tell the draws of the high side from the others.
Signpost signpostOf(const std::vector<double> &values, const std::vector<bool> &isHigh)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return values[left] < values[right]; });
    const auto highs = static_cast<double>(std::count(isHigh.begin(), isHigh.end(), true));
    const double lows = static_cast<double>(isHigh.size()) - highs;
    Signpost post;
    if (highs == 0 || lows == 0)
        return post;
    double wins = 0; // pairs in which the high side's draw is higher; ties count half
    double lowsBelow = 0;
    double highsBelow = 0;
    double best = 0;
    double highsBelowBest = 0;
    double lowsBelowBest = 0;
    for (std::size_t i = 0; i < order.size();) {
        double tiedHighs = 0;
        double tiedLows = 0;
        const double value = values[order[i]];
        for (; i < order.size() && values[order[i]] == value; ++i)
            (isHigh[order[i]] ? tiedHighs : tiedLows) += 1;
        wins += tiedHighs * (lowsBelow + tiedLows / 2);
        lowsBelow += tiedLows;
        highsBelow += tiedHighs;
        const double youden = lowsBelow / lows - highsBelow / highs;
        if (i < order.size() && std::abs(youden) > std::abs(best)) {
            best = youden;
            highsBelowBest = highsBelow;
            lowsBelowBest = lowsBelow;
            post.threshold = (value + values[order[i]]) / 2;
        }
    }
    post.separation = wins / (highs * lows);
    post.highMeansHigh = best >= 0;
    const double above = highs + lows - highsBelowBest - lowsBelowBest;
    const double below = highsBelowBest + lowsBelowBest;
    const double highShareAbove = above > 0 ? (highs - highsBelowBest) / above : 0;
    const double lowShareBelow = below > 0 ? lowsBelowBest / below : 0;
    post.hitsWhenAbove = post.highMeansHigh ? highShareAbove : 1 - highShareAbove;
    post.hitsWhenBelow = post.highMeansHigh ? lowShareBelow : 1 - lowShareBelow;
    return post;
}

} // namespace

Result<ScenarioWorlds> scenarioWorlds(const ScenarioModel &model, SimulationOptions options)
{
    if (model.axes.size() != 2)
        return fail(ErrorCode::NotDerivable,
                    QCoreApplication::translate("Scenarios", "The model names no two axes for worlds."));
    const auto observables = observablesOf(model);
    options.kept += observables;
    for (const auto &axis : model.axes)
        options.kept.append(axis.quantity);
    auto simulation = simulate(model, options);
    if (!simulation)
        return tl::unexpected(simulation.error());

    ScenarioWorlds result;
    std::array<std::vector<bool>, 2> isHigh;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const auto &described = model.axes[static_cast<qsizetype>(axis)];
        const auto &values = *simulation->column(described.quantity);
        result.splits[axis] = described.split ? *described.split : medianOf(values);
        for (const double value : values)
            isHigh[axis].push_back(value > result.splits[axis]);
    }
    for (int world = 0; world < 4; ++world) {
        const bool firstHigh = world % 2 == 1;
        const bool secondHigh = world / 2 == 1;
        ScenarioWorld made;
        made.first = firstHigh ? model.axes[0].high : model.axes[0].low;
        made.second = secondHigh ? model.axes[1].high : model.axes[1].low;
        made.name =
            model.worldNames.isEmpty() ? made.first + QStringLiteral(" / ") + made.second : model.worldNames[world];
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < isHigh[0].size(); ++i) {
            if (isHigh[0][i] == firstHigh && isHigh[1][i] == secondHigh)
                rows.push_back(i);
        }
        made.probability = static_cast<double>(rows.size()) / static_cast<double>(isHigh[0].size());
        for (const auto &output : model.outputs) {
            if (rows.empty())
                break;
            const auto &column = *simulation->column(output);
            std::vector<double> values;
            values.reserve(rows.size());
            for (const auto row : rows)
                values.push_back(column[row]);
            made.outputs.append(summarise(values));
        }
        result.worlds.append(made);
    }
    for (int axis = 0; axis < 2; ++axis) {
        QList<Signpost> posts;
        for (const auto &name : observables) {
            if (name == model.axes[axis].quantity)
                continue; // the axis itself
            auto post = signpostOf(*simulation->column(name), isHigh[static_cast<std::size_t>(axis)]);
            post.quantity = name;
            post.axis = axis;
            posts.append(post);
        }
        std::stable_sort(posts.begin(), posts.end(), [](const Signpost &left, const Signpost &right) {
            return std::abs(left.separation - 0.5) > std::abs(right.separation - 0.5);
        });
        result.signposts += posts;
    }
    result.simulation = std::move(*simulation);
    return result;
}

QJsonObject toJson(const ScenarioWorlds &worlds, const ScenarioModel &model)
{
    QJsonArray list;
    for (const auto &world : worlds.worlds) {
        QJsonObject outputs;
        for (qsizetype i = 0; i < world.outputs.size(); ++i)
            outputs[model.outputs[i]] = toJson(world.outputs[i]);
        list.append(QJsonObject{{QStringLiteral("name"), world.name},
                                {QStringLiteral("first"), world.first},
                                {QStringLiteral("second"), world.second},
                                {QStringLiteral("probability"), world.probability},
                                {QStringLiteral("outputs"), outputs}});
    }
    QJsonArray posts;
    for (const auto &post : worlds.signposts) {
        const auto &axis = model.axes[post.axis];
        posts.append(QJsonObject{{QStringLiteral("quantity"), post.quantity},
                                 {QStringLiteral("axis"), axis.quantity},
                                 {QStringLiteral("separation"), post.separation},
                                 {QStringLiteral("threshold"), post.threshold},
                                 {QStringLiteral("above_means"), post.highMeansHigh ? axis.high : axis.low},
                                 {QStringLiteral("hits_when_above"), post.hitsWhenAbove},
                                 {QStringLiteral("hits_when_below"), post.hitsWhenBelow}});
    }
    return {{QStringLiteral("splits"), QJsonArray{worlds.splits[0], worlds.splits[1]}},
            {QStringLiteral("worlds"), list},
            {QStringLiteral("signposts"), posts}};
}

} // namespace consultantos
