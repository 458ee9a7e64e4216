// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"

#include <algorithm>

namespace consultantos {
namespace {

FamilySnapshot described(const char *name, const char *help, MetricKind kind, const QByteArrayList &labelNames,
                         BucketBounds bounds = {})
{
    FamilySnapshot family;
    family.name = name;
    family.help = help;
    family.kind = kind;
    family.labelNames = labelNames;
    family.bounds = std::move(bounds);
    return family;
}

MetricFamily<MetricCounter> counters(const char *name, const char *help, const QByteArrayList &labelNames)
{
    return {described(name, help, MetricKind::Counter, labelNames), [] { return std::make_unique<MetricCounter>(); }};
}

MetricFamily<MetricHistogram> histograms(const char *name, const char *help, const QByteArrayList &labelNames,
                                         const BucketBounds &bounds)
{
    return {described(name, help, MetricKind::Histogram, labelNames, bounds),
            [bounds] { return std::make_unique<MetricHistogram>(bounds); }};
}

/// Finer where the service levels lie (2, 10 and 30 seconds).
BucketBounds requestBounds()
{
    return joinedBounds(growingBounds(0.0005, 0.1, 1.25), growingBounds(0.1, 60, 1.1));
}

} // namespace

ProgramMetrics::ProgramMetrics(bool isEnabled)
    : m_isEnabled(isEnabled)
    , m_requests(counters("consultantos_requests_total", "Requests that ended.", {"endpoint", "method", "status"}))
    , m_requestDuration(histograms("consultantos_request_duration_seconds",
                                   "Time from a request's arrival to the end of its answer.", {"endpoint", "method"},
                                   requestBounds()))
    , m_agentDuration(histograms("consultantos_agent_duration_seconds", "Time that an agent ran.", {"agent_name"},
                                 growingBounds(0.0005, 120, 1.25)))
    , m_agentErrors(
          counters("consultantos_agent_errors_total", "Agents that gave nothing.", {"agent_name", "error_type"}))
    , m_agentSuccess(counters("consultantos_agent_success_total", "Agents that gave their output.", {"agent_name"}))
    , m_cacheErrors(counters("consultantos_cache_errors_total", "Operations of the cache that failed.", {"operation"}))
    , m_dbOperations(counters("consultantos_db_operations_total", "Operations of the stores that ended.",
                              {"operation", "collection"}))
    , m_dbDuration(histograms("consultantos_db_duration_seconds", "Time of an operation of the stores.",
                              {"operation", "collection"}, growingBounds(0.00001, 10, 1.25)))
    , m_dbBatchSize(histograms("consultantos_db_batch_size", "Documents of one batch.", {"operation"},
                               std::make_shared<const std::vector<double>>(
                                   std::vector<double>{1, 2, 5, 10, 20, 50, 100, 200, 300, 400, 500})))
    , m_dbQueries(counters("consultantos_db_queries_total",
                           "Queries of collections and lists, by whether the query cache or the store answered.",
                           {"collection", "served"}))
    , m_dbWriterWait(histograms("consultantos_db_writer_wait_seconds",
                                "How long writers of a store waited for their turn.", {"outcome"},
                                growingBounds(0.000001, 10, 2)))
    , m_llmCalls(
          counters("consultantos_llm_calls_total", "Calls of language models that were answered.", {"model", "agent"}))
    , m_llmDuration(histograms("consultantos_llm_duration_seconds", "Time of a call with its repetitions.",
                               {"model", "agent"}, growingBounds(0.01, 120, 1.25)))
    , m_llmTokens(counters("consultantos_llm_tokens_total", "Tokens as the providers counted them.",
                           {"model", "agent", "token_type"}))
    , m_egressRequests(
          counters("consultantos_egress_requests_total", "Requests to the network, also repeated ones.", {"outcome"}))
    , m_egressBytes(counters("consultantos_egress_bytes_total", "Bytes to and from the network.", {"direction"}))
    , m_loopLag(histograms("consultantos_event_loop_lag_seconds", "How late an event loop came to what was due.",
                           {"loop"}, growingBounds(0.0001, 30, 1.25)))
    , m_llmErrors(counters("consultantos_llm_errors_total", "Attempts to call a language model that failed.",
                           {"model", "agent", "error_type"}))
{
    // Known from the first scrape on: a rate needs a beginning.
    for (const auto *direction : {"sent", "received"})
        (void)m_egressBytes.at({direction, {}, {}});
}

void ProgramMetrics::requestBegan()
{
    if (m_isEnabled)
        m_activeRequests.add(1);
}

void ProgramMetrics::requestEnded(QByteArrayView endpoint, QByteArrayView method, bool isSuccess, double seconds)
{
    if (!m_isEnabled)
        return;
    m_activeRequests.add(-1);
    m_requests.at({endpoint, method, isSuccess ? "success" : "error"}).add();
    m_requestDuration.at({endpoint, method, {}}).observe(seconds);
}

void ProgramMetrics::agentSucceeded(QByteArrayView agent, double seconds)
{
    if (!m_isEnabled)
        return;
    m_agentSuccess.at({agent, {}, {}}).add();
    m_agentDuration.at({agent, {}, {}}).observe(seconds);
}

void ProgramMetrics::agentFailed(QByteArrayView agent, QByteArrayView errorType, double seconds)
{
    if (!m_isEnabled)
        return;
    m_agentErrors.at({agent, errorType, {}}).add();
    m_agentDuration.at({agent, {}, {}}).observe(seconds);
}

void ProgramMetrics::cacheFailed(QByteArrayView operation)
{
    if (m_isEnabled)
        m_cacheErrors.at({operation, {}, {}}).add();
}

void ProgramMetrics::databaseUsed(QByteArrayView operation, QByteArrayView collection, double seconds)
{
    if (!m_isEnabled)
        return;
    m_dbOperations.at({operation, collection, {}}).add();
    m_dbDuration.at({operation, collection, {}}).observe(seconds);
}

void ProgramMetrics::storeQueried(QByteArrayView collection, bool isKept)
{
    if (m_isEnabled)
        m_dbQueries.at({collection, isKept ? "cache" : "store", {}}).add();
}

void ProgramMetrics::batchDone(QByteArrayView operation, qsizetype size)
{
    if (m_isEnabled)
        m_dbBatchSize.at({operation, {}, {}}).observe(static_cast<double>(size));
}

void ProgramMetrics::writerWaited(double seconds, bool isTimedOut)
{
    if (m_isEnabled)
        m_dbWriterWait.at({isTimedOut ? "timed_out" : "entered", {}, {}}).observe(seconds);
}

void ProgramMetrics::sentOut(QByteArrayView outcome, qint64 bytesSent, qint64 bytesReceived)
{
    if (!m_isEnabled)
        return;
    m_egressRequests.at({outcome, {}, {}}).add();
    m_egressBytes.at({"sent", {}, {}}).add(static_cast<quint64>(std::max<qint64>(bytesSent, 0)));
    m_egressBytes.at({"received", {}, {}}).add(static_cast<quint64>(std::max<qint64>(bytesReceived, 0)));
}

void ProgramMetrics::loopLagged(QByteArrayView loop, double seconds)
{
    if (m_isEnabled)
        m_loopLag.at({loop, {}, {}}).observe(seconds);
}

void ProgramMetrics::modelCalled(QByteArrayView model, QByteArrayView agent, double seconds, const TokenCounts &tokens)
{
    if (!m_isEnabled)
        return;
    m_llmCalls.at({model, agent, {}}).add();
    m_llmDuration.at({model, agent, {}}).observe(seconds);
    const std::pair<QByteArrayView, qint64> kinds[] = {{"input", tokens.input},
                                                       {"cached_input", tokens.cachedInput},
                                                       {"cache_write", tokens.cacheWrite},
                                                       {"output", tokens.output},
                                                       {"reasoning", tokens.reasoning}};
    for (const auto &[kind, count] : kinds) {
        if (count > 0)
            m_llmTokens.at({model, agent, kind}).add(static_cast<quint64>(count));
    }
}

void ProgramMetrics::modelFailed(QByteArrayView model, QByteArrayView agent, QByteArrayView errorType)
{
    if (m_isEnabled)
        m_llmErrors.at({model, agent, errorType}).add();
}

void ProgramMetrics::addSource(MetricSource source)
{
    if (!m_isEnabled)
        return;
    const std::lock_guard lock(m_sourcesMutex);
    m_sources.push_back(std::move(source));
}

QList<FamilySnapshot> ProgramMetrics::snapshot() const
{
    QList<FamilySnapshot> families;
    families.append(m_requests.snapshot());
    families.append(m_requestDuration.snapshot());
    auto active = described("consultantos_active_requests", "Requests under way.", MetricKind::Gauge, {});
    active.series.resize(1);
    m_activeRequests.snapshot(active.series.first());
    families.append(active);
    families.append(m_agentDuration.snapshot());
    families.append(m_agentErrors.snapshot());
    families.append(m_agentSuccess.snapshot());
    // Counted by the cache itself: its source takes the place of these two.
    auto hits = described("consultantos_cache_hits_total", "Values that a level of the cache had.", MetricKind::Counter,
                          {"cache_level"});
    for (const auto *level : {"l1", "l2", "l3"})
        hits.series.append({{level}, 0, {}, 0, 0});
    families.append(hits);
    auto misses =
        described("consultantos_cache_misses_total", "Values that no level of the cache had.", MetricKind::Counter, {});
    misses.series.resize(1);
    families.append(misses);
    families.append(m_cacheErrors.snapshot());
    families.append(m_dbOperations.snapshot());
    families.append(m_dbDuration.snapshot());
    families.append(m_dbBatchSize.snapshot());
    families.append(m_dbQueries.snapshot());
    families.append(m_dbWriterWait.snapshot());
    families.append(m_llmCalls.snapshot());
    families.append(m_llmDuration.snapshot());
    families.append(m_llmTokens.snapshot());
    families.append(m_egressRequests.snapshot());
    families.append(m_egressBytes.snapshot());
    families.append(m_loopLag.snapshot());
    families.append(m_llmErrors.snapshot());

    std::vector<MetricSource> sources;
    {
        const std::lock_guard lock(m_sourcesMutex);
        sources = m_sources;
    }
    for (const auto &source : sources) {
        for (const auto &family : source()) {
            const auto own = std::find_if(families.begin(), families.end(),
                                          [&](const auto &known) { return known.name == family.name; });
            if (own == families.end())
                families.append(family);
            else
                *own = family;
        }
    }
    return families;
}

} // namespace consultantos
