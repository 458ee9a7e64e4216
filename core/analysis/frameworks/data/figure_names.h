// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/workbench.h"

#include <QHash>

#include <optional>

namespace consultantos {

/// What the names in a framework file stand for, for one company. Used by one derivation only.
///
/// A name is, in this order: a value of the file; a list or a derived figure by its prefix (below) with a ratio or a
/// statement line behind it; the ratio or line itself, of an earlier year with `_before` or `_before_2` … behind it.
///
///   peers_X     the comparable peers' figures, five or more; amounts only in the company's currency
///   years_X     the company's own unbroken years, three or more, oldest first
///   last5_X     its latest five years, all five
///   average_X   the published average of the industry
///   reference_X, gap_X, z_X   what compareWithReference() holds it against, the difference, and how far that is
///   worth_X     gap_X in money
///
/// `foreign_share` and `foreign_amount` are what foreignRevenue() tells.
class FigureNames {
public:
    struct Named {
        QList<Figure> figures;
        bool isList = false;
        double confidence = 0.95; ///< of a statement that rests on it
    };

    explicit FigureNames(Workbench &bench);

    /// Evaluates values in order; what isn't derivable stays unknown. `qualifier` tells one part of a company from another.
    void evaluate(const QList<ValueDefinition> &values, const QString &qualifier = {});
    void set(const QString &name, const Figure &figure, double confidence);
    void setText(const QString &name, const QString &text);
    /// Forgets what was set under this name.
    void forget(const QString &name);

    [[nodiscard]] std::optional<Named> find(const QString &name);
    [[nodiscard]] std::optional<Figure> figure(const QString &name);
    [[nodiscard]] const QHash<QString, QString> &texts() const { return m_texts; }
    /// A formula's figure under its own name; the figure itself where the formula is one name alone.
    [[nodiscard]] std::optional<Named> compute(const QString &id, const QString &title, const Expression &formula,
                                               const QString &unit, const QString &qualifier);
    /// Whether a condition's value is above zero; false where it isn't defined.
    [[nodiscard]] bool holds(const Expression &condition);
    [[nodiscard]] std::optional<double> evaluate(const Expression &expression);
    /// The names of those that are not derivable, in order.
    [[nodiscard]] QStringList missing(const QStringList &names);
    /// Ids of what a condition was decided by.
    [[nodiscard]] QStringList refs(const QStringList &names);
    /// The lowest confidence of statements on these names.
    [[nodiscard]] double confidence(const QStringList &names);
    /// Ids of ratios and lines that would settle a name that isn't derivable.
    [[nodiscard]] QStringList needs(const QString &name) const;
    /// Of a value of the file; empty for other names.
    [[nodiscard]] QString title(const QString &name) const;

private:
    [[nodiscard]] std::optional<Named> derive(const QString &name);
    [[nodiscard]] std::optional<Named> derivePrefixed(const QString &prefix, const QString &id);
    void rank(const ValueDefinition &definition);

    Workbench &m_bench;
    QHash<QString, std::optional<Named>> m_known;
    QHash<QString, QString> m_texts;
    QHash<QString, QStringList> m_inputs; ///< of the file's values
    QHash<QString, QString> m_titles;     ///< of the same
};

/// A name's prefix, "" where it has none that lists above, and what stands behind it.
[[nodiscard]] std::pair<QString, QString> splitPrefix(const QString &name);
/// A name without "_before" and "_before_2" …, and how many years back it is.
[[nodiscard]] std::pair<QString, int> splitYearsBack(const QString &name);

} // namespace consultantos
