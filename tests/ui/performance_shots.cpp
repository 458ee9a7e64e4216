// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance_shots.h"

#include "metrics/time_series.h"
#include "performance/performance_page.h"
#include "sample_performance.h"
#include "sample_usage.h"
#include "shell/main_window.h"
#include "shell/status_strip.h"
#include "storage/money_ledger.h"
#include "storage/report_repository.h"
#include "widgets/theme.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace consultantos::test {

namespace {

/// So that runs can be compared: the like of one report, with other times of its agents.
void keepEarlierRuns(ReportRepository &reports, const QString &reportId)
{
    auto report = reports.load(reportId);
    for (int run = 1; report && run <= 8; ++run) {
        auto earlier = *report;
        earlier.id = QStringLiteral("%1-%2").arg(reportId).arg(run);
        earlier.createdAt = report->createdAt.addSecs(-1'700 * run);
        earlier.durationS *= 1 + 0.13 * (run % 4);
        for (auto &agent : earlier.agents)
            agent.durationS *= 0.7 + 0.2 * ((run * 7 + int(agent.name.size())) % 5);
        (void)reports.save(earlier);
    }
}

} // namespace

void preparePerformance(AppServices &services, const QStringList &pages)
{
    if (pages.contains(QLatin1String("performance_idle")))
        services.series->sample();
    if (pages.contains(QLatin1String("performance_failing")))
        services.series = failingSeries(services.metrics);
    else if (pages.contains(QLatin1String("performance")))
        services.series = sampleSeries(services.metrics);
}

void shootPerformance(MainWindow &window, TestServices &services, const QString &reportId,
                      const QStringList &pages, const std::function<void(const QString &)> &shoot)
{
    const bool isFailing = pages.contains(QLatin1String("performance_failing"));
    if (pages.contains(QLatin1String("performance_idle"))) {
        // The program's own series: one analysis, and nothing since.
        services.app().series->sample();
        window.showPage(MainWindow::Performance);
        QTest::qWait(2'500);
        shoot(QStringLiteral("performance_idle"));
        return;
    }
    if (!isFailing && !pages.contains(QLatin1String("performance")))
        return;
    keepEarlierRuns(*services.app().reports, reportId);
    for (auto call : sampleCalls(QDateTime::currentDateTimeUtc(), reportId)) {
        call.id += QStringLiteral("-now");
        call.when = QDateTime::currentDateTimeUtc();
        (void)services.money().record(call);
    }
    window.performance()->setPaused(false);
    window.showPage(MainWindow::Performance);
    QSignalSpy read(window.performance(), &PerformancePage::refreshed);
    read.wait(5'000);
    window.findChild<StatusStrip *>()->readCost();
    QTest::qWait(800);
    window.performance()->setPaused(true);
    auto *scroll = window.performance()->findChild<QScrollArea *>();
    if (isFailing) {
        window.findChild<QPushButton *>(QStringLiteral("slowStatementsButton"))->click();
        shoot(QStringLiteral("performance_failing"));
        return;
    }
    shoot(QStringLiteral("performance"));
    const auto shootAt = [&](const char *name, const char *file) {
        auto *part = window.findChild<QWidget *>(QLatin1String(name));
        const int top = part->mapTo(scroll->widget(), QPoint(0, 0)).y();
        scroll->verticalScrollBar()->setValue(top - 8 * GridUnit);
        shoot(QLatin1String(file));
    };
    shootAt("requestsChart", "performance_charts");
    shootAt("errorsChart", "performance_more");
    shootAt("performanceRun", "performance_runs");
}

} // namespace consultantos::test
