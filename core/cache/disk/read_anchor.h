// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/sqlite_api.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

namespace consultantos {

/// Keeps a read transaction open while one look-up follows the other. SQLite then neither takes nor gives up a lock on the
/// file for each of them, as the process has it already: two system calls, a third of a look-up of 4 KiB. Look-ups still
/// begin transactions of their own and see every commit. As an open transaction keeps writers of all processes from
/// beginning their log anew, this one is held for HoldTime and then not for a while, and not at all while the log is long;
/// when no look-up comes any more, releaseIfOver() must be called. Where another version of SQLite shares no locks within
/// a process, nothing is gained and nothing lost. Thread-safe.
class ReadAnchor {
public:
    static constexpr std::chrono::milliseconds HoldTime{20};

    ReadAnchor(QString path, std::chrono::milliseconds busyLimit);

    /// Of each look-up.
    void note(std::chrono::nanoseconds now);
    void releaseIfOver(std::chrono::nanoseconds now);
    void release(std::chrono::nanoseconds now);
    [[nodiscard]] bool isHeld() const { return m_isHeld.load(std::memory_order_relaxed); }

private:
    [[nodiscard]] SqliteFault hold();

    const QString m_path;
    const std::chrono::milliseconds m_busyLimit;
    std::atomic<bool> m_isHeld{false};
    std::atomic<int> m_uses{0};
    std::atomic<std::chrono::nanoseconds> m_countedSince{std::chrono::nanoseconds(0)};
    std::atomic<std::chrono::nanoseconds> m_heldUntil{std::chrono::nanoseconds(0)};
    std::atomic<std::chrono::nanoseconds> m_notBefore{std::chrono::nanoseconds(0)};
    std::mutex m_mutex; ///< guards what follows
    std::unique_ptr<SqliteConnection> m_connection;
    SqliteStatement m_statement; ///< on a row, and so in a transaction, while held
};

} // namespace consultantos
