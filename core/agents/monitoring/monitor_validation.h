// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/monitor.h"

#include <QMap>
#include <QString>

#include <optional>

namespace consultantos {

/// Whether a monitor can be worked with; InvalidArgument says what is wrong. `figures` are those that can be watched, by id;
/// empty: any is taken. Pure.
[[nodiscard]] Status validMonitor(const Monitor &monitor, const std::optional<QMap<QString, QString>> &figures);

} // namespace consultantos
