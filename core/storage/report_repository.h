// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/report.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// A report as a list of reports shows it: without its body.
struct ReportSummary {
    QString id;
    QDateTime createdAt; ///< UTC
    QString companyId;
    QString companyName;
    QString question;
    QStringList frameworks;
    QString depth;
    QString status; ///< "completed" or "partial"
    double durationS = 0;
    QString engineVersion;
    std::optional<QDateTime> deletedAt; ///< UTC; set while it can still be restored

    bool operator==(const ReportSummary &) const = default;
};

/// One sentence of a report that rests on a piece of evidence.
struct EvidenceUse {
    ReportSummary report;
    QString claimId;
    QString text;
    bool isDirect = false; ///< the sentence cites it; otherwise a computation that it cites rests on it

    bool operator==(const EvidenceUse &) const = default;
};

/// Ties go newest first; the longest duration is first.
enum class ReportSort { Newest, Oldest, Company, Duration, Question, Frameworks, Depth, Status };

struct ReportFilter {
    /// Full-text: all words must occur in company, question or claims, each as the beginning of a word; case and
    /// accents don't matter. Empty: no restriction.
    QString text;
    QString companyId;    ///< empty: all
    QString status;       ///< empty: all
    bool deleted = false; ///< list the deleted ones instead
    ReportSort sort = ReportSort::Newest;
    bool isReversed = false;        ///< the order the other way round, of ties too
    int limit = -1;                 ///< negative: no limit
    int offset = 0;                 ///< what it passes over is read nevertheless: to go through many, use page()
    QString cursor{};               ///< of the page before, with the same filter; empty: the first page
    std::optional<QString> owner{}; ///< whose reports; nothing: everybody's
    /// Only these, such as the pinned ones: a few, as each is looked up by itself.
    std::optional<QStringList> ids{};
};

struct ReportPage {
    QList<ReportSummary> reports;
    QString cursor; ///< for the next page; empty: this is the last one
};

/// The library of reports. Thread-safe: each thread has its own connection. Every call does I/O: never from the GUI
/// thread. Other instances on the same file may change it at any time; see changeCounter().
class ReportRepository {
public:
    explicit ReportRepository(std::shared_ptr<Database> database);
    [[nodiscard]] static DatabaseSchema schema();

    /// Writes summary, body and full-text index in one transaction; a report with the same id is replaced. `owner` is the
    /// user whose it is; empty where there is one alone.
    [[nodiscard]] Status save(const Report &report, const QString &owner = {});
    /// save() of up to 500 in a transaction; what failed left those of its 500 unwritten.
    [[nodiscard]] Status saveAll(const QList<Report> &reports, const QString &owner = {});
    /// save(), unless the library has a report of that id: one that the cache gave again is what it was.
    [[nodiscard]] Status keep(const Report &report);
    /// With what persons set in it: see ReportEdits.
    [[nodiscard]] Result<Report> load(const QString &id) const;
    /// The newest report on a company (its id) and question, if a person settled something in its review; nothing otherwise.
    [[nodiscard]] Result<std::optional<Report>> settledFor(const QString &companyId, const QString &question) const;
    /// The report's JSON as it was computed, compact.
    [[nodiscard]] Result<QByteArray> loadJson(const QString &id) const;
    [[nodiscard]] Result<ReportSummary> summary(const QString &id) const;
    [[nodiscard]] Result<QList<ReportSummary>> list(const ReportFilter &filter = {}) const;
    /// The next `filter.limit` reports after `filter.cursor`; a page costs the same wherever it is. InvalidArgument for a
    /// cursor of another order.
    [[nodiscard]] Result<ReportPage> page(const ReportFilter &filter) const;
    /// The ids that begin with this, at most `most`, in any order; deleted reports left out. Case matters.
    [[nodiscard]] Result<QStringList> idsBeginningWith(const QString &prefix, int most) const;
    /// How many list() would give without limit and offset.
    [[nodiscard]] Result<int> count(const ReportFilter &filter = {}) const;

    /// Every sentence of every report that rests on a fact, computation, passage or playbook entry, newest report first,
    /// in the reports' order; deleted reports left out.
    [[nodiscard]] Result<QList<EvidenceUse>> usesOf(const QString &evidenceId) const;
    /// Whether a report, a deleted one that can still be restored among them, rests on a passage or fact of a document.
    [[nodiscard]] Result<bool> usesDocument(const QString &documentId) const;

    /// Hides a report until restore() or purgeDeleted(). NotFound if there is none that could be removed.
    [[nodiscard]] Status remove(const QString &id, const QDateTime &now);
    [[nodiscard]] Status restore(const QString &id);
    /// Deletes for good what was removed before `removedBefore`; returns how many.
    [[nodiscard]] Result<int> purgeDeleted(const QDateTime &removedBefore);
    /// Deletes one removed report for good. NotFound if there is none, or it was restored.
    [[nodiscard]] Status purge(const QString &id);

    /// Grows with every change by any instance; a poller compares it with the last one it saw.
    [[nodiscard]] Result<qint64> changeCounter() const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
