// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/health.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace consultantos {

/// A bound that a value is held against.
struct HealthCondition {
    enum class Relation { Above, AtLeast, Below, AtMost };

    Relation relation = Relation::Above;
    double value = 0; ///< in the figure's unit; of ratios a share of one

    [[nodiscard]] bool holds(double figure) const;
};

/// How one figure is judged.
struct HealthRule {
    enum class Basis {
        Thresholds, ///< `strong` and `weak`, published
        Range,      ///< of two published averages of the industry, `low` and `high`
        Relative,   ///< by the place among peers, else against a published average, else against its own earlier years
        Unjudged,   ///< shown with its peers, but no light: `because` says why
    };

    QString id; ///< of the formula
    Basis basis = Basis::Relative;
    std::optional<HealthCondition> strong;
    std::optional<HealthCondition> weak;
    QString low; ///< what the published averages are called in resources/industry/anchors.json
    QString high;
    QString because;
    QString source;
};

/// What the rules of Basis::Relative share.
struct RelativeRule {
    double strongRank = 0.75; ///< percentile on the better side from which a place among peers is strong
    double weakRank = 0.25;
    double distance = 1; ///< robust z, or quarters of a published average, from which a distance counts
    QString source;
};

/// The rules of resources/health/rules.json: which figures the page of financial health shows, in which order, and when each
/// is strong or weak. Immutable and thread-safe.
class HealthRules {
public:
    /// Malformed names file and line. `figures`: the ids of formulas that there are.
    [[nodiscard]] static Result<HealthRules> parse(const QByteArray &bytes, const QString &name,
                                                   const QSet<QString> &figures);
    [[nodiscard]] static QString pathIn(const QString &resourceDir);
    [[nodiscard]] static Result<HealthRules> load(const QString &resourceDir, const QSet<QString> &figures);

    [[nodiscard]] const QList<HealthRule> &rules() const { return m_rules; }
    [[nodiscard]] const RelativeRule &relative() const { return m_relative; }

private:
    QList<HealthRule> m_rules;
    RelativeRule m_relative;
};

} // namespace consultantos
