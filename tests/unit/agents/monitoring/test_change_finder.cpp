// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/change_finder.h"
#include "model/units.h"

#include <QTest>

using namespace consultantos;

namespace {

Figure figureOf(double value, const QString &unit, int year)
{
    const Period period{QDate(year, 1, 1), QDate(year, 12, 31), year, QStringLiteral("FY")};
    return {value, unit, period, QStringLiteral("f/1/us-gaap/Revenues/USD/%1-01-01..%1-12-31").arg(year)};
}

/// The figure of three years, each with its fact.
CompanyObservation observed(const QString &id, const QString &unit, const QList<double> &values)
{
    CompanyObservation now;
    now.company.name = QStringLiteral("Alfa");
    now.labels.insert(id, QStringLiteral("Revenue"));
    int year = 2023;
    for (const auto value : values) {
        auto figure = figureOf(value, unit, year++);
        Fact fact;
        fact.id = figure.ref;
        fact.unit = unit;
        fact.end = figure.period.end;
        fact.latest.value = value;
        fact.latest.accession = QStringLiteral("a-%1").arg(year);
        now.evidence.add(fact);
        now.seen.figures[id].insert(periodKey(figure.period), figure);
    }
    return now;
}

Monitor watching()
{
    Monitor monitor;
    monitor.watch.filings = false;
    monitor.watch.figureIds = QStringList{QStringLiteral("revenue")};
    return monitor;
}

Passage passageOf(const QString &id, const QDate &date)
{
    Passage passage;
    passage.id = id;
    passage.text = QStringLiteral("Alfa opens a plant");
    passage.date = date;
    return passage;
}

} // namespace

class TestChangeFinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void materialIsWhatPassesTheThresholds_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("before");
        QTest::addColumn<double>("after");
        QTest::addColumn<bool>("expected");
        QTest::newRow("5 % of an amount") << QStringLiteral("USD") << 1000e6 << 1050e6 << true;
        QTest::newRow("below 5 %") << QStringLiteral("USD") << 1000e6 << 1049e6 << false;
        QTest::newRow("below the absolute one") << QStringLiteral("USD") << 10e6 << 15e6 << false;
        QTest::newRow("a loss that grows") << QStringLiteral("USD") << -1000e6 << -1200e6 << true;
        QTest::newRow("a percentage point") << units::Ratio << 0.20 << 0.2101 << true;
        QTest::newRow("less than one") << units::Ratio << 0.20 << 0.2099 << false;
        QTest::newRow("per share, no amount of money") << QStringLiteral("USD/shares") << 1.0 << 1.1 << true;
        QTest::newRow("rounding alone") << QStringLiteral("USD/shares") << 0.001 << 0.002 << false;
        QTest::newRow("other unit") << QStringLiteral("EUR") << 1000e6 << 0.0 << true;
    }

    void materialIsWhatPassesTheThresholds()
    {
        QFETCH(QString, unit);
        QFETCH(double, before);
        QFETCH(double, after);
        QFETCH(bool, expected);
        MonitorThresholds thresholds;
        thresholds.absolute = 10e6;
        const Figure from{before, unit, {}, {}};
        const Figure to{after, unit, {}, {}};
        QCOMPARE(isMaterial(thresholds, from, to), expected);
        QVERIFY(!isMaterial(thresholds, from, {after, QStringLiteral("CHF"), {}, {}}));
    }

    void aFigureSeenForTheFirstTimeIsNoNews()
    {
        const auto now = observed(QStringLiteral("revenue"), QStringLiteral("USD"), {800e6, 900e6, 1200e6});
        QVERIFY(changesOf(watching(), {}, now).isEmpty());
        QVERIFY(changesOf(watching(), now.seen, now).isEmpty());
    }

    void whatWasFilledInFromOlderFilesIsNoNews()
    {
        const auto now = observed(QStringLiteral("revenue"), QStringLiteral("USD"), {800e6, 900e6, 1200e6});
        auto before = now.seen;
        auto &periods = before.figures[QStringLiteral("revenue")];
        periods.remove(periods.firstKey());
        QVERIFY(changesOf(watching(), before, now).isEmpty());
    }

    void aRestatementIsOfTheSameFactAlone()
    {
        const auto now = observed(QStringLiteral("revenue"), QStringLiteral("USD"), {800e6, 900e6, 1200e6});
        auto before = now.seen;
        auto &last = before.figures[QStringLiteral("revenue")].last();
        last.value = 1000e6;
        const auto alerts = changesOf(watching(), before, now);
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts.first().topic, AlertTopic::Restatement);
        QCOMPARE(alerts.first().title,
                 QStringLiteral("Revenue for FY2025 was restated: USD 1,200 M instead of USD 1,000 M."));
        last.ref = QStringLiteral("f/1/us-gaap/SalesRevenueNet/USD/2025-01-01..2025-12-31");
        QVERIFY(changesOf(watching(), before, now).isEmpty());
    }

    void aLineIsCrossedInEitherDirection()
    {
        auto monitor = watching();
        monitor.watch.figures = false;
        monitor.watch.lines = {{QStringLiteral("revenue"), 1000e6}};
        auto now = observed(QStringLiteral("revenue"), QStringLiteral("USD"), {800e6, 900e6, 1200e6});
        auto before = now.seen;
        before.figures[QStringLiteral("revenue")].remove(QStringLiteral("F/2025-12-31"));
        auto alerts = changesOf(monitor, before, now);
        QCOMPARE(alerts.size(), 1);
        QVERIFY(alerts.first().title.contains(QStringLiteral("rose above your line of USD 1,000 M")));
        monitor.watch.lines = {{QStringLiteral("revenue"), 1300e6}};
        QVERIFY(changesOf(monitor, before, now).isEmpty());
        now = observed(QStringLiteral("revenue"), QStringLiteral("USD"), {800e6, 900e6, 700e6});
        monitor.watch.lines = {{QStringLiteral("revenue"), 750e6}};
        alerts = changesOf(monitor, before, now);
        QCOMPARE(alerts.size(), 1);
        QVERIFY(alerts.first().title.contains(QStringLiteral("fell below your line")));
    }

    void aScoreMustLeaveItsInterval()
    {
        CompanySnapshot before;
        before.scores.insert(QStringLiteral("porter/rivalry"), {{3.0, 2.6, 3.4, 1, 5, {}}, QStringLiteral("Rivalry")});
        const auto at = [](double value) {
            CompanyObservation now;
            now.seen.scores.insert(QStringLiteral("porter/rivalry"),
                                   {{value, value - 0.2, value + 0.2, 1, 5, {}}, QStringLiteral("Rivalry")});
            now.seen.scores.insert(QStringLiteral("porter/buyers"), {{5, 5, 5, 1, 5, {}}, QStringLiteral("Buyers")});
            return now;
        };
        QVERIFY(changesOf(watching(), before, at(3.4)).isEmpty());
        QVERIFY(changesOf(watching(), before, at(2.6)).isEmpty());
        const auto alerts = changesOf(watching(), before, at(3.6));
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts.first().subject, QStringLiteral("score/porter/rivalry"));
        QCOMPARE(alerts.first().title, QStringLiteral("Rivalry: the score went from 3.0 to 3.6."));
    }

    void newsIsWhatCameUpSince()
    {
        auto monitor = watching();
        monitor.watch.news = true;
        CompanySnapshot before;
        before.hasNews = true;
        before.newsSeen = QDateTime(QDate(2026, 3, 10), QTime(8, 0), Qt::UTC);
        before.news.insert(QStringLiteral("p/known/0"), QDate(2026, 3, 9));
        CompanyObservation now;
        now.company.name = QStringLiteral("Alfa");
        now.news = {passageOf(QStringLiteral("p/new/0"), QDate(2026, 3, 11)),
                    passageOf(QStringLiteral("p/known/0"), QDate(2026, 3, 9)),
                    passageOf(QStringLiteral("p/old/0"), QDate(2026, 1, 2))};
        for (const auto &passage : std::as_const(now.news))
            now.evidence.add(passage);
        const auto alerts = changesOf(monitor, before, now);
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts.first().evidenceIds, QStringList{QStringLiteral("p/new/0")});
        before.hasNews = false; // watched since today
        QVERIFY(changesOf(monitor, before, now).isEmpty());
    }

    void whatCouldNotBeLookedAtStaysAsItWas()
    {
        CompanySnapshot before;
        before.hasNews = true;
        before.news.insert(QStringLiteral("a"), QDate(2026, 3, 1));
        before.scores.insert(QStringLiteral("porter/rivalry"), {});
        CompanySnapshot now;
        now.hasFilings = true;
        now.filings.insert(QStringLiteral("1"), QDate(2026, 3, 1));
        const auto kept = merged(before, now);
        QVERIFY(kept.hasNews && kept.hasFilings);
        QCOMPARE(kept.news.size(), 1);
        QCOMPARE(kept.scores.size(), 1);
        QCOMPARE(companySnapshotFromJson(toJson(kept)), kept);
    }
};

QTEST_GUILESS_MAIN(TestChangeFinder)
#include "test_change_finder.moc"
