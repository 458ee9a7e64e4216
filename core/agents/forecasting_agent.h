// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Forecasts the company's main figures by fiscal year, as far as the request asks. Reads all years that are stored, not
/// only those whose statements the report shows.
class ForecastingAgent final : public Agent {
public:
    ForecastingAgent(RequestBasis basis, AgentTools tools);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    RequestBasis m_basis;
    AgentTools m_tools;
};

} // namespace consultantos
