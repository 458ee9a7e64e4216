// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/distribution.h"
#include "base/paths.h"
#include "base/whole_file.h"
#include "scenarios/chart_scale.h"
#include "scenarios/driver_table_model.h"
#include "scenarios/histogram_view.h"
#include "scenarios/quantity_entry.h"
#include "scenarios/range_bars.h"
#include "scenarios/scenario_desk.h"
#include "scenarios/scenario_files.h"
#include "scenarios/scenario_html.h"
#include "scenarios/scenario_view.h"
#include "scenarios/scenarios_page.h"
#include "scenarios/sizing_view.h"
#include "screenshot_facts.h"
#include "shown_window.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QThreadPool>

#include <cmath>

using namespace consultantos;
using namespace consultantos::test;

namespace {

ScenarioDriver driver(const char *name, const DistributionSpec &distribution, const QString &unit = {})
{
    ScenarioDriver made;
    made.name = QLatin1String(name);
    made.title = QLatin1String(name);
    made.unit = unit;
    made.distribution = distribution;
    return made;
}

/// price × volume: the mean is 1,000 and half of the draws reach it.
ScenarioModel smallModel()
{
    ScenarioModel model;
    model.title = QStringLiteral("Small");
    model.drivers = {driver("price", DistributionSpec::triangular(8, 10, 12), QStringLiteral("USD")),
                     driver("volume", DistributionSpec::normal(100, 10))};
    ScenarioFormula revenue;
    revenue.name = QStringLiteral("revenue");
    revenue.title = QStringLiteral("Revenue");
    revenue.unit = QStringLiteral("USD");
    revenue.formula = QStringLiteral("price * volume");
    model.formulas = {revenue};
    model.outputs = {revenue.name};
    model.lines = {{revenue.name, 1000, QStringLiteral("Goal")}};
    return model;
}

struct Desk {
    Desk()
        : desk(&pool)
    {
    }
    bool compute(const std::function<void()> &act)
    {
        QSignalSpy computed(&desk, &ScenarioDesk::figuresChanged);
        act();
        return computed.wait(10'000);
    }
    QThreadPool pool;
    ScenarioDesk desk;
};

} // namespace

class TestScenarios : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typedNumbersAreRead_data();
    void typedNumbersAreRead();
    void ticksAreRound();
    void aDistributionKeepsItsMiddleInAnotherKind();
    void slidersHoldADriverAndGiveItBack();
    void onlyTheNewestPositionIsComputed();
    void editsCanBeUndone();
    void whatCantBeIsRefused();
    void theTableKeepsItsRules();
    void aFileComesBackAsItWas();
    void aGoalIsSought();
    void theExampleIsShown();
    void aCompanyGivesADriverTree();
    void aMarketIsSized();
    void faultsOfAFileAreTold();
    void everythingHasANameAndIsReached();
};

void TestScenarios::typedNumbersAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("value");
    const double none = qQNaN();
    QTest::newRow("plain") << QStringLiteral("1.125") << QStringLiteral("") << 1.125;
    QTest::newRow("thousands by blanks") << QStringLiteral("12 500") << QStringLiteral("") << 12500.0;
    QTest::newRow("millions") << QStringLiteral("2.5M") << QStringLiteral("USD") << 2.5e6;
    QTest::newRow("percent") << QStringLiteral("5 %") << QStringLiteral("ratio") << 0.05;
    QTest::newRow("percent without a sign") << QStringLiteral("6") << QStringLiteral("ratio") << 0.06;
    QTest::newRow("share") << QStringLiteral("0.06") << QStringLiteral("ratio") << 0.06;
    QTest::newRow("minus") << QString(QChar(0x2212)) + QLatin1Char('3') << QStringLiteral("") << -3.0;
    QTest::newRow("word") << QStringLiteral("much") << QStringLiteral("") << none;
    QTest::newRow("empty") << QStringLiteral("") << QStringLiteral("") << none;
    QTest::newRow("infinite") << QStringLiteral("inf") << QStringLiteral("") << none;
    QTest::newRow("beyond") << QStringLiteral("1e308B") << QStringLiteral("") << none;
}

void TestScenarios::typedNumbersAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, unit);
    QFETCH(double, value);
    const auto read = entryValue(text, unit);
    QCOMPARE(read.has_value(), !qIsNaN(value));
    if (read) {
        QCOMPARE(*read, value);
        QCOMPARE(*entryValue(entryText(*read, unit), unit), value);
    }
}

void TestScenarios::ticksAreRound()
{
    QCOMPARE(niceTicks(0, 10, 5), QList<double>({0, 2, 4, 6, 8, 10}).mid(0, niceTicks(0, 10, 5).size()));
    for (const double tick : niceTicks(-3.7e6, 9.1e6, 6))
        QCOMPARE(std::fmod(tick, 1e6), 0.0);
    QVERIFY(niceTicks(1, 1, 5).isEmpty());
    QVERIFY(niceTicks(5, 1, 5).isEmpty());
    QVERIFY(niceTicks(0, qInf(), 5).isEmpty());
    QVERIFY(niceTicks(qQNaN(), 1, 5).isEmpty());
    QVERIFY(niceTicks(1e16, 1e16 + 2, 5).size() <= 5);
}

void TestScenarios::aDistributionKeepsItsMiddleInAnotherKind()
{
    const auto from = DistributionSpec::pert(10, 20, 40);
    const auto before = Distribution::make(from);
    for (const auto kind : {DistributionKind::Constant, DistributionKind::Uniform, DistributionKind::Triangular,
                            DistributionKind::Normal, DistributionKind::Lognormal}) {
        const auto made = Distribution::make(convertDistribution(from, kind));
        QVERIFY(made.has_value());
        QVERIFY2(std::abs(made->median() - before->median()) < 4, qPrintable(distributionTitle(kind)));
    }
    for (const auto kind :
         {DistributionKind::Uniform, DistributionKind::Triangular, DistributionKind::Pert, DistributionKind::Normal})
        QVERIFY(Distribution::make(convertDistribution(DistributionSpec::constant(0), kind)).has_value());
}

void TestScenarios::slidersHoldADriverAndGiveItBack()
{
    Desk d;
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    QVERIFY(d.desk.figures().has_value());
    const auto before = d.desk.figures()->outputs.first();
    QVERIFY(std::abs(before.mean - 1000) < 3);
    QVERIFY(std::abs(d.desk.figures()->lines.first().probability - 0.5) < 0.03);
    QVERIFY(d.compute([&] { d.desk.setPinned(QStringLiteral("price"), 12.0); }));
    QVERIFY(std::abs(d.desk.figures()->outputs.first().mean - 1200) < 3);
    QCOMPARE(d.desk.unpinned()->outputs.first(), before);
    QCOMPARE(d.desk.model(), smallModel()); // a slider is no edit
    QTRY_VERIFY(d.desk.study() && d.desk.study()->tornado && d.desk.study()->tornado->bars.size() == 1);
    QVERIFY(d.compute([&] { d.desk.releaseAll(); }));
    QCOMPARE(d.desk.figures()->outputs.first(), before);
}

void TestScenarios::onlyTheNewestPositionIsComputed()
{
    Desk d;
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    QSignalSpy computed(&d.desk, &ScenarioDesk::figuresChanged);
    for (int step = 0; step <= 400; ++step)
        d.desk.setPinned(QStringLiteral("price"), 8 + step / 100.0);
    QTRY_VERIFY(std::abs(d.desk.figures()->outputs.first().mean - 1200) < 3);
    QVERIFY2(computed.size() < 400, "steps that nobody sees aren't computed");
}

void TestScenarios::editsCanBeUndone()
{
    Desk d;
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    auto changed = smallModel().drivers.first();
    changed.distribution = DistributionSpec::triangular(18, 20, 22);
    QVERIFY(d.compute([&] { QVERIFY(d.desk.setDriver(0, changed)); }));
    QVERIFY(std::abs(d.desk.figures()->outputs.first().mean - 2000) < 5);
    QVERIFY(d.compute([&] { d.desk.undo().undo(); }));
    QCOMPARE(d.desk.model(), smallModel());
    QVERIFY(std::abs(d.desk.figures()->outputs.first().mean - 1000) < 3);
    QVERIFY(d.compute([&] { d.desk.undo().redo(); }));
    QCOMPARE(d.desk.model().drivers.first(), changed);
}

void TestScenarios::whatCantBeIsRefused()
{
    Desk d;
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    auto wrong = smallModel().drivers.first();
    wrong.distribution.mode = 99;
    QVERIFY(!d.desk.setDriver(0, wrong));
    QVERIFY(!d.desk.setDriver(7, smallModel().drivers.first()));
    QCOMPARE(d.desk.model(), smallModel());
    QCOMPARE(d.desk.undo().count(), 0);
    // A division by zero in every draw: told, and the page goes on with the next edit.
    auto model = smallModel();
    model.formulas.first().formula = QStringLiteral("price / (volume - volume)");
    QSignalSpy failed(&d.desk, &ScenarioDesk::failed);
    d.desk.setModel(model);
    QVERIFY(failed.wait(10'000));
    QVERIFY(!d.desk.figures());
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    QVERIFY(d.desk.figures().has_value());
}

void TestScenarios::theTableKeepsItsRules()
{
    Desk d;
    DriverTableModel table(d.desk);
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    d.desk.setModel(smallModel());
    QCOMPARE(table.rowCount(), 2);
    const auto at = [&](int row, int column) { return table.index(row, column); };
    QCOMPARE(at(0, DriverTableModel::KindColumn).data().toString(), QStringLiteral("triangular"));
    QCOMPARE(at(0, DriverTableModel::SourceColumn).data().toString(), QStringLiteral("yours"));
    QVERIFY(!(table.flags(at(0, DriverTableModel::SpreadColumn)) & Qt::ItemIsEditable));
    QVERIFY(table.flags(at(1, DriverTableModel::SpreadColumn)) & Qt::ItemIsEditable);
    QSignalSpy failed(&table, &DriverTableModel::failed);
    QVERIFY(!table.setData(at(0, DriverTableModel::MiddleColumn), QStringLiteral("99"), Qt::EditRole));
    QVERIFY(!table.setData(at(0, DriverTableModel::MaxColumn), QStringLiteral("lots"), Qt::EditRole));
    QVERIFY(!table.setData(at(0, DriverTableModel::MaxColumn), QString(), Qt::EditRole));
    QCOMPARE(failed.size(), 3);
    QVERIFY(table.setData(at(0, DriverTableModel::MaxColumn), QStringLiteral("14"), Qt::EditRole));
    QCOMPARE(d.desk.model().drivers[0].distribution.max, 14.0);
    QVERIFY(table.setData(at(1, DriverTableModel::MinColumn), QStringLiteral("50"), Qt::EditRole));
    QVERIFY(table.setData(at(1, DriverTableModel::MinColumn), QString(), Qt::EditRole)); // a cut may go again
    QVERIFY(!d.desk.model().drivers[1].distribution.min);
    QVERIFY(table.setData(at(0, DriverTableModel::KindColumn), int(DistributionKind::Normal), Qt::EditRole));
    QCOMPARE(d.desk.model().drivers[0].distribution.kind, DistributionKind::Normal);
    const int edits = d.desk.undo().count();
    const auto shown = at(0, DriverTableModel::MiddleColumn);
    QVERIFY(table.setData(shown, shown.data(Qt::EditRole), Qt::EditRole));
    QCOMPARE(d.desk.undo().count(), edits); // looking into a cell is no edit
    QVERIFY(table.setData(at(0, DriverTableModel::NowColumn), QStringLiteral("11"), Qt::EditRole));
    QCOMPARE(d.desk.pinned(QStringLiteral("price")), std::optional(11.0));
    QVERIFY(table.setData(at(0, DriverTableModel::NowColumn), QString(), Qt::EditRole));
    QVERIFY(!d.desk.hasPins());
}

void TestScenarios::aFileComesBackAsItWas()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("launch.json"));
    const auto file = readScenarioFile(resourcePath(QStringLiteral("scenarios/launch.json")));
    QVERIFY2(file.has_value(), file ? "" : qPrintable(file.error().message));
    QVERIFY(file->decision.has_value());
    Desk d;
    d.desk.setModel(file->model, file->decision);
    QVERIFY(writeFile(path, d.desk.bytes()).has_value());
    const auto again = readScenarioFile(path);
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().message));
    QCOMPARE(toJson(again->model), toJson(file->model));
    QCOMPARE(toJson(*again->decision), toJson(*file->decision));
    QVERIFY(!writeFile(folder.filePath(QStringLiteral("none/launch.json")), "x").has_value());
}

void TestScenarios::aGoalIsSought()
{
    Desk d;
    QVERIFY(d.compute([&] { d.desk.setModel(smallModel()); }));
    QSignalSpy sought(&d.desk, &ScenarioDesk::sought);
    d.desk.seek({QStringLiteral("revenue"), 1100, QStringLiteral("price"), {}, {}});
    QVERIFY(sought.wait(10'000));
    QVERIFY(d.desk.found().has_value());
    QVERIFY(std::abs(d.desk.found()->solutions.first() - 11) < 1e-9);
    QVERIFY(goalSeekText(d.desk.model(), d.desk.found()).contains(QStringLiteral("USD 11")));
    d.desk.seek({QStringLiteral("revenue"), 1e9, QStringLiteral("price"), {}, {}});
    QVERIFY(sought.wait(10'000));
    QVERIFY(!d.desk.found());
}

void TestScenarios::theExampleIsShown()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *view = shown.window.scenarios()->scenario();
    QSignalSpy failed(shown.window.scenarios(), &ScenariosPage::failed);
    view->openExample();
    auto *histogram = child<HistogramView>(view, "scenarioHistogram");
    QTRY_VERIFY(histogram->summary().has_value());
    QCOMPARE(histogram->lines().size(), 2);
    QTRY_VERIFY(!child<RangeBars>(view, "scenarioTornado")->rows().isEmpty());
    QTRY_VERIFY(child<QTextBrowser>(view, "scenarioWorlds")->toPlainText().contains(QStringLiteral("Franchise")));
    QVERIFY(
        child<QTextBrowser>(view, "scenarioDecision")->toPlainText().contains(QStringLiteral("perfect information")));
    QVERIFY(child<QLabel>(view, "scenarioSummary")->text().contains(QStringLiteral("Median USD")));

    // Its parts give way to each other: the page as a whole needn't scroll in a small window.
    constexpr int SmallWindow = 1024;
    constexpr int HeightInIt = 640;
    QVERIFY(shown.window.scenarios()->heightForWidth(SmallWindow) <= HeightInIt);

    auto *slider = child<QSlider>(view, "driverSlider_price");
    const double before = histogram->summary()->mean;
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_VERIFY(histogram->summary()->mean > before);
    auto *release = child<QPushButton>(view, "scenarioRelease");
    QVERIFY(release->isEnabled());
    release->click();
    QTRY_COMPARE(histogram->summary()->mean, before);

    auto *line = child<QLineEdit>(view, "scenarioLine");
    line->setText(QStringLiteral("250k"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(histogram->lines().size(), 3);
    QCOMPARE(histogram->lines().last().value, 250'000.0);
    view->desk().undo().undo();
    QTRY_COMPARE(histogram->lines().size(), 2);

    child<QPushButton>(view, "seekFind")->click();
    QTRY_VERIFY(!child<QLabel>(view, "seekFound")->text().isEmpty());
    const auto path = shown.services.dataDir() + QStringLiteral("/launch.xlsx");
    QSignalSpy told(shown.window.scenarios(), &ScenariosPage::message);
    view->saveWorkbook(path);
    QVERIFY(told.wait(10'000));
    QVERIFY(QFile(path).size() > 1'000);
    QVERIFY(failed.isEmpty());
}

void TestScenarios::aCompanyGivesADriverTree()
{
    ShownWindow shown([](AppServices &services) { services.facts = screenshotFacts(); });
    shown.window.showPage(MainWindow::Scenarios);
    auto *page = shown.window.scenarios();
    QSignalSpy failed(page, &ScenariosPage::failed);
    QSignalSpy opened(page->scenario(), &ScenarioView::opened);
    page->setCompany(QStringLiteral("Nobody Knows This Company"));
    child<QPushButton>(page, "scenarioBegin")->click();
    QVERIFY(failed.wait(20'000));
    QVERIFY(opened.isEmpty());
    page->setCompany(QStringLiteral("Microsoft"));
    child<QPushButton>(page, "scenarioBegin")->click();
    QVERIFY(opened.wait(20'000));
    const auto &desk = page->scenario()->desk();
    QTRY_VERIFY(desk.figures().has_value());
    QCOMPARE(desk.output(), QStringLiteral("value_per_share"));
    for (const auto &driver : desk.model().drivers)
        QVERIFY2(!driver.source.isEmpty(), qPrintable(driver.name));
    QVERIFY(desk.figures()->outputs.first().quantile(0.5) > 0);
    QTRY_VERIFY(desk.study() && desk.study()->worlds);
}

void TestScenarios::aMarketIsSized()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Scenarios);
    shown.window.scenarios()->showTab(ScenariosPage::SizingTab);
    auto *view = shown.window.scenarios()->sizing();
    view->openExample();
    QTRY_VERIFY(view->sizing().has_value());
    const auto total = view->sizing()->levels.first().combined;
    QVERIFY(total.has_value());
    QVERIFY(total->low < total->value && total->value < total->high);
    QCOMPARE(child<RangeBars>(view, "sizingBars")->rows().size(), 9);
    auto more = view->desk().model().drivers[3]; // households
    more.distribution.value *= 2;
    QSignalSpy sized(view, &SizingView::sized);
    QVERIFY(view->desk().setDriver(3, more).has_value());
    QVERIFY(sized.wait(10'000));
    QTRY_VERIFY(view->sizing()->levels.first().bottomUp->mean > 700e6);
}

void TestScenarios::faultsOfAFileAreTold()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("broken.json"));
    QVERIFY(writeFile(path, "{\n \"format\": 3\n").has_value());
    auto file = readScenarioFile(path);
    QVERIFY(!file && file.error().message.contains(QStringLiteral("broken.json, line")));
    file = readScenarioFile(folder.filePath(QStringLiteral("none.json")));
    QVERIFY(!file && file.error().code == ErrorCode::Unreadable);
    file = readScenarioFile(resourcePath(QStringLiteral("scenarios/market.json")));
    QVERIFY(!file && file.error().message.contains(QStringLiteral("Market size")));
    QVERIFY(!readSizingFile(resourcePath(QStringLiteral("scenarios/launch.json"))));
}

void TestScenarios::everythingHasANameAndIsReached()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Scenarios);
    auto *page = shown.window.scenarios();
    page->scenario()->openExample();
    QTRY_VERIFY(child<HistogramView>(page, "scenarioHistogram")->summary().has_value());
    for (auto *widget : page->findChildren<QWidget *>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)
            && !widget->objectName().startsWith(QLatin1String("qt_")) && !widget->inherits("QScrollArea")
            && !widget->inherits("QTabBar") && !widget->inherits("QSplitter")
            && qobject_cast<QComboBox *>(widget->parentWidget()) == nullptr)
            QVERIFY2(!spokenName(widget).isEmpty(),
                     qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                                            widget->objectName())));
    }
    QVERIFY(!child<HistogramView>(page, "scenarioHistogram")->accessibleDescription().isEmpty());
}

QTEST_MAIN(TestScenarios)
#include "test_scenarios.moc"
