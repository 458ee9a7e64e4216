// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/carried_settlements.h"
#include "analysis/quality/report_reviewer.h"
#include "analysis/synthesis.h"
#include "company_fixture.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

namespace {

/// A report as the built-in engine derives it.
Report derived()
{
    const auto input = test::cartInput(7);
    const auto outputs = test::deriveAll(input);
    Report report;
    report.id = QStringLiteral("r");
    report.company = input.company;
    report.financials = input.own;
    report.financials.evidence = {};
    report.evidence = input.own.evidence;
    for (const auto &peer : input.peers) {
        report.evidence.merge(peer.evidence);
        report.peers.append({peer.companyId, peer.companyName, peer.annualPeriods().value(0)});
    }
    for (const auto &output : outputs) {
        report.frameworks.append(output.result);
        report.evidence.merge(output.evidence);
    }
    const auto synthesis = synthesise(input, outputs);
    report.summary = synthesis.summary;
    report.recommendations = synthesis.recommendations;
    report.evidence.merge(synthesis.evidence);
    return report;
}

QStringList errorsOf(const Report &report)
{
    QStringList found;
    for (const auto &finding : reviewed(report, {}).findings) {
        if (finding.severity == FindingSeverity::Error)
            found.append(finding.rule + QStringLiteral(": ") + finding.place + QStringLiteral(": ") + finding.text);
    }
    return found;
}

/// With a superlative in its answer that nothing supports, and reviewed.
Report praised(const QString &id)
{
    auto report = derived();
    report.id = id;
    report.summary.answer->text.append(QStringLiteral(" It is the undisputed market leader."));
    report.quality = reviewed(report, {});
    return report;
}

/// The same with that finding settled.
Report settledOne(const QString &id)
{
    auto report = praised(id);
    for (auto &finding : report.quality->findings) {
        if (finding.rule == QLatin1String("superlatives"))
            finding.settled =
                FindingSettlement{QStringLiteral("the client says so"), QStringLiteral("A. Partner"),
                                  QDateTime::fromString(QStringLiteral("2026-11-27T10:00:00Z"), Qt::ISODate)};
    }
    weigh(*report.quality);
    return report;
}

std::optional<FindingSettlement> settlementIn(const Report &report)
{
    for (const auto &finding : report.quality->findings) {
        if (finding.rule == QLatin1String("superlatives"))
            return finding.settled;
    }
    return std::nullopt;
}

/// The book with another value of one fact.
EvidenceBook restated(const EvidenceBook &book, const QString &id)
{
    EvidenceBook changed;
    for (auto fact : book.facts()) {
        if (fact.id == id)
            fact.latest.value *= 1.01;
        changed.add(fact);
    }
    for (const auto &computation : book.computations())
        changed.add(computation);
    for (const auto &passage : book.passages())
        changed.add(passage);
    for (const auto &entry : book.playbook())
        changed.add(entry);
    return changed;
}

/// Whether an error of the rule is found at the answer.
bool finds(const Report &report, const QString &rule)
{
    for (const auto &finding : reviewed(report, {}).findings) {
        if (finding.rule == rule && finding.severity == FindingSeverity::Error)
            return true;
    }
    return false;
}

} // namespace

class TestQualityReview : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDerivedReportHasNoErrors();
    void errorsAreFoundWhereTheyAre();
    void aSettledFindingIsNotOpen();
    void settlementsStayWithTheSameWords();
    void settlementsAreCarriedToTheNextReport();
    void settlementsEndWithTheFactsThatTheyRestOn();
    void reviewsComeBackFromJson();
};

void TestQualityReview::aDerivedReportHasNoErrors()
{
    const auto errors = errorsOf(derived());
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
    for (const auto *rule : {"evidence", "figures", "computations", "facts", "periods", "directions"}) {
        for (const auto &check : reviewed(derived(), {}).checks) {
            if (check.rule == QLatin1String(rule))
                QVERIFY2(check.checked > 0, rule);
        }
    }
}

void TestQualityReview::errorsAreFoundWhereTheyAre()
{
    const auto clean = derived();
    QVERIFY(clean.summary.answer);
    QVERIFY(!clean.summary.answer->numbers.isEmpty());

    auto report = clean;
    report.summary.answer->numbers[0].value *= 1.1;
    QVERIFY(finds(report, QStringLiteral("figures")));

    report = clean;
    report.summary.answer->evidence.append(QStringLiteral("p/nowhere/1"));
    QVERIFY(finds(report, QStringLiteral("evidence")));

    report = clean;
    report.summary.answer->text.append(QStringLiteral(" It is the undisputed market leader."));
    QVERIFY(finds(report, QStringLiteral("superlatives")));

    report = clean;
    report.summary.risks.clear();
    report.summary.complication.reset();
    for (auto &claim : report.summary.supports)
        claim.contrary.reset();
    QVERIFY(finds(report, QStringLiteral("balance")));

    report = clean;
    QVERIFY(!report.recommendations.isEmpty());
    report.recommendations[0].links = {QStringLiteral("swot.so.77")};
    QVERIFY(finds(report, QStringLiteral("recommendations")));

    report = clean;
    auto computation = report.evidence.computations().first();
    EvidenceBook changed;
    for (const auto &fact : report.evidence.facts())
        changed.add(fact);
    for (auto one : report.evidence.computations()) {
        if (one.id == computation.id)
            one.value += 1;
        changed.add(one);
    }
    for (const auto &entry : report.evidence.playbook())
        changed.add(entry);
    report.evidence = changed;
    QVERIFY(finds(report, QStringLiteral("computations")));
}

void TestQualityReview::aSettledFindingIsNotOpen()
{
    auto report = derived();
    report.recommendations[0].impact.reset();
    auto review = reviewed(report, {});
    const auto open = review.open();
    QVERIFY(open > 0);
    QVERIFY(!review.isVerified());
    const int score = review.score;
    for (auto &finding : review.findings) {
        if (finding.isOpen())
            finding.settled = FindingSettlement{QStringLiteral("the client sizes it"), QStringLiteral("A. Partner"),
                                                QDateTime::fromSecsSinceEpoch(0)};
    }
    weigh(review);
    QVERIFY(review.isVerified());
    QVERIFY(review.score > score);
}

void TestQualityReview::settlementsStayWithTheSameWords()
{
    auto report = derived();
    report.summary.answer->text.append(QStringLiteral(" It is world-class."));
    auto review = reviewed(report, {});
    const auto isMeant = [](const QualityFinding &finding) { return finding.words == QStringLiteral("world-class"); };
    const auto found = std::find_if(review.findings.begin(), review.findings.end(), isMeant);
    QVERIFY(found != review.findings.end());
    found->settled = FindingSettlement{QStringLiteral("quoted from the client"), QStringLiteral("A. Partner"), {}};
    report.quality = review;
    const auto again = reviewed(report, {});
    QVERIFY(again.finding(found->id)->settled);
    // Other words, other finding.
    report.summary.answer->text.replace(QStringLiteral("world-class"), QStringLiteral("unbeatable"));
    QVERIFY(!reviewed(report, {}).finding(found->id)->settled);
}

void TestQualityReview::settlementsAreCarriedToTheNextReport()
{
    const auto before = settledOne(QStringLiteral("r"));
    QVERIFY(settlementIn(before));
    auto next = praised(QStringLiteral("s"));
    QVERIFY(next.quality->open() > before.quality->open());
    carrySettlements(next, before);
    const auto carried = settlementIn(next);
    QVERIFY(carried);
    QCOMPARE(carried->by, QStringLiteral("A. Partner"));
    QCOMPARE(carried->at, settlementIn(before)->at);
    QCOMPARE(carried->carriedFrom, QStringLiteral("r"));
    QCOMPARE(next.quality->open(), before.quality->open());
    QCOMPARE(next.quality->score, before.quality->score);

    // Carried once more it is still of the report in which the person decided.
    auto third = praised(QStringLiteral("t"));
    carrySettlements(third, next);
    QCOMPARE(settlementIn(third)->carriedFrom, QStringLiteral("r"));

    // The cache gives the same report again: nothing was carried from anywhere.
    auto again = praised(QStringLiteral("r"));
    carrySettlements(again, before);
    QVERIFY(settlementIn(again));
    QVERIFY(settlementIn(again)->carriedFrom.isEmpty());

    // A finding that isn't there again carries nothing, and what a person decided here stays.
    auto plain = derived();
    plain.quality = reviewed(plain, {});
    const auto untouched = plain.quality;
    carrySettlements(plain, before);
    QCOMPARE(plain.quality, untouched);
    auto own = settledOne(QStringLiteral("u"));
    carrySettlements(own, next);
    QVERIFY(settlementIn(own)->carriedFrom.isEmpty());
}

void TestQualityReview::settlementsEndWithTheFactsThatTheyRestOn()
{
    const auto before = settledOne(QStringLiteral("r"));
    auto next = praised(QStringLiteral("s"));
    const auto ids = next.evidence.idsReachableFrom(next.summary.answer->evidence);
    const auto fact = std::find_if(ids.cbegin(), ids.cend(),
                                   [&next](const QString &id) { return next.evidence.fact(id) != nullptr; });
    QVERIFY(fact != ids.cend());
    next.evidence = restated(next.evidence, *fact);
    carrySettlements(next, before);
    QVERIFY(!settlementIn(next));

    // One that the statement doesn't rest on changes nothing.
    auto other = praised(QStringLiteral("s"));
    const auto &facts = other.evidence.facts();
    const auto unrelated =
        std::find_if(facts.cbegin(), facts.cend(), [&ids](const Fact &one) { return !ids.contains(one.id); });
    QVERIFY(unrelated != facts.cend());
    other.evidence = restated(other.evidence, unrelated->id);
    carrySettlements(other, before);
    QVERIFY(settlementIn(other));
}

void TestQualityReview::reviewsComeBackFromJson()
{
    auto report = derived();
    report.recommendations[0].impact.reset();
    auto review = reviewed(report, {});
    QVERIFY(!review.findings.isEmpty());
    review.findings[0].settled =
        FindingSettlement{QStringLiteral("why"), QStringLiteral("who"), QDateTime::fromMSecsSinceEpoch(1'000, Qt::UTC)};
    review.contradictions.append({QStringLiteral("c/x"), QStringLiteral("a"), QStringLiteral("b"), {}});
    weigh(review);
    QCOMPARE(qualityReviewFromJson(toJson(review)), review);
}

QTEST_GUILESS_MAIN(TestQualityReview)
#include "test_quality_review.moc"
