// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "llm/privacy/preview_model.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace consultantos {

/// What several calls would come to. A call that a kept reply answers is counted and adds nothing else: it sends nothing.
struct EstimateSum {
    int calls = 0;
    int kept = 0; ///< of them
    qint64 inputTokens = 0;
    qint64 expectedOutputTokens = 0; ///< see LlmEstimate
    qint64 maxOutputTokens = 0;
    bool isFromHistory = true;       ///< the expectation of every one of them
    QString currency;                ///< empty: no price is known
    std::optional<qint64> least = 0; ///< micro-units; empty: the price of one isn't known
    std::optional<qint64> worstCase = 0;

    EstimateSum &operator+=(const LlmEstimate &estimate);
    /// The same as one estimate, to be worded as one.
    [[nodiscard]] LlmEstimate estimate() const;
};

[[nodiscard]] EstimateSum sumOf(const QList<OutgoingPrompt> &prompts);
[[nodiscard]] QMap<QString, EstimateSum> sumsByAgent(const QList<OutgoingPrompt> &prompts);

} // namespace consultantos
