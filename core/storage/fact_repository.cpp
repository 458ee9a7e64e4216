// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/fact_repository.h"

#include "base/json.h"
#include "storage/change_counter.h"
#include "storage/database.h"
#include "storage/fact_rows.h"
#include "storage/restatement.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>
#include <QTimeZone>

namespace consultantos {
namespace {

/// Never comes again.
QString newVersion()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16);
}

/// Companies of which some report stands in the document.
Result<QStringList> companiesIn(const Connection &connection, const QString &documentId)
{
    const auto mark = QStringLiteral("\"document\":\"%1\"").arg(documentId);
    auto rows = connection.run(
        QStringLiteral("SELECT company_id FROM facts WHERE replace(place, ?, '') <> place UNION "
                       "SELECT company_id FROM fact_reports WHERE replace(place, ?, '') <> place ORDER BY company_id"),
        {mark, mark});
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList companies;
    while (rows->next())
        companies.append(rows->value(0).toString());
    if (auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return companies;
}

Status withdrawFrom(const Connection &connection, const QString &companyId, const QString &documentId)
{
    const auto stored = readFacts(connection, companyId);
    if (!stored)
        return tl::unexpected(stored.error());
    auto clear = connection.prepare(QStringLiteral("DELETE FROM facts WHERE company_id = ? AND id = ?"));
    if (!clear)
        return tl::unexpected(clear.error());
    StoredFacts kept;
    for (const auto &known : *stored) {
        auto reports = sourcedReports(known);
        const auto isOfDocument = [&](const SourcedReport &one) { return one.report.place.document == documentId; };
        if (reports.removeIf(isOfDocument) == 0)
            continue;
        if (auto done = connection.exec(*clear, {companyId, known.fact.id}); !done)
            return done;
        if (reports.isEmpty())
            continue;
        kept.insert(known.fact.id, toldBy(known.fact, std::move(reports)));
    }
    if (auto written = writeFacts(connection, companyId, kept); !written)
        return written;
    const auto renewed =
        connection.run(QStringLiteral("UPDATE companies SET version = ? WHERE id = ?"), {newVersion(), companyId});
    if (!renewed)
        return tl::unexpected(renewed.error());
    const auto done = connection.run(QStringLiteral("DELETE FROM companies WHERE id = ? AND NOT EXISTS "
                                                    "(SELECT 1 FROM facts WHERE company_id = companies.id)"),
                                     {companyId});
    return done ? Status() : Status(tl::unexpected(done.error()));
}

/// A company and the JSON that the store has, or is to have, of it.
struct WrittenCompany {
    const Company &company;
    QString body;
};

struct ImportMark {
    QString sourceFile;
    QDateTime at; ///< UTC
};

QString bodyOf(const Company &company)
{
    return QString::fromUtf8(QJsonDocument(toJson(company)).toJson(QJsonDocument::Compact));
}

/// Empty for a company that the store doesn't have.
Result<QString> knownBody(const Connection &connection, const QString &companyId)
{
    return connection.scalar(QStringLiteral("SELECT body FROM companies WHERE id = ?"), {companyId})
        .map([](const QVariant &body) { return body.toString(); });
}

Result<ImportOutcome> storeFacts(const Connection &connection, const WrittenCompany &written, const QList<Fact> &facts,
                                 const ImportMark &mark)
{
    const auto &[company, body] = written;
    auto stored = readFacts(connection, company.id);
    if (!stored)
        return tl::unexpected(stored.error());

    ImportOutcome outcome;
    StoredFacts changed;
    for (const auto &fact : facts) {
        const auto known = stored->find(fact.id);
        const auto *before = known == stored->end() ? nullptr : &known.value();
        auto after = merged(before, fact);
        if (before && after.fact == before->fact) {
            ++outcome.unchanged;
            if (after.others == before->others)
                continue;
        } else if (before) {
            ++outcome.updated;
            outcome.restated += after.fact.value() != before->fact.value() ? 1 : 0;
        } else {
            ++outcome.added;
        }
        changed.insert(fact.id, after);
        stored->insert(fact.id, std::move(after));
    }

    const auto known = knownBody(connection, company.id);
    if (!known)
        return tl::unexpected(known.error());
    if (changed.isEmpty() && *known == body)
        return outcome;
    const auto writeCompany =
        connection.run(QStringLiteral("INSERT INTO companies(id, body, version) VALUES(?, ?, ?) "
                                      "ON CONFLICT(id) DO UPDATE SET body = excluded.body, version = excluded.version"),
                       {company.id, body, newVersion()});
    if (!writeCompany)
        return tl::unexpected(writeCompany.error());
    if (auto done = writeFacts(connection, company.id, changed); !done)
        return tl::unexpected(done.error());
    const auto recorded = connection.run(
        QStringLiteral("INSERT INTO imports(company_id, source_file, imported_at, added, updated, restated, unchanged) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?)"),
        {company.id, QFileInfo(mark.sourceFile).fileName(), mark.at.toMSecsSinceEpoch(), outcome.added, outcome.updated,
         outcome.restated, outcome.unchanged});
    if (!recorded)
        return tl::unexpected(recorded.error());
    return countChange(connection).map([&] { return outcome; });
}

Status withdrawDocument(const Connection &connection, const QString &documentId)
{
    const auto companies = companiesIn(connection, documentId);
    if (!companies)
        return tl::unexpected(companies.error());
    if (companies->isEmpty())
        return {};
    for (const auto &companyId : *companies) {
        if (auto withdrawn = withdrawFrom(connection, companyId, documentId); !withdrawn)
            return withdrawn;
    }
    return countChange(connection);
}

Status checkFacts(const Company &company, const QList<Fact> &facts)
{
    if (company.id.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "Facts of a company without an id can't be stored."));
    for (const auto &fact : facts) {
        if (fact.companyId != company.id
            || fact.id
                   != factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("storage", "The fact %1 doesn't belong to the company %2.")
                            .arg(fact.id, company.id));
    }
    return {};
}

} // namespace

FactRepository::FactRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

DatabaseSchema FactRepository::schema()
{
    const auto reportColumns =
        QStringLiteral("value REAL NOT NULL, accession TEXT, form TEXT, filed TEXT, fiscal_year INTEGER NOT NULL, "
                       "fiscal_period TEXT");
    return {
        QCoreApplication::translate("storage", "The facts store"),
        0x434F4654, // "COFT"
        {{1,
          {QStringLiteral("CREATE TABLE companies(id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"),
           QStringLiteral(
               "CREATE TABLE facts(company_id TEXT NOT NULL REFERENCES companies(id) ON DELETE CASCADE, "
               "id TEXT NOT NULL, taxonomy TEXT NOT NULL, tag TEXT NOT NULL, unit TEXT NOT NULL, start TEXT, "
               "\"end\" TEXT NOT NULL, %1, source TEXT, PRIMARY KEY(company_id, id)) WITHOUT ROWID")
               .arg(reportColumns),
           QStringLiteral("CREATE TABLE fact_reports(company_id TEXT NOT NULL, fact_id TEXT NOT NULL, "
                          "position INTEGER NOT NULL, %1, PRIMARY KEY(company_id, fact_id, position), "
                          "FOREIGN KEY(company_id, fact_id) REFERENCES facts(company_id, id) ON DELETE CASCADE) "
                          "WITHOUT ROWID")
               .arg(reportColumns),
           QStringLiteral("CREATE TABLE imports(number INTEGER PRIMARY KEY AUTOINCREMENT, company_id TEXT NOT NULL, "
                          "source_file TEXT, imported_at INTEGER NOT NULL, added INTEGER NOT NULL, "
                          "updated INTEGER NOT NULL, restated INTEGER NOT NULL, unchanged INTEGER NOT NULL)"),
           QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"),
           QStringLiteral("INSERT INTO counters VALUES('changes', 0)")}},
         {2,
          {QStringLiteral("ALTER TABLE facts ADD COLUMN place TEXT"),
           QStringLiteral("ALTER TABLE facts ADD COLUMN dimensions TEXT"),
           QStringLiteral("ALTER TABLE fact_reports ADD COLUMN place TEXT")}},
         {3,
          {QStringLiteral("ALTER TABLE companies ADD COLUMN version TEXT NOT NULL DEFAULT ''"),
           QStringLiteral("UPDATE companies SET version = lower(hex(randomblob(8)))")},
          {QStringLiteral("ALTER TABLE companies ADD COLUMN version TEXT NOT NULL DEFAULT ''")}},
         // Which source stands again once the one after it is withdrawn.
         {4, {QStringLiteral("ALTER TABLE fact_reports ADD COLUMN source TEXT")}}}};
}

Result<ImportOutcome> FactRepository::store(const Company &company, const QList<Fact> &facts, const QString &sourceFile)
{
    const auto use = m_database->measure("batch_set", "facts");
    use.countBatch(facts.size());
    if (auto checked = checkFacts(company, facts); !checked)
        return tl::unexpected(checked.error());
    return m_database->change([&](const Connection &connection) {
        return storeFacts(connection, {company, bodyOf(company)}, facts, {sourceFile, m_clock->nowUtc()});
    });
}

Result<ImportOutcome> FactRepository::replace(const QString &documentId, const Company &ifUnknown,
                                              const QList<Fact> &facts, const QString &sourceFile)
{
    const auto use = m_database->measure("batch_set", "facts");
    use.countBatch(facts.size());
    if (auto checked = checkFacts(ifUnknown, facts); !checked)
        return tl::unexpected(checked.error());
    return m_database->change([&](const Connection &connection) -> Result<ImportOutcome> {
        // Before the document goes: the company may go with it.
        const auto known = knownBody(connection, ifUnknown.id);
        if (!known)
            return tl::unexpected(known.error());
        if (const auto withdrawn = withdrawDocument(connection, documentId); !withdrawn)
            return tl::unexpected(withdrawn.error());
        return storeFacts(connection, {ifUnknown, known->isEmpty() ? bodyOf(ifUnknown) : *known}, facts,
                          {sourceFile, m_clock->nowUtc()});
    });
}

Status FactRepository::withdraw(const QString &documentId)
{
    const auto use = m_database->measure("delete", "facts");
    return m_database->change([&](const Connection &connection) { return withdrawDocument(connection, documentId); });
}

Result<bool> FactRepository::reportsFrom(const QString &documentId) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return companiesIn(**connection, documentId).map([](const QStringList &companies) { return !companies.isEmpty(); });
}

Result<QList<Fact>> FactRepository::facts(const QString &companyId) const
{
    const auto use = m_database->measure("query", "facts");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto stored = readFacts(**connection, companyId);
    if (!stored)
        return tl::unexpected(stored.error());
    QList<Fact> facts;
    facts.reserve(stored->size());
    for (auto &entry : *stored) {
        lendPlace(entry.fact, allReports(entry));
        facts.append(std::move(entry.fact));
    }
    return facts;
}

Result<QList<Fact>> FactRepository::factsOfDocument(const QString &companyId, const QString &documentId) const
{
    const auto use = m_database->measure("query", "facts");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto stored = readFacts(**connection, companyId);
    if (!stored)
        return tl::unexpected(stored.error());
    QList<Fact> facts;
    for (const auto &entry : *stored) {
        for (const auto &[report, source] : sourcedReports(entry)) {
            if (report.place.document != documentId)
                continue;
            facts.append(entry.fact);
            facts.last().latest = report;
            facts.last().earlier.clear();
            if (!source.isEmpty())
                facts.last().source = source;
            break;
        }
    }
    return facts;
}

Result<QList<Company>> FactRepository::companies() const
{
    const auto use = m_database->measure("query", "facts");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(QStringLiteral("SELECT id, body FROM companies ORDER BY id"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Company> companies;
    while (rows->next()) {
        const auto object = json::parseObject(
            rows->value(1).toString().toUtf8(),
            QCoreApplication::translate("storage", "The stored company %1").arg(rows->value(0).toString()));
        if (!object)
            return tl::unexpected(object.error());
        companies.append(companyFromJson(*object));
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return companies;
}

Result<QList<ImportRecord>> FactRepository::imports() const
{
    const auto use = m_database->measure("query", "facts");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows =
        (*connection)
            ->run(QStringLiteral("SELECT company_id, source_file, imported_at, added, updated, restated, unchanged "
                                 "FROM imports ORDER BY number DESC"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<ImportRecord> records;
    while (rows->next()) {
        records.append(
            {rows->value(0).toString(),
             rows->value(1).toString(),
             QDateTime::fromMSecsSinceEpoch(rows->value(2).toLongLong(), QTimeZone::utc()),
             {rows->value(3).toInt(), rows->value(4).toInt(), rows->value(5).toInt(), rows->value(6).toInt()}});
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return records;
}

Result<qint64> FactRepository::changeCounter() const
{
    return countedChanges(*m_database);
}

Result<QMap<QString, QString>> FactRepository::versions() const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(QStringLiteral("SELECT id, version FROM companies"));
    if (!rows)
        return tl::unexpected(rows.error());
    QMap<QString, QString> versions;
    while (rows->next())
        versions.insert(rows->value(0).toString(), rows->value(1).toString());
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return versions;
}

} // namespace consultantos
