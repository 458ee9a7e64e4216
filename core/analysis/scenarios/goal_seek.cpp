// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/goal_seek.h"

#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_words.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

namespace consultantos {

using scenario_words::inWords;

namespace {

constexpr int GridParts = 400;

} // namespace

Result<double> brentRoot(const std::function<std::optional<double>(double)> &function, double low, double high,
                         double tolerance)
{
    constexpr int MostSteps = 200;
    const auto undefined = [] {
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "The output isn't defined over the whole range.")));
    };
    double a = low;
    double b = high;
    const auto atLow = function(a);
    const auto atHigh = function(b);
    if (!atLow || !atHigh)
        return undefined();
    double fa = *atLow;
    double fb = *atHigh;
    if (fa == 0)
        return a;
    if (fb == 0)
        return b;
    if ((fa > 0) == (fb > 0))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "The function has the same sign at both ends.")));
    double c = a;
    double fc = fa;
    double step = b - a;
    double before = step;
    for (int i = 0; i < MostSteps; ++i) {
        if (std::abs(fc) < std::abs(fb)) {
            a = b;
            b = c;
            c = a;
            fa = fb;
            fb = fc;
            fc = fa;
        }
        const double enough = 2 * std::numeric_limits<double>::epsilon() * std::abs(b) + tolerance / 2;
        const double middle = (c - b) / 2;
        if (std::abs(middle) <= enough || fb == 0)
            return b;
        bool isBisected = true;
        if (std::abs(before) >= enough && std::abs(fa) > std::abs(fb)) {
            const double s = fb / fa;
            double p = 0;
            double q = 0;
            if (a == c) { // a line through two points
                p = 2 * middle * s;
                q = 1 - s;
            } else { // an inverse parabola through three
                const double r = fb / fc;
                const double t = fa / fc;
                p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
                q = (t - 1) * (r - 1) * (s - 1);
            }
            q = p > 0 ? -q : q;
            p = std::abs(p);
            if (2 * p < std::min(3 * middle * q - std::abs(enough * q), std::abs(before * q))) {
                before = step;
                step = p / q;
                isBisected = false;
            }
        }
        if (isBisected) {
            step = middle;
            before = middle;
        }
        a = b;
        fa = fb;
        b += std::abs(step) > enough ? step : (middle > 0 ? enough : -enough);
        const auto value = function(b);
        if (!value)
            return undefined();
        fb = *value;
        if ((fb > 0) == (fc > 0)) {
            c = a;
            fc = fa;
            step = b - a;
            before = step;
        }
    }
    return b;
}

Result<GoalSeek> goalSeek(const ScenarioModel &model, const GoalSeekRequest &request)
{
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const int slot = program->slotOf(request.output);
    const int driver = program->slotOf(request.driver);
    if (slot < 0 || driver < 0 || driver >= program->driverCount()) {
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\"."))
                        .arg(slot < 0 ? request.output : request.driver));
    }
    std::vector<double> values;
    GoalSeek found;
    found.request = request;
    for (int i = 0; i < program->driverCount(); ++i) {
        const auto distribution = Distribution::make(model.drivers[i].distribution);
        if (!distribution)
            return tl::unexpected(distribution.error());
        values.push_back(distribution->median());
        if (i != driver)
            continue;
        found.base = values.back();
        constexpr double Tail = 0.001;
        const double reach = std::max(std::abs(found.base), 1.0);
        found.request.low =
            request.low.value_or(distribution->isConstant() ? found.base - reach : distribution->quantile(Tail));
        found.request.high =
            request.high.value_or(distribution->isConstant() ? found.base + reach : distribution->quantile(1 - Tail));
    }
    const double low = *found.request.low;
    const double high = *found.request.high;
    if (!(low < high) || !std::isfinite(low) || !std::isfinite(high) || !std::isfinite(request.target))
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "The search needs a lower and a higher end and a finite target.")));
    const auto at = [&](double value) -> std::optional<double> {
        auto changed = values;
        changed[static_cast<std::size_t>(driver)] = value;
        const auto outcome = program->evaluateOnce(changed);
        return outcome ? std::optional((*outcome)[static_cast<std::size_t>(slot)] - request.target) : std::nullopt;
    };
    const auto base = program->evaluateOnce(values);
    if (!base)
        return tl::unexpected(base.error());
    found.baseOutput = (*base)[static_cast<std::size_t>(slot)];

    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    double left = low;
    auto leftValue = at(left);
    for (int i = 1; i <= GridParts + 1; ++i) {
        if (leftValue) {
            least = std::min(least, *leftValue + request.target);
            most = std::max(most, *leftValue + request.target);
            if (*leftValue == 0)
                found.solutions.append(left);
        }
        if (i > GridParts)
            break;
        const double right = i == GridParts ? high : low + (high - low) * i / GridParts;
        const auto rightValue = at(right);
        if (leftValue && rightValue && *leftValue != 0 && *rightValue != 0 && (*leftValue > 0) != (*rightValue > 0)) {
            const auto root = brentRoot(at, left, right, 1e-12 * std::max(std::abs(left), std::abs(right)));
            // A jump over the target changes the sign, too, but is no solution.
            const auto scale = std::abs(*leftValue) + std::abs(*rightValue);
            if (root && std::abs(at(*root).value_or(scale)) <= 1e-6 * scale)
                found.solutions.append(*root);
        }
        left = right;
        leftValue = rightValue;
    }
    if (found.solutions.isEmpty()) {
        const auto reached =
            most < least ? inWords(QT_TRANSLATE_NOOP("Scenarios", "The output isn't defined anywhere in the range."))
                         : inWords(QT_TRANSLATE_NOOP("Scenarios", "It goes from %1 to %2 there."))
                               .arg(least, 0, 'g', 6)
                               .arg(most, 0, 'g', 6);
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 doesn't become %2 for any %3 between %4 and %5."))
                        .arg(model.titleOf(request.output))
                        .arg(request.target, 0, 'g', 6)
                        .arg(model.titleOf(request.driver))
                        .arg(low, 0, 'g', 6)
                        .arg(high, 0, 'g', 6),
                    reached);
    }
    std::stable_sort(found.solutions.begin(), found.solutions.end(), [&](double one, double other) {
        return std::abs(one - found.base) < std::abs(other - found.base);
    });
    return found;
}

QJsonObject toJson(const GoalSeek &found)
{
    QJsonArray solutions;
    for (const double value : found.solutions)
        solutions.append(value);
    return {{QStringLiteral("output"), found.request.output},
            {QStringLiteral("target"), found.request.target},
            {QStringLiteral("driver"), found.request.driver},
            {QStringLiteral("low"), found.request.low.value_or(0)},
            {QStringLiteral("high"), found.request.high.value_or(0)},
            {QStringLiteral("base"), found.base},
            {QStringLiteral("base_output"), found.baseOutput},
            {QStringLiteral("solutions"), solutions}};
}

} // namespace consultantos
