// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/quality/report_reviews.h"
#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/edited_report.h"
#include "storage/report_edits.h"

#include <QDate>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class AnalysisService;
class ClaimDesk;
class EvidenceIntake;
class FactRepository;
class ReportRepository;
struct Revision;

/// What a person wants at a place of a report.
struct EditWish {
    EditKind kind = EditKind::Text;
    QString target;
    QString text;     ///< of Text
    double value = 0; ///< of Score and Weight
    QString note;
    QString author;
    /// What was shown to the person there; another one by now is Busy. Empty: whatever is there.
    std::optional<QString> shown{};
    EditReading reading{}; ///< of Text
};

/// A person's answer to a data request of a report: a value, a file, or both.
struct DataAnswer {
    QString request; ///< its id
    std::optional<double> value;
    QString unit;     ///< empty: the company's currency for a line, "score" (one to five) for a driver
    QString period;   ///< label of one of the report's years; empty: the latest
    QString concept_; ///< the line that it gives, where the request needs several; empty: the only one
    QString source;   ///< where the person has it from
    QString file;     ///< path of a file to take in; empty: none
    QString author;
};

/// Several changes of a report that belong together: all of them are one step, or none is made.
struct ReportChanges {
    QList<EditWish> edits; ///< each place once; `shown` of each counts as in edit()
    /// Facts of the report's company with the value that a person gives, in place of a stored one or beside those.
    QList<Fact> facts;
    QString source; ///< where the facts' values are from; needed where there are any
    QString author; ///< of facts, and of edits without one
};

/// What an answer changed.
struct AnsweredReport {
    Report report;
    double recomputedS = 0; ///< for deriving the report anew, without reading and writing the library
};

/// Lets persons change reports of the library: sentences lie over the computed ones, scores and weights are derived with,
/// answers become facts, findings of the review are accepted; each is a step that can be undone. The report's review is done anew
/// with each, as of the day on which the report was made. Thread-safe. Every call does I/O and may wait for an analysis:
/// never from the GUI thread, nor from a thread of the analyses' pool.
class ReportEditor {
public:
    struct Parts {
        std::shared_ptr<ReportRepository> reports;
        std::shared_ptr<ReportEdits> edits; ///< of these reports
        std::shared_ptr<FactRepository> facts;
        std::shared_ptr<AnalysisService> analysis;
        std::shared_ptr<const Clock> clock;
        QString resourceDir;
        std::function<Result<std::shared_ptr<const ClaimDesk>>()> claims{};      ///< empty: sentences aren't checked
        std::function<Result<std::shared_ptr<const EvidenceIntake>>()> intake{}; ///< empty: no files are taken
        ReportReviewer review{}; ///< empty: reports keep the review that they have
    };
    explicit ReportEditor(Parts parts);

    /// Each gives the report as it reads then. NotFound for a place that the report doesn't have, InvalidArgument for a
    /// value out of its range and a sentence that says what stands there already.
    [[nodiscard]] Result<Report> edit(const QString &reportId, const EditWish &wish,
                                      const CancellationToken &cancel = {}) const;
    /// Makes all changes and derives the report anew once. As edit(), and InvalidArgument for facts of other companies,
    /// without a source or a finite value.
    [[nodiscard]] Result<Report> apply(const QString &reportId, const ReportChanges &changes,
                                       const CancellationToken &cancel = {}) const;
    /// Settles a conflict for the person's version: what is computed now is known to them.
    [[nodiscard]] Result<Report> keep(const QString &reportId, EditKind kind, const QString &target) const;
    /// Takes what is computed in place of the person's version.
    [[nodiscard]] Result<Report> takeComputed(const QString &reportId, EditKind kind, const QString &target,
                                              const CancellationToken &cancel = {}) const;
    /// Accepts a finding of the report's review, for a reason and in somebody's name. NotFound without such a finding,
    /// InvalidArgument without reason or name.
    [[nodiscard]] Result<Report> settle(const QString &reportId, const QString &finding, const QString &reason,
                                        const QString &by) const;
    /// Takes back that a finding was accepted: it is open again. NotFound where nobody accepted it.
    [[nodiscard]] Result<Report> unsettle(const QString &reportId, const QString &finding) const;
    /// As ReportEdits::history().
    [[nodiscard]] Result<QList<EditEntry>> history(const QString &reportId) const;
    /// Take the latest step back, or bring the first undone one back, with the facts and documents that it put into the
    /// stores; a document that a report still rests on stays. Busy (retryable) where the latest step is no longer number `seen`
    /// (empty: whichever it is when this is called), and nothing is changed.
    [[nodiscard]] Result<Report> undo(const QString &reportId, std::optional<qint64> seen = {}) const;
    [[nodiscard]] Result<Report> redo(const QString &reportId, std::optional<qint64> seen = {}) const;

    /// Gives a report with a part more than the one given: pure, called again where somebody else edits meanwhile.
    using Adding = std::function<Result<Report>(const Report &)>;
    /// Makes forecasts and exhibits parts of a report, as a step. A report that has them already stays as it is.
    [[nodiscard]] Result<Report> include(const QString &reportId, const Adding &add) const;

    /// Puts an answer into the store of facts (a line's value), the report (a driver) or takes in its file, and derives anew
    /// what depends on it. Nothing is changed where it can't be used: InvalidArgument says why, and a file that was taken in is
    /// let go again (but for filings of a facts file, which are nobody's opinion).
    [[nodiscard]] Result<AnsweredReport> answer(const QString &reportId, const DataAnswer &answer,
                                                const CancellationToken &cancel = {}) const;

private:
    /// A report of the library with the revision that it was read at.
    struct Read {
        Report report;
        qint64 revision = 0;
    };
    [[nodiscard]] Result<Read> read(const QString &reportId) const;
    /// The step upon the report as it is; once more where another process changed that meanwhile.
    [[nodiscard]] Result<Report> repeated(const QString &reportId,
                                          const std::function<Result<Report>(const Read &)> &step) const;
    [[nodiscard]] Result<Report> applyOnce(const Read &read, const ReportChanges &changes,
                                           const CancellationToken &cancel) const;
    [[nodiscard]] Result<Report> textStep(const Read &read, const EditEntry &entry) const;
    [[nodiscard]] Report reviewedAnew(Report report, const std::optional<QualityReview> &before) const;
    [[nodiscard]] Result<Report> settled(const Read &read, const QString &finding,
                                         const std::optional<FindingSettlement> &settlement) const;
    /// Records the step upon `seen` and puts its facts into their store.
    [[nodiscard]] Result<Report> finished(const Report &report, const EditEntry &entry, qint64 seen,
                                          const std::optional<Report> &revised = std::nullopt) const;
    [[nodiscard]] Result<Report> revised(const Report &report, const Revision &revision,
                                         const CancellationToken &cancel) const;
    [[nodiscard]] QList<EditCheck> checksOf(const Report &report, const QString &text) const;
    [[nodiscard]] Result<ReportEdit> editOfWish(const Report &report, const EditWish &wish) const;
    [[nodiscard]] Result<QList<Fact>> correctedFacts(const Report &report, const ReportChanges &changes) const;
    [[nodiscard]] Result<Report> turn(const QString &reportId, bool isUndo, std::optional<qint64> seen) const;
    /// Puts what the step brings into the other stores, or takes it out where the step is undone. Doing it again does no harm.
    [[nodiscard]] Status moveEvidence(const Report &report, const EditEntry &step) const;
    /// Runs a step with the evidence that goes with it; where the library doesn't keep it the evidence goes back.
    [[nodiscard]] Result<EditEntry> moved(
        const Report &report, const std::function<Result<EditEntry>(const ReportEdits::Beside &)> &step) const;
    void forgetCopies(const QList<StepDocument> &documents) const;
    [[nodiscard]] Result<AnsweredReport> answerOnce(const Read &read, const DataRequest &request,
                                                    const DataAnswer &answer, const CancellationToken &cancel) const;
    /// The step that an answer is, but for its file.
    [[nodiscard]] Result<EditEntry> stepOf(const Report &report, const DataRequest &request,
                                           const DataAnswer &answer) const;
    [[nodiscard]] Result<QList<StepDocument>> takenIn(const Report &report, const QString &file,
                                                      const CancellationToken &cancel) const;
    [[nodiscard]] Status letGo(const QList<StepDocument> &documents) const;
    [[nodiscard]] Result<AnsweredReport> answeredWith(const Read &read, const EditEntry &entry,
                                                      const CancellationToken &cancel) const;

    Parts m_parts;
};

/// Who edits, where nothing says it: the name of the machine's user.
[[nodiscard]] QString editingUser();

} // namespace consultantos
