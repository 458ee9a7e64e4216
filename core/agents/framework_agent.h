// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

/// Runs one framework as soon as what it reads is there.
class FrameworkAgent final : public Agent {
public:
    FrameworkAgent(RequestBasis basis, std::shared_ptr<const Framework> framework);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QStringList uses() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    RequestBasis m_basis;
    std::shared_ptr<const Framework> m_framework;
};

} // namespace consultantos
