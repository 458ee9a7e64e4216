// SPDX-License-Identifier: GPL-3.0-or-later
#include "restore_command.h"

#include "base/paths.h"
#include "byte_progress.h"
#include "interrupt_watcher.h"
#include "option_values.h"
#include "storage/backup/restore.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace consultantos {

namespace {

QByteArray jsonOf(const BackupManifest &manifest, const QString &folder, const QString &aside)
{
    const bool isEngagement = manifest.kind == BackupManifest::Kind::Engagement;
    return QJsonDocument(QJsonObject{{QStringLiteral("kind"),
                                      isEngagement ? QStringLiteral("engagement") : QStringLiteral("data_folder")},
                                     {QStringLiteral("engagement"), manifest.engagement},
                                     {QStringLiteral("created_at"), manifest.createdAt.toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("engine_version"), manifest.engineVersion},
                                     {QStringLiteral("files"), manifest.files.size()},
                                     {QStringLiteral("bytes"), manifest.bytes()},
                                     {QStringLiteral("folder"), folder},
                                     {QStringLiteral("aside"), aside}})
        .toJson();
}

QString timeText(const BackupManifest &manifest)
{
    return manifest.createdAt.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

} // namespace

QString RestoreCommand::name() const
{
    return QStringLiteral("restore");
}

QString RestoreCommand::summary() const
{
    return QCoreApplication::translate("Cli", "put a backup in the place of the data folder's content");
}

void RestoreCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("file"), QCoreApplication::translate("Cli", "The archive of a backup."),
                                 QStringLiteral("FILE"));
    parser.addOption(
        {QStringLiteral("into"),
         QCoreApplication::translate("Cli", "Put it into this new folder and leave the data folder alone."),
         QStringLiteral("folder")});
    parser.addOption(
        {QStringLiteral("verify"), QCoreApplication::translate("Cli", "Only look whether the archive is whole.")});
    parser.addOption({QStringLiteral("password-file"),
                      QCoreApplication::translate("Cli", "The file with the password of an encrypted archive."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode RestoreCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto into = parser.value(QStringLiteral("into"));
    const bool verifies = parser.isSet(QStringLiteral("verify"));
    if (parser.positionalArguments().size() != 1 || (verifies && !into.isEmpty()))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "restore takes one file."),
            QCoreApplication::translate("Cli", "consultantos-cli restore FILE [--into FOLDER | --verify]"));
    if (!line.engagement.isEmpty())
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "A backup is of the whole data folder; nothing was done."),
            QCoreApplication::translate("Cli", "For one engagement: consultantos-cli engagement import."));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto password = passwordOption(parser);
    if (!password)
        return failed(terminal, password.error());
    const auto archive = parser.positionalArguments().first();
    const InterruptWatcher interrupt;
    if (verifies) {
        const auto manifest = [&] {
            ByteProgress progress(terminal, interrupt.token());
            return verifyArchive(archive, *password, progress.watch());
        }();
        if (!manifest)
            return failed(terminal, manifest.error());
        if (*format == TableFormat::Json)
            terminal.out(jsonOf(*manifest, {}, {}));
        else
            terminal.line(QCoreApplication::translate("Cli", "%1 is whole: files %2, %3 of data, of %4.")
                              .arg(QDir::toNativeSeparators(archive), QString::number(manifest->files.size()),
                                   QLocale().formattedDataSize(manifest->bytes()), timeText(*manifest)));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    const auto restored = [&] {
        ByteProgress progress(terminal, interrupt.token());
        return into.isEmpty()
                   ? restoreDataFolder(archive, dataDir(line.dataDir), *password, SystemClock(), progress.watch())
                   : restoreInto(archive, into, *password, progress.watch());
    }();
    if (!restored)
        return failed(terminal, restored.error());
    if (*format == TableFormat::Json) {
        terminal.out(jsonOf(restored->manifest, restored->folder, restored->aside));
    } else {
        terminal.line(QCoreApplication::translate("Cli", "%1 has the state of %2.")
                          .arg(QDir::toNativeSeparators(restored->folder), timeText(restored->manifest)));
        if (!restored->aside.isEmpty())
            terminal.line(QCoreApplication::translate("Cli", "What was there before is in %1; delete it when you are "
                                                             "content.")
                              .arg(QDir::toNativeSeparators(restored->aside)));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
