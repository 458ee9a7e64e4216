// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/setting_rule.h"

#include "base/setting_declaration.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {
namespace {

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : QString();
}

/// The texts of a list; nothing if it is none, or holds something that is no value.
std::optional<QStringList> textsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList texts;
    for (const auto &entry : value.toArray()) {
        const auto text = textOf(entry);
        if (text.isEmpty() && !entry.isString())
            return std::nullopt;
        texts.append(text);
    }
    return texts;
}

bool isNumber(const SettingDeclaration &declaration)
{
    return declaration.type == SettingType::Integer || declaration.type == SettingType::Money;
}

/// A bound as the setting's text.
QString boundText(double bound)
{
    return QString::number(bound, 'g', 15);
}

bool isWithin(const SettingDeclaration &declaration, const SettingRule &rule, const QString &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    // An empty amount is one without a limit, and so is 0 of some settings: more than any bound.
    if (!isNumber || (declaration.isZeroUnlimited && value == 0))
        return !rule.max;
    return (!rule.max || value <= *rule.max) && (!rule.min || value >= *rule.min);
}

/// The words for a fault of the object's entry `key`; empty if it has none.
QString readEntry(const SettingDeclaration &declaration, const QString &key, const QJsonValue &value, SettingRule &rule)
{
    const auto isProper = [&](const QString &text) { return parseSetting(declaration, text).isValid(); };
    if (key == QLatin1String("allowed")) {
        const auto texts = textsOf(value);
        if (!texts || texts->isEmpty() || !std::all_of(texts->begin(), texts->end(), isProper))
            return QCoreApplication::translate("settings", "\"allowed\" must list values, and each must be %1")
                .arg(allowedText(declaration));
        rule.allowed = *texts;
        return {};
    }
    if (!isNumber(declaration))
        return QCoreApplication::translate("settings", R"("%1" is not "allowed")").arg(key);
    const bool isMin = key == QLatin1String("min");
    if (!isMin && key != QLatin1String("max"))
        return QCoreApplication::translate("settings", "\"%1\" is none of: allowed, min, max").arg(key);
    bool isValid = false;
    const double bound = textOf(value).toDouble(&isValid);
    if (!isValid)
        return QCoreApplication::translate("settings", "\"%1\" must be a number").arg(key);
    // It takes the place of what lies outside.
    if (!isProper(boundText(bound)))
        return QCoreApplication::translate("settings", "\"%1\" must be %2").arg(key, allowedText(declaration));
    if (!isMin && declaration.isZeroUnlimited && bound == 0)
        return QCoreApplication::translate("settings", "\"max\" can't be 0, which means without a limit here");
    (isMin ? rule.min : rule.max) = bound;
    return {};
}

} // namespace

QString SettingRule::apply(const SettingDeclaration &declaration, const QString &text) const
{
    if (locked)
        return *locked;
    if (!allowed.isEmpty()) {
        if (allowed.contains(text))
            return text;
        const QString standard = QLatin1String(declaration.defaultText);
        return allowed.contains(standard) ? standard : allowed.first();
    }
    if (isWithin(declaration, *this, text))
        return text;
    const SettingRule upper{{}, {}, {}, max};
    return boundText(isWithin(declaration, upper, text) ? *min : *max);
}

std::optional<SettingRule> settingRuleOf(const SettingDeclaration &declaration, const QJsonValue &value, QString &fault)
{
    SettingRule rule;
    if (!value.isObject()) {
        rule.locked = textOf(value);
        if (!value.isNull() && !value.isArray() && parseSetting(declaration, *rule.locked).isValid())
            return rule;
        fault = QCoreApplication::translate("settings", "allowed is %1").arg(allowedText(declaration));
        return std::nullopt;
    }
    const auto object = value.toObject();
    if (object.isEmpty())
        fault = QCoreApplication::translate("settings", "it says nothing; name a value or what is allowed");
    for (auto it = object.begin(); it != object.end() && fault.isEmpty(); ++it)
        fault = readEntry(declaration, it.key(), it.value(), rule);
    if (fault.isEmpty() && rule.min && rule.max && *rule.min > *rule.max)
        fault = QCoreApplication::translate("settings", R"("min" is greater than "max")");
    if (fault.isEmpty() && !std::all_of(rule.allowed.begin(), rule.allowed.end(), [&](const QString &text) {
            return isWithin(declaration, rule, text);
        }))
        fault = QCoreApplication::translate("settings", R"("allowed" lists what lies outside "min" and "max")");
    return fault.isEmpty() ? std::optional(rule) : std::nullopt;
}

} // namespace consultantos
