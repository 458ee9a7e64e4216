// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manager_fixture.h"

#include <QSemaphore>
#include <QStringLiteral>
#include <QTest>

namespace consultantos::test {

/// A computation that tells when it has begun and ends when it may, or when cancelled.
struct Gated {
    struct Shared {
        QSemaphore begun;
        std::atomic<bool> mayEnd{false};
        std::atomic<int> runs{0};
        std::atomic<bool> wasCancelled{false};
    };
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    bool fails = false;

    Result<CacheEntry> operator()(const CancellationToken &cancel) const
    {
        ++shared->runs;
        shared->begun.release();
        while (!shared->mayEnd) {
            if (cancel.waitFor(std::chrono::milliseconds(1))) {
                shared->wasCancelled = true;
                return fail(ErrorCode::Cancelled, QStringLiteral("Cancelled."));
            }
        }
        if (fails)
            return fail(ErrorCode::Network, QStringLiteral("No."));
        return entryOf("new");
    }
    void awaitBegin() const { QVERIFY(shared->begun.tryAcquire(1, 30000)); }
    void end() const { shared->mayEnd = true; }
};

inline CacheOptions limits(std::optional<std::chrono::milliseconds> soft, std::optional<std::chrono::milliseconds> hard)
{
    CacheOptions options;
    options.policy = CachePolicy();
    options.policy->softLimit = soft;
    options.policy->hardLimit = hard;
    options.policy->refreshAhead = 0;
    return options;
}

} // namespace consultantos::test
