// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/http_server.h"

#include "base/logging.h"
#include "server/http/http_session.h"

#include <QCoreApplication>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <mutex>
#include <thread>
#include <vector>

namespace consultantos {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// More connections than this above the limit aren't even told that they are too many.
constexpr int TurnedAwayAtOnce = 100;

Error cannotListen(const ServerOptions &options, const error_code &error)
{
    return {ErrorCode::Network,
            QCoreApplication::translate("Server", "The server can't listen on %1, port %2: %3")
                .arg(options.host, QString::number(options.port), QString::fromLocal8Bit(error.message().c_str())),
            QCoreApplication::translate("Server", "Choose another port, or end the program that uses this one.")};
}

} // namespace

struct HttpServer::Private {
    std::shared_ptr<ServerState> state = std::make_shared<ServerState>();
    asio::strand<asio::io_context::executor_type> strand = asio::make_strand(state->context);
    tcp::acceptor acceptor{strand};
    asio::steady_timer pause{strand};
    asio::steady_timer beat{strand};
    std::unique_ptr<asio::ssl::context> tls;
    quint16 port = 0;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::vector<std::weak_ptr<HttpSession>> sessions;
    bool isStopped = false;

    [[nodiscard]] Status listen(const ServerOptions &options);
    [[nodiscard]] Status useCertificate(const ServerOptions &options);
    void accept();
    void watchLag();
    void accepted(tcp::socket socket);
    [[nodiscard]] std::vector<std::shared_ptr<HttpSession>> open();
};

Status HttpServer::Private::useCertificate(const ServerOptions &options)
{
    if (options.certificatePath.isEmpty())
        return {};
    tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    error_code error;
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2
                         | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1,
                     error);
    auto path = options.certificatePath;
    tls->use_certificate_chain_file(path.toLocal8Bit().toStdString(), error);
    if (!error) {
        path = options.keyPath;
        tls->use_private_key_file(path.toLocal8Bit().toStdString(), asio::ssl::context::pem, error);
    }
    if (error)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Server", "The file %1 can't be used for TLS: %2")
                        .arg(path, QString::fromLocal8Bit(error.message().c_str())),
                    QCoreApplication::translate("Server", "Give a certificate and its key as PEM, the key without a "
                                                          "passphrase."));
    return {};
}

Status HttpServer::Private::listen(const ServerOptions &options)
{
    error_code error;
    const auto address = asio::ip::make_address(options.host.toStdString(), error);
    if (error)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "%1 is not an address to listen on.").arg(options.host),
                    QCoreApplication::translate("Server", "Use 127.0.0.1 for this machine alone, 0.0.0.0 for all."));
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return tl::unexpected(cannotListen(options, error));
    port = acceptor.local_endpoint().port();
    return {};
}

void HttpServer::Private::accept()
{
    acceptor.async_accept(asio::make_strand(state->context), [this](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || !acceptor.is_open())
            return;
        if (error) {
            // Out of file descriptors, mostly: some will be free soon.
            constexpr std::chrono::milliseconds Pause{100};
            qCWarning(lcServer) << "a connection could not be accepted:" << error.message().c_str();
            pause.expires_after(Pause);
            pause.async_wait([this](error_code stopped) {
                if (!stopped)
                    accept();
            });
            return;
        }
        accepted(std::move(socket));
        accept();
    });
}

void HttpServer::Private::accepted(tcp::socket socket)
{
    const auto excess = state->connections - state->limits.connections;
    if (excess >= TurnedAwayAtOnce)
        return;
    const auto session = makeSession(std::move(socket), tls.get(), state);
    {
        const std::lock_guard lock(mutex);
        constexpr std::size_t TidyEvery = 256;
        if (sessions.size() % TidyEvery == TidyEvery - 1)
            std::erase_if(sessions, [](const auto &known) { return known.expired(); });
        sessions.push_back(session);
    }
    if (excess >= 0)
        session->turnAway();
    else
        session->start();
}

std::vector<std::shared_ptr<HttpSession>> HttpServer::Private::open()
{
    const std::lock_guard lock(mutex);
    std::vector<std::shared_ptr<HttpSession>> all;
    for (const auto &known : sessions) {
        if (auto session = known.lock())
            all.push_back(std::move(session));
    }
    return all;
}

void HttpServer::Private::watchLag()
{
    if (!state->handler.lagged || state->isStopping)
        return;
    beat.expires_after(std::chrono::seconds(1));
    beat.async_wait([this](error_code error) {
        if (error)
            return;
        state->handler.lagged(std::chrono::steady_clock::now() - beat.expiry());
        watchLag();
    });
}

HttpServer::HttpServer(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

HttpServer::~HttpServer()
{
    stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions &options, ServerHandler handler)
{
    auto made = std::make_unique<Private>();
    made->state->headers = options.headers;
    made->state->limits = options.limits;
    made->state->handler = std::move(handler);
    if (const auto usable = made->useCertificate(options); !usable)
        return tl::unexpected(usable.error());
    if (const auto listening = made->listen(options); !listening)
        return tl::unexpected(listening.error());
    auto *server = made.get();
    server->accept();
    server->watchLag();
    for (int i = 0; i < std::max(options.threads, 1); ++i)
        server->threads.emplace_back([server] { server->state->context.run(); });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(made)));
}

quint16 HttpServer::port() const
{
    return d->port;
}

int HttpServer::connections() const
{
    return d->state->connections;
}

void HttpServer::stop()
{
    if (std::exchange(d->isStopped, true))
        return;
    d->state->isStopping = true;
    asio::post(d->strand, [this] {
        error_code ignored;
        d->acceptor.close(ignored);
        d->pause.cancel();
        d->beat.cancel();
    });
    for (const auto &session : d->open())
        session->finish();
    const auto end = std::chrono::steady_clock::now() + d->state->limits.graceful;
    while (d->state->connections > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (const auto &session : d->open())
        session->abort();
    // Without work the threads end.
    for (auto &thread : d->threads)
        thread.join();
    d->state->isOver = true;
}

} // namespace consultantos
