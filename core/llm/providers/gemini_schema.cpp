// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/gemini_schema.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace consultantos {
namespace {

/// A schema that refers to itself is cut here: responseSchema can't say it.
constexpr int MaxDepth = 12;

QJsonObject resolved(const QJsonObject &schema, const QJsonObject &root)
{
    const auto reference = schema[QStringLiteral("$ref")].toString();
    if (!reference.startsWith(QLatin1String("#/")))
        return schema;
    QJsonValue target = root;
    for (const auto &part : reference.mid(2).split(QLatin1Char('/')))
        target = target[part];
    return target.toObject();
}

void putType(QJsonObject &converted, const QJsonValue &type)
{
    if (type.isString()) {
        converted[QStringLiteral("type")] = type.toString().toUpper();
        return;
    }
    for (const auto &one : type.toArray()) {
        if (one == QLatin1String("null"))
            converted[QStringLiteral("nullable")] = true;
        else
            converted[QStringLiteral("type")] = one.toString().toUpper();
    }
}

QJsonObject convert(const QJsonObject &source, const QJsonObject &root, int depth)
{
    if (depth > MaxDepth)
        return {{QStringLiteral("type"), QStringLiteral("OBJECT")}};
    const auto schema = resolved(source, root);
    QJsonObject converted;
    for (const auto *name : {"title", "description", "format", "minItems", "maxItems", "minimum", "maximum",
                             "minLength", "maxLength", "pattern", "required"}) {
        if (schema.contains(QLatin1String(name)))
            converted[QLatin1String(name)] = schema[QLatin1String(name)];
    }
    putType(converted, schema[QStringLiteral("type")]);
    if (const auto values = schema[QStringLiteral("enum")].toArray(); !values.isEmpty()) {
        converted[QStringLiteral("enum")] = values;
        converted[QStringLiteral("type")] = QStringLiteral("STRING");
    }
    if (schema[QStringLiteral("items")].isObject())
        converted[QStringLiteral("items")] = convert(schema[QStringLiteral("items")].toObject(), root, depth + 1);
    QJsonArray choices;
    for (const auto &choice : schema[QStringLiteral("anyOf")].toArray())
        choices.append(convert(choice.toObject(), root, depth + 1));
    if (!choices.isEmpty())
        converted[QStringLiteral("anyOf")] = choices;
    const auto properties = schema[QStringLiteral("properties")].toObject();
    QJsonObject members;
    for (auto it = properties.begin(); it != properties.end(); ++it)
        members[it.key()] = convert(it.value().toObject(), root, depth + 1);
    if (!members.isEmpty())
        converted[QStringLiteral("properties")] = members;
    return converted;
}

} // namespace

bool takesJsonSchema(const QString &model)
{
    static const QRegularExpression Older(QStringLiteral("gemini-(1\\.|2\\.0|pro$|pro-vision)"));
    return !Older.match(model).hasMatch();
}

QJsonObject geminiSchema(const QJsonObject &schema)
{
    return convert(schema, schema, 0);
}

} // namespace consultantos
