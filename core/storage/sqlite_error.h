// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlError>
#include <QString>

namespace consultantos {

/// An SQLite failure as an Error the caller can act on. `title` names the store in the message ("The library"), `path`
/// its file. SQLite's own words go into the detail.
[[nodiscard]] Error sqliteError(const QSqlError &error, const QString &title, const QString &path);

} // namespace consultantos
