// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/formula_catalogue.h"

#include "analysis/financials/catalogue_error.h"
#include "analysis/financials/concept_catalogue.h"
#include "base/json.h"
#include "model/company.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

const QString FormulaCatalogue::MarketCap = QStringLiteral("market_cap");

namespace {

FormulaVariable variableOf(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^(.*)_before(?:_([1-9]))?$"));
    const auto match = pattern.match(name);
    if (!match.hasMatch())
        return {name, name, 0};
    return {name, match.captured(1), match.captured(2).isEmpty() ? 1 : match.captured(2).toInt()};
}

Result<FormulaVariant> variantFromJson(const QJsonObject &object)
{
    auto expression = Expression::parse(object[QStringLiteral("formula")].toString());
    if (!expression)
        return tl::unexpected(expression.error());
    FormulaVariant variant{std::move(*expression), {}, {}};
    for (const auto &name : variant.expression.variables())
        variant.variables.append(variableOf(name));
    for (const auto &entry : object[QStringLiteral("requires")].toArray()) {
        const auto requirement = entry.toObject();
        auto condition = Expression::parse(requirement[QStringLiteral("that")].toString());
        if (!condition)
            return tl::unexpected(condition.error());
        for (const auto &name : condition->variables()) {
            if (!variant.expression.variables().contains(name))
                return fail(ErrorCode::Malformed,
                            QCoreApplication::translate("Financials", "\"%1\" is required but not used").arg(name));
        }
        variant.requirements.append({std::move(*condition), requirement[QStringLiteral("because")].toString()});
    }
    return variant;
}

Result<FormulaDefinition> formulaFromJson(const QJsonObject &object, const QString &path)
{
    FormulaDefinition formula;
    formula.id = object[QStringLiteral("id")].toString();
    formula.title = object[QStringLiteral("title")].toString();
    formula.group = object[QStringLiteral("group")].toString();
    formula.unit = object[QStringLiteral("unit")].toString();
    formula.source = object[QStringLiteral("source")].toString();
    formula.higherIsBetter = object[QStringLiteral("higher_is_better")].toBool(true);
    formula.notFor = json::toStrings(object[QStringLiteral("not_for")]);
    formula.onlyFor = json::toStrings(object[QStringLiteral("only_for")]);
    if (formula.id.isEmpty() || formula.title.isEmpty() || formula.group.isEmpty() || formula.unit.isEmpty())
        return catalogueError(path, formula.id,
                              QCoreApplication::translate("Financials", "it needs id, title, group and unit"));
    QList<QJsonObject> variants{object};
    for (const auto &entry : object[QStringLiteral("alternatives")].toArray())
        variants.append(entry.toObject());
    for (const auto &entry : std::as_const(variants)) {
        auto variant = variantFromJson(entry);
        if (!variant)
            return catalogueError(path, formula.id, variant.error().message);
        formula.variants.append(std::move(*variant));
    }
    return formula;
}

CompanyKind kindFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(), object[QStringLiteral("title")].toString(),
            json::toStrings(object[QStringLiteral("industries")]), json::toStrings(object[QStringLiteral("sectors")])};
}

} // namespace

Result<FormulaCatalogue> FormulaCatalogue::load(const QString &path, const ConceptCatalogue &concepts)
{
    const auto document = json::readObject(path);
    if (!document)
        return tl::unexpected(document.error());
    FormulaCatalogue catalogue;
    catalogue.m_kinds = json::toList<CompanyKind>((*document)[QStringLiteral("kinds")], kindFromJson);
    for (const auto &entry : (*document)[QStringLiteral("formulas")].toArray()) {
        auto formula = formulaFromJson(entry.toObject(), path);
        if (!formula)
            return tl::unexpected(formula.error());
        // Lines and figures share the ids of computations.
        if (catalogue.m_places.contains(formula->id) || concepts.find(formula->id) || formula->id == MarketCap)
            return catalogueError(path, formula->id, QCoreApplication::translate("Financials", "the id is taken"));
        catalogue.m_places.insert(formula->id, catalogue.m_formulas.size());
        catalogue.m_formulas.append(std::move(*formula));
    }
    if (const auto checked = catalogue.check(path, concepts); !checked)
        return tl::unexpected(checked.error());
    return catalogue;
}

Status FormulaCatalogue::check(const QString &path, const ConceptCatalogue &concepts) const
{
    if (m_formulas.isEmpty())
        return catalogueError(path, QStringLiteral("formulas"),
                              QCoreApplication::translate("Financials", "the list is missing or empty"));
    const auto isKind = [this](const QString &id) {
        return std::any_of(m_kinds.cbegin(), m_kinds.cend(), [&id](const CompanyKind &kind) { return kind.id == id; });
    };
    for (const auto &formula : m_formulas) {
        for (const auto &kind : formula.notFor + formula.onlyFor) {
            if (!isKind(kind))
                return catalogueError(
                    path, formula.id,
                    QCoreApplication::translate("Financials", "\"%1\" is no kind of company").arg(kind));
        }
        for (const auto &variant : formula.variants) {
            for (const auto &variable : variant.variables) {
                if (!concepts.find(variable.base) && !find(variable.base) && variable.base != MarketCap)
                    return catalogueError(path, formula.id,
                                          QCoreApplication::translate("Financials", "\"%1\" is no line and no figure")
                                              .arg(variable.name));
            }
        }
        if (reaches(formula.id, formula.id, static_cast<int>(m_formulas.size())))
            return catalogueError(path, formula.id, QCoreApplication::translate("Financials", "it rests on itself"));
    }
    return {};
}

bool FormulaCatalogue::reaches(const QString &from, const QString &target, int depth) const
{
    const auto *formula = find(from);
    if (!formula || depth < 0)
        return false;
    return std::any_of(formula->variants.cbegin(), formula->variants.cend(), [&](const FormulaVariant &variant) {
        return std::any_of(variant.variables.cbegin(), variant.variables.cend(), [&](const FormulaVariable &variable) {
            return variable.base == target || reaches(variable.base, target, depth - 1);
        });
    });
}

const CompanyKind *FormulaCatalogue::kindOf(const Company &company) const
{
    const auto found = std::find_if(m_kinds.cbegin(), m_kinds.cend(), [&company](const CompanyKind &kind) {
        return company.industry.isEmpty() ? kind.sectors.contains(company.sector)
                                          : kind.industries.contains(company.industry);
    });
    return found == m_kinds.cend() ? nullptr : &*found;
}

const FormulaDefinition *FormulaCatalogue::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_formulas[*place];
}

} // namespace consultantos
