// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/query_sql.h"

#include "storage/quoted_name.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace consultantos {
namespace {

constexpr qsizetype MostInValues = 500;

tl::unexpected<Error> wrong(const QString &message)
{
    return fail(ErrorCode::InvalidArgument, message);
}

QString sqlOperator(FilterOperator is)
{
    switch (is) {
    case FilterOperator::NotEqual:
        return QStringLiteral("<>");
    case FilterOperator::Less:
        return QStringLiteral("<");
    case FilterOperator::LessOrEqual:
        return QStringLiteral("<=");
    case FilterOperator::Greater:
        return QStringLiteral(">");
    case FilterOperator::GreaterOrEqual:
        return QStringLiteral(">=");
    default:
        return QStringLiteral("=");
    }
}

/// The first text after all that begin with `prefix`, in the order of code points; null if there is none.
QString endOfPrefix(const QString &prefix)
{
    auto points = prefix.toUcs4();
    while (!points.isEmpty()) {
        constexpr uint Last = 0x10FFFF;
        constexpr uint FirstSurrogate = 0xD800;
        constexpr uint AfterSurrogates = 0xE000;
        if (points.last() < Last) {
            ++points.last();
            if (points.last() == FirstSurrogate)
                points.last() = AfterSurrogates;
            return QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), points.size());
        }
        points.removeLast();
    }
    return {};
}

/// A filter's value as the database has it; invalid if it is of another kind.
QVariant filterValue(ColumnKind kind, const QVariant &value)
{
    const auto type = value.typeId();
    const bool isNumber = type == QMetaType::Int || type == QMetaType::LongLong || type == QMetaType::UInt
                          || type == QMetaType::Double || type == QMetaType::ULongLong;
    switch (kind) {
    case ColumnKind::Text:
    case ColumnKind::TextList:
        return type == QMetaType::QString ? value : QVariant();
    case ColumnKind::Integer:
    case ColumnKind::Real:
        return isNumber ? value : QVariant();
    case ColumnKind::Flag:
        return type == QMetaType::Bool ? QVariant(qint64(value.toBool())) : QVariant();
    case ColumnKind::Time:
        return type == QMetaType::QDateTime ? QVariant(value.toDateTime().toMSecsSinceEpoch()) : QVariant();
    }
    return {};
}

class StatementWriter {
public:
    explicit StatementWriter(const CollectionSchema &schema)
        : m_schema(schema)
    {
    }

    Status add(const DocumentFilter &filter)
    {
        const auto column = m_schema.column(filter.column);
        if (!column)
            return unknown(filter.column);
        const auto name = quotedName(column->name);
        if ((column->kind == ColumnKind::TextList) != (filter.is == FilterOperator::ArrayContains))
            return wrong(
                QCoreApplication::translate("storage", "\"%1\" can't be compared in this way.").arg(column->name));
        if (filter.is == FilterOperator::In)
            return addIn(*column, filter.value);
        if (!filter.value.isValid()) {
            if (filter.is != FilterOperator::Equal && filter.is != FilterOperator::NotEqual)
                return otherKind(column->name);
            m_conditions.append(
                name
                + (filter.is == FilterOperator::Equal ? QStringLiteral(" IS NULL") : QStringLiteral(" IS NOT NULL")));
            return {};
        }
        const auto value = filterValue(column->kind, filter.value);
        if (!value.isValid())
            return otherKind(column->name);
        if (filter.is == FilterOperator::ArrayContains) {
            m_conditions.append(QStringLiteral("id IN (SELECT document FROM %1 WHERE value = ?)")
                                    .arg(m_schema.listTable(column->name)));
            m_values.append(value);
            return {};
        }
        if (filter.is == FilterOperator::Prefix)
            return addPrefix(*column, value);
        m_conditions.append(QStringLiteral("%1 %2 ?").arg(name, sqlOperator(filter.is)));
        m_values.append(value);
        return {};
    }

    Status add(const QList<DocumentFilter> &filters)
    {
        for (const auto &filter : filters) {
            if (auto added = add(filter); !added)
                return added;
        }
        return {};
    }

    /// What comes after these values in this order.
    void addAfter(const QList<DocumentOrder> &order, const QVariantList &values)
    {
        const bool isOneWay = std::all_of(order.begin(), order.end(), [&order](const auto &one) {
            return one.isDescending == order.first().isDescending;
        });
        if (isOneWay) {
            QStringList names;
            for (const auto &one : order)
                names.append(quotedName(one.column));
            m_conditions.append(QStringLiteral("(%1) %2 (%3)")
                                    .arg(names.join(QStringLiteral(", ")),
                                         order.first().isDescending ? QStringLiteral("<") : QStringLiteral(">"),
                                         QStringList(order.size(), QStringLiteral("?")).join(QStringLiteral(", "))));
            m_values += values;
            return;
        }
        m_conditions.append(after(order, values, 0));
    }

    void addPresent(const QString &column) { m_conditions.append(quotedName(column) + QStringLiteral(" IS NOT NULL")); }

    [[nodiscard]] BoundStatement statement(const QString &select, const QString &end) const
    {
        auto sql = QStringLiteral("SELECT %1 FROM %2").arg(select, m_schema.name);
        if (!m_conditions.isEmpty())
            sql += QStringLiteral(" WHERE ") + m_conditions.join(QStringLiteral(" AND "));
        return {sql + end, m_values};
    }

    static tl::unexpected<Error> unknown(const QString &column)
    {
        return wrong(QCoreApplication::translate("storage", "Documents have no column \"%1\".").arg(column));
    }

private:
    static tl::unexpected<Error> otherKind(const QString &column)
    {
        return wrong(
            QCoreApplication::translate("storage", "The value that \"%1\" is compared with is of another kind.")
                .arg(column));
    }

    Status addIn(const CollectionColumn &column, const QVariant &list)
    {
        const auto wanted = list.toList();
        if (!list.canConvert<QVariantList>() || wanted.size() > MostInValues)
            return otherKind(column.name);
        if (wanted.isEmpty()) {
            m_conditions.append(QStringLiteral("1 = 0"));
            return {};
        }
        for (const auto &one : wanted) {
            auto value = filterValue(column.kind, one);
            if (!value.isValid())
                return otherKind(column.name);
            m_values.append(std::move(value));
        }
        m_conditions.append(QStringLiteral("%1 IN (%2)")
                                .arg(quotedName(column.name),
                                     QStringList(wanted.size(), QStringLiteral("?")).join(QStringLiteral(", "))));
        return {};
    }

    Status addPrefix(const CollectionColumn &column, const QVariant &value)
    {
        if (column.kind != ColumnKind::Text)
            return otherKind(column.name);
        // A range, unlike LIKE, is served by any index and knows no wildcards.
        const auto name = quotedName(column.name);
        m_conditions.append(name + QStringLiteral(" >= ?"));
        m_values.append(value);
        if (const auto end = endOfPrefix(value.toString()); !end.isEmpty()) {
            m_conditions.append(name + QStringLiteral(" < ?"));
            m_values.append(end);
        }
        return {};
    }

    QString after(const QList<DocumentOrder> &order, const QVariantList &values, qsizetype from)
    {
        const auto name = quotedName(order[from].column);
        const auto sign = order[from].isDescending ? QStringLiteral("<") : QStringLiteral(">");
        m_values.append(values[from]);
        if (from + 1 == order.size())
            return QStringLiteral("%1 %2 ?").arg(name, sign);
        // The first half says nothing that the second doesn't, but in a form that an index can serve.
        m_values.append(values[from]);
        m_values.append(values[from]);
        return QStringLiteral("%1 %2= ? AND (%1 %2 ? OR (%1 = ? AND %3))")
            .arg(name, sign, after(order, values, from + 1));
    }

    const CollectionSchema &m_schema;
    QStringList m_conditions;
    QVariantList m_values;
};

/// With the id at its end, unless it is there.
QList<DocumentOrder> wholeOrder(const DocumentQuery &query)
{
    auto order = query.orderBy;
    if (order.isEmpty() || order.last().column != QLatin1String("id"))
        order.append({QStringLiteral("id"), !order.isEmpty() && order.last().isDescending});
    return order;
}

QString shapeHash(const CollectionSchema &schema, const DocumentQuery &query)
{
    auto shape = query;
    shape.cursor.clear();
    shape.limit = 0;
    shape.withBody = true;
    constexpr int Bytes = 9;
    return QString::fromLatin1(QCryptographicHash::hash(fingerprintOf(schema, shape), QCryptographicHash::Sha256)
                                   .left(Bytes)
                                   .toBase64(QByteArray::Base64UrlEncoding));
}

Result<QVariantList> valuesOfCursor(const CollectionSchema &schema, const DocumentQuery &query,
                                    const QList<DocumentOrder> &order)
{
    const auto bytes = QByteArray::fromBase64Encoding(query.cursor.toLatin1(),
                                                      QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                          | QByteArray::AbortOnBase64DecodingErrors);
    const auto array = QJsonDocument::fromJson(*bytes).array();
    const auto bad = wrong(QCoreApplication::translate("storage", "The cursor belongs to another query."));
    if (array.size() != order.size() + 1 || array.first().toString() != shapeHash(schema, query))
        return bad;
    QVariantList values;
    for (qsizetype i = 0; i < order.size(); ++i) {
        const auto kind = schema.column(order[i].column)->kind;
        const auto value = array[i + 1];
        bool isGood = kind == ColumnKind::Real ? value.isDouble() : value.isString();
        if (kind == ColumnKind::Text)
            values.append(value.toString());
        else if (kind == ColumnKind::Real)
            values.append(value.toDouble());
        else
            values.append(value.toString().toLongLong(&isGood));
        if (!isGood)
            return bad;
    }
    return values;
}

} // namespace

Result<BoundStatement> pageStatement(const CollectionSchema &schema, const DocumentQuery &query)
{
    if (query.limit < 1 || query.limit > DocumentQuery::MostLimit)
        return wrong(
            QCoreApplication::translate("storage", "A page has 1 to %1 documents.").arg(DocumentQuery::MostLimit));
    StatementWriter writer(schema);
    if (auto added = writer.add(query.filters); !added)
        return tl::unexpected(added.error());
    const auto order = wholeOrder(query);
    QStringList terms;
    for (const auto &one : order) {
        const auto column = schema.column(one.column);
        if (!column)
            return StatementWriter::unknown(one.column);
        if (column->kind == ColumnKind::TextList)
            return wrong(
                QCoreApplication::translate("storage", "Documents can't be sorted by \"%1\".").arg(one.column));
        // Where "nothing" stands in an order differs between databases.
        if (!column->whenMissing.isValid())
            writer.addPresent(one.column);
        terms.append(quotedName(one.column) + (one.isDescending ? QStringLiteral(" DESC") : QString()));
    }
    if (!query.cursor.isEmpty()) {
        const auto values = valuesOfCursor(schema, query, order);
        if (!values)
            return tl::unexpected(values.error());
        writer.addAfter(order, *values);
    }
    QStringList selected{QStringLiteral("id"), QStringLiteral("version"), QStringLiteral("created_at"),
                         QStringLiteral("updated_at")};
    for (const auto &column : schema.columns) {
        if (column.kind != ColumnKind::TextList)
            selected.append(quotedName(column.name));
    }
    if (query.withBody)
        selected.append(QStringLiteral("body"));
    auto statement = writer.statement(selected.join(QStringLiteral(", ")),
                                      QStringLiteral(" ORDER BY %1 LIMIT ?").arg(terms.join(QStringLiteral(", "))));
    statement.values.append(query.limit + 1);
    return statement;
}

Result<BoundStatement> countStatement(const CollectionSchema &schema, const QList<DocumentFilter> &filters)
{
    StatementWriter writer(schema);
    if (auto added = writer.add(filters); !added)
        return tl::unexpected(added.error());
    return writer.statement(QStringLiteral("count(*)"), {});
}

QString cursorAfter(const CollectionSchema &schema, const DocumentQuery &query, const StoredDocument &last,
                    const QVariantMap &columns)
{
    QJsonArray array{shapeHash(schema, query)};
    const auto order = wholeOrder(query);
    for (const auto &one : order) {
        QVariant value = columns.value(one.column);
        if (one.column == QLatin1String("id"))
            value = last.id;
        else if (one.column == QLatin1String("version"))
            value = last.version;
        else if (one.column == QLatin1String("created_at"))
            value = last.createdAt;
        else if (one.column == QLatin1String("updated_at"))
            value = last.updatedAt;
        switch (schema.column(one.column)->kind) {
        case ColumnKind::Real:
            array.append(value.toDouble());
            break;
        case ColumnKind::Time:
            array.append(QString::number(value.toDateTime().toMSecsSinceEpoch()));
            break;
        case ColumnKind::Text:
            array.append(value.toString());
            break;
        default:
            array.append(QString::number(value.toLongLong()));
        }
    }
    return QString::fromLatin1(QJsonDocument(array)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QByteArray fingerprintOf(const CollectionSchema &schema, const DocumentQuery &query)
{
    QJsonArray filters;
    for (const auto &filter : query.filters)
        filters.append(
            QJsonArray{filter.column, int(filter.is), filter.value.typeId(), QJsonValue::fromVariant(filter.value)});
    QJsonArray order;
    for (const auto &one : query.orderBy)
        order.append(QJsonArray{one.column, one.isDescending});
    return QJsonDocument(QJsonArray{schema.name, filters, order, query.limit, query.cursor, query.withBody})
        .toJson(QJsonDocument::Compact);
}

} // namespace consultantos
