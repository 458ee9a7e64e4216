// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financial_engine.h"

#include "analysis/breakdown.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/currencies.h"
#include "analysis/financials/formula_catalogue.h"
#include "analysis/financials/identity_checks.h"
#include "analysis/financials/ratio_calculator.h"
#include "analysis/financials/statement_lines.h"

#include <QDir>
#include <QMap>

#include <algorithm>

namespace consultantos {

namespace {

Statement statementOf(const QString &kind, const QString &frequency, const QString &currency,
                      const QList<Period> &periods, const ConceptCatalogue &concepts, const StatementLines &lines)
{
    Statement statement{kind, frequency, currency, periods, {}};
    for (const auto &line : concepts.concepts()) {
        if (line.statement != kind)
            continue;
        StatementLine row{line.id, line.label, {}};
        for (const auto &period : periods)
            row.values.append(lines.value(line.id, period));
        if (std::any_of(row.values.cbegin(), row.values.cend(), [](const auto &value) { return value.has_value(); }))
            statement.lines.append(row);
    }
    return statement;
}

/// Statements of the kinds that have a line.
QList<Statement> statementsOf(const QString &frequency, const QString &currency, const QList<Period> &periods,
                              const ConceptCatalogue &concepts, const StatementLines &lines)
{
    QList<Statement> statements;
    if (periods.isEmpty())
        return statements;
    for (const auto &kind : {QStringLiteral("income"), QStringLiteral("balance"), QStringLiteral("cash_flow")}) {
        const auto statement = statementOf(kind, frequency, currency, periods, concepts, lines);
        if (!statement.lines.isEmpty())
            statements.append(statement);
    }
    return statements;
}

/// English, as all texts of a report; without figures.
QStringList warningsOf(const FiscalCalendar &calendar, const QMap<QString, int> &currencies, const QString &currency,
                       const StatementLines &lines)
{
    QStringList warnings;
    if (calendar.years.isEmpty())
        warnings.append(
            QStringLiteral("No annual report is among the facts: no statements and no ratios can be derived."));
    for (qsizetype i = 1; i < calendar.years.size(); ++i) {
        const auto &later = calendar.years[i - 1];
        const auto &earlier = calendar.years[i];
        if (later.fiscalYear - earlier.fiscalYear > 1)
            warnings.append(
                QStringLiteral("No annual report between %1 and %2 is stored: changes over the gap are not derived.")
                    .arg(earlier.label(), later.label()));
    }
    if (currencies.size() > 1) {
        auto others = currencies.keys();
        others.removeOne(currency);
        warnings.append(QStringLiteral("Figures are in %1; facts in %2 are left out, as no dated rate is stored.")
                            .arg(currency, others.join(QStringLiteral(", "))));
    }
    return warnings + lines.warnings();
}

SplitLine revenueOf(const Financials &financials, const ConceptDefinition &revenue)
{
    SplitLine line{financials.companyId, revenue, financials.currency, financials.annualPeriods(), {}};
    for (const auto &year : std::as_const(line.years))
        line.totals.append(financials.annual(revenue.id, year.fiscalYear));
    return line;
}

} // namespace

FinancialEngine::FinancialEngine(std::shared_ptr<const ConceptCatalogue> concepts,
                                 std::shared_ptr<const FormulaCatalogue> formulas)
    : m_concepts(std::move(concepts))
    , m_formulas(std::move(formulas))
{
}

Result<FinancialEngine> FinancialEngine::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    auto concepts = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    auto formulas = FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), *concepts);
    if (!formulas)
        return tl::unexpected(formulas.error());
    return FinancialEngine(std::make_shared<const ConceptCatalogue>(std::move(*concepts)),
                           std::make_shared<const FormulaCatalogue>(std::move(*formulas)));
}

QSet<QString> FinancialEngine::figureIds() const
{
    QSet<QString> ids;
    for (const auto &formula : m_formulas->formulas())
        ids.insert(formula.id);
    return ids;
}

QString FinancialEngine::kindOf(const Company &company) const
{
    const auto *kind = m_formulas->kindOf(company);
    return kind == nullptr ? QString() : kind->id;
}

Financials FinancialEngine::derive(const Company &company, const QList<Fact> &facts,
                                   const FinancialOptions &options) const
{
    const auto currencies = currenciesOf(facts);
    Financials financials;
    financials.companyId = company.id;
    financials.companyName = company.name;
    financials.currency = mainCurrency(currencies);
    financials.evidence = options.given;

    const auto calendar = FiscalCalendar::of(facts);
    const auto years = calendar.years.mid(0, options.annualPeriods);
    const auto quarters = calendar.quarters.mid(0, options.quarterlyPeriods);
    StatementLines lines(*m_concepts, company.id, financials.currency, facts);
    // All years: the oldest shown ones are held against years before them.
    lines.resolveYears(calendar.years, financials.evidence);
    lines.resolveQuarters(quarters, calendar.years, financials.evidence);

    financials.statements =
        statementsOf(QStringLiteral("annual"), financials.currency, years, *m_concepts, lines)
        + statementsOf(QStringLiteral("quarterly"), financials.currency, quarters, *m_concepts, lines);
    RatioCalculator calculator(*m_formulas, *m_concepts, lines, calendar.years, company, financials.currency,
                               options.marketCap, financials.evidence);
    const auto kind = kindOf(company);
    for (const auto &formula : m_formulas->formulas()) {
        if (formula.isComponent() || !formula.isOf(kind) || years.isEmpty())
            continue;
        Ratio ratio;
        ratio.id = formula.id;
        ratio.title = formula.title;
        ratio.group = formula.group;
        ratio.unit = calculator.unitOf(formula);
        ratio.source = formula.source;
        ratio.higherIsBetter = formula.higherIsBetter;
        ratio.frequency = QStringLiteral("annual");
        for (const auto &year : years)
            ratio.values.append(calculator.value(formula, year));
        financials.ratios.append(ratio);
    }
    financials.identities = checkIdentities(company.id, lines, years, financials.evidence);
    if (const auto *revenue = m_concepts->find(QStringLiteral("revenue")); revenue != nullptr && options.isSplit)
        financials.breakdowns = breakdownsOf(revenueOf(financials, *revenue), facts, financials.evidence);
    financials.warnings = warningsOf(calendar, currencies, financials.currency, lines);
    return financials;
}

} // namespace consultantos
