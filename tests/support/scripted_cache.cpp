// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_cache.h"

#include <QTimeZone>

namespace consultantos::test {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

QDateTime ManualClock::nowUtc() const
{
    return QDateTime(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc())
        .addMSecs(duration_cast<milliseconds>(steadyNow()).count());
}

ScriptedLevel::ScriptedLevel(const char *name, std::shared_ptr<const Clock> clock, bool keepsObjects)
    : m_name(name)
    , m_clock(std::move(clock))
    , m_keepsObjects(keepsObjects)
{
}

CacheLookup ScriptedLevel::get(QByteArrayView key)
{
    const auto name = key.toByteArray();
    if (beforeGet)
        beforeGet(name);
    CacheLookup lookup;
    {
        const std::lock_guard lock(m_mutex);
        lookup.stamp = m_sequence;
        const auto found = m_entries.constFind(name);
        if (isGone) {
            lookup.outcome = CacheLookup::Outcome::Unavailable;
        } else if (found != m_entries.cend() && found->usableTo > m_clock->steadyNow()) {
            lookup.outcome = CacheLookup::Outcome::Hit;
            lookup.entry = found->entry;
            lookup.life = lifeOf(*found);
        }
        const bool isHit = lookup.outcome == CacheLookup::Outcome::Hit;
        ++(!isHit ? m_stats.misses : lookup.life.fresh.count() > 0 ? m_stats.hits : m_stats.staleHits);
    }
    if (afterGet)
        afterGet(name);
    return lookup;
}

Status ScriptedLevel::set(const CacheWrite &write)
{
    if (beforeSet)
        beforeSet(write.key);
    const std::lock_guard lock(m_mutex);
    if (isGone) {
        ++m_stats.droppedSets;
        return gone();
    }
    auto barrier = std::max(m_allMark, m_keyMarks.value(write.key));
    for (const auto &tag : write.entry->tags)
        barrier = std::max(barrier, m_tagMarks.value(tag));
    if (write.stamp < barrier) {
        ++m_stats.refusedSets;
        return {};
    }
    auto entry = write.entry;
    if (!m_keepsObjects) {
        auto plain = std::make_shared<CacheEntry>(*entry);
        plain->object.reset();
        plain->objectBytes = 0;
        entry = std::move(plain);
    }
    const auto now = m_clock->steadyNow();
    m_entries.insert(write.key,
                     {std::move(entry), now + write.life.fresh, now + write.life.usable, now - write.life.age});
    ++m_stats.sets;
    return {};
}

Status ScriptedLevel::invalidate(const CacheInvalidation &invalidation)
{
    if (beforeInvalidate)
        beforeInvalidate();
    const std::lock_guard lock(m_mutex);
    const auto mark = ++m_sequence;
    ++m_stats.invalidations;
    switch (invalidation.scope) {
    case CacheInvalidation::Scope::Key:
        m_keyMarks.insert(invalidation.name, mark);
        m_entries.remove(invalidation.name);
        break;
    case CacheInvalidation::Scope::Tag:
        m_tagMarks.insert(invalidation.name, mark);
        m_entries.removeIf([&](const auto &item) { return item.value().entry->tags.contains(invalidation.name); });
        break;
    case CacheInvalidation::Scope::All:
        m_allMark = mark;
        m_entries.clear();
        break;
    }
    // Done all the same: a real level keeps invalidations for the time when its server is back.
    return isGone ? gone() : Status();
}

CacheLevelStats ScriptedLevel::stats() const
{
    const std::lock_guard lock(m_mutex);
    auto stats = m_stats;
    stats.isAvailable = !isGone;
    stats.entries = static_cast<quint64>(m_entries.size());
    return stats;
}

void ScriptedLevel::plant(const QByteArray &key, const CacheEntry &entry, const CacheLife &life)
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock->steadyNow();
    m_entries.insert(key,
                     {std::make_shared<const CacheEntry>(entry), now + life.fresh, now + life.usable, now - life.age});
}

bool ScriptedLevel::holds(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.contains(key);
}

CacheLife ScriptedLevel::life(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.constFind(key);
    return found == m_entries.cend() ? CacheLife() : lifeOf(*found);
}

CacheLife ScriptedLevel::lifeOf(const Kept &kept) const
{
    const auto now = m_clock->steadyNow();
    const auto left = [&](std::chrono::nanoseconds end) {
        return std::max(milliseconds(0), duration_cast<milliseconds>(end - now));
    };
    return {left(kept.freshTo), left(kept.usableTo), duration_cast<milliseconds>(now - kept.computedAt)};
}

Status ScriptedLevel::gone() const
{
    return fail(ErrorCode::Network, QStringLiteral("%1 is gone.").arg(QString::fromLatin1(m_name)), {}, true);
}

InvalidationFeed::News ScriptedFeed::poll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, News());
}

void ScriptedFeed::tell(const CacheInvalidation &invalidation)
{
    const std::lock_guard lock(m_mutex);
    m_news.invalidations.append(invalidation);
}

void ScriptedFeed::tellGap()
{
    const std::lock_guard lock(m_mutex);
    m_news.isGap = true;
}

std::optional<ComputationLock::Grant> ScriptedLock::tryAcquire(QByteArrayView key, milliseconds)
{
    const std::lock_guard lock(m_mutex);
    if (isGone)
        return Grant{key.toByteArray(), {}, 0, true};
    auto &token = m_tokens[key.toByteArray()];
    if (!token.isEmpty()) {
        ++refusals;
        return std::nullopt;
    }
    ++grants;
    token = QByteArray::number(++m_fence);
    return Grant{key.toByteArray(), token, m_fence, false};
}

void ScriptedLock::release(const Grant &grant)
{
    const std::lock_guard lock(m_mutex);
    if (m_tokens.value(grant.key) == grant.token)
        m_tokens.remove(grant.key);
}

bool ScriptedLock::extend(const Grant &grant, milliseconds)
{
    const std::lock_guard lock(m_mutex);
    return m_tokens.value(grant.key) == grant.token;
}

void ScriptedLock::expire(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    m_tokens.remove(key);
}

} // namespace consultantos::test
