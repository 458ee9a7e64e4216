// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The systemd unit that runs `serve`, as far as the checklists need it (systemd.service(5)). Immutable.
class ServiceUnit {
public:
    /// Where units of the program are looked for, the user's own first.
    [[nodiscard]] static QStringList places();
    /// The first of places() that is there.
    [[nodiscard]] static std::optional<ServiceUnit> find();
    [[nodiscard]] static Result<ServiceUnit> read(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isOfUser() const; ///< runs under a user's own systemd
    /// Of the section [Service]; of several lines the last, of lists all of them. Empty if it isn't there.
    [[nodiscard]] QString value(const QString &key) const { return m_values.value(key); }
    [[nodiscard]] bool isTrue(const QString &key) const; ///< yes, true, on or 1
    /// The program of ExecStart= and its arguments.
    [[nodiscard]] const QStringList &command() const { return m_command; }
    /// Of `--name value` or `--name=value` among them; empty if it isn't there.
    [[nodiscard]] QString option(const QString &name) const;
    [[nodiscard]] bool hasOption(const QString &name) const;
    /// What Environment= and EnvironmentFile= give the program. A file that can't be read is passed over.
    [[nodiscard]] QHash<QString, QString> environment() const;
    /// The data folder that it works with.
    [[nodiscard]] QString dataDir() const;
    /// Whether it serves this machine alone: --host is an address of it, or isn't given.
    [[nodiscard]] bool isLoopback() const;

private:
    QString m_path;
    QHash<QString, QString> m_values;
    QStringList m_command;
};

} // namespace consultantos
