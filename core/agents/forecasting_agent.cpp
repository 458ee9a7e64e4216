// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/forecasting_agent.h"

#include "analysis/forecasting/faded_figures.h"
#include "analysis/forecasting/figure_forecast.h"
#include "evidence/fact_store.h"
#include "evidence/growth_anchors.h"
#include "model/fade_target.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace consultantos {

namespace {

constexpr int MostYears = 40; ///< more than any filing tells of

/// Lines in the order in which a report shows their forecasts; the later ones with more depth.
QList<std::pair<QString, QString>> linesFor(Depth depth)
{
    const QList<std::pair<QString, QString>> all{
        {QStringLiteral("revenue"), QStringLiteral("Revenue")},
        {QStringLiteral("operating_income"), QStringLiteral("Operating income")},
        {QStringLiteral("operating_cash_flow"), QStringLiteral("Cash flow from operations")},
        {QStringLiteral("net_income"), QStringLiteral("Net income attributable to shareholders")}};
    constexpr qsizetype Quick = 1;
    constexpr qsizetype Usual = 3;
    return all.first(depth == Depth::Quick ? Quick : depth == Depth::Standard ? Usual : all.size());
}

DataRequest requestFor(const QString &concept_, const QString &label, const QString &reason)
{
    return {QStringLiteral("data.forecast.") + concept_,
            QStringLiteral("Forecast of ") + label.toLower(),
            reason,
            {concept_},
            {QStringLiteral("forecast")}};
}

/// A growth to fade to, by its source or as the request has it. Nothing where none is published.
Result<std::optional<forecasting::FadeBasis>> growthToFadeTo(const FadeTarget &target, const Company &company,
                                                             const QString &resourceDir)
{
    using Found = std::optional<forecasting::FadeBasis>;
    if (target.rate)
        return Found({{*target.rate}, {}, {}});
    if (resourceDir.isEmpty())
        return Found();
    const auto anchors = growthAnchors(company, resourceDir);
    if (!anchors)
        return tl::unexpected(anchors.error());
    const auto anchor = std::find_if(anchors->begin(), anchors->end(),
                                     [&target](const GrowthAnchor &one) { return one.id == target.anchor; });
    return anchor == anchors->end() ? Found() : Found({{anchor->rate}, anchor->id, anchor->source});
}

/// "growth fading to its industry's".
QString fadingWords(const QString &anchor)
{
    if (anchor == growth_anchors::Industry)
        return QStringLiteral("growth fading to its industry's");
    if (anchor == growth_anchors::Economy)
        return QStringLiteral("growth fading to its country's economy's");
    return anchor == growth_anchors::World ? QStringLiteral("growth fading to the world economy's")
                                           : QStringLiteral("growth fading to a rate of the user's own");
}

/// Beside the revenue as its own past leads it: with its growth fading. Nothing where it has no growth.
std::optional<Forecast> fadedBeside(const Forecast &own, const forecasting::FadeBasis &fade, bool isAsked,
                                    const QString &companyId, EvidenceBook &book)
{
    auto faded = forecasting::fadedForecast(own, fade, companyId, book);
    if (!faded)
        return std::nullopt;
    faded->concept_ += QStringLiteral("_faded");
    faded->label += QStringLiteral(", ") + fadingWords(fade.anchor);
    // What the past says is of the forecast as it was made.
    faded->record.reset();
    faded->isNoBetterThanNaive = false;
    faded->notes.prepend(
        isAsked ? QStringLiteral(
            "As the request asks for it, the revenue stands here a second time, with its growth fading: "
            "which of the two to believe is for the reader to say.")
                : QStringLiteral("Wherever a growth is published for the industry, the revenue stands here a second "
                                 "time, with its growth fading to that: which of the two to believe is for the "
                                 "reader to say."));
    return *std::move(faded);
}

} // namespace

ForecastingAgent::ForecastingAgent(RequestBasis basis, AgentTools tools)
    : m_basis(std::move(basis))
    , m_tools(std::move(tools))
{
}

QString ForecastingAgent::name() const
{
    return agent_names::Forecasting;
}

Result<std::optional<AgentInputs>> ForecastingAgent::cacheInputs() const
{
    const auto version = m_tools.store->version({m_basis.company.id});
    if (!version)
        return tl::unexpected(version.error());
    return AgentInputs{{QStringLiteral("company"), cacheText(m_basis.company)},
                       {QStringLiteral("known"), m_basis.isKnown ? QStringLiteral("yes") : QStringLiteral("no")},
                       {QStringLiteral("facts"), *version},
                       {QStringLiteral("depth"), depthName(m_basis.request.depth)},
                       {QStringLiteral("years"), QString::number(m_basis.request.forecastYears)},
                       {QStringLiteral("fade to"), m_basis.request.fadeTo}};
}

Result<AgentOutput> ForecastingAgent::run(const AgentContext &context) const
{
    const auto cancelled = [] {
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("ForecastingAgent", "Cancelled."));
    };
    ForecastingOutput output;
    const auto lines = linesFor(m_basis.request.depth);
    Financials financials;
    if (m_basis.isKnown) {
        context.report(0, QCoreApplication::translate("ForecastingAgent", "Reading the company's facts"));
        const auto facts = m_tools.store->facts(m_basis.company.id);
        if (!facts)
            return tl::unexpected(facts.error());
        if (context.cancel().isCancelled())
            return cancelled();
        FinancialOptions options;
        options.annualPeriods = MostYears;
        options.quarterlyPeriods = 0;
        options.isSplit = false;
        financials = m_tools.engine->derive(m_basis.company, *facts, options);
        output.evidence = financials.evidence;
    }
    const bool isFadeAsked = !m_basis.request.fadeTo.isEmpty();
    const auto target = isFadeAsked ? fadeTarget(m_basis.request.fadeTo) : Result<FadeTarget>(FadeTarget());
    if (!target)
        return tl::unexpected(target.error());
    const auto fade = growthToFadeTo(*target, m_basis.company, m_tools.resourceDir);
    if (!fade)
        return tl::unexpected(fade.error());
    if (isFadeAsked && !*fade)
        output.requests.append({QStringLiteral("data.forecast.fade"),
                                QStringLiteral("Growth that the forecast of revenue fades to"),
                                target->anchor == growth_anchors::Industry
                                    ? QStringLiteral("not derivable: no growth is published for its industry")
                                    : QStringLiteral("not derivable: no growth is published for its country"),
                                {},
                                {QStringLiteral("forecast")}});
    QStringList roots;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (context.cancel().isCancelled())
            return cancelled();
        const auto &[concept_, label] = lines[i];
        constexpr double Begun = 0.3;
        context.report(Begun + (1 - Begun) * static_cast<double>(i) / static_cast<double>(lines.size()),
                       QCoreApplication::translate("ForecastingAgent", "Forecasting: %1").arg(label));
        forecasting::FigureSeries series{m_basis.company.id, concept_, label, {}};
        for (const auto &period : financials.annualPeriods())
            series.figures.append(financials.annual(concept_, period.fiscalYear));
        auto forecast = forecasting::forecastFigures(series, m_basis.request.forecastYears, output.evidence);
        if (!forecast) {
            output.requests.append(requestFor(concept_, label, forecast.error().message));
            continue;
        }
        output.forecasts.append(*forecast);
        if (i == 0 && *fade) {
            if (const auto faded = fadedBeside(*forecast, **fade, isFadeAsked, m_basis.company.id, output.evidence))
                output.forecasts.append(*faded);
        }
    }
    for (const auto &forecast : std::as_const(output.forecasts)) {
        for (const auto &step : forecast.steps) {
            for (const auto *figure : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
                roots.append(figure->ref);
        }
    }
    // The statements of all years would double what the cache keeps.
    output.evidence = output.evidence.reachableFrom(roots);
    return AgentOutput(std::move(output));
}

} // namespace consultantos
