// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to data requests.
#include "agents/analysis_service.h"
#include "agents/editing/answered_fact.h"
#include "agents/editing/report_editor.h"
#include "evidence/intake/evidence_intake.h"
#include "model/units.h"
#include "storage/fact_repository.h"
#include "storage/report_repository.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostTries = 3;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ReportEditor", text);
}

tl::unexpected<Error> invalid(const QString &message, const QString &advice = {})
{
    return fail(ErrorCode::InvalidArgument, message, advice);
}

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

Result<AnsweredReport> ReportEditor::answerOnce(const Read &now, const DataRequest &request, const DataAnswer &answer,
                                                const CancellationToken &cancel) const
{
    EditEntry entry;
    entry.request = request.id;
    entry.source = answer.source;
    auto edits = now.report.edits;
    // A missing ratio is given by its line; or its driver is judged, where there is nothing to hold the ratio against.
    const bool isOfLine = request.id.startsWith(QLatin1String("data.ratio.")) && answer.unit != units::Score;
    const auto target = answer.value && !isOfLine ? driverOf(now.report, request) : QString();
    if (!answer.file.isEmpty()) {
        const auto intake = m_parts.intake ? m_parts.intake() : Result<std::shared_ptr<const EvidenceIntake>>(nullptr);
        if (!intake)
            return tl::unexpected(intake.error());
        if (!*intake)
            return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "Files can't be taken in here.")));
        const auto taken = (*intake)->take(answer.file, {now.report.company.name}, cancel);
        if (!taken)
            return tl::unexpected(taken.error());
        if (taken->isEmpty())
            return invalid(
                inWords(QT_TRANSLATE_NOOP("ReportEditor", "%1 has neither figures nor text.")).arg(answer.file));
    }
    if (answer.value && !target.isEmpty()) {
        ReportEdit edit;
        edit.kind = EditKind::Answer;
        edit.target = target;
        edit.value = *answer.value;
        edit.unit = answer.unit.isEmpty() ? units::Score : answer.unit;
        edit.source = answer.source;
        edit.author = answer.author;
        edit.at = m_parts.clock->nowUtc();
        edits.removeIf([&edit](const ReportEdit &other) { return other.isSamePlace(edit); });
        edits.append(edit);
        entry.edits = {edit};
    } else if (answer.value) {
        const auto lines = ConceptCatalogue::load(m_parts.resourceDir + QStringLiteral("/concepts.json"));
        if (!lines)
            return tl::unexpected(lines.error());
        const auto fact = answeredFact(now.report, request, answer, *lines, m_parts.clock->nowUtc().date());
        if (!fact)
            return tl::unexpected(fact.error());
        entry.facts = {*fact};
    }
    if (const auto stored = storeFacts(now.report, entry.facts, true); !stored)
        return tl::unexpected(stored.error());
    const auto takeBack = [&](const Error &error) -> tl::unexpected<Error> {
        if (const auto gone = storeFacts(now.report, entry.facts, false); !gone)
            return tl::unexpected(gone.error());
        return tl::unexpected(error);
    };
    const auto began = m_parts.clock->steadyNow();
    const auto anew = revised(now.report, edits, cancel);
    if (!anew)
        return takeBack(anew.error());
    const std::chrono::duration<double> took = m_parts.clock->steadyNow() - began;
    for (const auto &edit : anew->edits) {
        if (!entry.edits.isEmpty() && edit.isSamePlace(entry.edits.first()) && edit.state == EditState::Absent)
            return takeBack({ErrorCode::InvalidArgument,
                             inWords(QT_TRANSLATE_NOOP("ReportEditor",
                                                       "%1 can't be scored from %2 in \"%3\"; nothing was changed."))
                                 .arg(target, editNumber(edit.value), edit.unit),
                             inWords(QT_TRANSLATE_NOOP("ReportEditor",
                                                       "Judge it on the scale from one to five (unit \"score\")."))});
    }
    const auto report = finished(now.report.id, entry, now.revision, *anew);
    if (!report)
        return takeBack(report.error());
    return AnsweredReport{*report, took.count()};
}

} // namespace consultantos
