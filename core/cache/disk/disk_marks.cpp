// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_marks.h"

#include <algorithm>

namespace consultantos {

void DiskMarks::reset(CacheStamp sequence, CacheStamp floor)
{
    *this = {};
    m_sequence = sequence;
    m_floor = floor;
}

void DiskMarks::add(const DiskChange &change)
{
    switch (change.scope) {
    case DiskChange::Scope::Key: {
        auto &mark = m_keys[change.name];
        mark = std::max(mark, change.sequence);
        break;
    }
    case DiskChange::Scope::Tag: {
        auto &mark = m_tags[change.name];
        mark = std::max(mark, change.sequence);
        break;
    }
    case DiskChange::Scope::All:
    case DiskChange::Scope::Aged:
        m_all = std::max(m_all, change.sequence);
        break;
    }
    raiseSequence(change.sequence);
}

void DiskMarks::raiseSequence(CacheStamp sequence)
{
    m_sequence = std::max(m_sequence, sequence);
}

void DiskMarks::raiseFloor(CacheStamp floor)
{
    if (floor <= m_floor)
        return;
    m_floor = floor;
    raiseSequence(floor);
    const auto isOver = [floor](const QHash<QByteArray, CacheStamp>::iterator &mark) { return mark.value() <= floor; };
    m_keys.removeIf(isOver);
    m_tags.removeIf(isOver);
}

bool DiskMarks::isNamed(QByteArrayView key, const QByteArrayList &tags, CacheStamp stamp) const
{
    if (stamp >= m_sequence)
        return false;
    if (m_all > stamp || m_keys.value(QByteArray::fromRawData(key.data(), key.size())) > stamp)
        return true;
    return std::any_of(tags.begin(), tags.end(),
                       [this, stamp](const QByteArray &tag) { return m_tags.value(tag) > stamp; });
}

bool DiskMarks::isRefused(QByteArrayView key, const QByteArrayList &tags, CacheStamp stamp) const
{
    return stamp < m_floor || isNamed(key, tags, stamp);
}

} // namespace consultantos
