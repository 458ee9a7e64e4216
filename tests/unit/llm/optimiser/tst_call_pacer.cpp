// SPDX-License-Identifier: GPL-3.0-or-later
// When calls may go, and how fast that follows a server whose limits change.
#include "llm/optimiser/call_pacer.h"

#include "simulated_server.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

class CallPacerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twentyGoAtOnceThenTenASecond()
    {
        CallPacer pacer({});
        for (int call = 0; call < 20; ++call) {
            QCOMPARE(pacer.waitFor(100, 0ns), 0ns);
            (void)pacer.begin(100, false, 0ns);
        }
        QCOMPARE(pacer.waitFor(100, 0ns), 100ms);
        QCOMPARE(pacer.waitFor(100, 100ms), 0ns);
    }

    void tokensAreReservedAndSettled()
    {
        PaceLimits limits;
        limits.tokensPerMinute = 60'000;
        CallPacer pacer(limits);
        const auto first = pacer.begin(28'000, false, 0ns);
        QVERIFY(pacer.waitFor(10'000, 0ns) > 8s);
        pacer.succeeded(first, 2'000, 0ns);
        QCOMPARE(pacer.waitFor(10'000, 0ns), 0ns);
        // A reply longer than was reserved is made good by those behind it.
        const auto second = pacer.begin(10'000, false, 0ns);
        pacer.succeeded(second, 40'000, 0ns);
        QVERIFY(pacer.waitFor(1'000, 0ns) > 10s);
    }

    void aCallLargerThanTheMinuteGoesFromAFullBucket()
    {
        PaceLimits limits;
        limits.tokensPerMinute = 1'000;
        CallPacer pacer(limits);
        QCOMPARE(pacer.waitFor(5'000, 0ns), 0ns);
        (void)pacer.begin(5'000, false, 0ns);
        QVERIFY(pacer.waitFor(10, 0ns) > 4min);
    }

    void whatWasNotSentIsGivenBack()
    {
        PaceLimits limits;
        limits.burst = 1;
        limits.tokensPerMinute = 60'000;
        CallPacer pacer(limits);
        const auto turn = pacer.begin(28'000, false, 0ns);
        QVERIFY(pacer.waitFor(28'000, 0ns) > 0ns);
        pacer.withdrawn(turn, 0ns);
        QCOMPARE(pacer.waitFor(28'000, 0ns), 0ns);
    }

    void aRefusalHoldsAllCallsForAsLongAsItSays()
    {
        CallPacer pacer({});
        const auto turn = pacer.begin(1, false, 0ns);
        pacer.refused(turn, 7s, 1s);
        QCOMPARE(pacer.waitFor(1, 1s), 7s);
        QCOMPARE(pacer.waitFor(1, 8s), 0ns);
        (void)pacer.begin(1, true, 8s);
        // What gathered meanwhile isn't sent at once.
        QVERIFY(pacer.waitFor(1, 8s) > 0ns);
    }

    void refusalsOfCallsUnderWaySlowOnce()
    {
        CallPacer pacer({});
        const auto first = pacer.begin(1, false, 0ns);
        const auto second = pacer.begin(1, false, 1ms);
        pacer.refused(first, std::nullopt, 50ms);
        const double rate = pacer.perSecond();
        QVERIFY(rate < 8);
        pacer.refused(second, std::nullopt, 60ms);
        QCOMPARE(pacer.perSecond(), rate);
    }

    void moreThanATenthOfErrorsTakesAFifth()
    {
        AdaptiveRate rate({});
        for (int call = 0; call < 8; ++call)
            rate.succeeded();
        rate.failed();
        rate.failed();
        QCOMPARE(rate.perSecond(), 8.0);
        // A tenth is not more than a tenth.
        for (int call = 0; call < 9; ++call)
            rate.succeeded();
        rate.failed();
        QCOMPARE(rate.perSecond(), 8.0);
    }

    void noErrorsGiveATenthMoreWhereCallsWait()
    {
        AdaptiveRate rate({});
        for (int call = 0; call < 10; ++call) {
            (void)rate.begin(true, 0ns);
            rate.succeeded();
        }
        QCOMPARE(rate.perSecond(), 11.0);
        for (int call = 0; call < 10; ++call) {
            (void)rate.begin(false, 0ns);
            rate.succeeded();
        }
        QCOMPARE(rate.perSecond(), 11.0);
    }

    void itStaysBetweenFloorAndCeiling()
    {
        AdaptiveRate rate({10, 20, 2, 15, 0});
        for (int call = 0; call < 1'000; ++call)
            rate.failed();
        QCOMPARE(rate.perSecond(), 2.0);
        for (int call = 0; call < 1'000; ++call) {
            (void)rate.begin(true, 0ns);
            rate.succeeded();
        }
        QCOMPARE(rate.perSecond(), 15.0);
    }

    void itFollowsAServerWhoseLimitsChange()
    {
        double goodput = 0;
        int count = 0;
        for (const double demand : {0.7, 1.0, 1.5}) {
            for (const double burst : {0.5, 2.0, 10.0}) {
                for (std::uint32_t seed = 101; seed <= 110; ++seed) {
                    Scenario scenario;
                    scenario.seed = seed;
                    scenario.meanDemand = demand;
                    scenario.burstSeconds = burst;
                    scenario.tellsWhen = seed % 2 == 0;
                    const auto outcome = simulate(scenario, {});
                    const auto what = QStringLiteral("demand %1, burst %2 s, seed %3: goodput %4, refused %5")
                                          .arg(demand)
                                          .arg(burst)
                                          .arg(seed)
                                          .arg(outcome.goodput())
                                          .arg(outcome.refusals());
                    QVERIFY2(outcome.oracle > 3'000, qPrintable(what));
                    QVERIFY2(outcome.refusals() <= 0.01, qPrintable(what));
                    QVERIFY2(outcome.goodput() >= 0.85, qPrintable(what));
                    goodput += outcome.goodput();
                    ++count;
                }
            }
        }
        qInfo("goodput %.4f of one who knows the limits, over %d runs", goodput / count, count);
        QVERIFY(goodput / count >= 0.95);
    }
};

QTEST_GUILESS_MAIN(CallPacerTest)
#include "tst_call_pacer.moc"
