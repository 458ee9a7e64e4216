// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/validator_store.h"

namespace consultantos {

MemoryValidatorStore::MemoryValidatorStore(qint64 maxBytes)
    : m_maxBytes(maxBytes)
{
}

std::optional<KeptAnswer> MemoryValidatorStore::find(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_index.constFind(key);
    if (found == m_index.constEnd())
        return std::nullopt;
    m_entries.splice(m_entries.begin(), m_entries, *found);
    return (*found)->answer;
}

void MemoryValidatorStore::keep(const QByteArray &key, const KeptAnswer &answer)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_index.constFind(key); found != m_index.constEnd()) {
        m_bytes -= (*found)->answer.body.size();
        m_entries.erase(*found);
        m_index.erase(found);
    }
    if (answer.body.size() > m_maxBytes)
        return;
    m_entries.push_front({key, answer});
    m_index.insert(key, m_entries.begin());
    m_bytes += answer.body.size();
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_entries.back().answer.body.size();
        m_index.remove(m_entries.back().key);
        m_entries.pop_back();
    }
}

} // namespace consultantos
