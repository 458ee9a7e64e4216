// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>

namespace consultantos {

/// A clock that moves when it is told to.
class TestClock final : public Clock {
public:
    QDateTime nowUtc() const override { return QDateTime::fromMSecsSinceEpoch(0, Qt::UTC); }
    std::chrono::nanoseconds steadyNow() const override { return std::chrono::nanoseconds(now_.load()); }
    void advance(std::chrono::nanoseconds by) { now_ += by.count(); }

private:
    std::atomic<qint64> now_{1'000'000'000};
};

} // namespace consultantos
