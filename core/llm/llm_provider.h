// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "llm/llm_types.h"
#include "llm/model_capacity.h"
#include "llm/rate_news.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace consultantos {

/// One service of language models. Every call waits for the network (or the local server), so it is for worker threads;
/// it makes one attempt and leaves repetition, limits and money to the optimiser. Thread-safe.
///
/// Errors: Denied (key missing or wrong; credit spent), RateLimited (retryAfter says when, if the server did), TimedOut,
/// Network, Malformed (not what the provider documents), Unreadable (larger than we take), InvalidArgument (the request
/// can't be right: unknown model, too long), Offline, Cancelled. Messages are for users and hold neither key nor prompt.
class LlmProvider {
public:
    virtual ~LlmProvider() = default;

    [[nodiscard]] virtual QString id() const = 0;
    /// Pieces of the reply's text as they come, without reasoning; empty: none are wanted. Called in the caller's thread.
    using OnText = std::function<void(const QString &piece)>;
    [[nodiscard]] virtual Result<LlmReply> complete(const LlmRequest &request, const OnText &onText,
                                                    const CancellationToken &cancel) const = 0;
    /// A vector a text, all of one length. NotFound if the provider has no embeddings.
    [[nodiscard]] virtual Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                                  const CancellationToken &cancel) const = 0;
    /// By the provider's own counting where it has one, else an estimate that is rather too high.
    [[nodiscard]] virtual Result<qint64> countTokens(const LlmRequest &request,
                                                     const CancellationToken &cancel) const = 0;
    /// The models that the key may use, if the provider tells.
    [[nodiscard]] virtual Result<QStringList> models(const CancellationToken &cancel) const = 0;
    /// What the newest answer said of the provider's limits, each time once; empty if it said nothing.
    [[nodiscard]] virtual std::optional<RateNews> takeRateNews() const { return std::nullopt; }
    /// What is known without asking; its pace is measured elsewhere.
    [[nodiscard]] virtual ModelCapacity capacity() const { return {}; }
};

} // namespace consultantos
