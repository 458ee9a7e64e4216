// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/synthesis.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

SynthesisOutput answerTo(const QStringList &topics, FrameworkInput input = cartInput(6))
{
    input.topics = topics;
    return synthesise(input, deriveAll(input));
}

} // namespace

class TestSynthesis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void questionChangesTheAnswerAndItsEvidence();
    void situationTellsTheLatestYear();
    void complicationIsTheCostliestAdverseChange();
    void supportsFollowTheQuestion();
    void questionBeyondTheFiguresIsSaid();
    void recommendationsAreLinkedOptionsWithTheirWorth();
    void unknownCompanyOfAKnownIndustryGetsItsLimitsFirst();
    void userPassageIsQuotedWhereItSpeaksOfTheQuestion();
    void limitsHoldNoFigure();
    void fewPeersAreALimit();
};

void TestSynthesis::questionChangesTheAnswerAndItsEvidence()
{
    const auto cash = answerTo({QStringLiteral("cash")}).summary.answer;
    const auto suppliers = answerTo({QStringLiteral("suppliers")}).summary.answer;
    QVERIFY(cash && suppliers);
    QVERIFY(cash->text != suppliers->text);
    QVERIFY(cash->evidence != suppliers->evidence);
    QVERIFY2(cash->text.startsWith(QStringLiteral("On cash, Carter")), qPrintable(cash->text));
    QVERIFY(cash->text.contains(QStringLiteral("free cash flow")));
    QVERIFY(suppliers->text.startsWith(QStringLiteral("With its suppliers, Carter")));
}

void TestSynthesis::situationTellsTheLatestYear()
{
    const auto situation = answerTo({}).summary.situation;
    QVERIFY(situation.has_value());
    QCOMPARE(situation->text,
             QStringLiteral("Carter earned revenue of USD 1,210 M in FY2024, 10.0 % more than the year before; "
                            "operating income was USD 121 M, 10.0 % of revenue, and free cash flow USD 73 M."));
    QCOMPARE(situation->confidence, 0.95);
}

void TestSynthesis::complicationIsTheCostliestAdverseChange()
{
    const auto complication = answerTo({}).summary.complication;
    QVERIFY(complication.has_value());
    // Gross margin 34.0 → 32.0 %, operating margin 12.0 → 10.0 %; net margin 1.4 points; the first is (marginally)
    // largest.
    QVERIFY2(complication->text.contains(QStringLiteral("fell by 2.0 pp")), qPrintable(complication->text));
    QVERIFY(complication->text.contains(QStringLiteral("USD 24 M")));
}

void TestSynthesis::supportsFollowTheQuestion()
{
    const auto supportsOf = [](const QString &topic) {
        QStringList ids;
        for (const auto &claim : answerTo({topic}).summary.supports)
            ids.append(claim.id);
        return ids;
    };
    QCOMPARE(supportsOf(QStringLiteral("customers")).size(), 3);
    QVERIFY(supportsOf(QStringLiteral("customers")) != supportsOf(QStringLiteral("leverage")));
    QVERIFY(supportsOf(QStringLiteral("customers")).contains(QStringLiteral("summary.support.buyers")));
    QVERIFY(supportsOf(QStringLiteral("suppliers")).contains(QStringLiteral("summary.support.suppliers")));
}

void TestSynthesis::questionBeyondTheFiguresIsSaid()
{
    auto input = cartInput(0);
    input.own.ratios.removeIf([](const Ratio &ratio) { return ratio.id == QLatin1String("effective_tax_rate"); });
    const auto answer = answerTo({QStringLiteral("regulation")}, input).summary.answer;
    QVERIFY(answer->text.startsWith(
        QStringLiteral("The stored figures don't bear on the question itself. Overall, Carter")));
}

void TestSynthesis::recommendationsAreLinkedOptionsWithTheirWorth()
{
    const auto output = answerTo({});
    QVERIFY(output.recommendations.size() >= 2);
    bool hasWorth = false;
    for (const auto &recommendation : output.recommendations) {
        // The option, and of TOWS the two items that it joins.
        QCOMPARE(recommendation.links.size(), recommendation.kind.startsWith(QStringLiteral("swot.")) ? 3 : 1);
        QVERIFY(!recommendation.feasibility.isEmpty());
        hasWorth = hasWorth || (recommendation.impact && recommendation.impact->text.contains(QStringLiteral("USD")));
    }
    QVERIFY(hasWorth);
    QVERIFY(!output.summary.nextSteps.isEmpty());
}

void TestSynthesis::unknownCompanyOfAKnownIndustryGetsItsLimitsFirst()
{
    auto input = cartInput(0);
    input.own = {};
    input.company = {};
    input.company.name = QStringLiteral("Newcomer");
    const auto outputs = deriveAll(input);
    const auto output = synthesise(input, outputs);
    QVERIFY(output.summary.limits.first().contains(QStringLiteral("No filed figures of Newcomer")));
    QVERIFY(output.summary.answer.has_value());
    QCOMPARE(output.summary.answer->grade, Grade::Playbook);
    QVERIFY(output.summary.situation->text.contains(QStringLiteral("its industry earns an operating margin of 5.0 %")));
    QVERIFY(strayNumbers(*output.summary.situation, output.evidence).isEmpty());
    const auto statementsAsked =
        std::count_if(outputs.first().requests.begin(), outputs.first().requests.end(),
                      [](const auto &request) { return request.id == QLatin1String("data.annual_statements"); });
    QCOMPARE(statementsAsked, 1);
    for (const auto &framework : outputs) {
        for (const auto &section : framework.result.sections)
            QVERIFY(!section.score);
    }
}

void TestSynthesis::userPassageIsQuotedWhereItSpeaksOfTheQuestion()
{
    auto input = cartInput(6);
    input.request.question = QStringLiteral("Can the depot in Leeds be closed?");
    input.passages = {
        {QStringLiteral("p/brief/1"), QStringLiteral("request context"), 0, 0,
         QStringLiteral("We sell carts. The depot in Leeds lost USD 3 M in 2023. Nothing else matters.")},
        {QStringLiteral("p/brief/2"), QStringLiteral("request context"), 0, 60, QStringLiteral("Weather was fine.")}};
    const auto output = answerTo({}, input);
    QList<Claim> quoted;
    for (const auto &claim : output.summary.supports) {
        if (claim.grade == Grade::Quoted)
            quoted.append(claim);
    }
    QCOMPARE(quoted.size(), 1);
    QVERIFY(quoted.first().text.contains(QStringLiteral("“The depot in Leeds lost USD 3 M in 2023.”")));
    QVERIFY(output.evidence.passage(QStringLiteral("p/brief/1")));
    QVERIFY(!output.evidence.passage(QStringLiteral("p/brief/2")));
}

void TestSynthesis::limitsHoldNoFigure()
{
    auto input = cartInput(2);
    input.request.region = QStringLiteral("Zone 51");
    static const QRegularExpression digit(QStringLiteral("\\d"));
    static const QRegularExpression period(QStringLiteral("FY\\d{4}"));
    for (auto limit : answerTo({}, input).summary.limits)
        QVERIFY2(!limit.remove(period).contains(digit), qPrintable(limit));
}

void TestSynthesis::fewPeersAreALimit()
{
    QVERIFY(answerTo({}, cartInput(3)).summary.limits.join(QString()).contains(QStringLiteral("Fewer than five")));
    QVERIFY(!answerTo({}, cartInput(6)).summary.limits.join(QString()).contains(QStringLiteral("Fewer than five")));
}

QTEST_GUILESS_MAIN(TestSynthesis)
#include "test_synthesis.moc"
