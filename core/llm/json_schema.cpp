// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/json_schema.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <array>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace consultantos {
namespace {

constexpr int MaxFaults = 5;

tl::unexpected<Error> badSchema(const QString &reason)
{
    return fail(ErrorCode::Internal,
                QCoreApplication::translate("Llm", "The description of the reply that was asked for is faulty."),
                reason);
}

/// "<root>[findings][0]: Missing required property 'text'."
QString faultText(const valijson::ValidationResults::Error &fault)
{
    QString place;
    for (const auto &part : fault.context)
        place += QString::fromStdString(part);
    return QStringLiteral("%1: %2").arg(place, QString::fromStdString(fault.description));
}

/// OpenAI, "Structured outputs", supported schemas: with any other word or format a strict request is refused.
bool isStrictWord(const QString &word)
{
    constexpr std::array Words{"type",       "description",
                               "title",      "enum",
                               "const",      "properties",
                               "items",      "additionalProperties",
                               "anyOf",      "$ref",
                               "$defs",      "required",
                               "pattern",    "format",
                               "minimum",    "exclusiveMinimum",
                               "multipleOf", "minItems",
                               "maxItems",   "minLength",
                               "maximum",    "exclusiveMaximum",
                               "maxLength"};
    return std::any_of(Words.begin(), Words.end(), [&](const char *known) { return word == QLatin1String(known); });
}

bool isStrictFormat(const QString &format)
{
    constexpr std::array Formats{"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"};
    return std::any_of(Formats.begin(), Formats.end(),
                       [&](const char *known) { return format == QLatin1String(known); });
}

bool isStrictValue(const QJsonValue &value)
{
    if (value.isArray()) {
        const auto array = value.toArray();
        return std::all_of(array.begin(), array.end(), [](const QJsonValue &entry) { return isStrictValue(entry); });
    }
    return !value.isObject() || isStrictSchema(value.toObject());
}

} // namespace

Status checkAgainstSchema(const QJsonObject &value, const QJsonObject &schema)
{
    try {
        valijson::Schema compiled;
        const QJsonValue schemaValue(schema);
        const QJsonValue document(value);
        const valijson::adapters::QtJsonAdapter schemaAdapter(schemaValue);
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(schemaAdapter, compiled);
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults faults;
        const valijson::adapters::QtJsonAdapter valueAdapter(document);
        if (validator.validate(compiled, valueAdapter, &faults))
            return {};
        QStringList texts;
        valijson::ValidationResults::Error fault;
        while (texts.size() < MaxFaults && faults.popError(fault))
            texts.append(faultText(fault));
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Llm", "The model's reply is not of the form that was asked for."),
                    texts.join(QLatin1Char('\n')));
    } catch (const std::exception &exception) {
        return badSchema(QString::fromUtf8(exception.what()));
    }
}

bool isStrictSchema(const QJsonObject &schema)
{
    const auto words = schema.keys();
    if (!std::all_of(words.begin(), words.end(), isStrictWord))
        return false;
    if (const auto format = schema[QStringLiteral("format")];
        !format.isUndefined() && !isStrictFormat(format.toString()))
        return false;
    const auto properties = schema[QStringLiteral("properties")].toObject();
    const bool isObject = schema[QStringLiteral("type")] == QLatin1String("object") || !properties.isEmpty();
    if (isObject) {
        if (schema[QStringLiteral("additionalProperties")] != QJsonValue(false))
            return false;
        const auto required = schema[QStringLiteral("required")].toArray();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (!required.contains(it.key()) || !isStrictValue(it.value()))
                return false;
        }
    }
    for (const auto *name : {"items", "anyOf"}) {
        if (!isStrictValue(schema[QLatin1String(name)]))
            return false;
    }
    const auto definitions = schema[QStringLiteral("$defs")].toObject();
    return std::all_of(definitions.begin(), definitions.end(),
                       [](const QJsonValue &one) { return isStrictValue(one); });
}

} // namespace consultantos
