// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/user_callers.h"

#include "base/logging.h"

#include <QCryptographicHash>

namespace consultantos {

AccessScopes scopesOf(UserRole role)
{
    switch (role) {
    case UserRole::Admin:
        return EveryScope;
    case UserRole::Member:
        return AccessScopes(AccessScope::Read) | AccessScope::Run;
    case UserRole::Viewer:
        break;
    }
    return AccessScope::Read;
}

UserCallers::UserCallers(std::shared_ptr<const UserRepository> users, QString engagement,
                         std::shared_ptr<const Clock> clock)
    : m_users(std::move(users))
    , m_engagement(std::move(engagement))
    , m_clock(std::move(clock))
{
    refresh();
    m_thread = std::thread([this] {
        constexpr std::chrono::seconds Interval{1};
        std::unique_lock lock(m_mutex);
        while (!m_ending.wait_for(lock, Interval, [this] { return m_isEnding; })) {
            lock.unlock();
            refresh();
            lock.lock();
        }
    });
}

UserCallers::~UserCallers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_ending.notify_all();
    m_thread.join();
}

void UserCallers::refresh()
{
    const auto grants = m_users->grants();
    if (!grants) {
        qCWarning(lcServer) << "the users can't be read:" << grants.error().message;
        return;
    }
    auto entries = std::make_shared<Entries>();
    for (const auto &grant : *grants) {
        const bool isAllowed =
            grant.user.role == UserRole::Admin || grant.user.engagements.contains(m_engagement, Qt::CaseInsensitive);
        entries->insert(grant.digest, {{grant.user.name, isAllowed ? scopesOf(grant.user.role) : AccessScopes(), true},
                                       grant.expiresAt});
    }
    const std::lock_guard lock(m_mutex);
    m_entries = entries;
}

std::optional<ApiCaller> UserCallers::find(const QByteArray &token) const
{
    std::shared_ptr<const Entries> entries;
    {
        const std::lock_guard lock(m_mutex);
        entries = m_entries;
    }
    const auto found = entries->constFind(QCryptographicHash::hash(token, QCryptographicHash::Sha256));
    if (found == entries->cend() || found->expiresAt <= m_clock->nowUtc())
        return std::nullopt;
    return found->caller;
}

} // namespace consultantos
