// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_command.h"

#include "base/paths.h"
#include "byte_progress.h"
#include "interrupt_watcher.h"
#include "storage/upkeep/store_space.h"
#include "store_copy.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace consultantos {

namespace {

QByteArray jsonOf(const DataSpace &space, const QString &folder)
{
    QJsonArray stores;
    for (const auto &store : space.stores)
        stores.append(QJsonObject{{QStringLiteral("path"), store.path},
                                  {QStringLiteral("bytes"), store.bytes},
                                  {QStringLiteral("free"), store.free}});
    QJsonArray folders;
    for (const auto &part : space.folders)
        folders.append(QJsonObject{{QStringLiteral("path"), part.path}, {QStringLiteral("bytes"), part.bytes}});
    return QJsonDocument(QJsonObject{{QStringLiteral("folder"), folder},
                                     {QStringLiteral("total"), space.total()},
                                     {QStringLiteral("cache"), space.cache},
                                     {QStringLiteral("stores"), stores},
                                     {QStringLiteral("folders"), folders}})
        .toJson();
}

QByteArray textOf(const DataSpace &space)
{
    const QLocale locale;
    QList<QStringList> rows;
    for (const auto &store : space.stores)
        rows.append(
            QStringList{store.path, locale.formattedDataSize(store.bytes), locale.formattedDataSize(store.free)});
    for (const auto &part : space.folders)
        rows.append(QStringList{part.path, locale.formattedDataSize(part.bytes), QString()});
    rows.append(
        QStringList{QCoreApplication::translate("Cli", "cache"), locale.formattedDataSize(space.cache), QString()});
    return textTable({QCoreApplication::translate("Cli", "what"), QCoreApplication::translate("Cli", "size"),
                      QCoreApplication::translate("Cli", "free")},
                     rows);
}

} // namespace

QString StoreCommand::name() const
{
    return QStringLiteral("store");
}

QString StoreCommand::summary() const
{
    return QCoreApplication::translate(
        "Cli", "show what the data takes, give back what it no longer needs, or copy it to a team's store and back");
}

void StoreCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("action"),
                                 QCoreApplication::translate("Cli", "sizes, vacuum, or copy FROM TO."),
                                 QStringLiteral("sizes|vacuum|copy FROM TO"));
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode StoreCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto folder = dataDir(line.dataDir);
    const auto actions = parser.positionalArguments();
    if (actions == QStringList{QStringLiteral("sizes")}) {
        const auto space = dataSpace(folder);
        terminal.out(*format == TableFormat::Json ? jsonOf(space, folder) : textOf(space));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    if (actions.value(0) == QLatin1String("copy"))
        return copyStores(line, actions.mid(1), *format, terminal);
    if (actions != QStringList{QStringLiteral("vacuum")})
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "store takes sizes, vacuum or copy."),
                          QCoreApplication::translate("Cli", "consultantos-cli store sizes"));
    const InterruptWatcher interrupt;
    const auto given = [&] {
        ByteProgress progress(terminal, interrupt.token());
        return vacuumStores(folder, progress.watch());
    }();
    if (!given)
        return failed(terminal, given.error());
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("given_back"), *given}}).toJson());
    else
        terminal.line(QCoreApplication::translate("Cli", "Given back: %1.").arg(QLocale().formattedDataSize(*given)));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
