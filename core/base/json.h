// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>

namespace consultantos::json {

/// Parses one JSON object. A syntax error names `what` and the line and column.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &text, const QString &what);
/// Reads and parses a JSON file that holds one object.
[[nodiscard]] Result<QJsonObject> readObject(const QString &path);

[[nodiscard]] QJsonArray fromStrings(const QStringList &strings);
[[nodiscard]] QStringList toStrings(const QJsonValue &array);

/// null for an empty optional.
[[nodiscard]] QJsonValue fromOptional(const std::optional<double> &value);
[[nodiscard]] std::optional<double> toOptionalDouble(const QJsonValue &value);
[[nodiscard]] QJsonValue fromDate(const std::optional<QDate> &date);
[[nodiscard]] std::optional<QDate> toOptionalDate(const QJsonValue &value);

/// A list of values, each with a free function `QJsonObject toJson(const T &)` found by its type.
template <typename List>
[[nodiscard]] QJsonArray fromList(const List &values)
{
    QJsonArray array;
    for (const auto &value : values)
        array.append(toJson(value));
    return array;
}

/// A list of values with the writing function given, for types whose toJson() is private to a file.
template <typename List, typename Write>
[[nodiscard]] QJsonArray fromList(const List &values, Write write)
{
    QJsonArray array;
    for (const auto &value : values)
        array.append(write(value));
    return array;
}

/// The reverse of fromList, with the reading function given; entries that aren't objects are skipped.
template <typename T, typename Read>
[[nodiscard]] QList<T> toList(const QJsonValue &array, Read read)
{
    QList<T> values;
    for (const auto &entry : array.toArray()) {
        if (entry.isObject())
            values.append(read(entry.toObject()));
    }
    return values;
}

} // namespace consultantos::json
