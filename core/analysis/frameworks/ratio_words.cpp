// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/ratio_words.h"

#include "model/units.h"

namespace consultantos {

namespace {

constexpr double PerYear = 1;
constexpr double PerDay = 1.0 / 365.0;

RatioWords words(const char *id, const char *noun, const char *level, const char *base, double perBase, Merit merit,
                 const char *topics, const char *family)
{
    const auto standard = QStringLiteral("{companys} %1 was {v} in {p}").arg(QLatin1String(noun));
    return {QLatin1String(id),
            QLatin1String(noun),
            *level == '\0' ? standard : QString(QLatin1String(level)),
            QLatin1String(base),
            perBase,
            merit,
            QString(QLatin1String(topics)).split(QLatin1Char(' '), Qt::SkipEmptyParts),
            QLatin1String(family)};
}

QList<RatioWords> makeTable()
{
    constexpr auto Hi = Merit::Higher;
    constexpr auto Lo = Merit::Lower;
    constexpr auto No = Merit::None;
    return {
        words("operating_margin", "operating margin", "", "revenue", PerYear, Hi,
              "profitability competition efficiency valuation investment", "operating margin"),
        words("revenue_growth", "revenue growth", "{companys} revenue {v?grew:shrank} by {|v|} in {p}", "revenue",
              PerYear, Hi, "growth expansion customers competition valuation", "growth"),
        words("gross_margin", "gross margin", "", "revenue", PerYear, Hi,
              "profitability suppliers customers competition", "gross margin"),
        words("free_cash_flow", "free cash flow", "", "", PerYear, Hi, "cash investment valuation", "cash"),
        words("fcf_margin", "free cash flow margin", "{companys} free cash flow came to {v} of revenue in {p}",
              "revenue", PerYear, Hi, "cash investment valuation", "cash"),
        words("roic", "return on invested capital", "{company} earned {v} on its invested capital in {p}", "", PerYear,
              Hi, "investment profitability valuation efficiency expansion", "return"),
        words("net_margin", "net margin", "", "revenue", PerYear, Hi, "profitability risk", "net margin"),
        words("fcf_conversion", "cash conversion", "{company} turned {v} of its net income into free cash flow in {p}",
              "", PerYear, Hi, "cash", "cash conversion"),
        words("ebitda_margin", "EBITDA margin", "", "revenue", PerYear, Hi, "profitability valuation",
              "operating margin"),
        words("revenue_cagr_3y", "three-year revenue growth",
              "{companys} revenue {v?grew:shrank} by {|v|} a year over the three years to {p}", "", PerYear, Hi,
              "growth expansion", "long growth"),
        words("revenue_cagr_5y", "five-year revenue growth",
              "{companys} revenue {v?grew:shrank} by {|v|} a year over the five years to {p}", "", PerYear, Hi,
              "growth expansion", "long growth"),
        words("operating_income_growth", "growth of operating income",
              "{companys} operating income {v?grew:shrank} by {|v|} in {p}", "", PerYear, Hi, "profitability growth",
              "profit growth"),
        words("net_income_growth", "growth of net income", "{companys} net income {v?grew:shrank} by {|v|} in {p}", "",
              PerYear, Hi, "growth", "profit growth"),
        words("cost_of_revenue_share", "cost of revenue as a share of revenue",
              "cost of revenue took {v} of {companys} revenue in {p}", "revenue", PerYear, Lo,
              "suppliers efficiency profitability", "gross margin"),
        words("rd_intensity", "research and development intensity",
              "{company} spent {v} of its revenue on research and development in {p}", "revenue", PerYear, No,
              "innovation technology investment", "research"),
        words("sga_intensity", "selling and administrative cost ratio",
              "selling, general and administrative costs took {v} of {companys} revenue in {p}", "revenue", PerYear, Lo,
              "efficiency profitability customers", "overhead"),
        words("capex_intensity", "capital intensity",
              "{company} put {v} of its revenue into capital expenditure in {p}", "revenue", PerYear, No,
              "investment expansion technology", "capital spending"),
        words("advertising_intensity", "advertising intensity",
              "{company} spent {v} of its revenue on advertising in {p}", "revenue", PerYear, No,
              "customers competition", "advertising"),
        words("da_intensity", "depreciation ratio",
              "depreciation and amortisation took {v} of {companys} revenue in {p}", "revenue", PerYear, No,
              "investment efficiency", "depreciation"),
        words("ppe_to_assets", "share of property, plant and equipment in assets",
              "property, plant and equipment made up {v} of {companys} assets at the end of {p}", "", PerYear, No,
              "investment technology", "fixed assets"),
        words("intangibles_to_assets", "share of intangibles in assets",
              "intangible assets made up {v} of {companys} assets at the end of {p}", "", PerYear, No,
              "innovation risk", "intangibles"),
        words("deferred_revenue_share", "deferred revenue ratio",
              "customers' advance payments stood at {v} of {companys} revenue at the end of {p}", "revenue", PerYear,
              Hi, "customers cash", "deferred revenue"),
        words("effective_tax_rate", "effective tax rate", "{companys} effective tax rate was {v} in {p}", "", PerYear,
              No, "regulation", "tax"),
        words("roe", "return on equity", "{company} earned {v} on its equity in {p}", "", PerYear, Hi,
              "profitability valuation", "return"),
        words("roa", "return on assets", "{company} earned {v} on its assets in {p}", "", PerYear, Hi,
              "profitability efficiency", "return"),
        words("asset_turnover", "asset turnover", "{company} turned its assets over {v} in {p}", "", PerYear, Hi,
              "efficiency", "turnover"),
        words("current_ratio", "current ratio",
              "{companys} current assets covered its current liabilities {v} at the end of {p}", "", PerYear, Hi,
              "liquidity risk cash", "liquidity"),
        words("quick_ratio", "quick ratio", "{companys} quick ratio stood at {v} at the end of {p}", "", PerYear, Hi,
              "liquidity", "liquidity"),
        words("cash_ratio", "cash ratio", "{companys} cash covered its current liabilities {v} at the end of {p}", "",
              PerYear, Hi, "liquidity cash", "cash ratio"),
        words("debt_to_equity", "ratio of debt to equity", "{companys} debt stood at {v} its equity at the end of {p}",
              "", PerYear, Lo, "leverage risk", "debt"),
        words("debt_to_assets", "share of debt in assets", "debt financed {v} of {companys} assets at the end of {p}",
              "", PerYear, Lo, "leverage risk", "debt"),
        words("net_debt", "net debt", "{companys} net debt was {v} at the end of {p}", "", PerYear, Lo, "leverage cash",
              "net debt"),
        words("net_debt_to_ebitda", "ratio of net debt to EBITDA",
              "{companys} net debt stood at {v} its EBITDA at the end of {p}", "", PerYear, Lo, "leverage risk",
              "net debt"),
        words("interest_coverage", "interest cover", "{companys} operating income covered its interest {v} in {p}", "",
              PerYear, Hi, "leverage risk", "coverage"),
        words("days_sales_outstanding", "days sales outstanding", "{companys} customers took {v} to pay in {p}",
              "revenue", PerDay, Lo, "customers cash efficiency", "receivables"),
        words("days_inventory", "days of inventory", "{company} held {v} of inventory in {p}", "cost_of_revenue",
              PerDay, Lo, "efficiency cash suppliers", "inventory"),
        words("days_payable", "days payable", "{company} took {v} to pay its suppliers in {p}", "cost_of_revenue",
              PerDay, Hi, "suppliers cash", "payables"),
        words("cash_conversion_cycle", "cash conversion cycle", "", "", PerYear, Lo, "cash efficiency liquidity",
              "cash cycle"),
        words("capex_to_depreciation", "ratio of capital expenditure to depreciation",
              "{companys} capital expenditure ran at {v} its depreciation and amortisation in {p}", "", PerYear, No,
              "investment expansion", "reinvestment"),
        words("payout_ratio", "payout ratio", "{company} paid out {v} of its net income in {p}", "", PerYear, No,
              "valuation cash", "payout"),
        words("net_interest_margin", "net interest margin",
              "{companys} net interest income came to {v} of its average assets in {p}", "", PerYear, Hi,
              "profitability competition customers valuation", "net interest margin"),
        words("efficiency_ratio", "efficiency ratio",
              "noninterest expense took {v} of {companys} net interest and noninterest income in {p}", "", PerYear, Lo,
              "efficiency profitability competition", "overhead"),
        words("credit_cost_ratio", "credit cost ratio",
              "provisions for credit losses took {v} of {companys} net interest and noninterest income in {p}", "",
              PerYear, Lo, "risk profitability customers", "credit cost"),
        words("bank_equity_ratio", "equity ratio", "equity stood at {v} of {companys} assets at the end of {p}", "",
              PerYear, Hi, "leverage risk regulation", "capital"),
        words("combined_ratio", "combined ratio",
              "claims and costs together took {v} of {companys} premiums earned in {p}", "premiums_earned", PerYear, Lo,
              "profitability risk competition", "combined ratio"),
        words("loss_ratio", "loss ratio", "claims took {v} of {companys} premiums earned in {p}", "premiums_earned",
              PerYear, Lo, "risk profitability customers", "loss ratio"),
        words("expense_ratio", "expense ratio", "costs other than claims took {v} of {companys} premiums earned in {p}",
              "premiums_earned", PerYear, Lo, "efficiency profitability competition", "overhead"),
        words("insurer_equity_ratio", "equity ratio", "equity stood at {v} of {companys} assets at the end of {p}", "",
              PerYear, Hi, "leverage risk regulation", "capital"),
        words("premiums_to_equity", "ratio of premiums to equity",
              "{companys} premiums earned stood at {v} its equity at the end of {p}", "", PerYear, Lo, "leverage risk",
              "capital"),
        words("altman_z", "Altman Z-score", "", "", PerYear, Hi, "risk leverage", "distress"),
        words("altman_z_private", "Altman Z'-score", "", "", PerYear, Hi, "risk leverage", "distress"),
        words("altman_z_double_prime", "Altman Z''-score", "", "", PerYear, Hi, "risk leverage", "distress"),
        words("piotroski_f", "Piotroski F-score", "", "", PerYear, Hi, "risk investment valuation", "piotroski"),
        words("beneish_m", "Beneish M-score", "", "", PerYear, Lo, "risk", "beneish"),
        words("working_capital", "working capital", "", "", PerYear, Hi, "liquidity", "working capital"),
        words("ebitda", "EBITDA", "", "", PerYear, Hi, "valuation", "ebitda"),
    };
}

} // namespace

const QList<RatioWords> &allRatioWords()
{
    static const auto table = makeTable();
    return table;
}

const RatioWords &ratioWords(const QString &ratioId)
{
    static const RatioWords none;
    for (const auto &entry : allRatioWords()) {
        if (entry.id == ratioId)
            return entry;
    }
    return none;
}

QStringList ratiosOfTopic(const QString &topic)
{
    // A ratio that names the topic first speaks to it before one that names it third.
    QStringList ids;
    for (qsizetype place = 0; place < 5; ++place) {
        for (const auto &entry : allRatioWords()) {
            if (entry.topics.value(place) == topic)
                ids.append(entry.id);
        }
    }
    return ids;
}

QString differenceUnit(const QString &unit)
{
    return unit == units::Ratio ? units::Points : unit;
}

QString lineName(const QString &conceptId)
{
    const auto &known = ratioWords(conceptId);
    if (!known.noun.isEmpty())
        return known.noun;
    if (conceptId == QLatin1String("capex"))
        return QStringLiteral("capital expenditure");
    if (conceptId == QLatin1String("selling_general_admin"))
        return QStringLiteral("selling, general and administrative cost");
    auto name = conceptId;
    return name.replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace consultantos
