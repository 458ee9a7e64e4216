// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "metrics/metric_snapshot.h"
#include "metrics/uptime.h"
#include "model/metric_sample.h"

#include <QList>

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace consultantos {

class ProgramMetrics;

/// How the program's measurements went over time: each second of the last hour and each ten seconds of the last day in
/// memory (some 3 MB), each five minutes in a history that outlives the program. Thread-safe.
class TimeSeries {
public:
    static constexpr std::chrono::seconds Second{1};
    static constexpr std::chrono::seconds Hour{3'600};
    static constexpr std::chrono::seconds TenSeconds{10};
    static constexpr std::chrono::seconds Day{86'400};
    static constexpr std::chrono::seconds FiveMinutes{300};

    /// `history` null: five minutes are kept nowhere. `kind`: whose uptime this is.
    TimeSeries(std::shared_ptr<ProgramMetrics> metrics, std::shared_ptr<const Clock> clock,
               std::shared_ptr<MetricsHistory> history = nullptr, ProgramKind kind = ProgramKind::Window);

    /// Takes what was measured since the last call. To be called each second; later or earlier does no harm: a sample
    /// knows its length. Writes to the history when five minutes are full, and every half minute that the program runs, so
    /// never from the window's thread.
    void sample();
    /// Writes the begun five minutes, which are then a shorter sample, and that the program ended: at its end.
    void flush();

    /// The samples that ended within the last `range`, the oldest first, as fine as there are for all of it. Over a day it
    /// reads the history (I/O) and adds what isn't in it yet. What the program's earlier runs measured is in that only.
    [[nodiscard]] Result<QList<MetricSample>> samples(std::chrono::seconds range) const;

    /// How the program was up within the last `range`: over all its runs if there is a history (I/O), else since sample()
    /// was first called.
    [[nodiscard]] Result<Uptime> uptime(std::chrono::seconds range) const;
    /// The statements that were too slow within the last `range`, of this run alone without a history; the slowest first.
    [[nodiscard]] Result<QList<SlowStatement>> slowStatements(std::chrono::seconds range) const;

    /// What calls of sample() have cost so far.
    struct Cost {
        quint64 samples = 0;
        std::chrono::nanoseconds total{0};
    };
    [[nodiscard]] Cost cost() const;

private:
    [[nodiscard]] MetricSample differenceTo(const QList<FamilySnapshot> &families);
    [[nodiscard]] LatencyCounts newLatency(const FamilySnapshot &family, std::vector<quint64> &last);
    void append(MetricSample sample, std::vector<MetricSample> &full);
    [[nodiscard]] double counted(MetricValue value, double total);
    void markRun(bool isEnd);
    void keepSlowStatements();

    const std::shared_ptr<ProgramMetrics> m_metrics;
    const std::shared_ptr<const Clock> m_clock;
    const std::shared_ptr<MetricsHistory> m_history;
    const ProgramKind m_kind;
    std::mutex m_sampling;       ///< one sample at a time; held during I/O, unlike the other
    std::optional<qint64> m_run; ///< in the history
    std::chrono::nanoseconds m_markedAt{0};

    mutable std::mutex m_mutex;
    std::chrono::nanoseconds m_lastAt{0};
    QDateTime m_began; ///< UTC; invalid before the first sample
    bool m_hasBegun = false;
    std::array<double, MetricValueCount> m_lastTotals{};
    std::vector<quint64> m_lastRequests; ///< counts by bucket
    std::vector<quint64> m_lastStore;
    std::vector<quint64> m_lastModel;
    std::deque<MetricSample> m_seconds;
    std::deque<MetricSample> m_tens;
    MetricSample m_tenSeconds;  ///< begun
    MetricSample m_fiveMinutes; ///< begun
    Cost m_cost;
};

} // namespace consultantos
