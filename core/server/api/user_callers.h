// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/access_tokens.h"
#include "storage/user_repository.h"

#include <QHash>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos {

/// The users' tokens as a server looks them up: in memory, read again each second by a thread of its own, so that a token
/// that was revoked is refused soon after. While the store can't be read, what was read last stays in force. Thread-safe.
class UserCallers {
public:
    /// Of the users who may work in `engagement` ("" is the data folder's own stores). Reads once before it returns.
    UserCallers(std::shared_ptr<const UserRepository> users, QString engagement, std::shared_ptr<const Clock> clock);
    ~UserCallers();
    UserCallers(const UserCallers &) = delete;
    UserCallers &operator=(const UserCallers &) = delete;

    /// Never waits for the store. Who has no right to the engagement has no scope.
    [[nodiscard]] std::optional<ApiCaller> find(const QByteArray &token) const;
    /// Reads the store now.
    void refresh();

private:
    struct Entry {
        ApiCaller caller;
        QDateTime expiresAt;
    };
    using Entries = QHash<QByteArray, Entry>; ///< by digest: a look-up tells nothing of the token itself

    std::shared_ptr<const UserRepository> m_users;
    const QString m_engagement;
    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable m_ending;
    bool m_isEnding = false;
    std::shared_ptr<const Entries> m_entries = std::make_shared<Entries>();
    std::thread m_thread;
};

/// What a user of that role may do.
[[nodiscard]] AccessScopes scopesOf(UserRole role);

} // namespace consultantos
