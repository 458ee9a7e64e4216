// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/circuit_breaker.h"

#include <QTest>

#include <atomic>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override { return {}; }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return std::chrono::nanoseconds(m_now.load()); }
    void advance(std::chrono::nanoseconds time) { m_now += time.count(); }

private:
    std::atomic<qint64> m_now{1};
};

} // namespace

class CircuitBreakerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<HandClock>();
        m_breaker = std::make_unique<CircuitBreaker>(BreakerLimits(), m_clock);
    }

    void failuresInARowOpenIt()
    {
        fail(4);
        QVERIFY(m_breaker->permit());
        fail(1);
        QVERIFY(!m_breaker->permit());
        QCOMPARE(m_breaker->pause(), 15'000ms);
    }

    void aGoodOneEndsTheRow()
    {
        fail(4);
        m_breaker->permit()->succeeded();
        fail(4);
        QVERIFY(m_breaker->permit());
    }

    void halfOfTheLastOpenIt()
    {
        for (int pair = 0; pair < 9; ++pair) {
            fail(1);
            m_breaker->permit()->succeeded();
        }
        QVERIFY(m_breaker->permit());
        fail(1);
        QVERIFY(!m_breaker->permit());
    }

    void oneTriesWhileOthersAreKeptAway()
    {
        fail(5);
        m_clock->advance(15s);
        QCOMPARE(m_breaker->pause(), 0ms);
        QVERIFY(m_breaker->isOpen());
        auto probe = m_breaker->permit();
        QVERIFY(probe);
        QVERIFY(!m_breaker->permit());
        probe->succeeded();
        QVERIFY(!m_breaker->isOpen());
        QVERIFY(m_breaker->permit());
        fail(4);
        QVERIFY(m_breaker->permit());
    }

    void aFailedTryDoublesThePause()
    {
        fail(5);
        auto pause = 15s;
        for (int round = 0; round < 6; ++round) {
            m_clock->advance(pause);
            auto probe = m_breaker->permit();
            QVERIFY(probe);
            probe->failed();
            pause = std::min<std::chrono::seconds>(2 * pause, 300s);
            QCOMPARE(m_breaker->pause(), std::chrono::milliseconds(pause));
        }
    }

    void aCancelledTryLetsTheNextOne()
    {
        fail(5);
        m_clock->advance(15s);
        {
            const auto probe = m_breaker->permit();
            QVERIFY(probe);
        }
        QVERIFY(m_breaker->permit());
    }

    void whatBeganBeforeSaysNothing()
    {
        auto early = m_breaker->permit();
        fail(5);
        early->succeeded();
        QVERIFY(!m_breaker->permit());
    }

private:
    void fail(int count)
    {
        for (int i = 0; i < count; ++i)
            m_breaker->permit()->failed();
    }

    std::shared_ptr<HandClock> m_clock;
    std::unique_ptr<CircuitBreaker> m_breaker;
};

QTEST_GUILESS_MAIN(CircuitBreakerTest)
#include "tst_circuit_breaker.moc"
