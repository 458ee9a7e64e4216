// SPDX-License-Identifier: GPL-3.0-or-later
#include "engagement_command.h"

#include "base/paths.h"
#include "byte_progress.h"
#include "interrupt_watcher.h"
#include "option_values.h"
#include "storage/backup/engagement_archive.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace consultantos {

namespace {

struct Call {
    QString dataDir;
    QStringList arguments; ///< behind the action
    QByteArray password;
    TableFormat format = TableFormat::Text;
    const QCommandLineParser &parser;
    Terminal &terminal;
};

ExitCode done(const Call &call, const QJsonObject &json, const QString &text)
{
    if (call.format == TableFormat::Json)
        call.terminal.out(QJsonDocument(json).toJson());
    else
        call.terminal.line(text);
    return call.terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode list(const Call &call)
{
    const auto sizes = engagementSizes(call.dataDir);
    if (call.format == TableFormat::Json) {
        QJsonArray array;
        for (const auto &size : sizes)
            array.append(QJsonObject{{QStringLiteral("name"), size.name},
                                     {QStringLiteral("folder"), size.folder},
                                     {QStringLiteral("bytes"), size.bytes},
                                     {QStringLiteral("documents"), size.documents}});
        call.terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("engagements"), array}}).toJson());
        return ExitCode::Done;
    }
    if (sizes.isEmpty()) {
        call.terminal.line(QCoreApplication::translate("Cli", "There are no engagements."));
        return ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const auto &size : sizes)
        rows.append(QStringList{size.name, QLocale().formattedDataSize(size.bytes), QString::number(size.documents),
                                QDir::toNativeSeparators(size.folder)});
    call.terminal.out(
        textTable({QCoreApplication::translate("Cli", "name"), QCoreApplication::translate("Cli", "size"),
                   QCoreApplication::translate("Cli", "documents"), QCoreApplication::translate("Cli", "folder")},
                  rows));
    return ExitCode::Done;
}

ExitCode exportOne(const Call &call)
{
    const InterruptWatcher interrupt;
    const auto made = [&] {
        ByteProgress progress(call.terminal, interrupt.token());
        return exportEngagement(call.dataDir, call.arguments[0], call.arguments[1], call.password, SystemClock(),
                                progress.watch());
    }();
    if (!made)
        return failed(call.terminal, made.error());
    return done(call,
                {{QStringLiteral("path"), made->path},
                 {QStringLiteral("bytes"), made->archiveBytes},
                 {QStringLiteral("files"), made->manifest.files.size()},
                 {QStringLiteral("engagement"), made->manifest.engagement}},
                QCoreApplication::translate("Cli", "%1: %2, %3 of data.")
                    .arg(QDir::toNativeSeparators(made->path), QLocale().formattedDataSize(made->archiveBytes),
                         QLocale().formattedDataSize(made->manifest.bytes())));
}

ExitCode importOne(const Call &call)
{
    const InterruptWatcher interrupt;
    EngagementImport order;
    order.archive = call.arguments[0];
    order.name = call.parser.value(QStringLiteral("name"));
    order.onConflict = call.parser.isSet(QStringLiteral("replace")) ? NameConflict::Replace : NameConflict::Refuse;
    order.password = call.password;
    const auto imported = [&] {
        ByteProgress progress(call.terminal, interrupt.token());
        return importEngagement(order, call.dataDir, SystemClock(), progress.watch());
    }();
    if (!imported)
        return failed(call.terminal, imported.error());
    if (!imported->aside.isEmpty())
        call.terminal.note(QCoreApplication::translate("Cli", "What was there before is in %1; delete it when you are "
                                                              "content.")
                               .arg(QDir::toNativeSeparators(imported->aside)));
    return done(call,
                {{QStringLiteral("engagement"), imported->engagement.name},
                 {QStringLiteral("folder"), imported->engagement.folder},
                 {QStringLiteral("aside"), imported->aside}},
                QCoreApplication::translate("Cli", "The engagement \"%1\" is there.").arg(imported->engagement.name));
}

ExitCode removeOne(const Call &call)
{
    const auto &name = call.arguments[0];
    if (!call.parser.isSet(QStringLiteral("yes")))
        return wrongUsage(
            call.terminal,
            QCoreApplication::translate("Cli", "\"%1\" would be deleted for good, with its documents and "
                                               "reports; nothing was done.")
                .arg(name),
            QCoreApplication::translate("Cli", "Say --yes if you mean it; engagement export keeps a copy."));
    if (const auto removed = removeEngagement(call.dataDir, name); !removed)
        return failed(call.terminal, removed.error());
    return done(call, {{QStringLiteral("removed"), name}},
                QCoreApplication::translate("Cli", "The engagement \"%1\" was deleted.").arg(name));
}

} // namespace

QString EngagementCommand::name() const
{
    return QStringLiteral("engagement");
}

QString EngagementCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, export, take in or remove clients' engagements");
}

void EngagementCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli", "list, export NAME FILE, import FILE, or remove NAME."),
        QStringLiteral("list|export NAME FILE|import FILE|remove NAME"));
    parser.addOption({QStringLiteral("name"),
                      QCoreApplication::translate("Cli", "import: the name that it gets here; else its own."),
                      QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("replace"),
         QCoreApplication::translate("Cli", "import: exchange one of the same name, which is set aside.")});
    parser.addOption(
        {QStringLiteral("yes"), QCoreApplication::translate("Cli", "remove: without this nothing is done.")});
    parser.addOption({QStringLiteral("password-file"),
                      QCoreApplication::translate("Cli", "The file with the password of an encrypted archive."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode EngagementCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    struct Action {
        const char *name;
        int arguments;
        ExitCode (*run)(const Call &);
    };
    constexpr Action Actions[] = {
        {"list", 0, list}, {"export", 2, exportOne}, {"import", 1, importOne}, {"remove", 1, removeOne}};
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto arguments = parser.positionalArguments();
    const auto asked = arguments.isEmpty() ? QString() : arguments.takeFirst();
    Call call{dataDir(line.dataDir), arguments, {}, *format, parser, terminal};
    auto password = passwordOption(parser);
    if (!password)
        return failed(terminal, password.error());
    call.password = *std::move(password);
    for (const auto &action : Actions) {
        if (asked == QLatin1String(action.name) && arguments.size() == action.arguments)
            return action.run(call);
    }
    return wrongUsage(terminal,
                      QCoreApplication::translate("Cli",
                                                  "engagement takes list, export NAME FILE, import FILE or remove "
                                                  "NAME."),
                      QCoreApplication::translate("Cli", "consultantos-cli engagement export \"Acme\" acme.zip"));
}

} // namespace consultantos
