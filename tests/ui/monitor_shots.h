// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

class MonitorBoard;

/// Pictures of the monitors' page, as far as `pages` names them: monitors of three companies and their alerts, and the dialog
/// in which one is changed; no_monitors.
void shootMonitors(MainWindow &window, MonitorBoard &board, const QStringList &pages,
                   const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
