// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

/// What main() returns as its last step, after everything of its own is destroyed: \a code. On Windows it doesn't return but
/// ends the process itself, with standard output and error written: what would follow there, the run-time library's own
/// clearing up, can wait for ever for a lock of threads that are no more (mingw-w64's winpthreads 10 in pthread_key_delete).
int endProcess(int code);

} // namespace consultantos
