// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/claim_parts.h"
#include "analysis/synthesis.h"
#include "company_fixture.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray bytesOf(const QList<FrameworkOutput> &outputs)
{
    QByteArray bytes;
    for (const auto &output : outputs) {
        bytes += QJsonDocument(toJson(output.result)).toJson();
        bytes += QJsonDocument(toJson(output.evidence)).toJson();
    }
    return bytes;
}

QList<Claim> claimsOf(const QList<FrameworkOutput> &outputs)
{
    QList<Claim> claims;
    for (const auto &output : outputs)
        claims += output.result.claims();
    return claims;
}

} // namespace

class TestFrameworkTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNumberIsReferenced_data();
    void everyNumberIsReferenced();
    void checkerFindsPlantedNumbers();
    void sameInputGivesSameBytes();
    void companyWithoutFactsOrPlaybookSaysNothing();
    void swappedNameIsContradictedByTheFigures();
    void quickSaysLessThanStandardAndDeepSaysMore();
    void computationsAreNamedOnceInAllFrameworks();
    void excerptKeepsTheNumbersOfItsPart();
};

void TestFrameworkTexts::everyNumberIsReferenced_data()
{
    QTest::addColumn<int>("peers");
    QTest::addColumn<QString>("depth");
    QTest::addColumn<QString>("region");
    for (const auto &depth : {QStringLiteral("quick"), QStringLiteral("standard"), QStringLiteral("deep")}) {
        for (const int peers : {0, 2, 4, 5, 9})
            QTest::addRow("%s, %d peers", qPrintable(depth), peers) << peers << depth << QString();
    }
    QTest::newRow("region with a digit") << 5 << QStringLiteral("deep") << QStringLiteral("Zone 51");
}

void TestFrameworkTexts::everyNumberIsReferenced()
{
    QFETCH(int, peers);
    QFETCH(QString, depth);
    QFETCH(QString, region);
    auto input = cartInput(peers);
    input.request.depth = *depthFromName(depth);
    input.request.region = region;
    input.topics = QStringList{QStringLiteral("cash"), QStringLiteral("competition")};
    input.passages = {{QStringLiteral("p/brief/1"), QStringLiteral("brief"), 0, 0,
                       QStringLiteral("One customer accounted for 38 % of sales in 2023. We compete with 4 rivals.")}};
    const auto outputs = deriveAll(input);
    QCOMPARE(outputs.size(), 11);
    QStringList wrong;
    for (const auto &output : outputs)
        wrong += strayNumbers(output);
    const auto synthesis = synthesise(input, outputs);
    for (const auto &claim : synthesis.summary.claims())
        wrong += strayNumbers(claim, synthesis.evidence);
    for (const auto &recommendation : synthesis.recommendations)
        wrong += strayNumbers(recommendation.claim, synthesis.evidence);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(claimsOf(outputs).size() >= 10);
}

void TestFrameworkTexts::checkerFindsPlantedNumbers()
{
    const auto output = deriveAll(cartInput(6)).first();
    auto claim = output.result.claims().first();
    QVERIFY(strayNumbers(claim, output.evidence).isEmpty());
    auto planted = claim;
    planted.text += QStringLiteral(" Also 17 things.");
    QVERIFY(!strayNumbers(planted, output.evidence).isEmpty());
    auto changed = claim;
    QVERIFY(!changed.numbers.isEmpty());
    changed.numbers.first().value += 1;
    QVERIFY(!strayNumbers(changed, output.evidence).isEmpty());
    QVERIFY(!strayNumbers(claim, EvidenceBook()).isEmpty());
}

void TestFrameworkTexts::sameInputGivesSameBytes()
{
    QCOMPARE(bytesOf(deriveAll(cartInput(7))), bytesOf(deriveAll(cartInput(7))));
    auto shuffled = cartInput(7);
    std::reverse(shuffled.peers.begin(), shuffled.peers.end());
    QCOMPARE(bytesOf(deriveAll(shuffled)), bytesOf(deriveAll(cartInput(7))));
}

void TestFrameworkTexts::companyWithoutFactsOrPlaybookSaysNothing()
{
    FrameworkInput input;
    input.company.name = QStringLiteral("Nobody");
    const auto outputs = deriveAll(input);
    QCOMPARE(outputs.size(), 11);
    QVERIFY(claimsOf(outputs).isEmpty());
    for (const auto &output : outputs) {
        QVERIFY(!output.result.canvas);
        for (const auto &section : output.result.sections) {
            QVERIFY(!section.score);
            QVERIFY2(!section.notDerivable.isEmpty(), qPrintable(section.id));
        }
    }
    const auto synthesis = synthesise(input, outputs);
    QVERIFY(!synthesis.summary.answer);
    QVERIFY(synthesis.recommendations.isEmpty());
    QVERIFY(!synthesis.summary.limits.isEmpty());
}

void TestFrameworkTexts::swappedNameIsContradictedByTheFigures()
{
    // Two companies of one industry: with the names taken out, most statements must still differ.
    auto other = cartInput(0);
    other.own = cartPeers(1).first();
    other.company.id = other.own.companyId;
    other.company.name = other.own.companyName;
    const auto nameless = [](const FrameworkInput &input) {
        QSet<QString> texts;
        for (const auto &claim : claimsOf(deriveAll(input)))
            texts.insert(QString(claim.text).replace(input.company.name, QStringLiteral("X")));
        return texts;
    };
    const auto first = nameless(cartInput(0));
    const auto second = nameless(other);
    const auto shared = QSet<QString>(first).intersect(second);
    QVERIFY2(shared.size() * 10 <= first.size(), qPrintable(QStringList(shared.values()).join(QLatin1Char('\n'))));
}

void TestFrameworkTexts::quickSaysLessThanStandardAndDeepSaysMore()
{
    const auto countAt = [](Depth depth) {
        auto input = cartInput(6);
        input.request.depth = depth;
        return claimsOf(deriveAll(input)).size();
    };
    QVERIFY(countAt(Depth::Quick) < countAt(Depth::Standard));
    QVERIFY(countAt(Depth::Standard) < countAt(Depth::Deep));
}

void TestFrameworkTexts::computationsAreNamedOnceInAllFrameworks()
{
    auto input = cartInput(6);
    input.request.depth = Depth::Deep;
    const auto outputs = deriveAll(input);
    QMap<QString, Computation> byId;
    for (const auto &output : outputs) {
        for (const auto &computation : output.evidence.computations()) {
            if (byId.contains(computation.id))
                QCOMPARE(computation, byId.value(computation.id));
            byId.insert(computation.id, computation);
        }
    }
    QVERIFY(!byId.isEmpty());
}

void TestFrameworkTexts::excerptKeepsTheNumbersOfItsPart()
{
    ClaimBuilder source(QStringLiteral("a"), Grade::Computed, 1);
    source.text(QStringLiteral("Carter's margin was "))
        .figure({0.25, QStringLiteral("ratio"), {}, QStringLiteral("c/1")})
        .text(QStringLiteral(" in the U.S. market. Its cost was "))
        .figure({0.75, QStringLiteral("ratio"), {}, QStringLiteral("c/2")})
        .text(QStringLiteral("."));
    ClaimBuilder target(QStringLiteral("b"), Grade::Computed, 1);
    target.text(QStringLiteral("Note: "));
    writeFirstSentence(target, source.build(), QStringLiteral("Carter"));
    const auto claim = target.build();
    QCOMPARE(claim.text, QStringLiteral("Note: its margin was 25.0 % in the U.S. market"));
    QCOMPARE(claim.numbers.size(), 1);
    QCOMPARE(claim.text.mid(claim.numbers.first().start, claim.numbers.first().length), QStringLiteral("25.0 %"));
    QCOMPARE(claim.evidence, (QStringList{QStringLiteral("c/1"), QStringLiteral("c/2")}));
}

QTEST_GUILESS_MAIN(TestFrameworkTexts)
#include "test_framework_texts.moc"
