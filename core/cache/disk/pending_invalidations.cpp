// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/pending_invalidations.h"

#include <algorithm>

namespace consultantos {

quint64 PendingInvalidations::add(const CacheInvalidation &invalidation)
{
    const quint64 ticket = ++m_last;
    const bool isTooMany = qsizetype(m_items.size()) >= m_limit;
    if (isTooMany || invalidation.scope == CacheInvalidation::Scope::All) {
        m_items.clear();
        m_keys.clear();
        m_tags.clear();
        m_items.push_back({ticket, {CacheInvalidation::Scope::All, {}}});
    } else {
        m_items.push_back({ticket, invalidation});
    }
    note(m_items.back().invalidation);
    return ticket;
}

void PendingInvalidations::finish(quint64 ticket)
{
    m_finished = std::max(m_finished, ticket);
    while (!m_items.empty() && m_items.front().ticket <= ticket)
        m_items.pop_front();
    m_keys.clear();
    m_tags.clear();
    m_all = false;
    for (const auto &item : m_items)
        note(item.invalidation);
}

void PendingInvalidations::note(const CacheInvalidation &invalidation)
{
    switch (invalidation.scope) {
    case CacheInvalidation::Scope::Key:
        m_keys.insert(invalidation.name);
        break;
    case CacheInvalidation::Scope::Tag:
        m_tags.insert(invalidation.name);
        break;
    case CacheInvalidation::Scope::All:
        m_all = true;
        break;
    }
}

bool PendingInvalidations::isNamed(QByteArrayView key, const QByteArrayList &tags) const
{
    if (m_items.empty())
        return false;
    if (m_all || m_keys.contains(QByteArray::fromRawData(key.data(), key.size())))
        return true;
    return std::any_of(tags.begin(), tags.end(), [this](const QByteArray &tag) { return m_tags.contains(tag); });
}

} // namespace consultantos
