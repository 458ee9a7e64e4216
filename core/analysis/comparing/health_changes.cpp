// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/health_changes.h"

#include <algorithm>

namespace consultantos {

namespace {

/// A published range has its ends in the words of the rule: these are facts, no method.
bool isRuleChanged(const HealthReading &before, const HealthReading &after)
{
    return before.basis == after.basis && before.basis != QLatin1String("range") && before.rule != after.rule;
}

DifferenceCause ruleCause(const HealthReading &before, const HealthReading &after)
{
    return {CauseKind::Method, QStringLiteral("health.") + before.id,
            QStringLiteral("Rule for the light of %1").arg(before.title), before.rule, after.rule};
}

void addOnce(QList<DifferenceCause> &causes, DifferenceCause cause)
{
    cause.share = std::nullopt; // of a figure, not of the light
    const bool isThere = std::any_of(causes.cbegin(), causes.cend(), [&](const DifferenceCause &one) {
        return one.kind == cause.kind && one.id == cause.id;
    });
    if (!isThere)
        causes.append(std::move(cause));
}

QList<DifferenceCause> causesOf(const HealthReading &before, const HealthReading &after,
                                const QList<DifferenceCause> &inputs, const FigureAttribution &attribution)
{
    QList<DifferenceCause> causes;
    if (isRuleChanged(before, after))
        addOnce(causes, ruleCause(before, after));
    const auto addFigures = [&](const Figure &was, const Figure &is) {
        for (const auto &cause : attribution.causes(was.ref, is.ref))
            addOnce(causes, cause);
    };
    if (before.figure && after.figure)
        addFigures(*before.figure, *after.figure);
    if (before.judgedBy.size() == after.judgedBy.size()) {
        for (qsizetype i = 0; i < before.judgedBy.size(); ++i)
            addFigures(before.judgedBy[i], after.judgedBy[i]);
    }
    return causes.isEmpty() ? inputs : causes;
}

} // namespace

QList<DifferenceCause> healthRuleCauses(const Report &before, const Report &after)
{
    QList<DifferenceCause> causes;
    for (const auto &reading : before.health.readings) {
        const auto *other = after.health.find(reading.id);
        if (other != nullptr && isRuleChanged(reading, *other))
            causes.append(ruleCause(reading, *other));
    }
    return causes;
}

QList<ReportChange> lightChanges(const Report &before, const Report &after, const QList<DifferenceCause> &inputs,
                                 const FigureAttribution &attribution)
{
    QList<ReportChange> changes;
    for (const auto &reading : before.health.readings) {
        const auto *other = after.health.find(reading.id);
        if (other == nullptr || reading.light == other->light)
            continue;
        ReportChange change{ReportChangeKind::Light,
                            QStringLiteral("health.") + reading.id,
                            QStringLiteral("Light of %1").arg(reading.title),
                            lightName(reading.light),
                            lightName(other->light),
                            std::nullopt,
                            1,
                            {}};
        // From strong to weak is the whole way, as is to or from no light.
        change.size = reading.light == HealthLight::Between || other->light == HealthLight::Between ? 0.5 : 1;
        change.causes = causesOf(reading, *other, inputs, attribution);
        changes.append(std::move(change));
    }
    return changes;
}

} // namespace consultantos
