// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/original_repository.h"

#include "storage/database.h"

#include <QCoreApplication>

namespace consultantos {

OriginalRepository::OriginalRepository(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

DatabaseSchema OriginalRepository::schema()
{
    return {QCoreApplication::translate("storage", "The document store"),
            0x434F4F52, // "COOR"
            {{1,
              {QStringLiteral("CREATE TABLE originals(document TEXT PRIMARY KEY, format TEXT NOT NULL, body BLOB NOT "
                              "NULL)")}}}};
}

Status OriginalRepository::keep(const QString &documentId, const OriginalFile &file)
{
    const auto use = m_database->measure("set", "originals");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // Asked first: the bytes needn't travel then.
    const auto known =
        (*connection)->scalar(QStringLiteral("SELECT 1 FROM originals WHERE document = ?"), {documentId});
    if (!known)
        return tl::unexpected(known.error());
    if (known->isValid())
        return {};
    return (*connection)
        ->run(QStringLiteral("INSERT INTO originals(document, format, body) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"),
              {documentId, file.format, file.bytes})
        .map([](const QSqlQuery &) {});
}

Result<bool> OriginalRepository::contains(const QString &documentId) const
{
    const auto use = m_database->measure("get", "originals");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)
        ->scalar(QStringLiteral("SELECT 1 FROM originals WHERE document = ?"), {documentId})
        .map([](const QVariant &found) { return found.isValid(); });
}

Result<OriginalFile> OriginalRepository::find(const QString &documentId) const
{
    const auto use = m_database->measure("get", "originals");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto row =
        (*connection)->run(QStringLiteral("SELECT format, body FROM originals WHERE document = ?"), {documentId});
    if (!row)
        return tl::unexpected(row.error());
    if (row->next())
        return OriginalFile{row->value(0).toString(), row->value(1).toByteArray()};
    if (auto status = (*connection)->statusOf(*row); !status)
        return tl::unexpected(status.error());
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "There is no document %1 in the store.").arg(documentId));
}

Status OriginalRepository::remove(const QString &documentId)
{
    const auto use = m_database->measure("delete", "originals");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)
        ->run(QStringLiteral("DELETE FROM originals WHERE document = ?"), {documentId})
        .map([](const QSqlQuery &) {});
}

} // namespace consultantos
