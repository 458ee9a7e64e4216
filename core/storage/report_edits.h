// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"
#include "model/report.h"
#include "storage/database_schema.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class Connection;
class Database;

enum class EditAction {
    Set,    ///< edits of these places, in place of earlier ones; or an answer to a data request
    Drop,   ///< the edits of these places no longer count
    Carry,  ///< edits of an earlier report on the same company and question, which this one took over
    Settle, ///< a finding of the report's review is accepted, or open again
    Keep,   ///< forecasts or exhibits became parts of the report
};

[[nodiscard]] QString editActionName(EditAction action); ///< "set", "drop", "carry", "settle", "keep"

/// A document that a step brought into the store: it goes and comes with the step.
struct StepDocument {
    QString id;
    QString path; ///< of the file that was read: its name, and where a later version of it would come from

    bool operator==(const StepDocument &) const = default;
};

/// One step of a report's history. Steps that were undone stay until another one is recorded.
struct EditEntry {
    qint64 number = 0; ///< grows within a report
    EditAction action = EditAction::Set;
    QList<ReportEdit> edits;
    QList<Fact> facts;             ///< that the step put into the store of facts: the answer to a data request
    QList<StepDocument> documents; ///< that were not in the store before
    QString request;               ///< id of the data request that it answers; may be empty
    QStringList subjects;          ///< of Settle the finding's id, of Keep the ids of the parts; empty for others
    QString source; ///< of an answer: where the person has it from; of Settle: the reason, empty where it is opened
    bool isUndone = false;

    bool operator==(const EditEntry &) const = default;
};

/// What persons set in the library's reports: a history for each report, in the library's own store and transactions, so
/// that a step is there as a whole or not at all, whoever else writes. Thread-safe; does I/O: never from the GUI thread.
class ReportEdits {
public:
    explicit ReportEdits(std::shared_ptr<Database> database);

    /// Is given the step as it will be, isUndone among it. Runs within the library's transaction: writes other stores alone.
    using Beside = std::function<Status(const EditEntry &)>;

    /// Oldest first, undone steps last.
    [[nodiscard]] Result<QList<EditEntry>> history(const QString &reportId) const;
    /// Number of the latest step that counts; 0 if none does.
    [[nodiscard]] Result<qint64> revision(const QString &reportId) const;
    /// The edits of the newest report on this company and question, for a new report to take over; empty if it has none.
    [[nodiscard]] Result<QList<ReportEdit>> carriedFor(const QString &companyId, const QString &question) const;

    /// Adds a step; what was undone is forgotten. With `revised` the report's computed body becomes that, and undo() brings
    /// back the one before. `seen` is the revision() that the step was made upon: Busy (retryable) if another process
    /// recorded one since that this one would run over. NotFound without such a report. `beside` does what belongs to the
    /// step in other stores, as the last of the transaction: if it fails nothing is recorded, and it is given no step that
    /// somebody else's came before.
    [[nodiscard]] Result<EditEntry> record(const QString &reportId, const EditEntry &entry, qint64 seen,
                                           const std::optional<Report> &revised = std::nullopt,
                                           const Beside &beside = {});
    /// Takes back the latest step that counts, or brings back the first undone one; NotFound where there is none. Busy
    /// (retryable) if the revision() is no longer `seen`: another step than the one that was looked at would be turned.
    [[nodiscard]] Result<EditEntry> undo(const QString &reportId, qint64 seen, const Beside &beside = {});
    [[nodiscard]] Result<EditEntry> redo(const QString &reportId, qint64 seen, const Beside &beside = {});

private:
    [[nodiscard]] Result<EditEntry> turn(const QString &reportId, bool isUndo, qint64 seen, const Beside &beside);

    std::shared_ptr<Database> m_database;
};

/// What the library's repository does with edits, on its own connection and within its transactions.
namespace report_edits {

[[nodiscard]] Migration migration(int version);
/// The report as it was computed, from its stored JSON, with the sentences that persons set put over it.
[[nodiscard]] Result<Report> withEdits(const Connection &connection, Report computed);
/// Id of the newest report on a company (its id) and question; empty where there is none.
[[nodiscard]] Result<QString> newestOn(const Connection &connection, const QString &companyId, const QString &question);
/// What `read` gives of the id of that report; T() where there is none.
template <typename T, typename Read>
[[nodiscard]] Result<T> ofNewestOn(const Connection &connection, const QString &companyId, const QString &question,
                                   const Read &read)
{
    return newestOn(connection, companyId, question).and_then([&read](const QString &id) -> Result<T> {
        return id.isEmpty() ? Result<T>(T()) : read(id);
    });
}
/// Of a report that is saved the first time: what it took over from an earlier one.
[[nodiscard]] Status carry(const Connection &connection, const Report &report);
/// Forgets the histories of the reports that are about to be deleted: of those rows of `reports` that meet the condition.
[[nodiscard]] Status purge(const Connection &connection, const QString &condition, const QVariantList &values);
[[nodiscard]] QByteArray bodyOf(const Report &report); ///< as it is stored: without edited sentences
[[nodiscard]] Result<Report> reportOf(const QByteArray &body, const QString &id);

} // namespace report_edits

} // namespace consultantos
