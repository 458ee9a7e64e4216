// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/policy.h"
#include "base/setting_declaration.h"
#include "base/settings.h"

#include <QJsonObject>

namespace consultantos {

/// One setting as found in environment, file and policy.
struct SettingReading {
    const SettingDeclaration *declaration = nullptr;
    QVariant value; ///< invalid when wrong
    QString text;
    SettingOrigin origin = SettingOrigin::Default;
    std::optional<Error> error;
};

struct SettingReadings {
    QList<SettingReading> settings;          ///< one per declaration
    QList<std::pair<QString, Error>> others; ///< unknown keys, an unreadable file
};

/// The settings file's object; empty where there is no file.
[[nodiscard]] Result<QJsonObject> readSettingsFile(const QString &dataDir);
/// All settings by their declarations, each with the policy applied; wrong ones carry their error.
[[nodiscard]] SettingReadings readSettings(const QString &dataDir, const QProcessEnvironment &environment,
                                           const Result<Policy> &policy);
/// The error of a value that isn't allowed; `origin` in words. Secrets aren't shown.
[[nodiscard]] Error wrongSetting(const SettingDeclaration &declaration, const QString &origin, const QString &text);

} // namespace consultantos
