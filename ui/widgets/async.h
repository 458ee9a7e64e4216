// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QObject>
#include <QtConcurrentRun>

#include <utility>

namespace consultantos {

/// Runs `work` on the pool and gives its result to `done` in the thread of `context`; dropped when the context is gone
/// by then. The one way in which the window reaches files and stores.
template <typename Work, typename Done>
void runAsync(QThreadPool *pool, QObject *context, Work work, Done done)
{
    QtConcurrent::run(pool, std::move(work)).then(context, std::move(done));
}

} // namespace consultantos
