// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QtGlobal>

#include <functional>

namespace consultantos {

/// How long work on files is watched and ended: told as bytes done of bytes to do, in the worker's thread.
struct BackupProgress {
    std::function<void(qint64 done, qint64 total)> onProgress{}; ///< may be empty
    CancellationToken cancel{};

    void tell(qint64 done, qint64 total) const
    {
        if (onProgress)
            onProgress(done, total);
    }
};

/// Of work that was ended by its token.
[[nodiscard]] Error stoppedError();

} // namespace consultantos
