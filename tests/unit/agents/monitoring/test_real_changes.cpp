// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitoring_fixture.h"

#include "model/units.h"

#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

const MonitorAlert *bySubject(const QList<MonitorAlert> &alerts, const char *subject)
{
    const auto found = std::find_if(alerts.cbegin(), alerts.cend(),
                                    [&](const MonitorAlert &alert) { return alert.subject == QLatin1String(subject); });
    return found == alerts.cend() ? nullptr : &*found;
}

QString subjects(const QList<MonitorAlert> &alerts)
{
    QStringList all;
    for (const auto &alert : alerts)
        all.append(alert.subject);
    return all.join(QLatin1Char(' '));
}

} // namespace

/// What companies filed by July 2021, replaced by what they have filed since: nothing here is made by hand.
class TestRealChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newerFilingsRaiseAlertsWithTheirEvidence()
    {
        const auto apple = QStringLiteral("CIK0000320193.json.gz");
        const auto nvidia = QStringLiteral("CIK0001045810.json.gz");
        const auto alphabet = QStringLiteral("CIK0001652044.json.gz");
        const auto tesla = QStringLiteral("CIK0001318605.json.gz");
        const auto then = QStringLiteral("companyfacts/asof-2021-07/");
        const auto now = QStringLiteral("companyfacts/");
        if (!QFile::exists(testData(then + apple)))
            QSKIP("CONSULTANTOS_TEST_DATA is not available");

        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        for (const auto &file : {apple, nvidia, alphabet})
            QVERIFY(fixture.import(testData(then + file)));
        QVERIFY(fixture.import(testData(now + tesla)));

        auto &service = *fixture.service;
        QStringList ids;
        for (const auto *company : {"Apple", "NVIDIA", "Alphabet", "Tesla"}) {
            auto monitor = monitorFor(QString::fromLatin1(company));
            monitor.watch.lines = {{QStringLiteral("operating_margin"), 0.3}, {QStringLiteral("revenue"), 400e9}};
            const auto added = service.add(monitor);
            QVERIFY2(added, added ? "" : qPrintable(added.error().toText()));
            ids.append(added->id);
        }
        const auto first = service.checkDue();
        QVERIFY(first);
        QCOMPARE(first->size(), 4);
        for (const auto &check : *first) {
            QCOMPARE(check.monitor.lastResult.outcome, CheckOutcome::FirstLook);
            QVERIFY(check.raised.isEmpty());
        }
        QVERIFY(service.checkDue()->isEmpty()); // none is due again

        for (const auto &file : {apple, nvidia, alphabet, tesla})
            QVERIFY(fixture.import(testData(now + file)));
        fixture.clock->pass(std::chrono::hours(25));
        const auto second = service.checkDue();
        QVERIFY(second);
        QCOMPARE(second->size(), 4);
        QMap<QString, QList<MonitorAlert>> raised;
        for (const auto &check : *second) {
            raised.insert(check.monitor.companyName, check.raised);
            for (const auto &alert : check.raised) {
                QVERIFY2(!alert.evidenceIds.isEmpty() && !alert.sources.isEmpty(), qPrintable(alert.title));
                for (const auto &id : alert.evidenceIds)
                    QVERIFY2(alert.evidence.contains(id), qPrintable(id));
            }
        }
        QVERIFY2(raised[QStringLiteral("Tesla")].isEmpty(), qPrintable(subjects(raised[QStringLiteral("Tesla")])));

        const auto &ofApple = raised[QStringLiteral("Apple")];
        const auto *year = bySubject(ofApple, "figures/FY2021");
        QVERIFY2(year, qPrintable(subjects(ofApple)));
        QCOMPARE(year->after->value, 365'817e6);
        QCOMPARE(year->before->value, 274'515e6);
        QCOMPARE(formatValue(*year->relative, units::Ratio), QStringLiteral("33.3 %"));
        QCOMPARE(year->title, QStringLiteral("Revenue for FY2021 was filed: USD 365,817 M, 33.3 % above FY2020."));
        QVERIFY(year->evidence.fact(year->after->ref));
        QVERIFY(bySubject(ofApple, "line/operating_margin/0.3"));
        const auto *revenueLine = bySubject(ofApple, "line/revenue/400000000000");
        QVERIFY(revenueLine);
        QVERIFY(revenueLine->title.contains(QStringLiteral("rose above your line")));

        // NVIDIA's shares were split by 4 in 2021 and by 10 in 2024, Alphabet's by 20 in 2022.
        const auto *nvidiaSplit = bySubject(raised[QStringLiteral("NVIDIA")], "restatement/eps_diluted");
        QVERIFY2(nvidiaSplit, qPrintable(subjects(raised[QStringLiteral("NVIDIA")])));
        QVERIFY2(nvidiaSplit->why.contains(QStringLiteral("split")), qPrintable(nvidiaSplit->title + nvidiaSplit->why));
        // The split by 10 reaches back to FY2023 alone: FY2022 as filed is no base for it.
        for (const auto &alert : raised[QStringLiteral("NVIDIA")])
            QVERIFY2(!(alert.title + alert.details.join(QLatin1Char(' ')))
                          .contains(QStringLiteral("Earnings per share, diluted for FY2023 was filed")),
                     qPrintable(alert.title));
        QVERIFY(bySubject(raised[QStringLiteral("Alphabet")], "figures/FY2021"));

        // A third check with nothing new raises and folds nothing.
        fixture.clock->pass(std::chrono::hours(25));
        const auto third = service.checkDue();
        QVERIFY(third);
        QCOMPARE(third->size(), 4);
        for (const auto &check : *third) {
            QCOMPARE(check.monitor.lastResult.outcome, CheckOutcome::Unchanged);
            QVERIFY(check.raised.isEmpty() && check.folded.isEmpty());
        }
        const auto kept = service.alerts();
        QVERIFY(kept);
        for (const auto &alert : *kept) {
            const auto again = monitorAlertFromJson(toJson(alert));
            QVERIFY(again);
            QCOMPARE(toJson(*again), toJson(alert));
        }
    }
};

QTEST_GUILESS_MAIN(TestRealChanges)
#include "test_real_changes.moc"
