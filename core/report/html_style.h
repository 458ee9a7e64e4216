// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// The style sheet of a report for browsers: light and dark by the reader's preference, and for printing from there.
[[nodiscard]] QString browserStyle();

} // namespace consultantos
