// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/statement_changes.h"

#include <QHash>

#include <algorithm>

namespace consultantos {

namespace {

void addOnce(QList<DifferenceCause> &causes, const DifferenceCause &cause)
{
    const bool isThere = std::any_of(causes.cbegin(), causes.cend(), [&](const DifferenceCause &one) {
        return one.kind == cause.kind && one.id == cause.id;
    });
    if (isThere)
        return;
    causes.append(cause);
    causes.last().share = std::nullopt; // of a figure, not of the sentence
}

QHash<QString, Claim> byId(const QList<Claim> &claims)
{
    QHash<QString, Claim> found;
    for (const auto &claim : claims)
        found.insert(claim.id, claim);
    return found;
}

/// Why one statement differs.
class StatementCauses {
public:
    StatementCauses(const Report &before, const Report &after, const QList<DifferenceCause> &inputs,
                    const FigureAttribution &attribution)
        : m_before(before)
        , m_after(after)
        , m_inputs(inputs)
        , m_attribution(attribution)
    {
    }

    [[nodiscard]] QList<DifferenceCause> of(const Claim *before, const Claim *after) const
    {
        const auto &id = (before != nullptr ? before : after)->id;
        if (const auto setting = frameworkSetting(id))
            return {*setting};
        QList<DifferenceCause> causes;
        if ((before != nullptr && before->grade == Grade::Model) || (after != nullptr && after->grade == Grade::Model))
            addOnce(causes, {CauseKind::Model, QStringLiteral("model"), QStringLiteral("Language model's words"),
                             modelOf(m_before), modelOf(m_after)});
        if (before != nullptr && after != nullptr)
            addNumbers(*before, *after, causes);
        if (before != nullptr)
            addEvidence(*before, m_before, m_after, true, causes);
        if (after != nullptr)
            addEvidence(*after, m_after, m_before, false, causes);
        if (!causes.isEmpty())
            return causes;
        for (const auto *claim : {before, after}) {
            if (claim != nullptr)
                addChangedEvidence(*claim, causes);
        }
        if (!causes.isEmpty())
            return causes;
        // Chosen among others, or written for what was asked: all that was asked otherwise, else all that differs.
        for (const auto &input : m_inputs) {
            if (input.kind == CauseKind::Setting)
                addOnce(causes, input);
        }
        for (const auto &input : causes.isEmpty() ? m_inputs : QList<DifferenceCause>())
            addOnce(causes, input);
        return causes;
    }

private:
    /// A statement of a framework that only one of the reports was asked for.
    [[nodiscard]] std::optional<DifferenceCause> frameworkSetting(const QString &id) const
    {
        const auto framework = id.section(QLatin1Char('.'), 0, 0);
        if (m_before.request.frameworks.contains(framework) == m_after.request.frameworks.contains(framework))
            return std::nullopt;
        for (const auto &input : m_inputs) {
            if (input.kind == CauseKind::Setting && input.id == QLatin1String("frameworks"))
                return input;
        }
        return std::nullopt;
    }

    /// Statements are numbered, "risk.2": another one may stand in one's place, and its numbers are no change of the former's.
    [[nodiscard]] bool isSameThing(const QString &before, const QString &after) const
    {
        if (before == after)
            return true;
        const auto *fact = m_before.evidence.fact(before);
        const auto *otherFact = m_after.evidence.fact(after);
        if (fact != nullptr && otherFact != nullptr)
            return fact->tag == otherFact->tag && fact->dimensions == otherFact->dimensions;
        const auto *computation = m_before.evidence.computation(before);
        const auto *other = m_after.evidence.computation(after);
        return computation != nullptr && other != nullptr && computation->method == other->method
               && computation->title == other->title;
    }

    void addNumbers(const Claim &before, const Claim &after, QList<DifferenceCause> &causes) const
    {
        if (before.numbers.size() != after.numbers.size())
            return;
        for (qsizetype i = 0; i < before.numbers.size(); ++i) {
            if (before.numbers[i].value == after.numbers[i].value
                || !isSameThing(before.numbers[i].ref, after.numbers[i].ref))
                continue;
            for (const auto &cause : m_attribution.causes(before.numbers[i].ref, after.numbers[i].ref))
                addOnce(causes, cause);
        }
    }

    /// A passage of a document that both had is a matter of choice: the document isn't why it was chosen.
    [[nodiscard]] static bool knowsDocument(const Report &report, const QString &document)
    {
        return std::any_of(report.sources.cbegin(), report.sources.cend(),
                           [&](const Source &source) { return source.name == document; });
    }

    /// What it rests on that the other report knows nothing of.
    static void addEvidence(const Claim &claim, const Report &own, const Report &other, bool isBefore,
                            QList<DifferenceCause> &causes)
    {
        for (const auto &id : claim.evidence) {
            const auto *passage = own.evidence.passage(id);
            if (passage == nullptr || other.evidence.contains(id) || knowsDocument(other, passage->document))
                continue;
            DifferenceCause cause{CauseKind::Source, id, evidenceName(own.evidence, id), {}, {}};
            (isBefore ? cause.before : cause.after) = passage->text;
            if (passage->document == QLatin1String("request context")) {
                cause.kind = CauseKind::Setting;
                cause.id = QStringLiteral("context");
            }
            addOnce(causes, cause);
        }
    }

    /// What it rests on that both have, with other values.
    void addChangedEvidence(const Claim &claim, QList<DifferenceCause> &causes) const
    {
        for (const auto &id : claim.evidence) {
            if (!m_before.evidence.contains(id) || !m_after.evidence.contains(id))
                continue;
            for (const auto &cause : m_attribution.causes(id, id))
                addOnce(causes, cause);
        }
    }

    const Report &m_before;
    const Report &m_after;
    const QList<DifferenceCause> &m_inputs;
    const FigureAttribution &m_attribution;
};

/// Data requests of `own` that `other` hasn't; `isBefore` tells which of the two is the earlier report.
void addRequests(const Report &own, const Report &other, bool isBefore, const QList<DifferenceCause> &inputs,
                 QList<ReportChange> &changes)
{
    for (const auto &request : own.dataRequests) {
        const bool isThere = std::any_of(other.dataRequests.cbegin(), other.dataRequests.cend(),
                                         [&](const DataRequest &one) { return one.id == request.id; });
        if (isThere)
            continue;
        ReportChange change{
            ReportChangeKind::DataRequest, request.id, request.subject, {}, {}, std::nullopt, 1, inputs};
        (isBefore ? change.before : change.after) = request.reason;
        changes.append(std::move(change));
    }
}

QString orderOf(const QList<Recommendation> &recommendations)
{
    QStringList ids;
    for (const auto &one : recommendations)
        ids.append(one.id);
    return ids.join(QStringLiteral(", "));
}

} // namespace

QString modelOf(const Report &report)
{
    return report.model.isEmpty() ? report.provider : report.provider + QStringLiteral(", ") + report.model;
}

QList<ReportChange> statementChanges(const Report &before, const Report &after, const QList<DifferenceCause> &inputs,
                                     const FigureAttribution &attribution)
{
    const StatementCauses causes(before, after, inputs, attribution);
    QList<ReportChange> changes;
    const auto earlier = byId(before.claims());
    const auto later = byId(after.claims());
    const auto change = [&](const Claim *was, const Claim *is) {
        ReportChange one{ReportChangeKind::Statement, (was != nullptr ? was : is)->id, {}, {}, {}, std::nullopt, 1, {}};
        one.title = one.id;
        one.before = was != nullptr ? was->text : QString();
        one.after = is != nullptr ? is->text : QString();
        one.causes = causes.of(was, is);
        changes.append(std::move(one));
    };
    for (const auto &claim : before.claims()) {
        const auto found = later.constFind(claim.id);
        if (found == later.constEnd())
            change(&claim, nullptr);
        else if (found->text != claim.text)
            change(&claim, &*found);
    }
    for (const auto &claim : after.claims()) {
        if (!earlier.contains(claim.id))
            change(nullptr, &claim);
    }
    if (orderOf(before.recommendations) != orderOf(after.recommendations))
        changes.append({ReportChangeKind::Recommendation, QStringLiteral("recommendations"),
                        QStringLiteral("Order of the recommendations"), orderOf(before.recommendations),
                        orderOf(after.recommendations), std::nullopt, 1, inputs});
    addRequests(before, after, true, inputs, changes);
    addRequests(after, before, false, inputs, changes);
    return changes;
}

} // namespace consultantos
