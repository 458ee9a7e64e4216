// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/cost_of_capital.h"
#include "evidence/industry_catalogue.h"
#include "evidence/valuation_anchors.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTest>

#include <cmath>

using namespace consultantos;

namespace {

const Fact *factOf(const QList<IndustryAnchor> &anchors, const QString &ratio)
{
    for (const auto &anchor : anchors) {
        if (anchor.ratioId == ratio)
            return &anchor.fact;
    }
    return nullptr;
}

} // namespace

class TestValuationAnchors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIndustryHasItsRow();
    void ourCostOfCapitalIsThePublishedOne();
};

void TestValuationAnchors::everyIndustryHasItsRow()
{
    const auto anchors = ValuationAnchors::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY2(anchors, anchors ? "" : qPrintable(anchors.error().toText()));
    const auto catalogue = IndustryCatalogue::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(catalogue);
    for (const auto &industry : catalogue->industries())
        QVERIFY2(factOf(anchors->ofRow(industry.anchorIndustry), QStringLiteral("levered_beta")),
                 qPrintable(industry.id));
    QCOMPARE(anchors->market().size(), 4);
    const auto *beta = factOf(anchors->ofRow(QStringLiteral("Auto & Truck")), QStringLiteral("levered_beta"));
    QVERIFY(beta->source.contains(QStringLiteral("wacc_sample.xls")) && beta->source.contains(QStringLiteral("!C24")));
    // A bank's enterprise value means nothing.
    QVERIFY(!factOf(anchors->ofRow(QStringLiteral("Bank (Money Center)")), QStringLiteral("ev_sales")));
    QVERIFY(!ValuationAnchors::load(QStringLiteral("/nonexistent")));
}

void TestValuationAnchors::ourCostOfCapitalIsThePublishedOne()
{
    // With the industry's own debt the published cost of equity and of capital must come out of the published rates.
    const auto anchors = ValuationAnchors::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    const auto catalogue = IndustryCatalogue::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(anchors && catalogue);
    int compared = 0;
    for (const auto &industry : catalogue->industries()) {
        const auto row = anchors->ofRow(industry.anchorIndustry);
        AssumptionTable table(QStringLiteral("x"), QDate(2026, 1, 5));
        const auto set = [&](const char *name, const Fact *fact) {
            table.setFact(QLatin1String(name), QString(), *fact);
        };
        set("risk_free_rate", factOf(anchors->market(), QStringLiteral("risk_free_rate")));
        set("equity_risk_premium", factOf(anchors->market(), QStringLiteral("equity_risk_premium")));
        set("tax_rate", factOf(anchors->market(), QStringLiteral("marginal_tax_rate")));
        set("industry_beta", factOf(row, QStringLiteral("levered_beta")));
        set("industry_debt_share", factOf(row, QStringLiteral("debt_share")));
        set("debt_share", factOf(row, QStringLiteral("debt_share")));
        set("cost_of_debt", factOf(row, QStringLiteral("cost_of_debt")));
        const auto capital = costOfCapital(table);
        QVERIFY2(capital, capital ? "" : qPrintable(capital.error().toText()));
        QVERIFY2(std::abs(capital->costOfEquity.value - factOf(row, QStringLiteral("cost_of_equity"))->value()) < 1e-9,
                 qPrintable(industry.id));
        QVERIFY2(std::abs(capital->wacc.value - factOf(row, QStringLiteral("wacc"))->value()) < 1e-9,
                 qPrintable(industry.id));
        ++compared;
    }
    QVERIFY(compared > 20);
}

QTEST_APPLESS_MAIN(TestValuationAnchors)
#include "test_valuation_anchors.moc"
