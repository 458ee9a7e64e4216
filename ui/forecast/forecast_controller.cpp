// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_controller.h"

#include <QThreadPool>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr int CollectMs = 40;

struct Order {
    RawSeries raw;
    std::optional<Frequency> frequency;
    std::optional<std::size_t> steps;
    ForecastChoice choice;
    int version = 0;
};

using Outcome = Result<std::shared_ptr<const SeriesOutcome>>;

Outcome forecastOf(const Order &order)
{
    auto prepared = prepareSeries(order.raw, order.frequency);
    if (!prepared)
        return tl::unexpected(prepared.error());
    auto outcome = std::make_shared<SeriesOutcome>();
    outcome->series = std::move(*prepared);
    auto forecast =
        forecastSeries(outcome->series, order.steps.value_or(usualSteps(outcome->series.frequency)), order.choice);
    if (!forecast)
        return tl::unexpected(forecast.error());
    outcome->forecast = std::move(*forecast);
    outcome->decomposition = decomposed(outcome->series.values, seasonOf(outcome->series.frequency));
    return std::shared_ptr<const SeriesOutcome>(std::move(outcome));
}

} // namespace

/// What waits and what is ready, shared with the workers, who may outlive the controller.
struct ForecastController::Queue {
    struct Ready {
        int row = 0;
        int version = 0;
        Outcome outcome;
    };

    std::mutex mutex;
    std::map<int, Order> waiting; ///< by row
    std::vector<Ready> ready;
    int wanted = -1;
    int workers = 0;

    void work()
    {
        while (true) {
            std::pair<int, Order> mine;
            {
                const std::lock_guard lock(mutex);
                if (waiting.empty()) {
                    --workers;
                    return;
                }
                auto next = waiting.find(wanted);
                if (next == waiting.end())
                    next = waiting.begin();
                mine = {next->first, std::move(next->second)};
                waiting.erase(next);
            }
            auto outcome = forecastOf(mine.second);
            const std::lock_guard lock(mutex);
            ready.push_back({mine.first, mine.second.version, std::move(outcome)});
        }
    }
};

ForecastController::ForecastController(QThreadPool *pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_queue(std::make_shared<Queue>())
{
    m_collecting.setInterval(CollectMs);
    connect(&m_collecting, &QTimer::timeout, this, &ForecastController::collect);
}

ForecastController::~ForecastController()
{
    const std::lock_guard lock(m_queue->mutex);
    m_queue->waiting.clear();
}

void ForecastController::setEntries(std::vector<ForecastEntry> entries)
{
    // Workers keep the old queue: nothing of it can reach the new series.
    {
        const std::lock_guard lock(m_queue->mutex);
        m_queue->waiting.clear();
    }
    m_queue = std::make_shared<Queue>();
    m_entries = std::move(entries);
    m_current = 0;
    m_open = 0;
    m_total = 0;
    Q_EMIT reset();
    orderAll();
}

const ForecastEntry *ForecastController::entry(int row) const
{
    return row >= 0 && row < int(m_entries.size()) ? &m_entries[std::size_t(row)] : nullptr;
}

void ForecastController::setSteps(std::optional<std::size_t> steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    orderAll();
}

void ForecastController::setFrequency(std::optional<Frequency> frequency)
{
    for (auto &entry : m_entries)
        entry.frequency = frequency;
    orderAll();
}

void ForecastController::setHolidays(const QString &country)
{
    for (auto &entry : m_entries)
        entry.raw.country = entry.company ? QString() : country;
    orderAll();
}

void ForecastController::setChoice(int row, const ForecastChoice &choice)
{
    if (entry(row) == nullptr)
        return;
    m_entries[std::size_t(row)].choice = choice;
    order(row);
    startWorkers();
    Q_EMIT changed(row, row);
}

void ForecastController::setAdjustment(int row, const ForecastAdjustment &adjustment)
{
    if (entry(row) == nullptr || m_entries[std::size_t(row)].adjustment == adjustment)
        return;
    m_entries[std::size_t(row)].adjustment = adjustment;
    Q_EMIT changed(row, row);
}

void ForecastController::setCurrent(int row)
{
    m_current = row;
    const std::lock_guard lock(m_queue->mutex);
    m_queue->wanted = row;
}

void ForecastController::order(int row)
{
    auto &entry = m_entries[std::size_t(row)];
    if (entry.state != ForecastEntry::State::Waiting || entry.version == 0) {
        if (m_open == 0)
            m_since.start();
        ++m_open;
        ++m_total;
    }
    entry.state = ForecastEntry::State::Waiting;
    entry.error.reset();
    ++entry.version;
    const std::lock_guard lock(m_queue->mutex);
    m_queue->waiting.insert_or_assign(row, Order{entry.raw, entry.frequency, m_steps, entry.choice, entry.version});
}

void ForecastController::orderAll()
{
    if (m_entries.empty()) {
        Q_EMIT progressed();
        return;
    }
    setCurrent(m_current);
    for (int row = 0; row < int(m_entries.size()); ++row)
        order(row);
    startWorkers();
    Q_EMIT changed(0, int(m_entries.size()) - 1);
}

void ForecastController::startWorkers()
{
    // One thread of the pool stays free for what else the window asks of it.
    const int most = std::max(1, std::min(m_pool->maxThreadCount() - 1, QThread::idealThreadCount()));
    const std::lock_guard lock(m_queue->mutex);
    for (; m_queue->workers < std::min(most, int(m_queue->waiting.size())); ++m_queue->workers)
        m_pool->start([queue = m_queue] { queue->work(); });
    m_collecting.start();
    Q_EMIT progressed();
}

void ForecastController::collect()
{
    std::vector<Queue::Ready> ready;
    {
        const std::lock_guard lock(m_queue->mutex);
        ready.swap(m_queue->ready);
    }
    int first = int(m_entries.size());
    int last = -1;
    for (auto &one : ready) {
        auto &entry = m_entries[std::size_t(one.row)];
        if (entry.version != one.version || entry.state != ForecastEntry::State::Waiting)
            continue;
        --m_open;
        if (one.outcome) {
            entry.state = ForecastEntry::State::Done;
            entry.outcome = std::move(*one.outcome);
        } else {
            entry.state = ForecastEntry::State::Failed;
            entry.error = one.outcome.error();
            entry.outcome.reset();
        }
        first = std::min(first, one.row);
        last = std::max(last, one.row);
    }
    const int series = std::exchange(m_total, m_open == 0 ? 0 : m_total);
    const bool isDone = m_open == 0;
    if (isDone)
        m_collecting.stop();
    if (last < 0)
        return;
    Q_EMIT changed(first, last);
    Q_EMIT progressed();
    if (isDone)
        Q_EMIT ended(series, m_since.elapsed());
}

void ForecastController::cancel()
{
    {
        const std::lock_guard lock(m_queue->mutex);
        m_queue->waiting.clear();
    }
    for (auto &entry : m_entries) {
        if (entry.state != ForecastEntry::State::Waiting)
            continue;
        entry.state = ForecastEntry::State::Cancelled;
        ++entry.version;
    }
    m_open = 0;
    m_total = 0;
    m_collecting.stop();
    if (!m_entries.empty())
        Q_EMIT changed(0, int(m_entries.size()) - 1);
    Q_EMIT progressed();
}

void ForecastController::resume()
{
    for (int row = 0; row < int(m_entries.size()); ++row) {
        if (m_entries[std::size_t(row)].state == ForecastEntry::State::Cancelled)
            order(row);
    }
    startWorkers();
}

int ForecastController::failures() const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(),
                             [](const ForecastEntry &entry) { return entry.state == ForecastEntry::State::Failed; }));
}

} // namespace consultantos
