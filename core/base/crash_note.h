// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace consultantos {

/// What a crashed run left behind.
struct CrashNote {
    QDateTime when; ///< UTC, from the file
    QString reason; ///< e.g. "SIGSEGV" or "uncaught exception: …"
    QString text;   ///< the whole note with the version and, where available, the call stack
    QString path;   ///< where it is kept now
};

/// From here on a fatal signal (SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL; an unhandled exception on Windows) or
/// std::terminate writes a note into <dataDir>/crashes and lets the process die as it would have. The path is fixed
/// and every buffer allocated here, so that the handler itself calls only async-signal-safe functions. Call once, early.
[[nodiscard]] Status installCrashHandler(const QString &dataDir, const QString &programVersion);

/// The newest note that earlier runs left, if any; all of them are archived, so each is returned at one start only.
/// The archive keeps the newest 20.
[[nodiscard]] std::optional<CrashNote> takeCrashNote(const QString &dataDir);

} // namespace consultantos
