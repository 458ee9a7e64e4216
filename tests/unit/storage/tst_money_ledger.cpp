// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/money_ledger.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <thread>

using namespace consultantos;

namespace {

ModelCall aCall(const QString &id, const QString &agent, const QString &report, int day, qint64 cost)
{
    ModelCall call;
    call.id = id;
    call.when = QDateTime(QDate(2026, 3, day), QTime(23, 59, 59, 999), QTimeZone::utc());
    call.provider = QStringLiteral("openai");
    call.model = QStringLiteral("m");
    call.agent = agent;
    call.reportId = report;
    call.input = 1'000;
    call.cachedInput = 200;
    call.cacheWrite = 30;
    call.output = 400;
    call.reasoning = 50;
    call.currency = QStringLiteral("USD");
    call.cost = cost;
    call.duration = std::chrono::milliseconds(1'500);
    return call;
}

ModelCall aHit(const QString &id, qint64 saved)
{
    auto call = aCall(id, QStringLiteral("swot"), QStringLiteral("r1"), 3, 0);
    call.isFromCache = true;
    call.saved = saved;
    call.duration = std::chrono::milliseconds(0);
    return call;
}

} // namespace

class MoneyLedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCallComesBackAsItWas();
    void aCallIsBilledOnce();
    void severalAreRecordedInOne();
    void savingsStandApart();
    void totalsAreByAgentReportDayAndModel();
    void currenciesAreNeverAdded();
    void anEmptyLedgerHasNoTotals();
    void threadsRecordAtOnce();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MoneyLedger> m_ledger;
};

void MoneyLedgerTest::init()
{
    m_ledger.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    auto database = test::openStore(m_dir->filePath(QStringLiteral("money.db")), MoneyLedger::schema(),
                                    std::make_shared<SystemClock>());
    QVERIFY(database);
    m_ledger = std::make_unique<MoneyLedger>(*database);
}

void MoneyLedgerTest::aCallComesBackAsItWas()
{
    auto known = aCall(QStringLiteral("1"), QStringLiteral("swot"), QStringLiteral("r1"), 2, 9'007'199'254'740'993);
    known.isRateLimited = true;
    auto unknown = aCall(QStringLiteral("2"), {}, {}, 1, 0);
    unknown.cost.reset();
    QVERIFY(*m_ledger->record(known));
    QVERIFY(*m_ledger->record(unknown));
    const auto calls = m_ledger->calls();
    QVERIFY(calls);
    QCOMPARE(calls->size(), 2);
    QVERIFY(calls->at(0) == known);
    QVERIFY(calls->at(1) == unknown);
}

void MoneyLedgerTest::aCallIsBilledOnce()
{
    const auto call = aCall(QStringLiteral("1"), QStringLiteral("swot"), QStringLiteral("r1"), 2, 700);
    QVERIFY(*m_ledger->record(call));
    const auto again = m_ledger->record(call);
    QVERIFY(again);
    QVERIFY(!*again);
    QCOMPARE(m_ledger->totals(UsageGrouping::None)->first().cost, 700);
    QCOMPARE(m_ledger->totals(UsageGrouping::None)->first().calls, 1);
}

void MoneyLedgerTest::severalAreRecordedInOne()
{
    const auto one = aCall(QStringLiteral("1"), QStringLiteral("swot"), QStringLiteral("r1"), 3, 10);
    QVERIFY(m_ledger->record(one));
    QVERIFY(m_ledger->recordAll({one, aHit(QStringLiteral("2"), 5), aHit(QStringLiteral("3"), 7)}));
    QVERIFY(m_ledger->recordAll({}));
    const auto totals = m_ledger->totals(UsageGrouping::None);
    QCOMPARE(totals->first().calls, 3);
    QCOMPARE(totals->first().saved, 12);
    QCOMPARE(totals->first().cost, 10);
}

void MoneyLedgerTest::savingsStandApart()
{
    QVERIFY(m_ledger->record(aCall(QStringLiteral("1"), QStringLiteral("swot"), QStringLiteral("r1"), 3, 700)));
    auto unknown = aCall(QStringLiteral("2"), QStringLiteral("swot"), QStringLiteral("r1"), 3, 0);
    unknown.cost.reset();
    unknown.isRateLimited = true;
    QVERIFY(m_ledger->record(unknown));
    QVERIFY(m_ledger->record(aHit(QStringLiteral("3"), 700)));
    QVERIFY(m_ledger->record(aHit(QStringLiteral("4"), 300)));
    const auto totals = m_ledger->totals(UsageGrouping::None);
    QVERIFY(totals);
    QCOMPARE(totals->size(), 1);
    const auto &all = totals->first();
    QCOMPARE(all.calls, 4);
    QCOMPARE(all.cacheHits, 2);
    QCOMPARE(all.cacheHitRate(), 0.5);
    QCOMPARE(all.rateLimited, 1);
    QCOMPARE(all.cost, 700);
    QCOMPARE(all.unknownCosts, 1);
    QCOMPARE(all.saved, 1'000);
    QCOMPARE(all.averageDuration, 0.75);
    // What the hits didn't use isn't counted as used.
    QCOMPARE(all.input, 2'000);
    QCOMPARE(all.cachedInput, 400);
    QCOMPARE(all.cacheWrite, 60);
    QCOMPARE(all.output, 800);
    QCOMPARE(all.reasoning, 100);
}

void MoneyLedgerTest::totalsAreByAgentReportDayAndModel()
{
    QVERIFY(m_ledger->record(aCall(QStringLiteral("1"), QStringLiteral("swot"), QStringLiteral("r1"), 2, 1)));
    QVERIFY(m_ledger->record(aCall(QStringLiteral("2"), QStringLiteral("porter"), QStringLiteral("r1"), 3, 10)));
    QVERIFY(m_ledger->record(aCall(QStringLiteral("3"), QStringLiteral("swot"), QStringLiteral("r2"), 3, 100)));
    const auto costs = [this](UsageGrouping grouping) {
        QStringList texts;
        const auto totals = m_ledger->totals(grouping);
        for (const auto &row : *totals)
            texts.append(QStringLiteral("%1=%2").arg(row.key).arg(row.cost));
        return texts.join(QLatin1Char(' '));
    };
    QCOMPARE(costs(UsageGrouping::None), QStringLiteral("=111"));
    QCOMPARE(costs(UsageGrouping::Agent), QStringLiteral("porter=10 swot=101"));
    QCOMPARE(costs(UsageGrouping::Report), QStringLiteral("r1=11 r2=100"));
    QCOMPARE(costs(UsageGrouping::Day), QStringLiteral("2026-03-02=1 2026-03-03=110"));
    QCOMPARE(costs(UsageGrouping::Model), QStringLiteral("openai m=111"));
}

void MoneyLedgerTest::currenciesAreNeverAdded()
{
    QVERIFY(m_ledger->record(aCall(QStringLiteral("1"), QStringLiteral("swot"), {}, 2, 5)));
    auto euros = aCall(QStringLiteral("2"), QStringLiteral("swot"), {}, 2, 7);
    euros.currency = QStringLiteral("EUR");
    QVERIFY(m_ledger->record(euros));
    const auto totals = m_ledger->totals(UsageGrouping::Agent);
    QVERIFY(totals);
    QCOMPARE(totals->size(), 2);
    QCOMPARE(totals->at(0).currency, QStringLiteral("EUR"));
    QCOMPARE(totals->at(0).cost, 7);
    QCOMPARE(totals->at(1).cost, 5);
}

void MoneyLedgerTest::anEmptyLedgerHasNoTotals()
{
    QVERIFY(m_ledger->totals(UsageGrouping::None)->isEmpty());
    QVERIFY(m_ledger->calls()->isEmpty());
}

void MoneyLedgerTest::threadsRecordAtOnce()
{
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([this, thread] {
            for (int call = 0; call < 10; ++call) {
                // Every second one is of an id that two threads share.
                const auto id = call % 2 == 0 ? QStringLiteral("shared %1 %2").arg(thread / 2).arg(call)
                                              : QStringLiteral("%1 %2").arg(thread).arg(call);
                (void)m_ledger->record(aCall(id, QStringLiteral("swot"), {}, 2, 1));
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(m_ledger->totals(UsageGrouping::None)->first().calls, 4 * 5 + 2 * 5);
}

QTEST_GUILESS_MAIN(MoneyLedgerTest)
#include "tst_money_ledger.moc"
