// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/monitor.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// Whether a monitor can be worked with; InvalidArgument says what is wrong. `figures` are those that can be watched, by id;
/// empty: any is taken. `frameworks`: the ids that there are. Pure.
[[nodiscard]] Status validMonitor(const Monitor &monitor, const std::optional<QMap<QString, QString>> &figures,
                                  const QStringList &frameworks);

} // namespace consultantos
