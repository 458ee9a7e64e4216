// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/breakdown.h"

#include <QTest>

using namespace consultantos;

namespace {

const QString Segments = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis");
const QString Products = QStringLiteral("srt:ProductOrServiceAxis");
const QString Regions = QStringLiteral("srt:StatementGeographicalAxis");

Period year(int number)
{
    return {QDate(number, 1, 1), QDate(number, 12, 31), number, QStringLiteral("FY")};
}

Fact fact(const QString &dimensions, double millions, int fiscalYear = 2024,
          const QString &tag = QStringLiteral("Revenues"))
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.dimensions = dimensions;
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(fiscalYear, 1, 1);
    fact.end = QDate(fiscalYear, 12, 31);
    fact.latest.value = millions * 1e6;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, dimensions);
    return fact;
}

QString on(const QString &axis, const char *member)
{
    return axis + QLatin1Char('=') + QLatin1String(member);
}

/// Splits revenue of `totals` millions, the newest year being 2024.
QList<Breakdown> split(const QList<Fact> &facts, EvidenceBook &book, const QList<double> &totals = {100})
{
    SplitLine line;
    line.companyId = QStringLiteral("1");
    line.currency = QStringLiteral("USD");
    line.definition.id = QStringLiteral("revenue");
    line.definition.label = QStringLiteral("Revenue");
    line.definition.tags = {QStringLiteral("us-gaap:Revenues"), QStringLiteral("us-gaap:SalesRevenueNet")};
    for (int back = 0; back < totals.size(); ++back) {
        line.years.append(year(2024 - back));
        line.totals.append(book.add(fact({}, totals[back], 2024 - back), line.years.last()));
    }
    return breakdownsOf(line, facts, book);
}

QList<Breakdown> split(const QList<Fact> &facts)
{
    EvidenceBook book;
    return split(facts, book);
}

QStringList namesOf(const Breakdown &breakdown)
{
    QStringList names;
    for (const auto &part : breakdown.parts)
        names.append(part.name);
    return names;
}

} // namespace

class BreakdownTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsComeLargestFirstWithTheirShares()
    {
        EvidenceBook book;
        const auto found = split(
            {fact(on(Segments, "acme:EnergySegmentMember"), 30), fact(on(Segments, "acme:CarsSegmentMember"), 70)},
            book);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].title, QStringLiteral("Revenue by segment"));
        QCOMPARE(namesOf(found[0]), (QStringList{QStringLiteral("Cars"), QStringLiteral("Energy")}));
        QVERIFY(found[0].isComplete);
        QVERIFY(found[0].note.isEmpty());
        const auto share = found[0].parts[0].shares[0];
        QCOMPARE(share->value, 0.7);
        QCOMPARE(book.computation(share->ref)->formula, QStringLiteral("part / whole"));
        QCOMPARE(book.computation(share->ref)->inputs().size(), 2);
    }

    void yearsGoBackAsFarAsPartsAreReported()
    {
        EvidenceBook book;
        const auto found = split({fact(on(Segments, "acme:AMember"), 60), fact(on(Segments, "acme:BMember"), 40),
                                  fact(on(Segments, "acme:AMember"), 50, 2023)},
                                 book, {100, 80, 70});
        QCOMPARE(found[0].periods, (QList<Period>{year(2024), year(2023)}));
        QCOMPARE(found[0].parts[0].values[1]->value, 50e6);
        QVERIFY(!found[0].parts[1].values[1]);
        QCOMPARE(found[0].totals[1]->value, 80e6);
    }

    void subtotalsGiveWayToTheirParts()
    {
        const auto found =
            split({fact(on(Products, "acme:CarsMember"), 50), fact(on(Products, "acme:LeasesMember"), 20),
                   fact(on(Products, "acme:CarsAndLeasesMember"), 70), fact(on(Products, "acme:ServicesMember"), 30)});
        QVERIFY(found[0].isComplete);
        QCOMPARE(namesOf(found[0]),
                 (QStringList{QStringLiteral("Cars"), QStringLiteral("Services"), QStringLiteral("Leases")}));
    }

    void roundedPartsStillAddUp()
    {
        const auto found = split({fact(on(Regions, "country:US"), 33), fact(on(Regions, "country:CN"), 33),
                                  fact(on(Regions, "acme:OtherMember"), 33)});
        QVERIFY(found[0].isComplete);
    }

    void overlappingPartsAreSaidToOverlap()
    {
        const auto found = split({fact(on(Regions, "country:US"), 60), fact(on(Regions, "srt:EuropeMember"), 35),
                                  fact(on(Regions, "country:DE"), 25)});
        QVERIFY(!found[0].isComplete);
        QVERIFY(found[0].note.contains(QStringLiteral("overlap")));
    }

    void eliminationsAreLeftOut()
    {
        const auto operating = QStringLiteral("srt:ConsolidationItemsAxis=us-gaap:OperatingSegmentsMember;");
        const auto found = split(
            {fact(operating + on(Segments, "acme:AMember"), 61), fact(operating + on(Segments, "acme:BMember"), 41),
             fact(on(Segments, "us-gaap:IntersegmentEliminationMember"), -2),
             fact(QStringLiteral("srt:ConsolidationItemsAxis=us-gaap:IntersegmentEliminationMember;")
                      + on(Segments, "acme:AMember"),
                  -2)});
        QCOMPARE(namesOf(found[0]), (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(found[0].parts[0].values[0]->value, 61e6);
        QVERIFY(!found[0].isComplete);
        QVERIFY(found[0].note.contains(QStringLiteral("Eliminations")));
    }

    void factsOfTwoAxesOrAnotherCurrencyDontCount()
    {
        auto euros = fact(on(Segments, "acme:AMember"), 50);
        euros.unit = QStringLiteral("EUR");
        QVERIFY(
            split({euros, fact(on(Products, "acme:CarsMember") + QLatin1Char(';') + on(Segments, "acme:AMember"), 50)})
                .isEmpty());
    }

    void theTagWhosePartsAddUpIsTaken()
    {
        const auto other = QStringLiteral("SalesRevenueNet");
        const auto found =
            split({fact(on(Segments, "acme:AMember"), 60), fact(on(Segments, "acme:AMember"), 55, 2024, other),
                   fact(on(Segments, "acme:BMember"), 45, 2024, other)});
        QCOMPARE(found[0].parts.size(), 2);
        QCOMPARE(found[0].parts[0].values[0]->value, 55e6);
    }

    void countriesHaveTheirNames()
    {
        QCOMPARE(memberName(QStringLiteral("country:US")), QStringLiteral("United States"));
        QCOMPARE(memberName(QStringLiteral("country:CN")), QStringLiteral("China"));
        QCOMPARE(memberName(QStringLiteral("tsla:AutomotiveSegmentMember")), QStringLiteral("Automotive"));
        QCOMPARE(memberName(QStringLiteral("us-gaap:NonUsMember")), QStringLiteral("Outside the United States"));
        QCOMPARE(memberName(QStringLiteral("gm:VehiclesandPartsMember")), QStringLiteral("Vehicles and Parts"));
        QCOMPARE(memberName(QStringLiteral("tsla:EnergyGenerationAndStorageMember")),
                 QStringLiteral("Energy Generation and Storage"));
        QCOMPARE(memberName(QStringLiteral("srt:EuropeMember")), QStringLiteral("Europe"));
    }

    void nothingIsMadeOfNothing() { QVERIFY(split({}).isEmpty()); }
};

QTEST_GUILESS_MAIN(BreakdownTest)
#include "test_breakdown.moc"
