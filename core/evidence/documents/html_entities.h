// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// The text of one of HTML's entities by its name without '&' and ';' ("nbsp", "eacute", "#8364"), empty if unknown.
/// Pure; thread-safe.
[[nodiscard]] QString htmlEntity(QStringView name);

} // namespace consultantos
