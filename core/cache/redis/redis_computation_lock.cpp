// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_computation_lock.h"

#include "cache/redis/redis_scripts.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

using std::chrono::milliseconds;

QByteArray randomToken()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toHex();
}

QByteArray millisecondsText(milliseconds life)
{
    return QByteArray::number(qint64(std::max(life, milliseconds(1)).count()));
}

} // namespace

RedisComputationLock::RedisComputationLock(std::shared_ptr<RedisLink> link)
    : m_link(std::move(link))
{
}

RedisComputationLock::RedisComputationLock(const RedisEndpoint &endpoint, const RedisLinkOptions &options)
    : m_link(std::make_shared<RedisLink>(endpoint, options))
{
}

std::optional<ComputationLock::Grant> RedisComputationLock::tryAcquire(QByteArrayView key, milliseconds life)
{
    Grant grant{key.toByteArray(), {}, 0, true};
    const auto deadline = m_link->deadline();
    auto lease = m_link->lease(deadline);
    if (!lease)
        return grant;
    const auto token = randomToken();
    const auto fence = runScript(
        **lease, RedisScript::acquireLock(),
        {{redis_keys::lock(key), redis_keys::Fence.toByteArray()}, {token, millisecondsText(life)}}, deadline);
    if (!fence)
        return grant;
    if (fence->toNumber() == 0)
        return std::nullopt;
    grant.token = token;
    grant.fence = fence->toNumber();
    grant.isAlone = false;
    return grant;
}

void RedisComputationLock::release(const Grant &grant)
{
    const auto deadline = m_link->deadline();
    if (grant.isAlone)
        return;
    // If the server is away now, the lock ends by its expiry.
    if (auto lease = m_link->lease(deadline))
        (void)runScript(**lease, RedisScript::releaseLock(), {{redis_keys::lock(grant.key)}, {grant.token}}, deadline);
}

bool RedisComputationLock::extend(const Grant &grant, milliseconds life)
{
    const auto deadline = m_link->deadline();
    if (grant.isAlone)
        return true;
    auto lease = m_link->lease(deadline);
    if (!lease)
        return false;
    const auto reply = runScript(**lease, RedisScript::extendLock(),
                                 {{redis_keys::lock(grant.key)}, {grant.token, millisecondsText(life)}}, deadline);
    return reply && reply->toNumber() == 1;
}

} // namespace consultantos
