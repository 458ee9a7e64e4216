// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "egress/egress_options.h"
#include "egress/egress_services.h"
#include "egress/http_message.h"
#include "egress/own_server.h"

#include <QFuture>

#include <functional>
#include <memory>

namespace consultantos {

/// The one way out to the network. Requests are values, answers futures; each attempt is in the ledger before its result
/// is handed out. Time limits, repetitions with jitter, rates by host, conditional requests, caps, redirects within the
/// host only. Neither messages nor ledger ever hold a query, a header, a body or a password.
///
/// One thread of its own does all the network's work. Thread-safe. Its end cancels what is under way.
class HttpClient {
public:
    HttpClient(EgressOptions options, EgressServices services);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Returns at once. The future has one result; cancelling it ends the request and leaves it without one. Offline or
    /// improper requests are refused before anything of the network is touched.
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request);
    /// Waits for the result, at most 50 ms longer once `cancel` is cancelled. For agents and importers in their worker
    /// threads; never from the window's thread.
    [[nodiscard]] Result<HttpResponse> fetch(const HttpRequest &request, const CancellationToken &cancel = {});

    /// Like fetch(), but hands the body of an answer of 200 to 299 to `onBody` piece by piece, in the caller's thread; the
    /// response's body is then empty, and its content unchecked. What `onBody` fails with ends the request and is the
    /// result. Once a piece was handed out, nothing is repeated. A slow `onBody` slows the server down; it counts for the
    /// total time alone. With an error, the pieces before it were no whole body. An answer in chunks that
    /// breaks off can't be told from one that ends: its content must say so.
    using OnBody = std::function<Status(const QByteArray &piece)>;
    [[nodiscard]] Result<HttpResponse> stream(HttpRequest request, const OnBody &onBody,
                                              const CancellationToken &cancel = {});

    /// A server of this machine that the program has started itself or the user has named as a model's: while any of these
    /// lives it is reached while offline, too, and has no rate; then whoever has the port is a stranger. One that the program
    /// has started needs no leave of the administrator's list of hosts either. Another address than one of this machine is
    /// not taken.
    [[nodiscard]] OwnServer ownServer(const QUrl &address, ServerStart start = ServerStart::ByOthers);

    /// The hard switch. Going offline ends at once what is under way, unless it goes to a host that offline allows.
    void setOffline(bool isOffline);
    [[nodiscard]] bool isOffline() const;
    /// Whether the administrator's policy lets this host be asked, by whatever protocol.
    [[nodiscard]] bool isAllowedHost(const QString &host) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
