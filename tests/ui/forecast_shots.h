// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

/// Pictures of the forecasts' page, as far as `pages` names them: forecast (a company's quarters, what to know, methods, the
/// user's assumptions; a table of many series), no_forecast.
void shootForecasts(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
