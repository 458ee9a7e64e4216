// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QThreadPool;

namespace consultantos {

/// Forecasts the page's series on the pool, several at once, the one that is looked at first. What comes of orders that
/// were changed since is dropped. Lives in the GUI thread, and so do its signals; it never waits.
class ForecastController : public QObject {
    Q_OBJECT
public:
    explicit ForecastController(QThreadPool *pool, QObject *parent = nullptr);
    ~ForecastController() override;

    /// Takes the place of all that was there, and forecasts it.
    void setEntries(std::vector<ForecastEntry> entries);
    [[nodiscard]] const std::vector<ForecastEntry> &entries() const { return m_entries; }
    [[nodiscard]] const ForecastEntry *entry(int row) const;

    /// Of all series; nothing: as the frequency has it. Forecasts anew.
    void setSteps(std::optional<std::size_t> steps);
    [[nodiscard]] std::optional<std::size_t> steps() const { return m_steps; }
    /// Of all series; nothing: each by its periods.
    void setFrequency(std::optional<forecasting::Frequency> frequency);
    /// Whose public holidays may count in tables' days; empty: none. Forecasts anew.
    void setHolidays(const QString &country);
    void setChoice(int row, const forecasting::ForecastChoice &choice);
    void setAdjustment(int row, const forecasting::ForecastAdjustment &adjustment);
    /// Comes before all that waits.
    void setCurrent(int row);

    /// What waits is left as it is and marked so; what runs is dropped.
    void cancel();
    /// Forecasts what was cancelled.
    void resume();
    [[nodiscard]] bool isRunning() const { return m_open > 0; }
    [[nodiscard]] int done() const { return m_total - m_open; }
    [[nodiscard]] int total() const { return m_total; } ///< of what was ordered since the last time that all was done
    [[nodiscard]] int failures() const;

Q_SIGNALS:
    void reset();
    void changed(int firstRow, int lastRow);
    void progressed();
    /// All that was ordered is done, `series` of them, after so long; not told where it was cancelled.
    void ended(int series, qint64 milliseconds);

private:
    struct Queue;
    void order(int row);
    void orderAll();
    void startWorkers();
    void collect();

    QThreadPool *m_pool;
    std::shared_ptr<Queue> m_queue;
    std::vector<ForecastEntry> m_entries;
    std::optional<std::size_t> m_steps;
    QTimer m_collecting;
    QElapsedTimer m_since; ///< since the first of what is open was ordered
    int m_current = 0;
    int m_open = 0;
    int m_total = 0;
};

} // namespace consultantos
