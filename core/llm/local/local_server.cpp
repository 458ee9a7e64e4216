// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_server.h"

#include "llm/local/server_supervisor.h"

#include <QCoreApplication>
#include <QThread>

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
    std::shared_ptr<const Clock> clock;
    QThread thread;
    ServerSupervisor *supervisor = nullptr;
};

LocalServer::LocalServer(const LocalServerOptions &options, const LocalServerServices &services, HttpClient &http)
    : d(std::make_unique<Private>())
{
    d->clock = services.clock;
    d->supervisor = new ServerSupervisor(options, services, d->board, http);
    d->supervisor->moveToThread(&d->thread);
    // Its end, and with it the server's, is in its own thread.
    QObject::connect(&d->thread, &QThread::finished, d->supervisor, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("local model server"));
    d->thread.start();
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
    QMetaObject::invokeMethod(d->supervisor, &ServerSupervisor::takeWant, Qt::QueuedConnection);
    auto place = d->board->await(ticket, cancel, limit);
    if (!place)
        return tl::unexpected(place.error());
    return Lease(std::move(*place), d->board, d->clock);
}

void LocalServer::restartWith(const LocalServerOptions &options)
{
    d->board->outdate();
    QMetaObject::invokeMethod(
        d->supervisor, [supervisor = d->supervisor, options] { supervisor->restartWith(options); },
        Qt::QueuedConnection);
}

void LocalServer::stop()
{
    d->board->outdate();
    QMetaObject::invokeMethod(d->supervisor, &ServerSupervisor::stop, Qt::QueuedConnection);
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
