// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Derives the company's statements, ratios and identity checks from its facts.
class FinancialAgent final : public Agent {
public:
    FinancialAgent(RequestBasis basis, AgentTools tools);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QStringList uses() const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    RequestBasis m_basis;
    AgentTools m_tools;
};

} // namespace consultantos
