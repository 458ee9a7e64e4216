// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt_watcher.h"

#include "exit_code.h"

#include <QtGlobal>

#include <atomic>
#include <cstdlib>
#include <thread>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <csignal>
#endif

namespace consultantos {

#ifdef Q_OS_WIN

namespace {
// The console's handler takes no context; there is one watcher at a time.
std::atomic<CancellationSource *> activeSource = nullptr;

BOOL WINAPI onConsoleEvent(DWORD)
{
    if (auto *source = activeSource.exchange(nullptr)) {
        source->cancel();
        return TRUE;
    }
    std::_Exit(static_cast<int>(ExitCode::Interrupted));
}
} // namespace

struct InterruptWatcher::Private {
    CancellationSource source;
};

InterruptWatcher::InterruptWatcher()
    : d(std::make_unique<Private>())
{
    activeSource = &d->source;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

InterruptWatcher::~InterruptWatcher()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    activeSource = nullptr;
}

#else

/// Sent to the watching thread alone, so that the program's end doesn't wait for it.
constexpr int WakeUp = SIGUSR1;

struct InterruptWatcher::Private {
    CancellationSource source;
    sigset_t signals;
    std::atomic<bool> ends = false;
    std::thread thread;

    void watch()
    {
        bool wasInterrupted = false;
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && !ends) {
            if (signal == WakeUp)
                continue;
            if (wasInterrupted)
                std::_Exit(static_cast<int>(ExitCode::Interrupted));
            wasInterrupted = true;
            source.cancel();
        }
    }
};

InterruptWatcher::InterruptWatcher()
    : d(std::make_unique<Private>())
{
    sigemptyset(&d->signals);
    sigaddset(&d->signals, SIGINT);
    sigaddset(&d->signals, SIGTERM);
    sigaddset(&d->signals, WakeUp);
    pthread_sigmask(SIG_BLOCK, &d->signals, nullptr);
    d->thread = std::thread([raw = d.get()] { raw->watch(); });
}

InterruptWatcher::~InterruptWatcher()
{
    d->ends = true;
    pthread_kill(d->thread.native_handle(), WakeUp);
    d->thread.join();
    pthread_sigmask(SIG_UNBLOCK, &d->signals, nullptr);
}

#endif

CancellationToken InterruptWatcher::token() const
{
    return d->source.token();
}

bool InterruptWatcher::isInterrupted() const
{
    return d->source.token().isCancelled();
}

} // namespace consultantos
