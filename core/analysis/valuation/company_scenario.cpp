// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/company_scenario.h"

#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

using valuation_words::inWords;

namespace {

constexpr qsizetype PastYears = 8;
constexpr qsizetype FewestYears = 3;

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
    Maker(const Financials &financials, const StartingValuation &start, int years)
        : m_financials(financials)
        , m_start(start)
        , m_years(years)
    {
    }

    Result<CompanyDrivers> run()
    {
        if (m_years < 1 || m_years > CompanyDrivers::MostYears)
            return fail(ErrorCode::InvalidArgument,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "A driver tree has 1 to %1 years."))
                            .arg(CompanyDrivers::MostYears));
        m_model.title = m_financials.companyName;
        const auto growth = historyOf(m_financials, QStringLiteral("revenue_growth"));
        const auto margin = historyOf(m_financials, QStringLiteral("operating_margin"));
        if (const auto *revenue = find("revenue"))
            m_baseYear = revenue->figure.period.fiscalYear;
        given("revenue");
        fromHistory("growth", inWords(QT_TRANSLATE_NOOP("Valuation", "Growth in the first year")), growth, 0.05);
        if (m_years > 1)
            about("fade_growth", 0.015);
        given("operating_margin");
        fromHistory("target_margin", inWords(QT_TRANSLATE_NOOP("Valuation", "Operating margin in the last year")),
                    margin, 0.03);
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
        return CompanyDrivers{std::move(m_model), m_baseYear, m_years,
                              std::make_shared<const AssumptionTable>(m_start.assumptions)};
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

    /// Where its own years are too few to tell how far it may go, the valuation's assumption and a width either side of it.
    void fromHistory(const char *name, const QString &title, const History &history, double width)
    {
        if (history.values.size() < FewestYears) {
            about(name, width);
            return;
        }
        ScenarioDriver driver;
        driver.name = QLatin1String(name);
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

    /// "FY2026", or the year's number where the company's years aren't known.
    [[nodiscard]] QString yearTitle(const QString &what, int year) const
    {
        return m_baseYear > 0 ? QStringLiteral("%1, FY%2").arg(what).arg(m_baseYear + year)
                              : inWords(QT_TRANSLATE_NOOP("Valuation", "%1, year %2")).arg(what, QString::number(year));
    }

    /// Each year of a line is a formula of its own, so that it can be exchanged for a value of the user's.
    void addYears()
    {
        const auto currency = m_financials.currency;
        for (int year = 1; year <= m_years; ++year) {
            const auto number = QString::number(year);
            const auto before = year == 1 ? QStringLiteral("revenue") : QStringLiteral("revenue_%1").arg(year - 1);
            const auto add = [&](const char *line, const QString &title, const QString &unit, const QString &text) {
                formula(QLatin1String(line) + u'_' + number, yearTitle(title, year), unit, text);
            };
            add("growth", inWords(QT_TRANSLATE_NOOP("Valuation", "Growth")), units::Ratio,
                year == 1 ? QStringLiteral("growth")
                          : QStringLiteral("growth + (fade_growth - growth) * %1 / %2").arg(year - 1).arg(m_years - 1));
            add("revenue", inWords(QT_TRANSLATE_NOOP("Valuation", "Revenue")), currency,
                QStringLiteral("%1 * (1 + growth_%2)").arg(before, number));
            add("margin", inWords(QT_TRANSLATE_NOOP("Valuation", "Operating margin")), units::Ratio,
                QStringLiteral("operating_margin + (target_margin - operating_margin) * %1 / %2")
                    .arg(number)
                    .arg(m_years));
            add("ebit", inWords(QT_TRANSLATE_NOOP("Valuation", "Operating income")), currency,
                QStringLiteral("revenue_%1 * margin_%1").arg(number));
            // A loss saves no tax.
            add("tax", inWords(QT_TRANSLATE_NOOP("Valuation", "Taxes")), currency,
                QStringLiteral("max(ebit_%1, 0) * tax_rate").arg(number));
            add("reinvestment", inWords(QT_TRANSLATE_NOOP("Valuation", "Reinvestment")), currency,
                QStringLiteral("(revenue_%1 - %2) / sales_to_capital").arg(number, before));
            add("cash_flow", inWords(QT_TRANSLATE_NOOP("Valuation", "Free cash flow")), currency,
                QStringLiteral("ebit_%1 - tax_%1 - reinvestment_%1").arg(number));
        }
    }

    void addValue(bool isBridged, bool isPerShare)
    {
        const auto currency = m_financials.currency;
        QString sum;
        for (int year = 1; year <= m_years; ++year)
            sum += QStringLiteral("%1cash_flow_%2 / (1 + wacc) ^ %3")
                       .arg(year > 1 ? QStringLiteral(" + ") : QString())
                       .arg(year)
                       .arg(year - 0.5);
        // New capital earns its cost after the explicit years, so growth for ever is worth nothing: value is next year's profit
        // after tax over the cost of capital (key value driver formula with a return equal to it).
        formula(QStringLiteral("terminal_value"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value of the years after")),
                currency, QStringLiteral("(ebit_%1 - tax_%1) * (1 + terminal_growth) / wacc").arg(m_years));
        formula(QStringLiteral("enterprise_value"), inWords(QT_TRANSLATE_NOOP("Valuation", "Value of the firm")),
                currency, sum + QStringLiteral(" + terminal_value / (1 + wacc) ^ %1").arg(m_years - 0.5));
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
        m_model.outputs += {QStringLiteral("cash_flow_%1").arg(m_years), QStringLiteral("revenue_%1").arg(m_years)};
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
    int m_years;
    int m_baseYear = 0;
    ScenarioModel m_model;
};

} // namespace

Result<CompanyDrivers> companyDrivers(const Financials &financials, const StartingValuation &start, int years)
{
    return Maker(financials, start, years).run();
}

Result<ScenarioModel> companyScenario(const Financials &financials, const StartingValuation &start)
{
    auto drivers = companyDrivers(financials, start, CompanyDrivers::UsualYears);
    if (!drivers)
        return tl::unexpected(drivers.error());
    return std::move(drivers->model);
}

} // namespace consultantos
