// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

enum class LlmRole { User, Assistant };

struct LlmMessage {
    LlmRole role = LlmRole::User;
    QString text;

    bool operator==(const LlmMessage &) const = default;
};

/// What is asked of a language model. A value; everything that could change the reply is in it.
struct LlmRequest {
    QString model;  ///< as the provider names it
    QString system; ///< instructions; empty: none
    QList<LlmMessage> messages;
    /// JSON Schema (2020-12) that the reply must satisfy; empty: free text. Sent where the provider can hold the model to
    /// it, else described in the instructions.
    QJsonObject schema;
    QString schemaName = QStringLiteral("reply"); ///< a–z, 0–9 and '_'
    int maxOutputTokens = 2'048;
    double temperature = 0;
    std::optional<int> seed;
    /// Whom it is for: not sent, only for ledgers and limits.
    QString agent;
    QString reportId;
    std::chrono::milliseconds timeLimit{90'000}; ///< with all waits and repetitions

    bool operator==(const LlmRequest &) const = default;
};

/// Tokens as the provider counted them, each kind apart: `input` has none of the cached ones in it, `output` none of the
/// reasoning ones, whatever the provider's own habit.
struct LlmUsage {
    qint64 input = 0;
    qint64 cachedInput = 0; ///< read from the provider's prompt cache
    qint64 cacheWrite = 0;  ///< written to it, where that costs extra
    qint64 output = 0;
    qint64 reasoning = 0;

    [[nodiscard]] qint64 total() const { return input + cachedInput + cacheWrite + output + reasoning; }
    bool operator==(const LlmUsage &) const = default;
};

/// Why a model stopped.
enum class LlmFinish {
    Stop,    ///< it was done
    Length,  ///< maxOutputTokens were spent; what there is, is cut
    Refused, ///< the provider's or the model's safety rules
    Other
};

struct LlmReply {
    QString text;     ///< without reasoning and its tags
    QJsonObject json; ///< of a request with a schema: parsed and valid; else empty
    LlmFinish finish = LlmFinish::Stop;
    std::optional<LlmUsage> usage; ///< empty if the provider didn't say
    QString provider;              ///< "gemini", "openai", "anthropic", "local", …
    QString model;                 ///< that answered, as the provider says

    bool operator==(const LlmReply &) const = default;
};

} // namespace consultantos
