// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "test_services.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

/// Before there is a window: the time series is handed in with its services.
void preparePerformance(AppServices &services, const QStringList &pages);
/// Pictures of the performance page, as far as `pages` names them: performance, performance_failing, performance_idle (each
/// alone).
void shootPerformance(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
                      const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
