// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/dcf.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <cmath>
#include <initializer_list>
#include <utility>

namespace consultantos {

using valuation_words::inWords;

namespace {

using Bindings = std::initializer_list<std::pair<const char *, Figure>>;

/// Makes the computations of one DCF, one after the other; after a failure it makes nothing more.
class DcfComputation {
public:
    DcfComputation(const AssumptionTable &table, const DcfPlan &plan)
        : m_table(table)
        , m_plan(plan)
    {
        m_dcf.plan = plan;
        m_dcf.evidence = table.evidence();
    }

    Result<Dcf> run()
    {
        if (const auto sound = check(); !sound)
            return tl::unexpected(sound.error());
        addYears();
        QList<Figure> values;
        for (const auto &year : std::as_const(m_dcf.years))
            values.append(year.presentValue);
        m_dcf.presentCashFlows = sumOf(values);
        addByGrowth();
        addByMultiple();
        if (!m_status)
            return tl::unexpected(m_status.error());
        if (!m_dcf.byGrowth && !m_dcf.byMultiple) {
            QStringList reasons;
            for (const auto &refusal : std::as_const(m_dcf.refusals))
                reasons.append(refusal.why);
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "There is no terminal value, so nothing to value by.")),
                        reasons.join(u' '));
        }
        return std::move(m_dcf);
    }

private:
    [[nodiscard]] Status check() const
    {
        if (m_plan.isFinancial) {
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP(
                    "Valuation",
                    "A bank or insurer isn't valued by free cash flows to the firm: debt is what it works with.")),
                inWords(
                    QT_TRANSLATE_NOOP("Valuation", "Value its equity by dividends, excess returns or price to book.")));
        }
        if (m_plan.highYears < 1 || m_plan.fadeYears < 0 || m_plan.highYears + m_plan.fadeYears > DcfPlan::MostYears)
            return fail(ErrorCode::InvalidArgument,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "Between 1 and 40 explicit years are possible.")));
        QStringList missing;
        for (const auto *name :
             {"revenue", "growth", "operating_margin", "target_margin", "tax_rate", "sales_to_capital", "wacc"}) {
            if (!m_table.find(QLatin1String(name)))
                missing.append(QLatin1String(name));
        }
        if (m_plan.fadeYears > 0 && !m_table.find(QStringLiteral("fade_growth")))
            missing.append(QStringLiteral("fade_growth"));
        if (!missing.isEmpty())
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "The cash flows lack assumptions: %1."))
                            .arg(missing.join(QStringLiteral(", "))));
        if (number("wacc") <= 0)
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "The cost of capital isn't above zero.")));
        if (number("sales_to_capital") <= 0 || number("revenue") <= 0)
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "Revenue and sales to capital must be above zero.")));
        return {};
    }

    [[nodiscard]] bool has(const char *name) const { return m_table.find(QLatin1String(name)).has_value(); }
    [[nodiscard]] Figure given(const char *name) const { return *m_table.find(QLatin1String(name)); }
    [[nodiscard]] double number(const char *name) const { return *m_table.value(QLatin1String(name)); }
    [[nodiscard]] QString currency() const { return given("revenue").unit; }
    /// Numbers within a formula, so that it shows which year it is of.
    [[nodiscard]] static QString written(double value) { return QString::number(value, 'g', 10); }
    [[nodiscard]] double timeOf(int year) const { return m_plan.isMidYear ? year - 0.5 : year; }
    [[nodiscard]] int yearCount() const { return m_plan.highYears + m_plan.fadeYears; }

    Figure compute(const char *method, const char *title, const QString &formula, const QString &unit,
                   const Period &period, Bindings bindings)
    {
        if (!m_status)
            return {};
        ComputationBuilder builder(m_table.companyId(), QLatin1String(method), QLatin1String(title));
        builder.period(period);
        for (const auto &[name, figure] : bindings)
            builder.bind(QLatin1String(name), figure);
        return take(builder.evaluate(formula, unit, m_dcf.evidence));
    }
    Figure take(const Result<Figure> &figure)
    {
        if (!figure)
            m_status = tl::unexpected(figure.error());
        return figure ? *figure : Figure();
    }
    Figure sumOf(const QList<Figure> &figures)
    {
        if (!m_status)
            return {};
        ComputationBuilder builder(m_table.companyId(), QStringLiteral("dcf_present_cash_flows"),
                                   QStringLiteral("Present value of the cash flows"));
        builder.period(atDate()).bindList(QStringLiteral("present_values"), figures);
        return take(builder.evaluate(QStringLiteral("sum(present_values)"), currency(), m_dcf.evidence));
    }

    [[nodiscard]] Period atDate() const
    {
        Period period;
        period.end = m_table.date();
        return period;
    }
    [[nodiscard]] Period periodOf(int year) const
    {
        const auto base = given("revenue").period;
        Period period;
        const auto end = base.end.isValid() ? base.end : m_table.date();
        period.start = end.addYears(year - 1).addDays(1);
        period.end = end.addYears(year);
        period.fiscalYear = (base.fiscalYear > 0 ? base.fiscalYear : end.year()) + year;
        period.fiscalPeriod = QStringLiteral("FY");
        return period;
    }

    void addYears()
    {
        Figure before = given("revenue");
        for (int i = 1; i <= yearCount(); ++i) {
            DcfYear year;
            year.number = i;
            year.period = periodOf(i);
            const auto &period = year.period;
            if (i <= m_plan.highYears) {
                year.growth = given("growth");
            } else {
                year.growth =
                    compute("dcf_growth", "Growth",
                            QStringLiteral("growth + (fade_growth - growth) * %1 / %2")
                                .arg(i - m_plan.highYears)
                                .arg(m_plan.fadeYears),
                            units::Ratio, period, {{"growth", given("growth")}, {"fade_growth", given("fade_growth")}});
            }
            year.revenue = compute("dcf_revenue", "Revenue", QStringLiteral("revenue_before * (1 + growth)"),
                                   currency(), period, {{"revenue_before", before}, {"growth", year.growth}});
            year.margin = compute("dcf_margin", "Operating margin",
                                  QStringLiteral("margin + (target_margin - margin) * %1 / %2").arg(i).arg(yearCount()),
                                  units::Ratio, period,
                                  {{"margin", given("operating_margin")}, {"target_margin", given("target_margin")}});
            year.ebit = compute("dcf_ebit", "Operating income", QStringLiteral("revenue * margin"), currency(), period,
                                {{"revenue", year.revenue}, {"margin", year.margin}});
            // A loss saves no tax in its year: to carry it forward would need the tax accounts.
            year.nopat =
                compute("dcf_nopat", "Operating income after tax", QStringLiteral("ebit - max(ebit, 0) * tax_rate"),
                        currency(), period, {{"ebit", year.ebit}, {"tax_rate", given("tax_rate")}});
            year.reinvestment =
                compute("dcf_reinvestment", "Reinvestment",
                        QStringLiteral("(revenue - revenue_before) / sales_to_capital"), currency(), period,
                        {{"revenue", year.revenue},
                         {"revenue_before", before},
                         {"sales_to_capital", given("sales_to_capital")}});
            year.cashFlow =
                compute("dcf_cash_flow", "Free cash flow to the firm", QStringLiteral("nopat - reinvestment"),
                        currency(), period, {{"nopat", year.nopat}, {"reinvestment", year.reinvestment}});
            year.presentValue = compute("dcf_present_value", "Present value",
                                        QStringLiteral("cash_flow / (1 + wacc) ^ %1").arg(written(timeOf(i))),
                                        currency(), period, {{"cash_flow", year.cashFlow}, {"wacc", given("wacc")}});
            before = year.revenue;
            m_dcf.years.append(year);
        }
    }

    void refuse(const char *what, const QString &why, const QStringList &missing = {})
    {
        m_dcf.refusals.append({inWords(what), why, missing});
    }

    void addByGrowth()
    {
        constexpr auto What = QT_TRANSLATE_NOOP("Valuation", "Value by growth");
        if (!m_status)
            return;
        if (!has("terminal_growth") || !has("terminal_roic"))
            return refuse(
                What,
                inWords(QT_TRANSLATE_NOOP("Valuation", "Terminal growth or the return on new capital is missing.")),
                {QStringLiteral("terminal_growth"), QStringLiteral("terminal_roic")});
        const double growth = number("terminal_growth");
        if (growth >= number("wacc"))
            return refuse(
                What,
                inWords(QT_TRANSLATE_NOOP(
                            "Valuation",
                            "Growth for ever (%1) isn't below the cost of capital (%2): the value would be infinite."))
                    .arg(formatValue(growth, units::Ratio), formatValue(number("wacc"), units::Ratio)));
        if (growth > 0 && number("terminal_roic") <= growth)
            return refuse(What,
                          inWords(QT_TRANSLATE_NOOP("Valuation", "The return on new capital isn't above the growth for "
                                                                 "ever: growth would cost more than all profit.")));
        if (number("terminal_roic") <= 0 || growth <= -1)
            return refuse(What, inWords(QT_TRANSLATE_NOOP(
                                    "Valuation", "The return on new capital and growth must be possible for ever.")));
        const auto &last = m_dcf.years.constLast();
        if (last.nopat.value <= 0)
            return refuse(
                What, inWords(QT_TRANSLATE_NOOP("Valuation",
                                                "The last explicit year earns nothing: a loss can't go on for ever.")));
        DcfValue value;
        value.terminalValue =
            compute("dcf_terminal_value_growth", "Terminal value by growth",
                    QStringLiteral("nopat * (1 + growth) * (1 - growth / return_on_new_capital) / (wacc - growth)"),
                    currency(), last.period,
                    {{"nopat", last.nopat},
                     {"growth", given("terminal_growth")},
                     {"return_on_new_capital", given("terminal_roic")},
                     {"wacc", given("wacc")}});
        value.presentTerminalValue =
            compute("dcf_present_terminal_growth", "Present terminal value by growth",
                    QStringLiteral("terminal_value / (1 + wacc) ^ %1").arg(written(timeOf(last.number))), currency(),
                    atDate(), {{"terminal_value", value.terminalValue}, {"wacc", given("wacc")}});
        if (has("depreciation_share")) {
            const auto ebitda = addEbitda();
            value.implied =
                compute("dcf_implied_multiple", "Implied multiple of EBITDA", QStringLiteral("terminal_value / ebitda"),
                        units::Multiple, last.period, {{"terminal_value", value.terminalValue}, {"ebitda", ebitda}});
        }
        finish(value, "growth", What);
        m_dcf.byGrowth = value;
    }

    Figure addEbitda()
    {
        const auto &last = m_dcf.years.constLast();
        return compute(
            "dcf_ebitda", "EBITDA", QStringLiteral("ebit + revenue * depreciation_share"), currency(), last.period,
            {{"ebit", last.ebit}, {"revenue", last.revenue}, {"depreciation_share", given("depreciation_share")}});
    }

    void addByMultiple()
    {
        constexpr auto What = QT_TRANSLATE_NOOP("Valuation", "Value by multiple");
        if (!m_status)
            return;
        if (!has("terminal_multiple"))
            return refuse(What, inWords(QT_TRANSLATE_NOOP("Valuation", "No terminal multiple is given.")),
                          {QStringLiteral("terminal_multiple")});
        if (m_plan.isOfEbitda && !has("depreciation_share"))
            return refuse(What,
                          inWords(QT_TRANSLATE_NOOP("Valuation", "EBITDA lacks the share of depreciation in revenue.")),
                          {QStringLiteral("depreciation_share")});
        const auto &last = m_dcf.years.constLast();
        const auto base = m_plan.isOfEbitda ? addEbitda() : last.ebit;
        if (m_status && (base.value <= 0 || number("terminal_multiple") <= 0))
            return refuse(
                What,
                inWords(QT_TRANSLATE_NOOP(
                    "Valuation",
                    "What the multiple is of isn't above zero in the last explicit year, or the multiple itself.")));
        DcfValue value;
        value.terminalValue =
            compute("dcf_terminal_value_multiple", "Terminal value by multiple", QStringLiteral("base * multiple"),
                    currency(), last.period, {{"base", base}, {"multiple", given("terminal_multiple")}});
        value.presentTerminalValue =
            compute("dcf_present_terminal_multiple", "Present terminal value by multiple",
                    QStringLiteral("terminal_value / (1 + wacc) ^ %1").arg(last.number), currency(), atDate(),
                    {{"terminal_value", value.terminalValue}, {"wacc", given("wacc")}});
        // From V (1 + w)^h⁻¹ … : the growth at which next year's cash flow, from its time on, is worth as much.
        if (m_status && last.cashFlow.value > 0) {
            const auto shift = m_plan.isMidYear ? QStringLiteral(" * (1 + wacc) ^ 0.5") : QString();
            value.implied = compute(
                "dcf_implied_growth", "Implied growth for ever",
                QStringLiteral("(terminal_value * wacc - cash_flow%1) / (terminal_value + cash_flow%1)").arg(shift),
                units::Ratio, last.period,
                {{"terminal_value", value.terminalValue}, {"wacc", given("wacc")}, {"cash_flow", last.cashFlow}});
        }
        finish(value, "multiple", What);
        m_dcf.byMultiple = value;
    }

    /// Enterprise value, bridge to equity, per share.
    void finish(DcfValue &value, const char *way, const char *what)
    {
        const auto method = [way](const char *begin) { return QByteArray(begin) + way; };
        value.enterpriseValue =
            compute(method("dcf_enterprise_value_").constData(), "Enterprise value",
                    QStringLiteral("cash_flows + terminal_value"), currency(), atDate(),
                    {{"cash_flows", m_dcf.presentCashFlows}, {"terminal_value", value.presentTerminalValue}});
        if (m_status && value.enterpriseValue.value != 0)
            value.terminalShare =
                compute(method("dcf_terminal_share_").constData(), "Share of the terminal value",
                        QStringLiteral("terminal_value / enterprise_value"), units::Ratio, atDate(),
                        {{"terminal_value", value.presentTerminalValue}, {"enterprise_value", value.enterpriseValue}});
        if (!has("debt") || !has("cash"))
            return refuse(
                what,
                inWords(QT_TRANSLATE_NOOP("Valuation", "Debt or cash is missing, so there is no value of equity.")),
                {QStringLiteral("debt"), QStringLiteral("cash")});
        if (has("minority_interest")) {
            value.equityValue =
                compute(method("dcf_equity_value_").constData(), "Value of equity",
                        QStringLiteral("enterprise_value - debt + cash - minority_interest"), currency(), atDate(),
                        {{"enterprise_value", value.enterpriseValue},
                         {"debt", given("debt")},
                         {"cash", given("cash")},
                         {"minority_interest", given("minority_interest")}});
        } else {
            value.equityValue = compute(
                method("dcf_equity_value_").constData(), "Value of equity",
                QStringLiteral("enterprise_value - debt + cash"), currency(), atDate(),
                {{"enterprise_value", value.enterpriseValue}, {"debt", given("debt")}, {"cash", given("cash")}});
        }
        if (!m_status)
            return;
        if (value.equityValue->value <= 0)
            return refuse(what,
                          inWords(QT_TRANSLATE_NOOP("Valuation", "Debt exceeds the enterprise value: equity has no "
                                                                 "value by these assumptions, and none per share.")));
        if (!has("shares") || number("shares") <= 0)
            return refuse(what,
                          inWords(QT_TRANSLATE_NOOP(
                              "Valuation", "The number of shares isn't known, so there is no value per share.")),
                          {QStringLiteral("shares")});
        value.perShare = compute(method("dcf_per_share_").constData(), "Value per share",
                                 QStringLiteral("equity_value / shares"), currency() + QStringLiteral("/shares"),
                                 atDate(), {{"equity_value", *value.equityValue}, {"shares", given("shares")}});
    }

    const AssumptionTable &m_table;
    DcfPlan m_plan;
    Dcf m_dcf;
    Status m_status;
};

} // namespace

Result<Dcf> discountCashFlows(const AssumptionTable &assumptions, const DcfPlan &plan)
{
    return DcfComputation(assumptions, plan).run();
}

Result<SensitivityGrid> sensitivityGrid(const AssumptionTable &assumptions, const DcfPlan &plan, const QString &column,
                                        double waccStep, double columnStep)
{
    constexpr int Steps = 2;
    const auto base = discountCashFlows(assumptions, plan);
    if (!base)
        return tl::unexpected(base.error());
    const bool isByGrowth = column == QLatin1String("terminal_growth");
    const auto valueOf = [isByGrowth](const Dcf &dcf) { return isByGrowth ? dcf.byGrowth : dcf.byMultiple; };
    const auto baseValue = valueOf(*base);
    const auto middle = assumptions.value(column);
    if (!baseValue || !middle || !baseValue->equityValue)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "There is no value to vary by %1.")).arg(column));
    SensitivityGrid grid;
    grid.column = column;
    grid.isPerShare = baseValue->perShare.has_value();
    const double wacc = *assumptions.value(QStringLiteral("wacc"));
    for (int step = -Steps; step <= Steps; ++step) {
        grid.waccs.append(wacc + step * waccStep);
        grid.columns.append(*middle + step * columnStep);
    }
    for (const double rowValue : std::as_const(grid.waccs)) {
        QList<std::optional<double>> row;
        for (const double columnValue : std::as_const(grid.columns)) {
            auto varied = assumptions;
            varied.setUsers(QStringLiteral("wacc"), {}, rowValue, units::Ratio);
            varied.setUsers(column, {}, columnValue, isByGrowth ? units::Ratio : units::Multiple);
            const auto dcf = discountCashFlows(varied, plan);
            const auto value = dcf ? valueOf(*dcf) : std::nullopt;
            const auto figure = !value ? std::nullopt : grid.isPerShare ? value->perShare : value->equityValue;
            row.append(figure ? std::optional(figure->value) : std::nullopt);
        }
        grid.values.append(row);
    }
    return grid;
}

} // namespace consultantos
