// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace consultantos {

/// An icon of our one line-drawn set, "brief", "state-done", …, in the given colour and sharp at every scale.
[[nodiscard]] QIcon lineIcon(const QString &name, const QColor &color);

} // namespace consultantos
