// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_keeping.h"

#include "agents/report_forecasts.h"
#include "cli_services.h"
#include "report_keeping.h"

#include <QCommandLineParser>

#include <utility>

namespace consultantos {

namespace {

ForecastToKeep toKeep(const ForecastOutcome &outcome, const std::optional<KeepableLine> &line)
{
    ForecastToKeep kept;
    kept.series = outcome.series;
    kept.steps = outcome.forecast->steps.size();
    if (!line)
        return kept;
    kept.company = line->history;
    kept.lineId = line->lineId;
    if (const auto &growth = outcome.growth; growth && growth->isFaded) {
        kept.adjustment.fadeTo = growth->fade->rate;
        kept.adjustment.fadeSteps = static_cast<std::size_t>(growth->fade->years);
        kept.adjustment.fadeAnchor = growth->fadeAnchor;
        for (const auto &anchor : growth->anchors) {
            if (anchor.id == growth->fadeAnchor)
                kept.adjustment.fadeSource = anchor.source;
        }
    }
    return kept;
}

} // namespace

Status checkReportToKeep(const CliServices &services, const QCommandLineParser &parser)
{
    const auto id = completeReportId(*services.storage().reports, parser.value(QStringLiteral("keep")));
    return id ? Status() : tl::unexpected(id.error());
}

Status keepForecasts(CliServices &services, const QCommandLineParser &parser,
                     const std::vector<ForecastOutcome> &outcomes, const std::optional<KeepableLine> &line,
                     Terminal &terminal)
{
    return keepInReport(
        services, parser,
        [&](const Report &report) -> Result<Report> {
            Result<Report> with = report;
            for (const auto &outcome : outcomes) {
                if (with && outcome.forecast)
                    with = reportWith(*std::move(with), toKeep(outcome, line));
            }
            return with;
        },
        terminal);
}

} // namespace consultantos
