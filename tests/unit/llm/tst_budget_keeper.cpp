// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/budget_keeper.h"
#include "llm/money/budget_metrics.h"

#include <QByteArrayList>
#include <QDateTime>
#include <QString>
#include <QTest>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

using namespace consultantos;

namespace {

/// A clock whose day is told.
class CalendarClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return QDateTime::fromSecsSinceEpoch(m_day * 86'400LL + 3'600, Qt::UTC);
    }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return {}; }
    void nextDay() { ++m_day; }

private:
    std::atomic<qint64> m_day = 20'000;
};

} // namespace

class BudgetKeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_clock = std::make_shared<CalendarClock>(); }
    void whatIsReservedIsGone();
    void whatIsLeftAfterSettlingMayBeSpent();
    void eachBudgetHolds();
    void aNewDayHasItsOwnBudget();
    void anUnknownPriceNeedsNoLimit();
    void anUnknownCostIsAllThatWasReserved();
    void aLostReservationCountsAsSpent();
    void settlingTwiceCountsOnce();
    void theLedgersSumsCount();
    void newLimitsHoldForWhatWasSpent();
    void aCallOfNoReportHasNoReportsBudget();
    void warnsFromEightyPercent();
    void whatIsLeftIsMeasured();
    void parallelCallsNeverPassTheBudget();

private:
    const QString m_report = QStringLiteral("r");
    std::shared_ptr<CalendarClock> m_clock;
};

void BudgetKeeperTest::whatIsReservedIsGone()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    const auto first = keeper.reserve(m_report, 60);
    QVERIFY(first);
    QCOMPARE(keeper.report(m_report).reserved, 60);
    const auto second = keeper.reserve(m_report, 41);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Denied);
    QVERIFY(second.error().message.contains(QStringLiteral("this report")));
    QVERIFY(keeper.reserve(m_report, 40));
}

void BudgetKeeperTest::whatIsLeftAfterSettlingMayBeSpent()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    auto first = keeper.reserve(m_report, 100);
    QVERIFY(first);
    first->settle(30);
    QCOMPARE(keeper.report(m_report).spent, 30);
    QCOMPARE(keeper.report(m_report).reserved, 0);
    auto second = keeper.reserve(m_report, 70);
    QVERIFY(second);
    second->release();
    QCOMPARE(keeper.report(m_report).spent, 30);
    QVERIFY(keeper.reserve(m_report, 70));
}

void BudgetKeeperTest::eachBudgetHolds()
{
    BudgetKeeper keeper({100, 150, 170}, {}, m_clock);
    QVERIFY(keeper.reserve(QStringLiteral("a"), 100));
    const auto day = keeper.reserve(QStringLiteral("b"), 60);
    QVERIFY(!day);
    QVERIFY(day.error().message.contains(QStringLiteral("today")));
    QCOMPARE(keeper.report(QStringLiteral("b")).reserved, 0);
    m_clock->nextDay();
    const auto engagement = keeper.reserve(QStringLiteral("b"), 71);
    QVERIFY(!engagement);
    QVERIFY(engagement.error().message.contains(QStringLiteral("this engagement")));
    QVERIFY(keeper.reserve(QStringLiteral("b"), 70));
}

void BudgetKeeperTest::aNewDayHasItsOwnBudget()
{
    BudgetKeeper keeper({std::nullopt, 100, std::nullopt}, {}, m_clock);
    auto late = keeper.reserve(m_report, 100);
    QVERIFY(late);
    m_clock->nextDay();
    QVERIFY(keeper.reserve(m_report, 100));
    // A call counts for the day on which it was reserved.
    late->settle(10);
    QCOMPARE(keeper.today().spent, 100);
}

void BudgetKeeperTest::anUnknownPriceNeedsNoLimit()
{
    BudgetKeeper free({}, {}, m_clock);
    QVERIFY(free.reserve(m_report, std::nullopt));
    BudgetKeeper limited({std::nullopt, std::nullopt, 100}, {}, m_clock);
    const auto refused = limited.reserve(m_report, std::nullopt);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Denied);
    QVERIFY(refused.error().message.contains(QStringLiteral("price")));
}

void BudgetKeeperTest::anUnknownCostIsAllThatWasReserved()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    auto reserved = keeper.reserve(m_report, 60);
    QVERIFY(reserved);
    reserved->settle(std::nullopt);
    QCOMPARE(keeper.report(m_report).spent, 60);
}

void BudgetKeeperTest::aLostReservationCountsAsSpent()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    {
        auto reserved = keeper.reserve(m_report, 60);
        QVERIFY(reserved);
        const auto moved = std::move(*reserved);
        QCOMPARE(moved.amount(), 60);
    }
    QCOMPARE(keeper.report(m_report).spent, 60);
    QCOMPARE(keeper.report(m_report).reserved, 0);
}

void BudgetKeeperTest::settlingTwiceCountsOnce()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    auto reserved = keeper.reserve(m_report, 60);
    QVERIFY(reserved);
    reserved->settle(20);
    reserved->settle(30);
    reserved->release();
    QCOMPARE(keeper.report(m_report).spent, 20);
    QCOMPARE(keeper.report(m_report).reserved, 0);
}

void BudgetKeeperTest::theLedgersSumsCount()
{
    BudgetKeeper keeper({100, 200, 300}, {{{m_report, 90}}, 150, 290}, m_clock);
    QVERIFY(!keeper.reserve(m_report, 11));
    QVERIFY(!keeper.reserve(QStringLiteral("other"), 11));
    QVERIFY(keeper.reserve(m_report, 10));
    QCOMPARE(keeper.engagement().spent, 300);
}

void BudgetKeeperTest::newLimitsHoldForWhatWasSpent()
{
    BudgetKeeper keeper({100, std::nullopt, std::nullopt}, {}, m_clock);
    auto first = keeper.reserve(m_report, 90);
    QVERIFY(first);
    QVERIFY(!keeper.reserve(m_report, 20));
    keeper.setLimits({120, std::nullopt, std::nullopt});
    QVERIFY(!keeper.reserve(m_report, 31));
    QVERIFY(keeper.reserve(m_report, 30));
    first->settle(90);
    keeper.setLimits({50, std::nullopt, std::nullopt});
    QVERIFY(!keeper.reserve(m_report, 1));
    QCOMPARE(keeper.report(m_report).limit, std::optional<qint64>(50));
}

void BudgetKeeperTest::aCallOfNoReportHasNoReportsBudget()
{
    BudgetKeeper keeper({100, std::nullopt, 1'000}, {}, m_clock);
    for (int call = 0; call < 10; ++call)
        keeper.reserve({}, 100)->settle(100);
    QVERIFY(!keeper.reserve({}, 1));
}

void BudgetKeeperTest::warnsFromEightyPercent()
{
    QVERIFY(!BudgetState({1'000, 700, 99}).isNearlyUsed());
    QVERIFY(BudgetState({1'000, 700, 100}).isNearlyUsed());
    QVERIFY(!BudgetState({std::nullopt, 700, 100}).isNearlyUsed());
    constexpr auto Most = std::numeric_limits<qint64>::max();
    QVERIFY(!BudgetState({Most, Most / 2, 0}).isNearlyUsed());
    QVERIFY(BudgetState({Most, Most / 10 * 9, 0}).isNearlyUsed());
}

void BudgetKeeperTest::parallelCallsNeverPassTheBudget()
{
    constexpr qint64 Limit = 50'000;
    constexpr int Calls = 200;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        BudgetKeeper keeper({std::nullopt, std::nullopt, Limit}, {}, m_clock);
        std::atomic<qint64> billed = 0;
        std::atomic<qint64> highest = 0;
        std::atomic<int> refused = 0;
        std::atomic<bool> isOpen = false;
        std::vector<std::thread> threads;
        for (int call = 0; call < Calls; ++call) {
            threads.emplace_back([&, seed, call] {
                std::mt19937 generator(seed * 1'000 + static_cast<unsigned>(call));
                const auto worst = std::uniform_int_distribution<qint64>(1, 2'000)(generator);
                const auto cost = std::uniform_int_distribution<qint64>(0, worst)(generator);
                while (!isOpen)
                    std::this_thread::yield();
                auto reserved = keeper.reserve(QString::number(call % 7), worst);
                if (!reserved) {
                    ++refused;
                    return;
                }
                const auto state = keeper.engagement();
                auto seen = highest.load();
                while (seen < state.spent + state.reserved
                       && !highest.compare_exchange_weak(seen, state.spent + state.reserved)) {
                }
                billed += cost;
                reserved->settle(cost);
            });
        }
        isOpen = true;
        for (auto &thread : threads)
            thread.join();
        QVERIFY(highest <= Limit);
        QVERIFY(billed <= Limit);
        QCOMPARE(keeper.engagement().spent, billed.load());
        QCOMPARE(keeper.engagement().reserved, 0);
        // All of them together cost some 100,000: the budget was the bound.
        QVERIFY(refused > 0);
    }
}

void BudgetKeeperTest::whatIsLeftIsMeasured()
{
    BudgetKeeper keeper({std::nullopt, 2'000'000, std::nullopt}, {}, m_clock);
    auto call = keeper.reserve(m_report, 500'000);
    QVERIFY(call);
    auto family = budgetFamily(keeper);
    QCOMPARE(family.series.size(), 1);
    QCOMPARE(family.series.first().labels, QByteArrayList{"day"});
    QCOMPARE(family.series.first().value, 1.5);
    call->settle(250'000);
    QCOMPARE(budgetFamily(keeper).series.first().value, 1.75);
    keeper.setLimits({std::nullopt, 100'000, 1'000'000});
    family = budgetFamily(keeper);
    QCOMPARE(family.series.size(), 2);
    QCOMPARE(family.series.first().value, 0.0);
    QCOMPARE(family.series.last().value, 0.75);
}

QTEST_APPLESS_MAIN(BudgetKeeperTest)
#include "tst_budget_keeper.moc"
