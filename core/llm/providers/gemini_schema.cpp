// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/gemini_schema.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

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

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return QStringLiteral("BOOLEAN");
    case QJsonValue::Double:
        return QStringLiteral("NUMBER");
    case QJsonValue::Array:
        return QStringLiteral("ARRAY");
    case QJsonValue::Object:
        return QStringLiteral("OBJECT");
    default:
        return QStringLiteral("STRING");
    }
}

/// Several types become a choice of them.
void putType(QJsonObject &converted, const QJsonValue &type)
{
    if (type.isString()) {
        converted[QStringLiteral("type")] = type.toString().toUpper();
        return;
    }
    QJsonArray types;
    for (const auto &one : type.toArray()) {
        if (one == QLatin1String("null"))
            converted[QStringLiteral("nullable")] = true;
        else
            types.append(QJsonObject{{QStringLiteral("type"), one.toString().toUpper()}});
    }
    if (types.size() == 1)
        converted[QStringLiteral("type")] = types[0][QStringLiteral("type")];
    else if (!types.isEmpty())
        converted[QStringLiteral("anyOf")] = types;
}

/// Enumerations are of strings; of others the type is left.
void putValues(QJsonObject &converted, const QJsonObject &schema)
{
    auto values = schema[QStringLiteral("enum")].toArray();
    if (schema.contains(QStringLiteral("const")))
        values = {schema[QStringLiteral("const")]};
    if (values.contains(QJsonValue::Null)) {
        converted[QStringLiteral("nullable")] = true;
        values.removeAt(std::distance(values.begin(), std::find(values.begin(), values.end(), QJsonValue::Null)));
    }
    if (values.isEmpty())
        return;
    if (std::all_of(values.begin(), values.end(), [](const QJsonValue &value) { return value.isString(); })) {
        converted[QStringLiteral("enum")] = values;
        converted[QStringLiteral("type")] = QStringLiteral("STRING");
    } else if (!converted.contains(QStringLiteral("type"))) {
        converted[QStringLiteral("type")] = typeOf(values.first());
    }
}

bool isKnownFormat(const QString &type, const QString &format)
{
    const auto is = [&](const char *name) { return format == QLatin1String(name); };
    if (type == QLatin1String("NUMBER"))
        return is("float") || is("double");
    if (type == QLatin1String("INTEGER"))
        return is("int32") || is("int64");
    return type == QLatin1String("STRING") && (is("enum") || is("date-time"));
}

QJsonObject convert(const QJsonObject &source, const QJsonObject &root, int depth)
{
    if (depth > MaxDepth)
        return {{QStringLiteral("type"), QStringLiteral("OBJECT")}};
    const auto schema = resolved(source, root);
    QJsonObject converted;
    for (const auto *name : {"title", "description", "minItems", "maxItems", "minimum", "maximum", "minLength",
                             "maxLength", "pattern", "required"}) {
        if (schema.contains(QLatin1String(name)))
            converted[QLatin1String(name)] = schema[QLatin1String(name)];
    }
    putType(converted, schema[QStringLiteral("type")]);
    putValues(converted, schema);
    if (const auto format = schema[QStringLiteral("format")].toString();
        isKnownFormat(converted.value(QStringLiteral("type")).toString(), format))
        converted[QStringLiteral("format")] = format;
    if (schema[QStringLiteral("items")].isObject())
        converted[QStringLiteral("items")] = convert(schema[QStringLiteral("items")].toObject(), root, depth + 1);
    QJsonArray choices;
    for (const auto *name : {"anyOf", "oneOf"}) {
        for (const auto &choice : schema[QLatin1String(name)].toArray())
            choices.append(convert(choice.toObject(), root, depth + 1));
    }
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

/// Each schema has a type or a choice, an object its properties, a list its entries: without them it is refused.
bool isComplete(const QJsonObject &schema)
{
    const auto type = schema[QStringLiteral("type")].toString();
    const auto choices = schema[QStringLiteral("anyOf")].toArray();
    const auto properties = schema[QStringLiteral("properties")].toObject();
    const auto isGood = [](const QJsonValue &part) { return isComplete(part.toObject()); };
    if (type.isEmpty() && choices.isEmpty())
        return false;
    if (type == QLatin1String("OBJECT") && properties.isEmpty())
        return false;
    if (type == QLatin1String("ARRAY") && !isGood(schema[QStringLiteral("items")]))
        return false;
    return std::all_of(choices.begin(), choices.end(), isGood)
           && std::all_of(properties.begin(), properties.end(), isGood);
}

} // namespace

bool takesJsonSchema(const QString &model)
{
    static const QRegularExpression Older(QStringLiteral("gemini-(1\\.|2\\.0|pro$|pro-vision)"));
    return !Older.match(model).hasMatch();
}

QJsonObject geminiSchema(const QJsonObject &schema)
{
    auto converted = convert(schema, schema, 0);
    return isComplete(converted) ? converted : QJsonObject();
}

} // namespace consultantos
