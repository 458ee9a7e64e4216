// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/http_server.h"

#include <atomic>
#include <memory>

// Boost.Asio and Beast of Debian 12 (1.74) don't include what they use.
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace consultantos {

/// What the sessions of one server share.
struct ServerState {
    boost::asio::io_context context; ///< here, as sessions that handlers still hold need it
    std::atomic<bool> isOver{false}; ///< no thread runs the context any more
    HeaderList headers;
    ServerLimits limits;
    ServerHandler handler;
    std::atomic<int> connections{0};
    std::atomic<bool> isStopping{false};
};

/// One connection. Its functions may be called from any thread.
class HttpSession {
public:
    virtual ~HttpSession() = default;
    virtual void start() = 0;
    /// Answers 503 and closes: there are too many.
    virtual void turnAway() = 0;
    /// Ends when what is under way is answered; at once if nothing is.
    virtual void finish() = 0;
    /// Ends at once; what is under way is cancelled.
    virtual void abort() = 0;
};

/// `tls` null: plain.
[[nodiscard]] std::shared_ptr<HttpSession> makeSession(boost::asio::ip::tcp::socket socket,
                                                       boost::asio::ssl::context *tls,
                                                       const std::shared_ptr<ServerState> &state);

} // namespace consultantos
