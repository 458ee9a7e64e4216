// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QThreadPool>

#include <functional>

namespace consultantos {

/// Makes what one thread needs, and returns what it does with a block.
using BlockWorker = std::function<std::function<void(qint64 block)>()>;

/// Runs blocks 0 … count − 1, each once, on the calling thread and on those threads of the pool that are free right now; so
/// it never waits for a pool that waits for it, and may be called on one of its threads. Returns false if cancelled, with no
/// block running any more. `pool` may be null.
[[nodiscard]] bool runBlocks(QThreadPool *pool, qint64 count, const CancellationToken &cancellation,
                             const BlockWorker &makeWorker);

} // namespace consultantos
