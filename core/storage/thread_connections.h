// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/connection.h"

#include <functional>
#include <memory>

namespace consultantos::thread_connections {

using Opener = std::function<Result<std::unique_ptr<Connection>>()>;

/// A number for a pool of connections, never used twice in a process.
[[nodiscard]] quint64 newPool();
/// The calling thread's connection of `pool`, made by `open` at its first call in this thread. It closes when the thread
/// ends, or with closePool().
[[nodiscard]] Result<Connection *> get(quint64 pool, const Opener &open);
/// Closes the calling thread's connection of `pool` and lets every other thread close its own: at its end, or when it
/// next asks for any connection. (SQLite's handle through Qt may be closed by its own thread only.)
void closePool(quint64 pool);

} // namespace consultantos::thread_connections
