// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/range_bars.h"
#include "scenarios/scenarios_page.h"
#include "screenshot_facts.h"
#include "shown_window.h"
#include "valuation/assumption_model.h"
#include "valuation/peer_table.h"
#include "valuation/valuation_view.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>
#include <cmath>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct ShownValuation : ShownWindow {
    ShownValuation()
        : ShownWindow([](AppServices &services) { services.facts = screenshotFacts(); })
    {
        window.showPage(MainWindow::Scenarios);
        window.scenarios()->showTab(ScenariosPage::ValuationTab);
        QSignalSpy computed(&desk(), &ValuationDesk::computed);
        window.scenarios()->setCompany(QStringLiteral("Microsoft"));
        child<QPushButton>(window.scenarios(), "scenarioBegin")->click();
        if (!computed.wait(30'000))
            qFatal("nothing was computed");
    }
    [[nodiscard]] ValuationView *view() const { return window.scenarios()->valuation(); }
    [[nodiscard]] ValuationDesk &desk() const { return view()->desk(); }
    /// Of a share, by growth for ever.
    [[nodiscard]] double perShare() const { return desk().outcome()->dcf.byGrowth->perShare->value; }
    bool compute(const std::function<void()> &act) const
    {
        QSignalSpy computed(&desk(), &ValuationDesk::computed);
        act();
        return computed.wait(20'000);
    }
    [[nodiscard]] QModelIndex cell(const QString &name, int column) const
    {
        const auto &rows = desk().assumptions();
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const Assumption &row) { return row.name == name; });
        return child<QTableView>(view(), "assumptionTable")->model()->index(int(at - rows.begin()), column);
    }
};

} // namespace

class TestValuationPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCompanyIsValuedFromItsFigures();
    void anAssumptionOfYourOwnIsMarkedAndUndone();
    void ratesMoveTheCostOfCapital();
    void thePlanIsChanged();
    void threePeersMakeARange();
    void whatCantBeValuedSaysWhy();
    void theWorkbookIsSaved();
    void anUnknownAssumptionIsRefused();
};

void TestValuationPage::aCompanyIsValuedFromItsFigures()
{
    const ShownValuation shown;
    QVERIFY(shown.perShare() > 0);
    for (const auto &row : shown.desk().assumptions())
        QVERIFY2(!row.source.isEmpty() || std::isnan(row.figure.value), qPrintable(row.name));
    // What isn't reported can be given.
    QVERIFY(shown.cell(QStringLiteral("minority_interest"), AssumptionModel::SourceColumn)
                .data()
                .toString()
                .contains(QStringLiteral("not reported")));
    const double whole = shown.perShare();
    QVERIFY(shown.compute([&] { shown.desk().setOwn(QStringLiteral("minority_interest"), 50e9); }));
    QVERIFY(shown.perShare() < whole);
    QVERIFY(shown.compute([&] { shown.desk().undo().undo(); }));
    const QAbstractItemModelTester tester(child<QTableView>(shown.view(), "assumptionTable")->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto rows = child<RangeBars>(shown.view(), "footballField")->rows();
    QVERIFY(rows.size() >= 4); // two of cash flows, points of the industry
    QVERIFY(rows.first().from < rows.first().to);
    QCOMPARE(rows.last().from, rows.last().to);
    QVERIFY(child<QLabel>(shown.view(), "valuationSummary")->text().contains(QStringLiteral("terminal")));
    QVERIFY(
        child<QTextBrowser>(shown.view(), "valuationCashFlows")->toPlainText().contains(QStringLiteral("Per share")));
    QVERIFY(!child<QTextBrowser>(shown.view(), "valuationSensitivity")->toPlainText().isEmpty());
    QVERIFY(!child<RangeBars>(shown.view(), "footballField")->accessibleDescription().isEmpty());
}

void TestValuationPage::anAssumptionOfYourOwnIsMarkedAndUndone()
{
    const ShownValuation shown;
    const double before = shown.perShare();
    auto *model = child<QTableView>(shown.view(), "assumptionTable")->model();
    QVERIFY(shown.compute([&] {
        QVERIFY(model->setData(shown.cell(QStringLiteral("wacc"), AssumptionModel::ValueColumn), QStringLiteral("20 %"),
                               Qt::EditRole));
    }));
    QVERIFY(shown.perShare() < before);
    QCOMPARE(shown.cell(QStringLiteral("wacc"), AssumptionModel::SourceColumn).data().toString(),
             QStringLiteral("yours"));
    QVERIFY(shown.compute([&] { shown.desk().undo().undo(); }));
    QCOMPARE(shown.perShare(), before);
    QVERIFY(shown.cell(QStringLiteral("wacc"), AssumptionModel::SourceColumn).data().toString()
            != QStringLiteral("yours"));
    const auto shownValue = shown.cell(QStringLiteral("wacc"), AssumptionModel::ValueColumn);
    const int edits = shown.desk().undo().index();
    QVERIFY(model->setData(shownValue, shownValue.data(Qt::EditRole), Qt::EditRole));
    QCOMPARE(shown.desk().undo().index(), edits);
    QVERIFY(!model->setData(shownValue, QStringLiteral("high"), Qt::EditRole));
}

void TestValuationPage::ratesMoveTheCostOfCapital()
{
    const ShownValuation shown;
    const auto wacc = [&] { return *shown.desk().outcome()->assumptions.value(QStringLiteral("wacc")); };
    const double before = wacc();
    QVERIFY(shown.compute([&] { shown.desk().setOwn(QStringLiteral("equity_risk_premium"), 0.08); }));
    QVERIFY(wacc() > before);
    QCOMPARE(shown.desk().outcome()->assumptions.value(QStringLiteral("terminal_roic")), std::optional(wacc()));
}

void TestValuationPage::thePlanIsChanged()
{
    const ShownValuation shown;
    const double before = shown.perShare();
    QVERIFY(shown.compute([&] { child<QSpinBox>(shown.view(), "valuationFadeYears")->setValue(0); }));
    QCOMPARE(shown.desk().outcome()->dcf.years.size(), shown.desk().plan().highYears);
    QVERIFY(shown.compute([&] { shown.desk().undo().undo(); }));
    QCOMPARE(shown.perShare(), before);
    QVERIFY(child<QSpinBox>(shown.view(), "valuationFadeYears")->value() > 0);
    QVERIFY(shown.compute([&] { child<QCheckBox>(shown.view(), "valuationMidYear")->setChecked(false); }));
    QVERIFY(shown.perShare() < before); // the same cash half a year later
}

void TestValuationPage::threePeersMakeARange()
{
    const ShownValuation shown;
    const auto bars = [&] { return child<RangeBars>(shown.view(), "footballField")->rows().size(); };
    const auto before = bars();
    auto *table = child<PeerTable>(shown.view(), "peerTable");
    const char *const multiples[] = {"18", "22", "30"};
    for (int row = 0; row < 3; ++row) {
        QTRY_VERIFY(table->rowCount() > row && table->item(row, 2) != nullptr);
        table->item(row, 0)->setText(QStringLiteral("Peer %1").arg(QChar(u'A' + row)));
        QVERIFY(shown.compute([&] { table->item(row, 2)->setText(QLatin1String(multiples[row])); }));
    }
    QCOMPARE(shown.desk().changes().peers.size(), 3);
    QTRY_COMPARE(bars(), before + 1);
    QCOMPARE(shown.desk().outcome()->peers.first().median.value, 22.0);
    QVERIFY(shown.compute([&] { shown.desk().undo().undo(); }));
    QCOMPARE(bars(), before);
    QVERIFY(!shown.desk().outcome()->refusals.isEmpty()); // two peers say nothing, and that is said
}

void TestValuationPage::whatCantBeValuedSaysWhy()
{
    const ShownValuation shown;
    QVERIFY(shown.compute([&] { shown.desk().setOwn(QStringLiteral("sales_to_capital"), 0); }));
    QVERIFY(!shown.desk().outcome());
    QVERIFY(!child<QLabel>(shown.view(), "valuationSummary")->text().isEmpty());
    QVERIFY(child<RangeBars>(shown.view(), "footballField")->rows().isEmpty());
    QVERIFY(!child<QPushButton>(shown.view(), "valuationWorkbook")->isEnabled());
    QVERIFY(shown.compute([&] { shown.desk().undo().undo(); }));
    QVERIFY(shown.desk().outcome().has_value());
    QSignalSpy failed(shown.window.scenarios(), &ScenariosPage::failed);
    shown.view()->open(QStringLiteral("JPMorgan Chase"));
    QVERIFY(failed.wait(20'000)); // a bank
    QCOMPARE(shown.desk().companyName(), QStringLiteral("Microsoft"));
}

void TestValuationPage::theWorkbookIsSaved()
{
    const ShownValuation shown;
    const auto path = shown.services.dataDir() + QStringLiteral("/msft.xlsx");
    QSignalSpy told(shown.window.scenarios(), &ScenariosPage::message);
    shown.view()->saveWorkbook(path);
    QVERIFY(told.wait(20'000));
    QVERIFY(QFile(path).size() > 5'000);
    QSignalSpy failed(shown.window.scenarios(), &ScenariosPage::failed);
    shown.view()->saveWorkbook(shown.services.dataDir() + QStringLiteral("/none/msft.xlsx"));
    QVERIFY(failed.wait(20'000));
}

void TestValuationPage::anUnknownAssumptionIsRefused()
{
    const ShownValuation shown;
    QVERIFY(shown.compute([&] { shown.desk().setOwn(QStringLiteral("weather"), 1); }));
    QVERIFY(shown.desk().problem() && shown.desk().problem()->code == ErrorCode::InvalidArgument);
}

QTEST_MAIN(TestValuationPage)
#include "test_valuation_page.moc"
