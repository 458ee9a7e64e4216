// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/contrary_passage.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTest>

using namespace consultantos;

namespace {

Fact reported(const char *tag, double value, int year)
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = QLatin1String(tag);
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(year, 1, 1);
    fact.end = QDate(year, 12, 31);
    fact.latest.value = value;
    fact.latest.form = QStringLiteral("10-K");
    fact.latest.fiscalYear = year;
    fact.latest.fiscalPeriod = QStringLiteral("FY");
    fact.latest.filed = QDate(year + 1, 2, 1);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return fact;
}

ContraryCandidate candidate(const QString &text, int number = 1, int fiscalYear = 2023,
                            const QDate &date = QDate(2024, 2, 1))
{
    Passage passage;
    passage.id = QStringLiteral("p/doc/%1").arg(number);
    passage.document = QStringLiteral("report.pdf");
    passage.text = text;
    passage.date = date;
    return {passage, fiscalYear};
}

} // namespace

class TestContraryPassage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theOppositeOfAClaimIsFound_data();
    void theOppositeOfAClaimIsFound();
    void aWeakMatchIsNone_data();
    void aWeakMatchIsNone();
    void aNumberIsStrongerThanADirection();
    void ofEquallyStrongOnesTheNewestIsTaken();

private:
    std::optional<ContraryPassage> against(const QString &claim, const QList<ContraryCandidate> &candidates) const
    {
        return contraryPassage(*m_gate, contraryTargets(*m_gate, claim, m_evidence), m_evidence, candidates);
    }

    std::optional<ClaimGate> m_gate;
    ClaimEvidence m_evidence;
};

void TestContraryPassage::initTestCase()
{
    auto gate = ClaimGate::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(gate);
    m_gate = *std::move(gate);
    Company company;
    company.id = QStringLiteral("1");
    company.name = QStringLiteral("Acme Motors");
    Company other;
    other.id = QStringLiteral("2");
    other.name = QStringLiteral("Borealis Cars");
    m_evidence.known = {company, other};
    m_evidence.mainCompany = company.id;
    m_evidence.subjects = {{company,
                            {reported("Revenues", 1200e6, 2022), reported("Revenues", 1300e6, 2023),
                             reported("OperatingIncomeLoss", 120e6, 2022), reported("OperatingIncomeLoss", 94e6, 2023)},
                            {}}};
}

void TestContraryPassage::theOppositeOfAClaimIsFound_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("passage");
    QTest::newRow("revenue fell") << "Acme Motors' revenue grew by 8.3 % in FY2023."
                                  << "Our total revenue declined in 2023 as prices came under pressure.";
    QTest::newRow("by the document's year") << "Acme Motors' revenue grew by 8.3 % in FY2023."
                                            << "Revenue decreased because dealers held back their orders.";
    QTest::newRow("operating income rose") << "Acme Motors' operating income fell by 21.7 % in FY2023."
                                           << "Operating income increased in fiscal 2023 on lower freight costs.";
    QTest::newRow("one clause of several")
        << "But Acme Motors' operating income fell by 21.7 % in FY2023, the costliest change: it is worth much."
        << "Operating income increased in fiscal 2023 on lower freight costs.";
    QTest::newRow("number") << "Acme Motors' revenue was USD 1,500 M in FY2023."
                            << "Revenue was $1,300 million in fiscal 2023.";
}

void TestContraryPassage::theOppositeOfAClaimIsFound()
{
    QFETCH(QString, claim);
    QFETCH(QString, passage);
    const auto found = against(claim, {candidate(QStringLiteral("The plant is in Ohio, near the lake. ") + passage)});
    QVERIFY(found);
    QCOMPARE(found->quote, passage);
    QCOMPARE(found->passage, QStringLiteral("p/doc/1"));
}

void TestContraryPassage::aWeakMatchIsNone_data()
{
    QTest::addColumn<QString>("passage");
    QTest::newRow("same direction") << "Our total revenue grew in 2023 as prices rose.";
    QTest::newRow("another figure") << "Operating expenses declined in 2023.";
    QTest::newRow("another year") << "Our total revenue declined in 2021.";
    QTest::newRow("a year before, named") << "Compared with 2021, revenue declined in 2022.";
    QTest::newRow("a segment") << "Revenue of the services segment declined in 2023.";
    QTest::newRow("a part") << "Automotive revenue declined in 2023.";
    QTest::newRow("a region") << "Revenue in Europe declined in 2023.";
    QTest::newRow("a quarter") << "Revenue declined in the fourth quarter of 2023.";
    QTest::newRow("what may be") << "If demand weakens, revenue could have declined in 2023.";
    QTest::newRow("denied") << "Revenue has not declined in 2023.";
    QTest::newRow("offset") << "Revenue declined in 2023 in the spring, offset by the autumn.";
    QTest::newRow("adjusted") << "Adjusted revenue declined in 2023.";
    QTest::newRow("another company") << "The revenue of Borealis Cars declined in 2023.";
    QTest::newRow("industry") << "Revenue of the industry declined in 2023.";
    QTest::newRow("no word of it") << "The roof of the plant was mended in 2023.";
}

void TestContraryPassage::aWeakMatchIsNone()
{
    QFETCH(QString, passage);
    const auto found = against(QStringLiteral("Acme Motors' revenue grew by 8.3 % in FY2023."), {candidate(passage)});
    QVERIFY2(!found, found ? qPrintable(found->quote) : "");
}

void TestContraryPassage::aNumberIsStrongerThanADirection()
{
    const auto found = against(QStringLiteral("Acme Motors' revenue grew to USD 1,500 M in FY2023."),
                               {candidate(QStringLiteral("Our total revenue declined in 2023 after a strike."), 1),
                                candidate(QStringLiteral("Revenue was $1,300 million in fiscal 2023."), 2)});
    QVERIFY(found);
    QCOMPARE(found->passage, QStringLiteral("p/doc/2"));
}

void TestContraryPassage::ofEquallyStrongOnesTheNewestIsTaken()
{
    const auto text = QStringLiteral("Our total revenue declined in 2023 after a strike.");
    const auto found =
        against(QStringLiteral("Acme Motors' revenue grew by 8.3 % in FY2023."),
                {candidate(text, 1, 2023, QDate(2024, 1, 1)), candidate(text, 2, 2023, QDate(2024, 3, 1)),
                 candidate(text, 3, 2023, QDate(2024, 2, 1))});
    QVERIFY(found);
    QCOMPARE(found->passage, QStringLiteral("p/doc/2"));
}

QTEST_APPLESS_MAIN(TestContraryPassage)
#include "test_contrary_passage.moc"
