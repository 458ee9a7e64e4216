// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

class QThreadPool;

namespace consultantos {

/// Writes what changes often, on the pool, so that the newest always wins: a write that was overtaken is left out, and what
/// is written at the end, at once, is never overwritten by one that was still waiting. Of one thread.
class LatestWriter {
public:
    using Write = std::function<void()>;

    /// Queues it on the pool.
    void write(QThreadPool *pool, const Write &write);
    /// In this thread, after one that is under way.
    void writeNow(const Write &write);

private:
    struct Shared {
        std::mutex mutex;
        long long written = 0;
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    long long m_count = 0;
};

} // namespace consultantos
