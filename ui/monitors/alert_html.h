// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"
#include "model/alert_sending.h"

#include <QDateTime>
#include <QPalette>
#include <QString>

namespace consultantos {

/// An alert in full as rich text: what changed, why it matters, further news, where it could not be sent with links
/// "send:<id>", the evidence as links "ref:<id>", sources and history.
[[nodiscard]] QString alertToHtml(const MonitorAlert &alert, const QList<AlertSending> &unsent, const QDateTime &now,
                                  const QPalette &palette);

} // namespace consultantos
