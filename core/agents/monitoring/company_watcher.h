// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/monitoring/company_snapshot.h"
#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "cache/cache_access.h"
#include "model/monitor.h"

#include <QMap>
#include <QString>

#include <functional>
#include <memory>

namespace consultantos {

class DocumentRepository;
class EvidenceIntake;
class FactStore;
class FilingUpdate;
class FinancialEngine;
class NetworkAccess;
class NetworkResearch;

/// Looks at a company as a monitor asks for, with the agents that this takes and no others: the financial agent for
/// figures and lines, an analysis of the watched frameworks for scores, the network's news sources for news, the stored
/// annual reports for risk factors. Never a language model: its mood is no news. Thread-safe; does I/O and waits for
/// the network.
class CompanyWatcher {
public:
    struct Parts {
        std::shared_ptr<const FactStore> facts;
        std::shared_ptr<const DocumentRepository> documents{}; ///< null: no risk factors
        std::shared_ptr<const NetworkAccess> network{};        ///< null: nothing is fetched
        /// Takes newer filings into the stores, as in AnalysisSources. Empty: none are fetched.
        std::function<Result<std::shared_ptr<const EvidenceIntake>>()> intake{};
        CacheAccess cache{};
        QString resourceDir;
        /// Runs an analysis without a language model and waits for it; empty: no scores. AnalysisService, in practice.
        std::function<Result<Report>(const AnalysisRequest &request, const CancellationToken &cancel)> analyse{};
        std::shared_ptr<const Clock> clock;
    };
    explicit CompanyWatcher(Parts parts);
    ~CompanyWatcher();

    /// `checkId` stands in the ledger of what went out. NotFound if the store no longer knows the company.
    [[nodiscard]] Result<CompanyObservation> observe(const Monitor &monitor, const QString &checkId,
                                                     const CancellationToken &cancel) const;

    /// The figures that can be watched, with what they are called.
    [[nodiscard]] Result<QMap<QString, QString>> figures() const;

private:
    [[nodiscard]] Status seeFigures(const Monitor &monitor, CompanyObservation &observed,
                                    const CancellationToken &cancel) const;
    [[nodiscard]] Status seeScores(const Monitor &monitor, CompanyObservation &observed,
                                   const CancellationToken &cancel) const;
    [[nodiscard]] Status seeFilings(CompanyObservation &observed) const;
    void seeNews(const QString &checkId, CompanyObservation &observed, const CancellationToken &cancel) const;
    [[nodiscard]] Status seeRiskFactors(CompanyObservation &observed) const;

    Parts m_parts;
    std::unique_ptr<FilingUpdate> m_filings;     ///< null where there is no network
    std::unique_ptr<NetworkResearch> m_research; ///< likewise
};

} // namespace consultantos
