// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"

#include <QTest>

#include <cmath>

using namespace consultantos;

using Values = QMap<QString, double>;
using Pairs = QList<std::pair<const char *, double>>;
Q_DECLARE_METATYPE(Values)

namespace {

Pairs piotroski(double roa, double cfo, double roaBefore, double leverage, double leverageBefore, double current,
                double currentBefore, double shares, double sharesBefore, double margin, double marginBefore,
                double turnover, double turnoverBefore)
{
    return {{"roa_opening", roa},
            {"cfo_opening", cfo},
            {"roa_opening_before", roaBefore},
            {"long_term_leverage", leverage},
            {"long_term_leverage_before", leverageBefore},
            {"current_ratio", current},
            {"current_ratio_before", currentBefore},
            {"shares_basic", shares},
            {"shares_basic_before", sharesBefore},
            {"gross_margin", margin},
            {"gross_margin_before", marginBefore},
            {"turnover_opening", turnover},
            {"turnover_opening_before", turnoverBefore}};
}

Pairs beneish(double dsri, double gmi, double aqi, double sgi, double depi, double sgai, double tata, double lvgi)
{
    return {{"beneish_dsri", dsri}, {"beneish_gmi", gmi},   {"beneish_aqi", aqi},   {"beneish_sgi", sgi},
            {"beneish_depi", depi}, {"beneish_sgai", sgai}, {"beneish_tata", tata}, {"beneish_lvgi", lvgi}};
}

} // namespace

/// Each formula of resources/formulas.json against a worked example: those with a paper against figures printed there,
/// the others against sums done by hand.
class TestFormulas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        auto concepts = ConceptCatalogue::load(resources + QStringLiteral("/concepts.json"));
        QVERIFY2(concepts, concepts ? "" : qPrintable(concepts.error().toText()));
        auto formulas = FormulaCatalogue::load(resources + QStringLiteral("/formulas.json"), *concepts);
        QVERIFY2(formulas, formulas ? "" : qPrintable(formulas.error().toText()));
        m_formulas = std::make_unique<FormulaCatalogue>(std::move(*formulas));
    }

    void comesOutAsInTheWorkedExample_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Values>("values");
        QTest::addColumn<double>("expected");
        QTest::addColumn<double>("tolerance");
        const auto row = [this](const char *name, const char *id, double expected, double tolerance,
                                const Pairs &values) {
            Values map;
            for (const auto &[variable, value] : values)
                map.insert(QString::fromLatin1(variable), value);
            m_covered.insert(QString::fromLatin1(id));
            QTest::newRow(name) << QString::fromLatin1(id) << map << expected << tolerance;
        };
        constexpr double Exact = 1e-12;

        row("growth", "revenue_growth", 0.25, Exact, {{"revenue", 125}, {"revenue_before", 100}});
        row("growth of operating income", "operating_income_growth", -0.2, Exact,
            {{"operating_income", 8}, {"operating_income_before", 10}});
        row("growth of net income", "net_income_growth", 0.5, Exact, {{"net_income", 15}, {"net_income_before", 10}});
        row("growth over three years", "revenue_cagr_3y", 0.1, 1e-9, {{"revenue", 133.1}, {"revenue_before_3", 100}});
        row("growth over five years", "revenue_cagr_5y", 0.1, 1e-9, {{"revenue", 161.051}, {"revenue_before_5", 100}});
        row("gross margin", "gross_margin", 0.4, Exact, {{"gross_profit", 40}, {"revenue", 100}});
        row("operating margin", "operating_margin", 0.12, Exact, {{"operating_income", 12}, {"revenue", 100}});
        row("EBITDA", "ebitda", 15, Exact, {{"operating_income", 12}, {"depreciation_amortization", 3}});
        row("EBITDA margin", "ebitda_margin", 0.15, Exact, {{"ebitda", 15}, {"revenue", 100}});
        row("net margin", "net_margin", 0.08, Exact, {{"net_income", 8}, {"revenue", 100}});
        row("cost of revenue", "cost_of_revenue_share", 0.6, Exact, {{"cost_of_revenue", 60}, {"revenue", 100}});
        row("research", "rd_intensity", 0.07, Exact, {{"research_and_development", 7}, {"revenue", 100}});
        row("overhead", "sga_intensity", 0.11, Exact, {{"selling_general_admin", 11}, {"revenue", 100}});
        row("advertising", "advertising_intensity", 0.02, Exact, {{"advertising", 2}, {"revenue", 100}});
        row("depreciation", "da_intensity", 0.03, Exact, {{"depreciation_amortization", 3}, {"revenue", 100}});
        row("tax rate", "effective_tax_rate", 0.25, Exact, {{"income_tax", 5}, {"pretax_income", 20}});
        row("return on equity", "roe", 0.2, Exact, {{"net_income", 8}, {"equity", 40}});
        row("return on assets", "roa", 0.05, Exact, {{"net_income", 8}, {"total_assets", 160}});
        row("total debt", "total_debt", 50, Exact, {{"long_term_debt", 45}, {"short_term_debt", 5}});
        row("invested capital", "invested_capital", 80, Exact,
            {{"total_equity", 40}, {"total_debt", 50}, {"cash", 10}});
        row("income after tax", "nopat", 9, Exact, {{"operating_income", 12}, {"effective_tax_rate", 0.25}});
        row("income after tax, rate held at its bound", "nopat", 7.8, Exact,
            {{"operating_income", 12}, {"effective_tax_rate", 0.9}});
        row("return on capital", "roic", 0.1125, Exact, {{"nopat", 9}, {"invested_capital", 80}});
        row("asset turnover", "asset_turnover", 0.625, Exact, {{"revenue", 100}, {"total_assets", 160}});
        row("equity multiplier", "equity_multiplier", 4, Exact, {{"total_assets", 160}, {"equity", 40}});
        // 8 % · 0.625 · 4 is the return on equity above.
        row("DuPont in three steps", "dupont_roe_3", 0.2, Exact,
            {{"net_margin", 0.08}, {"asset_turnover", 0.625}, {"equity_multiplier", 4}});
        row("tax burden", "tax_burden", 0.8, Exact, {{"net_income", 8}, {"pretax_income", 10}});
        row("interest burden", "interest_burden", 10.0 / 12, Exact, {{"pretax_income", 10}, {"operating_income", 12}});
        row("DuPont in five steps", "dupont_roe_5", 0.2, Exact,
            {{"tax_burden", 0.8},
             {"interest_burden", 10.0 / 12},
             {"operating_margin", 0.12},
             {"asset_turnover", 0.625},
             {"equity_multiplier", 4}});
        row("current ratio", "current_ratio", 1.5, Exact, {{"current_assets", 60}, {"current_liabilities", 40}});
        row("quick ratio", "quick_ratio", 1, Exact,
            {{"cash", 10}, {"short_term_investments", 15}, {"receivables", 15}, {"current_liabilities", 40}});
        row("cash ratio", "cash_ratio", 0.625, Exact,
            {{"cash", 10}, {"short_term_investments", 15}, {"current_liabilities", 40}});
        row("debt to equity", "debt_to_equity", 1.25, Exact, {{"total_debt", 50}, {"equity", 40}});
        row("debt to assets", "debt_to_assets", 0.3125, Exact, {{"total_debt", 50}, {"total_assets", 160}});
        row("net debt", "net_debt", 25, Exact, {{"total_debt", 50}, {"cash", 10}, {"short_term_investments", 15}});
        row("net debt to EBITDA", "net_debt_to_ebitda", 25.0 / 15, Exact, {{"net_debt", 25}, {"ebitda", 15}});
        row("interest coverage", "interest_coverage", 6, Exact, {{"operating_income", 12}, {"interest_expense", 2}});
        row("plant to assets", "ppe_to_assets", 0.5, Exact, {{"ppe_net", 80}, {"total_assets", 160}});
        row("intangibles to assets", "intangibles_to_assets", 0.1, Exact,
            {{"goodwill", 10}, {"intangibles", 6}, {"total_assets", 160}});
        row("working capital", "working_capital", 20, Exact, {{"current_assets", 60}, {"current_liabilities", 40}});
        row("days sales outstanding", "days_sales_outstanding", 54.75, Exact, {{"receivables", 15}, {"revenue", 100}});
        row("days of inventory", "days_inventory", 73, Exact, {{"inventory", 12}, {"cost_of_revenue", 60}});
        row("days payable", "days_payable", 36.5, Exact, {{"accounts_payable", 6}, {"cost_of_revenue", 60}});
        row("cash conversion cycle", "cash_conversion_cycle", 91.25, Exact,
            {{"days_inventory", 73}, {"days_sales_outstanding", 54.75}, {"days_payable", 36.5}});
        row("deferred revenue", "deferred_revenue_share", 0.05, Exact, {{"deferred_revenue", 5}, {"revenue", 100}});
        row("free cash flow", "free_cash_flow", 6, Exact, {{"operating_cash_flow", 14}, {"capex", 8}});
        row("free cash flow margin", "fcf_margin", 0.06, Exact, {{"free_cash_flow", 6}, {"revenue", 100}});
        row("cash conversion", "fcf_conversion", 0.75, Exact, {{"free_cash_flow", 6}, {"net_income", 8}});
        row("capital expenditure", "capex_intensity", 0.08, Exact, {{"capex", 8}, {"revenue", 100}});
        row("capital expenditure to depreciation", "capex_to_depreciation", 8.0 / 3, Exact,
            {{"capex", 8}, {"depreciation_amortization", 3}});
        row("payout", "payout_ratio", 0.25, Exact, {{"dividends_paid", 2}, {"net_income", 8}});
        row("earnings before interest and tax", "ebit", 12, Exact, {{"pretax_income", 10}, {"interest_expense", 2}});
        row("retention", "retention_ratio", 0.75, Exact, {{"dividends_paid", 2}, {"net_income", 8}});
        row("fixed asset turnover", "fixed_asset_turnover", 1.25, Exact,
            {{"revenue", 100}, {"ppe_net", 90}, {"ppe_net_before", 70}});
        row("inventory turnover", "inventory_turnover", 6, Exact,
            {{"cost_of_revenue", 60}, {"inventory", 12}, {"inventory_before", 8}});
        row("receivables turnover", "receivables_turnover", 8, Exact,
            {{"revenue", 100}, {"receivables", 15}, {"receivables_before", 10}});
        row("payables turnover", "payables_turnover", 12, Exact,
            {{"cost_of_revenue", 60}, {"accounts_payable", 6}, {"accounts_payable_before", 4}});
        row("working capital turnover", "working_capital_turnover", 5, Exact,
            {{"revenue", 100}, {"working_capital", 20}});
        row("cash flow to current liabilities", "operating_cash_flow_ratio", 0.35, Exact,
            {{"operating_cash_flow", 14}, {"current_liabilities", 40}});
        row("cash flow margin", "ocf_margin", 0.14, Exact, {{"operating_cash_flow", 14}, {"revenue", 100}});
        row("pre-tax margin", "pretax_margin", 0.1, Exact, {{"pretax_income", 10}, {"revenue", 100}});
        row("liabilities to assets", "liabilities_to_assets", 0.75, Exact,
            {{"total_liabilities", 120}, {"total_assets", 160}});
        row("liabilities to equity", "liabilities_to_equity", 3, Exact, {{"total_liabilities", 120}, {"equity", 40}});
        row("equity to assets", "equity_ratio", 0.25, Exact, {{"equity", 40}, {"total_assets", 160}});
        row("long-term debt to equity", "long_term_debt_to_equity", 1.125, Exact,
            {{"long_term_debt", 45}, {"equity", 40}});
        row("debt to EBITDA", "debt_to_ebitda", 50.0 / 15, Exact, {{"total_debt", 50}, {"ebitda", 15}});
        // JPMorgan Chase, annual report of 2023, in billions: it prints an overhead ratio of 55 %.
        row("a bank's margin", "net_interest_margin", 0.023675, 1e-6,
            {{"net_interest_income", 89.267}, {"total_assets", 3875.393}, {"total_assets_before", 3665.743}});
        row("a bank's efficiency", "efficiency_ratio", 0.551359, 1e-6,
            {{"noninterest_expense", 87.172}, {"net_interest_income", 89.267}, {"noninterest_income", 68.837}});
        row("fees of a bank", "noninterest_income_share", 0.435391, 1e-6,
            {{"net_interest_income", 89.267}, {"noninterest_income", 68.837}});
        row("a bank's cost of credit", "credit_cost_ratio", 0.058949, 1e-6,
            {{"credit_loss_provision", 9.32}, {"net_interest_income", 89.267}, {"noninterest_income", 68.837}});
        row("equity of a bank", "bank_equity_ratio", 0.084605, 1e-6, {{"equity", 327.878}, {"total_assets", 3875.393}});
        row("loans to deposits", "loan_to_deposit_ratio", 0.8, Exact, {{"loans", 80}, {"deposits", 100}});
        row("claims", "loss_ratio", 0.7, Exact, {{"claims_incurred", 70}, {"premiums_earned", 100}});
        row("other costs of an insurer", "expense_ratio", 0.28, 1e-9,
            {{"costs_and_expenses", 98}, {"claims_incurred", 70}, {"premiums_earned", 100}});
        row("all costs of an insurer", "combined_ratio", 0.98, Exact,
            {{"costs_and_expenses", 98}, {"premiums_earned", 100}});
        row("equity of an insurer", "insurer_equity_ratio", 0.25, Exact, {{"equity", 40}, {"total_assets", 160}});
        row("premiums to equity", "premiums_to_equity", 2.5, Exact, {{"premiums_earned", 100}, {"equity", 40}});
        row("return on capital employed", "roce", 0.1, Exact,
            {{"ebit", 12}, {"total_assets", 160}, {"current_liabilities", 40}});

        // Altman (1968), table 1: the means of the five variables of both groups; his discriminant means are 4.885 and
        // -0.258 with the coefficients as usually printed.
        row("Altman 1968, firms that went on", "altman_z", 4.885, 0.0005,
            {{"working_capital", 0.414},
             {"retained_earnings", 0.355},
             {"ebit", 0.153},
             {"market_cap", 2.477},
             {"total_liabilities", 1},
             {"revenue", 1.9},
             {"total_assets", 1}});
        row("Altman 1968, firms that failed", "altman_z", -0.2584, 0.0005,
            {{"working_capital", -0.061},
             {"retained_earnings", -0.626},
             {"ebit", -0.318},
             {"market_cap", 0.401},
             {"total_liabilities", 1},
             {"revenue", 1.5},
             {"total_assets", 1}});
        // Coefficients of Altman (1983) and (1995), each variable 1: their sum.
        row("Altman 1983, each variable one", "altman_z_private", 0.717 + 0.847 + 3.107 + 0.42 + 0.998, 1e-9,
            {{"working_capital", 1},
             {"retained_earnings", 1},
             {"ebit", 1},
             {"equity", 1},
             {"total_liabilities", 1},
             {"revenue", 1},
             {"total_assets", 1}});
        row("Altman 1995, each variable one", "altman_z_double_prime", 6.56 + 3.26 + 6.72 + 1.05, 1e-9,
            {{"working_capital", 1},
             {"retained_earnings", 1},
             {"ebit", 1},
             {"equity", 1},
             {"total_liabilities", 1},
             {"total_assets", 1}});

        row("Piotroski: return", "roa_opening", 0.08, Exact, {{"net_income", 8}, {"total_assets_before", 100}});
        row("Piotroski: cash flow", "cfo_opening", 0.14, Exact,
            {{"operating_cash_flow", 14}, {"total_assets_before", 100}});
        row("Piotroski: turnover", "turnover_opening", 1.2, Exact, {{"revenue", 120}, {"total_assets_before", 100}});
        row("Piotroski: leverage", "long_term_leverage", 0.2, Exact,
            {{"long_term_debt", 30}, {"total_assets", 200}, {"total_assets_before", 100}});
        row("Piotroski: all nine signals", "piotroski_f", 9, Exact,
            piotroski(0.08, 0.14, 0.05, 0.1, 0.2, 2, 1, 100, 100, 0.4, 0.3, 1.2, 1.1));
        row("Piotroski: none", "piotroski_f", 0, Exact,
            piotroski(-0.08, -0.14, -0.05, 0.3, 0.2, 1, 2, 110, 100, 0.3, 0.4, 1.0, 1.1));

        row("Beneish: receivables", "beneish_dsri", 1.25, Exact,
            {{"receivables", 25}, {"revenue", 100}, {"receivables_before", 20}, {"revenue_before", 100}});
        row("Beneish: margin", "beneish_gmi", 1.25, Exact, {{"gross_margin_before", 0.5}, {"gross_margin", 0.4}});
        row("Beneish: asset quality", "beneish_aqi", 2, Exact,
            {{"current_assets", 40},
             {"ppe_net", 20},
             {"total_assets", 100},
             {"current_assets_before", 50},
             {"ppe_net_before", 30},
             {"total_assets_before", 100}});
        row("Beneish: growth", "beneish_sgi", 1.1, 1e-9, {{"revenue", 110}, {"revenue_before", 100}});
        row("Beneish: depreciation", "beneish_depi", 2, Exact,
            {{"depreciation", 10}, {"ppe_net", 90}, {"depreciation_before", 20}, {"ppe_net_before", 80}});
        row("Beneish: overhead", "beneish_sgai", 0.8, Exact,
            {{"selling_general_admin", 20},
             {"revenue", 200},
             {"selling_general_admin_before", 12.5},
             {"revenue_before", 100}});
        row("Beneish: leverage", "beneish_lvgi", 1.5, Exact,
            {{"long_term_debt", 40},
             {"current_liabilities", 20},
             {"total_assets", 100},
             {"long_term_debt_before", 20},
             {"current_liabilities_before", 20},
             {"total_assets_before", 100}});
        row("Beneish: accruals", "beneish_tata", -0.06, Exact,
            {{"net_income", 8}, {"operating_cash_flow", 14}, {"total_assets", 100}});
        // Beneish (1999), table 2: the means of both groups of firms.
        row("Beneish 1999, manipulators", "beneish_m", -1.1957, 0.0005,
            beneish(1.465, 1.193, 1.254, 1.607, 1.077, 1.041, 0.031, 1.111));
        row("Beneish 1999, others", "beneish_m", -2.2460, 0.0005,
            beneish(1.031, 1.014, 1.039, 1.134, 1.001, 1.054, 0.018, 1.037));
    }

    void comesOutAsInTheWorkedExample()
    {
        QFETCH(QString, id);
        QFETCH(Values, values);
        QFETCH(double, expected);
        QFETCH(double, tolerance);
        const auto *formula = m_formulas->find(id);
        QVERIFY2(formula, qPrintable(id));
        const auto &variant = formula->variants.first();
        QHash<QString, ExpressionValue> bound;
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            bound.insert(it.key(), it.value());
        for (const auto &requirement : variant.requirements)
            QCOMPARE(requirement.condition.evaluate(bound), Result<double>(1.0));
        const auto value = variant.expression.evaluate(bound);
        QVERIFY2(value, value ? "" : qPrintable(value.error().toText()));
        QVERIFY2(std::abs(*value - expected) <= tolerance, qPrintable(QString::number(*value, 'g', 10)));
        QCOMPARE(variant.expression.variables().size(), values.size());
    }

    void leavesNoFormulaWithoutAnExample()
    {
        for (const auto &formula : m_formulas->formulas())
            QVERIFY2(m_covered.contains(formula.id), qPrintable(formula.id));
    }

    void namesASourceForEachFormula()
    {
        for (const auto &formula : m_formulas->formulas())
            QVERIFY2(!formula.source.isEmpty(), qPrintable(formula.id));
    }

private:
    std::unique_ptr<FormulaCatalogue> m_formulas;
    QSet<QString> m_covered;
};

QTEST_APPLESS_MAIN(TestFormulas)
#include "test_formulas.moc"
