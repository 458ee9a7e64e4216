// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/ledger_writer.h"

#include "base/logging.h"
#include "storage/money_ledger.h"

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

/// Billed calls wait meanwhile: SQLite has one writer.
constexpr qsizetype RowsAtOnce = 1'000;

} // namespace

LedgerWriter::LedgerWriter(std::shared_ptr<MoneyLedger> ledger)
    : m_ledger(std::move(ledger))
{
}

LedgerWriter::~LedgerWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void LedgerWriter::write(const ModelCall &call, qint64 reservation)
{
    if (!m_ledger)
        return;
    if (const auto written = m_ledger->record(call, reservation); !written)
        qCWarning(lcStorage) << "not in the money ledger:" << call.id << written.error().message;
}

void LedgerWriter::writeLater(const ModelCall &call)
{
    if (!m_ledger)
        return;
    const std::lock_guard lock(m_mutex);
    m_queue.append(call);
    // Made at the first hit: most programs end without one.
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_changed.notify_all();
}

void LedgerWriter::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_queue.isEmpty(); });
        if (m_queue.isEmpty())
            return;
        auto calls = std::exchange(m_queue, {});
        lock.unlock();
        // In one transaction each time: a hit takes less time than a row of its own does.
        while (!calls.isEmpty()) {
            if (const auto written = m_ledger->recordAll(calls.mid(0, RowsAtOnce)); !written)
                qCWarning(lcStorage) << "not in the money ledger:" << calls.size() << written.error().message;
            calls.remove(0, std::min(calls.size(), RowsAtOnce));
        }
        lock.lock();
    }
}

} // namespace consultantos
