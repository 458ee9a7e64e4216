// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QStringList>

#include <functional>

namespace consultantos::pdf {

/// How a program that was run came to its end.
enum class ProcessEnd {
    Exited,
    NotStarted, ///< it isn't there or may not be run
    Crashed,    ///< or was killed from outside
    TimedOut,
    Cancelled,
    Stopped, ///< by whom its output was for
};

struct ProcessResult {
    ProcessEnd end = ProcessEnd::NotStarted;
    int exitCode = 0; ///< of one that exited
};

/// Runs `program` without input and hands its output to `take` as it comes; `take` returns false to stop it. A program
/// that is stopped, cancelled or late is killed. Blocks; any thread.
[[nodiscard]] ProcessResult runBound(const QString &program, const QStringList &arguments, QDeadlineTimer deadline,
                                     const CancellationToken &cancel,
                                     const std::function<bool(const QByteArray &)> &take);

} // namespace consultantos::pdf
