// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/exponential_smoothing.h"

#include "analysis/forecasting/ets_recursion.h"
#include "analysis/forecasting/nelder_mead.h"
#include "analysis/forecasting/normal_source.h"
#include "analysis/forecasting/seasonality.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace consultantos::forecasting {

namespace {

constexpr std::size_t LongestSeason = 24;
constexpr double LeastWeight = 1e-4;
constexpr double GreatestWeight = 0.9999;
constexpr double LeastPhi = 0.8;
constexpr double GreatestPhi = 0.98;

char letterOf(Component component)
{
    constexpr std::array Letters = {'N', 'A', 'M'};
    return Letters.at(static_cast<std::size_t>(component));
}

/// Smoothing parameters, initial states and the variance.
std::size_t parameterCount(const EtsForm &form, std::size_t period)
{
    std::size_t count = 3;
    if (form.trend != Component::None)
        count += form.isDamped ? 3 : 2;
    if (form.season != Component::None)
        count += period; // gamma, and one index follows from the others
    return count;
}

/// Book, section 2.6.1: season by decomposition, then a line through the first values without it.
void initialise(EtsModel &model, Series values)
{
    const std::size_t period = model.period;
    Values adjusted(values.begin(), values.end());
    if (model.form.season != Component::None) {
        const auto pattern = classicalPattern(values, period, model.form.season == Component::Multiplicative);
        model.season = pattern.indices;
        adjusted = pattern.removedFrom(values);
    }
    const std::size_t count = std::min(adjusted.size(), std::max<std::size_t>(10, 2 * period));
    const Series first(adjusted.data(), count);
    if (model.form.trend == Component::None) {
        model.level = meanOf(first);
        return;
    }
    const auto line = lineThrough(first);
    model.level = line.intercept - line.slope;
    model.slope = line.slope;
    if (model.form.trend == Component::Multiplicative) {
        const bool isUsable = line.intercept > 0.0 && line.intercept + line.slope > 0.0;
        model.level = isUsable ? line.intercept : adjusted.front();
        model.slope = isUsable ? (line.intercept + line.slope) / line.intercept : 1.0;
    }
    const bool needsPositive =
        model.form.error == Component::Multiplicative || model.form.season == Component::Multiplicative;
    if (needsPositive && model.level <= 0.0)
        model.level = adjusted.front();
}

/// −2 log L without its constant; infinite where the model can't have made the series.
double lossOf(const EtsModel &model, Series values)
{
    EtsState state(model);
    double squares = 0.0;
    double logs = 0.0;
    const bool isRelative = model.form.error == Component::Multiplicative;
    for (const double value : values) {
        const double forecast = state.forecast();
        double error = value - forecast;
        if (isRelative) {
            if (forecast <= 0.0)
                return INFINITY;
            error /= forecast;
            logs += std::log(forecast);
        }
        squares += error * error;
        if (!state.update(value))
            return INFINITY;
    }
    const auto n = asReal(values.size());
    return n * std::log(std::max(squares, 1e-300)) + 2.0 * logs;
}

/// Which of the model's members a search moves, as one vector.
class Packing {
public:
    Packing(const EtsForm &form, EtsEffort effort)
        : m_form(form)
        , m_withSeason(effort == EtsEffort::Complete && form.season != Component::None)
    {
    }

    [[nodiscard]] Values pack(const EtsModel &model) const
    {
        Values point = {model.alpha, model.level};
        if (m_form.trend != Component::None) {
            point.push_back(model.beta / model.alpha);
            point.push_back(model.slope);
        }
        if (m_form.isDamped)
            point.push_back(model.phi);
        if (m_form.season != Component::None)
            point.push_back(model.gamma / (1.0 - model.alpha));
        if (m_withSeason)
            point.insert(point.end(), model.season.begin(), model.season.end() - 1);
        return point;
    }

    /// False outside of the bounds.
    bool unpack(const Values &point, EtsModel &model) const
    {
        std::size_t at = 0;
        model.alpha = point[at++];
        model.level = point[at++];
        double share = 0.5;
        if (m_form.trend != Component::None) {
            share = point[at++];
            model.beta = share * model.alpha;
            model.slope = point[at++];
        }
        if (m_form.isDamped)
            model.phi = point[at++];
        double seasonShare = 0.5;
        if (m_form.season != Component::None) {
            seasonShare = point[at++];
            model.gamma = seasonShare * (1.0 - model.alpha);
        }
        if (m_withSeason) {
            double sum = 0.0;
            for (std::size_t k = 0; k + 1 < model.season.size(); ++k) {
                model.season[k] = point[at++];
                sum += model.season[k];
            }
            const bool isMultiplicative = m_form.season == Component::Multiplicative;
            model.season.back() = (isMultiplicative ? asReal(model.season.size()) : 0.0) - sum;
            if (isMultiplicative && *std::min_element(model.season.begin(), model.season.end()) <= 0.0)
                return false;
        }
        const auto isWeight = [](double weight) { return weight >= LeastWeight && weight <= GreatestWeight; };
        return isWeight(model.alpha) && isWeight(share) && isWeight(seasonShare) && model.phi >= LeastPhi
               && (model.phi <= GreatestPhi || !m_form.isDamped);
    }

    [[nodiscard]] Values steps(const EtsModel &model, Series values) const
    {
        const double scale = std::max(std::sqrt(varianceOf(values)), 1e-8 * (1.0 + std::abs(model.level)));
        Values steps = {model.alpha > 0.5 ? -0.2 : 0.2, 0.1 * scale};
        if (m_form.trend != Component::None) {
            steps.push_back(0.1);
            steps.push_back(
                m_form.trend == Component::Multiplicative ? 0.01 : std::max(0.1 * std::abs(model.slope), 0.01 * scale));
        }
        if (m_form.isDamped)
            steps.push_back(-0.05);
        if (m_form.season != Component::None)
            steps.push_back(0.1);
        const double seasonStep = m_form.season == Component::Multiplicative ? 0.02 : 0.05 * scale;
        for (std::size_t k = 0; m_withSeason && k + 1 < model.season.size(); ++k)
            steps.push_back(seasonStep);
        return steps;
    }

private:
    EtsForm m_form;
    bool m_withSeason;
};

void search(EtsModel &model, Series values, EtsEffort effort, int evaluations)
{
    const Packing packing(model.form, effort);
    auto point = packing.pack(model);
    EtsModel tried = model;
    minimiseBySimplex(point, packing.steps(model, values), {evaluations, 1e-8}, [&](const Values &candidate) {
        return packing.unpack(candidate, tried) ? lossOf(tried, values) : INFINITY;
    });
    if (packing.unpack(point, tried) && std::isfinite(lossOf(tried, values)))
        model = tried;
}

void finish(EtsModel &model, Series values)
{
    const double loss = lossOf(model, values);
    const auto n = asReal(values.size());
    const auto k = asReal(parameterCount(model.form, model.period));
    model.logLikelihood = -loss / 2.0;
    model.criterion = loss + 2.0 * k + (n - k - 1.0 > 0.0 ? 2.0 * k * (k + 1.0) / (n - k - 1.0) : INFINITY);
    EtsState state(model);
    double squares = 0.0;
    for (const double value : values) {
        const double forecast = state.forecast();
        model.residuals.push_back(value - forecast);
        const double scale = model.form.error == Component::Multiplicative ? forecast : 1.0;
        squares += (value - forecast) * (value - forecast) / (scale * scale);
        state.update(value);
    }
    model.variance = squares / std::max(1.0, n - k + 1.0);
}

} // namespace

std::string EtsForm::name() const
{
    std::string text = "ETS(";
    text += letterOf(error);
    text += ',';
    text += letterOf(trend);
    if (isDamped)
        text += 'd';
    text += ',';
    text += letterOf(season);
    return text + ')';
}

std::vector<EtsForm> admissibleForms(Series values, std::size_t period, bool withMultiplicativeTrends)
{
    using enum Component;
    std::vector<EtsForm> forms;
    const bool positive = isPositive(values);
    const bool canHaveSeason = period >= 2 && period <= LongestSeason && values.size() >= 2 * period + 1;
    for (const auto error : {Additive, Multiplicative}) {
        for (const auto &[trend, isDamped] :
             {std::pair{None, false}, std::pair{Additive, false}, std::pair{Additive, true},
              std::pair{Multiplicative, false}, std::pair{Multiplicative, true}}) {
            for (const auto season : {None, Additive, Multiplicative}) {
                const bool isMultiplicative =
                    error == Multiplicative || trend == Multiplicative || season == Multiplicative;
                const bool isUnstable = error == Additive && (trend == Multiplicative || season == Multiplicative);
                const bool isMixed = trend == Multiplicative && season == Additive;
                if ((isMultiplicative && !positive) || isUnstable || isMixed || (season != None && !canHaveSeason)
                    || (trend == Multiplicative && !withMultiplicativeTrends))
                    continue;
                const EtsForm form{error, trend, isDamped, season};
                if (values.size() > parameterCount(form, period) + 1)
                    forms.push_back(form);
            }
        }
    }
    return forms;
}

std::optional<EtsModel> fitEts(Series values, std::size_t period, const EtsForm &form, EtsEffort effort)
{
    const bool needsPositive = form.error == Component::Multiplicative || form.trend == Component::Multiplicative
                               || form.season == Component::Multiplicative;
    if (values.size() < 4 || (needsPositive && !isPositive(values))
        || (form.season != Component::None && values.size() < 2 * period + 1))
        return std::nullopt;
    EtsModel model;
    model.form = form;
    model.period = form.season == Component::None ? 1 : period;
    model.alpha = 0.3;
    model.beta = form.trend == Component::None ? 0.0 : 0.03;
    model.gamma = form.season == Component::None ? 0.0 : 0.07;
    model.phi = form.isDamped ? 0.95 : 1.0;
    initialise(model, values);
    if (form.season != Component::None && model.season.empty())
        return std::nullopt;
    search(model, values, EtsEffort::Quick, 400);
    if (effort == EtsEffort::Complete) {
        if (form.season != Component::None)
            search(model, values, EtsEffort::Complete, 2500);
        else
            search(model, values, EtsEffort::Quick, 400);
    }
    finish(model, values);
    if (!std::isfinite(model.logLikelihood))
        return std::nullopt;
    return model;
}

std::optional<EtsModel> selectEts(Series values, std::size_t period, const std::vector<EtsForm> &forms,
                                  EtsEffort effort)
{
    std::optional<EtsModel> best;
    for (const auto &form : forms) {
        auto model = fitEts(values, period, form, EtsEffort::Quick);
        if (model && std::isfinite(model->criterion) && (!best || model->criterion < best->criterion))
            best = std::move(model);
    }
    if (best && effort == EtsEffort::Complete) {
        if (auto refined = fitEts(values, period, best->form, effort))
            best = std::move(refined);
    }
    return best;
}

MethodForecast forecastEts(const EtsModel &model, Series values, std::size_t steps, int paths)
{
    EtsState end(model);
    for (const double value : values)
        end.update(value);
    MethodForecast result;
    EtsState mean = end;
    for (std::size_t step = 0; step < steps; ++step) {
        result.mean.push_back(mean.forecast());
        mean.update(result.mean.back());
    }
    if (paths > 1) {
        NormalSource source;
        const double deviation = std::sqrt(model.variance);
        result.deviation.assign(steps, 0.0);
        for (int path = 0; path < paths; ++path) {
            EtsState future = end;
            for (std::size_t step = 0; step < steps; ++step) {
                const double forecast = future.forecast();
                const double noise = deviation * source.next();
                const double value =
                    forecast + (model.form.error == Component::Multiplicative ? std::abs(forecast) * noise : noise);
                const double error = value - result.mean[step];
                result.deviation[step] += error * error / static_cast<double>(paths);
                if (!future.update(value))
                    break;
            }
        }
        for (auto &value : result.deviation)
            value = std::sqrt(value);
    }
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), " alpha=%.3f beta=%.3f gamma=%.3f phi=%.3f", model.alpha, model.beta,
                  model.gamma, model.phi);
    result.parameters = model.form.name() + text.data();
    return result;
}

} // namespace consultantos::forecasting
