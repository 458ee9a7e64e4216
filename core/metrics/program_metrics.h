// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/metric_family.h"
#include "metrics/metric_snapshot.h"
#include "metrics/slow_statements.h"

#include <QByteArrayView>
#include <QList>

#include <functional>
#include <mutex>
#include <vector>

namespace consultantos {

/// Tokens of one call of a language model, each kind apart.
struct TokenCounts {
    qint64 input = 0;
    qint64 cachedInput = 0;
    qint64 cacheWrite = 0;
    qint64 output = 0;
    qint64 reasoning = 0;
};

/// What the program measures of itself: the fifteen families of the reference, failed attempts to call models, and what
/// sources add. Recording takes no lock, but of slow statements. Labels never hold what a user typed. Thread-safe.
class ProgramMetrics {
public:
    /// Families of a part of the program that counts by itself, as they are now. Called at each snapshot, by any thread.
    using MetricSource = std::function<QList<FamilySnapshot>()>;

    /// One that isn't enabled records nothing and has no sources.
    explicit ProgramMetrics(bool isEnabled = true);

    [[nodiscard]] bool isEnabled() const { return m_isEnabled; }

    /// `endpoint` is a route's pattern, never a path; times are in seconds.
    void requestBegan();
    void requestEnded(QByteArrayView endpoint, QByteArrayView method, bool isSuccess, double seconds);
    void agentSucceeded(QByteArrayView agent, double seconds);
    /// `errorType` is one of the program's own words, such as "timed_out".
    void agentFailed(QByteArrayView agent, QByteArrayView errorType, double seconds);
    void cacheFailed(QByteArrayView operation);
    void databaseUsed(QByteArrayView operation, QByteArrayView collection, double seconds);
    void batchDone(QByteArrayView operation, qsizetype size);
    /// A query of a collection or list, answered by the query cache or by the store.
    void storeQueried(QByteArrayView collection, bool isKept);
    /// A writer of a store had its turn after `seconds`, or gave up then.
    void writerWaited(double seconds, bool isTimedOut);
    void modelCalled(QByteArrayView model, QByteArrayView agent, double seconds, const TokenCounts &tokens);
    /// A request to the network; `outcome` as EgressEntry has it.
    void sentOut(QByteArrayView outcome, qint64 bytesSent, qint64 bytesReceived);
    /// How late an event loop, "window" or "server", came to what was due.
    void loopLagged(QByteArrayView loop, double seconds);
    /// An attempt to call a model that gave nothing, whatever became of the call; `errorType` as errorCodeName() has it.
    void modelFailed(QByteArrayView model, QByteArrayView agent, QByteArrayView errorType);

    /// What the stores found too slow.
    [[nodiscard]] SlowStatements &slowStatements() { return m_slowStatements; }

    /// A family of a source takes the place of one of the same name.
    void addSource(MetricSource source);
    [[nodiscard]] QList<FamilySnapshot> snapshot() const;

private:
    using Counters = MetricFamily<MetricCounter>;
    using Histograms = MetricFamily<MetricHistogram>;

    const bool m_isEnabled;
    Counters m_requests;
    Histograms m_requestDuration;
    MetricGauge m_activeRequests;
    Histograms m_agentDuration;
    Counters m_agentErrors;
    Counters m_agentSuccess;
    Counters m_cacheErrors;
    Counters m_dbOperations;
    Histograms m_dbDuration;
    Histograms m_dbBatchSize;
    Counters m_dbQueries;
    Histograms m_dbWriterWait;
    Counters m_llmCalls;
    Histograms m_llmDuration;
    Counters m_llmTokens;
    Counters m_egressRequests;
    Counters m_egressBytes;
    Histograms m_loopLag;
    Counters m_llmErrors;
    SlowStatements m_slowStatements;

    mutable std::mutex m_sourcesMutex;
    std::vector<MetricSource> m_sources;
};

} // namespace consultantos
