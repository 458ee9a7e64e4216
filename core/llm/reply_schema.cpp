// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/reply_schema.h"

#include <QJsonArray>

namespace consultantos::reply_schema {

QJsonObject text()
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}

QJsonObject list(const QJsonObject &items)
{
    return {{QStringLiteral("type"), QStringLiteral("array")}, {QStringLiteral("items"), items}};
}

QJsonObject object(const QJsonObject &properties)
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("additionalProperties"), false},
            {QStringLiteral("required"), QJsonArray::fromStringList(properties.keys())},
            {QStringLiteral("properties"), properties}};
}

} // namespace consultantos::reply_schema
