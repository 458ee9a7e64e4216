// SPDX-License-Identifier: GPL-3.0-or-later
// A process that checks what is due, again and again, and says so: monitor_checker FOLDER CHECKS BASE_MS. Its clock runs 300
// times as fast as time does, the same in all such processes.
#include "monitoring_fixture.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>

using namespace consultantos;

namespace {

class FastClock final : public Clock {
public:
    explicit FastClock(qint64 base)
        : m_base(base)
    {
    }
    [[nodiscard]] QDateTime nowUtc() const override
    {
        constexpr qint64 Speed = 300;
        const auto real = QDateTime::currentMSecsSinceEpoch();
        return QDateTime::fromMSecsSinceEpoch(m_base + (real - m_base) * Speed, QTimeZone::utc());
    }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override
    {
        return std::chrono::steady_clock::now().time_since_epoch();
    }

private:
    qint64 m_base;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const auto clock = std::make_shared<FastClock>(arguments.value(3).toLongLong());
    std::optional<Error> notice;
    const auto store = MonitorRepository::open(arguments.value(1), clock, nullptr, &notice);
    const auto facts = LocalFactStore::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), nullptr);
    if (!store || !facts)
        return 1;
    CompanyWatcher::Parts parts;
    parts.facts = *facts;
    parts.resourceDir = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
    parts.clock = clock;
    MonitorService service({*store, *facts, std::make_shared<CompanyWatcher>(std::move(parts)), nullptr, clock});
    std::puts("ready");
    std::fflush(stdout);
    const auto rounds = arguments.value(2).toInt();
    for (int done = 0; done < rounds;) {
        const auto due = (*store)->monitors();
        if (!due)
            return 2;
        const auto checks = service.checkDue();
        if (!checks) {
            std::fprintf(stderr, "%s\n", qPrintable(checks.error().toText()));
            return 3;
        }
        for (const auto &check : *checks) {
            // The end of a check is after its beginning and before the next time that it was due.
            std::printf("checked %lld %lld\n", static_cast<long long>(check.monitor.lastCheck.toMSecsSinceEpoch()),
                        static_cast<long long>(check.monitor.nextCheck.toMSecsSinceEpoch()));
            std::fflush(stdout);
            ++done;
        }
        QThread::msleep(1);
    }
    return 0;
}
