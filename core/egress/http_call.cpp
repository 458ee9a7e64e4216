// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_call.h"

#include "egress/body_pipe.h"
#include "egress/content_check.h"
#include "egress/http_error.h"

#include <QCryptographicHash>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int MaxRedirects = 5;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

HttpCall::HttpCall(CallContext context, HttpRequest request, std::shared_ptr<HttpPromise> promise, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
    , m_promise(std::move(promise))
{
    connect(&m_watcher, &QFutureWatcherBase::canceled, this,
            [this] { abort(http_error::cancelled(hostLabel(m_request.url))); });
    m_totalTimer.setSingleShot(true);
    connect(&m_totalTimer, &QTimer::timeout, this,
            [this] { abort(http_error::tookTooLong(hostLabel(m_request.url), m_request.limits.total)); });
}

void HttpCall::start()
{
    m_startedAt = m_context.services->clock->steadyNow();
    m_totalTimer.start(m_request.limits.total);
    m_watcher.setFuture(m_promise->future());
    if (m_promise->isCanceled())
        return abort(http_error::cancelled(hostLabel(m_request.url)));
    next(std::chrono::milliseconds(0));
}

void HttpCall::abort(const Error &error)
{
    if (m_isDone)
        return;
    if (m_attempt) {
        // The attempt reports back at once and is recorded with this error.
        m_attempt->abort(error);
        return;
    }
    finish(tl::unexpected(error));
}

/// The next attempt after `wait` at the earliest, and not before the host's rate allows it.
void HttpCall::next(std::chrono::milliseconds wait)
{
    if (const auto admitted = m_context.gate->admit(m_request); !admitted)
        return finish(tl::unexpected(admitted.error()));
    const auto now = m_context.services->clock->steadyNow();
    const auto pace =
        m_request.hasOwnPace ? std::chrono::nanoseconds(0) : m_context.bucketOf(m_request.url).take(now + wait);
    const auto turn = std::chrono::ceil<std::chrono::milliseconds>(pace) + wait;
    if (turn > timeLeft())
        return finish(tl::unexpected(http_error::mustWait(hostLabel(m_request.url), turn)));
    if (turn.count() == 0)
        return send();
    m_context.services->after(turn, this, [this] { send(); });
}

void HttpCall::send()
{
    if (m_isDone)
        return;
    // The switch may have been thrown during the wait.
    if (const auto admitted = m_context.gate->admit(m_request); !admitted)
        return finish(tl::unexpected(admitted.error()));
    ++m_attempts;
    m_attemptStartedAt = m_context.services->clock->steadyNow();
    m_attemptWhen = m_context.services->clock->nowUtc();
    if (m_context.services->validators && m_request.method == HttpMethod::Get)
        m_kept = m_context.services->validators->find(validatorKey());
    m_attempt = new HttpAttempt(m_context.network, m_context.options->ownCertificates, conditional(), this);
    connect(m_attempt, &HttpAttempt::finished, this, &HttpCall::onAttempt);
    m_attempt->start();
}

HttpRequest HttpCall::conditional() const
{
    auto request = m_request;
    request.headers.prepend({"User-Agent", m_context.options->userAgent});
    if (m_kept && !m_kept->etag.isEmpty())
        request.headers.append({"If-None-Match", m_kept->etag});
    if (m_kept && !m_kept->lastModified.isEmpty())
        request.headers.append({"If-Modified-Since", m_kept->lastModified});
    return request;
}

void HttpCall::onAttempt(const AttemptOutcome &outcome)
{
    m_attempt->deleteLater();
    m_attempt = nullptr;
    if (outcome.error) {
        record(outcome, outcome.error);
        if (outcome.mayPass && m_request.isIdempotent)
            return repeatOrFail(*outcome.error, std::nullopt);
        return finish(tl::unexpected(*outcome.error));
    }
    if (isRedirect(outcome.status))
        return onRedirect(outcome);
    if ((outcome.status >= 200 && outcome.status < 300) || (outcome.status == 304 && m_kept))
        return onAnswer(outcome);
    onFailedStatus(outcome);
}

void HttpCall::onAnswer(const AttemptOutcome &outcome)
{
    HttpResponse response;
    response.status = outcome.status;
    response.url = m_request.url;
    response.url.setUserInfo(QString());
    response.headers = outcome.headers;
    response.attempts = m_attempts;
    response.wasUnchanged = outcome.status == 304;
    response.body = response.wasUnchanged ? m_kept->body : outcome.body;
    response.mediaType = response.wasUnchanged ? m_kept->mediaType : mediaTypeOf(outcome.header("Content-Type"));
    // A streamed body was looked at by nobody yet: what reads it says whether it fits.
    const auto expected = m_request.pipe ? ExpectedContent::Anything : m_request.expects;
    const auto fits = checkContent(expected, response.mediaType, response.body, hostLabel(m_request.url));
    if (!fits) {
        record(outcome, fits.error());
        return finish(tl::unexpected(fits.error()));
    }
    const bool isJson = expected == ExpectedContent::Json;
    if (isJson && !outcome.isProvenWhole && !isWholeJson(response.body)) {
        const auto error = http_error::cutOff(hostLabel(m_request.url));
        record(outcome, error);
        return m_request.isIdempotent ? repeatOrFail(error, std::nullopt) : finish(tl::unexpected(error));
    }
    record(outcome, std::nullopt);
    const KeptAnswer answer{outcome.header("ETag"), outcome.header("Last-Modified"), response.mediaType, response.body};
    // What may have broken off must not be kept: the server would call it unchanged for good.
    if (outcome.status == 200 && (outcome.isProvenWhole || isJson) && m_context.services->validators
        && m_request.method == HttpMethod::Get && !(answer.etag.isEmpty() && answer.lastModified.isEmpty()))
        m_context.services->validators->keep(validatorKey(), answer);
    finish(std::move(response));
}

void HttpCall::onRedirect(const AttemptOutcome &outcome)
{
    const auto target = m_request.url.resolved(QUrl(QString::fromUtf8(outcome.header("Location"))));
    Status allowed = EgressGate::admitRedirect(m_request.url, target);
    // By custom a POST is continued as a GET after 301 and 302, and by RFC 9110, 15.4, after 303: what was asked would be
    // lost, and the answer would be to something else. After 307 and 308 it stays a POST.
    const bool keepsMethod = outcome.status == 307 || outcome.status == 308;
    if (allowed && m_request.method == HttpMethod::Post && !keepsMethod)
        allowed = tl::unexpected(http_error::postSentOn(hostLabel(m_request.url), outcome.status));
    if (allowed && ++m_redirects > MaxRedirects)
        allowed = tl::unexpected(http_error::tooManyRedirects(hostLabel(m_request.url)));
    if (!allowed) {
        record(outcome, allowed.error());
        return finish(tl::unexpected(allowed.error()));
    }
    record(outcome, std::nullopt);
    const auto userInfo = m_request.url.userInfo(QUrl::FullyEncoded);
    m_request.url = target;
    m_request.url.setUserInfo(userInfo);
    next(std::chrono::milliseconds(0));
}

void HttpCall::onFailedStatus(const AttemptOutcome &outcome)
{
    const auto error = http_error::ofStatus(outcome.status, hostLabel(m_request.url));
    record(outcome, error);
    const auto &clock = *m_context.services->clock;
    const auto retryAfter = parseRetryAfter(outcome.header("Retry-After"), clock.nowUtc());
    // A server that asks for a day, by mistake or on purpose, doesn't keep the whole program from it for that long: what is
    // asked a second after this call's own end may go again.
    if (retryAfter && !m_request.hasOwnPace && (outcome.status == 429 || outcome.status == 503)) {
        const auto longest = std::max(timeLeft(), std::chrono::milliseconds(0)) + std::chrono::seconds(1);
        m_context.bucketOf(m_request.url).holdUntil(clock.steadyNow() + std::min(*retryAfter, longest));
    }
    const auto answer = failedAnswer(outcome);
    // A request that was turned away for its rate was not carried out: repeating it is safe, whatever it is.
    if (isPassingStatus(outcome.status) && (m_request.isIdempotent || outcome.status == 429))
        return repeatOrFail(error, retryAfter, answer);
    finish(answer ? Result<HttpResponse>(*answer) : tl::unexpected(error));
}

/// What a caller gets who wants failed answers.
std::optional<HttpResponse> HttpCall::failedAnswer(const AttemptOutcome &outcome) const
{
    constexpr qsizetype MaxErrorBytes = 64 * 1024;
    if (!m_request.wantsFailedAnswers || outcome.status < 400)
        return std::nullopt;
    HttpResponse response;
    response.status = outcome.status;
    response.url = m_request.url;
    response.url.setUserInfo(QString());
    response.headers = outcome.headers;
    response.attempts = m_attempts;
    response.body = outcome.body.left(MaxErrorBytes);
    response.mediaType = mediaTypeOf(outcome.header("Content-Type"));
    return response;
}

void HttpCall::repeatOrFail(const Error &error, std::optional<std::chrono::milliseconds> retryAfter,
                            const std::optional<HttpResponse> &answer)
{
    const bool wasHandedOut = m_request.pipe && m_request.pipe->wasUsed();
    if (m_failures + 1 >= m_request.maxAttempts || wasHandedOut)
        return finish(answer ? Result<HttpResponse>(*answer) : tl::unexpected(error));
    ++m_failures;
    const auto wait = m_context.options->retries.wait(m_failures, m_context.services->uniform(), retryAfter);
    // A server that says when to come back is told to the user; a backoff of ours is not what failed.
    if (wait > timeLeft())
        return finish(tl::unexpected(
            retryAfter ? http_error::wantsPause(hostLabel(m_request.url), wait, m_request.limits.total) : error));
    next(wait);
}

void HttpCall::record(const AttemptOutcome &outcome, const std::optional<Error> &error) const
{
    if (!m_context.services->ledger)
        return;
    EgressEntry entry;
    entry.when = m_attemptWhen;
    entry.host = hostLabel(m_request.url);
    entry.path = m_request.url.path();
    entry.kind = m_request.kind;
    entry.outcome = error ? errorCodeName(error->code) : QStringLiteral("ok");
    entry.status = outcome.status;
    entry.bytesSent = outcome.bytesSent;
    entry.bytesReceived = outcome.bytesReceived;
    entry.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.services->clock->steadyNow()
                                                                           - m_attemptStartedAt);
    entry.reportId = m_request.reportId;
    m_context.services->ledger->record(entry);
}

void HttpCall::finish(Result<HttpResponse> result)
{
    if (m_isDone)
        return;
    m_isDone = true;
    m_totalTimer.stop();
    m_watcher.disconnect(this);
    if (m_request.pipe)
        m_request.pipe->close();
    m_promise->addResult(std::move(result));
    m_promise->finish();
    Q_EMIT done();
}

std::chrono::milliseconds HttpCall::timeLeft() const
{
    const auto used = m_context.services->clock->steadyNow() - m_startedAt;
    return m_request.limits.total - std::chrono::duration_cast<std::chrono::milliseconds>(used);
}

/// All that shapes the answer, hashed: two keys differ for two users of one address.
QByteArray HttpCall::validatorKey() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_request.url.toEncoded());
    for (const auto &[name, value] : m_request.headers) {
        hash.addData("\n");
        hash.addData(name.toLower());
        hash.addData(":");
        hash.addData(value);
    }
    return hash.result();
}

} // namespace consultantos
