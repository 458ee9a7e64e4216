// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_marks.h"

#include "cache/redis/redis_scripts.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>

namespace consultantos {
namespace {

using Scope = CacheInvalidation::Scope;

constexpr qsizetype ChangesAtOnce = 1'000;
/// If nobody polls, one gap says as much.
constexpr qsizetype MostNews = 10'000;
/// The server keeps fewer; ours are not pruned by time.
constexpr qsizetype MostTags = 50'000;

} // namespace

RedisMarks::RedisMarks(QByteArray origin)
    : m_origin(std::move(origin))
{
}

bool RedisMarks::allows(CacheStamp stamp, const QByteArrayList &tags) const
{
    const std::shared_lock lock(m_mutex);
    if (stamp < m_clear)
        return false;
    return std::all_of(tags.begin(), tags.end(), [&](const QByteArray &tag) { return stamp >= m_tags.value(tag, 0); });
}

std::optional<RedisMarks::Change> RedisMarks::readChange(const RedisReply &entry)
{
    // [ "NUMBER-0", [ "s", scope, "n", name, "o", origin ] ]
    if (entry.elements.size() != 2 || entry.elements[1].elements.size() != 6)
        return std::nullopt;
    const auto &id = entry.elements[0].text;
    const auto &fields = entry.elements[1].elements;
    Change change;
    change.number = id.left(id.indexOf('-')).toULongLong();
    change.invalidation.name = fields[3].text;
    change.origin = fields[5].text;
    if (fields[1].text == "k")
        change.invalidation.scope = Scope::Key;
    else if (fields[1].text == "t")
        change.invalidation.scope = Scope::Tag;
    else
        change.invalidation.scope = Scope::All;
    return change;
}

void RedisMarks::addNews(const CacheInvalidation &invalidation)
{
    if (m_news.isGap)
        return;
    if (m_news.invalidations.size() >= MostNews)
        addGap();
    else
        m_news.invalidations.append(invalidation);
}

void RedisMarks::addGap()
{
    m_news.invalidations.clear();
    m_news.isGap = true;
}

void RedisMarks::apply(const Change &change)
{
    const auto &invalidation = change.invalidation;
    if (invalidation.scope == Scope::All) {
        m_clear = change.number;
        m_tags.clear();
    } else if (invalidation.scope == Scope::Tag) {
        if (m_tags.size() >= MostTags) {
            m_clear = change.number;
            m_tags.clear();
        }
        m_tags.insert(invalidation.name, change.number);
    }
    if (change.origin != m_origin)
        addNews(invalidation);
    m_newest.store(change.number, std::memory_order_release);
}

void RedisMarks::add(CacheStamp number, const CacheInvalidation &invalidation)
{
    const std::unique_lock lock(m_mutex);
    // If another's came between, catchUp() reads both in their order.
    if (number == newest() + 1)
        apply({number, invalidation, m_origin});
}

Result<bool> RedisMarks::catchUp(RedisConnection &connection, CacheStamp wanted, RedisConnection::Deadline deadline)
{
    const std::unique_lock turn(m_catchingUp, deadline);
    if (!turn.owns_lock())
        return fail(ErrorCode::TimedOut,
                    QCoreApplication::translate("cache", "The Redis server didn't answer in time."), {}, true);
    if (newest() == 0)
        return reload(connection, deadline);
    while (newest() < wanted) {
        const auto start = QByteArray::number(newest() + 1) + "-0";
        connection.add({"XRANGE", redis_keys::Changes, start, "+", "COUNT", QByteArray::number(ChangesAtOnce)});
        auto replies = connection.exchange(deadline);
        if (!replies)
            return tl::unexpected(replies.error());
        // Nothing, or an error reply: the stream was cut, or is none.
        const auto &entries = replies->front().elements;
        if (entries.empty() || !applyAll(entries))
            return reload(connection, deadline);
    }
    return true;
}

bool RedisMarks::applyAll(const std::vector<RedisReply> &entries)
{
    const std::unique_lock lock(m_mutex);
    for (const auto &entry : entries) {
        const auto change = readChange(entry);
        if (change && change->number <= newest())
            continue; // our own, added meanwhile
        if (!change || change->number != newest() + 1)
            return false;
        apply(*change);
    }
    return true;
}

Result<bool> RedisMarks::reload(RedisConnection &connection, RedisConnection::Deadline deadline)
{
    connection.add({"GET", redis_keys::Mark});
    connection.add({"HGETALL", redis_keys::Marks});
    auto replies = connection.exchange(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    const auto &fields = (*replies)[1].elements;
    CacheStamp number = 0;
    CacheStamp clear = 0;
    QHash<QByteArray, CacheStamp> tags;
    for (std::size_t index = 0; index + 1 < fields.size(); index += 2) {
        const auto &name = fields[index].text;
        const auto &text = fields[index + 1].text;
        if (name == "seq")
            number = text.toULongLong();
        else if (name == "clear")
            clear = text.toULongLong();
        else if (name.startsWith("t:"))
            tags.insert(name.mid(2), text.left(text.indexOf(':')).toULongLong());
    }
    // Another process may have invalidated something between the two commands, so they needn't be equal.
    if (number == 0 || (*replies)[0].toNumber() == 0 || (*replies)[0].toNumber() > number)
        return false;

    const std::unique_lock lock(m_mutex);
    if (newest() != 0 || m_wasUsedWithoutServer)
        addGap();
    m_clear = clear;
    m_tags = std::move(tags);
    m_newest.store(number, std::memory_order_release);
    return true;
}

InvalidationFeed::News RedisMarks::takeNews()
{
    const std::unique_lock lock(m_mutex);
    return std::exchange(m_news, {});
}

void RedisMarks::noteUseWithoutServer()
{
    if (newest() == 0)
        m_wasUsedWithoutServer = true;
}

} // namespace consultantos
