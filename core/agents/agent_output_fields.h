// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "model/binary_fields.h"

/// What of the agents' outputs goes into the cache.
namespace consultantos {

template <>
struct BinaryFields<RiskFactorNews> {
    static auto of(auto &value)
    {
        return std::tie(value.isNew, value.fiscalYear, value.quote, value.passage, value.elsewhere);
    }
};
static_assert(NamesEveryField<RiskFactorNews>);

template <>
struct BinaryFields<ResearchOutput> {
    static auto of(auto &value)
    {
        return std::tie(value.playbook, value.passages, value.found, value.riskNews, value.sources, value.news,
                        value.countryFacts, value.price, value.limits, value.topics);
    }
};
static_assert(NamesEveryField<ResearchOutput>);

template <>
struct BinaryFields<MarketOutput> {
    static auto of(auto &value) { return std::tie(value.peers, value.anchors, value.countryAnchors); }
};
static_assert(NamesEveryField<MarketOutput>);

template <>
struct BinaryFields<FrameworkOutput> {
    static auto of(auto &value)
    {
        return std::tie(value.result, value.evidence, value.requests, value.writing, value.computed);
    }
};
static_assert(NamesEveryField<FrameworkOutput>);

template <>
struct BinaryFields<ForecastingOutput> {
    static auto of(auto &value) { return std::tie(value.forecasts, value.evidence, value.requests); }
};
static_assert(NamesEveryField<ForecastingOutput>);

template <>
struct BinaryFields<SynthesisOutput> {
    static auto of(auto &value)
    {
        return std::tie(value.summary, value.recommendations, value.tippingPoints, value.evidence, value.requests,
                        value.writing);
    }
};
static_assert(NamesEveryField<SynthesisOutput>);

} // namespace consultantos
