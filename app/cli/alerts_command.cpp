// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts_command.h"

#include "agents/monitoring/monitor_service.h"
#include "alert_sendings.h"
#include "base/json.h"
#include "base/whole_file.h"
#include "cli_services.h"
#include "evidence/fact_store.h"
#include "model/units.h"
#include "monitor_options.h"
#include "report/digest_renderer.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace consultantos {
namespace {

constexpr qsizetype MinIdPrefix = 4;
const QString Digest = QStringLiteral("digest");
const QString Unsent = QStringLiteral("unsent");

ExitCode printed(const Terminal &terminal)
{
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// A day, or a time of ISO 8601; of this machine's clocks unless it says otherwise.
Result<QDateTime> timeFrom(const QString &text)
{
    if (const auto day = QDate::fromString(text, Qt::ISODate); day.isValid())
        return QDateTime(day, QTime(0, 0)).toUTC();
    const auto time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Cli", "\"%1\" is no time such as 2026-03-31 or 2026-03-31T08:00Z.").arg(text));
    return time.toUTC();
}

Result<MonitorAlert> find(const MonitorService &service, const QString &id)
{
    auto found = service.alert(id);
    if (found || found.error().code != ErrorCode::NotFound || id.size() < MinIdPrefix)
        return found;
    const auto all = service.alerts();
    if (!all)
        return tl::unexpected(all.error());
    QList<MonitorAlert> beginning;
    for (const auto &alert : *all) {
        if (alert.id.startsWith(id, Qt::CaseInsensitive))
            beginning.append(alert);
    }
    return beginning.size() == 1 ? Result<MonitorAlert>(beginning.first()) : found;
}

ExitCode list(const CliServices &services, const MonitorService &service, const QCommandLineParser &parser,
              TableFormat format, Terminal &terminal)
{
    AlertFilter filter;
    const auto state = parser.value(QStringLiteral("state"));
    if (state != QLatin1String("all")) {
        filter.state = alertStateFromName(state.isEmpty() ? QStringLiteral("open") : state);
        if (!filter.state)
            return failed(terminal, {ErrorCode::InvalidArgument,
                                     QCoreApplication::translate("Cli", "--state is open, snoozed, dismissed or all."),
                                     {}});
    }
    if (const auto name = parser.value(QStringLiteral("monitor")); !name.isEmpty()) {
        const auto monitor = service.monitor(name);
        filter.monitorId = monitor ? monitor->id : name; // of one that was removed, too
    }
    if (const auto name = parser.value(QStringLiteral("company")); !name.isEmpty()) {
        const auto company = services.facts().findCompany(name);
        if (!company)
            return failed(terminal, company.error());
        filter.companyId = company->id;
    }
    const auto alerts = service.alerts(filter);
    if (!alerts)
        return failed(terminal, alerts.error());
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("alerts"), json::fromList(*alerts)}}).toJson());
        return printed(terminal);
    }
    const auto now = services.clock().nowUtc();
    QList<QStringList> rows;
    for (const auto &alert : *alerts)
        rows.append({alert.id.left(8), alert.changed.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                     alert.companyName, alertTopicName(alert.topic), alertStateName(alert.stateAt(now)), alert.title});
    terminal.out(textTable({QStringLiteral("id"), QStringLiteral("changed (UTC)"), QStringLiteral("company"),
                            QStringLiteral("topic"), QStringLiteral("state"), QStringLiteral("what")},
                           rows));
    if (rows.isEmpty())
        terminal.note(QCoreApplication::translate("Cli", "No alert matches."));
    return printed(terminal);
}

QString shortened(const QString &text)
{
    constexpr qsizetype Shown = 160;
    return text.size() > Shown ? text.left(Shown) + QStringLiteral(" …") : text;
}

ExitCode show(const MonitorAlert &alert, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(toJson(alert)).toJson());
        return printed(terminal);
    }
    terminal.line(alert.title);
    terminal.line(alert.why);
    for (const auto &detail : alert.details)
        terminal.line(QStringLiteral("- ") + detail);
    for (const auto &id : alert.evidenceIds) {
        if (const auto *fact = alert.evidence.fact(id))
            terminal.line(QStringLiteral("  %1  %2  %3 %4 %5")
                              .arg(formatValue(fact->value(), fact->unit), id, fact->latest.form,
                                   fact->latest.accession, fact->latest.filed.toString(Qt::ISODate)));
        else if (const auto *computation = alert.evidence.computation(id))
            terminal.line(QStringLiteral("  %1  %2  = %3")
                              .arg(formatValue(computation->value, computation->unit), id, computation->formula));
        else if (const auto *passage = alert.evidence.passage(id))
            terminal.line(QStringLiteral("  “%1”  %2  %3")
                              .arg(shortened(passage->text.simplified()), id,
                                   QStringList{passage->document, passage->section}.join(QLatin1Char(' ')).trimmed()));
    }
    for (const auto &event : alert.history)
        terminal.line(QStringLiteral("  %1 %2 %3 %4")
                          .arg(event.at.toUTC().toString(Qt::ISODate), event.what, event.by, event.note)
                          .trimmed());
    return printed(terminal);
}

ExitCode digest(const CliServices &services, const MonitorService &service, const QCommandLineParser &parser,
                Terminal &terminal)
{
    const auto format = digestFormatFromName(parser.value(QStringLiteral("format")));
    if (!format)
        return failed(terminal, format.error());
    auto to = Result<QDateTime>(services.clock().nowUtc());
    if (parser.isSet(QStringLiteral("to")))
        to = timeFrom(parser.value(QStringLiteral("to")));
    if (!to)
        return failed(terminal, to.error());
    constexpr int Week = 7;
    auto from = Result<QDateTime>(to->addDays(-Week));
    if (parser.isSet(QStringLiteral("from")))
        from = timeFrom(parser.value(QStringLiteral("from")));
    if (!from)
        return failed(terminal, from.error());
    const auto summed = service.digest(*from, *to);
    if (!summed)
        return failed(terminal, summed.error());
    const auto text = renderDigest(*summed, *format);
    const auto path = parser.value(QStringLiteral("output"));
    if (path.isEmpty()) {
        terminal.out(text);
        return printed(terminal);
    }
    if (const auto written = writeFile(path, text); !written)
        return failed(terminal, written.error());
    terminal.note(QCoreApplication::translate("Cli", "Written: %1").arg(path));
    return ExitCode::Done;
}

ExitCode change(CliServices &services, MonitorService &service, const QString &action, const QStringList &ids,
                const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    auto until = Result<QDateTime>(QDateTime());
    if (action == QLatin1String("snooze")) {
        if (parser.isSet(QStringLiteral("until"))) {
            until = timeFrom(parser.value(QStringLiteral("until")));
        } else {
            const auto text = parser.value(QStringLiteral("for"));
            const auto span = spanFrom(text.isEmpty() ? QStringLiteral("1w") : text);
            until = span ? Result<QDateTime>(services.clock().nowUtc().addSecs(span->length().count()))
                         : tl::unexpected(span.error());
        }
        if (!until)
            return failed(terminal, until.error());
    }
    const auto by = qEnvironmentVariable("USER");
    for (const auto &id : ids) {
        const auto alert = find(service, id);
        if (!alert)
            return failed(terminal, alert.error());
        const auto changed = action == QLatin1String("snooze")    ? service.snooze(alert->id, *until, by)
                             : action == QLatin1String("dismiss") ? service.dismiss(alert->id, by)
                                                                  : service.reopen(alert->id, by);
        if (!changed)
            return failed(terminal, changed.error());
        if (format == TableFormat::Json)
            terminal.out(QJsonDocument(toJson(*changed)).toJson());
        else
            terminal.line(QStringLiteral("%1 %2").arg(changed->id.left(8), alertStateName(changed->state)));
    }
    return printed(terminal);
}

} // namespace

QString AlertsCommand::name() const
{
    return QStringLiteral("alerts");
}

QString AlertsCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, show and settle what monitors found");
}

void AlertsCommand::describe(QCommandLineParser &parser) const
{
    const auto add = [&parser](const char *name, const QString &description, const char *value) {
        parser.addOption({QString::fromLatin1(name), description, QString::fromLatin1(value)});
    };
    add("state", QCoreApplication::translate("Cli", "list: open (the default), snoozed, dismissed or all."), "state");
    add("monitor", QCoreApplication::translate("Cli", "list: of this monitor alone."), "id");
    add("company", QCoreApplication::translate("Cli", "list: of this company alone."), "name");
    add("until", QCoreApplication::translate("Cli", "snooze: until when."), "time");
    add("for", QCoreApplication::translate("Cli", "snooze: how long, such as 4h, 3d or 2w (1w)."), "span");
    add("from", QCoreApplication::translate("Cli", "digest: where its period begins (seven days before its end)."),
        "time");
    add("to", QCoreApplication::translate("Cli", "digest: where it ends (now)."), "time");
    add("output", QCoreApplication::translate("Cli", "digest: the file to write."), "path");
    add("format",
        QCoreApplication::translate("Cli", "text (the default) or json; digest: md (the default), html or json."),
        "format");
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli", "What to do (list); the first characters of an id will do."),
        QStringLiteral("[list|show ID|snooze ID…|dismiss ID…|reopen ID…|digest|unsent|resend [ID…]|discard ID…]"));
}

ExitCode AlertsCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0, QStringLiteral("list"));
    const auto ids = arguments.mid(1);
    const auto usage = QCoreApplication::translate(
        "Cli", "consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | "
               "resend [ID…] | discard ID…");
    const bool isUnsent = action == Unsent;
    const bool isResend = action == QLatin1String("resend");
    const bool isDiscard = action == QLatin1String("discard");
    const bool isAlone = action == QLatin1String("list") || action == Digest || isUnsent;
    const bool isShow = action == QLatin1String("show");
    const bool isChange =
        QStringList{QStringLiteral("snooze"), QStringLiteral("dismiss"), QStringLiteral("reopen")}.contains(action);
    if (!isAlone && !isShow && !isChange && !isResend && !isDiscard)
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Alerts can't be \"%1\".").arg(action), usage);
    if ((isAlone && !ids.isEmpty()) || (isShow && ids.size() != 1) || ((isChange || isDiscard) && ids.isEmpty()))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "alerts %1 has the wrong number of arguments.").arg(action),
            usage);
    auto format = Result<TableFormat>(TableFormat::Text);
    if (action != Digest)
        format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto service = (*services)->monitors();
    if (!service)
        return failed(terminal, service.error());
    if (action == Digest)
        return digest(**services, **service, parser, terminal);
    if (isUnsent)
        return listUnsent(**service, *format, terminal);
    if (isResend)
        return resend(**service, ids, *format, terminal);
    if (isDiscard)
        return discardUnsent(**service, ids, terminal);
    if (isAlone)
        return list(**services, **service, parser, *format, terminal);
    if (isChange)
        return change(**services, **service, action, ids, parser, *format, terminal);
    const auto alert = find(**service, ids.first());
    if (!alert)
        return failed(terminal, alert.error());
    const auto code = show(*alert, *format, terminal);
    if (*format != TableFormat::Json)
        printUnsent(**service, alert->id, terminal);
    return code;
}

} // namespace consultantos
