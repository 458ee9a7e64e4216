// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/similar_prompts.h"

#include "base/logging.h"
#include "cache/typed_cache.h"
#include "model/binary_codec.h"

#include <algorithm>

namespace consultantos {

template <>
struct BinaryFields<KeptPrompt> {
    static auto of(auto &value) { return std::tie(value.prompt, value.key); }
};
static_assert(NamesEveryField<KeptPrompt>);

namespace {

constexpr int FormatVersion = 1;
const QByteArray Kind = "model_prompts";
/// Who empties the cache of replies means these, too.
const QByteArray RepliesKind = "model_reply";

using Prompts = QList<KeptPrompt>;

CacheCodec<Prompts> codec()
{
    return {[](const Prompts &prompts) { return toBinary(prompts); },
            [](const QByteArray &bytes) { return fromBinary<Prompts>(bytes); }, nullptr};
}

} // namespace

SimilarPrompts::SimilarPrompts(CacheAccess cache, MakeMatcher make)
    : m_cache(std::move(cache))
    , m_make(std::move(make))
{
}

QByteArray SimilarPrompts::keyOf(const QByteArray &scope) const
{
    return CacheKeyBuilder(Kind, m_cache.scope.engagement, FormatVersion).bytes("scope", scope).key();
}

std::shared_ptr<SemanticIndex> SimilarPrompts::index()
{
    if (!m_cache.manager || !m_make)
        return nullptr;
    if (!m_wasMade) {
        m_wasMade = true;
        if (auto made = m_make())
            m_matcher = *std::move(made);
        else
            qCWarning(lcStorage) << "no similar prompts are looked for:" << made.error().message;
    }
    if (!m_matcher)
        return nullptr;
    if (!m_index || m_index->size() > LimitInMemory) {
        m_index = std::make_shared<SemanticIndex>(m_matcher, static_cast<std::size_t>(LimitOfScope));
        m_scopes.clear();
    }
    return m_index;
}

void SimilarPrompts::load(SemanticIndex &index, const QByteArray &scope)
{
    if (m_scopes.contains(scope))
        return;
    auto &prompts = m_scopes[scope];
    const auto kept = TypedCache<Prompts>(*m_cache.manager, codec()).get(keyOf(scope));
    if (!kept || !kept->value)
        return;
    prompts = *kept->value;
    for (const auto &[prompt, key] : std::as_const(prompts))
        (void)index.add(scope, prompt, key);
}

void SimilarPrompts::save(const QByteArray &scope)
{
    const CacheProduct<Prompts> product{
        std::make_shared<const Prompts>(m_scopes[scope]), m_cache.scope.tags(RepliesKind), {}};
    if (const auto kept = TypedCache<Prompts>(*m_cache.manager, codec()).set(keyOf(scope), product); !kept)
        qCWarning(lcStorage) << "prompts were not kept:" << kept.error().message;
}

std::optional<SemanticHit> SimilarPrompts::find(const QByteArray &scope, const QString &prompt)
{
    std::shared_ptr<SemanticIndex> prompts;
    {
        const std::lock_guard lock(m_mutex);
        prompts = index();
        if (!prompts)
            return std::nullopt;
        load(*prompts, scope);
    }
    const auto hit = prompts->find(scope, prompt);
    return hit ? *hit : std::nullopt;
}

void SimilarPrompts::add(const QByteArray &scope, const KeptPrompt &prompt)
{
    const std::lock_guard lock(m_mutex);
    const auto prompts = index();
    if (!prompts)
        return;
    load(*prompts, scope);
    auto &kept = m_scopes[scope];
    const auto same = [&](const KeptPrompt &other) { return other.prompt == prompt.prompt; };
    if (std::find(kept.begin(), kept.end(), prompt) != kept.end())
        return;
    if (!prompts->add(scope, prompt.prompt, prompt.key))
        return;
    kept.removeIf(same);
    kept.append(prompt);
    if (kept.size() > LimitOfScope)
        kept.removeFirst();
    save(scope);
}

void SimilarPrompts::purge(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    if (m_index)
        (void)m_index->purge(key);
    for (auto &[scope, prompts] : m_scopes) {
        if (prompts.removeIf([&](const KeptPrompt &prompt) { return prompt.key == key; }) > 0)
            save(scope);
    }
}

} // namespace consultantos
