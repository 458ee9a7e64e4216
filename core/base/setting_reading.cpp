// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/setting_reading.h"

#include "base/json.h"
#include "base/setting_declaration.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace consultantos {
namespace {

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const auto text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    return text.mid(1, text.size() - 2);
}

/// What the policy makes of a reading; wrong values are told as such before.
void applyPolicy(const Policy &policy, SettingReading &reading)
{
    const auto &declaration = *reading.declaration;
    const auto *rule = policy.rule(keyOf(declaration));
    if (!rule || (reading.error && !rule->locked))
        return;
    const auto given = reading.error ? reading.text : reading.value.toString();
    const auto text = policy.apply(declaration, given);
    if (text == given && !rule->isLocked())
        return;
    reading.text = text;
    reading.value = parseSetting(declaration, text);
    reading.origin = SettingOrigin::Policy;
    reading.error.reset();
}

} // namespace

Error wrongSetting(const SettingDeclaration &declaration, const QString &origin, const QString &text)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("settings", "The setting %1 from the %2 has the value \"%3\".")
                .arg(keyOf(declaration), origin, shownSetting(declaration, text)),
            QCoreApplication::translate("settings", "Allowed is %1.").arg(allowedText(declaration))};
}

Result<QJsonObject> readSettingsFile(const QString &dataDir)
{
    const auto path = Settings::filePath(dataDir);
    return QFileInfo::exists(path) ? json::readObject(path) : QJsonObject();
}

SettingReadings readSettings(const QString &dataDir, const QProcessEnvironment &environment,
                             const Result<Policy> &policy)
{
    SettingReadings readings;
    if (!policy)
        readings.others.append({Policy::systemPath(), policy.error()});
    const auto read = readSettingsFile(dataDir);
    if (!read)
        readings.others.append({Settings::filePath(dataDir), read.error()});
    const auto file = read.value_or(QJsonObject());
    for (const auto &declaration : settingDeclarations()) {
        SettingReading reading{&declaration, {}, QLatin1String(declaration.defaultText), SettingOrigin::Default, {}};
        const auto name = QLatin1String(declaration.environmentName);
        auto origin = settingOriginName(SettingOrigin::Default);
        if (const auto text = environment.value(name); !text.isEmpty()) {
            reading.origin = SettingOrigin::Environment;
            reading.text = text;
            reading.value = parseSetting(declaration, text);
            origin = QCoreApplication::translate("settings", "environment (%1)").arg(name);
        } else if (file.contains(keyOf(declaration))) {
            const auto value = file[keyOf(declaration)];
            reading.origin = SettingOrigin::SettingsFile;
            reading.text = textOf(value);
            reading.value = parseSetting(declaration, value);
            origin = QCoreApplication::translate("settings", "settings file (%1)").arg(Settings::filePath(dataDir));
        } else {
            reading.value = parseSetting(declaration, reading.text);
        }
        if (!reading.value.isValid())
            reading.error = wrongSetting(declaration, origin, reading.text);
        if (policy)
            applyPolicy(*policy, reading);
        readings.settings.append(reading);
    }
    for (const auto &key : file.keys()) {
        if (!findSetting(key))
            readings.others.append(
                {key, Error{ErrorCode::InvalidArgument,
                            QCoreApplication::translate("settings", "The settings file (%1) has an unknown key \"%2\".")
                                .arg(Settings::filePath(dataDir), key),
                            QCoreApplication::translate("settings", "Correct its name or take it out.")}});
    }
    return readings;
}

} // namespace consultantos
