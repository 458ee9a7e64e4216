// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"
#include "metrics/time_series.h"
#include "performance/health_card.h"
#include "performance/health_figures.h"
#include "performance/performance_page.h"
#include "performance/performance_words.h"
#include "performance/run_cards.h"
#include "performance/run_history.h"
#include "performance/time_chart.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_performance.h"
#include "sample_report.h"
#include "shown_window.h"
#include "storage/report_repository.h"

#include <QChart>
#include <QChartView>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

using namespace std::chrono_literals;

const QDateTime Now(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);

AgentRecord agent(const char *name, double seconds)
{
    AgentRecord record;
    record.name = QString::fromUtf8(name);
    record.state = AgentState::Done;
    record.started = Now;
    record.durationS = seconds;
    return record;
}

RunTimes run(const char *id, double seconds, const QList<AgentRecord> &agents)
{
    RunTimes made;
    made.report.id = QString::fromUtf8(id);
    made.report.companyName = QStringLiteral("Tesla");
    made.report.createdAt = Now;
    made.report.durationS = seconds;
    made.agents = agents;
    return made;
}

} // namespace

class TestPerformanceRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void timesOfAnAgentAreSpread();
    void whatTheCacheAnsweredIsNoTime();
    void twoRunsAreCompared();
    void aBarLeadsToItsReport();
    void barsWorkByKeyboard();
    void aTimeInAChartLeadsToItsReport();
    void theLibrarysRunsAreShownAndOpened();
    void limitsAreDrawnWhereTheAxisReachesThem();
    void faultsStandWithCauseAndSetting();
    void alertsSayWhatAndSinceWhen();
    void providersSayHowTheyStand();
    void theSettingOfAFaultIsOpened();
};

void TestPerformanceRuns::timesOfAnAgentAreSpread()
{
    QList<RunTimes> runs;
    for (const double seconds : {1.0, 2.0, 3.0, 4.0, 9.0})
        runs.append(
            run(qPrintable(QString::number(seconds)), seconds, {agent("research", seconds), agent("market", 1)}));
    const auto rows = distributionRows(runs);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].box, std::optional(SpanBars::Box{2, 3, 4}));
    QCOMPARE(rows[0].from, 1.0);
    QCOMPARE(rows[0].until, 9.0);
    QCOMPARE(rows[0].reportId, QStringLiteral("9")); // where it took longest
    QVERIFY2(rows[0].detail.contains(QStringLiteral("1.0 s to 9.0 s in 5 runs")), qPrintable(rows[0].detail));
    QCOMPARE(rows[1].box->median, 1.0);
    QVERIFY(distributionRows({}).isEmpty());
}

void TestPerformanceRuns::whatTheCacheAnsweredIsNoTime()
{
    auto cached = agent("research", 0.001);
    cached.served.level = QStringLiteral("l1");
    auto failed = agent("research", 60);
    failed.state = AgentState::TimedOut;
    const auto rows =
        distributionRows({run("a", 1, {cached}), run("b", 60, {failed}), run("c", 2, {agent("research", 2)})});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].box->median, 2.0);
    QCOMPARE(rows[0].until, 2.0);
}

void TestPerformanceRuns::twoRunsAreCompared()
{
    auto cached = agent("market", 0.5);
    cached.served.level = QStringLiteral("l2");
    const auto rows = comparisonRows(run("new", 3, {agent("research", 1.5), cached}),
                                     run("old", 4, {agent("research", 2), agent("market", 1), agent("financial", 1)}));
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0].value, QStringLiteral("−25 %")); // the whole run
    QCOMPARE(rows[1].until, 1.5);
    QCOMPARE(rows[1].second, std::optional(2.0));
    QCOMPARE(rows[1].value, QStringLiteral("−25 %"));
    QVERIFY2(rows[2].detail.contains(QStringLiteral("500 ms, cache, compared with 1.0 s")), qPrintable(rows[2].detail));
    QCOMPARE(rows[3].value, QStringLiteral("only before"));
    for (const auto &row : rows)
        QCOMPARE(row.reportId, QStringLiteral("new"));
}

void TestPerformanceRuns::aBarLeadsToItsReport()
{
    SpanBars bars(QStringLiteral("Bars"), QStringLiteral("none"));
    QCOMPARE(bars.focusPolicy(), Qt::NoFocus);
    bars.setRows(distributionRows({run("a", 1, {agent("research", 1), agent("market", 3)})}));
    bars.resize(600, bars.sizeHint().height());
    bars.show();
    QSignalSpy opened(&bars, &SpanBars::reportActivated);
    const int row = bars.sizeHint().height() / 3;
    QTest::mouseClick(&bars, Qt::LeftButton, {}, {300, row + row / 2});
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), QStringLiteral("a"));
    QTest::mouseClick(&bars, Qt::LeftButton, {}, {300, 2 * row + row / 2}); // below the rows
    QCOMPARE(opened.size(), 1);
}

void TestPerformanceRuns::barsWorkByKeyboard()
{
    SpanBars bars(QStringLiteral("Bars"), QStringLiteral("none"));
    bars.setRows(comparisonRows(run("new", 3, {agent("research", 1)}), run("old", 4, {agent("research", 2)})));
    bars.show();
    bars.setFocus();
    QTRY_VERIFY(bars.hasFocus());
    QCOMPARE(bars.currentRow(), 0);
    QTest::keyClick(&bars, Qt::Key_Down);
    QTest::keyClick(&bars, Qt::Key_Down);
    QCOMPARE(bars.currentRow(), 1);
    QVERIFY(bars.accessibleDescription().contains(QStringLiteral("−50 %")));
    QSignalSpy opened(&bars, &SpanBars::reportActivated);
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
}

void TestPerformanceRuns::aTimeInAChartLeadsToItsReport()
{
    ShownWindow shown;
    auto report = sampleReport();
    report.id = QStringLiteral("r1");
    report.createdAt = Now;
    report.durationS = 2;
    report.agents = {agent("research", 1)};
    QVERIFY(shown.services.app().reports->save(report));
    shown.window.showPage(MainWindow::Performance);
    auto *page = shown.window.performance();
    auto *runs = page->findChild<RunCards *>();
    QTRY_VERIFY_WITH_TIMEOUT(!runs->isEmpty(), 20'000);
    QCOMPARE(runs->reportBetween(Now.addSecs(-5), Now), QStringLiteral("r1"));
    QCOMPARE(runs->reportBetween(Now.addSecs(-6), Now.addSecs(-1)), QStringLiteral("r1"));
    QVERIFY(runs->reportBetween(Now.addSecs(1), Now.addSecs(6)).isEmpty());
    QVERIFY(runs->reportBetween(Now.addSecs(-9), Now.addSecs(-3)).isEmpty());

    QSignalSpy told(page, &PerformancePage::message);
    QSignalSpy wanted(page, &PerformancePage::reportRequested);
    // What is being read would take the place of the data below.
    page->setPaused(true);
    shown.services.app().pool->waitForDone();
    QCoreApplication::processEvents();
    auto *chart = child<TimeChart>(page, "requestsChart");
    chart->setData({Now.addSecs(-5), Now, Now.addSecs(5)}, {{QStringLiteral("Done"), {0.0, 1.0, 0.0}}});
    QSignalSpy activated(chart, &TimeChart::placeActivated);
    QTest::keyClick(chart, Qt::Key_End);
    QCOMPARE(chart->currentPlace(), 2);
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(wanted.size() + told.size(), 1);
    QTest::keyClick(chart, Qt::Key_Left);
    QTest::keyClick(chart, Qt::Key_Return);
    QVERIFY(!wanted.isEmpty());
    QCOMPARE(wanted.last().first().toString(), QStringLiteral("r1"));

    TimeChart alone(TimeChart::Kind::Stacked, ChartQuantity::PerMinute, QStringLiteral("Alone"));
    alone.resize(600, 300);
    alone.setData({Now, Now.addSecs(5)}, {{QStringLiteral("Done"), {1.0, 1.0}}});
    alone.show();
    QSignalSpy clicked(&alone, &TimeChart::placeActivated);
    auto *view = alone.findChild<QChartView *>();
    const auto middle = view->chart()->mapToScene(view->chart()->plotArea().center() + QPointF(20, 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->mapFromScene(middle));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().last().toDateTime(), Now.addSecs(5));
}

void TestPerformanceRuns::theLibrarysRunsAreShownAndOpened()
{
    ShownWindow shown;
    for (int i = 0; i < 3; ++i) {
        auto report = sampleReport();
        report.id = QStringLiteral("r%1").arg(i);
        report.createdAt = Now.addSecs(i);
        report.durationS = 1 + i;
        report.agents = {agent("research", 1 + i), agent("framework:porter", 2)};
        QVERIFY(shown.services.app().reports->save(report));
    }
    shown.window.showPage(MainWindow::Performance);
    auto *page = shown.window.performance();
    auto *runs = child<QComboBox>(page, "performanceRun");
    QTRY_COMPARE_WITH_TIMEOUT(runs->count(), 3, 20'000);
    QCOMPARE(runs->currentData().toString(), QStringLiteral("r2"));
    QCOMPARE(child<QComboBox>(page, "performanceOtherRun")->currentData().toString(), QStringLiteral("r1"));
    QCOMPARE(child<SpanBars>(page, "agentSpread")->rows().size(), 2);
    QCOMPARE(child<SpanBars>(page, "runComparison")->rows().first().value, QStringLiteral("+50 %"));
    auto *spans = child<SpanBars>(page, "agentSpans");
    QCOMPARE(spans->rows().first().reportId, QStringLiteral("r2"));
    runs->setCurrentIndex(2);
    Q_EMIT runs->activated(2);
    QCOMPARE(spans->rows().first().reportId, QStringLiteral("r0"));
    Q_EMIT spans->reportActivated(QStringLiteral("r0"));
    QTRY_COMPARE_WITH_TIMEOUT(shown.window.currentPage(), MainWindow::Reports, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(shown.window.reports()->current() != nullptr, 20'000);
    QCOMPARE(shown.window.reports()->current()->report()->id, QStringLiteral("r0"));
}

void TestPerformanceRuns::limitsAreDrawnWhereTheAxisReachesThem()
{
    TimeChart chart(TimeChart::Kind::Points, ChartQuantity::Seconds, QStringLiteral("Times"));
    chart.setLimits({{QStringLiteral("near"), 2, 0}, {QStringLiteral("far"), 30, 1}});
    chart.resize(700, 300);
    chart.setData({Now, Now.addSecs(5)}, {{QStringLiteral("P50"), {1.5, 1.8}}});
    chart.show();
    QVERIFY(chart.showsLimit(0));
    QVERIFY(!chart.showsLimit(1));
    QVERIFY(chart.findChild<QChartView *>()->chart()->title().contains(QStringLiteral("far")));
    chart.setData({Now, Now.addSecs(5)}, {{QStringLiteral("P50"), {1.5, 25.0}}});
    QVERIFY(chart.showsLimit(1));
    QVERIFY(!chart.showsLimit(2));
}

void TestPerformanceRuns::faultsStandWithCauseAndSetting()
{
    const auto metrics = std::make_shared<ProgramMetrics>();
    const auto series = failingSeries(metrics);
    // The series' clock stands at its end, which is about now.
    const auto samples = *series->samples(TimeSeries::Hour);
    const auto health = readHealth(*series, {}, samples.last().until, 1h);
    QVERIFY(health);
    HealthCard card;
    card.setHealth(*health);
    QStringList texts;
    for (const auto *label : card.findChildren<QLabel *>(QStringLiteral("faultText")))
        texts += label->text();
    QCOMPARE(texts.size(), 4);
    for (const auto *part : {"REDIS_URL", "An index is missing", "LLM_FALLBACK"})
        QVERIFY2(texts.join(QLatin1Char('\n')).contains(QLatin1String(part)),
                 qPrintable(texts.join(QLatin1Char('\n'))));
    const auto statements = child<QPlainTextEdit>(&card, "slowStatements")->toPlainText();
    QVERIFY2(statements.contains(QStringLiteral("SELECT id, body"))
                 && statements.contains(QStringLiteral("SCAN reports")),
             qPrintable(statements));
    const auto alerts = child<QLabel>(&card, "performanceAlerts")->text();
    QVERIFY2(alerts.contains(QStringLiteral("✗ P50 of requests")), qPrintable(alerts));

    card.setHealth({});
    QVERIFY(child<QLabel>(&card, "performanceAlerts")->text().startsWith(QStringLiteral("✓")));
}

void TestPerformanceRuns::alertsSayWhatAndSinceWhen()
{
    auto rule = alertRules()[int(AlertKind::SlowP95)];
    const Alert alert{rule, Alert::State::Firing, 12.34, QDateTime(QDate(2026, 3, 1), QTime(9, 5))};
    QCOMPARE(alertText(alert), QStringLiteral("P95 of requests: 12.3 s, alert over 10 s, since 09:05"));
    rule = alertRules()[int(AlertKind::LowHitRate)];
    QCOMPARE(alertText({rule, Alert::State::Quiet, 0.4, {}}), QStringLiteral("Cache hit rate: 40 %, alert under 50 %"));
    for (const auto &each : alertRules())
        QVERIFY(!alertText({each, Alert::State::Quiet, {}, {}}).isEmpty());
}

void TestPerformanceRuns::providersSayHowTheyStand()
{
    HealthCard card;
    card.setProviders({{QStringLiteral("openai"), 4.5, 3, 2, true, 12'000ms}}, true, false);
    const auto text = child<QLabel>(&card, "performanceProviders")->text();
    for (const auto *part : {"OpenAI: left alone after failures, tried again in 12.0 s",
                             "4.5 calls a second at most, 3 "
                             "waiting, 2 under way",
                             "✗ Cache level 2"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    QCOMPARE(providerStateText({QStringLiteral("openai"), 4.5, 0, 0, false, 0ms}), QStringLiteral("calls go through"));
}

void TestPerformanceRuns::theSettingOfAFaultIsOpened()
{
    ShownWindow shown([](AppServices &services) { services.series = failingSeries(services.metrics); });
    shown.window.showPage(MainWindow::Performance);
    auto *page = shown.window.performance();
    QTRY_VERIFY_WITH_TIMEOUT(!page->figures().health.findings.isEmpty(), 20'000);
    const auto buttons = page->findChild<HealthCard *>()->findChildren<QPushButton *>();
    const auto button = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *one) {
        return one->accessibleName().contains(QStringLiteral("REDIS_URL"));
    });
    QVERIFY(button != buttons.end());
    (*button)->click();
    QCOMPARE(shown.window.currentPage(), MainWindow::SettingsView);
    QVERIFY2(page->summary().contains(QStringLiteral("REDIS_URL")), qPrintable(page->summary()));
}

QTEST_MAIN(TestPerformanceRuns)
#include "test_performance_runs.moc"
