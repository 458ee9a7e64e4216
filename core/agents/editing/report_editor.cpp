// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/report_editor.h"

#include "agents/analysis_service.h"
#include "agents/editing/edit_history.h"
#include "agents/editing/editing_errors.h"
#include "agents/quality/quality_agent.h"
#include "analysis/quality/report_reviewer.h"
#include "base/logging.h"
#include "evidence/claims/claim_desk.h"
#include "evidence/intake/evidence_intake.h"
#include "model/evidence_roots.h"
#include "storage/fact_repository.h"
#include "storage/report_repository.h"

#include <algorithm>

namespace consultantos {

using editing::invalid;
using editing::inWords;

namespace {

constexpr qsizetype LongestText = 8'000;

Result<EditPlace> placeOf(const Report &report, EditKind kind, const QString &target)
{
    if (auto place = editPlaceOf(report, kind, target))
        return *std::move(place);
    return fail(ErrorCode::NotFound,
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "The report has no %1 \"%2\" that can be edited."))
                    .arg(editKindName(kind), target),
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "\"library targets\" lists what it has.")));
}

/// What was put into the report beside the analysis: exhibits and forecasts that were kept in it.
void takeKept(Report &anew, const Report &report)
{
    Report kept;
    for (const auto &framework : report.frameworks) {
        if (anew.framework(framework.id) == nullptr && !report.request.frameworks.contains(framework.id))
            kept.frameworks.append(framework);
    }
    for (const auto &forecast : report.forecasts) {
        const bool isMade = std::any_of(anew.forecasts.cbegin(), anew.forecasts.cend(),
                                        [&](const Forecast &one) { return one.concept_ == forecast.concept_; });
        if (!isMade)
            kept.forecasts.append(forecast);
    }
    if (kept.frameworks.isEmpty() && kept.forecasts.isEmpty())
        return;
    const auto evidence = report.evidence.reachableFrom(evidenceRoots(kept));
    anew.frameworks += kept.frameworks;
    anew.forecasts += kept.forecasts;
    anew.evidence.merge(evidence);
    for (const auto &source : report.sources) {
        const auto isIts = [&](const QString &id) { return evidence.contains(id); };
        const auto isSame = [&](const Source &one) { return one.kind == source.kind && one.id == source.id; };
        if (std::any_of(source.evidence.cbegin(), source.evidence.cend(), isIts)
            && std::none_of(anew.sources.cbegin(), anew.sources.cend(), isSame))
            anew.sources.append(source);
    }
}

/// Ids of the parts that are new in a report, or others than before.
QStringList newParts(const Report &before, const Report &after)
{
    QStringList parts;
    for (const auto &framework : after.frameworks) {
        const auto *known = before.framework(framework.id);
        if (known == nullptr || !(*known == framework))
            parts.append(framework.id);
    }
    for (const auto &forecast : after.forecasts) {
        if (!before.forecasts.contains(forecast))
            parts.append(QStringLiteral("forecast.") + forecast.concept_);
    }
    return parts;
}

QList<ReportEdit> without(const QList<ReportEdit> &edits, const ReportEdit &edit)
{
    auto rest = edits;
    rest.removeIf([&edit](const ReportEdit &other) { return other.isSamePlace(edit); });
    return rest;
}

} // namespace

QString editingUser()
{
    for (const auto *name : {"USER", "USERNAME", "LOGNAME"}) {
        if (const auto user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    }
    return inWords(QT_TRANSLATE_NOOP("ReportEditor", "the user"));
}

ReportEditor::ReportEditor(Parts parts)
    : m_parts(std::move(parts))
{
}

Result<ReportEditor::Read> ReportEditor::read(const QString &reportId) const
{
    // The revision first: what comes between makes recording fail, not pass.
    const auto revision = m_parts.edits->revision(reportId);
    if (!revision)
        return tl::unexpected(revision.error());
    return m_parts.reports->load(reportId).map([&](const Report &report) { return Read{report, *revision}; });
}

Result<Report> ReportEditor::finished(const Report &report, const EditEntry &entry, qint64 seen,
                                      const std::optional<Report> &revised) const
{
    const auto steps = m_parts.edits->history(report.id);
    if (!steps)
        return tl::unexpected(steps.error());
    const auto done = moved(report, [&](const ReportEdits::Beside &beside) {
        return m_parts.edits->record(report.id, entry, seen, revised, entry.facts.isEmpty() ? nullptr : beside);
    });
    if (!done)
        return tl::unexpected(done.error());
    for (const auto &step : *steps) {
        // Steps that can't be brought back any more, and so neither their files.
        if (step.isUndone)
            forgetCopies(step.documents);
    }
    return m_parts.reports->load(report.id);
}

Result<Report> ReportEditor::revised(const Report &report, const Revision &revision,
                                     const CancellationToken &cancel) const
{
    auto anew = m_parts.analysis->revise(report, revision, cancel).takeResult();
    if (!anew)
        return anew;
    if (anew->status != report.status && anew->status != QLatin1String("completed"))
        return fail(
            ErrorCode::NotDerivable,
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "The report could not be derived anew; nothing was changed.")),
            anew->summary.limits.value(0), true);
    anew->createdAt = report.createdAt;
    anew->durationS = report.durationS;
    takeKept(*anew, report);
    if (anew->quality && report.quality)
        carryOver(*anew->quality, *report.quality, *anew);
    return anew;
}

QList<EditCheck> ReportEditor::checksOf(const Report &report, const QString &text) const
{
    const auto desk = m_parts.claims ? m_parts.claims() : Result<std::shared_ptr<const ClaimDesk>>(nullptr);
    if (!desk || !*desk)
        return {};
    const auto checked = (*desk)->check(text, report.company.name);
    QList<EditCheck> checks;
    for (const auto &number : checked ? checked->numbers : QList<CheckedNumber>())
        checks.append({number.text, verdictName(number.verdict), number.reason});
    return checks;
}

Result<ReportEdit> ReportEditor::editOfWish(const Report &report, const EditWish &wish) const
{
    const auto place = placeOf(report, wish.kind, wish.target);
    if (!place)
        return tl::unexpected(place.error());
    if (wish.shown && *wish.shown != place->shown)
        return fail(
            ErrorCode::Busy,
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "This place was changed meanwhile; nothing was written.")),
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "Look at what stands there now, then edit it again.")), true);
    ReportEdit edit;
    edit.kind = wish.kind;
    edit.target = wish.target;
    edit.note = wish.note.trimmed();
    edit.author = wish.author.trimmed().isEmpty() ? editingUser() : wish.author.trimmed();
    edit.at = m_parts.clock->nowUtc();
    edit.base = place->base;
    edit.value = wish.value;
    if (wish.kind != EditKind::Text)
        return edit;
    edit.value = 0;
    edit.text = wish.text.trimmed();
    edit.reading = wish.reading;
    if (edit.text.isEmpty() || edit.text.size() > LongestText)
        return invalid(
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "A sentence has 1 to %1 characters.")).arg(LongestText));
    if (edit.text == place->shown && editOf(report, wish.kind, wish.target) == nullptr)
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "The sentence says that already.")));
    edit.checks = checksOf(report, edit.text);
    return edit;
}

Result<Report> ReportEditor::edit(const QString &reportId, const EditWish &wish, const CancellationToken &cancel) const
{
    return apply(reportId, {{wish}, {}, {}, {}}, cancel);
}

Report ReportEditor::reviewedAnew(Report report, const std::optional<QualityReview> &before) const
{
    report.quality = before;
    if (!m_parts.review)
        return report;
    if (auto review = m_parts.review(report, report.createdAt.date()))
        report.quality = *std::move(review);
    else
        qCWarning(lcAgents) << "an edited report keeps its review:" << review.error().message;
    return report;
}

Result<Report> ReportEditor::textStep(const Read &now, const EditEntry &entry) const
{
    if (!now.report.quality)
        return finished(now.report, entry, now.revision);
    QList<ReportEdit> texts;
    for (const auto &edit : now.report.edits) {
        const bool isTouched = std::any_of(entry.edits.cbegin(), entry.edits.cend(),
                                           [&edit](const ReportEdit &other) { return other.isSamePlace(edit); });
        if (edit.kind == EditKind::Text && !isTouched)
            texts.append(edit);
    }
    if (entry.action == EditAction::Set)
        texts += entry.edits;
    const auto after = reviewedAnew(withTextEdits(withoutTextEdits(now.report), texts), now.report.quality);
    // A body is kept with the step only where it differs.
    return after.quality == now.report.quality ? finished(now.report, entry, now.revision)
                                               : finished(now.report, entry, now.revision, after);
}

Result<Report> ReportEditor::repeated(const QString &reportId,
                                      const std::function<Result<Report>(const Read &)> &step) const
{
    // Each refusal is a step of somebody else that went through: a dozen people at once all get theirs in.
    constexpr int MostTries = 12;
    for (int attempt = 1;; ++attempt) {
        auto done = read(reportId).and_then(step);
        if (done || done.error().code != ErrorCode::Busy || attempt == MostTries)
            return done;
    }
}

Result<Report> ReportEditor::keep(const QString &reportId, EditKind kind, const QString &target) const
{
    return repeated(reportId, [&](const Read &now) -> Result<Report> {
        const auto *known = editOf(now.report, kind, target);
        if (known == nullptr || known->state != EditState::Conflict)
            return fail(ErrorCode::NotFound,
                        inWords(QT_TRANSLATE_NOOP("ReportEditor", "There is no conflict at \"%1\".")).arg(target));
        auto edit = *known;
        edit.base = edit.computed;
        edit.state = EditState::Applied;
        EditEntry entry;
        entry.edits = {edit};
        if (kind == EditKind::Text)
            return finished(now.report, entry, now.revision);
        auto settled = now.report;
        for (auto &other : settled.edits)
            other = other.isSamePlace(edit) ? edit : other;
        return finished(now.report, entry, now.revision, settled);
    });
}

Result<Report> ReportEditor::takeComputed(const QString &reportId, EditKind kind, const QString &target,
                                          const CancellationToken &cancel) const
{
    return repeated(reportId, [&](const Read &now) -> Result<Report> {
        const auto *known = editOf(now.report, kind, target);
        if (known == nullptr)
            return fail(ErrorCode::NotFound,
                        inWords(QT_TRANSLATE_NOOP("ReportEditor", "Nobody edited \"%1\".")).arg(target));
        EditEntry entry;
        entry.action = EditAction::Drop;
        entry.edits = {*known};
        if (kind == EditKind::Text)
            return textStep(now, entry);
        const auto anew = revised(now.report, {without(now.report.edits, *known)}, cancel);
        if (!anew)
            return anew;
        return finished(now.report, entry, now.revision, *anew);
    });
}

Result<Report> ReportEditor::settle(const QString &reportId, const QString &finding, const QString &reason,
                                    const QString &by) const
{
    const FindingSettlement settlement{reason.simplified(), by.simplified(), m_parts.clock->nowUtc()};
    return repeated(reportId, [&](const Read &now) { return settled(now, finding, settlement); });
}

Result<Report> ReportEditor::unsettle(const QString &reportId, const QString &finding) const
{
    return repeated(reportId, [&](const Read &now) { return settled(now, finding, std::nullopt); });
}

Result<Report> ReportEditor::settled(const Read &now, const QString &finding,
                                     const std::optional<FindingSettlement> &settlement) const
{
    auto report = now.report.quality ? now.report : reviewedAnew(now.report, std::nullopt);
    if (!report.quality)
        return fail(ErrorCode::NotFound,
                    inWords(QT_TRANSLATE_NOOP("ReportEditor", "The report has no review to settle anything in.")));
    const auto done = settlement ? consultantos::settle(*report.quality, finding, *settlement)
                                 : consultantos::unsettle(*report.quality, finding);
    if (!done)
        return tl::unexpected(done.error());
    const auto entry = findingStep(finding, settlement ? settlement->reason : QString());
    return finished(now.report, entry, now.revision, report);
}

Result<Report> ReportEditor::include(const QString &reportId, const Adding &add) const
{
    return repeated(reportId, [&](const Read &now) -> Result<Report> {
        auto with = add(now.report);
        if (!with)
            return with;
        EditEntry entry;
        entry.action = EditAction::Keep;
        entry.subjects = newParts(now.report, *with);
        if (entry.subjects.isEmpty())
            return now.report;
        if (now.report.quality)
            with = reviewedAnew(*std::move(with), now.report.quality);
        return finished(now.report, entry, now.revision, *with);
    });
}

Status ReportEditor::moveEvidence(const Report &report, const EditEntry &step) const
{
    if (!step.facts.isEmpty()) {
        // Each answer is a document of its own, so that it comes and goes without touching what others report.
        const auto document = step.facts.first().latest.place.document;
        const auto done = step.isUndone ? m_parts.facts->withdraw(document)
                                        : m_parts.facts
                                              ->replace(document, m_parts.analysis->asKnownNow(report.company),
                                                        step.facts, step.facts.first().source)
                                              .map([](const ImportOutcome &) {});
        if (!done)
            return done;
    }
    for (const auto &document : step.documents) {
        const auto intake = m_parts.intake ? m_parts.intake() : Result<std::shared_ptr<const EvidenceIntake>>(nullptr);
        if (!intake)
            return tl::unexpected(intake.error());
        if (!*intake)
            return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "Files can't be taken in here.")));
        const auto done = step.isUndone ? (*intake)->takeBack(document.id).map([](bool) {})
                                        : (*intake)->bringBack(document.id, document.path,
                                                               {m_parts.analysis->asKnownNow(report.company).name});
        if (!done)
            return done;
    }
    return {};
}

Result<EditEntry> ReportEditor::moved(const Report &report,
                                      const std::function<Result<EditEntry>(const ReportEdits::Beside &)> &step) const
{
    std::optional<EditEntry> tried;
    auto done = step([&](const EditEntry &entry) {
        tried = entry;
        return moveEvidence(report, entry);
    });
    if (done || !tried)
        return done;
    // The library keeps the state before, so do the other stores.
    tried->isUndone = !tried->isUndone;
    if (const auto back = moveEvidence(report, *tried); !back)
        qCWarning(lcAgents) << "evidence of a step that was not recorded stays:" << back.error().message;
    return done;
}

void ReportEditor::forgetCopies(const QList<StepDocument> &documents) const
{
    for (const auto &document : documents) {
        const auto intake = m_parts.intake ? m_parts.intake() : Result<std::shared_ptr<const EvidenceIntake>>(nullptr);
        if (!intake || !*intake)
            return;
        if (const auto gone = (*intake)->forgetCopy(document.id); !gone)
            qCWarning(lcAgents) << "the copy of a file that was taken back stays:" << gone.error().message;
    }
}

Result<Report> ReportEditor::turn(const QString &reportId, bool isUndo, std::optional<qint64> seen) const
{
    const auto now = read(reportId);
    if (!now)
        return tl::unexpected(now.error());
    const auto done = moved(now->report, [&](const ReportEdits::Beside &beside) {
        const auto revision = seen.value_or(now->revision);
        return isUndo ? m_parts.edits->undo(reportId, revision, beside)
                      : m_parts.edits->redo(reportId, revision, beside);
    });
    if (!done)
        return tl::unexpected(done.error());
    return m_parts.reports->load(reportId);
}

Result<QList<EditEntry>> ReportEditor::history(const QString &reportId) const
{
    return m_parts.edits->history(reportId);
}

Result<Report> ReportEditor::undo(const QString &reportId, std::optional<qint64> seen) const
{
    return turn(reportId, true, seen);
}

Result<Report> ReportEditor::redo(const QString &reportId, std::optional<qint64> seen) const
{
    return turn(reportId, false, seen);
}

} // namespace consultantos
