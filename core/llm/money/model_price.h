// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_types.h"

#include <QtGlobal>

#include <optional>

namespace consultantos {

/// What a model's tokens cost, in micro-units of a currency (1,000,000 = 1 USD) for a million tokens. Empty: not known,
/// which is never the same as nothing.
struct ModelPrice {
    /// The highest price that is taken for one: a million units for a million tokens.
    static constexpr qint64 Highest = 1'000'000'000'000;

    std::optional<qint64> input;
    std::optional<qint64> cachedInput;
    std::optional<qint64> cacheWrite;
    std::optional<qint64> output;
    std::optional<qint64> reasoning; ///< empty: billed as output, as providers do

    /// In micro-units, rounded half up once. Empty if tokens of a kind were used whose price isn't known.
    [[nodiscard]] std::optional<qint64> costOf(const LlmUsage &usage) const;
    /// The most that a call can cost, rounded up: all input at the dearest of the prices that input may have, all output
    /// at the dearer of output and reasoning. Empty if the price of input or output isn't known.
    [[nodiscard]] std::optional<qint64> worstCase(qint64 inputTokens, qint64 maxOutputTokens) const;

    bool operator==(const ModelPrice &) const = default;
};

} // namespace consultantos
