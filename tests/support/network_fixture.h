// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_client.h"
#include "model/egress_entry.h"

#include <QList>

#include <chrono>
#include <memory>
#include <mutex>

namespace consultantos::test {

/// Keeps what it is told.
class MemoryLedger final : public LedgerSink {
public:
    void record(const EgressEntry &entry) override;
    [[nodiscard]] QList<EgressEntry> entries() const;

private:
    mutable std::mutex m_mutex;
    QList<EgressEntry> m_entries;
};

/// A clock that stands still but for the waits that the code under test asked for.
class SteppedClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override;
    void advance(std::chrono::milliseconds time);

private:
    mutable std::mutex m_mutex;
    std::chrono::milliseconds m_passed{0};
};

/// Everything around an HttpClient, without sleep and dice: a wait moves the clock on and is over at once.
struct Network {
    std::shared_ptr<SteppedClock> clock = std::make_shared<SteppedClock>();
    std::shared_ptr<MemoryLedger> ledger = std::make_shared<MemoryLedger>();

    [[nodiscard]] EgressServices services() const;
    /// The waits that were asked for.
    [[nodiscard]] QList<std::chrono::milliseconds> waits() const;

private:
    struct Waits {
        std::mutex mutex;
        QList<std::chrono::milliseconds> asked;
    };
    std::shared_ptr<Waits> m_waits = std::make_shared<Waits>();
};

/// Options that reach the local server fast: no proxy, no rate to speak of.
[[nodiscard]] EgressOptions localOptions();

} // namespace consultantos::test
