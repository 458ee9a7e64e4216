// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor_command.h"

#include "agents/monitoring/monitor_service.h"
#include "base/json.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "monitor_options.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qsizetype MinIdPrefix = 4;

QString timeOf(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QStringLiteral("-");
}

ExitCode printed(Terminal &terminal)
{
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// By id, its first characters, or its name.
Result<Monitor> find(const MonitorService &service, const QString &text)
{
    auto found = service.monitor(text);
    if (found || found.error().code != ErrorCode::NotFound || text.size() < MinIdPrefix)
        return found;
    const auto all = service.monitors();
    if (!all)
        return tl::unexpected(all.error());
    QList<Monitor> beginning;
    for (const auto &monitor : *all) {
        if (monitor.id.startsWith(text, Qt::CaseInsensitive))
            beginning.append(monitor);
    }
    return beginning.size() == 1 ? Result<Monitor>(beginning.first()) : found;
}

void print(const QList<Monitor> &monitors, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("monitors"), json::fromList(monitors)}}).toJson());
        return;
    }
    QList<QStringList> rows;
    for (const auto &monitor : monitors)
        rows.append({monitor.id.left(8), monitor.name, monitor.companyName, watchText(monitor.watch),
                     scheduleText(monitor.schedule),
                     monitor.isActive ? timeOf(monitor.nextCheck) : QStringLiteral("paused"), timeOf(monitor.lastCheck),
                     checkOutcomeName(monitor.lastResult.outcome)});
    terminal.out(textTable({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("company"),
                            QStringLiteral("watches"), QStringLiteral("schedule"), QStringLiteral("next (UTC)"),
                            QStringLiteral("last (UTC)"), QStringLiteral("result")},
                           rows));
}

ExitCode show(const Monitor &monitor, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(toJson(monitor)).toJson());
        return printed(terminal);
    }
    print({monitor}, format, terminal);
    if (!monitor.lastResult.error.isEmpty())
        terminal.line(monitor.lastResult.error);
    for (const auto &limit : monitor.lastResult.limits)
        terminal.line(limit);
    return printed(terminal);
}

QJsonObject jsonOf(const MonitorCheck &check)
{
    return {{QStringLiteral("monitor"), toJson(check.monitor)},
            {QStringLiteral("raised"), json::fromList(check.raised)},
            {QStringLiteral("folded"), json::fromList(check.folded)}};
}

void print(const MonitorCheck &check, Terminal &terminal)
{
    const auto &result = check.monitor.lastResult;
    terminal.line(QStringLiteral("%1: %2").arg(check.monitor.name, checkOutcomeName(result.outcome)));
    if (!result.error.isEmpty())
        terminal.line(QStringLiteral("  ") + result.error);
    for (const auto *alerts : {&check.raised, &check.folded}) {
        for (const auto &alert : *alerts)
            terminal.line(QStringLiteral("  [%1] %2 %3").arg(alert.id.left(8), alert.title, alert.why));
    }
    for (const auto &limit : result.limits)
        terminal.note(limit);
}

ExitCode printChecks(const QList<MonitorCheck> &checks, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("checks"), json::fromList(checks, jsonOf)}}).toJson());
    } else {
        for (const auto &check : checks)
            print(check, terminal);
    }
    const auto failures = std::count_if(checks.cbegin(), checks.cend(), [](const MonitorCheck &check) {
        return check.monitor.lastResult.outcome == CheckOutcome::Failed;
    });
    if (terminal.outputFailed() || (failures > 0 && failures == checks.size()))
        return ExitCode::Failed;
    return failures > 0 ? ExitCode::Partial : ExitCode::Done;
}

ExitCode check(MonitorService &service, const QStringList &names, bool isDueOnly, TableFormat format,
               Terminal &terminal, const CancellationToken &cancel)
{
    if (isDueOnly) {
        const auto checks = service.checkDue(cancel);
        if (!checks)
            return failed(terminal, checks.error());
        if (checks->isEmpty() && format == TableFormat::Text)
            terminal.note(QCoreApplication::translate("Cli", "No monitor is due."));
        const auto code = printChecks(*checks, format, terminal);
        return cancel.isCancelled() ? ExitCode::Interrupted : code;
    }
    QList<MonitorCheck> checks;
    for (const auto &name : names) {
        const auto monitor = find(service, name);
        if (!monitor)
            return failed(terminal, monitor.error());
        const auto done = service.check(monitor->id, cancel);
        if (!done)
            return failed(terminal, done.error());
        checks.append(*done);
    }
    return printChecks(checks, format, terminal);
}

ExitCode add(MonitorService &service, const QString &company, const QCommandLineParser &parser, TableFormat format,
             Terminal &terminal)
{
    Monitor monitor;
    monitor.companyId = company;
    monitor.user = qEnvironmentVariable("USER");
    monitor.schedule.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (const auto applied = applyMonitorOptions(parser, monitor); !applied)
        return failed(terminal, applied.error());
    const auto added = service.add(monitor);
    if (!added)
        return failed(terminal, added.error());
    terminal.note(QCoreApplication::translate("Cli", "The monitor is there; its first check is due now: "
                                                     "consultantos-cli monitor check --due"));
    return show(*added, format, terminal);
}

ExitCode edit(MonitorService &service, Monitor monitor, const QCommandLineParser &parser, TableFormat format,
              Terminal &terminal)
{
    if (const auto applied = applyMonitorOptions(parser, monitor); !applied)
        return failed(terminal, applied.error());
    const auto edited = service.edit(monitor);
    return edited ? show(*edited, format, terminal) : failed(terminal, edited.error());
}

ExitCode listFigures(const MonitorService &service, TableFormat format, Terminal &terminal)
{
    const auto figures = service.figures();
    if (!figures)
        return failed(terminal, figures.error());
    QList<QStringList> rows;
    QJsonObject object;
    for (auto it = figures->cbegin(); it != figures->cend(); ++it) {
        rows.append({it.key(), it.value()});
        object.insert(it.key(), it.value());
    }
    if (format == TableFormat::Json)
        terminal.out(QJsonDocument(object).toJson());
    else
        terminal.out(textTable({QStringLiteral("figure"), QStringLiteral("title")}, rows));
    return printed(terminal);
}

ExitCode withMonitor(MonitorService &service, const QString &action, const Monitor &monitor,
                     const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    if (action == QLatin1String("show"))
        return show(monitor, format, terminal);
    if (action == QLatin1String("edit"))
        return edit(service, monitor, parser, format, terminal);
    if (action == QLatin1String("remove")) {
        if (const auto removed = service.remove(monitor.id); !removed)
            return failed(terminal, removed.error());
        terminal.note(QCoreApplication::translate("Cli", "Deleted: %1").arg(monitor.id));
        return ExitCode::Done;
    }
    const auto changed = service.setActive(monitor.id, action == QLatin1String("resume"));
    return changed ? show(*changed, format, terminal) : failed(terminal, changed.error());
}

} // namespace

QString MonitorCommand::name() const
{
    return QStringLiteral("monitor");
}

QString MonitorCommand::summary() const
{
    return QCoreApplication::translate("Cli", "watch companies on a schedule");
}

void MonitorCommand::describe(QCommandLineParser &parser) const
{
    addMonitorOptions(parser);
    parser.addOption({QStringLiteral("due"), QCoreApplication::translate("Cli", "check: all that are due.")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli",
                                    "What to do; a monitor is named by its name or the first characters of its id."),
        QStringLiteral("add COMPANY|list|show ID|edit ID|pause ID|resume ID|remove ID|check ID…|check --due|figures"));
}

ExitCode MonitorCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const auto names = arguments.mid(1);
    const bool isDueOnly = parser.isSet(QStringLiteral("due"));
    const auto usage =
        QCoreApplication::translate("Cli", "consultantos-cli monitor add COMPANY | list | show ID | edit ID | "
                                           "pause ID | resume ID | remove ID | check ID… | check --due | "
                                           "figures");
    static const QStringList Alone{QStringLiteral("list"), QStringLiteral("figures")};
    static const QStringList WithOne{QStringLiteral("show"),   QStringLiteral("edit"),   QStringLiteral("pause"),
                                     QStringLiteral("resume"), QStringLiteral("remove"), QStringLiteral("add")};
    const bool isCheck = action == QLatin1String("check");
    if (!isCheck && !Alone.contains(action) && !WithOne.contains(action))
        return wrongUsage(terminal,
                          action.isEmpty()
                              ? QCoreApplication::translate("Cli", "What shall be done with monitors?")
                              : QCoreApplication::translate("Cli", "Monitors can't be \"%1\".").arg(action),
                          usage);
    if ((Alone.contains(action) && !names.isEmpty()) || (WithOne.contains(action) && names.size() != 1)
        || (isCheck && names.isEmpty() != isDueOnly) || (!isCheck && isDueOnly))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "monitor %1 has the wrong number of arguments.").arg(action),
            usage);
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const InterruptWatcher interrupt;
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (const auto network = (*services)->network(); !network)
        terminal.error(network.error());
    const auto service = (*services)->monitors();
    if (!service)
        return failed(terminal, service.error());
    if (isCheck)
        return check(**service, names, isDueOnly, *format, terminal, interrupt.token());
    if (action == QLatin1String("add"))
        return add(**service, names.first(), parser, *format, terminal);
    if (action == QLatin1String("figures"))
        return listFigures(**service, *format, terminal);
    if (action == QLatin1String("list")) {
        const auto monitors = (*service)->monitors();
        if (!monitors)
            return failed(terminal, monitors.error());
        print(*monitors, *format, terminal);
        if (monitors->isEmpty())
            terminal.note(QCoreApplication::translate("Cli", "No monitor is there."));
        return printed(terminal);
    }
    const auto monitor = find(**service, names.first());
    return monitor ? withMonitor(**service, action, *monitor, parser, *format, terminal)
                   : failed(terminal, monitor.error());
}

} // namespace consultantos
