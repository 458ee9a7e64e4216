// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// Bytes into a file that a user named, in one step: it is either whole or as it was before. Does I/O: not from the window's
/// thread. Errors: DiskFull where the disk hasn't that much room, ReadOnly else.
[[nodiscard]] Status writeFile(const QString &path, const QByteArray &bytes);

} // namespace consultantos
