// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

/// Pictures of scenarios, valuation and market size, as far as `pages` names "scenarios"; no_scenarios.
void shootScenarios(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
