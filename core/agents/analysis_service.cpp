// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_service.h"

#include "agents/agent_scheduler.h"
#include "agents/analysis_cache.h"
#include "agents/filing_update.h"
#include "agents/forecast_service.h"
#include "agents/model/model_writer.h"
#include "agents/network_research.h"
#include "agents/quality/quality_agent.h"
#include "agents/quality/second_opinion.h"
#include "agents/replay/recorded_analysis.h"
#include "agents/report_assembler.h"
#include "agents/request_basis.h"
#include "agents/source_list.h"
#include "agents/standard_agents.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/health/health_rules.h"
#include "analysis/quality/carried_settlements.h"
#include "base/logging.h"
#include "base/task_group.h"
#include "evidence/claims/contrary_search.h"
#include "evidence/fact_store.h"
#include "evidence/proposed_facts.h"
#include "evidence/sources/network_access.h"
#include "llm/privacy/private_model.h"
#include "metrics/program_metrics.h"

#include <QCoreApplication>
#include <QPromise>
#include <QUuid>

#include <algorithm>
#include <list>
#include <mutex>

namespace consultantos {

namespace {

using ReportPromise = std::shared_ptr<QPromise<Result<Report>>>;

void finish(const ReportPromise &promise, Result<Report> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

CacheOptions::Mode cacheMode(CacheUse use)
{
    switch (use) {
    case CacheUse::Refresh:
        return CacheOptions::Mode::Refresh;
    case CacheUse::Bypass:
        return CacheOptions::Mode::Bypass;
    case CacheUse::Use:
        break;
    }
    return CacheOptions::Mode::Use;
}

/// A report that lacks something may come out better the next time.
bool isKeepable(const Report &report, const AgentGraphResult &result)
{
    const auto opinion = report.quality ? report.quality->opinion : std::nullopt;
    return report.status == QLatin1String("completed") && (!opinion || opinion->failure.isEmpty())
           && std::all_of(result.outputs.cbegin(), result.outputs.cend(),
                          [](const AgentProduct &product) { return !product.digest.isEmpty(); });
}

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, QCoreApplication::translate("AnalysisService", "The analysis was cancelled."),
                QCoreApplication::translate("AnalysisService", "Nothing was saved."));
}

/// What agents did in this run: what the cache had is its own figure.
void record(const QList<AgentRecord> &agents, ProgramMetrics &metrics)
{
    for (const auto &agent : agents) {
        const auto name = agent.name.toLatin1();
        if (agent.state == AgentState::Done) {
            if (agent.served.isComputed())
                metrics.agentSucceeded(name, agent.durationS);
        } else if (agent.state == AgentState::Failed || agent.state == AgentState::TimedOut) {
            metrics.agentFailed(name, agentStateName(agent.state).toLatin1(), agent.durationS);
        }
    }
}

} // namespace

struct AnalysisService::Private {
    Private(AnalysisSources sourcesIn, QString resourceDirIn, QThreadPool *pool, std::shared_ptr<const Clock> clockIn,
            AnalysisOptions optionsIn)
        : sources(std::move(sourcesIn))
        , resourceDir(std::move(resourceDirIn))
        , clock(std::move(clockIn))
        , options(optionsIn)
        , tasks(pool)
        , scheduler(pool, clock, options.maxConcurrentAgents)
    {
        if (sources.cache.manager)
            cache = std::make_unique<const AnalysisCache>(sources.cache);
        if (!sources.network)
            return;
        network = std::make_shared<NetworkResearch>(sources.network, clock);
        if (sources.intake)
            filings.emplace(sources.network, sources.intake, sources.facts, clock);
    }

    AnalysisSources sources;
    QString resourceDir;
    std::shared_ptr<const Clock> clock;
    AnalysisOptions options;
    std::mutex toolsMutex;
    std::optional<AgentTools> loadedTools;
    std::shared_ptr<const FrameworkCatalogue> shippedFrameworks;
    std::shared_ptr<const ClaimGate> gate; ///< loaded with the first analysis
    std::shared_ptr<const WordingVocabulary> words;
    std::unique_ptr<const AnalysisCache> cache; ///< empty where there is none
    std::shared_ptr<NetworkResearch> network;
    std::optional<FilingUpdate> filings;
    std::mutex updatesMutex;
    std::list<CancellationSource> updates; ///< of filings, under way
    bool isClosing = false;
    TaskGroup tasks;
    AgentScheduler scheduler;

    /// What an agent may wait for the network: the rest of its time is for its work.
    [[nodiscard]] std::chrono::milliseconds networkLimit() const { return options.agentTimeout / 2; }

    /// What reads the stores and the network.
    [[nodiscard]] AgentTools readingTools() const
    {
        AgentTools tools;
        tools.store = sources.facts;
        tools.documents = sources.documents;
        tools.network = network;
        tools.networkLimit = networkLimit();
        return tools;
    }

    /// With the catalogues, which are read at the first analysis, off the caller's thread, and kept.
    Result<AgentTools> tools()
    {
        const std::lock_guard lock(toolsMutex);
        if (!loadedTools) {
            auto engine = FinancialEngine::load(resourceDir);
            if (!engine)
                return tl::unexpected(engine.error());
            auto topics = QuestionTopics::load(resourceDir);
            if (!topics)
                return tl::unexpected(topics.error());
            auto queries = EvidenceQueries::load(resourceDir);
            if (!queries)
                return tl::unexpected(queries.error());
            auto health = HealthRules::load(resourceDir, engine->figureIds());
            if (!health)
                return tl::unexpected(health.error());
            loadedTools = readingTools();
            loadedTools->resourceDir = resourceDir;
            if (const auto loaded = loadGate(); !loaded)
                return tl::unexpected(loaded.error());
            if (sources.documents)
                loadedTools->contrary = std::make_shared<const ContrarySearch>(gate, sources.documents);
            loadedTools->engine = std::make_shared<const FinancialEngine>(std::move(*engine));
            loadedTools->health = std::make_shared<const HealthRules>(std::move(*health));
            loadedTools->topics = std::make_shared<const QuestionTopics>(std::move(*topics));
            loadedTools->queries = std::make_shared<const EvidenceQueries>(std::move(*queries));
        }
        return *loadedTools;
    }

    std::shared_ptr<const FrameworkCatalogue> frameworks()
    {
        if (sources.frameworks)
            return sources.frameworks();
        const std::lock_guard lock(toolsMutex);
        if (!shippedFrameworks)
            shippedFrameworks = FrameworkCatalogue::load(resourceDir);
        return shippedFrameworks;
    }

    /// Under toolsMutex.
    Status loadGate()
    {
        if (gate)
            return {};
        auto loaded = ClaimGate::load(resourceDir);
        if (!loaded)
            return tl::unexpected(loaded.error());
        gate = std::make_shared<const ClaimGate>(std::move(*loaded));
        return {};
    }

    /// A language model's part in one analysis; both null without a model, the opinion also where none is wanted.
    struct ModelParts {
        std::shared_ptr<const ModelWriter> writer;
        std::shared_ptr<const SecondOpinion> opinion;
    };

    Result<ModelParts> modelParts(CacheUse use, const RequestBasis &basis, const ModelChoice &choice)
    {
        auto model = hidingNames(choice          ? *choice
                                 : sources.model ? sources.model()
                                                 : nullptr,
                                 {basis.company.name, basis.request.company});
        if (!model)
            return ModelParts();
        const std::lock_guard lock(toolsMutex);
        if (const auto loaded = loadGate(); !loaded)
            return tl::unexpected(loaded.error());
        if (!words) {
            auto loadedWords = WordingVocabulary::load(resourceDir);
            if (!loadedWords)
                return tl::unexpected(loadedWords.error());
            words = std::make_shared<const WordingVocabulary>(std::move(*loadedWords));
        }
        ModelWriter::Parts parts{std::move(model), gate, words};
        parts.reuse = use == CacheUse::Bypass    ? LlmReuse::None
                      : use == CacheUse::Refresh ? LlmReuse::Refresh
                                                 : LlmReuse::Exact;
        // The rest is for the engine, and for giving up in order before the agent itself is given up.
        parts.limit = options.agentTimeout * 9 / 10;
        ModelParts made;
        if (options.asksSecondOpinion)
            made.opinion = std::make_shared<const SecondOpinion>(
                SecondOpinion::Parts{parts.model, gate, parts.reuse, options.agentTimeout / 2});
        made.writer = std::make_shared<const ModelWriter>(std::move(parts));
        return made;
    }

    QStringList updateFilings(const QString &company, const QString &reportId, CacheUse use,
                              const CancellationToken &cancel)
    {
        if (!filings)
            return {};
        const auto description = sources.network->current()->description;
        if (cache && use == CacheUse::Use) {
            if (auto last = cache->lastLookUp(company, description))
                return *std::move(last);
        }
        CancellationSource own(cancel);
        const auto place = [&] {
            const std::lock_guard lock(updatesMutex);
            if (isClosing)
                own.cancel();
            return updates.insert(updates.end(), own);
        }();
        auto limits = filings->run(company, reportId, networkLimit(), own.token());
        if (cache && use != CacheUse::Bypass && !own.token().isCancelled())
            cache->keepLookUp(company, description, limits);
        const std::lock_guard lock(updatesMutex);
        updates.erase(place);
        return limits;
    }

    void close()
    {
        const std::lock_guard lock(updatesMutex);
        isClosing = true;
        for (auto &update : updates)
            update.cancel();
    }

    /// What persons set that a new report takes over. Sealed reports of the library say themselves what was set in them.
    QList<ReportEdit> carriedEdits(const RequestBasis &basis) const
    {
        if (!sources.edits)
            return {};
        auto edits = sources.edits(basis.company.id, basis.request.question);
        if (!edits)
            qCWarning(lcAgents) << "no edits are taken over:" << edits.error().message;
        return edits.value_or(QList<ReportEdit>());
    }

    /// What the cache keeps is without it: persons settle in the library's reports.
    Report withCarriedSettlements(Report report) const
    {
        if (!sources.settled)
            return report;
        const auto before = sources.settled(report.company.id, report.request.question);
        if (!before)
            qCWarning(lcAgents) << "no settlements are taken over:" << before.error().message;
        else if (*before)
            carrySettlements(report, **before);
        return report;
    }

    void start(const AnalysisRequest &request, const CancellationToken &cancel, const ProgressSink &progress,
               CacheUse use, const ModelChoice &choice, const QString &wantedId, const ReportPromise &promise,
               const std::optional<Revision> &revision = std::nullopt)
    {
        const auto startedAt = clock->steadyNow();
        const auto reportId = wantedId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : wantedId;
        const auto limits = revision ? QStringList() : updateFilings(request.company, reportId, use, cancel);
        const auto store = revision && !revision->facts.isEmpty()
                               ? std::make_shared<const ProposedFacts>(sources.facts, revision->facts)
                               : sources.facts;
        const auto catalogue = frameworks();
        auto basis = resolveRequest(request, *store, catalogue->ids());
        if (!basis)
            return finish(promise, tl::unexpected(basis.error()));
        basis->reportId = reportId;
        basis->limits += limits;
        basis->edits = revision ? revision->edits : carriedEdits(*basis);
        if (cancel.isCancelled())
            return finish(promise, cancelled());
        const auto model = modelParts(use, *basis, choice);
        if (!model)
            return finish(promise, tl::unexpected(model.error()));
        auto reading = readingTools();
        reading.store = store;
        reading.writer = model->writer;
        const int opinionVersion = model->opinion ? SecondOpinionVersion : 0;
        reading.frameworks = catalogue;
        // A report under someone's hands is the library's, not the cache's.
        const auto key = cache && use != CacheUse::Bypass && !revision ? cache->keyOf(*basis, reading, opinionVersion)
                                                                       : QByteArray();
        CacheTicket ticket;
        if (!key.isEmpty()) {
            auto found = cache->find(key, *basis);
            if (found.report && use == CacheUse::Use && !sources.witness)
                return finish(promise, withCarriedSettlements(std::move(*found.report)));
            ticket = found.ticket;
        }
        auto loaded = tools();
        if (!loaded)
            return finish(promise, tl::unexpected(loaded.error()));
        loaded->store = store;
        loaded->writer = model->writer;
        loaded->frameworks = catalogue;
        AgentPlan graph{standardAgents(*basis, *loaded), options.agentTimeout};
        if (cache)
            graph.runner = cache->runner(cacheMode(use), basis->company.id);
        scheduler.run(
            std::move(graph), cancel, progress,
            [this, basis = *basis, isNew = !revision, promise, startedAt, key, ticket, reading, cancel, opinionVersion,
             store, opinion = model->opinion, health = loaded->health](const AgentGraphResult &result) {
                if (sources.metrics)
                    record(result.agents, *sources.metrics);
                if (result.cancelled)
                    return finish(promise, cancelled());
                const auto duration = std::chrono::duration<double>(clock->steadyNow() - startedAt);
                auto documents = documentSources(sources.documents.get());
                if (!documents)
                    return finish(promise, tl::unexpected(documents.error()));
                auto report = assembleReport(basis, result, *documents, health.get(), *clock, duration.count());
                const QualityAgent quality(gate, store);
                report.quality = quality.review(report, report.createdAt.date());
                if (opinion) {
                    opinion->addTo(*report.quality, report, quality.evidenceOf(report), cancel);
                    const std::chrono::duration<double> whole = clock->steadyNow() - startedAt;
                    report.durationS = whole.count();
                }
                if (cancel.isCancelled())
                    return finish(promise, cancelled());
                // Not if a store changed meanwhile: what was read belongs to neither state.
                if (!key.isEmpty() && isKeepable(report, result) && cache->keyOf(basis, reading, opinionVersion) == key)
                    cache->keep(key, report, ticket);
                if (isNew)
                    report = withCarriedSettlements(std::move(report));
                if (sources.witness)
                    sources.witness(report, recordAnalysis(basis, result, *documents, *store));
                finish(promise, std::move(report));
            });
    }
};

AnalysisService::AnalysisService(AnalysisSources sources, QString resourceDir, QThreadPool *pool,
                                 std::shared_ptr<const Clock> clock, AnalysisOptions options)
    : d(std::make_unique<Private>(std::move(sources), std::move(resourceDir), pool, std::move(clock), options))
{
}

AnalysisService::~AnalysisService()
{
    d->close();
    // Members end in reverse order: the scheduler cancels and waits for what runs, once nothing new can be started.
    d->tasks.wait();
}

QFuture<Result<Report>> AnalysisService::analyse(const AnalysisRequest &request, const CancellationToken &cancel,
                                                 ProgressSink progress, CacheUse cacheUse, const ModelChoice &model,
                                                 const QString &reportId)
{
    auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    d->tasks.start([raw = d.get(), request, cancel, progress = std::move(progress), cacheUse, model, reportId,
                    promise] { raw->start(request, cancel, progress, cacheUse, model, reportId, promise); });
    return promise->future();
}

QFuture<Result<Report>> AnalysisService::asComputed(const AnalysisRequest &request, const CancellationToken &cancel)
{
    auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    d->tasks.start([raw = d.get(), request, cancel, promise] {
        raw->start(request, cancel, {}, CacheUse::Use, ModelChoice(nullptr), {}, promise, Revision());
    });
    return promise->future();
}

QFuture<Result<Report>> AnalysisService::revise(const Report &report, const Revision &revision,
                                                const CancellationToken &cancel)
{
    auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    const auto model = report.provider == QLatin1String("none") ? ModelChoice(nullptr) : ModelChoice();
    d->tasks.start([this, request = report.request, company = report.company, id = report.id, revision, cancel, model,
                    promise]() mutable {
        // The name that was typed may be another company's by now, or nobody's.
        const auto found = d->sources.facts->findCompany(request.company);
        if (!found || found->id != company.id)
            request.company = asKnownNow(company).name;
        d->start(request, cancel, {}, CacheUse::Use, model, id, promise, revision);
    });
    return promise->future();
}

Company AnalysisService::asKnownNow(const Company &company) const
{
    const auto companies = d->sources.facts->companies();
    const auto known = std::find_if(companies.cbegin(), companies.cend(),
                                    [&company](const Company &one) { return one.id == company.id; });
    return known == companies.cend() ? company : *known;
}

std::shared_ptr<const FrameworkCatalogue> AnalysisService::frameworks() const
{
    return d->frameworks();
}

Result<FrameworkInput> AnalysisService::trialInput(const AnalysisRequest &request, const QList<EvidenceQuery> &queries,
                                                   const CancellationToken &cancel) const
{
    const auto basis = resolveRequest(request, *d->sources.facts, d->frameworks()->ids());
    if (!basis)
        return tl::unexpected(basis.error());
    auto tools = d->tools();
    if (!tools)
        return tl::unexpected(tools.error());
    tools->network = nullptr;
    tools->queries = std::make_shared<const EvidenceQueries>(tools->queries->with(queries));
    QMap<QString, AgentProduct> products;
    const auto agents = readingAgents(*basis, *tools);
    for (const auto &agent : agents) {
        if (cancel.isCancelled())
            return cancelled();
        auto output = agent->run(AgentContext(
            cancel, [](double, const QString &) {}, products));
        if (!output)
            return tl::unexpected(output.error());
        products.insert(agent->name(), {std::make_shared<const AgentOutput>(std::move(*output)), {}, {}});
    }
    const AgentContext read(
        cancel, [](double, const QString &) {}, products);
    return frameworkInput(*basis, read.input<ResearchOutput>(agent_names::Research),
                          read.input<MarketOutput>(agent_names::Market),
                          read.input<Financials>(agent_names::Financial));
}

Result<std::shared_ptr<const ForecastService>> AnalysisService::forecasts() const
{
    return d->tools().map([this](const AgentTools &tools) {
        return std::make_shared<const ForecastService>(tools.store, tools.engine, d->sources.cache, d->resourceDir);
    });
}

} // namespace consultantos
