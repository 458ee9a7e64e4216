// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_usage.h"
#include "settings/settings_page.h"
#include "shown_window.h"
#include "storage/money_ledger.h"
#include "usage/budget_bars.h"
#include "usage/usage_model.h"
#include "usage/usage_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct ShownUsage : ShownWindow {
    explicit ShownUsage(bool hasCalls)
    {
        if (hasCalls) {
            for (const auto &call : sampleCalls(QDateTime::currentDateTimeUtc(), QStringLiteral("r1")))
                (void)services.money().record(call);
        }
        window.showPage(MainWindow::Usage);
        (void)QTest::qWaitFor([this] { return page()->isVisible() && totals() != nullptr; }, 5'000);
    }

    [[nodiscard]] UsagePage *page() { return window.usage(); }
    [[nodiscard]] QLabel *totals() { return child<QLabel>(&window, "usageTotals"); }
    [[nodiscard]] QTableView *table() { return child<QTableView>(&window, "usageTable"); }
    [[nodiscard]] QStringList column(int column)
    {
        QStringList texts;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            texts.append(table()->model()->index(row, column).data().toString());
        return texts;
    }
};

} // namespace

class TestUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelKeepsItsRules();
    void anEmptyAccountSaysSo();
    void callsAreSummedUpAndToldApart();
    void theTableIsSavedForPrograms();
    void budgetsAreReadFromSettingsAndLedger();
    void barsSayWhenABudgetIsNearlyUsed();
    void everythingHasANameAndIsReached();
};

void TestUsage::theModelKeepsItsRules()
{
    UsageModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    UsageTotals one;
    one.key = QStringLiteral("porter");
    one.currency = QStringLiteral("USD");
    one.calls = 2;
    one.cost = 1'234;
    model.setTotals(UsageGrouping::Agent, {one}, {});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, UsageModel::KeyColumn).data().toString(), QStringLiteral("Five forces"));
    QCOMPARE(model.index(0, UsageModel::SavedColumn).data().toString(), QStringLiteral("–"));
    QVERIFY(model.isAllZero(UsageModel::ReasoningColumn));
    QVERIFY(!model.isAllZero(UsageModel::CallsColumn));
    one.unknownCosts = 1;
    one.cost = 0;
    model.setTotals(UsageGrouping::Model, {one}, {});
    QCOMPARE(model.index(0, UsageModel::CostColumn).data().toString(), QStringLiteral("unknown"));
}

void TestUsage::anEmptyAccountSaysSo()
{
    ShownUsage shown(false);
    QVERIFY(!shown.totals()->isVisible());
    QTRY_VERIFY(!child<QPushButton>(shown.page(), "usageSave")->isEnabled());
    QSignalSpy asked(shown.page(), &UsagePage::settingsRequested);
    QTRY_VERIFY(!shown.table()->isVisible());
    Q_EMIT shown.page()->settingsRequested();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(shown.window.currentPage(), MainWindow::SettingsView);
}

void TestUsage::callsAreSummedUpAndToldApart()
{
    ShownUsage shown(true);
    QTRY_COMPARE(shown.table()->model()->rowCount(), 5);
    QVERIFY2(shown.totals()->text().contains(QStringLiteral("6 call")), qPrintable(shown.totals()->text()));
    QVERIFY(shown.totals()->text().contains(QStringLiteral("17 %")));
    QVERIFY(shown.column(UsageModel::CostColumn).contains(QStringLiteral("unknown")));
    QVERIFY(shown.column(UsageModel::KeyColumn).contains(QStringLiteral("Five forces")));
    auto *by = child<QComboBox>(shown.page(), "usageBy");
    by->setFocus();
    QTest::keyClick(by, Qt::Key_End); // by model
    QTRY_VERIFY(shown.column(UsageModel::KeyColumn).join(QLatin1Char(' ')).contains(QStringLiteral("gpt-4o-mini")));
}

void TestUsage::theTableIsSavedForPrograms()
{
    ShownUsage shown(true);
    QTRY_COMPARE(shown.table()->model()->rowCount(), 5);
    const auto path = shown.services.dataDir() + QStringLiteral("/usage.csv");
    QSignalSpy saved(shown.page(), &UsagePage::message);
    shown.page()->saveTo(path);
    QVERIFY(saved.wait(5'000));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = file.readAll().split('\n');
    QVERIFY(lines.first().startsWith("agent,currency,calls,"));
    QVERIFY(lines.join('\n').contains("porter,USD,2,1,0,5230,"));
    QSignalSpy failed(shown.page(), &UsagePage::failed);
    shown.page()->saveTo(shown.services.dataDir() + QStringLiteral("/no/such/folder.csv"));
    QVERIFY(failed.wait(5'000));
}

void TestUsage::budgetsAreReadFromSettingsAndLedger()
{
    const auto now = QDateTime::currentDateTimeUtc();
    TestServices services(std::make_shared<FixtureFacts>());
    ModelCall call;
    call.id = QStringLiteral("today");
    call.when = now;
    call.currency = QStringLiteral("USD");
    call.cost = 900'000;
    QVERIFY(services.money().record(call));
    call.id = QStringLiteral("before");
    call.when = now.addDays(-3);
    QVERIFY(services.money().record(call));
    SettingDescription day;
    day.key = QStringLiteral("llm_budget_day");
    day.value = QStringLiteral("1.00");
    auto all = day;
    all.key = QStringLiteral("llm_budget_engagement");
    all.value = QStringLiteral("10");
    const auto budgets = readBudgets(services.money(), {day, all}, now.date());
    QCOMPARE(budgets.size(), 2);
    QCOMPARE(budgets[0].spent, 900'000);
    QVERIFY(budgets[0].isNearlyUsed());
    QCOMPARE(budgets[1].spent, 1'800'000);
    QVERIFY(!budgets[1].isNearlyUsed());
    day.value.clear();
    QVERIFY(readBudgets(services.money(), {day}, now.date()).isEmpty());
}

void TestUsage::barsSayWhenABudgetIsNearlyUsed()
{
    BudgetBars bars;
    bars.setBudgets({}, {});
    QVERIFY(bars.isHidden());
    bars.setBudgets({{BudgetUse::Day, 1'000'000, 790'000}, {BudgetUse::Engagement, 1'000'000, 800'000}},
                    QStringLiteral("USD"));
    const auto shown = bars.findChildren<QProgressBar *>();
    QCOMPARE(shown.size(), 2);
    QCOMPARE(shown[0]->value(), 79);
    QVERIFY(!shown[0]->accessibleName().contains(QStringLiteral("nearly")));
    QVERIFY(shown[1]->accessibleName().contains(QStringLiteral("nearly")));
    QVERIFY(shown[1]->accessibleName().contains(QStringLiteral("0.80 USD of 1.00 USD")));
}

void TestUsage::everythingHasANameAndIsReached()
{
    ShownUsage shown(true);
    QTRY_COMPARE(shown.table()->model()->rowCount(), 5);
    for (auto *widget : shown.page()->findChildren<QWidget *>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0)
            QVERIFY2(!spokenName(widget).isEmpty(), qPrintable(widget->objectName()));
    }
    shown.window.resize(shown.window.minimumSizeHint());
    QVERIFY(shown.window.width() <= 1024);
}

QTEST_MAIN(TestUsage)
#include "test_usage.moc"
