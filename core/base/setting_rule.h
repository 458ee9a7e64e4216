// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

struct SettingDeclaration;

/// What an administrator decided of one setting. A value.
struct SettingRule {
    std::optional<QString> locked; ///< the value for everyone, as the setting's text
    QStringList allowed;           ///< the values that may be chosen; empty: no such list
    std::optional<double> min;     ///< of numbers and amounts; each is a value that the setting may have
    std::optional<double> max;

    /// Whether nothing but one value is possible.
    [[nodiscard]] bool isLocked() const { return locked.has_value() || allowed.size() == 1; }
    /// `text` if the rule lets it pass; else what it puts in its place: the locked value, the nearest bound, the default if it
    /// is allowed, or the first that is. Always a value that the setting may have.
    [[nodiscard]] QString apply(const SettingDeclaration &declaration, const QString &text) const;
    bool operator==(const SettingRule &) const = default;
};

/// The rule that a policy's JSON gives: a value, or an object of "allowed", "min" and "max". Nothing if it has a fault, which
/// `fault` then tells: a rule that would be passed over in silence is one.
[[nodiscard]] std::optional<SettingRule> settingRuleOf(const SettingDeclaration &declaration, const QJsonValue &value,
                                                       QString &fault);

} // namespace consultantos
