// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_filter_model.h"
#include "monitors/alert_list_model.h"
#include "monitors/monitor_table_model.h"
#include "monitors/monitor_words.h"
#include "sample_monitors.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestMonitorModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelsKeepTheirRules();
    void anAlertsWeightIsARule();
    void schedulesAreSaidInWords();
};

void TestMonitorModels::theModelsKeepTheirRules()
{
    const auto now = QDateTime::currentDateTimeUtc();
    AlertListModel alerts;
    AlertFilterModel filtered;
    filtered.setSourceModel(&alerts);
    MonitorTableModel monitors;
    const QAbstractItemModelTester first(&alerts, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester second(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester third(&monitors, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto list = sampleAlerts(now);
    alerts.setAlerts(list, now);
    QCOMPARE(alerts.rowCount(), 7);
    QCOMPARE(filtered.rowCount(), 5);
    // The snooze ends: the alert is open without anyone having done anything.
    alerts.setNow(now.addDays(5));
    filtered.invalidate();
    QCOMPARE(filtered.rowCount(), 6);
    // Rows that are there stay, with what a view knows of them.
    const QPersistentModelIndex kept(alerts.index(2));
    list[2].title = QStringLiteral("Another title");
    alerts.setAlerts(list, now);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QStringLiteral("Another title"));
    filtered.setTopic(AlertTopic::Figure);
    QCOMPARE(filtered.rowCount(), 1);
    filtered.setState({});
    QCOMPARE(filtered.rowCount(), 2);
    alerts.setAlerts({}, now);
    monitors.setMonitors(sampleMonitors(now), now);
    QCOMPARE(monitors.rowCount(), 4);
    monitors.setChecking({QStringLiteral("m1")});
    QCOMPARE(monitors.index(1, MonitorTableModel::StateColumn).data().toString(), QStringLiteral("Checking …"));
    QCOMPARE(monitors.index(0, MonitorTableModel::StateColumn).data().toString(), QStringLiteral("Failed 3 times"));
    QCOMPARE(monitors.index(3, MonitorTableModel::StateColumn).data().toString(), QStringLiteral("Paused"));
    QVERIFY(monitors.index(0, MonitorTableModel::StateColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("data.sec.gov")));
    monitors.setMonitors({}, now);
}

void TestMonitorModels::anAlertsWeightIsARule()
{
    MonitorAlert alert;
    alert.topic = AlertTopic::Figure;
    alert.before = Figure{100, QStringLiteral("USD"), {}, {}};
    alert.after = Figure{110, QStringLiteral("USD"), {}, {}};
    alert.change = 10;
    alert.relative = 0.1;
    QCOMPARE(severityOf(alert), AlertSeverity::Medium);
    alert.relative = -0.25;
    QCOMPARE(severityOf(alert), AlertSeverity::High);
    alert.relative.reset();
    alert.after->value = -1; // from gain to loss
    QCOMPARE(severityOf(alert), AlertSeverity::High);
    alert.before = Figure{0.20, QStringLiteral("ratio"), {}, {}};
    alert.after = Figure{0.24, QStringLiteral("ratio"), {}, {}};
    alert.change = 0.04;
    alert.relative = 0.2;
    QCOMPARE(severityOf(alert), AlertSeverity::Medium);
    QCOMPARE(alertDeltaText(alert), QStringLiteral("+4.0 pp"));
    alert.topic = AlertTopic::Line;
    QCOMPARE(severityOf(alert), AlertSeverity::High);
    alert.topic = AlertTopic::News;
    QCOMPARE(severityOf(alert), AlertSeverity::Low);
}

void TestMonitorModels::schedulesAreSaidInWords()
{
    MonitorSchedule schedule;
    QCOMPARE(scheduleText(schedule), QStringLiteral("Every day"));
    schedule.every = 6;
    schedule.unit = MonitorSchedule::Unit::Hours;
    QCOMPARE(scheduleText(schedule), QStringLiteral("Every 6 hours"));
    schedule.kind = MonitorSchedule::Kind::Cron;
    schedule.cron = QStringLiteral("0 7 * * 1-5");
    QVERIFY2(scheduleText(schedule).startsWith(QStringLiteral("Monday to Friday at ")),
             qPrintable(scheduleText(schedule)));
    schedule.cron = QStringLiteral("0 7 * * 0");
    QVERIFY(scheduleText(schedule).startsWith(QStringLiteral("Every Sunday at ")));
    for (const auto *odd : {"*/5 7 * * 1-5", "0 7 1 * 1", "0 24 * * *", "0 7 * 2 *", "@daily"}) {
        schedule.cron = QLatin1String(odd);
        QCOMPARE(scheduleText(schedule), QLatin1String(odd));
    }
}

QTEST_MAIN(TestMonitorModels)
#include "test_monitor_models.moc"
