// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/claim.h"

#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

class TestClaim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFigureIsReferredToWhereItStands();
    void aMagnitudeKeepsTheSignedValue();
    void aQuotationRefersItsNumbersToTheSource();
    void positionsInJsonCountCodePoints();
    void jsonReadsBackTheSame();
};

namespace {

Figure figure(double value, const char *unit)
{
    return {value, QString::fromLatin1(unit), {}, QStringLiteral("f/1")};
}

} // namespace

void TestClaim::aFigureIsReferredToWhereItStands()
{
    const auto claim = ClaimBuilder(QStringLiteral("c"), Grade::Computed, 0.9)
                           .text(QStringLiteral("Revenue was "))
                           .figure(figure(53'823e6, "USD"))
                           .text(QStringLiteral(" in FY2021."))
                           .build();
    QCOMPARE(claim.text, QStringLiteral("Revenue was USD 53,823 M in FY2021."));
    QCOMPARE(claim.numbers.size(), 1);
    QCOMPARE(claim.text.mid(claim.numbers[0].start, claim.numbers[0].length), QStringLiteral("USD 53,823 M"));
    QCOMPARE(claim.numbers[0].ref, QStringLiteral("f/1"));
    QCOMPARE(claim.evidence, QStringList{QStringLiteral("f/1")});
}

void TestClaim::aMagnitudeKeepsTheSignedValue()
{
    const auto claim = ClaimBuilder(QStringLiteral("c"), Grade::Computed, 0.9)
                           .text(QStringLiteral("fell by "))
                           .magnitude(figure(-0.031, "points"))
                           .build();
    QCOMPARE(claim.text, QStringLiteral("fell by 3.1 pp"));
    QCOMPARE(claim.numbers[0].value, -0.031);
}

void TestClaim::aQuotationRefersItsNumbersToTheSource()
{
    const auto claim = ClaimBuilder(QStringLiteral("c"), Grade::Quoted, 0.8)
                           .quote(QStringLiteral("We sold 1,200 cars in 3 months"), QStringLiteral("p/context/1"))
                           .build();
    QCOMPARE(claim.numbers.size(), 2);
    QCOMPARE(claim.numbers[0].value, 1200.0);
    QCOMPARE(claim.text.mid(claim.numbers[0].start, claim.numbers[0].length), QStringLiteral("1,200"));
    QCOMPARE(claim.numbers[1].ref, QStringLiteral("p/context/1"));
}

void TestClaim::positionsInJsonCountCodePoints()
{
    const auto claim = ClaimBuilder(QStringLiteral("c"), Grade::Computed, 0.9)
                           .text(QString::fromUtf8("\xF0\x9F\x9A\x97 margin ")) // one code point, two UTF-16 units
                           .figure(figure(0.25, "ratio"))
                           .build();
    const auto object = toJson(claim);
    const auto number = object[QStringLiteral("numbers")][0].toObject();
    QCOMPARE(claim.numbers[0].start, 10);
    QCOMPARE(number[QStringLiteral("start")].toInt(), 9);
    QCOMPARE(claimFromJson(object), claim);
}

void TestClaim::jsonReadsBackTheSame()
{
    const auto claim = ClaimBuilder(QStringLiteral("swot.strengths.1"), Grade::Playbook, 0.5)
                           .text(QStringLiteral("A "))
                           .figure(figure(-1e6, "EUR"))
                           .evidence(QStringLiteral("k/automotive/x"))
                           .build();
    QCOMPARE(claimFromJson(toJson(claim)), claim);
}

QTEST_GUILESS_MAIN(TestClaim)
#include "test_claim.moc"
