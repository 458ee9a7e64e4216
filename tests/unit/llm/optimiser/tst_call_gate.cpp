// SPDX-License-Identifier: GPL-3.0-or-later
// Calls go in their order, within rate and number, together where several come.
#include "llm/optimiser/call_gate.h"

#include "model_fixture.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

GateLimits fast()
{
    GateLimits limits;
    limits.pace = {10'000, 10'000, 1, 10'000, 0};
    return limits;
}

constexpr auto Ever = std::chrono::nanoseconds(std::chrono::hours(24 * 365 * 100));

/// Looks again and again until it is so.
bool becomes(const std::function<bool()> &isSo)
{
    for (int look = 0; look < 6'000 && !isSo(); ++look)
        std::this_thread::sleep_for(5ms);
    return isSo();
}

} // namespace

class CallGateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverMoreAtOnce()
    {
        auto limits = fast();
        limits.concurrency = 3;
        CallGate gate(limits, CallTiming::standard(std::make_shared<SystemClock>()));
        std::atomic<int> most{0};
        std::vector<std::thread> threads;
        for (int caller = 0; caller < 12; ++caller) {
            threads.emplace_back([&] {
                auto pass = gate.enter(1, Ever, {});
                const int now = gate.underWay();
                for (int known = most; now > known && !most.compare_exchange_weak(known, now);) {
                }
                std::this_thread::sleep_for(10ms);
                pass->succeeded(1);
            });
        }
        for (auto &thread : threads)
            thread.join();
        QVERIFY(most >= 2);
        QVERIFY(most <= 3);
        QCOMPARE(gate.underWay(), 0);
        QCOMPARE(gate.waiting(), 0);
    }

    void aLoneCallGoesAtOnce()
    {
        auto limits = fast();
        limits.batchWindow = 1h;
        CallGate gate(limits, CallTiming::standard(std::make_shared<SystemClock>()));
        QVERIFY(gate.enter(1, Ever, {}));
    }

    void othersGoTogetherAsSoonAsTheBatchIsFull()
    {
        auto limits = fast();
        limits.batchSize = 3;
        limits.batchWindow = 1h;
        CallGate gate(limits, CallTiming::standard(std::make_shared<SystemClock>()));
        auto first = gate.enter(1, Ever, {});
        std::atomic<int> through{0};
        std::vector<std::thread> threads;
        const auto add = [&] {
            threads.emplace_back([&] {
                auto pass = gate.enter(1, Ever, {});
                ++through;
                pass->succeeded(1);
            });
        };
        add();
        add();
        QVERIFY(becomes([&] { return gate.waiting() == 2; }));
        QCOMPARE(through.load(), 0);
        add();
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(through.load(), 3);
        first->succeeded(1);
    }

    void anIncompleteBatchGoesAfterTheWindow()
    {
        const auto clock = std::make_shared<ManualClock>();
        auto limits = fast();
        limits.batchWindow = 10ms;
        CallGate gate(limits, steppedTiming(clock));
        auto first = gate.enter(1, Ever, {});
        const auto before = clock->steadyNow();
        auto second = gate.enter(1, Ever, {});
        QVERIFY(second);
        QCOMPARE(clock->steadyNow() - before, std::chrono::nanoseconds(10ms));
    }

    void aCallWaitsForTheRateAndNoLonger()
    {
        const auto clock = std::make_shared<ManualClock>();
        GateLimits limits;
        limits.pace.burst = 1;
        CallGate gate(limits, steppedTiming(clock));
        gate.enter(1, Ever, {})->succeeded(1);
        const auto before = clock->steadyNow();
        gate.enter(1, Ever, {})->succeeded(1);
        QVERIFY(clock->steadyNow() - before >= 99ms);
        QVERIFY(clock->steadyNow() - before <= 101ms);
    }

    void whatCannotGoInTimeIsToldAtOnce()
    {
        const auto clock = std::make_shared<ManualClock>();
        CallGate gate({}, steppedTiming(clock));
        gate.enter(1, Ever, {})->refused(30s);
        const auto before = clock->steadyNow();
        const auto late = gate.enter(1, before + 10s, {});
        QCOMPARE(late.error().code, ErrorCode::RateLimited);
        QVERIFY(late.error().retryAfter && *late.error().retryAfter >= 29s);
        QCOMPARE(clock->steadyNow(), before);
        QCOMPARE(gate.waiting(), 0);
    }

    void aWaitingCallIsCancelled()
    {
        auto limits = fast();
        limits.concurrency = 1;
        CallGate gate(limits, CallTiming::standard(std::make_shared<SystemClock>()));
        auto first = gate.enter(1, Ever, {});
        CancellationSource source;
        std::optional<ErrorCode> code;
        std::thread waiting([&] {
            const auto pass = gate.enter(1, Ever, source.token());
            code = pass ? std::optional<ErrorCode>() : pass.error().code;
        });
        QVERIFY(becomes([&] { return gate.waiting() == 1; }));
        source.cancel();
        waiting.join();
        QCOMPARE(code, std::optional(ErrorCode::Cancelled));
        QCOMPARE(gate.waiting(), 0);
        first->succeeded(1);
        // Nothing of it stands in the way.
        QVERIFY(gate.enter(1, Ever, {}));
    }

    void oneThatLeavesABatchDoesNotLetOthersPass()
    {
        auto limits = fast();
        limits.concurrency = 1;
        CallGate gate(limits, CallTiming::standard(std::make_shared<SystemClock>()));
        auto first = gate.enter(1, Ever, {});
        std::vector<CancellationSource> sources(3);
        std::atomic<int> through{0};
        std::vector<std::thread> threads;
        for (auto &source : sources) {
            threads.emplace_back([&, token = source.token()] {
                if (auto pass = gate.enter(1, Ever, token)) {
                    ++through;
                    pass->succeeded(1);
                }
            });
        }
        QVERIFY(becomes([&] { return gate.waiting() == 3; }));
        sources[1].cancel();
        QVERIFY(becomes([&] { return gate.waiting() == 2; }));
        first->succeeded(1);
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(through.load(), 2);
    }
};

QTEST_GUILESS_MAIN(CallGateTest)
#include "tst_call_gate.moc"
