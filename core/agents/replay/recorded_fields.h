// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent_output_fields.h"
#include "agents/replay/recorded_analysis.h"
#include "model/binary_fields.h"

/// What of a recorded analysis goes into a sealed file.
namespace consultantos {

template <>
struct BinaryFields<RequestBasis> {
    static auto of(auto &value)
    {
        return std::tie(value.request, value.company, value.isKnown, value.limits, value.reportId, value.edits);
    }
};
static_assert(NamesEveryField<RequestBasis>);

template <>
struct BinaryFields<RecordedCompany> {
    static auto of(auto &value) { return std::tie(value.company, value.facts); }
};
static_assert(NamesEveryField<RecordedCompany>);

template <>
struct BinaryFields<RecordedContrary> {
    static auto of(auto &value) { return std::tie(value.claim, value.contrary, value.passage); }
};
static_assert(NamesEveryField<RecordedContrary>);

} // namespace consultantos
