// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <utility>

namespace consultantos {

/// Gives the future's result to `done` in the thread of `context`; dropped when the context is gone by then. Not
/// QFuture::then(context, …), which in Qt 6.4 aborts the program if the context dies before the future is finished.
template <typename T, typename Done>
void whenFinished(const QFuture<T> &future, QObject *context, Done done)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(future);
}

/// Runs `work` on the pool and hands its result on as whenFinished() does. The one way in which the window reaches
/// files and stores.
template <typename Work, typename Done>
void runAsync(QThreadPool *pool, QObject *context, Work work, Done done)
{
    whenFinished(QtConcurrent::run(pool, std::move(work)), context, std::move(done));
}

} // namespace consultantos
