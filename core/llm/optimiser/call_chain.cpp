// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/call_chain.h"

#include "llm/providers/reply_builder.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos {
namespace {

using Nanoseconds = std::chrono::nanoseconds;
using Milliseconds = std::chrono::milliseconds;

constexpr Nanoseconds Look = Milliseconds(20);
constexpr Milliseconds EmbeddingLimit{60'000};
constexpr qint64 BytesOfToken = 3; ///< rather too few

bool mayBeBilled(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Denied:
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::RateLimited:
        return false;
    default:
        return !error.isTurnedAway;
    }
}

/// Whether the provider is at fault.
bool isFailure(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::TimedOut || error.code == ErrorCode::Malformed
           || error.code == ErrorCode::Unreadable;
}

bool mayRepeat(const Error &error)
{
    return error.code == ErrorCode::RateLimited || error.code == ErrorCode::TimedOut
           || (error.code == ErrorCode::Network && error.retryable);
}

/// Whether another provider may do better. A request that can't be right would fail there, too, or hide what is wrong.
bool mayFallBack(const Error &error)
{
    return error.code != ErrorCode::Cancelled && error.code != ErrorCode::InvalidArgument;
}

Error cancelledError()
{
    return {
        ErrorCode::Cancelled, QCoreApplication::translate("Llm", "The call of the model was cancelled."), {}, false};
}

/// False if cancelled.
bool waitedFor(Nanoseconds time, const CallTiming &timing, const CancellationToken &cancel)
{
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    const auto until = timing.clock->steadyNow() + time;
    for (auto at = timing.clock->steadyNow(); at < until; at = timing.clock->steadyNow()) {
        if (cancel.isCancelled())
            return false;
        timing.wait(lock, never, std::min(until - at, Look));
    }
    return !cancel.isCancelled();
}

Error leftAloneError(const QString &provider, Milliseconds pause)
{
    // 0: another call is trying it just now.
    pause = std::max(pause, Milliseconds(1'000));
    return {ErrorCode::Network,
            QCoreApplication::translate("Llm", "%1 failed several times and is left alone for a while.").arg(provider),
            QCoreApplication::translate("Llm", "Nothing was sent. It is tried again in %1 s.")
                .arg(std::chrono::ceil<std::chrono::seconds>(pause).count()),
            true,
            pause,
            true};
}

} // namespace

Milliseconds RepetitionLimits::wait(int failed, double uniform, std::optional<Milliseconds> retryAfter) const
{
    const double grown = static_cast<double>(base.count()) * std::pow(2.0, std::max(failed, 1) - 1);
    const Milliseconds jittered(std::llround(uniform * std::min(grown, static_cast<double>(cap.count()))));
    return retryAfter ? *retryAfter + std::min(jittered, base) : jittered;
}

/// One call on its way.
class CallChain::Run {
public:
    Run(const CallChain &chain, const LlmRequest &request, const LlmProvider::OnText &onText,
        const CancellationToken &cancel)
        : m_chain(chain)
        , m_cancel(cancel)
        , m_request(request)
        , m_started(now())
        , m_deadline(m_started + request.timeLimit)
        , m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        if (onText) {
            m_onText = [this, &onText](const QString &piece) {
                m_wasHandedOut = true;
                onText(piece);
            };
        }
    }

    Result<Answer> make()
    {
        std::optional<Error> first;
        for (qsizetype place = 0; place < m_chain.m_routes.size(); ++place) {
            auto answer = with(m_chain.m_routes[place]);
            if (answer) {
                answer->isFirstChoice = place == 0;
                return answer;
            }
            if (!first || answer.error().code == ErrorCode::Cancelled)
                first = answer.error();
            if (m_wasHandedOut || !mayFallBack(answer.error()) || now() >= m_deadline)
                break;
        }
        if (m_isRateLimited && !m_wasBilled)
            m_chain.m_accounts->recordRefused(bill(std::nullopt));
        return tl::unexpected(*first);
    }

private:
    [[nodiscard]] Nanoseconds now() const { return m_chain.m_timing.clock->steadyNow(); }

    Result<Answer> with(const ModelRoute &route)
    {
        m_route = &route;
        m_isLeftAlone = false;
        m_asked = m_request;
        if (&route != &m_chain.m_routes.first() || m_asked.model.isEmpty())
            m_asked.model = route.model;
        for (int failed = 1;; ++failed) {
            auto answer = attempt();
            if (answer || m_wasHandedOut || failed >= m_chain.m_repetitions.attempts || m_isLeftAlone
                || !mayRepeat(answer.error()))
                return answer;
            const auto pause =
                m_chain.m_repetitions.wait(failed, m_chain.m_timing.uniform(), answer.error().retryAfter);
            if (now() + pause >= m_deadline)
                return answer;
            if (!waitedFor(pause, m_chain.m_timing, m_cancel))
                return tl::unexpected(cancelledError());
        }
    }

    Result<Answer> attempt()
    {
        if (route().breaker->pause().count() > 0)
            return tl::unexpected(leftAlone());
        auto reserved = m_chain.m_accounts->reserve(route().provider->id(), m_asked);
        if (!reserved)
            return tl::unexpected(reserved.error());
        auto pass = route().gate->enter(estimatedTokens(m_asked) + m_asked.maxOutputTokens, m_deadline, m_cancel);
        if (!pass) {
            reserved->release();
            // Another attempt would have no more time.
            m_isLeftAlone = true;
            return tl::unexpected(pass.error());
        }
        auto permit = route().breaker->permit();
        if (!permit) {
            pass->withdraw();
            reserved->release();
            return tl::unexpected(leftAlone());
        }
        m_asked.timeLimit = std::max(std::chrono::floor<Milliseconds>(m_deadline - now()), Milliseconds(1));
        const auto sent = now();
        auto reply = route().provider->complete(m_asked, m_onText, m_cancel);
        if (const auto news = route().provider->takeRateNews())
            route().gate->learn(*news);
        if (reply && route().pace)
            route().pace->add(reply->usage, now() - sent);
        if (reply)
            return taken(*std::move(reply), *reserved, *pass, *permit);
        return tl::unexpected(failed(reply.error(), *reserved, *pass, *permit));
    }

    Answer taken(LlmReply reply, BudgetKeeper::Reservation &reserved, CallGate::Pass &pass,
                 CircuitBreaker::Permit &permit)
    {
        permit.succeeded();
        pass.succeeded(reply.usage ? std::optional(reply.usage->total()) : std::nullopt);
        const auto cost = m_chain.m_accounts->settle(reserved, bill(reply.usage));
        if (cost && m_cost)
            *m_cost += *cost;
        else
            m_cost.reset();
        return {std::move(reply), m_cost, true};
    }

    const Error &failed(const Error &error, BudgetKeeper::Reservation &reserved, CallGate::Pass &pass,
                        CircuitBreaker::Permit &permit)
    {
        if (error.code != ErrorCode::Cancelled)
            m_chain.m_accounts->countFailure(m_asked, error.code);
        if (error.code == ErrorCode::RateLimited) {
            m_isRateLimited = true;
            permit.succeeded(); // it answers
            pass.refused(error.retryAfter);
        } else if (isFailure(error)) {
            permit.failed();
            pass.failed();
        } else if (error.code == ErrorCode::Offline || error.code == ErrorCode::Denied) {
            pass.withdraw();
        }
        if (!mayBeBilled(error)) {
            reserved.release();
            return error;
        }
        const auto cost = m_chain.m_accounts->settle(reserved, bill(std::nullopt));
        if (cost && m_cost)
            *m_cost += *cost;
        else
            m_cost.reset();
        return error;
    }

    CallAccounts::Bill bill(const std::optional<LlmUsage> &usage)
    {
        CallAccounts::Bill bill;
        bill.id = m_attempts == 0 ? m_id : QStringLiteral("%1.%2").arg(m_id).arg(m_attempts);
        ++m_attempts;
        m_wasBilled = true;
        bill.provider = route().provider->id();
        bill.request = &m_asked;
        bill.usage = usage;
        bill.isRateLimited = m_isRateLimited;
        bill.duration = std::chrono::round<Milliseconds>(now() - m_started);
        return bill;
    }

    [[nodiscard]] const ModelRoute &route() const { return *m_route; }

    Error leftAlone()
    {
        m_isLeftAlone = true;
        return leftAloneError(route().provider->id(), route().breaker->pause());
    }

    const CallChain &m_chain;
    const CancellationToken &m_cancel;
    const LlmRequest &m_request;
    const Nanoseconds m_started;
    const Nanoseconds m_deadline;
    const QString m_id;
    LlmProvider::OnText m_onText;
    const ModelRoute *m_route = nullptr;
    LlmRequest m_asked;              ///< as it goes to the route
    std::optional<qint64> m_cost{0}; ///< of the attempts so far
    int m_attempts = 0;              ///< rows of the ledger
    bool m_wasHandedOut = false;
    bool m_wasBilled = false;
    bool m_isRateLimited = false;
    bool m_isLeftAlone = false; ///< the route isn't asked again
};

CallChain::CallChain(QList<ModelRoute> routes, RepetitionLimits repetitions,
                     std::shared_ptr<const CallAccounts> accounts, CallTiming timing)
    : m_routes(std::move(routes))
    , m_repetitions(repetitions)
    , m_accounts(std::move(accounts))
    , m_timing(std::move(timing))
{
}

Result<CallChain::Answer> CallChain::call(const LlmRequest &request, const LlmProvider::OnText &onText,
                                          const CancellationToken &cancel) const
{
    return Run(*this, request, onText, cancel).make();
}

Result<QList<std::vector<float>>> CallChain::embed(const QString &model, const QStringList &texts,
                                                   const CancellationToken &cancel) const
{
    const auto deadline = m_timing.clock->steadyNow() + EmbeddingLimit;
    for (int failed = 1;; ++failed) {
        auto vectors = embedOnce(model, texts, deadline, cancel);
        if (vectors || failed >= m_repetitions.attempts || !mayRepeat(vectors.error())
            || m_routes.first().breaker->pause().count() > 0)
            return vectors;
        const auto pause = m_repetitions.wait(failed, m_timing.uniform(), vectors.error().retryAfter);
        if (m_timing.clock->steadyNow() + pause >= deadline)
            return vectors;
        if (!waitedFor(pause, m_timing, cancel))
            return tl::unexpected(cancelledError());
    }
}

Result<QList<std::vector<float>>> CallChain::embedOnce(const QString &model, const QStringList &texts,
                                                       Nanoseconds deadline, const CancellationToken &cancel) const
{
    const auto &[provider, chatModel, gate, breaker, pace] = m_routes.first();
    LlmRequest request;
    request.model = model;
    request.agent = QStringLiteral("embeddings");
    qint64 tokens = 0;
    for (const auto &text : texts)
        tokens += text.toUtf8().size() + 1;
    auto reserved = m_accounts->reserveInput(provider->id(), model, tokens);
    if (!reserved)
        return tl::unexpected(reserved.error());
    const auto started = m_timing.clock->steadyNow();
    auto pass = gate->enter(tokens / BytesOfToken, deadline, cancel);
    auto permit = pass ? breaker->permit() : std::nullopt;
    if (!pass || !permit) {
        reserved->release();
        if (!pass)
            return tl::unexpected(pass.error());
        pass->withdraw();
        return tl::unexpected(leftAloneError(provider->id(), breaker->pause()));
    }
    auto vectors = provider->embed(model, texts, cancel);
    if (!vectors && vectors.error().code != ErrorCode::Cancelled)
        m_accounts->countFailure(request, vectors.error().code);
    if (const auto news = provider->takeRateNews())
        gate->learn(*news);
    if (vectors) {
        permit->succeeded();
        pass->succeeded(std::nullopt);
    } else if (vectors.error().code == ErrorCode::RateLimited) {
        permit->succeeded();
        pass->refused(vectors.error().retryAfter);
    } else if (isFailure(vectors.error())) {
        permit->failed();
        pass->failed();
    }
    if (!vectors && !mayBeBilled(vectors.error())) {
        reserved->release();
        return vectors;
    }
    CallAccounts::Bill bill;
    bill.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    bill.provider = provider->id();
    bill.request = &request;
    bill.usage = LlmUsage{tokens, 0, 0, 0, 0};
    bill.duration = std::chrono::round<Milliseconds>(m_timing.clock->steadyNow() - started);
    (void)m_accounts->settle(*reserved, bill);
    return vectors;
}

} // namespace consultantos
