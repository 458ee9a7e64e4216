// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "cache/cache_access.h"
#include "cache/typed_cache.h"
#include "llm/language_model.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

/// A reply as it is kept.
struct KeptReply {
    LlmReply reply;
    QString prompt; ///< promptOf() the call: what a hit for a similar one is labelled with

    bool operator==(const KeptReply &) const = default;
};

/// A call that was answered.
struct MadeReply {
    KeptReply kept;
    CacheCost cost; ///< what it took
    bool isKept = true;
};

/// Replies by everything of their request that could change them, in the program's cache under the kind "model_reply".
/// Keys hold neither the program's version nor its resources: a reply that was paid for outlives an update. Thread-safe.
class ReplyCache {
public:
    using Value = TypedCachedValue<KeptReply>;
    using Make = std::function<Result<MadeReply>(const CancellationToken &)>;

    /// `place` names provider, address and whatever else of the settings could change a reply.
    ReplyCache(CacheAccess cache, QString place);

    /// Whether anything is kept at all.
    [[nodiscard]] bool isThere() const { return m_cache.manager != nullptr; }
    [[nodiscard]] QByteArray keyOf(const LlmCall &call) const;
    /// The key of all but promptOf(): what must be the same for a similar one to be answered by it. Empty if the last
    /// message isn't the user's or doesn't end with the question.
    [[nodiscard]] QByteArray scopeOf(const LlmCall &call) const;

    /// Nothing if it isn't kept.
    [[nodiscard]] std::optional<Value> get(const QByteArray &key) const;
    /// What is compared by meaning.
    [[nodiscard]] static QString promptOf(const LlmCall &call);
    /// Says whether it is kept; counts for nothing in the cache's figures.
    [[nodiscard]] bool has(const QByteArray &key) const;
    /// The kept reply, that of the same call under way, or what `make` makes in this thread. Waits for another's as long as
    /// the call may take. Without a cache always by `make`.
    [[nodiscard]] Result<Value> getOrMake(const QByteArray &key, const LlmCall &call, const Make &make,
                                          const CancellationToken &cancel) const;
    /// Removes the reply, and what is tagged with replyTag(key); counts that it was wrong.
    void purge(const QByteArray &key) const;
    /// How often a reply of that key was purged. Kept in the cache under the kind "model_wrong": goes with the replies.
    [[nodiscard]] int timesWrong(const QByteArray &key) const;

private:
    [[nodiscard]] CacheKeyBuilder builder(const LlmCall &call) const;
    [[nodiscard]] QByteArray wrongKey(const QByteArray &key) const;

    CacheAccess m_cache;
    QString m_place;
};

/// The tag of what the cache keeps that was made of a kept reply: see LlmAnswer::entry.
[[nodiscard]] QByteArray replyTag(const QByteArray &entry);

} // namespace consultantos
