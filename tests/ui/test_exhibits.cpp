// SPDX-License-Identifier: GPL-3.0-or-later
// What is worked out on the pages of forecasts and scenarios, changed, and kept in reports.
#include "agents/report_exhibits.h"
#include "forecast/driver_fan.h"
#include "forecast/driver_panel.h"
#include "forecast/forecast_detail.h"
#include "forecast/forecast_page.h"
#include "forecast/report_keeping.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_report.h"
#include "scenarios/decision_picture.h"
#include "scenarios/scenario_editor.h"
#include "scenarios/scenario_view.h"
#include "scenarios/scenarios_page.h"
#include "scenarios/sizing_view.h"
#include "screenshot_facts.h"
#include "shown_window.h"
#include "storage/report_repository.h"
#include "valuation/peer_table.h"
#include "valuation/valuation_view.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QInputDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr int Patience = 60'000;

struct Shown : ShownWindow {
    Shown()
        : ShownWindow([](AppServices &services) { services.facts = screenshotFacts(); })
    {
        if (!services.app().reports->save(sampleReport(QStringLiteral("kept"))))
            qFatal("no report could be saved");
    }
    /// Answers the dialog that asks for the report.
    bool agree()
    {
        if (!QTest::qWaitFor(
                [&] { return window.findChild<QInputDialog *>(QStringLiteral("forecastKeepDialog")) != nullptr; },
                Patience))
            return false;
        child<QInputDialog>(&window, "forecastKeepDialog")->accept();
        return QTest::qWaitFor([&] { return window.currentPage() == MainWindow::Reports; }, Patience);
    }
    [[nodiscard]] Report report() { return *services.app().reports->load(QStringLiteral("kept")); }
};

/// Every reference of the exhibit is in the report's evidence.
bool isWhole(const Report &report, const char *id)
{
    const auto *framework = report.framework(QLatin1String(id));
    if (framework == nullptr || !framework->headline)
        return false;
    for (const auto &claim : framework->claims()) {
        for (const auto &ref : claim.evidence) {
            if (!report.evidence.contains(ref))
                return false;
        }
    }
    return true;
}

} // namespace

class TestExhibits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCompanysDriversAreChangedAndKept();
    void aValuationIsKept();
    void peersFollowFromPrices();
    void aMarketIsSavedAndKept();
    void aScenarioIsEditedAsText();
    void driversAndFormulasComeAndGo();
    void correlationsAreWrittenIntoATable();
    void aDecisionIsDrawn();
};

void TestExhibits::aCompanysDriversAreChangedAndKept()
{
    Shown shown;
    shown.window.showPage(MainWindow::Forecasts);
    auto *page = shown.window.forecasts();
    page->showCompany(QStringLiteral("Microsoft"));
    auto *panel = page->drivers();
    QTRY_VERIFY_WITH_TIMEOUT(page->detail()->row() == 0, Patience);
    page->detail()->showTab(QStringLiteral("driverYearTable"));
    QTRY_VERIFY_WITH_TIMEOUT(panel->desk().figures().has_value(), Patience);
    auto *model = panel->years();
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 7);
    QCOMPARE(model->columnCount(), 7);
    const auto revenue = [&] { return model->summaryOf(DriverLine::Revenue, 2)->quantile(0.5); };
    const double before = revenue();
    const auto computed = [&](const std::function<void()> &act) {
        QSignalSpy figures(&panel->desk(), &ScenarioDesk::figuresChanged);
        act();
        return figures.wait(Patience);
    };
    const auto growth = model->index(0, DriverYearModel::FirstYearColumn + 1);
    QVERIFY(computed([&] { QVERIFY(model->setData(growth, QStringLiteral("40 %"), Qt::EditRole)); }));
    QVERIFY(revenue() > before);
    QVERIFY(model->isOwn(DriverLine::Growth, 2));
    QCOMPARE(growth.data().toString(), QStringLiteral("40.0 %"));
    QVERIFY(!model->setData(growth, QStringLiteral("fast"), Qt::EditRole));
    // The chart shows the same.
    QCOMPARE(child<DriverFan>(panel, "driverFan")->years()[1].middle, revenue());
    QVERIFY(computed([&] { QVERIFY(model->setData(growth, QString(), Qt::EditRole)); }));
    QCOMPARE(revenue(), before);
    QVERIFY(computed([&] { panel->desk().undo().undo(); }));
    QVERIFY(model->isOwn(DriverLine::Growth, 2));
    // A slider's value is the user's when the tree is kept.
    QVERIFY(computed([&] { panel->desk().setPinned(QStringLiteral("tax_rate"), 0.3); }));
    const auto path = shown.services.dataDir() + QStringLiteral("/drivers.xlsx");
    QSignalSpy told(page, &ForecastPage::message);
    panel->saveWorkbook(path);
    QVERIFY(told.wait(Patience));
    QVERIFY(QFile(path).size() > 5'000);
    child<QPushButton>(page, "forecastKeep")->click();
    QVERIFY(shown.agree());
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(shown.report(), Exhibit::Drivers), Patience);
    QCOMPARE(shown.window.reports()->current()->currentPage(), QStringLiteral("framework:drivers"));
    int yours = 0;
    const auto report = shown.report();
    for (const auto &section : report.framework(QLatin1String(Exhibit::Drivers))->sections) {
        for (const auto &item : section.items)
            yours += section.id == QLatin1String("assumptions")
                     && item.fields.value(QStringLiteral("whose")) == QLatin1String("yours");
    }
    QCOMPARE(yours, 2); // growth of the second year, the tax rate
}

void TestExhibits::aValuationIsKept()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *page = shown.window.scenarios();
    page->showTab(ScenariosPage::ValuationTab);
    page->valuation()->open(QStringLiteral("Microsoft"));
    auto &desk = page->valuation()->desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().has_value(), Patience);
    child<QPushButton>(page, "valuationKeep")->click();
    QVERIFY(shown.agree());
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(shown.report(), Exhibit::Valuation), Patience);
    const auto first = shown.report();
    QVERIFY(first.sources.size() > sampleReport(QStringLiteral("kept")).sources.size());
    // Found by what it is, and listed.
    ReportFilter filter;
    filter.text = QStringLiteral("valuation");
    const auto found = shown.services.app().reports->list(filter);
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QVERIFY(found->first().frameworks.contains(QLatin1String(Exhibit::Valuation)));
    // Kept again with another assumption: the numbers are the new ones, and nothing of the old stays.
    QSignalSpy computed(&desk, &ValuationDesk::computed);
    desk.setOwn(QStringLiteral("wacc"), 0.15);
    QVERIFY(computed.wait(Patience));
    const auto outcome = *desk.outcome();
    QSignalSpy kept(page, &ScenariosPage::kept);
    page->keeping()->keep(
        [outcome](const Report &report) {
            return reportWith(report, valuationExhibit(outcome, QStringLiteral("Microsoft"), {}));
        },
        QStringLiteral("kept"));
    QVERIFY(kept.wait(Patience));
    const auto second = shown.report();
    QVERIFY(isWhole(second, Exhibit::Valuation));
    QCOMPARE(second.frameworks.size(), first.frameworks.size());
    QCOMPARE(second.framework(QLatin1String(Exhibit::Valuation))->headline->numbers.first().value,
             outcome.dcf.byGrowth->perShare->value);
    QSet<QString> marks;
    for (const auto &id : second.evidence.computations().keys()) {
        if (const auto at = id.indexOf(QStringLiteral("/kept-")); at >= 0)
            marks.insert(id.mid(at));
    }
    QCOMPARE(marks.size(), 1);
}

void TestExhibits::peersFollowFromPrices()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *page = shown.window.scenarios();
    page->showTab(ScenariosPage::ValuationTab);
    page->valuation()->open(QStringLiteral("Microsoft"));
    auto &desk = page->valuation()->desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().has_value(), Patience);
    auto *table = child<PeerTable>(page->valuation(), "peerTable");
    const std::pair<const char *, const char *> peers[] = {{"Adobe", "350"}, {"Intuit", "500"}, {"Apple", "200"}};
    int row = 0;
    for (const auto &[name, price] : peers) {
        QTRY_VERIFY_WITH_TIMEOUT(table->rowCount() > row && table->item(row, 1) != nullptr, Patience);
        table->item(row, 0)->setText(QLatin1String(name));
        table->item(row, 1)->setText(QLatin1String(price));
        ++row;
        QTRY_COMPARE_WITH_TIMEOUT(int(desk.changes().known.size()), row, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), row + 1, Patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(desk.outcome() && !desk.outcome()->peers.isEmpty(), Patience);
    const auto &value = desk.outcome()->peers.first();
    QCOMPARE(value.peers.size(), 3);
    for (const auto &peer : value.peers) {
        // Price, shares, debt, cash and what it is a multiple of, each with its own source.
        const auto *computation = value.evidence.computation(peer.multiple.ref);
        QVERIFY(computation != nullptr);
        QVERIFY(computation->bindings.size() >= 5);
        QVERIFY(peer.source.contains(QStringLiteral("yours")));
    }
    QVERIFY(!(table->item(0, 2)->flags() & Qt::ItemIsEditable));
    QVERIFY(table->item(0, 2)->toolTip().contains(QStringLiteral("filings")));
    // An unknown company has no multiples, and that is said.
    table->item(3, 0)->setText(QStringLiteral("Nobody Knows This"));
    table->item(3, 1)->setText(QStringLiteral("10"));
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.outcome()
            && std::any_of(desk.outcome()->refusals.begin(), desk.outcome()->refusals.end(),
                           [](const ValuationRefusal &one) { return one.what == QLatin1String("Nobody Knows This"); }),
        Patience);
}

void TestExhibits::aMarketIsSavedAndKept()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *page = shown.window.scenarios();
    page->showTab(ScenariosPage::SizingTab);
    auto *view = page->sizing();
    view->openExample();
    QTRY_VERIFY_WITH_TIMEOUT(view->sizing().has_value(), Patience);
    auto changed = view->desk().model().drivers.first();
    changed.source.clear();
    QVERIFY(view->desk().setDriver(0, changed));
    const auto path = shown.services.dataDir() + QStringLiteral("/market.json");
    QSignalSpy told(page, &ScenariosPage::message);
    view->saveTo(path);
    QVERIFY(told.wait(Patience));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto back = readMarketSizing(file.readAll(), path);
    QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
    QCOMPARE(toJson(*back), toJson(view->model()));
    child<QPushButton>(page, "sizingKeep")->click();
    QVERIFY(shown.agree());
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(shown.report(), Exhibit::MarketSize), Patience);
    const auto report = shown.report();
    const auto &assumptions = report.framework(QLatin1String(Exhibit::MarketSize))->sections.last().items;
    QCOMPARE(assumptions.size(), view->desk().model().drivers.size());
    QCOMPARE(assumptions.first().fields.value(QStringLiteral("whose")), QStringLiteral("yours"));
    QCOMPARE(assumptions[1].fields.value(QStringLiteral("whose")), QStringLiteral("sourced"));
}

void TestExhibits::aScenarioIsEditedAsText()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *view = shown.window.scenarios()->scenario();
    view->openExample();
    QTRY_VERIFY_WITH_TIMEOUT(view->desk().hasModel(), Patience);
    auto *editor = view->editor();
    const auto before = editor->text()->toPlainText();
    auto text = before;
    // A fault is told with its line, and the cursor goes there; nothing is changed.
    const auto lines = text.split(QLatin1Char('\n'));
    const auto at = lines.indexOf(QRegularExpression(QStringLiteral(".*\"formula\": .*")));
    QVERIFY(at > 0);
    auto broken = lines;
    broken[at] = QStringLiteral("            \"formula\": \"no_such_driver * 2\",");
    const auto model = view->desk().model();
    editor->text()->setPlainText(broken.join(QLatin1Char('\n')));
    QVERIFY(!editor->apply());
    QVERIFY(child<QLabel>(editor, "scenarioFault")->text().contains(QStringLiteral("no_such_driver")));
    QCOMPARE(view->desk().model(), model);
    const auto line = editor->text()->textCursor().blockNumber();
    QVERIFY2(std::abs(line - int(at)) <= 3, qPrintable(QString::number(line)));
    // What is sound is taken, correlations, worlds and the decision with it, and undone.
    text.replace(QStringLiteral("Launch of a second product"), QStringLiteral("Launch of a third product"));
    editor->text()->setPlainText(text);
    QVERIFY(editor->apply());
    QCOMPARE(view->desk().model().title, QStringLiteral("Launch of a third product"));
    QCOMPARE(view->desk().model().correlations.size(), model.correlations.size());
    QVERIFY(view->desk().decision().has_value());
    view->desk().undo().undo();
    QCOMPARE(view->desk().model().title, model.title);
    QCOMPARE(editor->text()->toPlainText(), before);
}

void TestExhibits::driversAndFormulasComeAndGo()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *view = shown.window.scenarios()->scenario();
    view->openExample();
    QTRY_VERIFY_WITH_TIMEOUT(view->desk().hasModel(), Patience);
    auto *editor = view->editor();
    const auto drivers = view->desk().model().drivers.size();
    const auto formulas = view->desk().model().formulas.size();
    child<QPushButton>(editor, "scenarioAddDriver")->click();
    QCOMPARE(view->desk().model().drivers.size(), drivers + 1);
    child<QPushButton>(editor, "scenarioAddFormula")->click();
    QCOMPARE(view->desk().model().formulas.size(), formulas + 1);
    QVERIFY(view->desk().model().outputs.contains(QStringLiteral("formula_1")));
    const auto correlations = view->desk().model().correlations.size();
    child<QPushButton>(editor, "scenarioAddCorrelation")->click();
    QCOMPARE(view->desk().model().correlations.size(), correlations + 1);
    const auto remove = [&](const QString &name) {
        auto cursor = editor->text()->document()->find(QLatin1Char('"') + name + QLatin1Char('"'));
        editor->text()->setTextCursor(cursor);
        child<QPushButton>(editor, "scenarioRemove")->click();
    };
    remove(QStringLiteral("driver_1"));
    QCOMPARE(view->desk().model().drivers.size(), drivers);
    // A driver that a formula uses stays, and the fault says where.
    remove(QStringLiteral("price"));
    QCOMPARE(view->desk().model().drivers.size(), drivers);
    QVERIFY(child<QLabel>(editor, "scenarioFault")->text().contains(QStringLiteral("price")));
    for (int i = 0; i < 4; ++i)
        view->desk().undo().undo();
    QCOMPARE(view->desk().model().formulas.size(), formulas);
    QCOMPARE(view->desk().model().correlations.size(), correlations);
}

void TestExhibits::correlationsAreWrittenIntoATable()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *view = shown.window.scenarios()->scenario();
    view->openExample();
    QTRY_VERIFY_WITH_TIMEOUT(view->desk().hasModel(), Patience);
    auto *table = child<QTableView>(view->editor(), "scenarioCorrelations");
    auto *model = table->model();
    QAbstractItemModelTester tester(model);
    const auto *words = child<QLabel>(view->editor(), "scenarioCorrelationWords");
    QVERIFY(model->rowCount() >= 3);
    QCOMPARE(model->rowCount(), model->columnCount());
    const auto before = view->desk().model().correlations;
    const auto put = [&](int row, int column, const char *text) {
        return model->setData(model->index(row, column), QString::fromLatin1(text), Qt::EditRole);
    };
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = row + 1; column < model->columnCount(); ++column)
            QVERIFY(put(row, column, ""));
    }
    QVERIFY(view->desk().model().correlations.isEmpty());
    QVERIFY(put(0, 2, "0.7"));
    QVERIFY(put(0, 1, "0.9"));
    QVERIFY(put(2, 1, "90 %"));
    QCOMPARE(model->index(1, 0).data().toString(), model->index(0, 1).data().toString());
    QVERIFY(!put(0, 2, "1.5"));
    QVERIFY(!put(0, 2, "much"));
    QVERIFY(!put(1, 1, "0.5"));
    auto *nearest = child<QPushButton>(view->editor(), "scenarioNearestCorrelations");
    QVERIFY(nearest->isHidden());
    QVERIFY(put(0, 2, "-0,9"));
    QVERIFY(!nearest->isHidden());
    QVERIFY2(words->text().contains(QStringLiteral("contradict")), qPrintable(words->text()));
    QVERIFY(view->desk().model().repairsCorrelations); // so that the figures go on
    nearest->click();
    QVERIFY(nearest->isHidden());
    QVERIFY(!view->desk().model().repairsCorrelations);
    QVERIFY2(words->text().contains(QStringLiteral("can hold")), qPrintable(words->text()));
    while (view->desk().undo().canUndo())
        view->desk().undo().undo();
    QCOMPARE(view->desk().model().correlations, before);
}

void TestExhibits::aDecisionIsDrawn()
{
    Shown shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *view = shown.window.scenarios()->scenario();
    view->openExample();
    QTRY_VERIFY_WITH_TIMEOUT(view->desk().decision().has_value(), Patience);
    const auto figure = decisionFigure(*view->desk().decision());
    QCOMPARE(figure.expected, view->desk().decisionAnalysis()->expectedValue);
    QCOMPARE(figure.branches.size(), view->desk().decision()->root.branches.size());
    QVERIFY(view->tree()->nodeCount() > int(figure.branches.size()));
    QVERIFY(view->tree()->accessibleDescription().contains(QLatin1Char('%')));
}

QTEST_MAIN(TestExhibits)
#include "test_exhibits.moc"
