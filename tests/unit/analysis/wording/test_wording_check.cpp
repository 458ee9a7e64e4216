// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/wording_check.h"

#include "injections.h"
#include "model/units.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

namespace {

Period year(int year)
{
    return {QDate(year, 1, 1), QDate(year, 12, 31), year, QStringLiteral("FY")};
}

Computation computed(const char *method, const char *title, double value, const QString &unit)
{
    Computation computation;
    computation.id = QStringLiteral("c/1/%1/FY2023").arg(QLatin1String(method));
    computation.method = QLatin1String(method);
    computation.title = QLatin1String(title);
    computation.formula = QStringLiteral("a");
    computation.value = value;
    computation.unit = unit;
    computation.period = year(2023);
    return computation;
}

QStringList ids(const char *names)
{
    return QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Fact reported(const char *tag, double value, int of)
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = QLatin1String(tag);
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(of, 1, 1);
    fact.end = QDate(of, 12, 31);
    fact.latest.value = value;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return fact;
}

} // namespace

class TestWordingCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatTheEvidenceSaysPasses_data();
    void whatTheEvidenceSaysPasses();
    void whatItDoesNotSayIsRefused_data();
    void whatItDoesNotSayIsRefused();
    void figuresAreWrittenAsTheReportPrintsThem();
    void aRewordingKeepsTheEnginesClaimBesideIt();
    void nothingOfAnInjectionPasses_data();
    void nothingOfAnInjectionPasses();

private:
    WordingCheck::Verdict check(const QString &text, const QStringList &evidence, const QString &replaces = {}) const
    {
        return WordingCheck(*m_gate, *m_words, m_material)
            .check({text, evidence, replaces, QStringLiteral("rivalry"), {}}, QStringLiteral("porter.rivalry.model.1"));
    }

    std::optional<ClaimGate> m_gate;
    std::optional<WordingVocabulary> m_words;
    WordingMaterial m_material;
};

void TestWordingCheck::initTestCase()
{
    const auto resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
    auto gate = ClaimGate::load(resources);
    QVERIFY(gate);
    m_gate = *std::move(gate);
    auto words = WordingVocabulary::load(resources);
    QVERIFY2(words, words ? "" : qPrintable(words.error().toText()));
    m_words = *std::move(words);

    m_material.company.id = QStringLiteral("1");
    m_material.company.name = QStringLiteral("Acme Motors");
    m_material.asked = QStringLiteral("How profitable is it?");
    const QList<Fact> facts{reported("Revenues", 1200e6, 2022), reported("Revenues", 1300e6, 2023),
                            reported("OperatingIncomeLoss", 120e6, 2022),
                            reported("OperatingIncomeLoss", 93.6e6, 2023)};
    m_material.facts = facts;
    auto &book = m_material.book;
    for (const auto &fact : facts)
        book.add(fact);
    Fact anchor;
    anchor.id = QStringLiteral("f//anchor/Auto/operating_margin/ratio/2026-01-05");
    anchor.taxonomy = QStringLiteral("anchor");
    anchor.tag = QStringLiteral("operating_margin");
    anchor.unit = units::Ratio;
    anchor.end = QDate(2026, 1, 5);
    anchor.latest.value = 0.023;
    book.add(anchor);
    const auto margin = computed("operating_margin", "Operating margin", 0.072, units::Ratio);
    const auto gap = computed("gap", "Gap to the published average: operating margin", 0.049, units::Points);
    const auto change = computed("change", "Change on the year before: operating margin", -0.028, units::Points);
    const auto score = computed("force_score", "Rivalry among existing competitors: score", 2.7, units::Score);
    for (const auto &one : {margin, gap, change, score})
        book.add(one);
    PlaybookEntry knowledge{QStringLiteral("k/automotive/idle"), QStringLiteral("automotive"),
                            QStringLiteral("Idle assembly lines push makers into discounts."),
                            QStringLiteral("Lines cost the same whether they run or not.")};
    book.add(knowledge);
    Passage passage;
    passage.id = QStringLiteral("p/doc/1");
    passage.document = QStringLiteral("annual report.pdf");
    passage.text = QStringLiteral("Two suppliers deliver most battery cells for the new platform.");
    book.add(passage);
    m_material.ids = {
        {QStringLiteral("F1"), margin.id},   {QStringLiteral("F2"), anchor.id},    {QStringLiteral("F3"), gap.id},
        {QStringLiteral("F4"), change.id},   {QStringLiteral("F5"), score.id},     {QStringLiteral("F6"), facts[1].id},
        {QStringLiteral("F7"), facts[3].id}, {QStringLiteral("K1"), knowledge.id}, {QStringLiteral("P1"), passage.id}};
    ClaimBuilder claim(QStringLiteral("porter.rivalry.driver.margin"), Grade::Computed, 0.7);
    claim.text(QStringLiteral("Acme Motors' operating margin was "))
        .figure({margin.value, margin.unit, year(2023), margin.id})
        .text(QStringLiteral(" in FY2023, "))
        .figure({gap.value, gap.unit, year(2023), gap.id})
        .text(QStringLiteral(" above the published industry average of "))
        .figure({anchor.value(), anchor.unit, {}, anchor.id})
        .text(QStringLiteral("; that takes from rivalry."));
    ClaimBuilder advice(QStringLiteral("synthesis.recommendation.discounts"), Grade::Playbook, 0.5);
    advice.text(QStringLiteral("Hold prices where idle gondola lines push makers into discounts."))
        .evidence(knowledge.id);
    m_material.claims = {claim.build(), advice.build()};
}

void TestWordingCheck::whatTheEvidenceSaysPasses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("evidence");
    QTest::addColumn<QString>("replaces");
    const auto claim = QStringLiteral("porter.rivalry.driver.margin");
    QTest::newRow("reworded")
        << "At an operating margin of 7.2 % in FY2023, 4.9 pp above the published industry average of "
           "2.3 %, Acme Motors takes some weight from rivalry."
        << ids("F1 F2 F3") << claim;
    QTest::newRow("advice") << "Where idle gondola lines push other makers into discounts, hold prices." << ids("K1")
                            << "synthesis.recommendation.discounts";
    QTest::newRow("one figure") << "Acme Motors earned an operating margin of 7.2 % in FY2023." << ids("F1") << "";
    QTest::newRow("against the average")
        << "The operating margin of 7.2 % stands against a published industry average of 2.3 %." << ids("F1 F2") << "";
    QTest::newRow("a fall") << "The operating margin fell by 2.8 pp in FY2023." << ids("F4") << "";
    QTest::newRow("billions") << "Revenue came to $1.3 billion in FY2023." << ids("F6") << "";
    QTest::newRow("knowledge and figure") << "Idle assembly lines push makers into discounts, and an operating margin "
                                             "of 7.2 % leaves room for few of them."
                                          << ids("F1 K1") << "";
    QTest::newRow("passage") << "Most battery cells for the new platform come from few suppliers." << ids("P1") << "";
}

void TestWordingCheck::whatTheEvidenceSaysPasses()
{
    QFETCH(QString, text);
    QFETCH(QStringList, evidence);
    QFETCH(QString, replaces);
    const auto verdict = check(text, evidence, replaces);
    QVERIFY2(verdict.claim, qPrintable(verdict.faults.join(QStringLiteral("; "))));
    QCOMPARE(verdict.claim->grade, Grade::Model);
    QVERIFY(verdict.claim->confidence <= WordingCheck::MostOfRewording);
    for (const auto &number : verdict.claim->numbers)
        QVERIFY(verdict.claim->evidence.contains(number.ref));
}

void TestWordingCheck::whatItDoesNotSayIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("evidence");
    QTest::addColumn<QString>("replaces");
    const auto claim = QStringLiteral("porter.rivalry.driver.margin");
    const auto all = ids("F1 F2 F3 F4 F5 F6 F7 K1 P1");
    const auto added = [&](const char *name, const char *text, const QStringList &evidence) {
        QTest::newRow(name) << QString::fromUtf8(text) << evidence << QString();
    };
    added("no evidence", "The operating margin was 7.2 % in FY2023.", ids(""));
    added("unknown id", "The operating margin was 7.2 % in FY2023.", ids("F9"));
    added("another value", "The operating margin was 8.2 % in FY2023.", all);
    added("a digit dropped", "The operating margin was 72 % in FY2023.", all);
    added("figure not cited", "The operating margin was 7.2 % in FY2023.", ids("K1"));
    added("another unit", "The operating margin was 7.2 pp in FY2023.", all);
    added("another currency", "Revenue came to EUR 1,300 M in FY2023.", all);
    added("another scale", "Revenue came to USD 1,300 billion in FY2023.", all);
    added("another period", "The operating margin was 7.2 % in FY2022.", all);
    added("a period of nowhere", "The operating margin was 7.2 % in FY2019.", all);
    added("another subject", "Revenue was 7.2 % in FY2023.", all);
    added("the amount of another line", "Revenue came to USD 93.6 M in FY2023.", all);
    added("swapped with the average",
          "The operating margin of 2.3 % stands against a published industry average of 7.2 %.", ids("F1 F2"));
    added("the average without its name", "The operating margin was 2.3 %.", ids("F2"));
    added("rise for fall", "The operating margin rose by 2.8 pp in FY2023.", ids("F4"));
    added("below for above", "The operating margin lies 4.9 pp below the published average in FY2023.", ids("F3"));
    added("sign", "The operating margin changed by 2.8 pp in FY2023, a gain on the year before.", ids("F4"));
    added("more than", "The operating margin was more than 7.2 % in FY2023.", ids("F1"));
    added("in words", "The operating margin was seven percent in FY2023.", ids("F1"));
    added("doubled", "The operating margin doubled in FY2023.", ids("F1"));
    added("a half", "The operating margin is half of the average.", ids("F1 F2"));
    added("direction without figure", "The operating margin rose in FY2023.", ids("F1"));
    added("wrong direction without figure", "The operating margin improved on the year before.", ids("F4"));
    added("a level of its own", "The operating margin of 7.2 % in FY2023 is strong.", ids("F1"));
    added("a name", "The operating margin of 7.2 % in FY2023 is due to Zenith.", ids("F1"));
    added("grave", "The operating margin of 7.2 % in FY2023 hides a fraud.", ids("F1"));
    added("nothing to do with it", "Customers love the brand and its stores.", ids("F1"));
    added("another language", "Die operative Marge ist dünn und der Wettbewerb hart.", ids("F1"));
    added("list of the figure alone", "Revenue matters.", ids("F6"));
    const auto reworded = [&](const char *name, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(text) << ids("F1 F2 F3") << claim;
    };
    reworded("loses a figure", "At an operating margin of 7.2 % in FY2023, 4.9 pp above the published average, Acme "
                               "Motors takes from rivalry.");
    reworded("gains a figure", "At an operating margin of 7.2 % in FY2023, 4.9 pp above the published industry average "
                               "of 2.3 %, rivalry is 2.7.");
    reworded("swaps figures", "At an operating margin of 2.3 % in FY2023, 4.9 pp above the published industry average "
                              "of 7.2 %, Acme Motors takes from rivalry.");
    reworded("swaps words", "The published industry average was 7.2 % in FY2023, 4.9 pp above the operating margin of "
                            "2.3 %; that takes from rivalry.");
    reworded("turns the direction", "At an operating margin of 7.2 % in FY2023, 4.9 pp below the published industry "
                                    "average of 2.3 %, Acme Motors takes from rivalry.");
    reworded("denies", "At an operating margin of 7.2 % in FY2023, 4.9 pp above the published industry average of 2.3 "
                       "%, Acme Motors never takes from rivalry.");
    reworded("grades", "At a weak operating margin of 7.2 % in FY2023, 4.9 pp above the published industry average of "
                       "2.3 %, Acme Motors takes from rivalry.");
    reworded("loses the period", "At an operating margin of 7.2 %, 4.9 pp above the published industry average of 2.3 "
                                 "%, Acme Motors takes from rivalry.");
    const auto advised = [&](const char *name, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(text) << ids("K1")
                            << QStringLiteral("synthesis.recommendation.discounts");
    };
    advised("loses its verb", "Prices where idle gondola lines push makers into discounts.");
    advised("changes its subject", "Hold prices where idle battery lines push makers into discounts.");
    QTest::newRow("rewords nothing") << "The operating margin was 7.2 % in FY2023." << ids("F1") << "porter.nothing";
}

void TestWordingCheck::whatItDoesNotSayIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QStringList, evidence);
    QFETCH(QString, replaces);
    const auto verdict = check(text, evidence, replaces);
    QVERIFY(!verdict.claim);
    QVERIFY(!verdict.faults.isEmpty());
}

void TestWordingCheck::figuresAreWrittenAsTheReportPrintsThem()
{
    const auto verdict =
        check(QStringLiteral("Revenue came to **$1.3 billion** in FY2023, and operating income to 94 million "
                             "dollars less than nothing."),
              {QStringLiteral("F6")});
    QVERIFY(!verdict.claim);
    const auto good = check(QStringLiteral("Revenue came to **$1.3 billion** in FY2023."), {QStringLiteral("F6")});
    QVERIFY2(good.claim, qPrintable(good.faults.join(QStringLiteral("; "))));
    QCOMPARE(good.claim->text, QStringLiteral("Revenue came to USD 1,300 M in FY2023."));
    const auto &number = good.claim->numbers.first();
    QCOMPARE(good.claim->text.mid(number.start, number.length), QStringLiteral("USD 1,300 M"));
    QCOMPARE(number.value, 1300e6);
}

void TestWordingCheck::aRewordingKeepsTheEnginesClaimBesideIt()
{
    const auto &engine = m_material.claims.first();
    const auto verdict = check(
        QStringLiteral("Acme Motors took an operating margin of 7.2 % in FY2023, 4.9 pp above the published industry "
                       "average of 2.3 %; that takes from rivalry."),
        {QStringLiteral("F1")}, engine.id);
    QVERIFY2(verdict.claim, qPrintable(verdict.faults.join(QStringLiteral("; "))));
    QCOMPARE(verdict.claim->id, engine.id);
    QCOMPARE(verdict.claim->evidence, engine.evidence);
    QVERIFY(verdict.claim->rewords);
    QCOMPARE(verdict.claim->rewords->text, engine.text);
    QCOMPARE(verdict.claim->rewords->grade, Grade::Computed);
    QCOMPARE(claimFromJson(toJson(*verdict.claim)), *verdict.claim);
    for (qsizetype i = 0; i < engine.numbers.size(); ++i) {
        QCOMPARE(verdict.claim->numbers[i].ref, engine.numbers[i].ref);
        QCOMPARE(verdict.claim->numbers[i].value, engine.numbers[i].value);
    }
}

void TestWordingCheck::nothingOfAnInjectionPasses_data()
{
    QTest::addColumn<QString>("obeyed");
    for (const auto &one : test::injections())
        QTest::newRow(one.name) << QString::fromUtf8(one.obeyed);
}

/// The worst case: the model writes what it was told to, and cites all evidence that exists.
void TestWordingCheck::nothingOfAnInjectionPasses()
{
    QFETCH(QString, obeyed);
    const auto verdict =
        check(obeyed, {QStringLiteral("F1"), QStringLiteral("F2"), QStringLiteral("F3"), QStringLiteral("F4"),
                       QStringLiteral("F6"), QStringLiteral("F7"), QStringLiteral("K1"), QStringLiteral("P1")});
    QVERIFY2(!verdict.claim, verdict.claim ? qPrintable(verdict.claim->text) : "");
}

QTEST_APPLESS_MAIN(TestWordingCheck)
#include "test_wording_check.moc"
