// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace consultantos {

/// Where time comes from, so that tests need no sleep. Implementations are thread-safe.
class Clock {
public:
    virtual ~Clock() = default;

    /// Wall-clock time in UTC, for records.
    [[nodiscard]] virtual QDateTime nowUtc() const = 0;
    /// Monotonic time, for durations and time limits; unaffected by changes of the wall clock.
    [[nodiscard]] virtual std::chrono::nanoseconds steadyNow() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override;
};

/// The system's clock with a steady time that is cheap to read and up to a few milliseconds behind, where the system has
/// such a one (Linux); elsewhere the same as SystemClock.
class CoarseClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override;
};

} // namespace consultantos
