// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"
#include "model/monitor.h"

#include <QList>
#include <QObject>
#include <QString>

namespace consultantos {

class DesktopNotices;
class MonitorsController;

/// What a notice says.
struct AlertNotice {
    QString title; ///< "Apple: Important", or "3 new alerts"
    QString text;
    QString alertId; ///< of the most important one
};

/// Of those alerts whose monitors want notices on this computer; an empty title where there is none.
[[nodiscard]] AlertNotice noticeOf(const QList<MonitorAlert> &raised, const QList<Monitor> &monitors);

/// Tells of new alerts in the desktop's tray where it has one, else by notice(), so that the window can do it. The tray's
/// icon is there while alerts are open.
class AlertNotifier : public QObject {
    Q_OBJECT
public:
    AlertNotifier(MonitorsController *controller, DesktopNotices *desktop, QObject *parent);

Q_SIGNALS:
    void notice(const consultantos::AlertNotice &notice);
    void activated(const QString &alertId); ///< empty: the page
    void openCountChanged(int count);

private:
    void refresh();
    void tell(const QList<MonitorAlert> &raised);

    MonitorsController *m_controller;
    DesktopNotices *m_desktop;
    int m_open = -1;
};

} // namespace consultantos
