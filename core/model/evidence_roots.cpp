// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/evidence_roots.h"

namespace consultantos {

namespace {

void collect(QStringList &roots, const std::optional<Figure> &figure)
{
    if (figure)
        roots.append(figure->ref);
}

void collect(QStringList &roots, const FrameworkResult &framework)
{
    for (const auto &section : framework.sections) {
        if (section.score)
            roots.append(section.score->ref);
        for (const auto &driver : section.drivers) {
            collect(roots, driver.figure);
            collect(roots, driver.reference);
            collect(roots, driver.score);
        }
    }
    if (framework.canvas) {
        for (const auto &line : framework.canvas->lines) {
            for (const auto &level : line.levels)
                collect(roots, level);
        }
    }
}

void collect(QStringList &roots, const Financials &financials)
{
    for (const auto &statement : financials.statements) {
        for (const auto &line : statement.lines) {
            for (const auto &value : line.values)
                collect(roots, value);
        }
    }
    for (const auto &ratio : financials.ratios) {
        for (const auto &value : ratio.values)
            collect(roots, value.figure);
    }
    for (const auto &check : financials.identities)
        collect(roots, check.difference);
    for (const auto &breakdown : financials.breakdowns) {
        for (const auto &total : breakdown.totals)
            collect(roots, total);
        for (const auto &part : breakdown.parts) {
            for (const auto &figure : part.values + part.shares)
                collect(roots, figure);
        }
    }
}

void collect(QStringList &roots, const FinancialHealth &health)
{
    for (const auto &reading : health.readings) {
        for (const auto &figure : {reading.figure, reading.reference, reading.lowerQuartile, reading.median,
                                   reading.upperQuartile, reading.percentile})
            collect(roots, figure);
        for (const auto &figure : reading.judgedBy + reading.peerFigures)
            roots.append(figure.ref);
    }
}

void collect(QStringList &roots, const Forecast &forecast)
{
    for (const auto &figure : forecast.history)
        roots.append(figure.ref);
    for (const auto &step : forecast.steps) {
        for (const auto *figure : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
            roots.append(figure->ref);
    }
}

} // namespace

QStringList evidenceRoots(const Report &report)
{
    QStringList roots;
    for (const auto &claim : report.claims()) {
        roots += claim.evidence;
        if (claim.contrary)
            roots.append(claim.contrary->passage);
        for (const auto &number : claim.numbers)
            roots.append(number.ref);
    }
    for (const auto &framework : report.frameworks)
        collect(roots, framework);
    collect(roots, report.financials);
    collect(roots, report.health);
    for (const auto &forecast : report.forecasts)
        collect(roots, forecast);
    for (const auto &recommendation : report.recommendations)
        roots += recommendation.figureRefs();
    for (const auto &point : report.tippingPoints) {
        collect(roots, point.today);
        collect(roots, point.threshold);
    }
    return roots;
}

} // namespace consultantos
