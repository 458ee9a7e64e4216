// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace consultantos {

/// How long a model takes for a token, beside the other calls that it has.
struct ModelPace {
    double inputToken = 0;  ///< seconds, for one that it hasn't read before
    double outputToken = 0; ///< seconds

    [[nodiscard]] std::chrono::milliseconds expected(qint64 input, qint64 output) const
    {
        return std::chrono::milliseconds(static_cast<qint64>(
            1'000 * (inputToken * static_cast<double>(input) + outputToken * static_cast<double>(output))));
    }
    bool operator==(const ModelPace &) const = default;
};

/// What a model can do at a time, as far as that is known.
struct ModelCapacity {
    /// This machine runs it: how fast it is depends on the machine, calls cost nothing but time, and those made at the same
    /// time slow each other down.
    bool isOnThisMachine = false;
    bool isSmall = false;                ///< it does one simple thing at a time best
    std::optional<qint64> contextTokens; ///< of a request and its reply together
    std::optional<ModelPace> pace;       ///< measured; empty before its first reply

    bool operator==(const ModelCapacity &) const = default;
};

} // namespace consultantos
