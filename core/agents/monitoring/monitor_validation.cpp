// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/monitor_validation.h"

#include "agents/monitoring/schedule.h"
#include "model/request.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <cmath>

namespace consultantos {
namespace {

constexpr qsizetype MostNameLength = 200;
constexpr qsizetype MostEntries = 100;

tl::unexpected<Error> wrong(const QString &message, const QString &detail = {})
{
    return fail(ErrorCode::InvalidArgument, message, detail);
}

Status validFigure(const QString &id, const std::optional<QMap<QString, QString>> &figures)
{
    if (!figures || figures->contains(id))
        return {};
    return wrong(QCoreApplication::translate("Monitors", "There is no figure \"%1\" to watch.").arg(id),
                 QCoreApplication::translate("Monitors",
                                             "Figures are named as in \"revenue\", \"net_income\" or "
                                             "\"operating_margin\"; monitor add --help tells where they are "
                                             "listed."));
}

Status validThresholds(const MonitorThresholds &thresholds)
{
    for (const auto value : {thresholds.relative, thresholds.absolute, thresholds.points, thresholds.score}) {
        if (!std::isfinite(value) || value < 0)
            return wrong(QCoreApplication::translate("Monitors", "A threshold can't be negative."));
    }
    return {};
}

Status validOutputs(const MonitorOutputs &outputs)
{
    const QUrl url(outputs.webhook, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!outputs.webhook.isEmpty() && (!url.isValid() || !isWeb || url.host().isEmpty()))
        return wrong(QCoreApplication::translate("Monitors", "A webhook needs an address of the web; \"%1\" is none.")
                         .arg(outputs.webhook));
    // No more than keeps an address from being anything else: who reads it decides whether it exists.
    static const QRegularExpression Mail(QStringLiteral("^[^\\s<>,;:@\"\\\\]+@[^\\s<>,;:@\"\\\\]+$"));
    for (const auto &mail : outputs.mails) {
        if (!Mail.match(mail).hasMatch() || mail.startsWith(QLatin1Char('-')))
            return wrong(QCoreApplication::translate("Monitors", "\"%1\" is no address of mail.").arg(mail));
    }
    return {};
}

} // namespace

Status validMonitor(const Monitor &monitor, const std::optional<QMap<QString, QString>> &figures,
                    const QStringList &frameworks)
{
    const auto &watch = monitor.watch;
    if (monitor.name.trimmed().isEmpty() || monitor.name.size() > MostNameLength)
        return wrong(
            QCoreApplication::translate("Monitors", "A monitor's name has 1 to %1 characters.").arg(MostNameLength));
    if (watch.isEmpty())
        return wrong(QCoreApplication::translate("Monitors", "A monitor must watch something."));
    if (watch.figureIds.size() > MostEntries || watch.lines.size() > MostEntries
        || monitor.outputs.mails.size() > MostEntries)
        return wrong(QCoreApplication::translate("Monitors", "A monitor takes at most %1 figures, lines and addresses.")
                         .arg(MostEntries));
    for (const auto &id : watch.figureIds) {
        if (const auto fit = validFigure(id, figures); !fit)
            return fit;
    }
    for (const auto &line : watch.lines) {
        if (const auto fit = validFigure(line.figure, figures); !fit)
            return fit;
        if (!std::isfinite(line.value))
            return wrong(QCoreApplication::translate("Monitors", "A line needs a number."));
    }
    for (const auto &framework : watch.frameworks) {
        if (!frameworks.contains(framework))
            return wrong(QCoreApplication::translate("Monitors", "There is no framework \"%1\".").arg(framework));
    }
    return validThresholds(monitor.thresholds).and_then([&] { return validSchedule(monitor.schedule); }).and_then([&] {
        return validOutputs(monitor.outputs);
    });
}

} // namespace consultantos
