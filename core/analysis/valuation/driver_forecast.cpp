// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/driver_forecast.h"

#include "analysis/scenarios/driver_program.h"
#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace consultantos {

using valuation_words::inWords;

namespace {

/// What a line's first year is compared with: the driver that holds the year before.
QString lastOf(DriverLine line)
{
    switch (line) {
    case DriverLine::Revenue:
        return QStringLiteral("revenue");
    case DriverLine::Margin:
        return QStringLiteral("operating_margin");
    default:
        return {};
    }
}

DriverStep stepOf(double middle, std::vector<double> draws)
{
    std::sort(draws.begin(), draws.end());
    double sum = 0;
    for (const double value : draws)
        sum += value;
    return {middle,
            draws.empty() ? middle : sum / static_cast<double>(draws.size()),
            sortedQuantile(draws, 0.1),
            sortedQuantile(draws, 0.9),
            sortedQuantile(draws, 0.025),
            sortedQuantile(draws, 0.975)};
}

QJsonObject toJson(const DriverStep &step)
{
    return {{QStringLiteral("middle"), step.middle}, {QStringLiteral("mean"), step.mean},
            {QStringLiteral("lo80"), step.lower80},  {QStringLiteral("hi80"), step.upper80},
            {QStringLiteral("lo95"), step.lower95},  {QStringLiteral("hi95"), step.upper95}};
}

/// A number as people type it: "0.05", "5%", "-2 %".
std::optional<double> numberOf(QString text)
{
    constexpr double Percent = 100;
    text = text.trimmed();
    const bool isPercent = text.endsWith(u'%');
    if (isPercent)
        text.chop(1);
    bool isNumber = false;
    const double value = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return isPercent ? value / Percent : value;
}

} // namespace

QString driverLineName(DriverLine line)
{
    switch (line) {
    case DriverLine::Growth:
        return QStringLiteral("growth");
    case DriverLine::Revenue:
        return QStringLiteral("revenue");
    case DriverLine::Margin:
        return QStringLiteral("margin");
    case DriverLine::OperatingIncome:
        return QStringLiteral("ebit");
    case DriverLine::Tax:
        return QStringLiteral("tax");
    case DriverLine::Reinvestment:
        return QStringLiteral("reinvestment");
    case DriverLine::CashFlow:
        return QStringLiteral("cash_flow");
    }
    return {};
}

QString driverLineTitle(DriverLine line)
{
    switch (line) {
    case DriverLine::Growth:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Growth"));
    case DriverLine::Revenue:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Revenue"));
    case DriverLine::Margin:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Operating margin"));
    case DriverLine::OperatingIncome:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Operating income"));
    case DriverLine::Tax:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Taxes"));
    case DriverLine::Reinvestment:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Reinvestment"));
    case DriverLine::CashFlow:
        return inWords(QT_TRANSLATE_NOOP("Valuation", "Free cash flow"));
    }
    return {};
}

QString driverQuantity(DriverLine line, int year)
{
    return QStringLiteral("%1_%2").arg(driverLineName(line)).arg(year);
}

QStringList driverQuantities(int years)
{
    QStringList names;
    for (const auto line : DriverLines) {
        for (int year = 1; year <= years; ++year)
            names.append(driverQuantity(line, year));
    }
    return names;
}

QString driverYearLabel(const CompanyDrivers &drivers, int year)
{
    return drivers.baseYear > 0 ? QStringLiteral("FY%1").arg(drivers.baseYear + year)
                                : inWords(QT_TRANSLATE_NOOP("Valuation", "year %1")).arg(year);
}

Result<ScenarioModel> withAssumption(const ScenarioModel &model, const QString &name,
                                     const DistributionSpec &distribution)
{
    if (const auto made = Distribution::make(distribution); !made)
        return fail(ErrorCode::InvalidArgument, QStringLiteral("%1: %2").arg(name, made.error().message));
    auto changed = model;
    for (auto &driver : changed.drivers) {
        if (driver.name != name)
            continue;
        driver.distribution = distribution;
        driver.source.clear();
        return changed;
    }
    const auto formula = std::find_if(changed.formulas.begin(), changed.formulas.end(),
                                      [&](const ScenarioFormula &one) { return one.name == name; });
    if (formula == changed.formulas.end()) {
        QStringList names;
        for (const auto &driver : model.drivers)
            names.append(driver.name);
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "There is no assumption \"%1\".")).arg(name),
                    inWords(QT_TRANSLATE_NOOP("Valuation", "Assumptions are: %1; a single year's are called growth_1, "
                                                           "margin_1, reinvestment_1 and so on."))
                        .arg(names.join(QStringLiteral(", "))));
    }
    ScenarioDriver driver;
    driver.name = formula->name;
    driver.title = formula->title;
    driver.unit = formula->unit;
    driver.distribution = distribution;
    changed.formulas.erase(formula);
    changed.drivers.append(driver);
    return changed;
}

ScenarioModel withoutAssumption(const ScenarioModel &model, const ScenarioModel &original, const QString &name)
{
    auto changed = model;
    if (const auto *driver = original.findDriver(name)) {
        for (auto &one : changed.drivers) {
            if (one.name == name)
                one = *driver;
        }
    } else if (const auto *formula = original.findFormula(name); formula && !model.findFormula(name)) {
        changed.drivers.removeIf([&](const ScenarioDriver &one) { return one.name == name; });
        changed.formulas.append(*formula);
    }
    return changed;
}

Result<DistributionSpec> distributionFromText(const QString &text)
{
    const auto parts = text.split(u':');
    QList<double> numbers;
    for (const auto &part : parts) {
        if (const auto number = numberOf(part))
            numbers.append(*number);
    }
    if (numbers.size() == parts.size() && numbers.size() == 1)
        return DistributionSpec::constant(numbers[0]);
    if (numbers.size() == parts.size() && numbers.size() == 3) {
        const auto spec = DistributionSpec::triangular(numbers[0], numbers[1], numbers[2]);
        if (const auto made = Distribution::make(spec); !made)
            return fail(ErrorCode::InvalidArgument, made.error().message);
        return spec;
    }
    return fail(
        ErrorCode::InvalidArgument, inWords(QT_TRANSLATE_NOOP("Valuation", "\"%1\" is no assumption.")).arg(text),
        inWords(QT_TRANSLATE_NOOP("Valuation", "Give a value (0.05 or 5%), or the least, the most likely and the "
                                               "most (0.02:0.05:0.09).")));
}

const DriverLineForecast &DriverForecast::line(DriverLine which) const
{
    return lines[static_cast<qsizetype>(which)];
}

Result<DriverForecast> forecastByDrivers(const CompanyDrivers &drivers, SimulationOptions options)
{
    const auto &model = drivers.model;
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const auto medians = program->evaluateAtMedians(model);
    if (!medians)
        return tl::unexpected(medians.error());
    options.kept = driverQuantities(drivers.years);
    const auto simulation = simulate(model, options);
    if (!simulation)
        return tl::unexpected(simulation.error());
    const auto step = [&](const QString &name) {
        const auto *column = simulation->column(name);
        return stepOf((*medians)[static_cast<std::size_t>(program->slotOf(name))],
                      column ? *column : std::vector<double>());
    };
    DriverForecast forecast{drivers, {}, {}, simulation->draws, simulation->seed};
    for (const auto line : DriverLines) {
        DriverLineForecast one;
        one.line = line;
        one.unit = model.unitOf(driverQuantity(line, 1));
        if (const auto last = lastOf(line); program->slotOf(last) >= 0)
            one.last = (*medians)[static_cast<std::size_t>(program->slotOf(last))];
        for (int year = 1; year <= drivers.years; ++year) {
            const auto name = driverQuantity(line, year);
            one.steps.append(step(name));
            one.isOwn.append(model.findDriver(name) != nullptr);
        }
        forecast.lines.append(one);
    }
    for (const auto *name : {"value_per_share", "equity_value", "enterprise_value"}) {
        if (model.outputs.contains(QLatin1String(name)))
            forecast.values.append({QLatin1String(name), step(QLatin1String(name))});
    }
    return forecast;
}

QJsonObject toJson(const DriverForecast &forecast)
{
    const auto &model = forecast.drivers.model;
    QJsonArray assumptions;
    for (const auto &driver : model.drivers) {
        const auto distribution = Distribution::make(driver.distribution);
        if (!distribution)
            continue;
        assumptions.append(QJsonObject{{QStringLiteral("name"), driver.name},
                                       {QStringLiteral("title"), driver.title},
                                       {QStringLiteral("unit"), driver.unit},
                                       {QStringLiteral("median"), distribution->median()},
                                       {QStringLiteral("low80"), distribution->quantile(0.1)},
                                       {QStringLiteral("high80"), distribution->quantile(0.9)},
                                       {QStringLiteral("distribution"), toJson(driver.distribution)},
                                       {QStringLiteral("yours"), driver.source.isEmpty()},
                                       {QStringLiteral("source"), driver.source}});
    }
    QJsonArray series;
    for (const auto &line : forecast.lines) {
        QJsonArray steps;
        for (qsizetype i = 0; i < line.steps.size(); ++i) {
            auto object = toJson(line.steps[i]);
            const int year = static_cast<int>(i) + 1;
            object[QStringLiteral("step")] = year;
            object[QStringLiteral("period")] = driverYearLabel(forecast.drivers, year);
            object[QStringLiteral("yours")] = line.isOwn[i];
            steps.append(object);
        }
        series.append(QJsonObject{{QStringLiteral("series"), driverLineName(line.line)},
                                  {QStringLiteral("title"), driverLineTitle(line.line)},
                                  {QStringLiteral("unit"), line.unit},
                                  {QStringLiteral("last"), line.last ? QJsonValue(*line.last) : QJsonValue()},
                                  {QStringLiteral("steps"), steps}});
    }
    QJsonArray values;
    for (const auto &[name, step] : forecast.values) {
        auto object = toJson(step);
        object[QStringLiteral("name")] = name;
        object[QStringLiteral("title")] = model.titleOf(name);
        object[QStringLiteral("unit")] = model.unitOf(name);
        values.append(object);
    }
    return {{QStringLiteral("company"), model.title},
            {QStringLiteral("base_year"), forecast.drivers.baseYear},
            {QStringLiteral("draws"), forecast.draws},
            {QStringLiteral("seed"), QString::number(forecast.seed)},
            {QStringLiteral("assumptions"), assumptions},
            {QStringLiteral("series"), series},
            {QStringLiteral("values"), values}};
}

} // namespace consultantos
