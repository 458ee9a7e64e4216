// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/company.h"
#include "model/fact.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// What storing a company's facts changed. added + updated + unchanged is the number of facts given.
struct ImportOutcome {
    int added = 0;
    int updated = 0;  ///< known facts that now look different: another latest filing or another earlier value
    int restated = 0; ///< those of `updated` whose value changed
    int unchanged = 0;

    bool operator==(const ImportOutcome &) const = default;
};

/// One import that changed something.
struct ImportRecord {
    QString companyId;
    QString sourceFile;   ///< name without folder
    QDateTime importedAt; ///< UTC
    ImportOutcome outcome;

    bool operator==(const ImportRecord &) const = default;
};

/// The user's own companies and facts. Thread-safe: each thread has its own connection. Every call does I/O: never from
/// the GUI thread. Facts are merged by the restatement rule of storage/restatement.h; every reported value is kept, so
/// the result doesn't depend on the order of imports.
class FactRepository {
public:
    FactRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock);
    [[nodiscard]] static DatabaseSchema schema();

    /// Merges in one transaction. InvalidArgument if a fact isn't of `company` or its id isn't factId() of it.
    /// Storing the same again changes nothing.
    [[nodiscard]] Result<ImportOutcome> store(const Company &company, const QList<Fact> &facts,
                                              const QString &sourceFile);
    /// Puts `facts` in the place of all that the document reported, in one transaction. The company is written only where the
    /// store doesn't have it: what is known of it by now stands. Errors as those of store().
    [[nodiscard]] Result<ImportOutcome> replace(const QString &documentId, const Company &ifUnknown,
                                                const QList<Fact> &facts, const QString &sourceFile);
    /// Takes back what a document reported, of whatever company, in one transaction. A fact that nothing else reports is
    /// gone, and so is a company without a fact left; of others the source is again that of the report that stands.
    [[nodiscard]] Status withdraw(const QString &documentId);
    /// Whether some value, a restated one among them, stands in the document.
    [[nodiscard]] Result<bool> reportsFrom(const QString &documentId) const;
    /// Ordered by id; empty for a company that the user never imported.
    [[nodiscard]] Result<QList<Fact>> facts(const QString &companyId) const;
    /// What one document says of a company, with the values that it reports, though a later one may say otherwise.
    /// Ordered by id.
    [[nodiscard]] Result<QList<Fact>> factsOfDocument(const QString &companyId, const QString &documentId) const;
    /// Ordered by id.
    [[nodiscard]] Result<QList<Company>> companies() const;
    /// Newest first.
    [[nodiscard]] Result<QList<ImportRecord>> imports() const;

    /// Grows with every change by any instance; a cache over this store compares it.
    [[nodiscard]] Result<qint64> changeCounter() const;
    /// Of each company a text that changes with all that is stored of it and never comes again, on any machine: for the
    /// keys of what is derived from its facts.
    [[nodiscard]] Result<QMap<QString, QString>> versions() const;

private:
    std::shared_ptr<Database> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
