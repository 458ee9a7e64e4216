// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_notifier.h"

#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"

#include <QGuiApplication>
#include <QIcon>
#include <QSystemTrayIcon>
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
    return {title, first.title, first.id};
}

AlertNotifier::AlertNotifier(MonitorsController *controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        m_tray = new QSystemTrayIcon(QGuiApplication::windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT activated(m_toldId); });
        connect(m_tray, &QSystemTrayIcon::activated, this, [this] { Q_EMIT activated({}); });
    }
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
    if (m_tray != nullptr) {
        m_tray->setVisible(open > 0);
        m_tray->setToolTip(tr("ConsultantOS: %n open alert(s)", nullptr, open));
    }
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
    m_toldId = said.alertId;
    if (m_tray != nullptr && QSystemTrayIcon::supportsMessages()) {
        m_tray->show();
        m_tray->showMessage(said.title, said.text, QGuiApplication::windowIcon());
        return;
    }
    Q_EMIT notice(said);
}

} // namespace consultantos
