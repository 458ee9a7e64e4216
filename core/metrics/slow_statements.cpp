// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/slow_statements.h"

#include <algorithm>

namespace consultantos {
namespace {

void addTo(QHash<QString, SlowStatement> &statements, const SlowStatement &one)
{
    auto &known = statements[one.sql];
    known.sql = one.sql;
    if (!one.plan.isEmpty())
        known.plan = one.plan;
    ++known.count;
    known.worstSeconds = std::max(known.worstSeconds, one.worstSeconds);
    known.last = one.last;
}

} // namespace

bool SlowStatements::isNew(const QString &sql) const
{
    const std::lock_guard lock(m_mutex);
    return !m_all.contains(sql);
}

void SlowStatements::add(const QString &sql, const QString &plan, double seconds, const QDateTime &when)
{
    const std::lock_guard lock(m_mutex);
    if (m_all.size() >= Most && !m_all.contains(sql))
        return;
    addTo(m_all, {sql, plan, 1, seconds, when});
    addTo(m_new, {sql, plan, 1, seconds, when});
}

QList<SlowStatement> SlowStatements::all() const
{
    QList<SlowStatement> all;
    {
        const std::lock_guard lock(m_mutex);
        all = m_all.values();
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) {
        return a.worstSeconds != b.worstSeconds ? a.worstSeconds > b.worstSeconds : a.sql < b.sql;
    });
    return all;
}

QList<SlowStatement> SlowStatements::take()
{
    const std::lock_guard lock(m_mutex);
    auto taken = m_new.values();
    m_new.clear();
    // The plan was told when the statement first came.
    for (auto &one : taken)
        one.plan = m_all.value(one.sql).plan;
    return taken;
}

} // namespace consultantos
