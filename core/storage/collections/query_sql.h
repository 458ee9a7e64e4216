// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/collections/collection_schema.h"
#include "storage/collections/document_query.h"

#include <QJsonObject>
#include <QSqlQuery>

namespace consultantos {

/// A statement with the values of its placeholders.
struct BoundStatement {
    QString sql;
    QVariantList values;
};

/// The page of `query`, with one row more than asked for, by which the end is known. Rows are id, version, created_at,
/// updated_at, then the body or the columns in the schema's order without TextLists. InvalidArgument for a column that
/// isn't there, a value of another kind, a limit out of its range, a cursor of another query.
[[nodiscard]] Result<BoundStatement> pageStatement(const CollectionSchema &schema, const DocumentQuery &query);
/// How many documents match.
[[nodiscard]] Result<BoundStatement> countStatement(const CollectionSchema &schema,
                                                    const QList<DocumentFilter> &filters);

/// The cursor after a row of a query that has it as its last.
[[nodiscard]] QString cursorAfter(const CollectionSchema &schema, const DocumentQuery &query,
                                  const StoredDocument &last, const QVariantMap &columns);

/// Everything of a query that changes its answer, as text.
[[nodiscard]] QByteArray fingerprintOf(const CollectionSchema &schema, const DocumentQuery &query);

/// The values of a document's columns in the schema's order; a QStringList for a TextList. InvalidArgument where the
/// document has a value of another kind.
[[nodiscard]] Result<QVariantList> columnValues(const CollectionSchema &schema, const QJsonObject &body);

/// A column's value as users of a collection see it, of one as the database has it.
[[nodiscard]] QVariant shownValue(ColumnKind kind, const QVariant &stored);

} // namespace consultantos
