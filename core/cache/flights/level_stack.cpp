// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/flights/level_stack.h"

#include <algorithm>

namespace consultantos {
namespace {

using std::chrono::milliseconds;

milliseconds share(milliseconds whole, double part)
{
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(whole.count()) * part));
}

milliseconds nominalLife(std::size_t level, const CacheEntry &entry, const CachePolicy &policy)
{
    return entry.isNegative ? std::min(policy.freshFor[level], policy.negativeFor) : policy.freshFor[level];
}

bool isFresh(const CacheLookup &lookup)
{
    return lookup.outcome == CacheLookup::Outcome::Hit && lookup.life.fresh > milliseconds(0);
}

bool isStale(const CacheLookup &lookup)
{
    return lookup.outcome == CacheLookup::Outcome::Hit && lookup.life.fresh <= milliseconds(0)
           && lookup.life.usable > milliseconds(0) && !lookup.entry->isNegative;
}

CacheEntryPtr prepared(const CachePrepare &prepare, const CacheEntryPtr &entry)
{
    // A decoder must not throw; for one that does all the same the entry is as good as damaged.
    try {
        return prepare(entry);
    } catch (...) {
        return nullptr;
    }
}

} // namespace

LevelStack::LevelStack(Levels levels, std::shared_ptr<const Clock> clock, std::function<double()> random)
    : m_levels(std::move(levels))
    , m_clock(std::move(clock))
    , m_random(std::move(random))
{
}

LevelStack::Search LevelStack::search(const QByteArray &key, const SearchOptions &options)
{
    Search search;
    for (std::size_t level = 0; level < CacheLevelCount; ++level) {
        if (!has(level))
            continue;
        const auto lookup = level == 0 && options.first ? *options.first : look(level, key, options.prepare);
        search.ticket.stamps[level] = lookup.stamp;
        if (!isFresh(lookup) && !isStale(lookup))
            continue;
        auto candidate = found(level, lookup);
        if (isFresh(lookup) && (!options.accepts || options.accepts(candidate))) {
            promote(key, candidate, options.policy, search.ticket);
            search.hit = std::move(candidate);
            return search;
        }
        if (!search.fallback || candidate.life.age < search.fallback->life.age) {
            search.fallback = std::move(candidate);
            if (options.onFallback)
                options.onFallback(*search.fallback);
        }
    }
    return search;
}

QList<LevelStack::Search> LevelStack::searchMany(const QByteArrayList &keys, const CachePolicy &policy,
                                                 const CachePrepare &prepare)
{
    QList<Search> searches(keys.size());
    for (std::size_t level = 0; level < CacheLevelCount; ++level) {
        if (!has(level))
            continue;
        QList<qsizetype> missing;
        QByteArrayList missingKeys;
        for (qsizetype i = 0; i < keys.size(); ++i) {
            if (!searches.at(i).hit) {
                missing.append(i);
                missingKeys.append(keys.at(i));
            }
        }
        if (missing.isEmpty())
            return searches;
        auto lookups = m_levels[level]->getMany(missingKeys);
        std::array<QList<CacheWrite>, CacheLevelCount> promotions;
        for (qsizetype i = 0; i < missing.size(); ++i) {
            const auto &key = missingKeys.at(i);
            auto &search = searches[missing.at(i)];
            prepareLookup(level, key, prepare, lookups[i]);
            const auto &lookup = lookups.at(i);
            search.ticket.stamps[level] = lookup.stamp;
            if (!isFresh(lookup))
                continue;
            search.hit = found(level, lookup);
            for (std::size_t above = 0; above < level; ++above) {
                if (auto write = promotion(above, key, *search.hit, policy, search.ticket))
                    promotions[above].append(*std::move(write));
            }
        }
        for (std::size_t above = 0; above < level; ++above) {
            if (!promotions[above].isEmpty())
                (void)m_levels[above]->setMany(promotions[above]); // the level counts what it couldn't keep
        }
    }
    return searches;
}

CacheTicket LevelStack::ticket(const QByteArray &key) const
{
    CacheTicket ticket;
    for (std::size_t level = 0; level < CacheLevelCount; ++level) {
        if (has(level))
            ticket.stamps[level] = m_levels[level]->get(key).stamp;
    }
    return ticket;
}

CacheLookup LevelStack::look(std::size_t level, const QByteArray &key, const CachePrepare &prepare)
{
    if (!has(level))
        return {};
    auto lookup = m_levels[level]->get(key);
    prepareLookup(level, key, prepare, lookup);
    return lookup;
}

void LevelStack::prepareLookup(std::size_t level, const QByteArray &key, const CachePrepare &prepare,
                               CacheLookup &lookup)
{
    if (!prepare || lookup.outcome != CacheLookup::Outcome::Hit || lookup.entry->object)
        return;
    if (auto entry = prepared(prepare, lookup.entry)) {
        lookup.entry = std::move(entry);
        return;
    }
    m_undecodable.fetch_add(1, std::memory_order_relaxed);
    (void)m_levels[level]->invalidate({CacheInvalidation::Scope::Key, key});
    // The value that is computed in its place must not be refused by the very invalidation that removed it.
    const auto stamp = m_levels[level]->get(key).stamp;
    lookup = CacheLookup();
    lookup.stamp = stamp;
}

void LevelStack::promote(const QByteArray &key, const FoundEntry &found, const CachePolicy &policy,
                         const CacheTicket &ticket)
{
    // The lowest first, as for invalidations: levels above are never ahead of those below.
    for (std::size_t level = found.level; level-- > 0;) {
        if (const auto write = promotion(level, key, found, policy, ticket))
            (void)m_levels[level]->set(*write); // the level counts what it couldn't keep
    }
}

std::optional<CacheWrite> LevelStack::promotion(std::size_t level, const QByteArray &key, const FoundEntry &found,
                                                const CachePolicy &policy, const CacheTicket &ticket) const
{
    if (!has(level) || !ticket.stamps[level])
        return std::nullopt;
    const auto passed = std::chrono::duration_cast<milliseconds>(m_clock->steadyNow() - found.at);
    const auto most = lifeAt(level, *found.entry, policy);
    const CacheLife life{std::min(most.fresh, found.life.fresh - passed),
                         std::min(most.usable, found.life.usable - passed), found.life.age + passed};
    if (life.fresh <= milliseconds(0))
        return std::nullopt;
    return CacheWrite{key, found.entry, life, *ticket.stamps[level]};
}

Status LevelStack::write(const QList<NewEntry> &entries, const CachePolicy &policy)
{
    Status first;
    for (std::size_t level = CacheLevelCount; level-- > 0;) {
        if (!has(level))
            continue;
        QList<CacheWrite> writes;
        for (const auto &entry : entries) {
            const auto life = lifeAt(level, *entry.entry, policy);
            if (entry.ticket.stamps[level] && life.fresh > milliseconds(0))
                writes.append({entry.key, entry.entry, life, *entry.ticket.stamps[level]});
        }
        if (writes.isEmpty())
            continue;
        const auto status =
            writes.size() == 1 ? m_levels[level]->set(writes.first()) : m_levels[level]->setMany(writes);
        if (!status && first)
            first = status;
    }
    return first;
}

Status LevelStack::invalidate(const CacheInvalidation &invalidation)
{
    Status first;
    for (std::size_t level = CacheLevelCount; level-- > 0;) {
        if (!has(level))
            continue;
        const auto status = m_levels[level]->invalidate(invalidation);
        if (!status && first)
            first = status;
    }
    return first;
}

void LevelStack::invalidatePrivate(const CacheInvalidation &invalidation)
{
    if (has(0))
        (void)m_levels[0]->invalidate(invalidation); // memory has no faults of its own
}

std::optional<CacheLevelStats> LevelStack::stats(std::size_t level) const
{
    return has(level) ? std::optional(m_levels[level]->stats()) : std::nullopt;
}

bool LevelStack::isDue(const FoundEntry &found, const CachePolicy &policy)
{
    return !found.entry->isNegative
           && found.life.fresh < share(nominalLife(found.level, *found.entry, policy), policy.refreshAhead);
}

FoundEntry LevelStack::found(std::size_t level, const CacheLookup &lookup) const
{
    return {lookup.entry, lookup.life, level, m_clock->steadyNow()};
}

CachedValue LevelStack::value(const FoundEntry &found) const
{
    const auto passed = std::chrono::duration_cast<milliseconds>(m_clock->steadyNow() - found.at);
    const auto servedBy = static_cast<CacheServedBy>(static_cast<std::size_t>(CacheServedBy::L1) + found.level);
    return {found.entry, servedBy, found.life.age + passed, found.life.fresh <= passed};
}

CacheLife LevelStack::lifeAt(std::size_t level, const CacheEntry &entry, const CachePolicy &policy) const
{
    const auto shortened = m_random ? policy.jitter * std::clamp(m_random(), 0.0, 1.0) : 0.0;
    const auto fresh = share(nominalLife(level, entry, policy), 1.0 - std::clamp(shortened, 0.0, 1.0));
    return {fresh, entry.isNegative ? fresh : fresh + policy.staleFor, milliseconds(0)};
}

} // namespace consultantos
