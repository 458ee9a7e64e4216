// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/restatement.h"

#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

FactReport report(double value, const char *filed, const char *accession)
{
    return {
        value, QLatin1String(accession), QStringLiteral("10-K"), QDate::fromString(QLatin1String(filed), Qt::ISODate),
        2020,  QStringLiteral("FY")};
}

Fact factOf(const FactReport &latest, const QString &source = {})
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.latest = latest;
    fact.source = source;
    return fact;
}

} // namespace

class RestatementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theReportFiledLastStands()
    {
        const auto merged = mergeFacts(factOf(report(2, "2021-02-01", "b")), factOf(report(1, "2020-02-01", "z")));
        QCOMPARE(merged.value(), 2.0);
        QCOMPARE(merged.earlier, QList<FactReport>{report(1, "2020-02-01", "z")});
    }

    void onOneDayTheHigherAccessionStands()
    {
        QCOMPARE(mergeFacts(factOf(report(1, "2021-02-01", "b")), factOf(report(2, "2021-02-01", "a"))).value(), 1.0);
    }

    void anUndatedReportNeverReplacesADatedOne()
    {
        QCOMPARE(mergeFacts(factOf(report(1, "2021-02-01", "a")), factOf(report(2, "", "z"))).value(), 1.0);
    }

    void equalValuesAreNotRemembered()
    {
        const auto merged = mergeFacts(factOf(report(1, "2021-02-01", "b")), factOf(report(1, "2020-02-01", "a")));
        QVERIFY(merged.earlier.isEmpty());
        QCOMPARE(merged.latest.accession, QStringLiteral("b"));
    }

    void everyOrderOfReportsGivesTheSame()
    {
        QList<FactReport> reports{report(1, "2019-01-01", "a"), report(2, "2020-01-01", "b"),
                                  report(1, "2021-01-01", "c"), report(1, "2022-01-01", "d")};
        Fact expected;
        setReports(expected, reports);
        QCOMPARE(expected.earlier.size(), 3 - 1);
        std::sort(reports.begin(), reports.end(), reportedBefore);
        do {
            Fact fact;
            setReports(fact, reports);
            QCOMPARE(fact, expected);
        } while (std::next_permutation(reports.begin(), reports.end(), reportedBefore));
    }

    void theSourceFollowsTheLatestReport()
    {
        const auto older = factOf(report(1, "2020-02-01", "a"), QStringLiteral("a.json"));
        const auto newer = factOf(report(2, "2021-02-01", "b"), QStringLiteral("b.json"));
        QCOMPARE(mergeFacts(older, newer).source, QStringLiteral("b.json"));
        QCOMPARE(mergeFacts(newer, older), mergeFacts(older, newer));
    }
};

QTEST_GUILESS_MAIN(RestatementTest)
#include "tst_restatement.moc"
