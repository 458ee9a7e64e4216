// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>
#include <memory>
#include <vector>

namespace consultantos {

/// That this process works with the stores of a folder: any number of processes share it, and whoever exchanges the
/// stores' files has it alone. A lock of the operating system on the file ".in-use", so it ends with its process, however
/// that ends. Two of one process are as two of different processes. Thread-safe.
class FolderUse {
public:
    /// Together with others. Of an engagement's folder it is one of the data folder around it, too. Where the lock's file
    /// can't be made (a folder that can't be written) nobody exchanges files either, and it is had without. Busy
    /// (retryable) if someone has the folder alone for longer than `patience`.
    [[nodiscard]] static Result<std::shared_ptr<const FolderUse>> share(const QString &storeFolder,
                                                                        std::chrono::milliseconds patience);
    /// Alone. Busy (retryable) if others have it for longer than `patience`; ReadOnly if the lock's file can't be made.
    [[nodiscard]] static Result<std::shared_ptr<const FolderUse>> own(const QString &storeFolder,
                                                                      std::chrono::milliseconds patience);
    ~FolderUse();
    FolderUse(const FolderUse &) = delete;
    FolderUse &operator=(const FolderUse &) = delete;

    /// The data folder that a folder of stores belongs to: itself, or the one around an engagement's.
    [[nodiscard]] static QString dataFolderOf(const QString &storeFolder);

private:
    FolderUse() = default;
    std::vector<std::intptr_t> m_handles; ///< of open files, which hold the locks
};

} // namespace consultantos
