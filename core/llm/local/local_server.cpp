// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_server.h"

#include "llm/local/server_supervisor.h"

#include <QCoreApplication>
#include <QThread>

#include <mutex>

namespace consultantos {

LocalServer::Lease::Lease(LocalServerPlace place, std::shared_ptr<ServerBoard> board,
                          std::shared_ptr<const Clock> clock)
    : m_place(std::move(place))
    , m_board(std::move(board))
    , m_clock(std::move(clock))
{
}

LocalServer::Lease::~Lease()
{
    if (m_board)
        m_board->release(m_clock->steadyNow());
}

struct LocalServer::Private {
    std::shared_ptr<ServerBoard> board = std::make_shared<ServerBoard>();
    LocalServerServices services;
    QThread thread;
    std::mutex mutex;
    LocalServerOptions options;
    ServerSupervisor *supervisor = nullptr; ///< made when a server is first wanted: who never asks has no thread of it

    /// Has it work in its own thread.
    template <typename Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(
            supervisor, [supervisor = supervisor, work] { work(*supervisor); }, Qt::QueuedConnection);
    }
};

LocalServer::LocalServer(const LocalServerOptions &options, const LocalServerServices &services)
    : d(std::make_unique<Private>())
{
    d->options = options;
    d->services = services;
    d->thread.setObjectName(QStringLiteral("local model server"));
}

LocalServer::~LocalServer()
{
    d->board->close();
    d->thread.quit();
    d->thread.wait();
}

Result<LocalServer::Lease> LocalServer::lease(const CancellationToken &cancel, std::chrono::milliseconds limit)
{
    if (QThread::currentThread() == &d->thread)
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Llm", "The local server's thread can't wait for itself."));
    const auto ticket = d->board->want();
    {
        const std::lock_guard lock(d->mutex);
        if (!d->supervisor) {
            d->supervisor = new ServerSupervisor(d->options, d->services, d->board);
            d->supervisor->moveToThread(&d->thread);
            // Its end, and with it the server's, is in its own thread.
            QObject::connect(&d->thread, &QThread::finished, d->supervisor, &QObject::deleteLater);
            d->thread.start();
        }
        d->post([](ServerSupervisor &supervisor) { supervisor.takeWant(); });
    }
    auto place = d->board->await(ticket, cancel, limit);
    if (!place)
        return tl::unexpected(place.error());
    return Lease(std::move(*place), d->board, d->services.clock);
}

void LocalServer::restartWith(const LocalServerOptions &options)
{
    const std::lock_guard lock(d->mutex);
    d->options = options;
    d->board->outdate();
    if (d->supervisor)
        d->post([options](ServerSupervisor &supervisor) { supervisor.restartWith(options); });
}

void LocalServer::stop()
{
    const std::lock_guard lock(d->mutex);
    d->board->outdate();
    if (d->supervisor)
        d->post([](ServerSupervisor &supervisor) { supervisor.stop(); });
}

LocalServerState LocalServer::state() const
{
    return d->board->state();
}

std::optional<Error> LocalServer::lastError() const
{
    return d->board->lastError();
}

} // namespace consultantos
