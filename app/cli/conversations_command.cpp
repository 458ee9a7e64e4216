// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversations_command.h"

#include "base/json.h"
#include "chat_output.h"
#include "cli_services.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

ExitCode printList(const QList<ConversationSummary> &conversations, bool isSearch, TableFormat format,
                   Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(
            QJsonDocument(QJsonObject{{QStringLiteral("conversations"), json::fromList(conversations)}}).toJson());
    } else {
        QList<QStringList> rows;
        for (const auto &conversation : conversations)
            rows.append({conversation.id, conversation.changedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                         QString::number(conversation.messages), conversation.title,
                         isSearch ? conversation.excerpt : conversation.scope.company});
        terminal.out(
            textTable({QStringLiteral("id"), QStringLiteral("changed"), QStringLiteral("messages"),
                       QStringLiteral("title"), isSearch ? QStringLiteral("found") : QStringLiteral("company")},
                      rows));
        if (rows.isEmpty())
            terminal.note(isSearch ? QCoreApplication::translate("Cli", "No conversation matches.")
                                   : QCoreApplication::translate("Cli", "No conversation is there."));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode show(const ConversationRepository &conversations, const QString &id, TableFormat format, Terminal &terminal)
{
    const auto conversation = conversations.load(id);
    if (!conversation)
        return failed(terminal, conversation.error());
    if (format == TableFormat::Json) {
        auto object = toJson(conversation->summary);
        object[QStringLiteral("messages")] = json::fromList(conversation->messages);
        terminal.out(QJsonDocument(object).toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    terminal.line(conversation->summary.title);
    for (const auto &message : conversation->messages) {
        const auto who = message.role == ChatRole::User ? QCoreApplication::translate("Cli", "You")
                                                        : QCoreApplication::translate("Cli", "Answer");
        terminal.line(
            QStringLiteral("\n%1, %2").arg(who, message.when.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
        terminal.line(chatText(message));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode remove(ConversationRepository &conversations, const QString &id, Terminal &terminal)
{
    if (const auto removed = conversations.remove(id); !removed)
        return failed(terminal, removed.error());
    terminal.note(QCoreApplication::translate("Cli", "Deleted: %1").arg(id));
    return ExitCode::Done;
}

} // namespace

QString ConversationsCommand::name() const
{
    return QStringLiteral("conversations");
}

QString ConversationsCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, show, search and delete conversations");
}

void ConversationsCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli",
                                    "list, show ID, search TEXT or delete ID; the first characters of an id will "
                                    "do. What is deleted can't be brought back."),
        QStringLiteral("list|show ID|search TEXT|delete ID"));
}

ExitCode ConversationsCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const auto usage =
        QCoreApplication::translate("Cli", "consultantos-cli conversations list | show ID | search TEXT | delete ID");
    const bool isList = action == QLatin1String("list");
    const bool isSearch = action == QLatin1String("search");
    const bool takesId = action == QLatin1String("show") || action == QLatin1String("delete");
    if (!isList && !isSearch && !takesId)
        return wrongUsage(terminal,
                          action.isEmpty()
                              ? QCoreApplication::translate("Cli", "What shall be done with the conversations?")
                              : QCoreApplication::translate("Cli", "Conversations can't be \"%1\".").arg(action),
                          usage);
    if ((isList && arguments.size() != 1) || (takesId && arguments.size() != 2) || (isSearch && arguments.size() < 2))
        return wrongUsage(
            terminal,
            QCoreApplication::translate("Cli", "conversations %1 has the wrong number of arguments.").arg(action),
            usage);
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    auto &conversations = *(*services)->storage().conversations;
    if (takesId) {
        const auto id = wholeConversationId(conversations, arguments[1]);
        if (!id)
            return failed(terminal, id.error());
        return action == QLatin1String("show") ? show(conversations, *id, *format, terminal)
                                               : remove(conversations, *id, terminal);
    }
    const auto found = conversations.list(isSearch ? arguments.mid(1).join(QLatin1Char(' ')) : QString());
    if (!found)
        return failed(terminal, found.error());
    return printList(*found, isSearch, *format, terminal);
}

} // namespace consultantos
