// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

namespace consultantos::json {

Result<QJsonObject> parseObject(const QByteArray &text, const QString &what)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto before = text.left(error.offset);
        const auto line = before.count('\n') + 1;
        const auto column = error.offset - before.lastIndexOf('\n');
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("json", "%1 is not valid JSON: %2 (line %3, column %4).")
                        .arg(what, error.errorString())
                        .arg(line)
                        .arg(column));
    }
    if (!document.isObject())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("json", "%1 holds no JSON object at its top level.").arg(what));
    return document.object();
}

Result<QJsonObject> readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("json", "%1 can't be read: %2.").arg(path, file.errorString()));
    return parseObject(file.readAll(), path);
}

QJsonArray fromStrings(const QStringList &strings)
{
    return QJsonArray::fromStringList(strings);
}

QStringList toStrings(const QJsonValue &array)
{
    QStringList strings;
    for (const auto &entry : array.toArray())
        strings.append(entry.toString());
    return strings;
}

QJsonValue fromOptional(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

std::optional<double> toOptionalDouble(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QJsonValue fromDate(const std::optional<QDate> &date)
{
    return date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

std::optional<QDate> toOptionalDate(const QJsonValue &value)
{
    const auto date = QDate::fromString(value.toString(), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace consultantos::json
