// SPDX-License-Identifier: GPL-3.0-or-later
// A type's fields, told once for both its QJsonObject and its text:
//
//     template <typename Fields>
//     void describe(Fields &fields, const Peer &peer)
//     {
//         fields("company", peer.companyId); // in the order of the names, which JsonWriter demands
//         fields("name", peer.name);
//     }
//
// in the type's namespace, where it is found by the type. Values may be texts, numbers, truth values, dates, QJsonValue,
// types that are described themselves or have both toJson() and writeJson(), and optionals, lists and string maps of these.
#pragma once

#include "base/json_writer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <concepts>
#include <optional>

namespace consultantos::json {

struct ObjectFields;
struct WrittenFields;

template <typename T>
concept Described = requires(WrittenFields &fields, const T &value)
{
    describe(fields, value);
};

template <typename T>
[[nodiscard]] QJsonObject toObject(const T &value);
template <typename T>
void writeObject(JsonWriter &writer, const T &value);

template <typename T>
[[nodiscard]] QJsonValue toValue(const T &value)
{
    if constexpr (Described<T>)
        return toObject(value);
    else if constexpr (std::same_as<T, QDate>)
        return value.toString(Qt::ISODate);
    else if constexpr (std::integral<T> && !std::same_as<T, bool>)
        return qint64(value);
    else if constexpr (std::convertible_to<T, QJsonValue>)
        return value;
    else
        return toJson(value);
}

template <typename T>
[[nodiscard]] QJsonValue toValue(const std::optional<T> &value)
{
    return value ? toValue(*value) : QJsonValue();
}

template <typename T>
[[nodiscard]] QJsonValue toValue(const QList<T> &values)
{
    QJsonArray array;
    for (const auto &value : values)
        array.append(toValue(value));
    return array;
}

template <typename T>
[[nodiscard]] QJsonValue toValue(const QMap<QString, T> &values)
{
    QJsonObject object;
    for (auto it = values.begin(); it != values.end(); ++it)
        object.insert(it.key(), toValue(it.value()));
    return object;
}

/// The values of a map as a list, for maps by ids that the values hold themselves.
template <typename T>
struct Values {
    const QMap<QString, T> &map;
};
template <typename T> // which clang before 17 doesn't deduce itself for an aggregate
Values(const QMap<QString, T> &)->Values<T>;

template <typename T>
[[nodiscard]] QJsonValue toValue(const Values<T> &values)
{
    QJsonArray array;
    for (const auto &value : values.map)
        array.append(toValue(value));
    return array;
}

template <typename T>
void write(JsonWriter &writer, const T &value)
{
    if constexpr (Described<T>)
        writeObject(writer, value);
    else if constexpr (std::convertible_to<T, QStringView>)
        writer.value(QStringView(value));
    else if constexpr (std::integral<T> && !std::same_as<T, bool>)
        writer.value(qint64(value));
    else if constexpr (requires { writer.value(value); })
        writer.value(value);
    else if constexpr (requires { writeJson(writer, value); })
        writeJson(writer, value);
    else
        writer.value(QJsonValue(toJson(value)));
}

template <typename T>
void write(JsonWriter &writer, const std::optional<T> &value)
{
    if (value)
        write(writer, *value);
    else
        writer.null();
}

template <typename T>
void write(JsonWriter &writer, const QList<T> &values)
{
    writer.beginArray();
    for (const auto &value : values)
        write(writer, value);
    writer.endArray();
}

template <typename T>
void write(JsonWriter &writer, const QMap<QString, T> &values)
{
    writer.beginObject();
    for (auto it = values.begin(); it != values.end(); ++it) {
        writer.key(QStringView(it.key()));
        write(writer, it.value());
    }
    writer.endObject();
}

template <typename T>
void write(JsonWriter &writer, const Values<T> &values)
{
    writer.beginArray();
    for (const auto &value : values.map)
        write(writer, value);
    writer.endArray();
}

struct ObjectFields {
    QJsonObject object;

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        object.insert(QLatin1String(name), toValue(value));
    }
};

struct WrittenFields {
    JsonWriter &writer;

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        writer.key(QLatin1String(name));
        write(writer, value);
    }
};

template <typename T>
QJsonObject toObject(const T &value)
{
    ObjectFields fields;
    describe(fields, value);
    return fields.object;
}

template <typename T>
void writeObject(JsonWriter &writer, const T &value)
{
    writer.beginObject();
    WrittenFields fields{writer};
    describe(fields, value);
    writer.endObject();
}

/// null for what says nothing.
template <typename T>
[[nodiscard]] std::optional<T> unless(bool isNothing, const T &value)
{
    return isNothing ? std::nullopt : std::optional(value);
}

} // namespace consultantos::json
