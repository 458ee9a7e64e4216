// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert_sendings.h"

#include "agents/monitoring/monitor_service.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qsizetype ShownId = 8;
constexpr qsizetype MinIdPrefix = 4;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString nextText(const AlertSending &sending)
{
    return sending.isGivenUp() ? QCoreApplication::translate("Cli", "given up") : timeText(sending.nextTry);
}

Result<AlertSending> find(const QList<AlertSending> &all, const QString &id)
{
    QList<AlertSending> beginning;
    for (const auto &sending : all) {
        if (sending.id == id || (id.size() >= MinIdPrefix && sending.id.startsWith(id, Qt::CaseInsensitive)))
            beginning.append(sending);
    }
    if (beginning.size() != 1)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Cli", "Nothing with the id \"%1\" waits to be sent.").arg(id));
    return beginning.first();
}

Result<QList<AlertSending>> chosen(const MonitorService &service, const QStringList &ids)
{
    const auto all = service.unsent();
    if (!all || ids.isEmpty())
        return all;
    QList<AlertSending> found;
    for (const auto &id : ids) {
        const auto sending = find(*all, id);
        if (!sending)
            return tl::unexpected(sending.error());
        found.append(*sending);
    }
    return found;
}

} // namespace

ExitCode listUnsent(const MonitorService &service, TableFormat format, Terminal &terminal)
{
    const auto all = service.unsent();
    if (!all)
        return failed(terminal, all.error());
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("unsent"), json::fromList(*all, summaryOf)}}).toJson());
    } else {
        QList<QStringList> rows;
        for (const auto &sending : *all)
            rows.append({sending.id.left(ShownId), sending.monitorName, sending.to, QString::number(sending.attempts),
                         timeText(sending.lastTry), nextText(sending), sending.error});
        terminal.out(
            textTable({QStringLiteral("id"), QStringLiteral("monitor"), QStringLiteral("to"), QStringLiteral("tries"),
                       QStringLiteral("last (UTC)"), QStringLiteral("next (UTC)"), QStringLiteral("why")},
                      rows));
        if (rows.isEmpty())
            terminal.note(QCoreApplication::translate("Cli", "Nothing waits to be sent."));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode resend(MonitorService &service, const QStringList &ids, TableFormat format, Terminal &terminal)
{
    const auto sendings = chosen(service, ids);
    if (!sendings)
        return failed(terminal, sendings.error());
    bool isAllSent = true;
    QJsonArray left;
    for (const auto &sending : *sendings) {
        const auto still = service.sendAgain(sending.id);
        if (!still && still.error().code == ErrorCode::NotFound) // arrived since it was listed
            continue;
        if (!still)
            return failed(terminal, still.error());
        isAllSent = isAllSent && !*still;
        if (*still)
            left.append(summaryOf(**still));
        if (format == TableFormat::Json)
            continue;
        if (*still)
            terminal.line(QCoreApplication::translate("Cli", "%1 not sent to %2: %3 Next try: %4")
                              .arg(sending.id.left(ShownId), sending.to, (*still)->error, nextText(**still)));
        else
            terminal.line(
                QCoreApplication::translate("Cli", "%1 sent to %2").arg(sending.id.left(ShownId), sending.to));
    }
    if (format == TableFormat::Json)
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("unsent"), left}}).toJson());
    return isAllSent && !terminal.outputFailed() ? ExitCode::Done : ExitCode::Failed;
}

ExitCode discardUnsent(MonitorService &service, const QStringList &ids, Terminal &terminal)
{
    const auto sendings = chosen(service, ids);
    if (!sendings)
        return failed(terminal, sendings.error());
    for (const auto &sending : *sendings) {
        if (const auto discarded = service.discardSending(sending.id); !discarded)
            return failed(terminal, discarded.error());
    }
    return ExitCode::Done;
}

void printUnsent(const MonitorService &service, const QString &alertId, Terminal &terminal)
{
    const auto all = service.unsent();
    if (!all)
        return;
    for (const auto &sending : *all) {
        if (sending.alertIds.contains(alertId))
            terminal.line(QCoreApplication::translate("Cli", "%1 not sent to %2: %3 Next try: %4")
                              .arg(sending.id.left(ShownId), sending.to, sending.error, nextText(sending)));
    }
}

} // namespace consultantos
