// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "egress/http_message.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

struct ProviderAnswer;

/// A provider's failure in words, with what to do. It quotes no word of the server's: some name a part of the key, or the
/// prompt. `name` is the provider's, `model` the one that was asked.
[[nodiscard]] Error providerError(const QString &name, const QString &model, const ProviderAnswer &answer);

/// Likewise of a failure that comes within a stream, whose status is said in the event or not at all (0).
[[nodiscard]] Error streamedError(const QString &name, const QString &model, const QJsonObject &body);

/// Whether the failure means that the provider's rules forbid the prompt: a refusal of the model rather than a fault.
[[nodiscard]] bool isContentRefusal(const QJsonObject &body);

/// When the server wants to be asked again: `retry-after-ms`; `Retry-After` in seconds, with or without a fraction, or as
/// a date (RFC 9110, 10.2.3); Gemini's RetryInfo ("34.5s") in the body; OpenAI's and Groq's `x-ratelimit-reset-…`
/// ("1m2.5s", "85ms") of the limit that is used up.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryAfterOf(const HttpResponse &response,
                                                                    const QJsonObject &body, const QDateTime &nowUtc);

} // namespace consultantos
