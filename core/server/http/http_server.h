// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "server/http/response_writer.h"
#include "server/http/server_message.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

/// What one client may cost.
struct ServerLimits {
    int connections = 1'000; ///< at once; more are turned away with 503
    qint64 headerBytes = 16LL * 1024;
    qint64 bodyBytes = 16LL * 1024 * 1024;
    qint64 unsentBytes = 8LL * 1024 * 1024;   ///< of a streamed answer that the client doesn't take
    std::chrono::milliseconds idle{60'000};   ///< between two requests of a connection
    std::chrono::milliseconds header{10'000}; ///< from a request's first byte to the end of its header
    /// For a body and for an answer: this, and a second more for every `bytesPerSecond`.
    std::chrono::milliseconds transfer{15'000};
    qint64 bytesPerSecond = 64LL * 1024;
    std::chrono::milliseconds graceful{10'000}; ///< for answers under way when the server stops
};

struct ServerOptions {
    QString host = QStringLiteral("127.0.0.1"); ///< an address, not a name
    quint16 port = 8080;                        ///< 0: any that is free
    int threads = 2;
    QString certificatePath; ///< PEM, with its chain; empty: no TLS
    QString keyPath;         ///< PEM, not encrypted
    HeaderList headers;      ///< of every answer
    ServerLimits limits;
};

/// How a request ended, for the access log and metrics.
struct ServedRequest {
    const ServerRequest &request;         ///< its body may be gone
    int status = 0;                       ///< 499 if the client hung up before the answer's end
    qint64 bytesSent = 0;                 ///< of the body, as sent
    std::chrono::nanoseconds duration{0}; ///< since its first byte
};

/// What answers requests. All functions are called in the server's own threads and must not wait: what takes longer goes
/// to another thread and answers from there.
struct ServerHandler {
    /// With the header alone: an answer here spares the body, and the connection is closed behind it. Empty: go on.
    std::function<std::optional<ServerResponse>(ServerRequest &head)> admit;
    std::function<void(const ServerRequest &request, const ResponseWriter &writer)> handle;
    /// The body of an answer that the server gives by itself (400, 408, 413, 431, 503), as the rest of the API has it.
    std::function<ServerResponse(int status, const QString &detail)> refuse;
    std::function<void(const ServedRequest &)> done; ///< once for each request whose header could be read
    /// May be empty: every second, how late the server came to that.
    std::function<void(std::chrono::nanoseconds)> lagged;
};

/// An HTTP/1.1 server on Boost.Beast: keep-alive, requests of one connection answered in their order (also pipelined
/// ones), chunks, TLS, limits of bytes and time. One that is stopped finishes what it answers. Thread-safe.
class HttpServer {
public:
    /// Listens. An error says whether the address is taken, isn't this machine's, or the certificate can't be used.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const ServerOptions &options, ServerHandler handler);
    /// stop().
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] int connections() const; ///< open now
    /// Takes no more requests, waits for answers under way as long as the limits say, then cancels them. Returns when no
    /// thread of the server runs any more.
    void stop();

private:
    struct Private;
    explicit HttpServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace consultantos
