// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QVariant>
#include <QVariantMap>

namespace consultantos {

/// A document as it is stored.
struct StoredDocument {
    QString id;
    qint64 version = 0; ///< grows with each write; no other state of this or any document of the collection ever has it
    QDateTime createdAt; ///< UTC
    QDateTime updatedAt; ///< UTC
    QJsonObject body;    ///< empty where a query asked for columns alone
    QVariantMap columns; ///< by name, where a query asked for columns alone: texts, numbers, bools, QDateTimes

    bool operator==(const StoredDocument &) const = default;
};

enum class FilterOperator {
    Equal,    ///< an invalid value: where the document has none
    NotEqual, ///< documents that have another value; an invalid one: those that have any
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,            ///< a list of up to 500 values
    ArrayContains, ///< of a TextList
    Prefix,        ///< of a Text, by code points: capitals matter
};

struct DocumentFilter {
    QString column;
    FilterOperator is = FilterOperator::Equal;
    QVariant value; ///< of the column's kind; QDateTime for a time; a QVariantList or QStringList for In
};

struct DocumentOrder {
    QString column;
    bool isDescending = false;
};

/// All filters hold at once.
struct DocumentQuery {
    static constexpr int MostLimit = 5'000;

    QList<DocumentFilter> filters{};
    QList<DocumentOrder> orderBy{}; ///< empty: by id; ties go by id in the direction of the last
    int limit = 100;                ///< 1 to MostLimit: documents of a page
    QString cursor{};               ///< of the page before, with the same filters and order; empty: the first page
    bool withBody = true;           ///< false: columns alone, which spares reading long bodies
    bool useCache = true;           ///< false: asks the store itself
};

struct QueriedDocuments {
    QList<StoredDocument> documents;
    QString cursor; ///< for the next page; empty: this is the last one

    bool operator==(const QueriedDocuments &) const = default;
};

} // namespace consultantos
