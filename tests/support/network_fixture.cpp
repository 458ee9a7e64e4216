// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_fixture.h"

#include <QTimeZone>

namespace consultantos::test {

void MemoryLedger::record(const EgressEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    m_entries.append(entry);
}

QList<EgressEntry> MemoryLedger::entries() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries;
}

QDateTime SteppedClock::nowUtc() const
{
    const std::lock_guard lock(m_mutex);
    return QDateTime(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc()).addMSecs(m_passed.count());
}

std::chrono::nanoseconds SteppedClock::steadyNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_passed;
}

void SteppedClock::advance(std::chrono::milliseconds time)
{
    const std::lock_guard lock(m_mutex);
    m_passed += time;
}

EgressServices Network::services() const
{
    EgressServices services;
    services.clock = clock;
    services.ledger = ledger;
    services.validators = std::make_shared<MemoryValidatorStore>();
    services.uniform = [] { return 0.5; };
    services.after = [clock = clock, waits = m_waits](std::chrono::milliseconds wait, QObject *context,
                                                      const std::function<void()> &task) {
        {
            const std::lock_guard lock(waits->mutex);
            waits->asked.append(wait);
        }
        clock->advance(wait);
        QMetaObject::invokeMethod(context, task, Qt::QueuedConnection);
    };
    return services;
}

QList<std::chrono::milliseconds> Network::waits() const
{
    const std::lock_guard lock(m_waits->mutex);
    return m_waits->asked;
}

EgressOptions localOptions()
{
    EgressOptions options;
    options.proxyUse = ProxyUse::None;
    options.defaultRate = {1'000, 1'000};
    options.userAgent = "ConsultantOS test";
    return options;
}

} // namespace consultantos::test
