// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cancellation.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace consultantos {

struct CancellationToken::State {
    std::atomic<bool> cancelled{false};
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::weak_ptr<State>> children;

    void cancel()
    {
        std::vector<std::weak_ptr<State>> toCancel;
        {
            const std::lock_guard lock(mutex);
            if (cancelled.exchange(true))
                return;
            toCancel.swap(children);
        }
        changed.notify_all();
        for (const auto &child : toCancel) {
            if (const auto state = child.lock())
                state->cancel();
        }
    }

    void adopt(const std::shared_ptr<State> &child)
    {
        {
            const std::lock_guard lock(mutex);
            if (!cancelled) {
                std::erase_if(children, [](const auto &known) { return known.expired(); });
                children.push_back(child);
                return;
            }
        }
        child->cancel();
    }
};

CancellationToken::CancellationToken(std::shared_ptr<State> state)
    : m_state(std::move(state))
{
}

bool CancellationToken::isCancelled() const
{
    return m_state && m_state->cancelled.load(std::memory_order_relaxed);
}

bool CancellationToken::waitFor(std::chrono::milliseconds timeout) const
{
    if (!m_state)
        return CancellationSource().token().waitFor(timeout);
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, timeout, [this] { return m_state->cancelled.load(); });
}

CancellationSource::CancellationSource()
    : m_state(std::make_shared<CancellationToken::State>())
{
}

CancellationSource::CancellationSource(const CancellationToken &parent)
    : CancellationSource()
{
    if (parent.m_state)
        parent.m_state->adopt(m_state);
}

void CancellationSource::cancel()
{
    m_state->cancel();
}

CancellationToken CancellationSource::token() const
{
    return CancellationToken(m_state);
}

} // namespace consultantos
