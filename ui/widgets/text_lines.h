// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPlainTextEdit;

namespace consultantos {

/// Has what is typed begin where it does in fields of one line. Gives the height, in pixels, in which `lines` lines are seen.
[[nodiscard]] int alignWithFields(QPlainTextEdit &field, int lines);

} // namespace consultantos
