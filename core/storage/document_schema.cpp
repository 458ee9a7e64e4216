// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_repository.h"

#include "storage/database.h"
#include "storage/document_rows.h"
#include "storage/postgres/postgres_full_text.h"

namespace consultantos {
namespace {

/// Version 1 for PostgreSQL, where the index is a column of the passages.
QStringList postgresDocuments()
{
    return QStringList{
               QStringLiteral("CREATE TABLE documents(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT "
                              "NOT NULL, path TEXT NOT NULL, format TEXT NOT NULL, title TEXT, date TEXT, pages "
                              "INTEGER NOT NULL, passages INTEGER NOT NULL, facts INTEGER NOT NULL, company_id TEXT, "
                              "company_name TEXT, fiscal_year INTEGER NOT NULL, imported_at INTEGER NOT NULL, warnings "
                              "TEXT, superseded_by TEXT)"),
               QStringLiteral("CREATE INDEX documents_path ON documents(path)"),
               QStringLiteral("CREATE INDEX documents_company ON documents(company_id)"),
               QStringLiteral("CREATE TABLE passages(number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES "
                              "documents(number) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind INTEGER NOT NULL, "
                              "page INTEGER NOT NULL, \"offset\" INTEGER NOT NULL, section TEXT, area TEXT, text TEXT "
                              "NOT NULL)"),
               QStringLiteral("CREATE UNIQUE INDEX passages_place ON passages(document, ordinal)"),
               QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)"),
               QStringLiteral("INSERT INTO counters VALUES('changes', 0)")}
           + postgresTextIndex(passageIndex().name, passageIndex().table, passageIndex().column, true);
}

} // namespace

DatabaseSchema DocumentRepository::schema()
{
    return {QCoreApplication::translate("storage", "The document store"),
            0x434F444F, // "CODO"
            {{1,
              {QStringLiteral(
                   "CREATE TABLE documents(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
                   "name TEXT NOT NULL, path TEXT NOT NULL, format TEXT NOT NULL, title TEXT, date TEXT, "
                   "pages INTEGER NOT NULL, passages INTEGER NOT NULL, facts INTEGER NOT NULL, company_id TEXT, "
                   "company_name TEXT, fiscal_year INTEGER NOT NULL, imported_at INTEGER NOT NULL, warnings TEXT, "
                   "superseded_by TEXT)"),
               QStringLiteral("CREATE INDEX documents_path ON documents(path)"),
               QStringLiteral("CREATE INDEX documents_company ON documents(company_id)"),
               QStringLiteral("CREATE TABLE passages(number INTEGER PRIMARY KEY, document INTEGER NOT NULL "
                              "REFERENCES documents(number) ON DELETE CASCADE, ordinal INTEGER NOT NULL, "
                              "kind INTEGER NOT NULL, page INTEGER NOT NULL, offset INTEGER NOT NULL, section TEXT, "
                              "area TEXT, text TEXT NOT NULL)"),
               QStringLiteral("CREATE UNIQUE INDEX passages_place ON passages(document, ordinal)"),
               QStringLiteral("CREATE VIRTUAL TABLE passage_text USING fts5(text, content = 'passages', "
                              "content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2')"),
               // Earlier versions are out of the index already.
               QStringLiteral("CREATE TRIGGER passages_leave_search BEFORE DELETE ON documents "
                              "WHEN old.superseded_by IS NULL BEGIN "
                              "INSERT INTO passage_text(passage_text, rowid, text) "
                              "SELECT 'delete', number, text FROM passages WHERE document = old.number; END"),
               QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"),
               QStringLiteral("INSERT INTO counters VALUES('changes', 0)")},
              postgresDocuments()},
             // Which headings stand above which: risk factors are told from their groups by it.
             {2, {QStringLiteral("ALTER TABLE passages ADD COLUMN level INTEGER NOT NULL DEFAULT 0")}},
             {3,
              {QStringLiteral("INSERT INTO counters VALUES('version', random())")},
              {QStringLiteral("INSERT INTO counters VALUES('version', hashtextextended(gen_random_uuid()::text, 0))")}},
             {4,
              {QStringLiteral("CREATE TABLE passage_vectors(passage INTEGER PRIMARY KEY "
                              "REFERENCES passages(number) ON DELETE CASCADE, embedder TEXT NOT NULL, "
                              "vector BLOB NOT NULL)")}},
             // By the content's id and without a reference: the mark outlives the document.
             {5, {QStringLiteral("CREATE TABLE never_sent(document TEXT PRIMARY KEY) WITHOUT ROWID")}},
             {6,
              {QStringLiteral("DROP INDEX documents_path"),
               QStringLiteral("CREATE INDEX documents_by_path ON documents(path, imported_at DESC, number DESC) "
                              "WHERE superseded_by IS NULL"),
               QStringLiteral("CREATE INDEX documents_by_time ON documents(imported_at DESC, number DESC) "
                              "WHERE superseded_by IS NULL"),
               QStringLiteral("CREATE INDEX documents_superseded ON documents(imported_at DESC, number DESC) "
                              "WHERE superseded_by IS NOT NULL")}},
             {7, {}, postgresSearchFunctions(passageIndex().name, passageIndex().table, true)}}};
}

} // namespace consultantos
