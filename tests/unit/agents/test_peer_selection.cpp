// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/peer_selection.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

namespace {

Period fiscalYear(int year, const QDate &end)
{
    return {end.addYears(-1).addDays(1), end, year, QStringLiteral("FY")};
}

/// A company whose fiscal years end on `end` and on the same day of `years - 1` years before.
Financials company(const char *id, const QDate &end, int years)
{
    Financials financials;
    financials.companyId = QString::fromLatin1(id);
    Statement income;
    income.kind = QStringLiteral("income");
    income.frequency = QStringLiteral("annual");
    StatementLine revenue;
    revenue.concept_ = QStringLiteral("revenue");
    Ratio margin;
    margin.id = QStringLiteral("gross_margin");
    for (int i = 0; i < years; ++i) {
        const auto period = fiscalYear(end.year() - i, end.addYears(-i));
        income.periods.append(period);
        revenue.values.append(Figure{100.0 - i, QStringLiteral("USD"), period, QStringLiteral("f/%1").arg(i)});
        margin.values.append({period, revenue.values.last(), {}, {}});
    }
    income.lines.append(revenue);
    financials.statements.append(income);
    financials.ratios.append(margin);
    return financials;
}

QStringList ids(const QList<Financials> &list)
{
    QStringList ids;
    for (const auto &financials : list)
        ids.append(financials.companyId);
    return ids;
}

} // namespace

class TestPeerSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPeerWithNewerYearsIsCutToTheCompanysYear();
    void aPeerWithOnlyOldYearsIsNotComparable();
    void withoutAYearOfItsOwnAllCandidatesStay();
    void theOrderIsById();
};

void TestPeerSelection::aPeerWithNewerYearsIsCutToTheCompanysYear()
{
    const auto aligned = alignedTo(company("1", QDate(2025, 9, 27), 8), QDate(2020, 6, 30));
    QCOMPARE(aligned.annualPeriods().first().fiscalYear, 2020); // ends within half a year after
    QCOMPARE(aligned.annual(QStringLiteral("revenue"), 2020)->value, 95.0);
    QVERIFY(!aligned.annual(QStringLiteral("revenue"), 2021));
    QCOMPARE(aligned.ratios.first().values.first().period.fiscalYear, 2020);
}

void TestPeerSelection::aPeerWithOnlyOldYearsIsNotComparable()
{
    const QDate end(2024, 12, 31);
    const QList<Financials> candidates{company("1", QDate(2023, 12, 31), 3), company("2", QDate(2020, 12, 31), 3)};
    QCOMPARE(ids(comparablePeers(candidates, end)), QStringList{QStringLiteral("1")});
}

void TestPeerSelection::withoutAYearOfItsOwnAllCandidatesStay()
{
    const QList<Financials> candidates{company("1", QDate(2023, 12, 31), 3), company("2", QDate(2020, 12, 31), 3),
                                       Financials()};
    QCOMPARE(comparablePeers(candidates, std::nullopt).size(), 2); // the one without figures is no peer
}

void TestPeerSelection::theOrderIsById()
{
    const QDate end(2024, 12, 31);
    QCOMPARE(ids(comparablePeers({company("b", end, 2), company("a", end, 2)}, end)),
             (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

QTEST_GUILESS_MAIN(TestPeerSelection)
#include "test_peer_selection.moc"
