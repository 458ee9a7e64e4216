// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/monitor.h"

#include <QJsonObject>

namespace consultantos {

/// What a request says of a monitor, put onto `base`: only what it names is changed, deep down. InvalidArgument names a
/// field that isn't known or of another kind. Pure.
[[nodiscard]] Result<Monitor> monitorOfBody(const QJsonObject &body, const Monitor &base);

} // namespace consultantos
