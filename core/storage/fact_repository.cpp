// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/fact_repository.h"

#include "base/json.h"
#include "storage/change_counter.h"
#include "storage/database.h"
#include "storage/restatement.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {
namespace {

QVariant dateToSql(const QDate &date)
{
    return date.isValid() ? QVariant(date.toString(Qt::ISODate)) : QVariant(QString());
}

QDate dateFromSql(const QVariant &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

QVariant placeToSql(const FactPlace &place)
{
    return place.isEmpty() ? QVariant()
                           : QString::fromUtf8(QJsonDocument(toJson(place)).toJson(QJsonDocument::Compact));
}

FactPlace placeFromSql(const QVariant &value)
{
    return value.isNull() ? FactPlace()
                          : factPlaceFromJson(QJsonDocument::fromJson(value.toString().toUtf8()).object());
}

/// A fact with every report that was ever read of it, also those of equal value that Fact::earlier leaves out: without
/// them a report imported later could fall between two that looked like one.
struct StoredFact {
    Fact fact;
    QList<FactReport> others; ///< all but the latest, oldest first
};

using StoredFacts = QMap<QString, StoredFact>;

QList<FactReport> allReports(const StoredFact &stored)
{
    auto reports = stored.others;
    reports.append(stored.fact.latest);
    return reports;
}

Result<StoredFacts> readFacts(const Connection &connection, const QString &companyId)
{
    StoredFacts facts;
    auto rows = connection.run(
        QStringLiteral("SELECT id, taxonomy, tag, unit, start, \"end\", value, accession, form, filed, fiscal_year, "
                       "fiscal_period, source, place, dimensions FROM facts WHERE company_id = ? ORDER BY id"),
        {companyId});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        Fact fact;
        fact.id = rows->value(0).toString();
        fact.companyId = companyId;
        fact.taxonomy = rows->value(1).toString();
        fact.tag = rows->value(2).toString();
        fact.unit = rows->value(3).toString();
        const auto start = dateFromSql(rows->value(4));
        if (start.isValid())
            fact.start = start;
        fact.end = dateFromSql(rows->value(5));
        fact.latest = {rows->value(6).toDouble(),    rows->value(7).toString(), rows->value(8).toString(),
                       dateFromSql(rows->value(9)),  rows->value(10).toInt(),   rows->value(11).toString(),
                       placeFromSql(rows->value(13))};
        fact.source = rows->value(12).toString();
        fact.dimensions = rows->value(14).toString();
        const auto id = fact.id;
        facts.insert(id, {std::move(fact), {}});
    }
    if (auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    auto reports = connection.run(
        QStringLiteral(
            "SELECT fact_id, value, accession, form, filed, fiscal_year, fiscal_period, place FROM fact_reports "
            "WHERE company_id = ? ORDER BY fact_id, position"),
        {companyId});
    if (!reports)
        return tl::unexpected(reports.error());
    while (reports->next()) {
        facts[reports->value(0).toString()].others.append({reports->value(1).toDouble(), reports->value(2).toString(),
                                                           reports->value(3).toString(), dateFromSql(reports->value(4)),
                                                           reports->value(5).toInt(), reports->value(6).toString(),
                                                           placeFromSql(reports->value(7))});
    }
    if (auto status = connection.statusOf(*reports); !status)
        return tl::unexpected(status.error());
    for (auto &stored : facts) {
        if (!stored.others.isEmpty())
            setReports(stored.fact, allReports(stored));
    }
    return facts;
}

/// Adds what `fact` reports to what is stored; the reports come out sorted, each once.
StoredFact merged(const StoredFact *known, const Fact &fact)
{
    auto reports = reportsOf(fact);
    StoredFact result{fact, {}};
    if (known) {
        result.fact = mergeFacts(known->fact, fact);
        reports += allReports(*known);
    }
    std::sort(reports.begin(), reports.end(), reportedBefore);
    reports.erase(std::unique(reports.begin(), reports.end()), reports.end());
    setReports(result.fact, reports);
    reports.removeLast();
    result.others = std::move(reports);
    return result;
}

/// Never comes again.
QString newVersion()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16);
}

Status writeFacts(const Connection &connection, const QString &companyId, const StoredFacts &changed)
{
    QList<QVariantList> facts;
    QList<QVariantList> cleared;
    QList<QVariantList> reports;
    facts.reserve(changed.size());
    for (const auto &[f, others] : changed) {
        const auto &latest = f.latest;
        facts.append({companyId, f.id, f.taxonomy, f.tag, f.unit, dateToSql(f.start.value_or(QDate())),
                      dateToSql(f.end), latest.value, latest.accession, latest.form, dateToSql(latest.filed),
                      latest.fiscalYear, latest.fiscalPeriod, f.source, placeToSql(latest.place), f.dimensions});
        if (others.isEmpty())
            continue;
        cleared.append({companyId, f.id});
        for (int position = 0; position < int(others.size()); ++position) {
            const auto &r = others[position];
            reports.append({companyId, f.id, position, r.value, r.accession, r.form, dateToSql(r.filed), r.fiscalYear,
                            r.fiscalPeriod, placeToSql(r.place)});
        }
    }
    const auto written = connection.runAll(
        QStringLiteral(
            "INSERT INTO facts(company_id, id, taxonomy, tag, unit, start, \"end\", value, accession, form, filed, "
            "fiscal_year, fiscal_period, source, place, dimensions) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(company_id, id) DO UPDATE SET "
            "value = excluded.value, accession = excluded.accession, form = excluded.form, filed = excluded.filed, "
            "fiscal_year = excluded.fiscal_year, fiscal_period = excluded.fiscal_period, source = excluded.source, "
            "place = excluded.place"),
        facts);
    return written
        .and_then([&] {
            return connection.runAll(QStringLiteral("DELETE FROM fact_reports WHERE company_id = ? AND fact_id = ?"),
                                     cleared);
        })
        .and_then([&] {
            return connection.runAll(QStringLiteral("INSERT INTO fact_reports(company_id, fact_id, position, value, "
                                                    "accession, form, filed, fiscal_year, fiscal_period, place) "
                                                    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                                     reports);
        });
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
        auto reports = allReports(known);
        if (reports.removeIf([&](const FactReport &report) { return report.place.document == documentId; }) == 0)
            continue;
        if (auto done = connection.exec(*clear, {companyId, known.fact.id}); !done)
            return done;
        if (reports.isEmpty())
            continue;
        auto fact = known;
        setReports(fact.fact, reports);
        reports.removeLast();
        fact.others = std::move(reports);
        kept.insert(fact.fact.id, fact);
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
          {QStringLiteral("ALTER TABLE companies ADD COLUMN version TEXT NOT NULL DEFAULT ''")}}}};
}

Result<ImportOutcome> FactRepository::store(const Company &company, const QList<Fact> &facts, const QString &sourceFile)
{
    const auto use = m_database->measure("batch_set", "facts");
    use.countBatch(facts.size());
    if (auto checked = checkFacts(company, facts); !checked)
        return tl::unexpected(checked.error());
    return m_database->change([&](const Connection &connection) -> Result<ImportOutcome> {
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

        const auto body = QString::fromUtf8(QJsonDocument(toJson(company)).toJson(QJsonDocument::Compact));
        const auto knownBody =
            connection.scalar(QStringLiteral("SELECT body FROM companies WHERE id = ?"), {company.id});
        if (!knownBody)
            return tl::unexpected(knownBody.error());
        if (changed.isEmpty() && knownBody->toString() == body)
            return outcome;
        const auto writeCompany = connection.run(
            QStringLiteral("INSERT INTO companies(id, body, version) VALUES(?, ?, ?) "
                           "ON CONFLICT(id) DO UPDATE SET body = excluded.body, version = excluded.version"),
            {company.id, body, newVersion()});
        if (!writeCompany)
            return tl::unexpected(writeCompany.error());
        if (auto written = writeFacts(connection, company.id, changed); !written)
            return tl::unexpected(written.error());
        const auto recorded = connection.run(
            QStringLiteral(
                "INSERT INTO imports(company_id, source_file, imported_at, added, updated, restated, unchanged) "
                "VALUES(?, ?, ?, ?, ?, ?, ?)"),
            {company.id, QFileInfo(sourceFile).fileName(), m_clock->nowUtc().toMSecsSinceEpoch(), outcome.added,
             outcome.updated, outcome.restated, outcome.unchanged});
        if (!recorded)
            return tl::unexpected(recorded.error());
        return countChange(connection).map([&] { return outcome; });
    });
}

Status FactRepository::withdraw(const QString &documentId)
{
    const auto use = m_database->measure("delete", "facts");
    return m_database->change([&](const Connection &connection) -> Status {
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
    });
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
        for (const auto &report : allReports(entry)) {
            if (report.place.document != documentId)
                continue;
            facts.append(entry.fact);
            facts.last().latest = report;
            facts.last().earlier.clear();
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
