// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace consultantos {

/// What the program tells its caller. Stable: scripts depend on it.
enum class ExitCode {
    Done = 0,          ///< also when an answer is "not derivable"
    Failed = 1,        ///< also an import that read nothing
    WrongUsage = 2,    ///< also an empty company or one over 200 characters
    Partial = 3,       ///< a report was written, some agent failed
    Interrupted = 130, ///< by Ctrl-C, as shells expect it
};

/// A request that is wrong in itself is wrong usage, everything else a failure.
[[nodiscard]] inline ExitCode exitCodeFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidArgument:
        return ExitCode::WrongUsage;
    case ErrorCode::Cancelled:
        return ExitCode::Interrupted;
    default:
        return ExitCode::Failed;
    }
}

} // namespace consultantos
