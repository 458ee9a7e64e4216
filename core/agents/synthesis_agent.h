// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/standard_agents.h"

namespace consultantos {

class ContrarySearch;
class ModelWriter;

/// Writes the executive summary and the recommendations from what the frameworks found, puts beside each claim what the
/// documents say against it, and, with a writer, has a language model word it.
class SynthesisAgent final : public Agent {
public:
    explicit SynthesisAgent(RequestBasis basis, std::shared_ptr<const ModelWriter> writer = nullptr,
                            std::shared_ptr<const ContrarySearch> contrary = nullptr);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QStringList uses() const override;
    [[nodiscard]] Result<std::optional<AgentInputs>> cacheInputs() const override;
    [[nodiscard]] bool isComplete(const AgentOutput &output) const override;
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override;

private:
    [[nodiscard]] Status addContrary(const FrameworkInput &input, SynthesisOutput &output,
                                     const CancellationToken &cancel) const;

    RequestBasis m_basis;
    std::shared_ptr<const ModelWriter> m_writer;      ///< null without a language model
    std::shared_ptr<const ContrarySearch> m_contrary; ///< null without documents
};

} // namespace consultantos
