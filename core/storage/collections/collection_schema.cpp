// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/collection_schema.h"

#include "storage/quoted_name.h"

namespace consultantos {
namespace {

/// Types that SQLite takes by their affinity and other databases by their name.
QString sqlType(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Real:
        return QStringLiteral("DOUBLE PRECISION");
    case ColumnKind::Integer:
    case ColumnKind::Flag:
    case ColumnKind::Time:
        return QStringLiteral("BIGINT");
    case ColumnKind::Text:
    case ColumnKind::TextList:
        break;
    }
    return QStringLiteral("TEXT");
}

} // namespace

CollectionIndex CollectionIndex::of(const QString &text)
{
    CollectionIndex index;
    const auto parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const auto &part : parts) {
        const auto words = part.simplified().split(QLatin1Char(' '));
        index.parts.append({words.first(), words.value(1).compare(QLatin1String("desc"), Qt::CaseInsensitive) == 0});
    }
    return index;
}

std::optional<CollectionColumn> CollectionSchema::column(const QString &columnName) const
{
    for (const auto &known : columns) {
        if (known.name == columnName)
            return known;
    }
    if (columnName == QLatin1String("id"))
        return CollectionColumn{columnName, ColumnKind::Text, {}, QString()};
    if (columnName == QLatin1String("version"))
        return CollectionColumn{columnName, ColumnKind::Integer, {}, 0};
    if (columnName == QLatin1String("created_at") || columnName == QLatin1String("updated_at"))
        return CollectionColumn{columnName, ColumnKind::Time, {}, 0};
    return std::nullopt;
}

QString CollectionSchema::listTable(const QString &columnName) const
{
    return name + QLatin1Char('_') + columnName;
}

QStringList CollectionSchema::indexStatements() const
{
    QStringList statements;
    for (const auto &text : indexes) {
        auto index = CollectionIndex::of(text);
        // Ties are told apart by id, so that a page goes on where the last one ended; without it in the index they would
        // have to be sorted.
        if (!index.parts.isEmpty() && index.parts.last().column != QLatin1String("id"))
            index.parts.append({QStringLiteral("id"), index.parts.last().isDescending});
        QStringList names{name};
        QStringList parts;
        for (const auto &part : std::as_const(index.parts)) {
            if (part.column != QLatin1String("id"))
                names.append(part.column + (part.isDescending ? QStringLiteral("_desc") : QString()));
            parts.append(quotedName(part.column) + (part.isDescending ? QStringLiteral(" DESC") : QString()));
        }
        statements.append(QStringLiteral("CREATE INDEX %1 ON %2(%3)")
                              .arg(names.join(QLatin1Char('_')), name, parts.join(QStringLiteral(", "))));
    }
    for (const auto &column : columns) {
        if (column.kind == ColumnKind::TextList)
            statements.append(QStringLiteral("CREATE INDEX %1_document ON %1(document)").arg(listTable(column.name)));
    }
    return statements;
}

QStringList CollectionSchema::createStatements() const
{
    QString own;
    QStringList lists;
    for (const auto &column : columns) {
        if (column.kind == ColumnKind::TextList) {
            lists.append(QStringLiteral("CREATE TABLE %1(value TEXT NOT NULL, document TEXT NOT NULL REFERENCES %2(id) "
                                        "ON DELETE CASCADE, PRIMARY KEY(value, document))")
                             .arg(listTable(column.name), name));
            continue;
        }
        own += quotedName(column.name) + QLatin1Char(' ') + sqlType(column.kind)
               + (column.whenMissing.isValid() ? QStringLiteral(" NOT NULL, ") : QStringLiteral(", "));
    }
    // The body stands last: a row's columns are then read without the pages over which a long body runs.
    return QStringList{QStringLiteral("CREATE TABLE %1(id TEXT PRIMARY KEY NOT NULL, version BIGINT NOT NULL, "
                                      "created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, %2body BLOB NOT NULL)")
                           .arg(name, own)}
           + lists + indexStatements()
           + QStringList{
               QStringLiteral("CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value BIGINT NOT NULL)"),
               QStringLiteral("INSERT INTO counters(name, value) VALUES('version:%1', 0)").arg(name),
               QStringLiteral("INSERT INTO counters(name, value) VALUES('state:%1', 0)").arg(name)};
}

DatabaseSchema collectionsSchema(const QString &title, quint32 applicationId,
                                 const QList<CollectionSchema> &collections)
{
    QStringList statements;
    for (const auto &collection : collections)
        statements += collection.createStatements();
    return {title, applicationId, {{1, statements}}};
}

} // namespace consultantos
