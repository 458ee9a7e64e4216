// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/optimised_model.h"

#include "llm/providers/reply_builder.h"
#include "llm/structured_reply.h"
#include "storage/money_ledger.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

using Milliseconds = std::chrono::milliseconds;

bool reusesKept(LlmReuse reuse)
{
    return reuse == LlmReuse::Exact || reuse == LlmReuse::Similar;
}

/// A cut or refused reply may come out better the next time; so may one of another provider than was chosen.
bool isWorthKeeping(const CallChain::Answer &answer)
{
    return answer.isFirstChoice && answer.reply.finish == LlmFinish::Stop && !answer.reply.text.isEmpty();
}

/// A reply that was wrong before is asked for another way: at temperature 0 a model says the same again.
LlmRequest asSent(LlmRequest request, int timesWrong)
{
    if (timesWrong == 0)
        return request;
    constexpr double Warm = 0.5;
    request.temperature = std::max(request.temperature, Warm);
    if (request.seed)
        request.seed = *request.seed + timesWrong;
    return request;
}

std::optional<qint64> sumOf(const std::optional<qint64> &one, const std::optional<qint64> &other)
{
    return one && other ? std::optional(*one + *other) : std::nullopt;
}

/// An answer that took two calls.
void addTo(LlmAnswer &answer, const LlmAnswer &earlier)
{
    answer.cost = sumOf(answer.cost, earlier.cost);
    if (answer.saved || earlier.saved)
        answer.saved = answer.saved.value_or(0) + earlier.saved.value_or(0);
    answer.duration += earlier.duration;
    if (earlier.origin == LlmOrigin::Provider) {
        answer.origin = LlmOrigin::Provider;
        answer.cacheLevel.clear();
    }
}

} // namespace

/// A reply from the cache and how it was found.
struct OptimisedModel::Kept {
    QByteArray key;
    ReplyCache::Value value;
    bool isSimilar = false;
    std::chrono::nanoseconds started{0};
};

OptimisedModel::OptimisedModel(Parts parts)
    : m_parts(std::move(parts))
{
}

QString OptimisedModel::providerId() const
{
    return route().provider->id();
}

QString OptimisedModel::model() const
{
    return route().model;
}

LlmCall OptimisedModel::named(const LlmCall &call) const
{
    auto asked = call;
    if (asked.request.model.isEmpty())
        asked.request.model = route().model;
    return asked;
}

Milliseconds OptimisedModel::since(std::chrono::nanoseconds started) const
{
    return std::chrono::round<Milliseconds>(m_parts.clock->steadyNow() - started);
}

std::optional<SemanticHit> OptimisedModel::similarTo(const LlmCall &call) const
{
    if (call.reuse != LlmReuse::Similar || !m_parts.prompts)
        return std::nullopt;
    const auto scope = m_parts.replies->scopeOf(call);
    return scope.isEmpty() ? std::nullopt : m_parts.prompts->find(scope, ReplyCache::promptOf(call));
}

Result<LlmAnswer> OptimisedModel::ask(const LlmCall &call, const CancellationToken &cancel) const
{
    const auto started = m_parts.clock->steadyNow();
    const auto asked = named(call);
    const auto key = m_parts.replies->keyOf(asked);
    // The same prompt is the most similar to itself: one look into the cache for both.
    if (const auto hit = similarTo(asked)) {
        if (auto value = m_parts.replies->get(hit->key))
            return fromCache(asked, {hit->key, *std::move(value), hit->key != key, started});
        m_parts.prompts->purge(hit->key);
    }

    std::optional<CallChain::Answer> made;
    const auto make = [&](const CancellationToken &token) -> Result<MadeReply> {
        const auto request = asSent(asked.request, m_parts.replies->timesWrong(key));
        auto answer = m_parts.chain->call(request, asked.onText, token);
        if (!answer)
            return tl::unexpected(answer.error());
        made = *std::move(answer);
        const std::chrono::duration<double> took = m_parts.clock->steadyNow() - started;
        return MadeReply{
            {made->reply, ReplyCache::promptOf(asked)}, {took.count(), made->cost.value_or(0)}, isWorthKeeping(*made)};
    };
    const auto value = m_parts.replies->getOrMake(key, asked, make, cancel);
    if (!value)
        return tl::unexpected(value.error());
    if (!made)
        return fromCache(asked, {key, *value, false, started});

    const bool isKept = asked.reuse != LlmReuse::None && m_parts.replies->isThere() && isWorthKeeping(*made);
    LlmAnswer answer;
    answer.reply = std::move(made->reply);
    answer.cost = made->cost;
    answer.currency = made->cost ? m_parts.accounts->currency() : QString();
    answer.duration = since(started);
    if (!isKept)
        return answer;
    answer.entry = key;
    if (asked.reuse == LlmReuse::Similar && m_parts.prompts) {
        if (const auto scope = m_parts.replies->scopeOf(asked); !scope.isEmpty())
            m_parts.prompts->add(scope, {ReplyCache::promptOf(asked), key});
    }
    return answer;
}

LlmAnswer OptimisedModel::fromCache(const LlmCall &call, const Kept &kept) const
{
    LlmAnswer answer;
    answer.reply = kept.value.value->reply;
    answer.origin = kept.isSimilar ? LlmOrigin::SemanticCache : LlmOrigin::ExactCache;
    if (kept.value.servedBy != CacheServedBy::Computed)
        answer.cacheLevel = QString::fromLatin1(cacheServedByName(kept.value.servedBy));
    if (kept.isSimilar)
        answer.earlierPrompt = kept.value.value->prompt;
    answer.entry = kept.key;
    answer.age = kept.value.age;
    if (call.onText && !answer.reply.text.isEmpty())
        call.onText(answer.reply.text);
    answer.duration = since(kept.started);
    CallAccounts::Bill bill;
    bill.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    bill.provider = providerId();
    bill.request = &call.request;
    bill.usage = answer.reply.usage;
    bill.duration = answer.duration;
    answer.saved = m_parts.accounts->recordHit(bill);
    answer.cost = 0;
    answer.currency = m_parts.accounts->currency();
    return answer;
}

Result<LlmAnswer> OptimisedModel::askStructured(const LlmCall &call, const CancellationToken &cancel) const
{
    std::optional<LlmAnswer> last;
    const auto reply = completeStructured(call.request, [&](const LlmRequest &request) -> Result<LlmReply> {
        auto one = call;
        one.request = request;
        auto answer = ask(one, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        if (last)
            addTo(*answer, *last);
        last = *std::move(answer);
        return last->reply;
    });
    if (!reply)
        return tl::unexpected(reply.error());
    last->reply = *reply;
    return *std::move(last);
}

Result<QList<std::vector<float>>> OptimisedModel::embed(const QStringList &texts, const CancellationToken &cancel) const
{
    if (m_parts.embeddingModel.isEmpty())
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Llm", "No embedding model is chosen; nothing was sent."),
                    QCoreApplication::translate("Llm", "Name one in the settings (llm_embedding_model)."));
    return m_parts.chain->embed(m_parts.embeddingModel, texts, cancel);
}

void OptimisedModel::expectOutput(const LlmRequest &request, LlmEstimate &estimate) const
{
    const auto most = estimate.maxOutputTokens;
    estimate.expectedOutputTokens = qRound64(LlmEstimate::ShareOfMost * static_cast<double>(most));
    if (!m_parts.history)
        return;
    const auto average = m_parts.history->averageOutput(providerId(), request.model, request.agent);
    if (!average || !*average)
        return;
    estimate.expectedOutputTokens = std::min(**average, most);
    estimate.isFromHistory = true;
}

ModelCapacity OptimisedModel::capacity() const
{
    auto capacity = route().provider->capacity();
    if (route().pace)
        capacity.pace = route().pace->pace();
    return capacity;
}

LlmEstimate OptimisedModel::estimate(const LlmCall &call) const
{
    const auto asked = named(call);
    LlmEstimate estimate;
    estimate.inputTokens = estimatedTokens(asked.request);
    estimate.maxOutputTokens = asked.request.maxOutputTokens;
    expectOutput(asked.request, estimate);
    LlmUsage expected;
    expected.input = estimate.inputTokens;
    expected.output = estimate.expectedOutputTokens;
    estimate.least = m_parts.accounts->costOf(providerId(), asked.request.model, expected);
    estimate.worstCase = m_parts.accounts->worstCase(providerId(), asked.request);
    if (estimate.worstCase) {
        estimate.currency = m_parts.accounts->currency();
        if (estimate.least)
            estimate.least = std::min(*estimate.least, *estimate.worstCase);
    }
    if (!reusesKept(asked.reuse))
        return estimate;
    const auto hit = similarTo(asked);
    estimate.isKept = m_parts.replies->has(m_parts.replies->keyOf(asked)) || (hit && m_parts.replies->has(hit->key));
    if (estimate.isKept)
        estimate.least = 0;
    return estimate;
}

void OptimisedModel::purge(const QByteArray &entry) const
{
    if (entry.isEmpty())
        return;
    m_parts.replies->purge(entry);
    if (m_parts.prompts)
        m_parts.prompts->purge(entry);
}

} // namespace consultantos
