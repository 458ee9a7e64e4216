// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/work_bell.h"

namespace consultantos {

WorkBell::WorkBell(RedisEndpoint endpoint, QByteArray key)
    : m_endpoint(std::move(endpoint))
    , m_key(std::move(key))
{
}

Status WorkBell::wait(std::chrono::seconds time)
{
    constexpr std::chrono::seconds Limit{2};
    if (!m_connection || m_connection->isBroken()) {
        m_connection.reset();
        auto connection = RedisConnection::open(m_endpoint, Limit, Limit, &m_interrupt);
        if (!connection)
            return tl::unexpected(connection.error());
        m_connection = std::move(*connection);
    }
    m_connection->add({"BLPOP", m_key, QByteArray::number(static_cast<qlonglong>(time.count()))});
    const auto replies = m_connection->exchange(std::chrono::steady_clock::now() + time + Limit);
    return replies ? Status() : tl::unexpected(replies.error());
}

} // namespace consultantos
