// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/reply_cache.h"

#include "base/logging.h"
#include "model/binary_codec.h"

#include <QJsonDocument>

#include <algorithm>

namespace consultantos {

template <>
struct BinaryFields<LlmUsage> {
    static auto of(auto &value)
    {
        return std::tie(value.input, value.cachedInput, value.cacheWrite, value.output, value.reasoning);
    }
};
static_assert(NamesEveryField<LlmUsage>);

namespace {

constexpr int FormatVersion = 1;
const QByteArray Kind = "model_reply";
const QByteArray WrongKind = "model_wrong";

/// A reply with its object as text: the form in which it came.
struct ReplyRecord {
    QString text;
    QByteArray json;
    LlmFinish finish = LlmFinish::Stop;
    std::optional<LlmUsage> usage;
    QString provider;
    QString model;
    QString prompt;
};

} // namespace

template <>
struct BinaryFields<ReplyRecord> {
    static auto of(auto &value)
    {
        return std::tie(value.text, value.json, value.finish, value.usage, value.provider, value.model, value.prompt);
    }
};
static_assert(NamesEveryField<ReplyRecord>);

namespace {

QByteArray encoded(const KeptReply &kept)
{
    const auto &reply = kept.reply;
    return toBinary(ReplyRecord{
        reply.text, reply.json.isEmpty() ? QByteArray() : QJsonDocument(reply.json).toJson(QJsonDocument::Compact),
        reply.finish, reply.usage, reply.provider, reply.model, kept.prompt});
}

std::optional<KeptReply> decoded(const QByteArray &bytes)
{
    auto record = fromBinary<ReplyRecord>(bytes);
    if (!record)
        return std::nullopt;
    KeptReply kept;
    kept.reply = {std::move(record->text),
                  QJsonDocument::fromJson(record->json).object(),
                  record->finish,
                  record->usage,
                  std::move(record->provider),
                  std::move(record->model)};
    kept.prompt = std::move(record->prompt);
    return kept;
}

CacheCodec<KeptReply> codec()
{
    constexpr qint64 Growth = 4; // texts of two bytes a letter, and the object beside its text
    return {encoded, decoded,
            [](const KeptReply &kept) { return Growth * (kept.reply.text.size() + kept.prompt.size()); }};
}

CacheCodec<qint64> countCodec()
{
    return {[](const qint64 &times) { return toBinary(times); },
            [](const QByteArray &bytes) { return fromBinary<qint64>(bytes); }, nullptr};
}

} // namespace

ReplyCache::ReplyCache(CacheAccess cache, QString place)
    : m_cache(std::move(cache))
    , m_place(std::move(place))
{
}

CacheKeyBuilder ReplyCache::builder(const LlmCall &call) const
{
    const auto &request = call.request;
    CacheKeyBuilder key(Kind, m_cache.scope.engagement, FormatVersion);
    key.text("place", m_place).text("model", request.model).text("system", request.system);
    key.json("schema", request.schema).text("schema name", request.schemaName);
    key.integer("output tokens", request.maxOutputTokens).real("temperature", request.temperature);
    key.text("seed", request.seed ? QString::number(*request.seed) : QString());
    key.bytes("data", call.dataVersion);
    return key;
}

QByteArray ReplyCache::keyOf(const LlmCall &call) const
{
    QStringList messages;
    for (const auto &message : call.request.messages)
        messages +=
            {message.role == LlmRole::User ? QStringLiteral("user") : QStringLiteral("assistant"), message.text};
    return builder(call).list("messages", messages).key();
}

QByteArray ReplyCache::scopeOf(const LlmCall &call) const
{
    const auto &all = call.request.messages;
    if (all.isEmpty() || all.last().role != LlmRole::User)
        return {};
    auto without = call;
    auto &last = without.request.messages.last().text;
    if (!last.endsWith(promptOf(call)))
        return {};
    last.chop(promptOf(call).size());
    return keyOf(without);
}

QString ReplyCache::promptOf(const LlmCall &call)
{
    if (!call.question.isEmpty())
        return call.question;
    return call.request.messages.isEmpty() ? QString() : call.request.messages.last().text;
}

std::optional<ReplyCache::Value> ReplyCache::get(const QByteArray &key) const
{
    if (!m_cache.manager)
        return std::nullopt;
    auto found = TypedCache<KeptReply>(*m_cache.manager, codec()).get(key);
    return found && found->value ? std::move(found) : std::nullopt;
}

bool ReplyCache::has(const QByteArray &key) const
{
    return m_cache.manager && m_cache.manager->contains(key);
}

Result<ReplyCache::Value> ReplyCache::getOrMake(const QByteArray &key, const LlmCall &call, const Make &make,
                                                const CancellationToken &cancel) const
{
    const auto product = [&](const CancellationToken &token) -> Result<CacheProduct<KeptReply>> {
        auto made = make(token);
        if (!made)
            return tl::unexpected(made.error());
        return CacheProduct<KeptReply>{std::make_shared<const KeptReply>(std::move(made->kept)),
                                       m_cache.scope.tags(Kind), made->cost, made->isKept};
    };
    if (!m_cache.manager || call.reuse == LlmReuse::None) {
        auto made = product(cancel);
        if (!made)
            return tl::unexpected(made.error());
        return Value{made->value, CacheServedBy::Computed, {}, false};
    }
    CacheOptions options;
    options.mode = call.reuse == LlmReuse::Refresh ? CacheOptions::Mode::Refresh : CacheOptions::Mode::Use;
    options.cancel = cancel;
    options.policy = m_cache.manager->policy();
    options.policy->hardLimit = call.request.timeLimit;
    return TypedCache<KeptReply>(*m_cache.manager, codec()).getOrComputeHere(key, product, options);
}

QByteArray ReplyCache::wrongKey(const QByteArray &key) const
{
    return CacheKeyBuilder(WrongKind, m_cache.scope.engagement, FormatVersion).bytes("reply", key).key();
}

void ReplyCache::purge(const QByteArray &key) const
{
    if (!m_cache.manager)
        return;
    const CacheProduct<qint64> times{std::make_shared<const qint64>(timesWrong(key) + 1), m_cache.scope.tags(Kind), {}};
    const auto counted = TypedCache<qint64>(*m_cache.manager, countCodec()).set(wrongKey(key), times);
    const auto removed = m_cache.manager->remove(key);
    const auto derived = m_cache.manager->removeByTag(replyTag(key));
    for (const auto *done : {&counted, &removed, &derived}) {
        if (!*done)
            qCWarning(lcStorage) << "a wrong reply isn't gone from all of the cache:" << done->error().message;
    }
}

int ReplyCache::timesWrong(const QByteArray &key) const
{
    if (!m_cache.manager || !m_cache.manager->contains(wrongKey(key)))
        return 0;
    const auto kept = TypedCache<qint64>(*m_cache.manager, countCodec()).get(wrongKey(key));
    return kept && kept->value ? static_cast<int>(*kept->value) : 0;
}

QByteArray replyTag(const QByteArray &entry)
{
    return "made of:" + entry;
}

} // namespace consultantos
