// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

class ModelWriter;

/// Runs one framework as soon as what it reads is there; with a writer, a language model then words what it found.
class FrameworkAgent final : public Agent {
public:
    FrameworkAgent(RequestBasis basis, std::shared_ptr<const Framework> framework,
                   std::shared_ptr<const ModelWriter> writer = nullptr, QByteArray fingerprint = {});

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QStringList uses() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] bool isComplete(const AgentOutput &output) const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    RequestBasis m_basis;
    std::shared_ptr<const Framework> m_framework;
    std::shared_ptr<const ModelWriter> m_writer; ///< null without a language model
    QByteArray m_fingerprint;                    ///< of the user's frameworks
};

} // namespace consultantos
