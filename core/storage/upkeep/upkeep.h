// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/settings.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace consultantos {

/// What the upkeep has done last.
struct UpkeepState {
    QDateTime lastBackup;         ///< UTC, made by this process; invalid: none yet
    QString lastArchive;          ///< its path
    std::optional<Error> problem; ///< of the last attempt; empty after a success

    bool operator==(const UpkeepState &) const = default;
};

/// Makes backups by the settings' schedule, and carries out retention once a day where the settings want it, in a thread of
/// its own, for as long as it lives. Settings are read anew each time. Any number of processes may have one for the same
/// folder: whoever finds a backup due makes it, the others then find it made. Ended in the middle of a backup it leaves the
/// one before. Failures are logged and tried again later. Thread-safe.
class Upkeep {
public:
    struct Pace {
        std::chrono::seconds first{60};    ///< after the start
        std::chrono::seconds every{300};   ///< from one look to the next
        std::chrono::seconds retry{3'600}; ///< after a failure
    };
    /// `settings` gives those in force, in any thread.
    Upkeep(QString dataDir, std::function<Result<Settings>()> settings, std::shared_ptr<const Clock> clock, Pace pace);
    Upkeep(QString dataDir, std::function<Result<Settings>()> settings, std::shared_ptr<const Clock> clock);
    /// Cancels what is under way and waits for it.
    ~Upkeep();
    Upkeep(const Upkeep &) = delete;
    Upkeep &operator=(const Upkeep &) = delete;

    [[nodiscard]] UpkeepState state() const;

private:
    void run();
    /// Whether what was due went well.
    [[nodiscard]] bool look();
    [[nodiscard]] Status backUp(const Settings &settings);
    [[nodiscard]] Status retain(const Settings &settings);

    QString m_dataDir;
    std::function<Result<Settings>()> m_settings;
    std::shared_ptr<const Clock> m_clock;
    Pace m_pace;
    CancellationSource m_end;
    QDate m_retained; ///< UTC, the day on which it was done last
    mutable std::mutex m_mutex;
    UpkeepState m_state;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace consultantos
