// SPDX-License-Identifier: GPL-3.0-or-later
#include "users_command.h"

#include "cli_services.h"
#include "storage/audit_log.h"
#include "storage/engagement.h"
#include "storage/user_repository.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

namespace consultantos {
namespace {

/// One call of the command: what it works with, and what it was told.
struct Call {
    CliServices::People people;
    const Clock &clock;
    const QCommandLineParser &parser;
    QStringList arguments; ///< behind the action
    bool isJson = false;
    Terminal &terminal;
};

struct Action {
    const char *name;
    int least;
    int most;
    Status (*run)(Call &call);
};

QString usage()
{
    return QStringLiteral("consultantos-cli users add NAME [--role R] | list | role NAME R | token NAME [--days N] "
                          "[--label L] | tokens [NAME] | revoke TOKEN-ID | allow NAME [ENGAGEMENT] | "
                          "disallow NAME [ENGAGEMENT] | remove NAME");
}

QJsonValue timeText(const QDateTime &time)
{
    return time.toString(Qt::ISODate);
}

void show(Call &call, const QString &key, const QJsonArray &list, const QStringList &titles,
          const QList<QStringList> &rows)
{
    if (call.isJson)
        call.terminal.out(QJsonDocument(QJsonObject{{key, list}}).toJson());
    else
        call.terminal.out(textTable(titles, rows));
}

Status addUser(Call &call)
{
    const auto role = call.parser.isSet(QStringLiteral("role"))
                          ? userRoleFromName(call.parser.value(QStringLiteral("role")))
                          : Result<UserRole>(UserRole::Member);
    return role ? call.people.users->add(call.arguments[0], *role) : tl::unexpected(role.error());
}

Status listUsers(Call &call)
{
    const auto users = call.people.users->list();
    if (!users)
        return tl::unexpected(users.error());
    QJsonArray list;
    QList<QStringList> rows;
    for (const auto &user : *users) {
        list.append(QJsonObject{{QStringLiteral("name"), user.name},
                                {QStringLiteral("role"), userRoleName(user.role)},
                                {QStringLiteral("created_at"), timeText(user.createdAt)},
                                {QStringLiteral("engagements"), QJsonArray::fromStringList(user.engagements)}});
        QStringList shown;
        for (const auto &engagement : user.engagements)
            shown.append(engagement.isEmpty() ? QStringLiteral("\"\"") : engagement);
        rows.append({user.name, userRoleName(user.role), user.createdAt.toString(Qt::ISODate),
                     user.role == UserRole::Admin ? QStringLiteral("*") : shown.join(QStringLiteral(", "))});
    }
    show(call, QStringLiteral("users"), list,
         {QCoreApplication::translate("Cli", "User"), QCoreApplication::translate("Cli", "Role"),
          QCoreApplication::translate("Cli", "Since"), QCoreApplication::translate("Cli", "Engagements")},
         rows);
    return {};
}

Status setRole(Call &call)
{
    const auto role = userRoleFromName(call.arguments[1]);
    return role ? call.people.users->setRole(call.arguments[0], *role) : tl::unexpected(role.error());
}

Status makeToken(Call &call)
{
    constexpr int UsualDays = 90;
    constexpr int MostDays = 3'660;
    bool isNumber = true;
    const auto days = call.parser.isSet(QStringLiteral("days"))
                          ? call.parser.value(QStringLiteral("days")).toInt(&isNumber)
                          : UsualDays;
    if (!isNumber || days < 1 || days > MostDays)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "--%1 must be a number from %2 to %3.")
                        .arg(QStringLiteral("days"), QStringLiteral("1"), QString::number(MostDays)));
    const auto made = call.people.users->addToken(call.arguments[0], call.parser.value(QStringLiteral("label")),
                                                  call.clock.nowUtc().addDays(days));
    if (!made)
        return tl::unexpected(made.error());
    call.terminal.note(QCoreApplication::translate("Cli", "Token %1 of %2, until %3. It is shown this once:")
                           .arg(made->token.id, made->token.user, made->token.expiresAt.toString(Qt::ISODate)));
    if (call.isJson)
        call.terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("id"), made->token.id},
                                                    {QStringLiteral("user"), made->token.user},
                                                    {QStringLiteral("token"), QString::fromLatin1(made->secret)},
                                                    {QStringLiteral("expires_at"), timeText(made->token.expiresAt)}})
                              .toJson());
    else
        call.terminal.line(QString::fromLatin1(made->secret));
    return {};
}

Status listTokens(Call &call)
{
    const auto tokens = call.people.users->tokens(call.arguments.value(0));
    if (!tokens)
        return tl::unexpected(tokens.error());
    QJsonArray list;
    QList<QStringList> rows;
    for (const auto &token : *tokens) {
        const auto state = token.revokedAt                          ? QStringLiteral("revoked")
                           : token.expiresAt <= call.clock.nowUtc() ? QStringLiteral("expired")
                                                                    : QStringLiteral("in force");
        list.append(QJsonObject{{QStringLiteral("id"), token.id},
                                {QStringLiteral("user"), token.user},
                                {QStringLiteral("label"), token.label},
                                {QStringLiteral("state"), state},
                                {QStringLiteral("created_at"), timeText(token.createdAt)},
                                {QStringLiteral("expires_at"), timeText(token.expiresAt)}});
        rows.append({token.id, token.user, token.label, state, token.expiresAt.toString(Qt::ISODate)});
    }
    show(call, QStringLiteral("tokens"), list,
         {QStringLiteral("Id"), QCoreApplication::translate("Cli", "User"), QCoreApplication::translate("Cli", "Label"),
          QCoreApplication::translate("Cli", "State"), QCoreApplication::translate("Cli", "Until")},
         rows);
    return {};
}

Status revokeToken(Call &call)
{
    return call.people.users->revoke(call.arguments[0]);
}

Status allowUser(Call &call)
{
    return call.people.users->allow(call.arguments[0], call.arguments.value(1));
}

Status disallowUser(Call &call)
{
    return call.people.users->disallow(call.arguments[0], call.arguments.value(1));
}

Status removeUser(Call &call)
{
    return call.people.users->remove(call.arguments[0]);
}

constexpr Action Actions[] = {
    {"add", 1, 1, addUser},     {"list", 0, 0, listUsers},        {"role", 2, 2, setRole},
    {"token", 1, 1, makeToken}, {"tokens", 0, 1, listTokens},     {"revoke", 1, 1, revokeToken},
    {"allow", 1, 2, allowUser}, {"disallow", 1, 2, disallowUser}, {"remove", 1, 1, removeUser}};

const Action *actionOf(const QStringList &arguments)
{
    for (const auto &action : Actions) {
        const auto count = arguments.size() - 1;
        if (!arguments.isEmpty() && arguments.first() == QLatin1String(action.name) && count >= action.least
            && count <= action.most)
            return &action;
    }
    return nullptr;
}

QString systemUser()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto name = environment.value(QStringLiteral("USER"), environment.value(QStringLiteral("USERNAME")));
    return QStringLiteral("cli:") + (name.isEmpty() ? QStringLiteral("?") : name);
}

} // namespace

QString UsersCommand::name() const
{
    return QStringLiteral("users");
}

QString UsersCommand::summary() const
{
    return QCoreApplication::translate("Cli", "add, list and remove a team's users, their roles and tokens");
}

void UsersCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("action"),
                                 QCoreApplication::translate("Cli", "add, list, role, token, tokens, revoke, allow, "
                                                                    "disallow or remove."),
                                 QStringLiteral("add NAME|list|role NAME ROLE|token NAME|tokens [NAME]|revoke ID|"
                                                "allow NAME [ENGAGEMENT]|disallow NAME [ENGAGEMENT]|remove NAME"));
    parser.addOption({QStringLiteral("role"),
                      QCoreApplication::translate("Cli", "Of a new user: viewer, member (the default) or admin."),
                      QStringLiteral("role")});
    parser.addOption({QStringLiteral("days"),
                      QCoreApplication::translate("Cli", "How long a new token is in force (90)."),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("label"), QCoreApplication::translate("Cli", "What a new token is for."),
                      QStringLiteral("text")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode UsersCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto *action = actionOf(arguments);
    if (!action)
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "users needs an action and what it is about."),
                          usage());
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto people = (*services)->people();
    if (!people)
        return failed(terminal, people.error());
    Call call{*people, (*services)->clock(), parser, arguments.mid(1), *format == TableFormat::Json, terminal};
    const auto done = action->run(call);
    if (!done)
        return failed(terminal, done.error());
    if (action->run != listUsers && action->run != listTokens) {
        // Never a secret: of arguments alone.
        const auto written = people->audit->append({0,
                                                    call.clock.nowUtc(),
                                                    systemUser(),
                                                    QStringLiteral("users ") + QLatin1String(action->name),
                                                    call.arguments.join(QLatin1Char(' ')),
                                                    {},
                                                    QStringLiteral("done"),
                                                    {}});
        if (!written)
            return failed(terminal, written.error());
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
