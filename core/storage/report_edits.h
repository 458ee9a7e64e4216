// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"
#include "model/report.h"
#include "storage/database_schema.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>

namespace consultantos {

class Connection;
class Database;

enum class EditAction {
    Set,   ///< edits of these places, in place of earlier ones
    Drop,  ///< the edits of these places no longer count
    Carry, ///< edits of an earlier report on the same company and question, which this one took over
};

/// One step of a report's history. Steps that were undone stay until another one is recorded.
struct EditEntry {
    qint64 number = 0; ///< grows within a report
    EditAction action = EditAction::Set;
    QList<ReportEdit> edits;
    QList<Fact> facts; ///< that the step put into the store of facts: the answer to a data request
    QString request;   ///< id of the data request that it answers; may be empty
    QString source;    ///< of an answer: where the person has it from
    bool isUndone = false;

    bool operator==(const EditEntry &) const = default;
};

/// What persons set in the library's reports: a history for each report, in the library's own store and transactions, so
/// that a step is there as a whole or not at all, whoever else writes. Thread-safe; does I/O: never from the GUI thread.
class ReportEdits {
public:
    explicit ReportEdits(std::shared_ptr<Database> database);

    /// Oldest first, undone steps last.
    [[nodiscard]] Result<QList<EditEntry>> history(const QString &reportId) const;
    /// Number of the latest step that counts; 0 if none does.
    [[nodiscard]] Result<qint64> revision(const QString &reportId) const;
    /// The edits of the newest report on this company and question, for a new report to take over; empty if it has none.
    [[nodiscard]] Result<QList<ReportEdit>> carriedFor(const QString &companyId, const QString &question) const;

    /// Adds a step; what was undone is forgotten. With `revised` the report's computed body becomes that, and undo() brings
    /// back the one before. `seen` is the revision() that the step was made upon: Busy (retryable) if another process
    /// recorded one since that this one would run over. NotFound without such a report.
    [[nodiscard]] Result<EditEntry> record(const QString &reportId, const EditEntry &entry, qint64 seen,
                                           const std::optional<Report> &revised = std::nullopt);
    /// Takes back the latest step that counts, or brings back the first undone one; NotFound where there is none.
    [[nodiscard]] Result<EditEntry> undo(const QString &reportId);
    [[nodiscard]] Result<EditEntry> redo(const QString &reportId);

private:
    [[nodiscard]] Result<EditEntry> turn(const QString &reportId, bool isUndo);

    std::shared_ptr<Database> m_database;
};

/// What the library's repository does with edits, on its own connection and within its transactions.
namespace report_edits {

[[nodiscard]] Migration migration(int version);
/// The report as it was computed, from its stored JSON, with the sentences that persons set put over it.
[[nodiscard]] Result<Report> withEdits(const Connection &connection, Report computed);
/// Id of the newest report on a company (its id) and question; empty where there is none.
[[nodiscard]] Result<QString> newestOn(const Connection &connection, const QString &companyId, const QString &question);
/// Of a report that is saved the first time: what it took over from an earlier one.
[[nodiscard]] Status carry(const Connection &connection, const Report &report);
/// Forgets the histories of the reports that are about to be deleted: of those rows of `reports` that meet the condition.
[[nodiscard]] Status purge(const Connection &connection, const QString &condition, const QVariantList &values);
[[nodiscard]] QByteArray bodyOf(const Report &report); ///< as it is stored: without edited sentences
[[nodiscard]] Result<Report> reportOf(const QByteArray &body, const QString &id);

} // namespace report_edits

} // namespace consultantos
