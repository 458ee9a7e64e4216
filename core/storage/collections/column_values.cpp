// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/query_sql.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimeZone>

#include <cmath>

namespace consultantos {
namespace {

QJsonValue valueAt(const QJsonObject &body, const QString &path)
{
    const auto dot = path.indexOf(QLatin1Char('.'));
    if (dot < 0)
        return body.value(path);
    return valueAt(body.value(path.left(dot)).toObject(), path.mid(dot + 1));
}

QVariant textsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return {};
    QStringList texts;
    const auto array = value.toArray();
    for (const auto &item : array) {
        if (!item.isString())
            return {};
        texts.append(item.toString());
    }
    texts.removeDuplicates();
    return texts;
}

/// Invalid if the value is of another kind.
QVariant storedValue(ColumnKind kind, const QJsonValue &value)
{
    switch (kind) {
    case ColumnKind::Text:
        return value.isString() ? QVariant(value.toString()) : QVariant();
    case ColumnKind::Integer: {
        constexpr double Most = 9'007'199'254'740'992.0; // 2^53
        const auto number = value.toDouble(Most * 2);
        return std::abs(number) <= Most && std::trunc(number) == number ? QVariant(qint64(number)) : QVariant();
    }
    case ColumnKind::Real:
        return value.isDouble() ? QVariant(value.toDouble()) : QVariant();
    case ColumnKind::Flag:
        return value.isBool() ? QVariant(qint64(value.toBool())) : QVariant();
    case ColumnKind::Time: {
        const auto time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
        return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
    }
    case ColumnKind::TextList:
        return textsOf(value);
    }
    return {};
}

QVariant storedDefault(const CollectionColumn &column)
{
    if (!column.whenMissing.isValid())
        return {};
    switch (column.kind) {
    case ColumnKind::Time:
        return column.whenMissing.typeId() == QMetaType::QDateTime
                   ? QVariant(column.whenMissing.toDateTime().toMSecsSinceEpoch())
                   : column.whenMissing;
    case ColumnKind::Flag:
        return qint64(column.whenMissing.toBool());
    default:
        return column.whenMissing;
    }
}

} // namespace

Result<QVariantList> columnValues(const CollectionSchema &schema, const QJsonObject &body)
{
    QVariantList values;
    values.reserve(schema.columns.size());
    for (const auto &column : schema.columns) {
        const auto value = valueAt(body, column.path.isEmpty() ? column.name : column.path);
        if (value.isUndefined() || value.isNull()) {
            values.append(column.kind == ColumnKind::TextList ? QVariant(QStringList()) : storedDefault(column));
            continue;
        }
        auto stored = storedValue(column.kind, value);
        if (!stored.isValid())
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("storage", "A document can't be saved: its \"%1\" is of another kind.")
                    .arg(column.path.isEmpty() ? column.name : column.path));
        values.append(std::move(stored));
    }
    return values;
}

QVariant shownValue(ColumnKind kind, const QVariant &stored)
{
    if (stored.isNull())
        return {};
    switch (kind) {
    case ColumnKind::Flag:
        return stored.toLongLong() != 0;
    case ColumnKind::Time:
        return QDateTime::fromMSecsSinceEpoch(stored.toLongLong(), QTimeZone::utc());
    default:
        return stored;
    }
}

} // namespace consultantos
