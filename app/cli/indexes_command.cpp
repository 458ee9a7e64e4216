// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexes_command.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/paths.h"
#include "base/settings.h"
#include "cli_services.h"
#include "egress/keychain_secret_store.h"
#include "storage/engagement.h"
#include "storage/indexes/index_check.h"
#include "storage/indexes/postgres_plans.h"
#include "storage/metrics_repository.h"
#include "storage/postgres/postgres_server.h"
#include "storage/storage.h"
#include "storage/store_place.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcessEnvironment>

namespace consultantos {

namespace {

QString usageText()
{
    return QCoreApplication::translate("Cli",
                                       "consultantos-cli indexes list | generate | deploy | check [--format json]");
}

QJsonObject toJson(const DeclaredIndex &index)
{
    return {{QStringLiteral("store"), index.store},
            {QStringLiteral("table"), index.table},
            {QStringLiteral("name"), index.name},
            {QStringLiteral("sql"), index.sql},
            {QStringLiteral("deployed"), index.isThere}};
}

QJsonObject toJson(const PlanFinding &finding)
{
    QJsonObject object{{QStringLiteral("store"), finding.store},
                       {QStringLiteral("query"), finding.sql},
                       {QStringLiteral("fault"), planFaultName(finding.fault)},
                       {QStringLiteral("plan"), finding.step}};
    if (!finding.reason.isEmpty())
        object.insert(QStringLiteral("reason"), finding.reason);
    return object;
}

template <class T>
QJsonArray toJson(const QList<T> &items)
{
    return json::fromList(items, [](const T &item) { return toJson(item); });
}

ExitCode printIndexes(const QList<DeclaredIndex> &indexes, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("indexes"), toJson(indexes)}}).toJson());
    } else {
        QList<QStringList> rows;
        for (const auto &index : indexes)
            rows.append({index.store, index.name,
                         index.isThere ? QCoreApplication::translate("Cli", "yes")
                                       : QCoreApplication::translate("Cli", "missing"),
                         index.sql.section(QStringLiteral(" ON "), 1)});
        terminal.out(
            textTable({QCoreApplication::translate("Cli", "Store"), QCoreApplication::translate("Cli", "Index"),
                       QCoreApplication::translate("Cli", "There"), QCoreApplication::translate("Cli", "Of")},
                      rows));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

void printFinding(const PlanFinding &finding, Terminal &terminal)
{
    terminal.line(QStringLiteral("%1: %2: %3").arg(finding.store, planFaultName(finding.fault), finding.step));
    terminal.line(QStringLiteral("    ") + finding.sql);
    if (!finding.reason.isEmpty())
        terminal.line(QStringLiteral("    ") + QCoreApplication::translate("Cli", "allowed: %1").arg(finding.reason));
}

ExitCode printCheck(const Result<IndexCheck> &checked, TableFormat format, Terminal &terminal)
{
    if (!checked)
        return failed(terminal, checked.error());
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("clean"), checked->isClean()},
                                               {QStringLiteral("queries"), checked->statements},
                                               {QStringLiteral("missing"), toJson(checked->missing)},
                                               {QStringLiteral("faults"), toJson(checked->faults)},
                                               {QStringLiteral("allowed"), toJson(checked->allowed)}})
                         .toJson());
    } else {
        for (const auto &finding : checked->allowed)
            printFinding(finding, terminal);
        for (const auto &index : checked->missing)
            terminal.line(
                QCoreApplication::translate("Cli", "%1: the index %2 is missing").arg(index.store, index.name));
        for (const auto &finding : checked->faults)
            printFinding(finding, terminal);
        terminal.line(QCoreApplication::translate("Cli", "%1 queries, %2 faults, %3 missing indexes, %4 allowed.")
                          .arg(checked->statements)
                          .arg(checked->faults.size())
                          .arg(checked->missing.size())
                          .arg(checked->allowed.size()));
    }
    return checked->isClean() && !terminal.outputFailed() ? ExitCode::Done : ExitCode::Failed;
}

/// Of the files; with a team's store of that, by what its server would do.
Result<IndexCheck> checkedPlans(const IndexDesk &desk, const CommandLine &line, const Engagement &engagement,
                                const std::shared_ptr<const Clock> &clock)
{
    const auto settings = Settings::load(dataDir(line.dataDir), CliServices::environment(line));
    if (!settings)
        return tl::unexpected(settings.error());
    const LayeredSecretStore secrets(std::make_shared<EnvironmentSecretStore>(QProcessEnvironment::systemEnvironment()),
                                     std::make_shared<KeychainSecretStore>());
    const auto server = openTeamServer(settings->store(), secrets);
    if (!server)
        return tl::unexpected(server.error());
    return *server ? checkOnServer(checkedStores(), StorePlace::of(engagement, *server), clock) : desk.check();
}

/// What was recorded as slow in this data folder, whoever issued it.
QStringList recordedStatements(const QString &dataDir, const std::shared_ptr<const Clock> &clock)
{
    QStringList statements;
    if (!QFileInfo::exists(Storage::metricsPath(dataDir)))
        return statements;
    const auto history = MetricsRepository::open(dataDir, clock);
    const auto slow = history ? (*history)->slowSince(clock->nowUtc().addDays(-MetricsRepository::KeptDays))
                              : Result<QList<SlowStatement>>();
    if (slow) {
        for (const auto &statement : *slow)
            statements.append(statement.sql);
    }
    return statements;
}

ExitCode generate(const IndexDesk &desk, const QStringList &recorded, TableFormat format, Terminal &terminal)
{
    const auto proposed = desk.proposals(recorded);
    if (!proposed)
        return failed(terminal, proposed.error());
    if (format == TableFormat::Json)
        terminal.out(
            QJsonDocument(QJsonObject{{QStringLiteral("proposed"), QJsonArray::fromStringList(*proposed)}}).toJson());
    else if (proposed->isEmpty())
        terminal.note(QCoreApplication::translate("Cli", "No query needs another index."));
    else
        terminal.line(proposed->join(QStringLiteral(";\n")) + QLatin1Char(';'));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

QString IndexesCommand::name() const
{
    return QStringLiteral("indexes");
}

QString IndexesCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, propose, create and check the stores' indexes");
}

void IndexesCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli",
                                    "list: all that are declared; generate: propose what queries lack; deploy: create "
                                    "what is missing; check: the plan of each query, exit code 1 if one reads a whole "
                                    "table or sorts what an index could give."),
        QStringLiteral("list|generate|deploy|check"));
}

ExitCode IndexesCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const QStringList actions{QStringLiteral("list"), QStringLiteral("generate"), QStringLiteral("deploy"),
                              QStringLiteral("check")};
    if (arguments.size() != 1 || !actions.contains(action))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "indexes takes one action."), usageText());
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto folder = dataDir(line.dataDir);
    const auto engagement = findEngagement(folder, line.engagement);
    if (!engagement)
        return failed(terminal, engagement.error());
    const auto clock = std::make_shared<SystemClock>();
    const IndexDesk desk(checkedStores(), {engagement->folder, folder}, clock);
    if (action == QLatin1String("check"))
        return printCheck(checkedPlans(desk, line, *engagement, clock), *format, terminal);
    if (action == QLatin1String("generate"))
        return generate(desk, recordedStatements(folder, clock), *format, terminal);
    const auto indexes = action == QLatin1String("list") ? desk.list() : desk.deploy();
    if (!indexes)
        return failed(terminal, indexes.error());
    if (action == QLatin1String("deploy") && indexes->isEmpty() && *format == TableFormat::Text) {
        terminal.note(QCoreApplication::translate("Cli", "All declared indexes are there."));
        return ExitCode::Done;
    }
    return printIndexes(*indexes, *format, terminal);
}

} // namespace consultantos
