// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "storage/backup/backup_progress.h"
#include "terminal.h"

namespace consultantos {

/// Shows on standard error, where that is a terminal, how much of a work on files is done: one line that changes in place.
class ByteProgress {
public:
    ByteProgress(Terminal &terminal, CancellationToken cancel);
    ~ByteProgress();
    ByteProgress(const ByteProgress &) = delete;
    ByteProgress &operator=(const ByteProgress &) = delete;

    [[nodiscard]] BackupProgress watch();

private:
    Terminal &m_terminal;
    CancellationToken m_cancel;
    int m_percent = -1;
};

} // namespace consultantos
