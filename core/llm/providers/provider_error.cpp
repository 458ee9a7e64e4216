// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/provider_error.h"

#include "egress/retry_policy.h"
#include "llm/providers/provider_transport.h"
#include "llm/providers/rate_headers.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

using Milliseconds = std::chrono::milliseconds;

/// The error object of any of the providers' forms.
QJsonObject errorOf(const QJsonObject &body)
{
    const auto error = body[QStringLiteral("error")];
    if (error.isObject())
        return error.toObject();
    QJsonObject flat = body;
    if (error.isString())
        flat[QStringLiteral("message")] = error;
    return flat;
}

/// All that the server says, in lower case, to look for words in.
QString wordsOf(const QJsonObject &body)
{
    const auto error = errorOf(body);
    QStringList words;
    for (const auto *field : {"type", "code", "status", "message", "param"})
        words.append(error[QLatin1String(field)].toVariant().toString());
    for (const auto &detail : error[QStringLiteral("details")].toArray())
        words.append(detail.toObject()[QStringLiteral("reason")].toString());
    return words.join(QLatin1Char(' ')).toLower();
}

bool says(const QString &words, std::initializer_list<const char *> any)
{
    return std::any_of(any.begin(), any.end(), [&](const char *word) { return words.contains(QLatin1String(word)); });
}

Error noKey(const QString &name)
{
    return {ErrorCode::Denied, QCoreApplication::translate("Llm", "%1 does not accept the key.").arg(name),
            QCoreApplication::translate("Llm", "Check the key in the settings, and whether it may use this model."),
            false};
}

Error noCredit(const QString &name)
{
    return {ErrorCode::Denied, QCoreApplication::translate("Llm", "The credit with %1 is spent.").arg(name),
            QCoreApplication::translate("Llm", "Top it up or raise its limit with the provider."), false};
}

Error noModel(const QString &name, const QString &model)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Llm", "%1 has no model %2, or the key may not use it.").arg(name, model),
            QCoreApplication::translate("Llm", "Choose another model in the settings."), false};
}

Error notOffered(const QString &name)
{
    return {ErrorCode::NotFound, QCoreApplication::translate("Llm", "%1 does not do what was asked of it.").arg(name),
            QCoreApplication::translate(
                "Llm", "Of a llama-server: embeddings are given by one that is started with --embeddings."),
            false};
}

Error tooLong(const QString &name, const QString &model)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Llm", "The request is too long for %2 of %1.").arg(name, model),
            QCoreApplication::translate("Llm", "Give it less evidence, or choose a model that reads more."), false};
}

Error tooFast(const QString &name, std::optional<Milliseconds> retryAfter)
{
    return {ErrorCode::RateLimited, QCoreApplication::translate("Llm", "%1 asks for fewer requests.").arg(name),
            QCoreApplication::translate("Llm", "Try again later."), true, retryAfter};
}

Error ownFault(const QString &name, std::optional<Milliseconds> retryAfter)
{
    return {ErrorCode::Network,
            QCoreApplication::translate("Llm", "%1 is overloaded or has a fault of its own.").arg(name),
            QCoreApplication::translate("Llm", "Try again later."), true, retryAfter};
}

Error notAccepted(const QString &name, const QString &model, int status)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Llm", "%1 does not accept the request to %2 (HTTP %3).")
                .arg(name, model)
                .arg(status),
            QCoreApplication::translate("Llm", "Check model, preset and address in the settings."), false};
}

bool saysTooLong(const QString &words)
{
    return says(words, {"context_length_exceeded", "context length", "context window", "prompt is too long",
                        "too many tokens", "maximum number of tokens", "token count", "exceed_context_size",
                        "request_too_large", "string_above_max_length"});
}

Error classify(const QString &name, const QString &model, int status, const QString &words,
               std::optional<Milliseconds> retryAfter)
{
    if (status == 402
        || says(words, {"insufficient_quota", "credit balance", "insufficient balance", "insufficient credits",
                        "billing_error", "billing_hard_limit", "billing_not_active"}))
        return noCredit(name);
    if (status == 429 || says(words, {"rate_limit", "resource_exhausted"}))
        return tooFast(name, retryAfter);
    if (status == 401 || status == 403
        || says(words, {"api_key_invalid", "invalid_api_key", "authentication_error", "permission_error",
                        "api key not valid"}))
        return noKey(name);
    if (status == 413 || saysTooLong(words))
        return tooLong(name, model);
    if (status == 404 || status == 410 || says(words, {"model_not_found", "deploymentnotfound", "invalid model"}))
        return noModel(name, model);
    if (status == 501 || says(words, {"not_supported_error"}))
        return notOffered(name);
    if (status == 408 || status == 409 || status == 425 || status >= 500
        || (status < 400 && says(words, {"overloaded", "api_error", "server_error", "unavailable", "internal"})))
        return ownFault(name, retryAfter);
    return notAccepted(name, model, status);
}

/// What is left of a limit that is used up, by its reset header: a span with OpenAI and its kin ("Rate limits in
/// headers"), a time with Anthropic ("Rate limits", response headers).
std::optional<Milliseconds> resetOf(const HttpResponse &response, const QDateTime &nowUtc)
{
    std::optional<Milliseconds> longest;
    const auto take = [&](std::optional<Milliseconds> wait) {
        if (wait && (!longest || *wait > *longest))
            longest = wait;
    };
    for (const QByteArray limit : {"requests", "tokens", "input-tokens", "output-tokens"}) {
        if (response.header("x-ratelimit-remaining-" + limit).trimmed() == "0")
            take(parseSpan(QString::fromLatin1(response.header("x-ratelimit-reset-" + limit))));
        const auto anthropic = "anthropic-ratelimit-" + limit;
        if (response.header(anthropic + "-remaining").trimmed() == "0")
            take(untilTime(response.header(anthropic + "-reset"), nowUtc));
    }
    return longest;
}

} // namespace

Error providerError(const QString &name, const QString &model, const ProviderAnswer &answer)
{
    auto error = classify(name, model, answer.status, wordsOf(answer.body), answer.retryAfter);
    error.isTurnedAway = true;
    return error;
}

Error streamedError(const QString &name, const QString &model, const QJsonObject &body)
{
    const QJsonValue code = errorOf(body)[QStringLiteral("code")];
    const int status = code.isDouble() ? code.toInt() : code.toString().toInt();
    const auto words = wordsOf(body);
    // Something that fails midway was accepted before: without a word of why, the fault is the server's.
    const bool isNamed = status >= 400
                         || says(words, {"invalid", "insufficient", "billing", "credit", "rate_limit", "exhausted",
                                         "context", "too long", "authentication", "permission"});
    return isNamed ? classify(name, model, status, words, std::nullopt) : ownFault(name, std::nullopt);
}

bool isContentRefusal(const QJsonObject &body)
{
    const auto error = errorOf(body);
    constexpr std::array Codes{"content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"};
    const auto code = error[QStringLiteral("code")].toString();
    const auto inner = error[QStringLiteral("innererror")].toObject()[QStringLiteral("code")].toString();
    return std::any_of(Codes.begin(), Codes.end(), [&](const char *known) {
        return code == QLatin1String(known) || inner == QLatin1String(known);
    });
}

std::optional<std::chrono::milliseconds> retryAfterOf(const HttpResponse &response, const QJsonObject &body,
                                                      const QDateTime &nowUtc)
{
    bool isNumber = false;
    const double ms = response.header("retry-after-ms").trimmed().toDouble(&isNumber);
    if (isNumber)
        return spanOfMs(ms);
    const auto header = response.header("Retry-After").trimmed();
    const double seconds = header.toDouble(&isNumber);
    if (isNumber)
        return spanOfMs(seconds * 1000);
    if (auto date = parseRetryAfter(header, nowUtc))
        return date;
    if (auto span = parseSpan(QString::fromLatin1(header)))
        return span;
    for (const auto &detail : errorOf(body)[QStringLiteral("details")].toArray()) {
        if (auto span = parseSpan(detail.toObject()[QStringLiteral("retryDelay")].toString()))
            return span;
    }
    return resetOf(response, nowUtc);
}

} // namespace consultantos
