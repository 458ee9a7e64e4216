// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlError>
#include <QString>

namespace consultantos {

/// A failure of PostgreSQL as an Error the caller can act on, with the codes that sqliteError() gives for the like:
/// Network for a connection that is lost or can't be made (retryable), Busy for locks and connections that ran out,
/// TimedOut for a statement that took too long, Denied, NotFound for an unknown database, DiskFull, ReadOnly, Corrupt.
/// `place` names the store without a password.
[[nodiscard]] Error postgresError(const QSqlError &error, const QString &title, const QString &place);

} // namespace consultantos
