// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binary_codec.h"
#include "model/quality.h"

/// Which members of a review go into caches: see binary_fields.h, which includes this.
namespace consultantos {

template <>
struct BinaryFields<FindingSettlement> {
    static auto of(auto &value) { return std::tie(value.reason, value.by, value.at, value.carriedFrom); }
};
static_assert(NamesEveryField<FindingSettlement>);

template <>
struct BinaryFields<QualityFinding> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.rule, value.severity, value.place, value.claim, value.words, value.text,
                        value.settle, value.settled);
    }
};
static_assert(NamesEveryField<QualityFinding>);

template <>
struct BinaryFields<Contradiction> {
    static auto of(auto &value) { return std::tie(value.figure, value.favourable, value.adverse, value.settledBy); }
};
static_assert(NamesEveryField<Contradiction>);

template <>
struct BinaryFields<QualityCheck> {
    static auto of(auto &value)
    {
        return std::tie(value.rule, value.title, value.checked, value.findings, value.open, value.deduction);
    }
};
static_assert(NamesEveryField<QualityCheck>);

template <>
struct BinaryFields<QualityReview> {
    static auto of(auto &value)
    {
        return std::tie(value.rulesVersion, value.score, value.checks, value.findings, value.contradictions,
                        value.opinion);
    }
};
static_assert(NamesEveryField<QualityReview>);

} // namespace consultantos
