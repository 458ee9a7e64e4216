// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_row.h"

#include "cache/redis/redis_scripts.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

using Scope = CacheInvalidation::Scope;

RedisScriptCall callOf(const CacheInvalidation &invalidation, const QByteArray &origin)
{
    RedisScriptCall call;
    call.keys = {redis_keys::Mark.toByteArray(), redis_keys::Marks.toByteArray(), redis_keys::Changes.toByteArray(),
                 redis_keys::Nothing.toByteArray()};
    switch (invalidation.scope) {
    case Scope::Key:
        call.keys[3] = redis_keys::value(invalidation.name);
        call.arguments = {"k:" + invalidation.name, "k"};
        break;
    case Scope::Tag:
        call.arguments = {"t:" + invalidation.name, "t"};
        break;
    case Scope::All:
        call.arguments = {"clear", "a"};
        break;
    }
    call.arguments << invalidation.name << origin;
    return call;
}

} // namespace

RedisRow::RedisRow(QByteArray origin)
    : m_marks(std::move(origin))
{
}

Status RedisRow::ensure(RedisConnection &connection, Deadline deadline)
{
    const auto reply =
        runScript(connection, RedisScript::begin(),
                  {{redis_keys::Mark.toByteArray(), redis_keys::Marks.toByteArray(), redis_keys::Changes.toByteArray()},
                   {connection.runId(), QByteArray::number(m_marks.newest())}},
                  deadline);
    if (!reply)
        return tl::unexpected(reply.error());
    const auto isWhole = m_marks.catchUp(connection, reply->toNumber(), deadline);
    if (!isWhole)
        return tl::unexpected(isWhole.error());
    if (!*isWhole)
        return fail(
            ErrorCode::Network, QCoreApplication::translate("cache", "The Redis server loses the cache's marks."),
            QCoreApplication::translate("cache", "Give it more memory, or an eviction policy \"volatile-…\"."), true);
    return {};
}

Status RedisRow::follow(RedisConnection &connection, CacheStamp before, CacheStamp told, Deadline deadline)
{
    if (!isBroken(before, told)) {
        if (told <= m_marks.newest())
            return {};
        const auto isWhole = m_marks.catchUp(connection, told, deadline);
        if (!isWhole)
            return tl::unexpected(isWhole.error());
        if (*isWhole)
            return {};
    }
    return ensure(connection, deadline);
}

Status RedisRow::invalidate(RedisConnection &connection, std::span<const CacheInvalidation> invalidations,
                            Deadline deadline)
{
    std::vector<RedisScriptCall> calls;
    calls.reserve(invalidations.size());
    for (const auto &invalidation : invalidations)
        calls.push_back(callOf(invalidation, m_marks.origin()));
    const auto replies = runScript(connection, RedisScript::invalidate(), calls, deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    bool isRowBroken = false;
    for (std::size_t index = 0; index < replies->size(); ++index) {
        const auto &reply = (*replies)[index];
        if (reply.isError())
            return tl::unexpected(errorOfReply(reply));
        if (reply.toNumber() == 0)
            isRowBroken = true;
        else
            m_marks.add(reply.toNumber(), invalidations[index]);
    }
    // A new row invalidates everything, and so what we were told to.
    return isRowBroken ? ensure(connection, deadline) : Status();
}

} // namespace consultantos
