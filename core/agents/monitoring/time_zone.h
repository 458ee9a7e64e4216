// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

namespace consultantos {

/// The zone of a name in the IANA's time zone database; invalid if there is none. On Windows Qt knows zones by the older names
/// of the Unicode CLDR ("Asia/Calcutta"): those that were renamed are found by both. Thread-safe.
[[nodiscard]] QTimeZone timeZoneNamed(const QString &name);

} // namespace consultantos
