// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace consultantos {

/// When a failed request is tried again: pure, told time and randomness.
struct RetryPolicy {
    std::chrono::milliseconds base{500};
    std::chrono::milliseconds cap{20'000};

    /// The wait after the `failed`-th failure (1, 2, …): base · 2^(failed−1), at most `cap`, of which a random half is
    /// left off so that clients that failed together don't return together ("equal jitter": M. Brooker, "Exponential
    /// Backoff And Jitter", 2015). A server's `retryAfter` is never undercut. `uniform` is from [0, 1).
    [[nodiscard]] std::chrono::milliseconds wait(int failed, double uniform,
                                                 std::optional<std::chrono::milliseconds> retryAfter) const;
};

/// Whether an HTTP status may pass by itself: 408, 425, 429, 500, 502, 503, 504.
[[nodiscard]] bool isPassingStatus(int status);

/// The Retry-After header (RFC 9110, 10.2.3): seconds or a date; in the past: 0; unreadable: empty.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value,
                                                                       const QDateTime &nowUtc);

/// A date of HTTP (RFC 9110, 5.6.7) in any of its three forms, in UTC; invalid if it is none.
[[nodiscard]] QDateTime parseHttpDate(const QByteArray &value);

} // namespace consultantos
