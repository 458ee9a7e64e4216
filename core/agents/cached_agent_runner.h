// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "cache/cache_options.h"

#include <memory>

namespace consultantos {

class CacheManager;

/// What the keys of one program's cached work have in common.
struct CacheScope {
    QString engagement; ///< its wall: nothing is found from another one
    QString engine;     ///< changes with the program's code
    QString resources;  ///< changes with the resources that are read

    /// Of this build and the files in `resourceDir` (their names, sizes and times).
    [[nodiscard]] static CacheScope of(const QString &engagement, const QString &resourceDir);
};

/// Gets an agent's output from the cache where everything that it depends on is the same, also if another analysis made
/// it. The key holds the agent's own inputs and the digests of the outputs that it reads, so a second framework for a
/// company computes that framework and the synthesis alone, and a changed playbook computes what reads it.
/// Thread-safe. An agent's failure is never kept.
class CachedAgentRunner final : public AgentRunner {
public:
    CachedAgentRunner(std::shared_ptr<CacheManager> cache, CacheScope scope, CacheOptions::Mode mode,
                      QString companyId);

    [[nodiscard]] Result<AgentProduct> run(const Agent &agent, const AgentContext &context) const override;

private:
    /// Empty if the output mustn't be kept.
    [[nodiscard]] QByteArray keyOf(const Agent &agent, const AgentContext &context) const;

    std::shared_ptr<CacheManager> m_cache;
    CacheScope m_scope;
    CacheOptions::Mode m_mode;
    QString m_companyId;
};

} // namespace consultantos
