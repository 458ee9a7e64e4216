// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <memory>

namespace consultantos {

/// Turns Ctrl-C (and SIGTERM) into a cancellation for as long as it lives. A second Ctrl-C ends the program at once.
/// One at a time in a process; make it before any other thread starts, as threads inherit which signals they take.
class InterruptWatcher {
public:
    InterruptWatcher();
    ~InterruptWatcher();
    InterruptWatcher(const InterruptWatcher &) = delete;
    InterruptWatcher &operator=(const InterruptWatcher &) = delete;

    [[nodiscard]] CancellationToken token() const;
    [[nodiscard]] bool isInterrupted() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
