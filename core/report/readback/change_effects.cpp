// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/readback/change_effects.h"

#include "analysis/expression.h"

#include <QSet>

#include <cmath>
#include <functional>

namespace consultantos {

namespace {

/// Scores closer than this read the same.
constexpr double Least = 1e-9;

using Values = QHash<QString, std::optional<double>>;

/// The computation with these values in place of the book's; empty where it isn't defined any more.
std::optional<double> evaluated(const Computation &computation, const EvidenceBook &book, const Values &changed)
{
    const auto formula = Expression::parse(computation.formula);
    if (!formula)
        return std::nullopt;
    const auto valueOf = [&](const QString &id) -> std::optional<double> {
        if (const auto found = changed.constFind(id); found != changed.constEnd())
            return *found;
        if (const auto *fact = book.fact(id))
            return fact->value();
        const auto *other = book.computation(id);
        return other != nullptr ? std::optional(other->value) : std::nullopt;
    };
    QHash<QString, ExpressionValue> values;
    for (const auto &binding : computation.bindings) {
        QList<double> list;
        for (const auto &ref : binding.refs) {
            const auto value = valueOf(ref);
            if (!value)
                return std::nullopt;
            list.append(*value);
        }
        if (binding.isList)
            values.insert(binding.name, list);
        else if (!list.isEmpty())
            values.insert(binding.name, list.first());
    }
    const auto value = formula->evaluate(values);
    return value ? std::optional(*value) : std::nullopt;
}

/// The scores whose computation is among the changed ones.
QList<ScoreEffect> effectsOn(const Report &report, const Values &changed)
{
    QList<ScoreEffect> effects;
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            const auto found = section.score ? changed.constFind(section.score->ref) : changed.constEnd();
            if (found == changed.constEnd() || (*found && std::abs(**found - section.score->value) < Least))
                continue;
            effects.append({framework.id, section.id, framework.title + QStringLiteral(": ") + section.title,
                            section.score->value, *found});
        }
    }
    return effects;
}

} // namespace

ReportEffects::ReportEffects(const Report &report)
    : m_report(report)
{
    for (const auto &computation : report.evidence.computations()) {
        for (const auto &input : computation.inputs())
            m_users[input].append(computation.id);
    }
}

/// What rests on `id`, inputs before what needs them.
QList<const Computation *> ReportEffects::dependents(const QString &id) const
{
    QList<const Computation *> order;
    QSet<QString> seen;
    const std::function<void(const QString &)> visit = [&](const QString &of) {
        for (const auto &user : m_users.value(of)) {
            if (seen.contains(user))
                continue;
            seen.insert(user);
            visit(user);
            if (const auto *computation = m_report.evidence.computation(user))
                order.prepend(computation);
        }
    };
    visit(id);
    return order;
}

ChangeEffects ReportEffects::ofValue(const QString &id, double value) const
{
    Values changed{{id, value}};
    const auto order = dependents(id);
    for (const auto *computation : order)
        changed.insert(computation->id, evaluated(*computation, m_report.evidence, changed));
    return {effectsOn(m_report, changed), static_cast<int>(order.size())};
}

ChangeEffects ReportEffects::ofRemoval(const QString &id) const
{
    Values changed{{id, std::nullopt}};
    const auto order = dependents(id);
    for (const auto *computation : order)
        changed.insert(computation->id, evaluated(*computation, m_report.evidence, changed));
    return {effectsOn(m_report, changed), static_cast<int>(order.size())};
}

ChangeEffects ReportEffects::ofWeight(const QString &framework, const QString &section, const QString &driver,
                                      double weight) const
{
    const auto *result = m_report.framework(framework);
    if (result == nullptr)
        return {};
    for (const auto &of : result->sections) {
        if (of.id != section || !of.score)
            continue;
        double sum = 0;
        double weights = 0;
        bool isScored = false;
        for (const auto &one : of.drivers) {
            const double share = one.id == driver ? weight : one.weight;
            if (!one.score)
                continue;
            isScored = isScored || one.id == driver;
            sum += share * one.score->value;
            weights += share;
        }
        if (!isScored)
            return {};
        if (weights > 0)
            return ofValue(of.score->ref, sum / weights);
        return ofRemoval(of.score->ref);
    }
    return {};
}

} // namespace consultantos
