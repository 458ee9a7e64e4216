// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QSet>

#include <deque>

namespace consultantos {

/// Invalidations that this process obeys already and that aren't in the file yet. None is ever dropped: when there are
/// too many they become one of everything. Not thread-safe.
class PendingInvalidations {
public:
    struct Item {
        quint64 ticket = 0; ///< grows
        CacheInvalidation invalidation;
    };

    explicit PendingInvalidations(qsizetype limit = 10'000)
        : m_limit(limit)
    {
    }

    quint64 add(const CacheInvalidation &invalidation);
    /// Up to this ticket they are in the file.
    void finish(quint64 ticket);
    [[nodiscard]] bool isFinished(quint64 ticket) const { return ticket <= m_finished; }
    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    /// Whether one of them is of everything.
    [[nodiscard]] bool hasAll() const { return m_all; }
    [[nodiscard]] quint64 lastTicket() const { return m_last; }
    [[nodiscard]] const std::deque<Item> &items() const { return m_items; }
    [[nodiscard]] bool isNamed(QByteArrayView key, const QByteArrayList &tags) const;

private:
    void note(const CacheInvalidation &invalidation);

    qsizetype m_limit;
    std::deque<Item> m_items;
    QSet<QByteArray> m_keys;
    QSet<QByteArray> m_tags;
    bool m_all = false;
    quint64 m_last = 0;
    quint64 m_finished = 0;
};

} // namespace consultantos
