// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression_functions.h"

#include "analysis/forecasting/chosen_forecast.h"
#include "analysis/forecasting/forecast_function.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

using Arguments = std::span<const ExpressionValue>;
using List = QList<double>;

tl::unexpected<QString> undefined(const QString &reason)
{
    return tl::unexpected<QString>(reason);
}

tl::unexpected<QString> needsNumber()
{
    return undefined(QStringLiteral("a single value is needed, not a list"));
}

tl::unexpected<QString> needsList()
{
    return undefined(QStringLiteral("a list is needed, not a single value"));
}

/// Neumaier's compensated sum: revenues of different sizes added and subtracted leave no rounding noise that another
/// order of the same companies would change.
class Sum {
public:
    void add(double value)
    {
        const double next = m_sum + value;
        m_lost += std::abs(m_sum) >= std::abs(value) ? (m_sum - next) + value : (value - next) + m_sum;
        m_sum = next;
    }
    [[nodiscard]] double value() const { return m_sum + m_lost; }

private:
    double m_sum = 0;
    double m_lost = 0;
};

bool hasSpread(const List &values)
{
    return std::any_of(values.begin(), values.end(), [&](double value) { return value != values.first(); });
}

double sum(const List &values)
{
    Sum total;
    for (const double value : values)
        total.add(value);
    return total.value();
}

double mean(const List &values)
{
    // n · x / n is not x for every x: the mean of equal values would miss them by a rounding, and their standard
    // deviation would be a tiny number instead of zero, by which a formula may then divide.
    return hasSpread(values) ? sum(values) / static_cast<double>(values.size()) : values.first();
}

double median(List values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

/// Linear interpolation between the sorted values (Hyndman and Fan 1996, type 7), as spreadsheets' QUARTILE does.
double quartile(List values, int which)
{
    std::sort(values.begin(), values.end());
    const double place = static_cast<double>(values.size() - 1) * which / 4;
    const auto below = static_cast<qsizetype>(std::floor(place));
    const auto above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double lowerQuartile(const List &values)
{
    return quartile(values, 1);
}

double upperQuartile(const List &values)
{
    return quartile(values, 3);
}

double medianOf(const List &values)
{
    return median(values);
}

double countOf(const List &values)
{
    return static_cast<double>(values.size());
}

double stdev(const List &values)
{
    const double centre = mean(values);
    Sum squares;
    for (const double value : values)
        squares.add((value - centre) * (value - centre));
    return std::sqrt(squares.value() / static_cast<double>(values.size() - 1));
}

double minimum(const List &values)
{
    return *std::min_element(values.begin(), values.end());
}

double maximum(const List &values)
{
    return *std::max_element(values.begin(), values.end());
}

double hhi(const List &shares)
{
    Sum squares;
    for (const double share : shares)
        squares.add(share * share);
    return 10'000 * squares.value();
}

double mad(const List &values)
{
    // 1.4826 makes it comparable with a standard deviation for normally distributed values.
    const double centre = median(values);
    List deviations;
    deviations.reserve(values.size());
    for (const double value : values)
        deviations.append(std::abs(value - centre));
    return 1.4826 * median(deviations);
}

double leastSquaresSlope(const List &xs, const List &ys)
{
    const double meanX = mean(xs);
    const double meanY = mean(ys);
    Sum products;
    Sum squares;
    for (qsizetype i = 0; i < xs.size(); ++i) {
        products.add((xs[i] - meanX) * (ys[i] - meanY));
        squares.add((xs[i] - meanX) * (xs[i] - meanX));
    }
    return products.value() / squares.value();
}

double slope(const List &values)
{
    List steps;
    steps.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i)
        steps.append(static_cast<double>(i));
    return leastSquaresSlope(steps, values);
}

/// A function of one list of at least so many values.
template <double (*Function)(const List &), int AtLeast = 1>
FunctionResult ofList(Arguments arguments)
{
    const auto *list = std::get_if<List>(&arguments[0]);
    if (!list)
        return needsList();
    if constexpr (AtLeast > 0) {
        if (list->isEmpty())
            return undefined(QStringLiteral("the list is empty"));
        if (list->size() < AtLeast)
            return undefined(QStringLiteral("at least %1 values are needed").arg(AtLeast));
    }
    return Function(*list);
}

/// A function of one number; over a list it works on every element.
template <FunctionResult (*Function)(double)>
FunctionResult ofEach(Arguments arguments)
{
    const auto *list = std::get_if<List>(&arguments[0]);
    if (!list)
        return Function(std::get<double>(arguments[0]));
    List results;
    results.reserve(list->size());
    for (const double value : *list) {
        const auto result = Function(value);
        if (!result)
            return result;
        results.append(std::get<double>(*result));
    }
    return results;
}

FunctionResult absolute(double value)
{
    return std::abs(value);
}

FunctionResult naturalLogarithm(double value)
{
    if (value <= 0)
        return undefined(QStringLiteral("only a positive number has a logarithm"));
    return std::log(value);
}

FunctionResult squareRoot(double value)
{
    if (value < 0)
        return undefined(QStringLiteral("a negative number has no square root"));
    return std::sqrt(value);
}

bool areNumbers(Arguments arguments)
{
    return std::all_of(arguments.begin(), arguments.end(), std::holds_alternative<double, double, List>);
}

FunctionResult least(Arguments arguments)
{
    if (!areNumbers(arguments))
        return needsNumber();
    double result = std::get<double>(arguments[0]);
    for (const auto &argument : arguments.subspan(1))
        result = std::min(result, std::get<double>(argument));
    return result;
}

FunctionResult greatest(Arguments arguments)
{
    if (!areNumbers(arguments))
        return needsNumber();
    double result = std::get<double>(arguments[0]);
    for (const auto &argument : arguments.subspan(1))
        result = std::max(result, std::get<double>(argument));
    return result;
}

FunctionResult clamp(Arguments arguments)
{
    if (!areNumbers(arguments))
        return needsNumber();
    const double value = std::get<double>(arguments[0]);
    // Not std::clamp: that is undefined where low is above high; here high wins.
    return std::min(std::max(value, std::get<double>(arguments[1])), std::get<double>(arguments[2]));
}

FunctionResult percentileRank(Arguments arguments)
{
    const auto *x = std::get_if<double>(&arguments[0]);
    const auto *values = std::get_if<List>(&arguments[1]);
    if (!x)
        return needsNumber();
    if (!values)
        return needsList();
    if (values->isEmpty())
        return undefined(QStringLiteral("the list is empty"));
    const auto below = std::count_if(values->begin(), values->end(), [x](double value) { return value < *x; });
    const auto equal = std::count(values->begin(), values->end(), *x);
    return (static_cast<double>(below) + static_cast<double>(equal) / 2) / static_cast<double>(values->size());
}

FunctionResult slopeXy(Arguments arguments)
{
    const auto *xs = std::get_if<List>(&arguments[0]);
    const auto *ys = std::get_if<List>(&arguments[1]);
    if (!xs || !ys)
        return needsList();
    if (xs->size() != ys->size()) {
        return undefined(
            QStringLiteral("the lists are of different lengths, %1 and %2").arg(xs->size()).arg(ys->size()));
    }
    if (xs->isEmpty())
        return undefined(QStringLiteral("the list is empty"));
    if (xs->size() < 2)
        return undefined(QStringLiteral("at least 2 values are needed"));
    if (!hasSpread(*xs))
        return undefined(QStringLiteral("all values of the first list are equal"));
    return leastSquaresSlope(*xs, *ys);
}

constexpr ExpressionFunction Functions[] = {
    {QLatin1String("min"), ExpressionFunction::OneOrMore, least},
    {QLatin1String("max"), ExpressionFunction::OneOrMore, greatest},
    {QLatin1String("abs"), 1, ofEach<absolute>},
    {QLatin1String("ln"), 1, ofEach<naturalLogarithm>},
    {QLatin1String("sqrt"), 1, ofEach<squareRoot>},
    // A sum of nothing would print a zero that nobody measured; only a count of nothing is known to be zero.
    {QLatin1String("sum"), 1, ofList<sum>},
    {QLatin1String("mean"), 1, ofList<mean>},
    {QLatin1String("median"), 1, ofList<medianOf>},
    {QLatin1String("lower_quartile"), 1, ofList<lowerQuartile>},
    {QLatin1String("upper_quartile"), 1, ofList<upperQuartile>},
    {QLatin1String("count"), 1, ofList<countOf, 0>},
    {QLatin1String("stdev"), 1, ofList<stdev, 2>},
    {QLatin1String("minimum"), 1, ofList<minimum>},
    {QLatin1String("maximum"), 1, ofList<maximum>},
    {QLatin1String("percentile_rank"), 2, percentileRank},
    {QLatin1String("hhi"), 1, ofList<hhi>},
    {QLatin1String("slope"), 1, ofList<slope, 2>},
    {QLatin1String("slope_xy"), 2, slopeXy},
    {QLatin1String("mad"), 1, ofList<mad>},
    {QLatin1String("clamp"), 3, clamp},
    {QLatin1String("forecast"), 5, forecasting::forecastFunction},
    {QLatin1String("amount_forecast"), 5, forecasting::amountForecastFunction},
    {QLatin1String("result_forecast"), 5, forecasting::resultForecastFunction},
    {QLatin1String("chosen_forecast"), 6, forecasting::chosenForecastFunction},
    {QLatin1String("chosen_amount_forecast"), 6, forecasting::chosenAmountForecastFunction},
    {QLatin1String("chosen_result_forecast"), 6, forecasting::chosenResultForecastFunction},
};

} // namespace

const ExpressionFunction *findExpressionFunction(QStringView name)
{
    const auto *const found =
        std::find_if(std::begin(Functions), std::end(Functions),
                     [name](const ExpressionFunction &function) { return function.name == name; });
    return found == std::end(Functions) ? nullptr : found;
}

} // namespace consultantos
