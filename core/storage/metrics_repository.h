// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/metrics_history.h"

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// The program's measurements, runs and slow statements of the last 90 days, of all engagements: they hold nothing of what was worked on.
/// Thread-safe.
class MetricsRepository final : public MetricsHistory {
public:
    static constexpr int KeptDays = 90;

    MetricsRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock);
    [[nodiscard]] static DatabaseSchema schema();
    /// That of the data folder, whatever the engagement.
    [[nodiscard]] static Result<std::shared_ptr<MetricsRepository>> open(const QString &dataDir,
                                                                         std::shared_ptr<const Clock> clock);

    /// Forgets what is older than it keeps.
    Status append(const MetricSample &sample) override;
    [[nodiscard]] Result<QList<MetricSample>> since(const QDateTime &from) const override;
    Status keepSlow(const QList<SlowStatement> &statements) override;
    [[nodiscard]] Result<QList<SlowStatement>> slowSince(const QDateTime &from) const override;
    [[nodiscard]] Result<qint64> beginRun(ProgramKind kind, const QDateTime &at) override;
    Status markRun(qint64 run, const QDateTime &at, bool isEnded) override;
    /// With, of each kind, the last one seen before: its end may be what began a gap.
    [[nodiscard]] Result<QList<ProgramRun>> runsSince(const QDateTime &from) const override;

private:
    std::shared_ptr<Database> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
