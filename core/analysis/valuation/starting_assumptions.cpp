// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/starting_assumptions.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

using valuation_words::inWords;

namespace {

constexpr int HighYears = 5;
constexpr int FadeYears = 5;
constexpr int StaleDays = 540; ///< a year, and half a one until its report is filed
constexpr double UsualTerminalGrowth = 0.025;

const Fact *anchorOf(const QList<IndustryAnchor> &anchors, const char *ratio)
{
    const auto found = std::find_if(anchors.begin(), anchors.end(), [&](const IndustryAnchor &anchor) {
        return anchor.ratioId == QLatin1String(ratio);
    });
    return found == anchors.end() ? nullptr : &found->fact;
}

class Starter {
public:
    explicit Starter(const ValuationSources &sources)
        : m_sources(sources)
        , m_made{AssumptionTable(sources.financials.companyId, sources.date), {}, {}, {}}
    {
    }

    Result<StartingValuation> run()
    {
        if (m_sources.isFinancial) {
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP(
                    "Valuation",
                    "A bank or insurer isn't valued by free cash flows to the firm: debt is what it works with.")),
                inWords(
                    QT_TRANSLATE_NOOP("Valuation", "Value its equity by dividends, excess returns or price to book.")));
        }
        const auto periods = m_sources.financials.annualPeriods();
        if (periods.isEmpty())
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "No annual statement of %1 is stored."))
                            .arg(m_sources.financials.companyName));
        m_year = periods.first().fiscalYear;
        addStatements();
        addPublished();
        addJudgements();
        if (!m_missing.isEmpty())
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "The cash flows lack assumptions: %1."))
                            .arg(m_missing.join(QStringLiteral(", "))));
        auto capital = costOfCapital(m_made.assumptions);
        if (!capital)
            return tl::unexpected(capital.error());
        auto &table = m_made.assumptions;
        table.setComputed(QStringLiteral("wacc"), QStringLiteral("Weighted average cost of capital"), capital->wacc,
                          capital->evidence, inWords(QT_TRANSLATE_NOOP("Valuation", "computed from the rates above")));
        // A computation of its own, so that it may be changed apart from the cost of capital.
        const auto roic = computed("starting_terminal_roic", QStringLiteral("Return on new capital for ever"),
                                   QStringLiteral("wacc"), "wacc", {capital->wacc}, false, capital->evidence);
        if (roic) {
            table.setComputed(QStringLiteral("terminal_roic"), QStringLiteral("Return on new capital for ever"), *roic,
                              m_book, inWords(QT_TRANSLATE_NOOP("Valuation", "assumed: the cost of capital, no more")));
        }
        m_made.capital = std::move(*capital);
        const auto &newest = periods.first();
        if (newest.end.isValid() && newest.end.addDays(StaleDays) < m_sources.date)
            m_made.notes.append(
                inWords(QT_TRANSLATE_NOOP("Valuation",
                                          "The newest annual statement that is stored is of %1: import newer "
                                          "filings, or years that are over are valued as if they were ahead."))
                    .arg(newest.label()));
        m_made.plan = {HighYears, FadeYears, true, true, false};
        if (m_sources.financials.currency != QLatin1String("USD"))
            m_made.notes.append(inWords(QT_TRANSLATE_NOOP(
                "Valuation", "The published rates are of US dollars; the company reports in another currency.")));
        return std::move(m_made);
    }

private:
    void missing(const char *name) { m_missing.append(QLatin1String(name)); }

    /// A figure of the financials under an assumption's name; its source is that of the fact, or the formula it is computed by.
    bool take(const char *name, const QString &title, const std::optional<Figure> &figure)
    {
        if (!figure)
            return false;
        const auto &book = m_sources.financials.evidence;
        if (const auto *fact = book.fact(figure->ref))
            m_made.assumptions.setFact(QLatin1String(name), title, *fact, figure->period);
        else
            m_made.assumptions.setComputed(
                QLatin1String(name), title, *figure, book,
                inWords(QT_TRANSLATE_NOOP("Valuation", "computed from filings, %1")).arg(figure->period.label()));
        return true;
    }
    bool takeAnchor(const char *name, const QString &title, const Fact *fact)
    {
        if (fact)
            m_made.assumptions.setFact(QLatin1String(name), title, *fact);
        return fact != nullptr;
    }
    std::optional<Figure> computed(const char *method, const QString &title, const QString &formula, const char *name,
                                   const QList<Figure> &figures, bool isList, const EvidenceBook &book)
    {
        Period period;
        period.end = m_sources.date;
        ComputationBuilder builder(m_sources.financials.companyId, QLatin1String(method), title);
        builder.period(period);
        if (isList)
            builder.bindList(QLatin1String(name), figures);
        else
            builder.bind(QLatin1String(name), figures.first());
        m_book = book;
        const auto figure = builder.evaluate(formula, units::Ratio, m_book);
        return figure ? std::optional(*figure) : std::nullopt;
    }

    void addStatements()
    {
        const auto &financials = m_sources.financials;
        auto &table = m_made.assumptions;
        if (!take("revenue", QStringLiteral("Revenue"), financials.annual(QStringLiteral("revenue"), m_year)))
            missing("revenue");
        auto growth = financials.ratio(QStringLiteral("revenue_cagr_3y"), m_year);
        if (!growth)
            growth = financials.ratio(QStringLiteral("revenue_growth"), m_year);
        const auto kept = growth ? computed("starting_growth", QStringLiteral("Growth to start from"),
                                            QStringLiteral("clamp(growth, -0.05, 0.2)"), "growth", {*growth}, false,
                                            financials.evidence)
                                 : std::nullopt;
        if (kept)
            table.setComputed(
                QStringLiteral("growth"), QStringLiteral("Growth in the first years"), *kept, m_book,
                inWords(QT_TRANSLATE_NOOP("Valuation", "the company's own of the last years, between −5 and 20 %")));
        else
            missing("growth");
        if (!take("operating_margin", QStringLiteral("Operating margin"),
                  financials.ratio(QStringLiteral("operating_margin"), m_year)))
            missing("operating_margin");
        QList<Figure> margins;
        for (const auto &period : financials.annualPeriods().mid(0, 5)) {
            if (const auto margin = financials.ratio(QStringLiteral("operating_margin"), period.fiscalYear))
                margins.append(*margin);
        }
        const auto median = margins.isEmpty() ? std::nullopt
                                              : computed("median_margin", QStringLiteral("Median operating margin"),
                                                         QStringLiteral("median(margins)"), "margins", margins, true,
                                                         financials.evidence);
        if (median)
            table.setComputed(QStringLiteral("target_margin"),
                              QStringLiteral("Operating margin in the last explicit year"), *median, m_book,
                              inWords(QT_TRANSLATE_NOOP("Valuation", "the median of the company's last %1 years"))
                                  .arg(margins.size()));
        else
            missing("target_margin");
        take("depreciation_share", QStringLiteral("Depreciation to revenue"),
             financials.ratio(QStringLiteral("da_intensity"), m_year));
        addDebt();
        if (!take("cash", QStringLiteral("Cash and short-term investments"),
                  financials.annual(QStringLiteral("cash_and_investments"), m_year)))
            take("cash", QStringLiteral("Cash"), financials.annual(QStringLiteral("cash"), m_year));
        take("minority_interest", QStringLiteral("Minority interest"),
             financials.annual(QStringLiteral("minority_interest"), m_year));
        if (!take("shares", QStringLiteral("Diluted shares"),
                  financials.annual(QStringLiteral("shares_diluted"), m_year)))
            take("shares", QStringLiteral("Shares outstanding"),
                 financials.annual(QStringLiteral("shares_outstanding"), m_year));
    }

    /// Total debt is a component of other ratios and not among the financials' own: it is summed up from its lines here.
    void addDebt()
    {
        const auto &financials = m_sources.financials;
        const auto longTerm = financials.annual(QStringLiteral("long_term_debt"), m_year);
        const auto shortTerm = financials.annual(QStringLiteral("short_term_debt"), m_year);
        const auto title = QStringLiteral("Debt");
        if (!longTerm || !shortTerm) {
            if (!take("debt", title, financials.ratio(QStringLiteral("total_debt"), m_year)))
                take("debt", title, longTerm ? longTerm : shortTerm);
            return;
        }
        m_book = financials.evidence;
        ComputationBuilder builder(financials.companyId, QStringLiteral("starting_debt"), title);
        builder.period(longTerm->period)
            .bind(QStringLiteral("long_term_debt"), *longTerm)
            .bind(QStringLiteral("short_term_debt"), *shortTerm);
        if (const auto sum =
                builder.evaluate(QStringLiteral("long_term_debt + short_term_debt"), longTerm->unit, m_book))
            m_made.assumptions.setComputed(
                QStringLiteral("debt"), title, *sum, m_book,
                inWords(QT_TRANSLATE_NOOP("Valuation", "computed from filings, %1")).arg(longTerm->period.label()));
    }

    void addPublished()
    {
        const auto need = [this](const char *name, const QString &title, const Fact *fact) {
            if (!takeAnchor(name, title, fact))
                missing(name);
        };
        const auto &industry = m_sources.industry;
        const auto &market = m_sources.market;
        need("tax_rate", QStringLiteral("Tax rate"), anchorOf(market, "marginal_tax_rate"));
        need("sales_to_capital", QStringLiteral("Sales to new capital"), anchorOf(industry, "sales_to_capital"));
        need("risk_free_rate", QStringLiteral("Risk-free rate"), anchorOf(market, "risk_free_rate"));
        const auto country = std::find_if(m_sources.country.begin(), m_sources.country.end(), [](const Fact &fact) {
            return fact.tag.endsWith(QLatin1String("/equity_risk_premium"));
        });
        need("equity_risk_premium", QStringLiteral("Equity risk premium"),
             country == m_sources.country.end() ? anchorOf(market, "equity_risk_premium") : &*country);
        need("industry_beta", QStringLiteral("Beta of the industry, levered"), anchorOf(industry, "levered_beta"));
        need("industry_debt_share", QStringLiteral("Debt to capital of the industry"),
             anchorOf(industry, "debt_share"));
        if (const auto share = m_made.assumptions.find(QStringLiteral("industry_debt_share"))) {
            const auto target = computed("starting_debt_share", QStringLiteral("Target debt to capital"),
                                         QStringLiteral("industry_debt_share"), "industry_debt_share", {*share}, false,
                                         m_made.assumptions.evidence());
            if (target)
                m_made.assumptions.setComputed(QStringLiteral("debt_share"), QStringLiteral("Target debt to capital"),
                                               *target, m_book,
                                               inWords(QT_TRANSLATE_NOOP("Valuation", "assumed: the industry's")));
        }
        need("cost_of_debt", QStringLiteral("Cost of debt before tax"), anchorOf(industry, "cost_of_debt"));
        takeAnchor("terminal_multiple", QStringLiteral("Terminal EV/EBITDA"), anchorOf(industry, "ev_ebitda"));
    }

    void addJudgements()
    {
        const double riskFree =
            m_made.assumptions.value(QStringLiteral("risk_free_rate")).value_or(UsualTerminalGrowth);
        const double growth = std::min(riskFree, UsualTerminalGrowth);
        const auto why = inWords(QT_TRANSLATE_NOOP("Valuation", "assumed: no company outgrows the economy for ever"));
        m_made.assumptions.setUsers(QStringLiteral("fade_growth"), QStringLiteral("Growth in the last explicit year"),
                                    growth, units::Ratio, why);
        m_made.assumptions.setUsers(QStringLiteral("terminal_growth"), QStringLiteral("Growth for ever"), growth,
                                    units::Ratio, why);
    }

    const ValuationSources &m_sources;
    StartingValuation m_made;
    EvidenceBook m_book;
    QStringList m_missing;
    int m_year = 0;
};

} // namespace

Result<StartingValuation> startingValuation(const ValuationSources &sources)
{
    return Starter(sources).run();
}

} // namespace consultantos
