// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/company_scenario.h"

#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int Years = 5;
constexpr qsizetype PastYears = 8;
constexpr qsizetype FewestYears = 3;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Valuation", text);
}

/// A company's own values of its last years, e.g. margins.
struct History {
    QList<double> values;
    QString span; ///< "FY2018 to FY2024"
};

History historyOf(const Financials &financials, const QString &ratio)
{
    History history;
    QString first;
    QString last;
    for (const auto &period : financials.annualPeriods().mid(0, PastYears)) {
        const auto figure = financials.ratio(ratio, period.fiscalYear);
        if (!figure)
            continue;
        if (last.isEmpty())
            last = period.label();
        first = period.label();
        history.values.append(figure->value);
    }
    std::sort(history.values.begin(), history.values.end());
    history.span = inWords(QT_TRANSLATE_NOOP("Valuation", "%1 to %2")).arg(first, last);
    return history;
}

class Maker {
public:
    Maker(const Financials &financials, const StartingValuation &start)
        : m_financials(financials)
        , m_start(start)
    {
    }

    Result<ScenarioModel> run()
    {
        m_model.title = m_financials.companyName;
        const auto growth = historyOf(m_financials, QStringLiteral("revenue_growth"));
        const auto margin = historyOf(m_financials, QStringLiteral("operating_margin"));
        if (growth.values.size() < FewestYears || margin.values.size() < FewestYears)
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation",
                                                  "Fewer than three years of revenue and operating income of %1 are "
                                                  "stored: they don't tell how far both may go."))
                            .arg(m_financials.companyName));
        given("revenue");
        fromHistory(QStringLiteral("growth"), inWords(QT_TRANSLATE_NOOP("Valuation", "Growth a year")), growth);
        given("operating_margin");
        fromHistory(QStringLiteral("target_margin"),
                    inWords(QT_TRANSLATE_NOOP("Valuation", "Operating margin in the fifth year")), margin);
        given("tax_rate");
        given("sales_to_capital");
        about("wacc", 0.02);
        about("terminal_growth", 0.01);
        const bool isBridged = has("debt") && has("cash");
        if (isBridged) {
            given("debt");
            given("cash");
            given("minority_interest");
        }
        const bool isPerShare = isBridged && has("shares");
        if (isPerShare)
            given("shares");
        addYears();
        addValue(isBridged, isPerShare);
        if (const auto sound = checkScenarioModel(m_model); !sound)
            return tl::unexpected(sound.error());
        return std::move(m_model);
    }

private:
    [[nodiscard]] bool has(const char *name) const
    {
        return m_start.assumptions.value(QLatin1String(name)).has_value();
    }

    [[nodiscard]] const Assumption *find(const char *name) const
    {
        const auto &rows = m_start.assumptions.rows();
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const Assumption &row) { return row.name == QLatin1String(name); });
        return found == rows.end() ? nullptr : &*found;
    }

    void given(const char *name)
    {
        const auto *row = find(name);
        if (row == nullptr)
            return;
        ScenarioDriver driver;
        driver.name = row->name;
        driver.title = row->title;
        driver.unit = row->figure.unit;
        driver.distribution = DistributionSpec::constant(row->figure.value);
        driver.source = row->source;
        m_model.drivers.append(driver);
    }

    void about(const char *name, double width)
    {
        given(name);
        if (m_model.drivers.isEmpty() || m_model.drivers.last().name != QLatin1String(name))
            return;
        auto &driver = m_model.drivers.last();
        const double value = driver.distribution.value;
        driver.distribution = DistributionSpec::triangular(value - width, value, value + width);
        driver.source =
            inWords(QT_TRANSLATE_NOOP("Valuation", "%1; how far it may be off is a judgement")).arg(driver.source);
    }

    void fromHistory(const QString &name, const QString &title, const History &history)
    {
        ScenarioDriver driver;
        driver.name = name;
        driver.title = title;
        driver.unit = units::Ratio;
        const auto &values = history.values;
        const auto half = values.size() / 2;
        const double median = values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
        driver.distribution = values.last() > values.first()
                                  ? DistributionSpec::triangular(values.first(), median, values.last())
                                  : DistributionSpec::constant(median);
        driver.isObservable = true;
        driver.source =
            inWords(QT_TRANSLATE_NOOP("Valuation", "the company's own, %1: least, median and most")).arg(history.span);
        m_model.drivers.append(driver);
    }

    void formula(const QString &name, const QString &title, const QString &unit, const QString &text)
    {
        ScenarioFormula made;
        made.name = name;
        made.title = title;
        made.unit = unit;
        made.formula = text;
        m_model.formulas.append(made);
    }

    void addYears()
    {
        const auto currency = m_financials.currency;
        for (int year = 1; year <= Years; ++year) {
            const auto number = QString::number(year);
            const auto before = year == 1 ? QStringLiteral("revenue") : QStringLiteral("revenue_%1").arg(year - 1);
            formula(QStringLiteral("revenue_") + number,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "Revenue in year %1")).arg(year), currency,
                    before + QStringLiteral(" * (1 + growth)"));
            formula(QStringLiteral("ebit_") + number,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "Operating income in year %1")).arg(year), currency,
                    QStringLiteral("revenue_%1 * (operating_margin + (target_margin - operating_margin) * %1 / %2)")
                        .arg(number)
                        .arg(Years));
            formula(QStringLiteral("cash_flow_") + number,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "Free cash flow in year %1")).arg(year), currency,
                    QStringLiteral("ebit_%1 - max(ebit_%1, 0) * tax_rate - (revenue_%1 - %2) / sales_to_capital")
                        .arg(number, before));
        }
    }

    void addValue(bool isBridged, bool isPerShare)
    {
        const auto currency = m_financials.currency;
        QString sum;
        for (int year = 1; year <= Years; ++year)
            sum += QStringLiteral("%1cash_flow_%2 / (1 + wacc) ^ %3")
                       .arg(year > 1 ? QStringLiteral(" + ") : QString())
                       .arg(year)
                       .arg(year - 0.5);
        // New capital earns its cost after the explicit years, so growth for ever is worth nothing: value is next year's profit
        // after tax over the cost of capital (key value driver formula with a return equal to it).
        formula(QStringLiteral("terminal_value"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value of the years after")),
                currency, QStringLiteral("(ebit_5 - max(ebit_5, 0) * tax_rate) * (1 + terminal_growth) / wacc"));
        formula(QStringLiteral("enterprise_value"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value of the firm")),
                currency, sum + QStringLiteral(" + terminal_value / (1 + wacc) ^ 4.5"));
        m_model.outputs = {QStringLiteral("enterprise_value")};
        if (isBridged) {
            formula(QStringLiteral("equity_value"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value of equity")),
                    currency,
                    QStringLiteral("enterprise_value - debt + cash")
                        + (has("minority_interest") ? QStringLiteral(" - minority_interest") : QString()));
            m_model.outputs.prepend(QStringLiteral("equity_value"));
        }
        if (isPerShare) {
            formula(QStringLiteral("value_per_share"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value per share")),
                    currency + QStringLiteral("/shares"), QStringLiteral("equity_value / shares"));
            m_model.outputs.prepend(QStringLiteral("value_per_share"));
        }
        m_model.outputs += {QStringLiteral("cash_flow_5"), QStringLiteral("revenue_5")};
        m_model.axes = {{QStringLiteral("growth"),
                         inWords(QT_TRANSLATE_NOOP("Valuation", "slow growth")),
                         inWords(QT_TRANSLATE_NOOP("Valuation", "fast growth")),
                         {}},
                        {QStringLiteral("target_margin"),
                         inWords(QT_TRANSLATE_NOOP("Valuation", "thin margin")),
                         inWords(QT_TRANSLATE_NOOP("Valuation", "rich margin")),
                         {}}};
    }

    const Financials &m_financials;
    const StartingValuation &m_start;
    ScenarioModel m_model;
};

} // namespace

Result<ScenarioModel> companyScenario(const Financials &financials, const StartingValuation &start)
{
    return Maker(financials, start).run();
}

} // namespace consultantos
