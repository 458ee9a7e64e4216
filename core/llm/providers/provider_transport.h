// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "egress/http_client.h"
#include "llm/event_stream.h"
#include "llm/rate_news.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// One call to a provider.
struct ProviderCall {
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< with the key
    bool carriesKey = false;
    QJsonObject body; ///< empty: a GET
    QString kind;     ///< for the ledger, e.g. "complete"
    QString reportId;
    QString model; ///< for messages
    std::chrono::milliseconds timeLimit{90'000};
};

/// The path of a provider's address without slashes at its end, for more to be put behind it.
[[nodiscard]] QString basePath(const QUrl &address);

/// What a provider answered: 200 to 299 with an object, or a failure with what it says of it.
struct ProviderAnswer {
    int status = 0;
    QJsonObject body; ///< empty where it is no JSON object, or was streamed
    std::optional<std::chrono::milliseconds> retryAfter;

    [[nodiscard]] bool isFailure() const { return status >= 400; }
};

/// What the providers share of the way out: one attempt a call, time limits that suit models, keys, answers as JSON.
/// Thread-safe; `http` outlives it.
class ProviderTransport {
public:
    /// `id` as in LlmProvider::id(), `name` for messages.
    ProviderTransport(HttpClient &http, std::shared_ptr<const SecretStore> secrets, QString id, QString name);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const QString &name() const { return m_name; }

    /// The key of that name. Denied, with what to do, if there is none and `isRequired`; else empty then.
    [[nodiscard]] Result<Secret> key(const QString &secretName, bool isRequired) const;
    [[nodiscard]] Result<ProviderAnswer> ask(const ProviderCall &call, const CancellationToken &cancel) const;
    /// Like ask(), but a failure is an Error.
    [[nodiscard]] Result<QJsonObject> askOrFail(const ProviderCall &call, const CancellationToken &cancel) const;
    /// Hands the events of the stream on; with an answer that isn't one, such as a failure or a server that doesn't stream,
    /// there are none and `body` has what came.
    [[nodiscard]] Result<ProviderAnswer> stream(const ProviderCall &call, const EventStreamParser::OnEvent &onEvent,
                                                const CancellationToken &cancel) const;

    /// See LlmProvider::takeRateNews().
    [[nodiscard]] std::optional<RateNews> takeRateNews() const;

    /// The errors that all providers have, as their readers find them.
    [[nodiscard]] Error unexpectedAnswer() const;
    [[nodiscard]] Error brokenStream() const;

private:
    [[nodiscard]] HttpRequest request(const ProviderCall &call, bool isStream) const;
    [[nodiscard]] ProviderAnswer answerOf(const HttpResponse &response) const;
    void keepNews(const HttpResponse &response) const;

    HttpClient &m_http;
    std::shared_ptr<const SecretStore> m_secrets;
    QString m_id;
    QString m_name;
    mutable std::mutex m_mutex;
    mutable std::optional<RateNews> m_news;
};

} // namespace consultantos
