// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/semantic_index.h"

#include <algorithm>

namespace consultantos {

SemanticIndex::SemanticIndex(std::shared_ptr<const SemanticMatcher> matcher, std::size_t limit)
    : m_matcher(std::move(matcher))
    , m_limit(std::max<std::size_t>(limit, 1))
{
}

Result<std::optional<SemanticHit>> SemanticIndex::find(const QByteArray &scope, const QString &prompt) const
{
    // Outside of the lock: an embedder may wait for the network.
    const auto vector = m_matcher->embedder().embed(prompt);
    if (!vector)
        return tl::unexpected(vector.error());
    const auto meaning = m_matcher->reader().read(prompt);

    const std::lock_guard lock(m_mutex);
    const auto found = m_scopes.find(scope);
    if (found == m_scopes.end())
        return std::optional<SemanticHit>();
    const auto &[rows, entries, oldest] = found->second;
    const auto near =
        rows.nearest(*vector, static_cast<float>(m_matcher->threshold()), static_cast<qsizetype>(rows.size()));
    for (const auto &[row, product] : near) {
        const auto &entry = entries[row];
        const auto verdict = m_matcher->judge(entry.meaning, meaning, product);
        if (verdict.isHit)
            return std::optional(SemanticHit{entry.key, entry.prompt, verdict.similarity});
    }
    return std::optional<SemanticHit>();
}

Status SemanticIndex::add(const QByteArray &scope, const QString &prompt, const QByteArray &key)
{
    const auto vector = m_matcher->embedder().embed(prompt);
    if (!vector)
        return tl::unexpected(vector.error());
    Entry entry{prompt, key, m_matcher->reader().read(prompt)};

    const std::lock_guard lock(m_mutex);
    auto &[rows, entries, oldest] = m_scopes.try_emplace(scope, vector->size()).first->second;
    const auto same =
        std::find_if(entries.begin(), entries.end(), [&prompt](const Entry &other) { return other.prompt == prompt; });
    if (same != entries.end()) {
        same->key = key;
        return {};
    }
    if (entries.size() < m_limit) {
        rows.append(*vector);
        entries.push_back(std::move(entry));
        return {};
    }
    rows.replace(oldest, *vector);
    entries[oldest] = std::move(entry);
    oldest = (oldest + 1) % m_limit;
    return {};
}

std::size_t SemanticIndex::purge(const QByteArray &key)
{
    std::size_t removed = 0;
    const std::lock_guard lock(m_mutex);
    for (auto &[name, scope] : m_scopes) {
        for (std::size_t row = scope.entries.size(); row-- > 0;) {
            if (scope.entries[row].key != key)
                continue;
            scope.rows.removeBySwap(row);
            if (row + 1 < scope.entries.size())
                scope.entries[row] = std::move(scope.entries.back());
            scope.entries.pop_back();
            ++removed;
        }
        // A hole lets entries be appended again; from there on replacing begins anew.
        scope.oldest = scope.entries.empty() ? 0 : scope.oldest % scope.entries.size();
    }
    return removed;
}

std::size_t SemanticIndex::size() const
{
    const std::lock_guard lock(m_mutex);
    std::size_t count = 0;
    for (const auto &[name, scope] : m_scopes)
        count += scope.entries.size();
    return count;
}

} // namespace consultantos
