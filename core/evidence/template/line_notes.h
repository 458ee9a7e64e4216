// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::client_workbook {

/// What a user must know to fill in a line of the statements: its sign, what belongs to it. Empty for a line that
/// explains itself. English.
[[nodiscard]] QString noteOnLine(const QString &conceptId);

} // namespace consultantos::client_workbook
