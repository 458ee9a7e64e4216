// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to data requests.
#include "agents/analysis_service.h"
#include "agents/editing/answered_fact.h"
#include "agents/editing/editing_errors.h"
#include "agents/editing/report_editor.h"
#include "evidence/intake/evidence_intake.h"
#include "model/units.h"

#include <QFileInfo>

#include <algorithm>

namespace consultantos {

using editing::invalid;
using editing::inWords;

namespace {

constexpr int MostTries = 3;

} // namespace

Result<AnsweredReport> ReportEditor::answer(const QString &reportId, const DataAnswer &given,
                                            const CancellationToken &cancel) const
{
    auto answer = given;
    answer.author = answer.author.trimmed().isEmpty() ? editingUser() : answer.author.trimmed();
    answer.source = answer.source.trimmed();
    if (!answer.file.isEmpty() && answer.source.isEmpty())
        answer.source = QFileInfo(answer.file).fileName();
    if (answer.source.isEmpty())
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "An answer needs its source.")),
                       inWords(QT_TRANSLATE_NOOP("ReportEditor", "Say where the value is from, or give the file.")));
    if (!answer.value && answer.file.isEmpty())
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "An answer is a value, or a file that has it.")));
    for (int attempt = 1;; ++attempt) {
        const auto now = read(reportId);
        if (!now)
            return tl::unexpected(now.error());
        const auto &requests = now->report.dataRequests;
        const auto request = std::find_if(requests.cbegin(), requests.cend(),
                                          [&](const DataRequest &one) { return one.id == answer.request; });
        if (request == requests.cend())
            return fail(
                ErrorCode::NotFound,
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "The report doesn't ask for \"%1\".")).arg(answer.request),
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "\"library requests\" lists what it asks for.")));
        auto answered = answerOnce(*now, *request, answer, cancel);
        // Derived from a state that another process changed meanwhile: once more from the new one.
        if (answered || answered.error().code != ErrorCode::Busy || attempt == MostTries)
            return answered;
    }
}

Result<EditEntry> ReportEditor::stepOf(const Report &report, const DataRequest &request, const DataAnswer &answer) const
{
    EditEntry entry;
    entry.request = request.id;
    entry.source = answer.source;
    if (!answer.value)
        return entry;
    // A missing ratio is given by its line; or its driver is judged, where there is nothing to hold the ratio against.
    const bool isOfLine = request.id.startsWith(QLatin1String("data.ratio.")) && answer.unit != units::Score;
    if (const auto target = isOfLine ? QString() : driverOf(report, request); !target.isEmpty()) {
        ReportEdit edit;
        edit.kind = EditKind::Answer;
        edit.target = target;
        edit.value = *answer.value;
        edit.unit = answer.unit.isEmpty() ? units::Score : answer.unit;
        edit.source = answer.source;
        edit.author = answer.author;
        edit.at = m_parts.clock->nowUtc();
        entry.edits = {edit};
        return entry;
    }
    const auto lines = ConceptCatalogue::load(m_parts.resourceDir + QStringLiteral("/concepts.json"));
    if (!lines)
        return tl::unexpected(lines.error());
    const auto fact = answeredFact(report, request, answer, *lines, m_parts.clock->nowUtc().date());
    if (!fact)
        return tl::unexpected(fact.error());
    entry.facts = {*fact};
    return entry;
}

Result<QList<StepDocument>> ReportEditor::takenIn(const Report &report, const QString &file,
                                                  const CancellationToken &cancel) const
{
    const auto intake = m_parts.intake ? m_parts.intake() : Result<std::shared_ptr<const EvidenceIntake>>(nullptr);
    if (!intake)
        return tl::unexpected(intake.error());
    if (!*intake)
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "Files can't be taken in here.")));
    DocumentSubject subject{m_parts.analysis->asKnownNow(report.company).name};
    subject.mayBeTakenBack = true;
    const auto taken = (*intake)->take(file, subject, cancel);
    if (!taken)
        return tl::unexpected(taken.error());
    QList<StepDocument> documents;
    // What was there before isn't the step's.
    if (!taken->documentId.isEmpty() && taken->storedAs != StoredAs::Known)
        documents.append({taken->documentId, QFileInfo(file).absoluteFilePath()});
    if (!taken->isEmpty())
        return documents;
    if (const auto gone = letGo(documents); !gone)
        return tl::unexpected(gone.error());
    return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "%1 has neither figures nor text.")).arg(file));
}

Status ReportEditor::letGo(const QList<StepDocument> &documents) const
{
    for (const auto &document : documents) {
        const auto intake = m_parts.intake();
        const auto gone = intake.and_then([&](const auto &files) { return files->takeBack(document.id); });
        if (!gone)
            return tl::unexpected(gone.error());
        if (const auto forgotten = (*intake)->forgetCopy(document.id); !forgotten)
            return forgotten;
    }
    return {};
}

Result<AnsweredReport> ReportEditor::answerOnce(const Read &now, const DataRequest &request, const DataAnswer &answer,
                                                const CancellationToken &cancel) const
{
    auto entry = stepOf(now.report, request, answer);
    if (!entry)
        return tl::unexpected(entry.error());
    if (!answer.file.isEmpty()) {
        auto documents = takenIn(now.report, answer.file, cancel);
        if (!documents)
            return tl::unexpected(documents.error());
        entry->documents = *std::move(documents);
    }
    auto answered = answeredWith(now, *entry, cancel);
    if (answered)
        return answered;
    if (const auto gone = letGo(entry->documents); !gone)
        return tl::unexpected(gone.error());
    return answered;
}

Result<AnsweredReport> ReportEditor::answeredWith(const Read &now, const EditEntry &entry,
                                                  const CancellationToken &cancel) const
{
    Revision revision{now.report.edits, entry.facts};
    for (const auto &edit : entry.edits) {
        revision.edits.removeIf([&edit](const ReportEdit &other) { return other.isSamePlace(edit); });
        revision.edits.append(edit);
    }
    const auto began = m_parts.clock->steadyNow();
    const auto anew = revised(now.report, revision, cancel);
    if (!anew)
        return tl::unexpected(anew.error());
    const std::chrono::duration<double> took = m_parts.clock->steadyNow() - began;
    for (const auto &edit : anew->edits) {
        if (!entry.edits.isEmpty() && edit.isSamePlace(entry.edits.first()) && edit.state == EditState::Absent)
            return invalid(
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "%1 can't be scored from %2 in \"%3\"; nothing was changed."))
                    .arg(edit.target, editNumber(edit.value), edit.unit),
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "Judge it on the scale from one to five (unit \"score\").")));
    }
    return finished(now.report, entry, now.revision, *anew).map([&](const Report &report) {
        return AnsweredReport{report, took.count()};
    });
}

} // namespace consultantos
