// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_client.h"

#include "egress/body_pipe.h"
#include "egress/egress_gate.h"
#include "egress/http_dispatcher.h"
#include "egress/http_error.h"

#include <QCoreApplication>
#include <QThread>

#include <condition_variable>
#include <mutex>

namespace consultantos {
namespace {

constexpr std::chrono::milliseconds CancelPoll{50};

/// Wakes a thread that waits for a future; shared by both, as either may be the last to let go.
struct Signal {
    std::mutex mutex;
    std::condition_variable changed;
    bool isSet = false;

    void set()
    {
        const std::lock_guard lock(mutex);
        isSet = true;
        changed.notify_all();
    }

    bool waitFor(std::chrono::milliseconds timeout)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, timeout, [this] { return isSet; });
    }
};

} // namespace

struct HttpClient::Private {
    std::shared_ptr<EgressGate> gate;
    QThread thread;
    HttpDispatcher *dispatcher = nullptr;
};

HttpClient::HttpClient(EgressOptions options, EgressServices services)
    : d(std::make_unique<Private>())
{
    d->gate = std::make_shared<EgressGate>(options);
    d->dispatcher = new HttpDispatcher(std::move(options), std::move(services), d->gate);
    d->dispatcher->moveToThread(&d->thread);
    // Its end is in its own thread: there its replies and timers live.
    QObject::connect(&d->thread, &QThread::finished, d->dispatcher, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("egress"));
    d->thread.start();
}

HttpClient::~HttpClient()
{
    d->thread.quit();
    d->thread.wait();
}

QFuture<Result<HttpResponse>> HttpClient::send(const HttpRequest &request)
{
    auto promise = std::make_shared<HttpPromise>();
    auto future = promise->future();
    promise->start();
    if (const auto admitted = d->gate->admit(request); !admitted) {
        promise->addResult(tl::unexpected(admitted.error()));
        promise->finish();
        return future;
    }
    QMetaObject::invokeMethod(
        d->dispatcher,
        [dispatcher = d->dispatcher, request, promise = std::move(promise)] { dispatcher->start(request, promise); },
        Qt::QueuedConnection);
    return future;
}

Result<HttpResponse> HttpClient::fetch(const HttpRequest &request, const CancellationToken &cancel)
{
    if (QThread::currentThread() == &d->thread)
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Egress", "The network's thread can't wait for itself."));
    auto future = send(request);
    const auto signal = std::make_shared<Signal>();
    future.then(QtFuture::Launch::Sync, [signal](const QFuture<Result<HttpResponse>> &) { signal->set(); });
    while (!signal->waitFor(CancelPoll)) {
        if (cancel.isCancelled()) {
            future.cancel();
            return tl::unexpected(http_error::cancelled(hostLabel(request.url)));
        }
    }
    return future.resultCount() > 0 ? future.result() : tl::unexpected(http_error::cancelled(hostLabel(request.url)));
}

Result<HttpResponse> HttpClient::stream(HttpRequest request, const OnBody &onBody, const CancellationToken &cancel)
{
    if (QThread::currentThread() == &d->thread)
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Egress", "The network's thread can't wait for itself."));
    const auto pipe = std::make_shared<BodyPipe>();
    request.pipe = pipe;
    auto future = send(request);
    // A request that was refused at once closed nothing.
    while (!future.isFinished() || pipe->hasPieces()) {
        if (cancel.isCancelled()) {
            future.cancel();
            return tl::unexpected(http_error::cancelled(hostLabel(request.url)));
        }
        const auto piece = pipe->pop(CancelPoll);
        if (!piece) {
            if (pipe->isClosed())
                future.waitForFinished();
            continue;
        }
        if (const auto taken = onBody(*piece); !taken) {
            future.cancel();
            return tl::unexpected(taken.error());
        }
    }
    return future.resultCount() > 0 ? future.result() : tl::unexpected(http_error::cancelled(hostLabel(request.url)));
}

OwnServer HttpClient::ownServer(const QUrl &address, ServerStart start)
{
    return {d->gate, address, start};
}

void HttpClient::setOffline(bool isOffline)
{
    d->gate->setOffline(isOffline);
    if (isOffline)
        QMetaObject::invokeMethod(d->dispatcher, &HttpDispatcher::goOffline, Qt::QueuedConnection);
}

bool HttpClient::isAllowedHost(const QString &host) const
{
    return d->gate->allowsHost(host);
}

bool HttpClient::isOffline() const
{
    return d->gate->isOffline();
}

} // namespace consultantos
