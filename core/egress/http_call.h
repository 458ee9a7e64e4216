// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "egress/egress_gate.h"
#include "egress/egress_services.h"
#include "egress/http_attempt.h"
#include "egress/http_message.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

using HttpPromise = QPromise<Result<HttpResponse>>;

/// What calls share; outlives them.
struct CallContext {
    QNetworkAccessManager *network = nullptr;
    const EgressOptions *options = nullptr;
    const EgressServices *services = nullptr;
    const EgressGate *gate = nullptr;
    std::function<TokenBucket &(const QUrl &)> bucketOf;
};

/// One request from its asking to its result: waits its turn, sends, follows redirects, repeats, records each attempt.
/// Lives in the network thread.
class HttpCall final : public QObject {
    Q_OBJECT

public:
    HttpCall(CallContext context, HttpRequest request, std::shared_ptr<HttpPromise> promise, QObject *parent);

    [[nodiscard]] const HttpRequest &request() const { return m_request; }
    void start();
    /// Ends it with `error`, unless it has ended.
    void abort(const Error &error);

Q_SIGNALS:
    /// Once, after the result is in the promise.
    void done();

private:
    void next(std::chrono::milliseconds wait);
    void send();
    [[nodiscard]] HttpRequest conditional() const;
    void onAttempt(const AttemptOutcome &outcome);
    void onAnswer(const AttemptOutcome &outcome);
    void onRedirect(const AttemptOutcome &outcome);
    void onFailedStatus(const AttemptOutcome &outcome);
    [[nodiscard]] std::optional<HttpResponse> failedAnswer(const AttemptOutcome &outcome) const;
    void repeatOrFail(const Error &error, std::optional<std::chrono::milliseconds> retryAfter,
                      const std::optional<HttpResponse> &answer = std::nullopt);
    void record(const AttemptOutcome &outcome, const std::optional<Error> &error) const;
    void finish(Result<HttpResponse> result);
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;
    [[nodiscard]] QByteArray validatorKey() const;

    CallContext m_context;
    HttpRequest m_request;
    std::shared_ptr<HttpPromise> m_promise;
    QFutureWatcher<Result<HttpResponse>> m_watcher;
    QTimer m_totalTimer;
    HttpAttempt *m_attempt = nullptr;
    std::optional<KeptAnswer> m_kept; ///< what the present attempt's conditions come from
    std::chrono::nanoseconds m_startedAt{0};
    std::chrono::nanoseconds m_attemptStartedAt{0};
    QDateTime m_attemptWhen;
    int m_attempts = 0; ///< all of this call
    int m_failures = 0; ///< that were waited out
    int m_redirects = 0;
    bool m_isDone = false;
};

} // namespace consultantos
