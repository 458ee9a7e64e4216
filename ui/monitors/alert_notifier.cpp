// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_notifier.h"

#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"
#include "notices/desktop_notices.h"

#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace consultantos {

namespace {

using namespace std::chrono_literals;

/// A snooze ends without anyone doing anything.
constexpr auto CountInterval = 30s;

} // namespace

AlertNotice noticeOf(const QList<MonitorAlert> &raised, const QList<Monitor> &monitors)
{
    QList<MonitorAlert> wanted;
    std::copy_if(raised.begin(), raised.end(), std::back_inserter(wanted), [&monitors](const MonitorAlert &alert) {
        const auto monitor = std::find_if(monitors.begin(), monitors.end(),
                                          [&alert](const Monitor &one) { return one.id == alert.monitorId; });
        return monitor == monitors.end() || monitor->outputs.desktop;
    });
    if (wanted.isEmpty())
        return {};
    const auto first = *std::min_element(wanted.begin(), wanted.end(), [](const auto &left, const auto &right) {
        return severityOf(left) < severityOf(right);
    });
    const auto title = wanted.size() == 1
                           ? AlertNotifier::tr("%1: %2").arg(first.companyName, severityTitle(severityOf(first)))
                           : AlertNotifier::tr("%n new alert(s)", nullptr, int(wanted.size()));
    return {title, alertText(first, first.title), first.id};
}

AlertNotifier::AlertNotifier(MonitorsController *controller, DesktopNotices *desktop, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_desktop(desktop)
{
    connect(desktop, &DesktopNotices::iconActivated, this, [this] { Q_EMIT activated({}); });
    connect(controller, &MonitorsController::alertsChanged, this, &AlertNotifier::refresh);
    connect(controller, &MonitorsController::news, this,
            [this](const QList<MonitorAlert> &raised, const QList<MonitorAlert> &) { tell(raised); });
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &AlertNotifier::refresh);
    timer->start(CountInterval);
}

void AlertNotifier::refresh()
{
    const int open = m_controller->openAlerts();
    if (open == m_open)
        return;
    m_open = open;
    m_desktop->keepIcon(open > 0, tr("ConsultantOS: %n open alert(s)", nullptr, open));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qGuiApp->setBadgeNumber(open);
#endif
    Q_EMIT openCountChanged(open);
}

void AlertNotifier::tell(const QList<MonitorAlert> &raised)
{
    const auto said = noticeOf(raised, m_controller->monitors());
    if (said.title.isEmpty())
        return;
    if (!m_desktop->tell(said.title, said.text, [this, id = said.alertId] { Q_EMIT activated(id); }))
        Q_EMIT notice(said);
}

} // namespace consultantos
