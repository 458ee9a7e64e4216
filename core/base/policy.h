// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/setting_rule.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

struct SettingDeclaration;

/// What an administrator decided for all users of a machine, above settings file, environment and command line. A value.
/// It is read from a file that only administrators can write, and on Windows also from the registry's policies key
/// (HKEY_LOCAL_MACHINE\Software\Policies\ConsultantOS, whose value "policy" holds the same JSON). docs/admin.md describes
/// it:
///
///     {"version": 1,
///      "settings": {"offline": true, "llm_provider": {"allowed": ["none", "local"]}, "llm_budget_day": {"max": 5}},
///      "allowed_hosts": ["data.sec.gov", "*.example.com"],
///      "export_formats": ["pdf", "html"]}
class Policy {
public:
    /// The policy of this machine; an empty one where there is none. One that can't be read or has a fault is an Error that
    /// names file, place and what is allowed: nothing may run as if there were no policy.
    [[nodiscard]] static Result<Policy> ofSystem();
    /// Likewise of the file; empty where it doesn't exist.
    [[nodiscard]] static Result<Policy> load(const QString &path);
    /// /etc/consultantos/policy.json; on macOS and Windows the folder for all users' application data.
    [[nodiscard]] static QString systemPath();

    [[nodiscard]] bool isEmpty() const { return m_path.isEmpty(); }
    /// Where it came from, for messages.
    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] const SettingRule *rule(const QString &key) const;
    /// SettingRule::apply() of the setting's rule; `text` where it has none.
    [[nodiscard]] QString apply(const SettingDeclaration &declaration, const QString &text) const;
    /// Whether the setting of this key may be `text`: for what takes a setting's place without being that setting.
    [[nodiscard]] bool admits(const QString &key, const QString &text) const;
    /// Whether a report may be written in this format, e.g. "docx".
    [[nodiscard]] bool allowsExport(const QString &format) const;
    /// An Error (Denied) that names the policy, unless allowsExport().
    [[nodiscard]] Status admitExport(const QString &format) const;
    /// The hosts that may be asked ("*.example.com" is any below example.com); nothing where all may.
    [[nodiscard]] const std::optional<QStringList> &allowedHosts() const { return m_allowedHosts; }

    /// The formats that reports may be written in; nothing where all may.
    [[nodiscard]] const std::optional<QStringList> &exportFormats() const { return m_exportFormats; }

    bool operator==(const Policy &) const = default;

private:
    [[nodiscard]] static Result<Policy> parse(const QByteArray &text, const QString &path);

    QString m_path;
    QHash<QString, SettingRule> m_rules;
    std::optional<QStringList> m_allowedHosts;
    std::optional<QStringList> m_exportFormats;
};

/// Whether `host` (a name without a port) is one of the patterns, compared without regard to case.
[[nodiscard]] bool isHostAmong(const QString &host, const QStringList &patterns);

} // namespace consultantos
