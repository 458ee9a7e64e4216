// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit_command.h"

#include "cli_services.h"
#include "storage/audit_log.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {
namespace {

QByteArray jsonOf(const QList<AuditEntry> &entries)
{
    QJsonArray list;
    for (const auto &entry : entries)
        list.append(QJsonObject{{QStringLiteral("number"), entry.number},
                                {QStringLiteral("at"), entry.at.toString(Qt::ISODateWithMs)},
                                {QStringLiteral("actor"), entry.actor},
                                {QStringLiteral("action"), entry.action},
                                {QStringLiteral("object"), entry.object},
                                {QStringLiteral("engagement"), entry.engagement},
                                {QStringLiteral("outcome"), entry.outcome},
                                {QStringLiteral("origin"), entry.origin}});
    return QJsonDocument(QJsonObject{{QStringLiteral("entries"), list}}).toJson();
}

QByteArray tableOf(const QList<AuditEntry> &entries)
{
    QList<QStringList> rows;
    for (const auto &entry : entries)
        rows.append(
            {entry.at.toString(Qt::ISODate), entry.actor, entry.action, entry.object, entry.outcome, entry.origin});
    return textTable({QCoreApplication::translate("Cli", "Time"), QCoreApplication::translate("Cli", "User"),
                      QCoreApplication::translate("Cli", "Action"), QCoreApplication::translate("Cli", "Object"),
                      QCoreApplication::translate("Cli", "Outcome"), QCoreApplication::translate("Cli", "From")},
                     rows);
}

} // namespace

QString AuditCommand::name() const
{
    return QStringLiteral("audit");
}

QString AuditCommand::summary() const
{
    return QCoreApplication::translate("Cli", "show who did what");
}

void AuditCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("user"), QCoreApplication::translate("Cli", "What this user did alone."),
                      QStringLiteral("name")});
    parser.addOption({QStringLiteral("limit"), QCoreApplication::translate("Cli", "How many entries (100)."),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(QStringLiteral("list"), QCoreApplication::translate("Cli", "The default."),
                                 QStringLiteral("[list]"));
}

ExitCode AuditCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (!arguments.isEmpty() && arguments != QStringList{QStringLiteral("list")})
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "audit takes no argument but list."),
                          QStringLiteral("consultantos-cli audit [list] [--user NAME] [--limit N] [--format json]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    constexpr int Usual = 100;
    bool isNumber = true;
    const auto limit =
        parser.isSet(QStringLiteral("limit")) ? parser.value(QStringLiteral("limit")).toInt(&isNumber) : Usual;
    if (!isNumber || limit < 1)
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "--%1 must be a number from %2 to %3.")
                              .arg(QStringLiteral("limit"), QStringLiteral("1"), QStringLiteral("2147483647")),
                          {});
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto people = (*services)->people();
    if (!people)
        return failed(terminal, people.error());
    const auto entries = people->audit->list(limit, parser.value(QStringLiteral("user")));
    if (!entries)
        return failed(terminal, entries.error());
    terminal.out(*format == TableFormat::Json ? jsonOf(*entries) : tableOf(*entries));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
