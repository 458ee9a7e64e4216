// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_access.h"
#include "llm/semantic/semantic_index.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// A prompt and the key of its reply.
struct KeptPrompt {
    QString prompt;
    QByteArray key;

    bool operator==(const KeptPrompt &) const = default;
};

/// The earlier prompts among which one is looked for that asks the same in other words. They are kept in the program's
/// cache under the kind "model_prompts", an entry a scope, so that they last as long as the replies, stay within the
/// engagement, and go when the cache is cleared; a scope is read when it is first asked for. Thread-safe.
class SimilarPrompts {
public:
    /// Of a scope the newest so many are kept.
    static constexpr qsizetype LimitOfScope = 1'000;
    /// In memory; beyond it all are let go and read again when they are asked for.
    static constexpr std::size_t LimitInMemory = 20'000;

    using MakeMatcher = std::function<Result<std::shared_ptr<const SemanticMatcher>>()>;

    /// `make` is called at the first use: it reads resources. Where it fails, nothing is ever similar.
    SimilarPrompts(CacheAccess cache, MakeMatcher make);

    /// The prompt of the scope whose reply may be used again; see SemanticIndex::find().
    [[nodiscard]] std::optional<SemanticHit> find(const QByteArray &scope, const QString &prompt);
    void add(const QByteArray &scope, const KeptPrompt &prompt);
    /// Forgets the prompts with the key: the reply is gone, or wrong.
    void purge(const QByteArray &key);

private:
    /// Null if there is no matcher.
    [[nodiscard]] std::shared_ptr<SemanticIndex> index();
    void load(SemanticIndex &index, const QByteArray &scope);
    void save(const QByteArray &scope);
    [[nodiscard]] QByteArray keyOf(const QByteArray &scope) const;

    CacheAccess m_cache;
    MakeMatcher m_make;
    std::mutex m_mutex;
    bool m_wasMade = false;
    std::shared_ptr<const SemanticMatcher> m_matcher;
    std::shared_ptr<SemanticIndex> m_index;
    std::map<QByteArray, QList<KeptPrompt>> m_scopes; ///< those that were read; the newest last
};

} // namespace consultantos
