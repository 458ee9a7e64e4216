// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace consultantos {

/// Malformed: an entry of a catalogue file can't be used. `what` completes the sentence.
[[nodiscard]] tl::unexpected<Error> catalogueError(const QString &path, const QString &entry, const QString &what);

} // namespace consultantos
