// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/model_price.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr qint64 Million = 1'000'000;
/// More tokens than any call has; keeps sums of five kinds at the highest price within 64 bits.
constexpr qint64 MostTokens = 1'000'000'000'000;

/// A sum of tokens times prices, exact until it is rounded.
class TokenCost {
public:
    void add(qint64 tokens, qint64 price)
    {
        tokens = std::clamp<qint64>(tokens, 0, MostTokens);
        price = std::clamp<qint64>(price, 0, ModelPrice::Highest);
        m_whole += tokens / Million * price;
        // Below a million times the highest price: the rest of one kind fits 64 bits, and is carried over at once.
        const auto rest = tokens % Million * price + m_millionths;
        m_whole += rest / Million;
        m_millionths = rest % Million;
    }
    [[nodiscard]] qint64 halfUp() const { return m_whole + (m_millionths * 2 >= Million ? 1 : 0); }
    [[nodiscard]] qint64 up() const { return m_whole + (m_millionths > 0 ? 1 : 0); }

private:
    qint64 m_whole = 0;
    qint64 m_millionths = 0;
};

} // namespace

std::optional<qint64> ModelPrice::costOf(const LlmUsage &usage) const
{
    struct Kind {
        qint64 tokens;
        std::optional<qint64> price;
    };
    TokenCost cost;
    for (const auto &[tokens, price] :
         {Kind{usage.input, input}, Kind{usage.cachedInput, cachedInput}, Kind{usage.cacheWrite, cacheWrite},
          Kind{usage.output, output}, Kind{usage.reasoning, reasoning ? reasoning : output}}) {
        if (tokens <= 0)
            continue;
        if (!price)
            return std::nullopt;
        cost.add(tokens, *price);
    }
    return cost.halfUp();
}

std::optional<qint64> ModelPrice::worstCase(qint64 inputTokens, qint64 maxOutputTokens) const
{
    if (!input || !output)
        return std::nullopt;
    TokenCost cost;
    cost.add(inputTokens, std::max({*input, cachedInput.value_or(0), cacheWrite.value_or(0)}));
    cost.add(maxOutputTokens, std::max(*output, reasoning.value_or(0)));
    return cost.up();
}

} // namespace consultantos
