// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/parallel_blocks.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace consultantos {

bool runBlocks(QThreadPool *pool, qint64 count, const CancellationToken &cancellation, const BlockWorker &makeWorker)
{
    std::atomic<qint64> next = 0;
    std::atomic<bool> isCancelled = false;
    const auto work = [&] {
        const auto worker = makeWorker();
        for (auto block = next.fetch_add(1); block < count && !isCancelled; block = next.fetch_add(1)) {
            if (cancellation.isCancelled()) {
                isCancelled = true;
                return;
            }
            worker(block);
        }
    };
    std::mutex mutex;
    std::condition_variable ended;
    int running = 0;
    const qint64 helpers = pool ? std::min<qint64>(pool->maxThreadCount() - 1, count - 1) : 0;
    for (qint64 i = 0; i < helpers; ++i) {
        {
            const std::lock_guard lock(mutex);
            ++running;
        }
        const bool isStarted = pool->tryStart([&] {
            work();
            const std::lock_guard lock(mutex);
            --running;
            ended.notify_one();
        });
        if (!isStarted) {
            const std::lock_guard lock(mutex);
            --running;
            break;
        }
    }
    work();
    std::unique_lock lock(mutex);
    ended.wait(lock, [&] { return running == 0; });
    return !isCancelled;
}

} // namespace consultantos
