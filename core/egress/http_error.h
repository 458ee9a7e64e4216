// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QNetworkReply>
#include <QString>

#include <chrono>

namespace consultantos::http_error {

// The failures of a request as Errors for the user. They name the host and nothing else of the address, and quote no
// word of the server's: either could hold a key. `host` is a hostLabel().

/// A failure of the connection. `sslReason` says what is wrong with the certificate, if that is it.
[[nodiscard]] Error ofTransport(QNetworkReply::NetworkError error, const QString &host, const QString &sslReason);
/// Whether such a failure may pass by itself.
[[nodiscard]] bool isPassing(QNetworkReply::NetworkError error);

/// Of an HTTP status from 300 on.
[[nodiscard]] Error ofStatus(int status, const QString &host);

[[nodiscard]] Error noConnection(const QString &host, std::chrono::milliseconds limit);
[[nodiscard]] Error stalled(const QString &host, std::chrono::milliseconds limit);
[[nodiscard]] Error tookTooLong(const QString &host, std::chrono::milliseconds limit);
/// The server, or our own limit of requests to it, wants a longer wait than the caller has time.
[[nodiscard]] Error mustWait(const QString &host, std::chrono::milliseconds wait);
/// The server's own wish, which goes beyond the time of the request.
[[nodiscard]] Error wantsPause(const QString &host, std::chrono::milliseconds wait, std::chrono::milliseconds limit);
/// A POST that the server's redirect would make a GET of.
[[nodiscard]] Error postSentOn(const QString &host, int status);
[[nodiscard]] Error cutOff(const QString &host);
[[nodiscard]] Error tooLarge(const QString &host, qint64 maxBytes);
[[nodiscard]] Error pageInsteadOfData(const QString &host);
[[nodiscard]] Error notJson(const QString &host);
[[nodiscard]] Error tooManyRedirects(const QString &host);
[[nodiscard]] Error cancelled(const QString &host);
[[nodiscard]] Error wentOffline(const QString &host);

} // namespace consultantos::http_error
