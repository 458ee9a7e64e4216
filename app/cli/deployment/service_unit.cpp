// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/service_unit.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QStandardPaths>

namespace consultantos {

namespace {

const QString UnitName = QStringLiteral("consultantos.service");
/// Lines of these add up.
const QStringList Lists{QStringLiteral("Environment"), QStringLiteral("EnvironmentFile"),
                        QStringLiteral("ReadWritePaths")};
constexpr qint64 MostBytes = 1'000'000;

/// The specifiers of systemd.unit(5) that such units have.
QString expanded(QString text)
{
    return text.replace(QStringLiteral("%h"), QDir::homePath());
}

void addAssignments(const QStringList &assignments, QHash<QString, QString> &environment)
{
    for (const auto &one : assignments) {
        if (const auto equals = one.indexOf(QLatin1Char('=')); equals > 0)
            environment.insert(one.left(equals), one.mid(equals + 1));
    }
}

} // namespace

QStringList ServiceUnit::places()
{
    const auto own = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    QStringList places;
    for (const auto &folder : {own + QStringLiteral("/systemd/user"), QStringLiteral("/etc/systemd/user"),
                               QStringLiteral("/etc/systemd/system"), QStringLiteral("/usr/local/lib/systemd/system"),
                               QStringLiteral("/usr/lib/systemd/user"), QStringLiteral("/usr/lib/systemd/system")})
        places.append(QDir(folder).filePath(UnitName));
    return places;
}

std::optional<ServiceUnit> ServiceUnit::find()
{
    for (const auto &path : places()) {
        if (const auto unit = read(path))
            return *unit;
    }
    return std::nullopt;
}

Result<ServiceUnit> ServiceUnit::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Cli", "The service unit %1 can't be read.").arg(path),
                    file.errorString());
    ServiceUnit unit;
    unit.m_path = path;
    // A backslash at the end of a line joins it with the next one.
    auto text = QString::fromUtf8(file.read(MostBytes));
    text.replace(QStringLiteral("\\\n"), QStringLiteral(" "));
    bool isService = false;
    for (const auto &line : text.split(QLatin1Char('\n'))) {
        const auto trimmed = line.trimmed();
        if (trimmed.startsWith(QLatin1Char('[')))
            isService = trimmed == QLatin1String("[Service]");
        const auto equals = trimmed.indexOf(QLatin1Char('='));
        if (!isService || equals <= 0 || trimmed.startsWith(QLatin1Char('#')) || trimmed.startsWith(QLatin1Char(';')))
            continue;
        const auto key = trimmed.left(equals).trimmed();
        const auto value = trimmed.mid(equals + 1).trimmed();
        auto &kept = unit.m_values[key];
        kept = Lists.contains(key) && !kept.isEmpty() ? kept + QLatin1Char(' ') + value : value;
    }
    unit.m_command = QProcess::splitCommand(unit.value(QStringLiteral("ExecStart")));
    return unit;
}

bool ServiceUnit::isOfUser() const
{
    return m_path.contains(QLatin1String("/systemd/user/"));
}

bool ServiceUnit::isTrue(const QString &key) const
{
    const QStringList yes{QStringLiteral("yes"), QStringLiteral("true"), QStringLiteral("on"), QStringLiteral("1")};
    return yes.contains(value(key).toLower());
}

QString ServiceUnit::option(const QString &name) const
{
    for (qsizetype i = 0; i < m_command.size(); ++i) {
        if (m_command[i] == name)
            return m_command.value(i + 1);
        if (m_command[i].startsWith(name + QLatin1Char('=')))
            return m_command[i].mid(name.size() + 1);
    }
    return {};
}

bool ServiceUnit::hasOption(const QString &name) const
{
    return m_command.contains(name) || !option(name).isEmpty();
}

QHash<QString, QString> ServiceUnit::environment() const
{
    QHash<QString, QString> environment;
    addAssignments(QProcess::splitCommand(expanded(value(QStringLiteral("Environment")))), environment);
    for (auto path : QProcess::splitCommand(expanded(value(QStringLiteral("EnvironmentFile"))))) {
        if (path.startsWith(QLatin1Char('-')))
            path.remove(0, 1);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const auto &line : QString::fromUtf8(file.read(MostBytes)).split(QLatin1Char('\n'))) {
            if (!line.trimmed().startsWith(QLatin1Char('#')))
                addAssignments(QProcess::splitCommand(line), environment);
        }
    }
    return environment;
}

QString ServiceUnit::dataDir() const
{
    if (const auto given = expanded(option(QStringLiteral("--data-dir"))); !given.isEmpty())
        return given;
    if (const auto given = environment().value(QStringLiteral("CONSULTANTOS_DATA_DIR")); !given.isEmpty())
        return given;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/consultantos");
}

bool ServiceUnit::isLoopback() const
{
    const auto host = option(QStringLiteral("--host"));
    return host.isEmpty() || QHostAddress(host).isLoopback();
}

} // namespace consultantos
