// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Writes the executive summary and the recommendations from what the frameworks found.
class SynthesisAgent final : public Agent {
public:
    explicit SynthesisAgent(RequestBasis basis);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QStringList uses() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    RequestBasis m_basis;
};

} // namespace consultantos
