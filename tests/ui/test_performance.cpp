// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/brief_page.h"
#include "metrics/program_metrics.h"
#include "metrics/time_series.h"
#include "model/model_words.h"
#include "performance/agent_rows.h"
#include "performance/performance_page.h"
#include "performance/performance_words.h"
#include "performance/service_level_card.h"
#include "performance/time_chart.h"
#include "sample_performance.h"
#include "sample_usage.h"
#include "shell/status_strip.h"
#include "shown_window.h"
#include "storage/money_ledger.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTimeZone>
#include <QTimer>
#include <QTranslator>

#include <ctime>

using namespace consultantos;
using namespace consultantos::test;

namespace {

using namespace std::chrono_literals;

const QDateTime Now(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);

/// The page, with two samples of the time series: without any there is nothing to read.
struct ShownPerformance : ShownWindow {
    ShownPerformance()
    {
        services.app().series->sample();
        window.showPage(MainWindow::Performance);
    }

    [[nodiscard]] PerformancePage *page() { return window.performance(); }
    void request(double seconds)
    {
        services.app().metrics->requestBegan();
        services.app().metrics->requestEnded("/analyze", "LOCAL", true, seconds);
    }
    [[nodiscard]] bool showsCharts() { return child<QWidget>(page(), "performanceBody")->isVisible(); }
};

/// Makes every text longer, as German does.
class LongWords : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        const auto text = QString::fromUtf8(source);
        return text + QStringLiteral("mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm").left(text.size() * 2 / 5);
    }
};

double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class TestPerformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesAreOfEqualLengthAndKeepTheirBorders();
    void serviceLevelsAreMetOrMissed();
    void theSummaryAndTheTableTellTheFigures();
    void quantitiesAreReadable();
    void agentsStandWhenTheyRan();
    void theChartTellsAPlace();
    void thePageSaysThatNothingWasMeasured();
    void whatIsMeasuredIsShownLive();
    void aPausedPageStands();
    void anAnalysisIsARequestWithAgents();
    void pictureAndTableAreSaved();
    void theSummaryGoesToTheClipboard();
    void theStatusStripSaysWhatItKnows();
    void thePageFitsAndIsReachedByKeyboard();
    void longerWordsFit();
    void anIdlePageCostsLittle();
};

void TestPerformance::placesAreOfEqualLengthAndKeepTheirBorders()
{
    const auto samples = samplePerformance(Now);
    const auto places = placedSamples(samples, Now, 300s, 60);
    QCOMPARE(places.size(), 60);
    double requests = 0;
    for (qsizetype i = 0; i < places.size(); ++i) {
        requests += places[i][MetricValue::Requests];
        QCOMPARE(places[i].until.toSecsSinceEpoch() % 5, 0);
        if (i > 0)
            QCOMPARE(places[i - 1].until.secsTo(places[i].until), 5);
    }
    QVERIFY(places.last().until > Now);
    // All but what stands before the first border.
    QVERIFY(requests > 50);
    // A second later only the begun place can differ.
    const auto later = placedSamples(samples, Now.addSecs(1), 300s, 60);
    QCOMPARE(later.mid(0, 59), places.mid(0, 59));
    // What the program didn't see is no time.
    QCOMPARE(placedSamples({}, Now, 300s, 60).first().seconds, 0.0);
}

void TestPerformance::serviceLevelsAreMetOrMissed()
{
    MetricSample sum;
    sum.requestLatency.buckets = {{1, 1.5, 60}, {8, 9, 36}, {31, 40, 4}};
    sum[MetricValue::HitsL1] = 5;
    sum[MetricValue::Misses] = 5;
    const auto levels = serviceLevels(sum, {999, 1, 1});
    QVERIFY(levels[0].isMet());
    QVERIFY(levels[1].isMet());
    QVERIFY(!levels[2].isMet());
    QVERIFY(!levels[3].isMet()); // exactly half isn't more than half
    QVERIFY(!levels[4].isMet()); // nor is 99.9 % more than that
    ServiceLevelCard card;
    card.setLevels(levels);
    QVERIFY2(card.accessibleDescription().contains(QStringLiteral("missed")), qPrintable(card.accessibleDescription()));
    QVERIFY(card.accessibleDescription().contains(QStringLiteral("P50 under 2 s")));
    QVERIFY2(card.accessibleDescription().contains(QStringLiteral("Uptime over 99.9 %: 99.90 %, missed")),
             qPrintable(card.accessibleDescription()));
    QCOMPARE(shareText(1), QStringLiteral("100 %"));
    QCOMPARE(shareText(0.99899), QStringLiteral("99.89 %"));
}

void TestPerformance::theSummaryAndTheTableTellTheFigures()
{
    auto figures = performanceFigures(samplePerformance(Now), Now, 300s);
    UsageTotals model;
    model.key = QStringLiteral("m-1");
    model.calls = 3;
    model.cost = 1'500'000;
    model.currency = QStringLiteral("USD");
    figures.models = {model};
    const auto summary = performanceSummary(figures);
    for (const auto *part : {"Last 5 minutes", "P95 under 10 s", "Requests: 85", "m-1", "1.50 USD", "Memory", "memory"})
        QVERIFY2(summary.contains(QLatin1String(part), Qt::CaseInsensitive), qPrintable(summary));
    const auto lines = performanceCsv(figures).split('\n');
    const auto columns = lines.first().trimmed().split(',');
    QVERIFY(lines.size() > 55);
    double requests = 0;
    for (qsizetype i = 1; i < lines.size() - 1; ++i) {
        const auto fields = lines[i].trimmed().split(',');
        QCOMPARE(fields.size(), columns.size());
        requests += fields[columns.indexOf("requests")].toDouble();
    }
    double placed = 0;
    for (const auto &place : figures.places)
        placed += place[MetricValue::Requests];
    QCOMPARE(requests, placed);
}

void TestPerformance::quantitiesAreReadable()
{
    QCOMPARE(spanText(0.0042), QStringLiteral("4.20 ms"));
    QCOMPARE(spanText(0.42), QStringLiteral("420 ms"));
    QCOMPARE(spanText(12.34), QStringLiteral("12.3 s"));
    QCOMPARE(spanText(300), QStringLiteral("5.0 min"));
    QCOMPARE(quantityText(ChartQuantity::Share, 0.614), QStringLiteral("61 %"));
    QCOMPARE(quantityText(ChartQuantity::PerMinute, 12.4), QStringLiteral("12 per minute"));
    QCOMPARE(axisUnit(ChartQuantity::Seconds, 0.5).divisor, 0.001);
    QCOMPARE(axisUnit(ChartQuantity::Bytes, 5e6).format, QStringLiteral("%.1f MB"));
    QLocale::setDefault(QLocale(QLocale::French));
    const auto french = axisUnit(ChartQuantity::Bytes, 5e7).format;
    QLocale::setDefault(QLocale::c());
    QCOMPARE(french, QStringLiteral("%.0f Mo"));
    // Ids of the ledger are no names.
    QCOMPARE(modelTitle(QStringLiteral("openai gpt-4o")), QStringLiteral("OpenAI gpt-4o"));
    QCOMPARE(modelTitle(QStringLiteral("own-model")), QStringLiteral("own-model"));
    QCOMPARE(providerTitle(QStringLiteral("anthropic")), QStringLiteral("Anthropic"));
}

void TestPerformance::agentsStandWhenTheyRan()
{
    AgentRecord first;
    first.name = QStringLiteral("research");
    first.state = AgentState::Done;
    first.started = Now;
    first.durationS = 2;
    auto second = first;
    second.name = QStringLiteral("framework:porter");
    second.started = Now.addMSecs(2'500);
    second.state = AgentState::TimedOut;
    second.error = QStringLiteral("It took too long.");
    AgentRecord never;
    const auto rows = agentRows({second, never, first});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].until, 2.0);
    QCOMPARE(rows[1].from, 2.5);
    QCOMPARE(rows[1].until, 4.5);
    QVERIFY(rows[0].color != rows[1].color);
    QVERIFY(rows[1].detail.contains(second.error));
}

void TestPerformance::theChartTellsAPlace()
{
    TimeChart chart(TimeChart::Kind::Points, ChartQuantity::Seconds, QStringLiteral("Times"));
    chart.resize(600, 300);
    QCOMPARE(chart.textAt(0), QString());
    chart.setData({Now, Now.addSecs(5), Now.addSecs(10)}, {{QStringLiteral("P50"), {0.5, std::nullopt, 2.0}},
                                                           {QStringLiteral("P99"), {1.0, std::nullopt, 4.0}}});
    chart.show();
    QVERIFY(chart.textAt(0).contains(QStringLiteral("P50: 500 ms")));
    QVERIFY(chart.textAt(1).contains(QStringLiteral("P50: –")));
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("P99: 4.0 s")));
    QCOMPARE(chart.currentPlace(), -1);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.currentPlace(), 2);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.currentPlace(), 1);
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.currentPlace(), 0);
    QTest::keyClick(&chart, Qt::Key_End);
    QCOMPARE(chart.currentPlace(), 2);
}

void TestPerformance::thePageSaysThatNothingWasMeasured()
{
    ShownPerformance shown;
    QSignalSpy read(shown.page(), &PerformancePage::refreshed);
    QVERIFY(read.wait(20'000));
    QVERIFY(!shown.showsCharts());
    QVERIFY(!child<QPushButton>(shown.page(), "performanceExport")->isEnabled());
    Q_EMIT shown.page()->briefRequested();
    QCOMPARE(shown.window.currentPage(), MainWindow::Brief);

    ShownWindow off([](AppServices &services) { services.series.reset(); });
    off.window.showPage(MainWindow::Performance);
    QVERIFY(!child<QComboBox>(off.window.performance(), "performanceRange")->isEnabled());
}

void TestPerformance::whatIsMeasuredIsShownLive()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    QCOMPARE(shown.page()->figures().sum[MetricValue::Requests], 1.0);
    shown.request(3);
    shown.services.app().series->sample();
    QTRY_COMPARE_WITH_TIMEOUT(shown.page()->figures().sum[MetricValue::Requests], 2.0, 20'000);
    const auto *latency = child<TimeChart>(shown.page(), "latencyChart");
    QVERIFY(!latency->accessibleDescription().isEmpty());
    shown.page()->setRange(24h);
    QTRY_COMPARE_WITH_TIMEOUT(shown.page()->figures().range, std::chrono::seconds(24h), 20'000);
}

void TestPerformance::aPausedPageStands()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    auto *pause = child<QPushButton>(shown.page(), "performancePause");
    pause->click();
    const auto *timer = shown.page()->findChild<QTimer *>();
    QVERIFY(!timer->isActive());
    pause->click();
    QVERIFY(timer->isActive());
    shown.window.showPage(MainWindow::Brief);
    QVERIFY(!timer->isActive());
}

void TestPerformance::anAnalysisIsARequestWithAgents()
{
    ShownPerformance shown;
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    shown.window.brief()->setRequest(request);
    shown.window.brief()->submit();
    QTRY_COMPARE_WITH_TIMEOUT(shown.window.currentPage(), MainWindow::Reports, 120'000);
    shown.services.app().series->sample();
    shown.window.showPage(MainWindow::Performance);
    QTRY_COMPARE_WITH_TIMEOUT(shown.page()->figures().sum[MetricValue::Requests], 1.0, 20'000);
    QVERIFY(shown.page()->figures().sum[MetricValue::AgentsDone] > 0);
    QVERIFY(shown.page()->figures().sum[MetricValue::StoreOperations] > 0);
    QCOMPARE(shown.page()->figures().sum[MetricValue::ActiveRequests], 0.0);
    QVERIFY(!child<QWidget>(shown.page(), "agentSpans")->accessibleDescription().isEmpty());
    for (const auto &family : shown.services.app().metrics->snapshot()) {
        if (family.name == "consultantos_requests_total")
            QCOMPARE(family.series.first().labels, QByteArrayList({"/analyze", "LOCAL", "success"}));
    }
}

void TestPerformance::pictureAndTableAreSaved()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    QSignalSpy saved(shown.page(), &PerformancePage::message);
    const auto picture = shown.services.dataDir() + QStringLiteral("/p.png");
    shown.page()->savePictureTo(picture);
    QVERIFY(saved.wait(20'000));
    QVERIFY(QImage(picture).width() > 300);
    const auto table = shown.services.dataDir() + QStringLiteral("/p.csv");
    shown.page()->saveTableTo(table);
    QVERIFY(saved.wait(20'000));
    QFile file(table);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("until,seconds,requests,"));
    QSignalSpy failed(shown.page(), &PerformancePage::failed);
    shown.page()->saveTableTo(shown.services.dataDir() + QStringLiteral("/no/such/p.csv"));
    QVERIFY(failed.wait(20'000));
}

void TestPerformance::theSummaryGoesToTheClipboard()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    child<QPushButton>(shown.page(), "performanceCopy")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Requests: 1")));
}

void TestPerformance::theStatusStripSaysWhatItKnows()
{
    QCOMPARE(statusText({}), QStringLiteral("Performance"));
    const auto text = statusText({0.614, 3, 1'420'000, QStringLiteral("USD")});
    QVERIFY2(text.contains(QStringLiteral("61 %")) && text.contains(QStringLiteral("3 agent"))
                 && text.contains(QStringLiteral("1.42 USD today")),
             qPrintable(text));
    ShownWindow shown;
    for (auto call : sampleCalls(QDateTime::currentDateTimeUtc(), QStringLiteral("r1"))) {
        call.when = QDateTime::currentDateTimeUtc(); // the sample's may be of the day before
        (void)shown.services.money().record(call);
    }
    auto *strip = child<StatusStrip>(&shown.window, "statusStrip");
    strip->readCost();
    QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("USD today")), 20'000);
    strip->click();
    QCOMPARE(shown.window.currentPage(), MainWindow::Performance);
}

void TestPerformance::thePageFitsAndIsReachedByKeyboard()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    for (auto *widget : shown.page()->findChildren<QWidget *>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0)
            QVERIFY2(!spokenName(widget).isEmpty(),
                     qPrintable(QLatin1String(widget->metaObject()->className()) + widget->objectName()));
    }
    shown.window.resize(shown.window.minimumSizeHint());
    QVERIFY2(shown.window.width() <= 1024, qPrintable(QString::number(shown.window.width())));
    auto *scroll = shown.page()->findChild<QScrollArea *>();
    shown.window.resize(1'024, 680);
    QTRY_VERIFY(scroll->widget()->width() <= scroll->viewport()->width());
}

void TestPerformance::longerWordsFit()
{
    LongWords words;
    QCoreApplication::installTranslator(&words);
    {
        ShownPerformance shown;
        shown.request(0.5);
        shown.services.app().series->sample();
        QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
        QVERIFY2(shown.page()->minimumSizeHint().width() <= 850,
                 qPrintable(QString::number(shown.page()->minimumSizeHint().width())));
    }
    QCoreApplication::removeTranslator(&words);
}

/// Processor time of this process while the page is shown at its pace, nothing else going on. The goal is 5 % of a core;
/// the limit is wider, as drawing without a screen's help differs by machine.
void TestPerformance::anIdlePageCostsLittle()
{
    ShownPerformance shown;
    shown.request(0.5);
    shown.services.app().series->sample();
    QTRY_VERIFY_WITH_TIMEOUT(shown.showsCharts(), 20'000);
    shown.window.resize(1'280, 800);
    QTest::qWait(500);
    // The last round with the whole page in view, so that each chart is drawn.
    for (int round = 0; round < 3; ++round) {
        const bool isBusy = round > 0;
        if (round == 2)
            shown.window.resize(1'280, 3'200);
        const auto began = processorSeconds();
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 4'000) {
            QTest::qWait(1'000);
            if (isBusy)
                shown.request(0.1 + static_cast<double>(clock.elapsed()) / 1'000);
            shown.services.app().series->sample();
        }
        const double share = (processorSeconds() - began) / (static_cast<double>(clock.elapsed()) / 1'000);
        qInfo("the page takes %.1f %% of a core %s%s", 100 * share, isBusy ? "with a request each second" : "idle",
              round == 2 ? ", all in view" : "");
        QVERIFY(share < 0.15);
    }
}

QTEST_MAIN(TestPerformance)
#include "test_performance.moc"
