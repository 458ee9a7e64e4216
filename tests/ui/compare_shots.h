// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

/// Pictures of comparisons, as far as `pages` names "no_compare", "compare" (the report and one with another region) and
/// "companies"; and of the report's "health" and
/// "quality" with a finding being settled.
void shootCompare(MainWindow &window, AppServices &services, const QString &reportId, const QStringList &pages,
                  const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
