// SPDX-License-Identifier: GPL-3.0-or-later
// A DCF against figures that LibreOffice computed from a workbook made by hand (tests/unit/report/workbooks/dcf_by_hand.csv),
// the cost of capital and multiples against examples worked on paper.
#include "analysis/expression.h"
#include "analysis/valuation/cost_of_capital.h"
#include "analysis/valuation/dcf.h"
#include "analysis/valuation/peer_multiples.h"
#include "worked_dcf.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <QTest>

#include <cmath>

using namespace consultantos;

namespace {

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-11 * std::max(1.0, std::abs(expected));
}

} // namespace

class TestValuation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheWorkbookMadeByHand();
    void everyFigureFollowsFromItsFormula();
    void yearEndIsLaterThanMidYear();
    void twoStagesWithoutFade();
    void impliedGrowthAndMultipleAgree();
    void lossesSaveNoTax();
    void refusals_data();
    void refusals();
    void partsAreRefusedAlone();
    void gridHoldsTheBaseInItsMiddle();
    void aUsersValueReplaces();
    void costOfCapitalByHand();
    void costOfCapitalRefuses();
    void peersByQuartiles();
    void footballFieldOverlap();
};

void TestValuation::equalsTheWorkbookMadeByHand()
{
    const auto dcf = discountCashFlows(workedAssumptions(), workedPlan());
    QVERIFY2(dcf, dcf ? "" : qPrintable(dcf.error().toText()));
    const double flows[] = {123.25, 144.65, 169.0975, 209.7656, 249.22975};
    const double present[] = {118.052089653507, 127.109699226825, 136.323567263011, 155.146336811906, 169.114420248856};
    for (qsizetype i = 0; i < 5; ++i) {
        QVERIFY(isNear(dcf->years[i].cashFlow.value, flows[i]));
        QVERIFY(isNear(dcf->years[i].presentValue.value, present[i]));
    }
    QCOMPARE(dcf->years[3].growth.value, 0.07);
    QCOMPARE(dcf->years[4].period.label(), QStringLiteral("FY2030"));
    QVERIFY(isNear(dcf->presentCashFlows.value, 705.746113204105));
    QVERIFY(dcf->byGrowth && dcf->byMultiple && dcf->refusals.isEmpty());
    QVERIFY(isNear(dcf->byGrowth->terminalValue.value, 3372.23110714286));
    QVERIFY(isNear(dcf->byGrowth->presentTerminalValue.value, 2288.22164540799));
    QVERIFY(isNear(dcf->byGrowth->enterpriseValue.value, 2993.96775861209));
    QVERIFY(isNear(dcf->byGrowth->equityValue->value, 2773.96775861209));
    QVERIFY(isNear(dcf->byGrowth->perShare->value, 55.4793551722418));
    QCOMPARE(dcf->byGrowth->perShare->unit, QStringLiteral("USD/shares"));
    QVERIFY(isNear(dcf->byMultiple->terminalValue.value, 3554.72832));
    QVERIFY(isNear(dcf->byMultiple->presentTerminalValue.value, 2310.32950493159));
    QVERIFY(isNear(dcf->byMultiple->perShare->value, 55.9215123627139));
    QVERIFY(isNear(dcf->byGrowth->terminalShare.value, 2288.22164540799 / 2993.96775861209));
}

void TestValuation::everyFigureFollowsFromItsFormula()
{
    const auto dcf = discountCashFlows(workedAssumptions(), workedPlan());
    QVERIFY(dcf);
    QVERIFY(dcf->evidence.computations().size() > 40);
    for (const auto &computation : dcf->evidence.computations()) {
        QHash<QString, ExpressionValue> values;
        const auto valueOf = [&](const QString &ref) {
            const auto *fact = dcf->evidence.fact(ref);
            return fact ? fact->value() : dcf->evidence.computation(ref)->value;
        };
        for (const auto &binding : computation.bindings) {
            QList<double> list;
            for (const auto &ref : binding.refs)
                list.append(valueOf(ref));
            values.insert(binding.name, binding.isList ? ExpressionValue(list) : ExpressionValue(list.first()));
        }
        const auto again = Expression::parse(computation.formula)->evaluate(values);
        QVERIFY(again);
        QCOMPARE(*again, computation.value);
    }
}

void TestValuation::yearEndIsLaterThanMidYear()
{
    auto plan = workedPlan();
    const auto middle = discountCashFlows(workedAssumptions(), plan);
    plan.isMidYear = false;
    const auto end = discountCashFlows(workedAssumptions(), plan);
    QVERIFY(middle && end);
    // All but the terminal value by multiple comes half a year later.
    QVERIFY(isNear(end->byGrowth->enterpriseValue.value * std::sqrt(1.09), middle->byGrowth->enterpriseValue.value));
    QVERIFY(isNear(end->byMultiple->presentTerminalValue.value, middle->byMultiple->presentTerminalValue.value));
}

void TestValuation::twoStagesWithoutFade()
{
    // One year, no change of margin: 1100 · 0.2 · 0.75 − 100 / 2 = 115 at the year's end; then 165 · 1.02 · (1 − 1/6) / 0.07.
    auto table = workedAssumptions();
    table.setUsers(QStringLiteral("target_margin"), {}, 0.2, units::Ratio);
    DcfPlan plan;
    plan.highYears = 1;
    plan.isMidYear = false;
    const auto dcf = discountCashFlows(table, plan);
    QVERIFY(dcf);
    QCOMPARE(dcf->years.size(), 1);
    QVERIFY(isNear(dcf->byGrowth->enterpriseValue.value, (115 + 165 * 1.02 * (1 - 1 / 6.0) / 0.07) / 1.09));
}

void TestValuation::impliedGrowthAndMultipleAgree()
{
    const auto dcf = discountCashFlows(workedAssumptions(), workedPlan());
    QVERIFY(dcf);
    QVERIFY(isNear(dcf->byGrowth->implied->value, 3372.23110714286 / (370.2842 + 0.05 * 1481.1368)));
    // At the implied growth the next cash flow, capitalised and brought to the year's end, is the terminal value.
    const double g = dcf->byMultiple->implied->value;
    QVERIFY(isNear(249.22975 * (1 + g) / (0.09 - g) * std::sqrt(1.09), 3554.72832));
}

void TestValuation::lossesSaveNoTax()
{
    auto table = workedAssumptions();
    table.setUsers(QStringLiteral("operating_margin"), {}, -0.3, units::Ratio);
    const auto dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf);
    QVERIFY(dcf->years[0].ebit.value < 0);
    QCOMPARE(dcf->years[0].nopat.value, dcf->years[0].ebit.value);
    QVERIFY(dcf->years[4].nopat.value < dcf->years[4].ebit.value);
}

void TestValuation::refusals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("isFinancial");
    QTest::addColumn<QString>("word");
    QTest::addRow("bank") << QStringLiteral("growth") << 0.1 << true << QStringLiteral("bank");
    QTest::addRow("cost of capital") << QStringLiteral("wacc") << 0.0 << false << QStringLiteral("cost of capital");
    QTest::addRow("revenue") << QStringLiteral("revenue") << -5.0 << false << QStringLiteral("Revenue");
    QTest::addRow("sales to capital") << QStringLiteral("sales_to_capital") << 0.0 << false
                                      << QStringLiteral("sales to capital");
}

void TestValuation::refusals()
{
    QFETCH(QString, name);
    QFETCH(double, value);
    QFETCH(bool, isFinancial);
    QFETCH(QString, word);
    auto table = workedAssumptions();
    table.setUsers(name, {}, value, table.find(name)->unit);
    auto plan = workedPlan();
    plan.isFinancial = isFinancial;
    const auto dcf = discountCashFlows(table, plan);
    QVERIFY(!dcf);
    QCOMPARE(dcf.error().code, ErrorCode::NotDerivable);
    QVERIFY2(dcf.error().message.contains(word), qPrintable(dcf.error().message));
}

void TestValuation::partsAreRefusedAlone()
{
    // Growth at the cost of capital: no value by growth, but one by multiple.
    auto table = workedAssumptions();
    table.setUsers(QStringLiteral("terminal_growth"), {}, 0.09, units::Ratio);
    auto dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf && !dcf->byGrowth && dcf->byMultiple);
    QVERIFY2(dcf->refusals.first().why.contains(QStringLiteral("infinite")), qPrintable(dcf->refusals.first().why));
    // More debt than value: no value per share.
    table = workedAssumptions();
    table.setUsers(QStringLiteral("debt"), {}, 5000, QStringLiteral("USD"));
    dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf && dcf->byGrowth && dcf->byGrowth->equityValue->value < 0 && !dcf->byGrowth->perShare);
    QVERIFY(dcf->refusals.first().why.contains(QStringLiteral("exceeds")));
    // Unknown shares: equity, but none per share.
    AssumptionTable bare(QStringLiteral("acme"), QDate(2025, 12, 31));
    const auto worked = workedAssumptions();
    for (const auto &row : worked.rows()) {
        if (row.name != QStringLiteral("shares") && row.name != QStringLiteral("minority_interest")
            && row.name != QStringLiteral("terminal_multiple"))
            bare.setUsers(row.name, row.title, row.figure.value, row.figure.unit);
    }
    dcf = discountCashFlows(bare, workedPlan());
    QVERIFY(dcf && dcf->byGrowth->equityValue && !dcf->byGrowth->perShare && !dcf->byMultiple);
    QVERIFY(dcf->refusals.first().missing.contains(QStringLiteral("shares")));
    QVERIFY(isNear(dcf->byGrowth->equityValue->value, 2793.96775861209));
    // Growth for ever that costs more than all profit.
    table = workedAssumptions();
    table.setUsers(QStringLiteral("terminal_roic"), {}, 0.015, units::Ratio);
    dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf && !dcf->byGrowth);
}

void TestValuation::gridHoldsTheBaseInItsMiddle()
{
    const auto table = workedAssumptions();
    const auto grid = sensitivityGrid(table, workedPlan(), QStringLiteral("terminal_growth"), 0.02, 0.03);
    QVERIFY(grid);
    QVERIFY(grid->isPerShare);
    QVERIFY(isNear(*grid->values[2][2], 55.4793551722418));
    QVERIFY(*grid->values[1][2] > *grid->values[2][2]); // cheaper capital
    // 5 % and 7 % against growth of 8 %: refused, not infinite.
    QVERIFY(isNear(grid->columns[4], 0.08));
    QVERIFY(!grid->values[0][4] && !grid->values[1][4] && grid->values[4][4]);
    auto varied = table;
    varied.setUsers(QStringLiteral("wacc"), {}, grid->waccs[3], units::Ratio);
    varied.setUsers(QStringLiteral("terminal_growth"), {}, grid->columns[1], units::Ratio);
    QCOMPARE(*grid->values[3][1], discountCashFlows(varied, workedPlan())->byGrowth->perShare->value);
    const auto multiples = sensitivityGrid(table, workedPlan(), QStringLiteral("terminal_multiple"), 0.01, 1);
    QVERIFY(multiples && isNear(*multiples->values[2][2], 55.9215123627139));
    const auto bar = barOf(*multiples, QStringLiteral("DCF"));
    QVERIFY(bar && bar->low == *multiples->values[4][0] && bar->high == *multiples->values[0][4]);
}

void TestValuation::aUsersValueReplaces()
{
    auto table = workedAssumptions();
    const auto rows = table.rows().size();
    table.setUsers(QStringLiteral("wacc"), QStringLiteral("WACC"), 0.1, units::Ratio, QStringLiteral("board paper"));
    QCOMPARE(table.rows().size(), rows);
    QCOMPARE(*table.value(QStringLiteral("wacc")), 0.1);
    QCOMPARE(table.evidence().fact(table.find(QStringLiteral("wacc"))->ref)->value(), 0.1);
    QVERIFY(discountCashFlows(table, workedPlan()));
}

void TestValuation::costOfCapitalByHand()
{
    // Hamada: 1.2 / (1 + 0.75 · 0.25) at 20 % debt; relevered at 40 %: · (1 + 0.75 · 2/3).
    AssumptionTable table(QStringLiteral("acme"), QDate(2025, 12, 31));
    const std::pair<const char *, double> values[] = {{"risk_free_rate", 0.04}, {"equity_risk_premium", 0.05},
                                                      {"industry_beta", 1.2},   {"industry_debt_share", 0.2},
                                                      {"debt_share", 0.4},      {"tax_rate", 0.25},
                                                      {"cost_of_debt", 0.06}};
    for (const auto &[name, value] : values)
        table.setUsers(QLatin1String(name), {}, value, units::Ratio);
    const auto capital = costOfCapital(table);
    QVERIFY2(capital, capital ? "" : qPrintable(capital.error().toText()));
    const double unlevered = 1.2 / 1.1875;
    const double beta = unlevered * 1.5;
    QVERIFY(isNear(capital->unleveredBeta.value, unlevered));
    QVERIFY(isNear(capital->beta.value, beta));
    QVERIFY(isNear(capital->costOfEquity.value, 0.04 + 0.05 * beta));
    QVERIFY(isNear(capital->wacc.value, 0.6 * (0.04 + 0.05 * beta) + 0.4 * 0.045));
}

void TestValuation::costOfCapitalRefuses()
{
    AssumptionTable table(QStringLiteral("acme"), QDate(2025, 12, 31));
    QCOMPARE(costOfCapital(table).error().code, ErrorCode::NotDerivable);
    for (const auto *name : {"risk_free_rate", "equity_risk_premium", "industry_beta", "industry_debt_share",
                             "debt_share", "tax_rate", "cost_of_debt"})
        table.setUsers(QLatin1String(name), {}, 0.5, units::Ratio);
    QVERIFY(costOfCapital(table));
    table.setUsers(QStringLiteral("debt_share"), {}, 1, units::Ratio);
    QVERIFY(!costOfCapital(table));
}

void TestValuation::peersByQuartiles()
{
    auto table = workedAssumptions();
    QList<PeerMultiple> peers;
    const double multiples[] = {12, 6, -4, 10, 8};
    for (int i = 0; i < 5; ++i) {
        const auto name = QStringLiteral("peer%1").arg(i);
        peers.append(
            {name, table.setUsers(name, name, multiples[i], units::Multiple), QStringLiteral("the user's own")});
    }
    const auto metric = table.setUsers(QStringLiteral("ebitda"), {}, 250, QStringLiteral("USD"));
    const auto value = valueByPeers(table, MultipleKind::EvToEbitda, metric, peers);
    QVERIFY2(value, value ? "" : qPrintable(value.error().toText()));
    QCOMPARE(value->peers.size(), 4);
    QCOMPARE(value->left.size(), 1);
    QCOMPARE(value->left[0].what, QStringLiteral("peer2"));
    // 6, 8, 10, 12: quartiles 7.5 and 10.5 by linear interpolation.
    QVERIFY(isNear(value->lowerQuartile.value, 7.5));
    QVERIFY(isNear(value->median.value, 9));
    QVERIFY(isNear(value->upperQuartile.value, 10.5));
    QVERIFY(isNear(value->middle.value, (9 * 250 - 300 + 100 - 20) / 50.0));
    QCOMPARE(value->middle.unit, QStringLiteral("USD/shares"));
    const auto earnings = valueByPeers(table, MultipleKind::PriceToEarnings, metric, peers);
    QVERIFY(earnings && isNear(earnings->middle.value, 9 * 250 / 50.0)); // no bridge: it is of equity
    QVERIFY(!valueByPeers(table, MultipleKind::EvToEbitda, metric, peers.mid(0, 3)));
    const auto loss = table.setUsers(QStringLiteral("loss"), {}, -10, QStringLiteral("USD"));
    QVERIFY(!valueByPeers(table, MultipleKind::EvToEbitda, loss, peers));
}

void TestValuation::footballFieldOverlap()
{
    const auto field = footballField(QStringLiteral("USD/shares"),
                                     {{QStringLiteral("a"), 10, 15, 20, {}}, {QStringLiteral("b"), 14, {}, 30, {}}});
    QVERIFY(field.overlap && field.overlap->first == 14 && field.overlap->second == 20);
    QVERIFY(!footballField({}, {{QStringLiteral("a"), 1, {}, 2, {}}, {QStringLiteral("b"), 3, {}, 4, {}}}).overlap);
}

QTEST_APPLESS_MAIN(TestValuation)
#include "test_valuation.moc"
