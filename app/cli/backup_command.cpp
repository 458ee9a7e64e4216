// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_command.h"

#include "base/json.h"
#include "base/paths.h"
#include "base/settings.h"
#include "byte_progress.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "option_values.h"
#include "storage/backup/backup_rotation.h"
#include "storage/postgres/postgres_url.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace consultantos {

namespace {

QString usage()
{
    return QCoreApplication::translate("Cli", "consultantos-cli backup FILE, or backup --rotate FOLDER");
}

Result<RotationRules> rulesOf(const QCommandLineParser &parser, const Settings &settings)
{
    auto rules = rotationRules(settings);
    const std::pair<QString, int *> options[] = {{QStringLiteral("keep-daily"), &rules.daily},
                                                 {QStringLiteral("keep-weekly"), &rules.weekly},
                                                 {QStringLiteral("keep-monthly"), &rules.monthly}};
    for (const auto &[name, number] : options) {
        if (!parser.isSet(name))
            continue;
        bool isNumber = false;
        constexpr int Most = 10'000;
        *number = parser.value(name).toInt(&isNumber);
        if (!isNumber || *number < 0 || *number > Most)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "\"%1\" is no number of backups.").arg(parser.value(name)),
                        QCoreApplication::translate("Cli", "Allowed is a whole number from 0 to %1.").arg(Most));
    }
    return rules;
}

/// What is in a server isn't in the folder: an archive of the folder would look like a backup, and be none.
Error ofTeam(const QString &address)
{
    const auto url = PostgresUrl::parse(address);
    if (!url)
        return url.error();
    auto server = QStringLiteral("-h %1 -p %2 ").arg(url->host, QString::number(url->port));
    if (!url->user.isEmpty())
        server += QStringLiteral("-U %1 ").arg(url->user);
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Cli", "The stores are on a PostgreSQL server; nothing was backed up."),
            QCoreApplication::translate("Cli",
                                        "By its tables' owner: pg_dump -Fc %1-d %2 -f team.dump; one engagement "
                                        "alone: -n 'ID_*', the schemas common to all: -n consultantos; the files "
                                        "of a folder: --store \"\".")
                .arg(server, url->database)};
}

QByteArray jsonOf(const BackupOutcome &made, const QStringList &removed)
{
    const auto &manifest = made.manifest;
    return QJsonDocument(QJsonObject{{QStringLiteral("path"), made.path},
                                     {QStringLiteral("bytes"), made.archiveBytes},
                                     {QStringLiteral("files"), manifest.files.size()},
                                     {QStringLiteral("unpacked_bytes"), manifest.bytes()},
                                     {QStringLiteral("created_at"), manifest.createdAt.toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("left_out_settings"), json::fromStrings(manifest.leftOutSettings)},
                                     {QStringLiteral("vanished"), json::fromStrings(manifest.vanished)},
                                     {QStringLiteral("removed"), json::fromStrings(removed)}})
        .toJson();
}

ExitCode tell(Terminal &terminal, TableFormat format, const BackupOutcome &made, const QStringList &removed)
{
    if (format == TableFormat::Json) {
        terminal.out(jsonOf(made, removed));
    } else {
        terminal.line(QCoreApplication::translate("Cli", "%1: %2, %3 of data.")
                          .arg(QDir::toNativeSeparators(made.path), QLocale().formattedDataSize(made.archiveBytes),
                               QLocale().formattedDataSize(made.manifest.bytes())));
        if (!removed.isEmpty())
            terminal.line(QCoreApplication::translate("Cli", "Earlier backups removed: %1.").arg(removed.size()));
    }
    if (!made.manifest.leftOutSettings.isEmpty())
        terminal.note(QCoreApplication::translate("Cli", "Left out, as they hold a password: %1.")
                          .arg(made.manifest.leftOutSettings.join(QStringLiteral(", "))));
    if (!made.manifest.vanished.isEmpty())
        terminal.note(QCoreApplication::translate("Cli", "Documents deleted meanwhile, and left out: %1.")
                          .arg(made.manifest.vanished.size()));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

QString BackupCommand::name() const
{
    return QStringLiteral("backup");
}

QString BackupCommand::summary() const
{
    return QCoreApplication::translate("Cli", "back up the data folder while it is in use");
}

void BackupCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("Cli", "The archive to be written."),
                                 QStringLiteral("FILE"));
    parser.addOption(
        {QStringLiteral("rotate"),
         QCoreApplication::translate("Cli", "Write it into this folder, named by its time, and delete those "
                                            "that the rotation lets go."),
         QStringLiteral("folder")});
    parser.addOption({QStringLiteral("keep-daily"),
                      QCoreApplication::translate("Cli", "Of how many days the rotation keeps the newest backup."),
                      QStringLiteral("n")});
    parser.addOption({QStringLiteral("keep-weekly"), QCoreApplication::translate("Cli", "Of how many weeks, likewise."),
                      QStringLiteral("n")});
    parser.addOption({QStringLiteral("keep-monthly"),
                      QCoreApplication::translate("Cli", "Of how many months, likewise."), QStringLiteral("n")});
    parser.addOption({QStringLiteral("password-file"),
                      QCoreApplication::translate("Cli", "Encrypt it by the password in this file's first line."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode BackupCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const bool rotates = parser.isSet(QStringLiteral("rotate"));
    if (parser.positionalArguments().size() != (rotates ? 0 : 1))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "backup takes one file, or --rotate a folder."),
                          usage());
    if (!line.engagement.isEmpty())
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "A backup is of the whole data folder; nothing was done."),
            QCoreApplication::translate("Cli", "For one engagement: consultantos-cli engagement export."));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto password = passwordOption(parser);
    if (!password)
        return failed(terminal, password.error());
    const auto folder = dataDir(line.dataDir);
    const auto known = Settings::load(folder, CliServices::environment(line));
    if (!known)
        return failed(terminal, known.error());
    if (!known->store().isEmpty())
        return failed(terminal, ofTeam(known->store()));
    const InterruptWatcher interrupt;
    const SystemClock clock;
    if (rotates) {
        const auto rules = rulesOf(parser, *known);
        if (!rules)
            return failed(terminal, rules.error());
        const auto rotated = [&] {
            ByteProgress progress(terminal, interrupt.token());
            return rotateBackups(folder, parser.value(QStringLiteral("rotate")), *rules, *password, clock,
                                 progress.watch());
        }();
        return rotated ? tell(terminal, *format, rotated->backup, rotated->removed) : failed(terminal, rotated.error());
    }
    BackupOrder order;
    order.folder = folder;
    order.target = parser.positionalArguments().first();
    order.password = *password;
    const auto made = [&] {
        ByteProgress progress(terminal, interrupt.token());
        return makeBackup(order, clock, progress.watch());
    }();
    return made ? tell(terminal, *format, *made, {}) : failed(terminal, made.error());
}

} // namespace consultantos
