// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Derives the figures of the companies in the same sector and finds the published averages of the industry and region.
class MarketAgent final : public Agent {
public:
    MarketAgent(RequestBasis basis, AgentTools tools);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    /// Companies to compare with.
    [[nodiscard]] QList<Company> candidates() const;

    RequestBasis m_basis;
    AgentTools m_tools;
};

} // namespace consultantos
