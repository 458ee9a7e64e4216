// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <span>

namespace consultantos {

enum class SettingType {
    Boolean,
    Integer,
    Choice,
    RedisUrl,
    StoreUrl, ///< postgresql://…, or nothing
    HttpUrl,  ///< http or https, or nothing
    MailUrl,  ///< smtp or smtps, with a user's name or without, or nothing
    HttpUrls, ///< several of them, separated by blanks
    Proxy,    ///< "system", "none", or an address
    Contact,  ///< who asks, with an e-mail address; or nothing
    FilePath, ///< or nothing
    Money,    ///< an amount with at most six decimals, such as "2.50"; or nothing
    Words,    ///< several of `choices`, separated by blanks; or nothing
    Names,    ///< names of people or companies, separated by semicolons; or nothing
    Name,     ///< one line without blanks at its ends, such as a model's; or nothing
};

/// What Settings knows of one setting. All declarations are in setting_declarations.cpp.
struct SettingDeclaration {
    const char *key;
    const char *environmentName;
    SettingType type;
    const char *defaultText;
    int min;
    int max;
    const char *choices; ///< separated by blanks
    bool secret;
    const char *description;
    bool isZeroUnlimited = false; ///< of a number: 0 means never or without limit, and so more than any
};

[[nodiscard]] std::span<const SettingDeclaration> settingDeclarations();
[[nodiscard]] const SettingDeclaration *findSetting(const QString &key);
[[nodiscard]] QString keyOf(const SettingDeclaration &declaration);
[[nodiscard]] QStringList choicesOf(const SettingDeclaration &declaration);
/// In plain words, translated.
[[nodiscard]] QString allowedText(const SettingDeclaration &declaration);

/// The value of `text`; invalid if it isn't allowed.
[[nodiscard]] QVariant parseSetting(const SettingDeclaration &declaration, const QString &text);
/// Likewise of a value of the settings file: its JSON type must fit too.
[[nodiscard]] QVariant parseSetting(const SettingDeclaration &declaration, const QJsonValue &value);
/// An amount of SettingType::Money in micro-units; nothing for an empty text or one that is no amount.
[[nodiscard]] std::optional<qint64> microUnitsOf(const QString &amount);
/// A text as it may be shown: passwords never are.
[[nodiscard]] QString shownSetting(const SettingDeclaration &declaration, const QString &text);

} // namespace consultantos
