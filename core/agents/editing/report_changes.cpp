// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a report that are one step.
#include "agents/analysis_service.h"
#include "agents/editing/editing_errors.h"
#include "agents/editing/report_editor.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

using editing::invalid;
using editing::inWords;

namespace {

constexpr double WeightSlack = 1e-9;

const ReportEdit *samePlace(const QList<ReportEdit> &edits, EditKind kind, const QString &target)
{
    const auto found = std::find_if(edits.cbegin(), edits.cend(),
                                    [&](const ReportEdit &edit) { return edit.kind == kind && edit.target == target; });
    return found == edits.cend() ? nullptr : &*found;
}

Status checkedScore(const Report &report, const ReportEdit &edit)
{
    const auto *section = sectionOf(report, edit.target);
    if (section == nullptr || !section->score)
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "That section has no score.")));
    const auto &score = *section->score;
    if (std::isfinite(edit.value) && edit.value >= score.scaleMin && edit.value <= score.scaleMax)
        return {};
    return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "A score here lies between %1 and %2."))
                       .arg(editNumber(score.scaleMin), editNumber(score.scaleMax)));
}

/// Weights that persons set may take all of the section's score, but no more, and all of it where nobody else shares it.
Status checkedWeights(const Report &report, const QList<ReportEdit> &edits, const ReportEdit &edit)
{
    const auto *section = sectionOf(report, edit.target);
    if (section == nullptr)
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "That section has no drivers.")));
    double sum = 0;
    bool isShared = false;
    for (const auto &driver : section->drivers) {
        const auto target = edit.target.section(QLatin1Char('.'), 0, 1) + QLatin1Char('.') + driver.id;
        if (const auto *wanted = samePlace(edits, EditKind::Weight, target))
            sum += wanted->value;
        else if (editOf(report, EditKind::Weight, target) != nullptr)
            sum += driver.weight;
        else
            isShared = true;
    }
    const bool isInRange = std::isfinite(edit.value) && edit.value >= 0 && edit.value <= 1;
    if (isInRange && sum <= 1 + WeightSlack && (isShared || sum >= 1 - WeightSlack))
        return {};
    return invalid(
        inWords(QT_TRANSLATE_NOOP("ReportEditor", "The weights of a section lie between 0 and 1 and add up to 1.")),
        inWords(QT_TRANSLATE_NOOP("ReportEditor",
                                  "Drivers whose weight nobody set share what is left, as they did before.")));
}

Status checkedTogether(const Report &report, const QList<ReportEdit> &edits)
{
    for (const auto &edit : edits) {
        const auto valid = edit.kind == EditKind::Score    ? checkedScore(report, edit)
                           : edit.kind == EditKind::Weight ? checkedWeights(report, edits, edit)
                                                           : Status();
        if (!valid)
            return valid;
    }
    return {};
}

} // namespace

Result<QList<Fact>> ReportEditor::correctedFacts(const Report &report, const ReportChanges &changes) const
{
    if (changes.facts.isEmpty())
        return QList<Fact>();
    const auto source = changes.source.trimmed();
    if (source.isEmpty())
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "A fact needs its source.")),
                       inWords(QT_TRANSLATE_NOOP("ReportEditor", "Say where the value is from.")));
    const auto author = changes.author.trimmed().isEmpty() ? editingUser() : changes.author.trimmed();
    const auto now = m_parts.clock->nowUtc();
    // A document of its own, so that the step comes and goes without touching what others report.
    const auto document = QStringLiteral("correction/%1/%2").arg(report.id, now.toString(Qt::ISODateWithMs));
    QList<Fact> corrected;
    for (auto fact : changes.facts) {
        if (fact.companyId != report.company.id)
            return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "%1 is a fact of another company than %2."))
                               .arg(fact.tag, report.company.name),
                           inWords(QT_TRANSLATE_NOOP("ReportEditor", "Correct it in a report on that company.")));
        if (!std::isfinite(fact.latest.value))
            return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "The value is no number.")));
        FactReport observation;
        observation.value = fact.latest.value;
        observation.filed = now.date();
        observation.fiscalYear = fact.latest.fiscalYear;
        observation.place.document = document;
        observation.place.cell = fact.latest.place.cell;
        fact.source = QStringLiteral("correction of %1: %2").arg(author, source);
        observation.place.name = fact.source;
        fact.latest = observation;
        corrected.append(fact);
    }
    return corrected;
}

Result<Report> ReportEditor::apply(const QString &reportId, const ReportChanges &changes,
                                   const CancellationToken &cancel) const
{
    auto wanted = changes;
    bool isFirst = true;
    return repeated(reportId, [&](const Read &now) {
        // Once more only upon what the person saw: a place that changed meanwhile is not run over.
        for (auto &wish : wanted.edits) {
            const auto place = isFirst && !wish.shown ? editPlaceOf(now.report, wish.kind, wish.target) : std::nullopt;
            if (place)
                wish.shown = place->shown;
        }
        isFirst = false;
        return applyOnce(now, wanted, cancel);
    });
}

Result<Report> ReportEditor::applyOnce(const Read &now, const ReportChanges &changes,
                                       const CancellationToken &cancel) const
{
    EditEntry entry;
    entry.source = changes.source.trimmed();
    for (auto wish : changes.edits) {
        if (wish.author.trimmed().isEmpty())
            wish.author = changes.author;
        const auto edit = editOfWish(now.report, wish);
        if (!edit)
            return tl::unexpected(edit.error());
        entry.edits.append(*edit);
    }
    if (const auto valid = checkedTogether(now.report, entry.edits); !valid)
        return tl::unexpected(valid.error());
    auto facts = correctedFacts(now.report, changes);
    if (!facts)
        return tl::unexpected(facts.error());
    entry.facts = *std::move(facts);
    if (entry.edits.isEmpty() && entry.facts.isEmpty())
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "Nothing is to be changed.")));
    const bool isOfText = entry.facts.isEmpty()
                          && std::all_of(entry.edits.cbegin(), entry.edits.cend(),
                                         [](const ReportEdit &edit) { return edit.kind == EditKind::Text; });
    if (isOfText)
        return textStep(now, entry);

    auto edits = now.report.edits;
    edits.removeIf(
        [&entry](const ReportEdit &other) { return samePlace(entry.edits, other.kind, other.target) != nullptr; });
    const auto anew = revised(now.report, {edits + entry.edits, entry.facts}, cancel);
    if (!anew)
        return anew;
    for (const auto &fact : std::as_const(entry.facts)) {
        const auto *used = anew->evidence.fact(fact.id);
        if (used != nullptr && used->latest.value != fact.latest.value)
            return invalid(
                inWords(QT_TRANSLATE_NOOP("ReportEditor",
                                          "%1 was corrected or filed today already, and that report of it counts."))
                    .arg(fact.tag),
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "Take the earlier correction back first (undo).")));
    }
    // A sentence of the same step was written knowing what follows from its other changes.
    const auto places = editPlaces(*anew);
    for (auto &edit : entry.edits) {
        for (const auto &place : places) {
            if (edit.kind == EditKind::Text && place.kind == EditKind::Text && place.target == edit.target)
                edit.base = place.base;
        }
    }
    return finished(now.report, entry, now.revision, *anew);
}

} // namespace consultantos
