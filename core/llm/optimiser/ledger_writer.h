// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/model_call.h"

#include <QList>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos {

class MoneyLedger;

/// Writes calls into the ledger: billed ones before their caller goes on, hits of the cache, which cost nothing, behind
/// his back, as a write takes longer than they do. Thread-safe. Its end writes what is queued.
class LedgerWriter {
public:
    /// `ledger` null: nothing is written.
    explicit LedgerWriter(std::shared_ptr<MoneyLedger> ledger);
    ~LedgerWriter();
    LedgerWriter(const LedgerWriter &) = delete;
    LedgerWriter &operator=(const LedgerWriter &) = delete;

    /// `reservation`: see MoneyLedger::record().
    void write(const ModelCall &call, qint64 reservation = 0);
    void writeLater(const ModelCall &call);

private:
    void run();

    const std::shared_ptr<MoneyLedger> m_ledger;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QList<ModelCall> m_queue;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace consultantos
