// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/force_section.h"
#include "analysis/tipping/computation_graph.h"
#include "analysis/tipping/contradictions.h"
#include "analysis/tipping/request_ranking.h"
#include "analysis/tipping/tipping_points.h"
#include "company_fixture.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QTest>

using namespace consultantos;

namespace {

Report reportOf(int peers)
{
    const auto input = test::cartInput(peers);
    Report report;
    report.company = input.company;
    report.financials = input.own;
    for (const auto &output : test::deriveAll(input)) {
        report.frameworks.append(output.result);
        report.evidence.merge(output.evidence);
        for (const auto &request : output.requests)
            report.dataRequests.append(request);
    }
    return report;
}

const FrameworkSection *sectionOf(const Report &report, const TippingPoint &point)
{
    for (const auto &section : report.framework(point.framework)->sections) {
        if (section.id == point.section)
            return &section;
    }
    return nullptr;
}

} // namespace

class TestReportReview : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unchangedFactsGiveTheReportsValue();
    void aChangedFactChangesWhatDependsOnIt();
    void scoresTipAtTheTipAndNotBefore();
    void aPairTipsNoLaterThanEitherOfItsInputs();
    void requestsThatNarrowMostComeFirst();
    void oppositeJudgementsOfOneFigureAreFound();
};

void TestReportReview::unchangedFactsGiveTheReportsValue()
{
    const auto report = reportOf(7);
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            if (!section.score)
                continue;
            const auto graph = ComputationGraph::of(report.evidence, section.score->ref);
            QVERIFY(graph);
            QHash<QString, double> same;
            for (const auto &fact : graph->facts())
                same.insert(fact, graph->fact(fact));
            const auto value = graph->evaluate(same);
            QVERIFY(value);
            QVERIFY(std::abs(*value - section.score->value) < 1e-12);
        }
    }
    QVERIFY(!ComputationGraph::of(report.evidence, QStringLiteral("c/none")));
}

void TestReportReview::aChangedFactChangesWhatDependsOnIt()
{
    const auto report = reportOf(0);
    const auto *margin = report.financials.findRatio(QStringLiteral("operating_margin"));
    const auto graph = ComputationGraph::of(report.financials.evidence, margin->values.first().figure->ref);
    QVERIFY(graph);
    QCOMPARE(graph->facts().size(), 2);
    for (const auto &fact : graph->facts())
        QCOMPARE(graph->dependents(fact), 1);
    const auto income = graph->facts().filter(QStringLiteral("operating_income")).first();
    const auto doubled = graph->evaluate({{income, 2 * graph->fact(income)}});
    QCOMPARE(*doubled, 2 * margin->values.first().figure->value);
}

void TestReportReview::scoresTipAtTheTipAndNotBefore()
{
    int checked = 0;
    for (const int peers : {0, 7}) {
        const auto report = reportOf(peers);
        const auto points = tippingPoints(report);
        QVERIFY(points);
        QVERIFY(!points->isEmpty());
        for (const auto &point : *points) {
            const auto *section = sectionOf(report, point);
            const auto graph = ComputationGraph::of(report.evidence, section->score->ref);
            QHash<QString, double> before;
            QHash<QString, double> tip;
            for (const auto &input : point.inputs) {
                before.insert(input.fact, input.before);
                tip.insert(input.fact, input.tip);
                QCOMPARE(report.evidence.fact(input.fact)->companyId, report.company.id);
                QVERIFY(!input.share || (*input.share >= 0 && *input.share <= 1 && input.years >= 3));
            }
            QCOMPARE(strengthWord(*graph->evaluate(before)), strengthWord(section->score->value));
            QCOMPARE(strengthWord(*graph->evaluate(tip)), point.tippedWord);
            QVERIFY(point.tippedWord != point.word);
            ++checked;
        }
    }
    QVERIFY2(checked > 20, qPrintable(QString::number(checked)));
}

void TestReportReview::aPairTipsNoLaterThanEitherOfItsInputs()
{
    const auto report = reportOf(0);
    const auto points = tippingPoints(report);
    int pairs = 0;
    for (const auto &pair : *points) {
        if (pair.inputs.size() != 2)
            continue;
        ++pairs;
        for (const auto &single : *points) {
            if (single.inputs.size() == 1 && single.framework == pair.framework && single.section == pair.section)
                QVERIFY(std::abs(pair.inputs.first().change) <= std::abs(single.inputs.first().change) * (1 + 1e-5));
        }
    }
    QVERIFY(pairs > 0);
}

void TestReportReview::requestsThatNarrowMostComeFirst()
{
    const auto ranked = rankedRequests(reportOf(0));
    QVERIFY(ranked.size() > 3);
    QVERIFY(ranked.first().total > 0);
    for (qsizetype i = 1; i < ranked.size(); ++i)
        QVERIFY(ranked[i].total <= ranked[i - 1].total);
    // All answers together can't narrow a score by more than its interval: no driver is counted for two requests.
    QMap<QString, double> left;
    for (const auto &entry : ranked) {
        for (const auto &narrowing : entry.narrows) {
            QVERIFY(narrowing.answered < narrowing.now);
            left.insert(narrowing.score,
                        left.value(narrowing.score, narrowing.now) - narrowing.now + narrowing.answered);
        }
    }
    for (auto score = left.cbegin(); score != left.cend(); ++score)
        QVERIFY2(score.value() > -1e-9, qPrintable(score.key()));
}

void TestReportReview::oppositeJudgementsOfOneFigureAreFound()
{
    const Figure figure{0.1, QStringLiteral("ratio"), {}, QStringLiteral("c/1/roic/FY2024")};
    const auto framework = [&figure](const QString &id, double score, const QString &basis) {
        FrameworkSection section;
        section.id = QStringLiteral("one");
        section.score = Score{score, score, score, 1, 5, QStringLiteral("c/x")};
        Driver driver;
        driver.id = QStringLiteral("return");
        driver.figure = figure;
        driver.basis = basis;
        driver.score = Figure{score, QStringLiteral("score"), {}, QStringLiteral("c/y")};
        section.drivers = {driver};
        FrameworkResult result;
        result.id = id;
        result.sections = {section};
        return result;
    };
    Report report;
    report.frameworks = {framework(QStringLiteral("a"), 4.5, QStringLiteral("peers")),
                         framework(QStringLiteral("b"), 4.0, QStringLiteral("peers"))};
    QVERIFY(contradictions(report).isEmpty());
    report.frameworks[1] = framework(QStringLiteral("b"), 1.5, QStringLiteral("peers"));
    QCOMPARE(contradictions(report).size(), 1);
    QVERIFY(contradictions(report).first().settledBy.isEmpty());
    report.frameworks[1] = framework(QStringLiteral("b"), 1.5, QStringLiteral("history"));
    QVERIFY(!contradictions(report).first().settledBy.isEmpty());
    // A force that is strong is bad for the company.
    report.frameworks[1] = framework(QStringLiteral("porter"), 4.5, QStringLiteral("peers"));
    QCOMPARE(contradictions(report).first().adverse, QStringLiteral("porter.one.return"));
}

QTEST_GUILESS_MAIN(TestReportReview)
#include "test_report_review.moc"
