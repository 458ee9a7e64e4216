// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression.h"
#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

class ConceptCatalogue;
struct Company;

/// A variable of a figure's formula: a line, another figure or the market value, this year or `yearsBack` before.
struct FormulaVariable {
    QString name; ///< as it stands in the formula, e.g. "revenue_before_3"
    QString base; ///< "revenue"
    int yearsBack = 0;
};

/// A condition without which a figure has no meaning.
struct FormulaRequirement {
    Expression condition; ///< a comparison over variables of the formula
    QString because;      ///< completes "not derivable: …"
};

/// One way of computing a figure.
struct FormulaVariant {
    Expression expression;
    QList<FormulaVariable> variables;
    QList<FormulaRequirement> requirements;
};

/// Companies whose statements have a form of their own, such as banks.
struct CompanyKind {
    QString id;
    QString title; ///< "banks"
    QStringList industries;
    QStringList sectors; ///< of companies whose industry isn't known
};

/// A figure of resources/formulas.json.
struct FormulaDefinition {
    QString id;
    QString title;
    QString group;
    QString unit; ///< of model/units.h, or "currency" for the reporting currency
    QString source;
    bool higherIsBetter = true;
    QStringList notFor;             ///< ids of kinds of companies for which the figure isn't meant
    QStringList onlyFor;            ///< of those for which alone it is; empty: for all
    QList<FormulaVariant> variants; ///< tried in order where an input isn't reported

    /// An input of other figures that is not shown by itself.
    [[nodiscard]] bool isComponent() const { return group == QLatin1String("component"); }
    /// Whether companies of that kind (empty: of none) have the figure at all.
    [[nodiscard]] bool isOf(const QString &kind) const { return onlyFor.isEmpty() || onlyFor.contains(kind); }
};

/// All figures of one fiscal year. Immutable and thread-safe.
class FormulaCatalogue {
public:
    /// The name under which a given market value of equity is bound.
    static const QString MarketCap;

    /// Malformed names the entry that is wrong: an unreadable formula, a variable that is no line of `concepts` and no
    /// figure, figures that rest on each other in a circle, kinds of companies that there aren't.
    [[nodiscard]] static Result<FormulaCatalogue> load(const QString &path, const ConceptCatalogue &concepts);

    [[nodiscard]] const QList<FormulaDefinition> &formulas() const { return m_formulas; }
    /// nullptr for an unknown id.
    [[nodiscard]] const FormulaDefinition *find(const QString &id) const;
    /// The kind of a company: that of its industry, or, where that isn't known, of its sector. nullptr: its statements are
    /// those of most companies.
    [[nodiscard]] const CompanyKind *kindOf(const Company &company) const;

private:
    [[nodiscard]] Status check(const QString &path, const ConceptCatalogue &concepts) const;
    [[nodiscard]] bool reaches(const QString &from, const QString &target, int depth) const;

    QList<CompanyKind> m_kinds;
    QList<FormulaDefinition> m_formulas;
    QHash<QString, qsizetype> m_places;
};

} // namespace consultantos
