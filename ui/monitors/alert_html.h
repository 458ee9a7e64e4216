// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"

#include <QDateTime>
#include <QPalette>
#include <QString>

namespace consultantos {

/// An alert in full as rich text: what changed, why it matters, further news, the evidence as links "ref:<id>", sources and
/// history.
[[nodiscard]] QString alertToHtml(const MonitorAlert &alert, const QDateTime &now, const QPalette &palette);

} // namespace consultantos
