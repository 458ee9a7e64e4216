// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/metrics_history.h"

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// The program's measurements of the last 90 days, of all engagements: they hold nothing of what was worked on.
/// Thread-safe.
class MetricsRepository final : public MetricsHistory {
public:
    static constexpr int KeptDays = 90;

    MetricsRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock);
    [[nodiscard]] static DatabaseSchema schema();

    /// Forgets what is older than it keeps.
    Status append(const MetricSample &sample) override;
    [[nodiscard]] Result<QList<MetricSample>> since(const QDateTime &from) const override;

private:
    std::shared_ptr<Database> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
