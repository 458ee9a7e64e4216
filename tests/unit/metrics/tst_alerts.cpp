// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alerts.h"
#include "metrics/service_levels.h"
#include "sample_maker.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// An alert as the rules of Prometheus have it; read by another way than the program's own table was.
struct WrittenRule {
    QString expr;
    double limit = 0;
    double least = 0;
    int holds = 0;
    int window = 0; ///< seconds, of the innermost range
};

int secondsOf(const QString &text)
{
    const auto number = text.chopped(1).toInt();
    switch (text.back().toLatin1()) {
    case 'd':
        return number * 86'400;
    case 'h':
        return number * 3'600;
    case 'm':
        return number * 60;
    default:
        return number;
    }
}

QHash<QString, WrittenRule> writtenRules()
{
    QFile file(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/packaging/monitoring/consultantos.rules.yml"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QHash<QString, QString> records;
    QHash<QString, WrittenRule> rules;
    QString alert;
    QString record;
    const auto lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    for (const auto &line : lines) {
        const auto text = line.trimmed();
        const auto value = text.section(QStringLiteral(": "), 1);
        if (text.startsWith(QLatin1String("- record:"))) {
            record = value;
            alert.clear();
        } else if (text.startsWith(QLatin1String("- alert:"))) {
            alert = value;
            record.clear();
        } else if (text.startsWith(QLatin1String("expr:"))) {
            (alert.isEmpty() ? records[record] : rules[alert].expr) = value;
        } else if (text.startsWith(QLatin1String("for:")) && !alert.isEmpty()) {
            rules[alert].holds = secondsOf(value);
        }
    }
    static const QRegularExpression Limit(QStringLiteral("[<>=] ([0-9.e]+)"));
    static const QRegularExpression Range(QStringLiteral("\\[(\\d+[smhd])\\]"));
    for (auto &rule : rules) {
        auto limits = Limit.globalMatch(rule.expr);
        rule.limit = limits.next().captured(1).toDouble();
        rule.least = limits.hasNext() ? limits.next().captured(1).toDouble() : 0;
        auto whole = rule.expr;
        for (auto it = records.cbegin(); it != records.cend(); ++it)
            whole.replace(it.key(), it.value());
        if (const auto range = Range.match(whole); range.hasMatch())
            rule.window = secondsOf(range.captured(1));
    }
    return rules;
}

Alert alertOf(AlertKind kind, const QList<MetricSample> &samples)
{
    for (const auto &alert : alertsOf(samples, SampleEnd)) {
        if (alert.rule.kind == kind)
            return alert;
    }
    return {};
}

/// Samples in which the alert's value is `value` all the time, or from `from` hours on.
QList<MetricSample> samplesWith(const AlertRule &rule, double value, double from = 0)
{
    return samplesOf(3, [&](MetricSample &sample, double hours) {
        // A window's sum tells counts: they are spread over it.
        const double share = value * sample.seconds / static_cast<double>(std::max<qint64>(1, rule.window.count()));
        const bool isOn = hours >= from;
        const auto latency = [&](LatencyCounts &counts) {
            // All in one narrow bucket, so that each quantile is in it.
            if (isOn)
                counts.buckets = {{value * 0.9999, value * 1.0001, 100}};
        };
        switch (rule.kind) {
        case AlertKind::SlowMedian:
        case AlertKind::SlowP95:
        case AlertKind::SlowP99:
            latency(sample.requestLatency);
            break;
        case AlertKind::SlowStores:
            latency(sample.storeLatency);
            break;
        case AlertKind::LowHitRate:
            sample[MetricValue::HitsL1] = isOn ? 100 * value : 100;
            sample[MetricValue::Misses] = isOn ? 100 * (1 - value) : 0;
            break;
        case AlertKind::Errors:
            sample[MetricValue::Requests] = 100;
            sample[MetricValue::RequestErrors] = isOn ? 100 * value : 0;
            break;
        case AlertKind::AgentFailures:
            sample[MetricValue::AgentsFailed] = isOn ? share : 0;
            break;
        case AlertKind::ModelTimeouts:
            sample[MetricValue::ModelTimeouts] = isOn ? share : 0;
            break;
        case AlertKind::CacheLevelDown:
            sample[MetricValue::DownL2] = isOn ? value : 0;
            break;
        case AlertKind::ProviderPaused:
            sample[MetricValue::BreakersOpen] = isOn ? value : 0;
            break;
        case AlertKind::MemoryGrows:
            sample[MetricValue::ResidentBytes] = 200e6 + (isOn ? value * (hours - from) : 0);
            break;
        case AlertKind::LowUptime:
            break;
        }
    });
}

} // namespace

class AlertsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRulesAreThoseOfPrometheus();
    void eachAlertGoesOffBeyondItsLimitOnly_data();
    void eachAlertGoesOffBeyondItsLimitOnly();
    void anAlertWaitsForItsTime();
    void whatIsNotMeasuredGivesNoAlert();
    void theServiceLevelsHaveTheAlertsLimits();
    void theDashboardHasTheSameLimits();
};

void AlertsTest::theRulesAreThoseOfPrometheus()
{
    const auto written = writtenRules();
    const auto rules = alertRules();
    // All but the one that only somebody else can tell.
    QCOMPARE(written.size(), rules.size() + 1);
    QVERIFY(written.contains(QStringLiteral("ConsultantosDown")));
    for (const auto &rule : rules) {
        const auto name = QString::fromUtf8(rule.name.data(), qsizetype(rule.name.size()));
        QVERIFY2(written.contains(name), qPrintable(name));
        const auto &other = written[name];
        QCOMPARE(rule.limit, other.limit);
        QCOMPARE(rule.least, other.least);
        QCOMPARE(rule.holds.count(), qint64(other.holds));
        QCOMPARE(rule.isBelow, other.expr.contains(QLatin1String(" < ")));
        if (other.window > 0)
            QCOMPARE(rule.window.count(), qint64(other.window));
    }
}

void AlertsTest::eachAlertGoesOffBeyondItsLimitOnly_data()
{
    QTest::addColumn<int>("place");
    const auto rules = alertRules();
    for (int i = 1; i < rules.size(); ++i)
        QTest::newRow(rules[i].name.data()) << i;
}

void AlertsTest::eachAlertGoesOffBeyondItsLimitOnly()
{
    QFETCH(int, place);
    const auto rule = alertRules()[place];
    const bool isFlag = rule.limit == 0;
    const double bad = isFlag ? 1 : rule.limit * (rule.isBelow ? 0.9 : 1.1);
    const double good = isFlag ? 0 : rule.limit * (rule.isBelow ? 1.1 : 0.9);
    const auto alert = alertOf(rule.kind, samplesWith(rule, bad));
    QCOMPARE(alert.state, Alert::State::Firing);
    QVERIFY(alert.value);
    QVERIFY2(std::abs(*alert.value - bad) <= 0.02 * bad, qPrintable(QString::number(*alert.value)));
    QCOMPARE(alertOf(rule.kind, samplesWith(rule, good)).state, Alert::State::Quiet);
    // Nor does another one; but what nearly all requests may take is too long for half of them.
    for (const auto &other : alertsOf(samplesWith(rule, good), SampleEnd)) {
        const bool isOfTheSameTimes = other.rule.kind < rule.kind && rule.kind <= AlertKind::SlowP99;
        QVERIFY(isOfTheSameTimes || other.state == Alert::State::Quiet);
    }
}

void AlertsTest::anAlertWaitsForItsTime()
{
    const auto rule = alertRules()[int(AlertKind::SlowP95)];
    QCOMPARE(rule.kind, AlertKind::SlowP95);
    const double hour = 3'600;
    const double begin = 3 - double(rule.holds.count()) / 2 / hour;
    const auto pending = alertOf(rule.kind, samplesWith(rule, 11, begin));
    QCOMPARE(pending.state, Alert::State::Pending);
    QVERIFY(std::abs(pending.since.secsTo(SampleEnd) - rule.holds.count() / 2) <= 60);
}

void AlertsTest::whatIsNotMeasuredGivesNoAlert()
{
    for (const auto &alert : alertsOf({}, SampleEnd)) {
        QCOMPARE(alert.state, Alert::State::Quiet);
        QVERIFY(!alert.value);
    }
    QCOMPARE(uptimeAlert({}).state, Alert::State::Quiet);
    QCOMPARE(uptimeAlert({99.8, 0.2, 1}).state, Alert::State::Firing);
    QCOMPARE(uptimeAlert({999.5, 0.5, 1}).state, Alert::State::Quiet);
}

void AlertsTest::theServiceLevelsHaveTheAlertsLimits()
{
    const auto levels = serviceLevels({}, {});
    const QList<double> goals{2, 10, 30, 0.5, 0.999};
    QCOMPARE(levels.size(), goals.size());
    for (qsizetype i = 0; i < levels.size(); ++i) {
        QCOMPARE(levels[i].goal, goals[i]);
        QVERIFY(!levels[i].actual);
        QVERIFY(!levels[i].isMet());
    }
    const auto uptime = serviceLevels({}, {999.5, 0.5, 1}).last();
    QVERIFY(uptime.isMet());
    QVERIFY(!serviceLevels({}, {998, 2, 1}).last().isMet());
}

/// The dashboard colours the service levels by their goals.
void AlertsTest::theDashboardHasTheSameLimits()
{
    QFile file(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/packaging/monitoring/grafana-dashboard.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto panels = QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("panels")).toArray();
    const QHash<QString, int> titles{{QStringLiteral("P50 under 2 s"), 0},
                                     {QStringLiteral("P95 under 10 s"), 1},
                                     {QStringLiteral("P99 under 30 s"), 2},
                                     {QStringLiteral("Hit rate over 50 %"), 3},
                                     {QStringLiteral("Uptime over 99.9 %"), 4}};
    const auto levels = serviceLevels({}, {});
    int found = 0;
    for (const auto &panel : panels) {
        const auto place = titles.find(panel[QLatin1String("title")].toString());
        if (place == titles.end())
            continue;
        ++found;
        const auto steps = panel[QLatin1String("fieldConfig")][QLatin1String("defaults")][QLatin1String("thresholds")]
                                [QLatin1String("steps")]
                                    .toArray();
        QVERIFY(steps.size() > 1);
        QCOMPARE(steps.last()[QLatin1String("value")].toDouble(), levels[*place].goal);
    }
    QCOMPARE(found, titles.size());
}

QTEST_GUILESS_MAIN(AlertsTest)
#include "tst_alerts.moc"
