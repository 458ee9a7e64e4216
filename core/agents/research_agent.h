// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Gathers what is written: the industry's playbook, the user's context as passages, the question's topics, and what the
/// company's documents say on the evidence queries and the question. Where sources of the network are switched on, it
/// asks them too.
class ResearchAgent final : public Agent {
public:
    ResearchAgent(RequestBasis basis, AgentTools tools);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] bool isComplete(const AgentOutput &output) const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    [[nodiscard]] Status readDocuments(const AgentContext &context, ResearchOutput &output) const;
    void askNetwork(const AgentContext &context, ResearchOutput &output) const;
    [[nodiscard]] bool wantsPrice() const;

    RequestBasis m_basis;
    AgentTools m_tools;
};

} // namespace consultantos
