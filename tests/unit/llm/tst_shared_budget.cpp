// SPDX-License-Identifier: GPL-3.0-or-later
// One budget for several processes: this program starts itself as the others.
#include "llm/money/budget_keeper.h"
#include "llm/optimiser/ledger_writer.h"
#include "storage/database.h"
#include "storage/money_ledger.h"

#include "child_process.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Limit = 100'000;
constexpr qint64 MostOfCall = 3'000;
const QString Currency = QStringLiteral("USD");
const QString Report = QStringLiteral("r");

std::shared_ptr<MoneyLedger> open(const QString &path)
{
    auto database = Database::open(path, MoneyLedger::schema(), std::make_shared<SystemClock>());
    return database ? std::make_shared<MoneyLedger>(*std::move(database)) : nullptr;
}

/// The clock of a machine, put forward.
class LaterClock final : public Clock {
public:
    explicit LaterClock(std::chrono::seconds by)
        : m_by(by)
    {
    }
    [[nodiscard]] QDateTime nowUtc() const override { return QDateTime::currentDateTimeUtc().addSecs(m_by.count()); }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return {}; }

private:
    std::chrono::seconds m_by;
};

ModelCall billed(qint64 cost)
{
    ModelCall call;
    call.id = QUuid::createUuid().toString();
    call.when = QDateTime::currentDateTimeUtc();
    call.provider = QStringLiteral("openai");
    call.model = QStringLiteral("m");
    call.reportId = Report;
    call.currency = Currency;
    call.cost = cost;
    return call;
}

/// One call: set aside, made, settled. False if the budget forbids it.
bool call(BudgetKeeper &keeper, LedgerWriter &ledger, QRandomGenerator &random)
{
    const qint64 most = 1 + random.bounded(int(MostOfCall));
    auto reserved = keeper.reserve(Report, most, Currency, 1min);
    if (!reserved) {
        if (reserved.error().code != ErrorCode::Denied)
            std::fprintf(stderr, "%s\n", qPrintable(reserved.error().toText()));
        return false;
    }
    std::this_thread::yield();
    if (random.bounded(10) == 0) {
        reserved->release();
        return true;
    }
    const qint64 cost = random.bounded(int(most) + 1);
    const auto held = reserved->held();
    reserved->settle(cost);
    ledger.write(billed(cost), held);
    return true;
}

/// As another process: so many calls at once.
int spend(const QString &path, int calls, quint32 seed)
{
    const auto ledger = open(path);
    if (!ledger)
        return 1;
    BudgetKeeper keeper({std::nullopt, std::nullopt, Limit}, {}, std::make_shared<SystemClock>(), ledger);
    LedgerWriter writer(ledger);
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < calls; ++i)
        threads.emplace_back([&, i] {
            QRandomGenerator random(seed + quint32(i));
            for (int turn = 0; turn < 4; ++turn)
                refused += call(keeper, writer, random) ? 0 : 1;
        });
    for (auto &thread : threads)
        thread.join();
    std::printf("refused %d\n", refused.load());
    return 0;
}

/// As a process that sets all aside and is killed.
int hold(const QString &path)
{
    const auto ledger = open(path);
    if (!ledger)
        return 1;
    BudgetKeeper keeper({std::nullopt, std::nullopt, Limit}, {}, std::make_shared<SystemClock>(), ledger);
    const auto all = keeper.reserve(Report, Limit, Currency, 1min);
    std::puts(all ? "held" : "refused");
    std::fflush(stdout);
    for (;;)
        std::this_thread::sleep_for(1h);
}

} // namespace

class SharedBudgetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("money.db"));
        m_ledger = open(m_path);
        QVERIFY(m_ledger);
    }

    void fourProcessesWithTwoHundredCallsNeverPassIt()
    {
        constexpr int Processes = 4;
        constexpr int CallsOfEach = 50;
        std::vector<std::unique_ptr<ChildProcess>> children;
        for (int i = 0; i < Processes; ++i) {
            children.push_back(std::make_unique<ChildProcess>());
            QVERIFY(children.back()->start(
                QCoreApplication::applicationFilePath(),
                {QStringLiteral("--spend"), m_path, QString::number(CallsOfEach), QString::number(1'000 * i)}));
        }
        // At no moment more than there is, set aside and spent together.
        qint64 most = 0;
        int looks = 0;
        const auto look = [&] {
            MoneyClaim nothing;
            nothing.currency = Currency;
            nothing.now = QDateTime::currentDateTimeUtc();
            nothing.amount = 1;
            nothing.engagementLimit = 0; // only looked at
            const auto sums = m_ledger->setAside(nothing);
            QVERIFY2(sums, sums ? "" : qPrintable(sums.error().toText()));
            most = std::max(most, sums->spent.engagement + sums->reserved.engagement);
            ++looks;
        };
        for (auto &child : children) {
            while (child->isRunning()) {
                look();
                if (QTest::currentTestFailed())
                    return;
                std::this_thread::sleep_for(5ms);
            }
        }
        int refused = 0;
        for (auto &child : children) {
            const auto said = child->readAll();
            QCOMPARE(child->exitCode(), 0);
            QVERIFY(said.startsWith("refused "));
            refused += said.mid(8).trimmed().toInt();
        }
        look();
        const auto totals = m_ledger->totals(UsageGrouping::None);
        QVERIFY(totals);
        const auto spent = totals->value(0).cost;
        QVERIFY2(spent <= Limit, qPrintable(QString::number(spent)));
        QVERIFY2(most <= Limit, qPrintable(QString::number(most)));
        // It was used up: nobody held back for nothing.
        QVERIFY2(spent > Limit - MostOfCall, qPrintable(QString::number(spent)));
        QVERIFY(refused > 0);
        QVERIFY(looks > 1);
    }

    void whatAKilledProcessHeldIsFreeLater()
    {
        ChildProcess child;
        QVERIFY(child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_path}));
        QVERIFY(child.readUntil("\n").contains("held"));
        BudgetKeeper now({std::nullopt, std::nullopt, Limit}, {}, std::make_shared<SystemClock>(), m_ledger);
        QCOMPARE(now.reserve(Report, 1, Currency).error().code, ErrorCode::Denied);
        child.kill();
        // It may have been billed for a call under way: not before its time is over.
        QCOMPARE(now.reserve(Report, 1, Currency).error().code, ErrorCode::Denied);
        BudgetKeeper later({std::nullopt, std::nullopt, Limit}, {}, std::make_shared<LaterClock>(2min), m_ledger);
        auto all = later.reserve(Report, Limit, Currency);
        QVERIFY2(all, all ? "" : qPrintable(all.error().toText()));
        all->release();
    }

    void eachBudgetCountsWhatOthersSpent()
    {
        const auto clock = std::make_shared<SystemClock>();
        const auto other = open(m_path);
        BudgetKeeper first({100, 1'000, 5'000}, {}, clock, m_ledger);
        BudgetKeeper second({100, 1'000, 5'000}, {}, clock, other);
        {
            auto reserved = first.reserve(Report, 80, Currency);
            QVERIFY(reserved);
            QVERIFY(second.reserve(Report, 30, Currency).error().message.contains(QStringLiteral("this report")));
            auto elsewhere = second.reserve(QStringLiteral("another"), 30, Currency);
            QVERIFY(elsewhere);
            elsewhere->release();
            const auto held = reserved->held();
            QVERIFY(held != 0);
            reserved->settle(40);
            LedgerWriter(m_ledger).write(billed(40), held);
        }
        auto reserved = second.reserve(Report, 60, Currency);
        QVERIFY(reserved);
        // Seen by who looks at the budget, too.
        QCOMPARE(second.report(Report).spent, 40);
        QCOMPARE(second.today().spent, 40);
        QCOMPARE(second.engagement().spent, 40);
        reserved->release();
        QVERIFY(!second.reserve(Report, 61, Currency));
        // Another currency's amounts aren't added.
        QVERIFY(second.reserve(Report, 100, QStringLiteral("EUR")));
    }

    void aCallIsNeverNeitherSetAsideNorSpent()
    {
        BudgetKeeper keeper({std::nullopt, std::nullopt, 100}, {}, std::make_shared<SystemClock>(), m_ledger);
        auto reserved = keeper.reserve(Report, 90, Currency);
        QVERIFY(reserved);
        const auto held = reserved->held();
        reserved->settle(90);
        // Settled here, and its row not written yet.
        QVERIFY(!keeper.reserve(Report, 20, Currency));
        QCOMPARE(m_ledger->record(billed(90), held).value_or(false), true);
        QVERIFY(!keeper.reserve(Report, 20, Currency));
        QVERIFY(keeper.reserve(Report, 10, Currency));
    }

    void whatCostsNothingNeedsNoPlace()
    {
        BudgetKeeper keeper({std::nullopt, std::nullopt, 0}, {}, std::make_shared<SystemClock>(), m_ledger);
        const auto free = keeper.reserve(Report, 0, Currency);
        QVERIFY(free);
        QCOMPARE(free->held(), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::shared_ptr<MoneyLedger> m_ledger;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--spend"))
        return spend(arguments.value(2), arguments.value(3).toInt(), arguments.value(4).toUInt());
    if (arguments.value(1) == QLatin1String("--hold"))
        return hold(arguments.value(2));
    SharedBudgetTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shared_budget.moc"
