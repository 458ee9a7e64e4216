// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "cache/cache_access.h"
#include "cache/cache_options.h"

namespace consultantos {

/// Gets an agent's output from the cache where everything that it depends on is the same, also if another analysis made
/// it. The key holds the agent's own inputs and the digests of the outputs that it reads, so a second framework for a
/// company computes that framework and the synthesis alone, and a changed playbook computes what reads it.
/// Thread-safe. An agent's failure is never kept.
class CachedAgentRunner final : public AgentRunner {
public:
    CachedAgentRunner(CacheAccess cache, CacheOptions::Mode mode, QString companyId);

    [[nodiscard]] Result<AgentProduct> run(const Agent &agent, const AgentContext &context) const override;

private:
    /// Empty if the output mustn't be kept.
    [[nodiscard]] QByteArray keyOf(const Agent &agent, const AgentInputs &inputs, const AgentContext &context) const;

    CacheAccess m_cache;
    CacheOptions::Mode m_mode;
    QString m_companyId;
};

} // namespace consultantos
