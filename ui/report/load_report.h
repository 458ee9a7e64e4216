// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/report.h"

#include <QString>

#include <functional>
#include <memory>

class QObject;

namespace consultantos {

using LoadedReport = Result<std::shared_ptr<const Report>>;

/// Reads a stored report on the pool and gives it to `done` in the thread of `context`; dropped when that is gone by then.
void loadReport(const AppServices &services, const QString &id, QObject *context,
                std::function<void(const LoadedReport &)> done);

} // namespace consultantos
