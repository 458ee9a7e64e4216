// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binary_codec.h"
#include "model/report.h"

/// What of recommendations and layouts goes into the cache; see binary_fields.h.
namespace consultantos {

template <>
struct BinaryFields<RecommendationWeights> {
    static auto of(auto &value) { return std::tie(value.impact, value.feasibility, value.risk, value.time); }
};
static_assert(NamesEveryField<RecommendationWeights>);

template <>
struct BinaryFields<Condition> {
    static auto of(auto &value)
    {
        return std::tie(value.claim, value.today, value.threshold, value.status, value.test, value.notDerivable);
    }
};
static_assert(NamesEveryField<Condition>);

template <>
struct BinaryFields<PlannedAction> {
    static auto of(auto &value)
    {
        return std::tie(value.firstWeek, value.lastWeek, value.owner, value.action, value.needs);
    }
};
static_assert(NamesEveryField<PlannedAction>);

template <>
struct BinaryFields<ReportLayout::Part> {
    static auto of(auto &value) { return std::tie(value.id, value.title); }
};
static_assert(NamesEveryField<ReportLayout::Part>);

template <>
struct BinaryFields<ReportLayout> {
    static auto of(auto &value) { return std::tie(value.id, value.title, value.parts, value.isOnePage, value.most); }
};
static_assert(NamesEveryField<ReportLayout>);

template <>
struct BinaryFields<Recommendation> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.claim, value.impact, value.feasibility, value.links, value.title, value.kind,
                        value.score, value.criteria, value.impactLow, value.impactHigh, value.conditions, value.plan);
    }
};
static_assert(NamesEveryField<Recommendation>);

} // namespace consultantos
