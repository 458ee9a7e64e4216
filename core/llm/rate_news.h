// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace consultantos {

/// What a provider says of its limits beside an answer.
struct RateNews {
    /// A bucket of the server's, of requests or of tokens.
    struct Bucket {
        std::optional<double> limit;                        ///< what it holds when it is full
        std::optional<double> remaining;                    ///< what it holds now
        std::optional<std::chrono::milliseconds> untilFull; ///< from now

        [[nodiscard]] bool isEmpty() const { return !limit && !remaining; }
        /// By how much it fills, each second; empty where that can't be told. Providers count in minutes, a few in days;
        /// a time until it is full is rounded, so it may say less, never more.
        [[nodiscard]] std::optional<double> perSecond() const;
        bool operator==(const Bucket &) const = default;
    };

    Bucket requests;
    Bucket tokens; ///< input and output together; with some providers the input alone

    [[nodiscard]] bool isEmpty() const { return requests.isEmpty() && tokens.isEmpty(); }
    bool operator==(const RateNews &) const = default;
};

} // namespace consultantos
