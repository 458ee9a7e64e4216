// SPDX-License-Identifier: GPL-3.0-or-later
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

FrameworkOutput blueOcean(const FrameworkInput &input)
{
    for (const auto &output : deriveAll(input)) {
        if (output.result.id == QLatin1String("blue_ocean"))
            return output;
    }
    return {};
}

std::optional<Figure> level(const Canvas &canvas, qsizetype line, const char *factor)
{
    const auto place = canvas.factorIds.indexOf(QLatin1String(factor));
    return place < 0 ? std::nullopt : canvas.lines[line].levels[place];
}

} // namespace

class TestBlueOcean : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void canvasShowsTheCompanyFirstAndFivePeers();
    void levelIsTenTimesThePercentileAmongEnoughPeers();
    void fewPeersAreMeasuredAgainstThePublishedAverage();
    void everyLineHasALevelOrAGapForEveryFactor();
    void createIsAlwaysAHypothesis();
    void highSpendingIsACandidateToReduce();
    void quickCanvasHasSixFactorsAtMost();
    void noFiguresNoCanvas();
};

void TestBlueOcean::canvasShowsTheCompanyFirstAndFivePeers()
{
    const auto canvas = blueOcean(cartInput(9)).result.canvas;
    QVERIFY(canvas.has_value());
    QCOMPARE(canvas->lines.first().company, QStringLiteral("Carter"));
    QCOMPARE(canvas->lines.size(), 6);
}

void TestBlueOcean::levelIsTenTimesThePercentileAmongEnoughPeers()
{
    const auto canvas = blueOcean(cartInput(5)).result.canvas;
    // Highest of six: five below and half of itself.
    QVERIFY(std::abs(level(*canvas, 0, "premium")->value - 10 * 5.5 / 6) < 1e-9);
}

void TestBlueOcean::fewPeersAreMeasuredAgainstThePublishedAverage()
{
    const auto canvas = blueOcean(cartInput(2)).result.canvas;
    // 5 + 5 · (0.09 − 0.03) / 0.03 is above the scale's end.
    QCOMPARE(level(*canvas, 0, "research")->value, 10.0);
    // Peer A's 2 % against 3 %: 5 + 5 · (−1/3)
    const auto peer = std::find_if(canvas->lines.begin(), canvas->lines.end(),
                                   [](const auto &line) { return line.company == QLatin1String("Peer A"); });
    QVERIFY(peer != canvas->lines.end());
    QVERIFY(std::abs(level(*canvas, peer - canvas->lines.begin(), "research")->value - (5 - 5.0 / 3)) < 1e-9);
    QCOMPARE(canvas->lines.last().company, QStringLiteral("Published industry average"));
    QCOMPARE(level(*canvas, canvas->lines.size() - 1, "research")->value, 5.0);
}

void TestBlueOcean::everyLineHasALevelOrAGapForEveryFactor()
{
    for (const int peers : {0, 1, 3, 5, 8}) {
        const auto canvas = blueOcean(cartInput(peers)).result.canvas;
        QCOMPARE(canvas->factors.size(), canvas->factorIds.size());
        for (const auto &line : canvas->lines) {
            QCOMPARE(line.levels.size(), canvas->factors.size());
            for (const auto &level : line.levels)
                QVERIFY(!level || (level->value >= 0 && level->value <= 10));
        }
    }
}

void TestBlueOcean::createIsAlwaysAHypothesis()
{
    const auto output = blueOcean(cartInput(6));
    const auto &create = output.result.sections.last();
    QCOMPARE(create.id, QStringLiteral("create"));
    QVERIFY(!create.items.isEmpty());
    for (const auto &item : create.items) {
        QCOMPARE(item.fields.value(QStringLiteral("hypothesis")), QStringLiteral("yes"));
        QCOMPARE(item.claim.grade, Grade::Playbook);
    }
}

void TestBlueOcean::highSpendingIsACandidateToReduce()
{
    auto input = cartInput(0);
    input.anchors = {anchor(QStringLiteral("sga_intensity"), 0.06)}; // the company spends twice that
    const auto reduce = blueOcean(input).result.sections[1];
    QCOMPARE(reduce.id, QStringLiteral("reduce"));
    QCOMPARE(reduce.items.size(), 1);
    QVERIFY(reduce.items.first().soWhat.has_value());
    QVERIFY(std::abs(reduce.items.first().soWhat->numbers.first().value - 0.06 * 1210e6) < 1);
    input.anchors = {anchor(QStringLiteral("sga_intensity"), 0.12)};
    QVERIFY(blueOcean(input).result.sections[1].items.isEmpty());
}

void TestBlueOcean::quickCanvasHasSixFactorsAtMost()
{
    auto input = cartInput(6);
    QVERIFY(blueOcean(input).result.canvas->factors.size() > 6);
    input.request.depth = Depth::Quick;
    QCOMPARE(blueOcean(input).result.canvas->factors.size(), 6);
}

void TestBlueOcean::noFiguresNoCanvas()
{
    auto input = cartInput(0);
    input.own = {};
    const auto output = blueOcean(input);
    QVERIFY(!output.result.canvas);
    QVERIFY(!output.result.sections.last().items.isEmpty()); // the playbook's hypotheses stay
}

QTEST_GUILESS_MAIN(TestBlueOcean)
#include "test_blue_ocean.moc"
