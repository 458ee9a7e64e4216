// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace consultantos {

/// A token bucket whose rate may change, that is asked before it is drawn from, and that takes back what wasn't used.
/// Told the time, which never goes back. Pure; not thread-safe.
class RateBucket {
public:
    /// `perSecond` and `burst` above 0; it begins full.
    RateBucket(double perSecond, double burst);

    /// How long until `amount` may be drawn; 0: now. More than the burst may be drawn from a full bucket.
    [[nodiscard]] std::chrono::nanoseconds waitFor(double amount, std::chrono::nanoseconds now);
    void draw(double amount, std::chrono::nanoseconds now);
    /// Negative: more was used than drawn.
    void giveBack(double amount, std::chrono::nanoseconds now);
    void setRate(double perSecond, double burst, std::chrono::nanoseconds now);
    /// The server's own bucket holds no more than that.
    void lower(double level, std::chrono::nanoseconds now);
    /// What was saved up is gone: the server's own bucket is empty.
    void drain(std::chrono::nanoseconds now);

private:
    void fill(std::chrono::nanoseconds now);

    double m_perSecond;
    double m_burst;
    double m_level;
    std::chrono::nanoseconds m_filledAt{0};
    bool m_isFresh = true;
};

} // namespace consultantos
