// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/cached_agent_runner.h"
#include "agents/request_basis.h"
#include "agents/standard_agents.h"
#include "cache/cached_value.h"
#include "model/report.h"

#include <memory>
#include <optional>

namespace consultantos {

/// Whole reports in the cache: the same request on the same data, answered without running an agent. Thread-safe.
class AnalysisCache {
public:
    explicit AnalysisCache(CacheAccess cache);

    /// From everything that the report depends on; empty if a store can't say its version. Needs of `tools` only what
    /// reads stores and network: a report that is there costs no catalogue.
    /// `opinionVersion`: of the second opinion that the report has; 0: it has none.
    [[nodiscard]] QByteArray keyOf(const RequestBasis &basis, const AgentTools &tools, int opinionVersion = 0) const;
    struct Found {
        /// As it was made, with what it was served from; its request is the one that is answered now.
        std::optional<Report> report;
        CacheTicket ticket; ///< for keep(): what is invalidated from here on isn't kept
    };
    [[nodiscard]] Found find(const QByteArray &key, const RequestBasis &basis) const;
    void keep(const QByteArray &key, const Report &report, const CacheTicket &ticket) const;

    /// What the last look for newer filings of a company said of sources that failed, if it was recent enough that none is
    /// due. `sources` names those that are on.
    [[nodiscard]] std::optional<QStringList> lastLookUp(const QString &company, const QString &sources) const;
    void keepLookUp(const QString &company, const QString &sources, const QStringList &limits) const;

    [[nodiscard]] std::shared_ptr<const AgentRunner> runner(CacheOptions::Mode mode, const QString &companyId) const;

private:
    [[nodiscard]] QByteArray lookUpKey(const QString &company, const QString &sources) const;

    CacheAccess m_cache;
};

/// The tag of what the cache keeps of one report: removed with it.
[[nodiscard]] QByteArray reportTag(const QString &reportId);

} // namespace consultantos
