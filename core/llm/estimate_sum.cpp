// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/estimate_sum.h"

namespace consultantos {

EstimateSum &EstimateSum::operator+=(const LlmEstimate &estimate)
{
    ++calls;
    if (estimate.isKept) {
        ++kept;
        return *this;
    }
    const auto add = [](std::optional<qint64> &sum, const std::optional<qint64> &part) {
        sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
    };
    inputTokens += estimate.inputTokens;
    expectedOutputTokens += estimate.expectedOutputTokens;
    maxOutputTokens += estimate.maxOutputTokens;
    isFromHistory = isFromHistory && estimate.isFromHistory;
    if (!estimate.currency.isEmpty())
        currency = estimate.currency;
    add(least, estimate.least);
    add(worstCase, estimate.worstCase);
    return *this;
}

LlmEstimate EstimateSum::estimate() const
{
    LlmEstimate one;
    one.isKept = calls > 0 && kept == calls;
    one.inputTokens = inputTokens;
    one.expectedOutputTokens = expectedOutputTokens;
    one.maxOutputTokens = maxOutputTokens;
    one.isFromHistory = isFromHistory;
    one.currency = currency;
    one.least = least;
    one.worstCase = worstCase;
    return one;
}

EstimateSum sumOf(const QList<OutgoingPrompt> &prompts)
{
    EstimateSum sum;
    for (const auto &prompt : prompts)
        sum += prompt.estimate;
    return sum;
}

QMap<QString, EstimateSum> sumsByAgent(const QList<OutgoingPrompt> &prompts)
{
    QMap<QString, EstimateSum> sums;
    for (const auto &prompt : prompts)
        sums[prompt.agent] += prompt.estimate;
    return sums;
}

} // namespace consultantos
