// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "cache/cache_access.h"
#include "llm/language_model.h"
#include "model/progress.h"
#include "model/report.h"
#include "model/request.h"

#include <QFuture>
#include <QThreadPool>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class DocumentRepository;
class EvidenceIntake;
class FrameworkCatalogue;
struct EvidenceQuery;
struct FrameworkInput;
class FactStore;
class ForecastService;
class NetworkAccess;
class ProgramMetrics;
struct RecordedAnalysis;

struct AnalysisOptions {
    int maxConcurrentAgents = 5; ///< over all running analyses of one service
    std::chrono::milliseconds agentTimeout{60'000};
    bool asksSecondOpinion = true; ///< of the language model, where there is one: see SecondOpinion
};

/// What analyses read.
struct AnalysisSources {
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<const DocumentRepository> documents; ///< null: no documents are read
    std::shared_ptr<const NetworkAccess> network{};      ///< null: no source is asked
    /// Takes newer filings into the stores; called when there are any. Empty: none are fetched.
    std::function<Result<std::shared_ptr<const EvidenceIntake>>()> intake{};
    CacheAccess cache{}; ///< without a manager everything is computed
    /// The language model as it is when an analysis begins; null or empty: the built-in engine works alone.
    std::function<std::shared_ptr<const LanguageModel>()> model{};
    std::shared_ptr<ProgramMetrics> metrics{}; ///< null: nothing is measured
    /// Is given what each report was derived from, or why that can't be told, before the analysis ends, from a pool thread.
    /// With it whole reports don't come from the cache; agents' outputs still do. Empty: nobody wants to know.
    std::function<void(const Report &, Result<RecordedAnalysis>)> witness{};
    /// The frameworks as they are when an analysis begins; empty: those that come with the program.
    std::function<std::shared_ptr<const FrameworkCatalogue>()> frameworks{};
    /// What persons set in the last report on a company (its id) and question, which a new one takes over. An error of the
    /// stores takes nothing over. Empty: nothing is.
    std::function<Result<QList<ReportEdit>>(const QString &companyId, const QString &question)> edits{};
    /// The last report on a company (its id) and question, where persons settled something in its review, which a new one takes
    /// over as far as it holds there. An error of the stores takes nothing over. Empty: nothing is.
    std::function<Result<std::optional<Report>>(const QString &companyId, const QString &question)> settled{};
};

/// What a report is derived anew with.
struct Revision {
    QList<ReportEdit> edits; ///< all that count, not only new ones
    /// Facts of the report's company that are in no store yet, all of one document; empty: those of the stores alone.
    QList<Fact> facts{};
};

/// How one analysis uses the cache.
enum class CacheUse {
    Use,
    Refresh, ///< computes everything anew and keeps it
    Bypass   ///< neither reads nor writes
};

/// Runs analyses: agents as a dependency graph on the given pool, at most maxConcurrentAgents at once over all running
/// analyses, first come first served. Thread-safe. The pool and the stores must outlive it; the destructor cancels and
/// waits for what runs.
class AnalysisService {
public:
    AnalysisService(AnalysisSources sources, QString resourceDir, QThreadPool *pool, std::shared_ptr<const Clock> clock,
                    AnalysisOptions options = {});
    ~AnalysisService();

    /// A report, partial where an agent failed; an Error where no report is possible (unknown company and no other
    /// basis, invalid request, cancelled). Never blocks the caller; `progress` is called from pool threads. `reportId` is
    /// that of a report made anew (empty: a random one); one from the cache has its own.
    [[nodiscard]] QFuture<Result<Report>> analyse(const AnalysisRequest &request, const CancellationToken &cancel,
                                                  ProgressSink progress = {}, CacheUse cacheUse = CacheUse::Use,
                                                  const ModelChoice &model = {}, const QString &reportId = {});

    /// What the facts give, for who watches them: nothing is fetched, no language model asked, and nothing taken over of what
    /// persons set in earlier reports. Answered lines are facts and count.
    [[nodiscard]] QFuture<Result<Report>> asComputed(const AnalysisRequest &request, const CancellationToken &cancel);

    /// Derives a report of the library anew with these changes, under its id: what they don't touch comes from the cache. Its
    /// company is the one of the same id, however that is called by now. Nothing is fetched, and no language model asked where
    /// none wrote the report. Errors as those of analyse().
    [[nodiscard]] QFuture<Result<Report>> revise(const Report &report, const Revision &revision,
                                                 const CancellationToken &cancel);
    /// The company of that id as the stores know it now; as it is given where they don't. Reads the stores.
    [[nodiscard]] Company asKnownNow(const Company &company) const;

    /// The frameworks that a request may name now. Reads the user's files.
    [[nodiscard]] std::shared_ptr<const FrameworkCatalogue> frameworks() const;
    /// What a framework that has these evidence queries of its own would read for the request: of the stores, not of the network,
    /// and without the cache. On the caller's thread; does I/O. Errors: as of analyse().
    [[nodiscard]] Result<FrameworkInput> trialInput(const AnalysisRequest &request, const QList<EvidenceQuery> &queries,
                                                    const CancellationToken &cancel) const;
    /// Forecasts from the same stores, through the same cache. An error is of the resources; reads them the first time.
    [[nodiscard]] Result<std::shared_ptr<const ForecastService>> forecasts() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
