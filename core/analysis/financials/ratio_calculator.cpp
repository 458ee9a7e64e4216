// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/ratio_calculator.h"

#include "analysis/computation_builder.h"

#include <algorithm>

namespace consultantos {

namespace {

/// More reasons than these would bury the first.
constexpr qsizetype MaxReasons = 3;

QString inSentence(const QString &label)
{
    return label.isEmpty() ? label : label.at(0).toLower() + label.mid(1);
}

void addOnce(QStringList &list, const QStringList &more)
{
    for (const auto &entry : more) {
        if (!list.contains(entry))
            list.append(entry);
    }
}

QString sentence(const QStringList &reasons)
{
    auto text = QStringLiteral("not derivable: ") + reasons.mid(0, MaxReasons).join(QStringLiteral("; "));
    if (reasons.size() > MaxReasons)
        text += QStringLiteral("; other inputs are missing as well");
    return text;
}

} // namespace

RatioCalculator::RatioCalculator(const FormulaCatalogue &formulas, const ConceptCatalogue &concepts,
                                 const StatementLines &lines, const QList<Period> &years, const Company &company,
                                 const QString &currency, const std::optional<Figure> &marketCap, EvidenceBook &book)
    : m_formulas(formulas)
    , m_concepts(concepts)
    , m_lines(lines)
    , m_years(years)
    , m_company(company)
    , m_currency(currency)
    , m_marketCap(marketCap)
    , m_book(book)
{
}

QString RatioCalculator::unitOf(const FormulaDefinition &formula) const
{
    return formula.unit == QLatin1String("currency") ? m_currency : formula.unit;
}

RatioValue RatioCalculator::value(const FormulaDefinition &formula, const Period &year)
{
    RatioValue value;
    value.period = year;
    if (const auto *kind = m_formulas.kindOf(m_company); kind != nullptr && formula.notFor.contains(kind->id)) {
        value.notDerivable = QStringLiteral("not derivable: it is not meant for %1").arg(kind->title);
        return value;
    }
    const auto known = outcome(formula, year);
    value.figure = known.figure;
    if (!known.figure) {
        value.notDerivable = sentence(known.reasons);
        value.missing = known.missing;
    }
    return value;
}

RatioCalculator::Outcome RatioCalculator::outcome(const FormulaDefinition &formula, const Period &year)
{
    const auto key = formula.id + QLatin1Char('/') + year.label();
    if (const auto known = m_known.constFind(key); known != m_known.cend())
        return *known;
    Outcome best;
    for (const auto &variant : formula.variants) {
        auto tried = compute(formula, variant, year);
        const bool isFirst = &variant == &formula.variants.first();
        if (tried.figure || isFirst)
            best = std::move(tried); // the reasons are those of the formula itself, not of its substitutes
        if (best.figure)
            break;
    }
    m_known.insert(key, best);
    return best;
}

RatioCalculator::Outcome RatioCalculator::compute(const FormulaDefinition &formula, const FormulaVariant &variant,
                                                  const Period &year)
{
    Outcome result;
    ComputationBuilder builder(m_company.id, formula.id, formula.title);
    builder.period(year);
    QHash<QString, ExpressionValue> values;
    for (const auto &variable : variant.variables) {
        const auto input = resolve(variable, year);
        if (!input.figure) {
            addOnce(result.reasons, input.reasons);
            addOnce(result.missing, input.missing);
            continue;
        }
        builder.bind(variable.name, *input.figure);
        values.insert(variable.name, input.figure->value);
    }
    if (!result.reasons.isEmpty())
        return result;
    for (const auto &requirement : variant.requirements) {
        const auto holds = requirement.condition.evaluate(values);
        if (!holds || *holds == 0.0)
            addOnce(result.reasons, {requirement.because});
    }
    if (!result.reasons.isEmpty())
        return result;
    const auto figure = builder.evaluate(variant.expression.text(), unitOf(formula), m_book);
    if (figure)
        result.figure = *figure;
    else
        // What an evaluation says may hold figures; a report's texts don't.
        result.reasons.append(QStringLiteral("the formula is not defined for these values"));
    return result;
}

RatioCalculator::Outcome RatioCalculator::resolve(const FormulaVariable &variable, const Period &year)
{
    Outcome result;
    const int fiscalYear = year.fiscalYear - variable.yearsBack;
    if (variable.base == FormulaCatalogue::MarketCap) {
        if (m_marketCap && fiscalYear == m_years.first().fiscalYear)
            result.figure = m_marketCap;
        else {
            result.reasons.append(m_marketCap
                                      ? QStringLiteral("the market value of equity is given for the newest year alone")
                                      : QStringLiteral("the market value of equity is not given"));
            result.missing.append(FormulaCatalogue::MarketCap);
        }
        return result;
    }
    const auto found = std::find_if(m_years.cbegin(), m_years.cend(), [fiscalYear](const Period &candidate) {
        return candidate.fiscalYear == fiscalYear;
    });
    const auto *line = m_concepts.find(variable.base);
    if (found == m_years.cend()) {
        result.reasons.append(QStringLiteral("no annual report of FY%1 is stored").arg(fiscalYear));
        if (line)
            result.missing.append(line->id);
        return result;
    }
    if (!line) {
        const auto *formula = m_formulas.find(variable.base);
        return outcome(*formula, *found);
    }
    result.figure = m_lines.value(line->id, *found);
    if (!result.figure) {
        result.reasons.append(
            QStringLiteral("no stored filing gives %1 for %2").arg(inSentence(line->label), found->label()));
        result.missing.append(line->id);
    }
    return result;
}

} // namespace consultantos
