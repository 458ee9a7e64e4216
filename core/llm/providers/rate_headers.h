// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_message.h"
#include "llm/rate_news.h"

#include <QDateTime>

#include <optional>

namespace consultantos {

/// The limits in an answer's headers; empty if it says nothing of them.
/// - OpenAI ("Rate limits", headers), Azure, Groq ("Rate limits", where those of requests are of a day): x-ratelimit-limit-,
///   -remaining- and -reset-requests and -tokens; a reset is a span ("6m0s", "85ms") or, with Azure, seconds; −1 is none.
/// - Anthropic ("Rate limits", response headers): anthropic-ratelimit-requests- and -tokens-limit, -remaining and -reset (a
///   time, RFC 3339), where -tokens- is the tightest of its limits; else those of -input-tokens-.
[[nodiscard]] std::optional<RateNews> rateNewsOf(const HttpResponse &response, const QDateTime &nowUtc);

/// A span as these headers write it: "1m2.5s", "85ms", "2h"; empty if it is none.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseSpan(const QString &text);

/// Rounded up; empty for what is no time or negative; a hundred years at most.
[[nodiscard]] std::optional<std::chrono::milliseconds> spanOfMs(double ms);

/// How long it is until an RFC 3339 time; in the past: 0; empty if it is none.
[[nodiscard]] std::optional<std::chrono::milliseconds> untilTime(const QByteArray &time, const QDateTime &nowUtc);

} // namespace consultantos
