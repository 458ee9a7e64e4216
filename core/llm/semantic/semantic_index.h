// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/semantic/semantic_matcher.h"
#include "llm/semantic/vector_rows.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// An earlier prompt whose reply answers another one, too.
struct SemanticHit {
    QByteArray key;        ///< under which its reply is kept
    QString prompt;        ///< the earlier prompt: what the hit is labelled with
    double similarity = 0; ///< 0 to 1
};

/// Finds the earlier prompt whose reply may be used again, within one scope. Holds prompts and the keys of their replies
/// in memory; the replies themselves are in the cache, under these keys. Of a scope the newest entries stay. Thread-safe.
class SemanticIndex {
public:
    /// `limit` entries a scope; at least one.
    explicit SemanticIndex(std::shared_ptr<const SemanticMatcher> matcher, std::size_t limit = 10'000);

    /// `scope` holds what else must be the same: model, instructions, parameters, version of the data. The most similar
    /// prompt that the matcher accepts, the later of equal ones; nothing if there is none. Fails as the embedder does.
    [[nodiscard]] Result<std::optional<SemanticHit>> find(const QByteArray &scope, const QString &prompt) const;
    /// A prompt that is there already gets the new key.
    Status add(const QByteArray &scope, const QString &prompt, const QByteArray &key);
    /// "Wrong answer": forgets all prompts with this key, in every scope. The caller removes the reply from the cache.
    /// Says how many there were.
    std::size_t purge(const QByteArray &key);
    [[nodiscard]] std::size_t size() const;

private:
    struct Entry {
        QString prompt;
        QByteArray key;
        PromptMeaning meaning;
    };
    struct Scope {
        explicit Scope(std::size_t dimension)
            : rows(dimension)
        {
        }
        VectorRows rows;
        std::deque<Entry> entries; ///< in the order of the rows
        std::size_t oldest = 0;    ///< is replaced next when the scope is full
    };

    std::shared_ptr<const SemanticMatcher> m_matcher;
    std::size_t m_limit;
    mutable std::mutex m_mutex;
    std::map<QByteArray, Scope> m_scopes;
};

} // namespace consultantos
