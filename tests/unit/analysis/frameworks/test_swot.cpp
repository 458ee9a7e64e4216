// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/tows.h"
#include "analysis/frameworks/traits.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

FrameworkResult swot(const FrameworkInput &input)
{
    for (const auto &output : deriveAll(input)) {
        if (output.result.id == QLatin1String("swot"))
            return output.result;
    }
    return {};
}

const FrameworkSection &quadrant(const FrameworkResult &result, const char *id)
{
    for (const auto &section : result.sections) {
        if (section.id == QLatin1String(id))
            return section;
    }
    static const FrameworkSection none;
    return none;
}

const FrameworkItem *itemOf(const FrameworkSection &section, const char *metric)
{
    for (const auto &item : section.items) {
        if (item.fields.value(QStringLiteral("metric")) == QLatin1String(metric))
            return &item;
    }
    return nullptr;
}

/// A company whose operating margin of each year is given, oldest first; the published average is 5 %.
FrameworkInput withMargins(const QList<double> &margins)
{
    CompanyFixture fixture(QStringLiteral("1"), QStringLiteral("Carter"));
    for (qsizetype i = 0; i < margins.size(); ++i) {
        fixture.year(static_cast<int>(2025 - margins.size() + i),
                     {{QStringLiteral("revenue"), 1000e6}, {QStringLiteral("operating_income"), margins[i] * 1000e6}});
    }
    FrameworkInput input;
    input.company = fixture.company();
    input.own = fixture.financials();
    input.anchors = {anchor(QStringLiteral("operating_margin"), 0.05)};
    return input;
}

FrameworkInput inputOf(const CompanyFixture &fixture)
{
    FrameworkInput input;
    input.company = fixture.company();
    input.own = fixture.financials();
    return input;
}

/// A bank whose interest margin has widened for two years, while its costs have run away.
FrameworkInput bank()
{
    CompanyFixture fixture(QStringLiteral("1"), QStringLiteral("Lender"));
    const QList<double> margins{0.018, 0.020, 0.021, 0.022, 0.030, 0.031};
    const QList<double> costs{0.59, 0.60, 0.61, 0.62, 0.70, 0.71};
    for (int i = 0; i < margins.size(); ++i) {
        const double interest = margins[i] * 10'000e6;
        fixture.year(2019 + i, {{QStringLiteral("total_assets"), 10'000e6},
                                {QStringLiteral("net_interest_income"), interest},
                                {QStringLiteral("noninterest_income"), 100e6},
                                {QStringLiteral("noninterest_expense"), costs[i] * (interest + 100e6)}});
    }
    return inputOf(fixture);
}

/// An insurer of a thousand millions of premiums whose combined ratio of each year is given, oldest first.
FrameworkInput insurer(const QList<double> &combined)
{
    CompanyFixture fixture(QStringLiteral("1"), QStringLiteral("Mutual"));
    for (int i = 0; i < combined.size(); ++i)
        fixture.year(2025 - static_cast<int>(combined.size()) + i,
                     {{QStringLiteral("premiums_earned"), 1000e6},
                      {QStringLiteral("costs_and_expenses"), combined[i] * 1000e6}});
    return inputOf(fixture);
}

} // namespace

class TestSwot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void operatingMarginIsJudged_data();
    void operatingMarginIsJudged();
    void gapIsToldInMoney();
    void lossIsAWeaknessEvenAboveTheAverage();
    void oneFamilyOfRatiosIsToldOnce();
    void aBankIsToldByItsOwnFigures();
    void anInsurerAboveItsCeilingIsWeak();
    void aRatioInPlaceOfAnotherIsToldWhereThatIsMissing();
    void opportunitiesAndThreatsComeFromPestelAndPlaybook();
    void aStatementOfTwoClassesOfPestelStandsOnce();
    void towsJoinsWhatSharesATopic();
    void towsSaysWhyItIsEmpty();
    void everyTowsOptionNamesBothItsParts();
    void pestelMissingIsSaid();
};

void TestSwot::operatingMarginIsJudged_data()
{
    QTest::addColumn<QList<double>>("margins");
    QTest::addColumn<QString>("quadrantId");

    QTest::newRow("well above for two years") << QList<double>{0.08, 0.09} << QStringLiteral("strengths");
    QTest::newRow("well above for one year only") << QList<double>{0.05, 0.09} << QString();
    QTest::newRow("just above the average") << QList<double>{0.056, 0.057} << QString();
    QTest::newRow("well below for two years") << QList<double>{0.03, 0.02} << QStringLiteral("weaknesses");
    QTest::newRow("loss for two years") << QList<double>{-0.01, -0.02} << QStringLiteral("weaknesses");
    QTest::newRow("one year stored") << QList<double>{0.2} << QString();
}

void TestSwot::operatingMarginIsJudged()
{
    QFETCH(QList<double>, margins);
    QFETCH(QString, quadrantId);
    const auto result = swot(withMargins(margins));
    for (const auto *id : {"strengths", "weaknesses"}) {
        const bool isThere = itemOf(quadrant(result, id), "operating_margin") != nullptr;
        QCOMPARE(isThere, quadrantId == QLatin1String(id));
    }
}

void TestSwot::gapIsToldInMoney()
{
    const auto result = swot(withMargins({0.08, 0.09}));
    const auto *item = itemOf(quadrant(result, "strengths"), "operating_margin");
    QVERIFY(item && item->soWhat);
    // (9 % − 5 %) of 1,000 M
    QVERIFY(std::abs(item->soWhat->numbers.first().value - 40e6) < 1);
    QVERIFY(item->soWhat->text.contains(QStringLiteral("USD 40 M")));
    QCOMPARE(item->fields.value(QStringLiteral("persistence")), QStringLiteral("two years"));
}

void TestSwot::lossIsAWeaknessEvenAboveTheAverage()
{
    auto input = withMargins({-0.02, -0.01});
    input.anchors = {anchor(QStringLiteral("operating_margin"), -0.2)};
    const auto result = swot(input);
    QVERIFY(!itemOf(quadrant(result, "strengths"), "operating_margin"));
    QVERIFY(itemOf(quadrant(result, "weaknesses"), "operating_margin"));
}

void TestSwot::oneFamilyOfRatiosIsToldOnce()
{
    const auto result = swot(cartInput(6));
    // Gross margin and its complement, the cost share, would say the same twice.
    int count = 0;
    for (const auto *id : {"strengths", "weaknesses"}) {
        count += itemOf(quadrant(result, id), "gross_margin") ? 1 : 0;
        count += itemOf(quadrant(result, id), "cost_of_revenue_share") ? 1 : 0;
    }
    QCOMPARE(count, 1);
}

void TestSwot::aBankIsToldByItsOwnFigures()
{
    const auto outputs = deriveAll(bank());
    for (const auto &output : outputs) {
        const auto stray = strayNumbers(output);
        QVERIFY2(stray.isEmpty(), qPrintable(stray.join(QLatin1Char('\n'))));
    }
    const auto result = swot(bank());
    const auto *margin = itemOf(quadrant(result, "strengths"), "net_interest_margin");
    QVERIFY(margin);
    QVERIFY2(margin->claim.text.startsWith(
                 QStringLiteral("Lender's net interest income came to 3.1 % of its average assets in FY2024, ")),
             qPrintable(margin->claim.text));
    const auto *costs = itemOf(quadrant(result, "weaknesses"), "efficiency_ratio");
    QVERIFY(costs);
    QVERIFY2(costs->claim.text.startsWith(QStringLiteral(
                 "Noninterest expense took 71.0 % of Lender's net interest and noninterest income in FY2024, ")),
             qPrintable(costs->claim.text));
    QCOMPARE(costs->fields.value(QStringLiteral("persistence")), QStringLiteral("two years"));
}

void TestSwot::anInsurerAboveItsCeilingIsWeak()
{
    const auto result = swot(insurer({0.96, 0.97, 0.98, 1.02, 1.03}));
    const auto *item = itemOf(quadrant(result, "weaknesses"), "combined_ratio");
    QVERIFY(item && item->soWhat);
    QCOMPARE(item->claim.text, QStringLiteral("Claims and costs together took 103.0 % of Mutual's premiums earned in "
                                              "FY2024; underwriting has lost money for two years running."));
    // (1.03 − 1) of 1,000 M
    QCOMPARE(item->soWhat->text, QStringLiteral("That cost Mutual USD 30 M in FY2024."));
    QVERIFY(std::abs(item->soWhat->numbers.first().value - 30e6) < 1);

    // A loss smaller than others' is no strength, and one of a single year no weakness.
    auto others = insurer({1.2, 1.2, 1.2, 0.99, 1.01});
    others.anchors = {anchor(QStringLiteral("combined_ratio"), 1.5)};
    const auto lighter = swot(others);
    QVERIFY(!itemOf(quadrant(lighter, "strengths"), "combined_ratio"));
    QVERIFY(!itemOf(quadrant(lighter, "weaknesses"), "combined_ratio"));
}

void TestSwot::aRatioInPlaceOfAnotherIsToldWhereThatIsMissing()
{
    const auto withReturns = [](bool hasInvestedCapital) {
        CompanyFixture fixture(QStringLiteral("1"), QStringLiteral("Lender"));
        for (int year = 2020; year < 2025; ++year) {
            QMap<QString, double> lines{{QStringLiteral("net_income"), -1e6}, {QStringLiteral("owners_equity"), 10e6}};
            if (hasInvestedCapital)
                lines.insert(QMap<QString, double>{{QStringLiteral("operating_income"), 1e6},
                                                   {QStringLiteral("equity"), 10e6},
                                                   {QStringLiteral("long_term_debt"), 5e6}});
            fixture.year(year, lines);
        }
        return swot(inputOf(fixture));
    };
    QVERIFY(itemOf(quadrant(withReturns(false), "weaknesses"), "roe"));
    QVERIFY(!itemOf(quadrant(withReturns(true), "weaknesses"), "roe"));
}

void TestSwot::opportunitiesAndThreatsComeFromPestelAndPlaybook()
{
    const auto result = swot(cartInput(6));
    QStringList kinds;
    for (const auto *id : {"opportunities", "threats"}) {
        for (const auto &item : quadrant(result, id).items)
            kinds.append(item.links.isEmpty() ? QStringLiteral("playbook")
                                              : item.links.first().section(QLatin1Char('.'), 0, 0));
    }
    QVERIFY(kinds.contains(QStringLiteral("playbook")));
    QVERIFY(kinds.contains(QStringLiteral("pestel")));
}

void TestSwot::aStatementOfTwoClassesOfPestelStandsOnce()
{
    auto input = cartInput(6);
    input.playbook.statements.append(statement(
        QStringLiteral("noise"), QStringLiteral("Cities forbid iron tyres at night."),
        {QStringLiteral("pestel.environmental"), QStringLiteral("pestel.legal")}, {QStringLiteral("regulation")},
        {{QStringLiteral("direction"), QStringLiteral("threat")}, {QStringLiteral("impact"), QStringLiteral("high")}}));
    const auto result = swot(input);
    const auto &items = quadrant(result, "threats").items;
    QCOMPARE(std::count_if(items.begin(), items.end(),
                           [](const FrameworkItem &item) {
                               return item.claim.evidence.contains(QStringLiteral("k/carts/noise"));
                           }),
             1);
}

void TestSwot::towsJoinsWhatSharesATopic()
{
    const auto input = cartInput(6);
    Workbench bench(input, QStringLiteral("test"));
    SwotMeasure measure;
    measure.ratio = QStringLiteral("gross_margin");
    measure.use = QStringLiteral("pays for it");
    Trait trait;
    trait.item.id = QStringLiteral("strengths.1");
    trait.measure = &measure;
    trait.own = *bench.ratio(QStringLiteral("gross_margin"));
    trait.persistence = 4;
    trait.topics = QStringList{QStringLiteral("profitability"), QStringLiteral("suppliers")};
    const auto outlook = [](const char *id, const char *topic, const char *impact) {
        Outlook made;
        made.item.id = QLatin1String(id);
        ClaimBuilder claim(made.item.id, Grade::Playbook, 0.5);
        claim.text(QStringLiteral("Demand for %1 opens.").arg(QLatin1String(topic)))
            .evidence(QStringLiteral("k/carts/x"));
        made.item.claim = claim.build();
        made.topics = QStringList{QLatin1String(topic)};
        made.impact = QLatin1String(impact);
        return made;
    };
    const auto vocabulary = FrameworkVocabulary::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(vocabulary);
    const auto words = vocabulary->blocks.value(QStringLiteral("swot")).parts.words;
    const auto foreign =
        towsSection(bench, words, QStringLiteral("so"), {trait}, {outlook("opportunities.1", "regulation", "high")});
    QVERIFY(foreign.items.isEmpty());
    QVERIFY(foreign.notDerivable.contains(QStringLiteral("shares a driver")));

    const auto joined = towsSection(
        bench, words, QStringLiteral("so"), {trait},
        {outlook("opportunities.1", "profitability", "low"), outlook("opportunities.2", "suppliers", "high")});
    QCOMPARE(joined.items.size(), 1); // the strength is used once, on the opportunity of higher impact
    QCOMPARE(joined.items.first().links,
             (QStringList{QStringLiteral("strengths.1"), QStringLiteral("opportunities.2")}));
    QCOMPARE(joined.items.first().fields.value(QStringLiteral("feasibility")), QStringLiteral("high"));
    QVERIFY(joined.items.first().claim.text.contains(QStringLiteral("pays for it")));
}

void TestSwot::towsSaysWhyItIsEmpty()
{
    const auto result = swot(withMargins({0.05, 0.05}));
    for (const auto *id : {"so", "st", "wo", "wt"}) {
        QVERIFY(quadrant(result, id).items.isEmpty());
        QVERIFY(quadrant(result, id).notDerivable.startsWith(QStringLiteral("not derivable")));
    }
}

void TestSwot::everyTowsOptionNamesBothItsParts()
{
    const auto result = swot(cartInput(6));
    int options = 0;
    for (const auto *id : {"so", "st", "wo", "wt"}) {
        for (const auto &item : quadrant(result, id).items) {
            ++options;
            QCOMPARE(item.links.size(), 2);
            QVERIFY2(!item.claim.numbers.isEmpty(), qPrintable(item.claim.text));
            QVERIFY(!item.fields.value(QStringLiteral("feasibility")).isEmpty());
        }
    }
    QVERIFY(options >= 2);
}

void TestSwot::pestelMissingIsSaid()
{
    const auto input = cartInput(6);
    for (const auto &framework : builtInFrameworks()) {
        if (framework->id() != QLatin1String("swot"))
            continue;
        const auto output = framework->derive(input, {}, {});
        QVERIFY(output.has_value());
        QVERIFY(output->result.notes.join(QString()).contains(QStringLiteral("PESTEL was not available")));
    }
}

QTEST_GUILESS_MAIN(TestSwot)
#include "test_swot.moc"
