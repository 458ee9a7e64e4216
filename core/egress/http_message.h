// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

namespace consultantos {

class BodyPipe;

enum class HttpMethod { Get, Post };

/// What a caller can work with. Something else in the answer is an error that says so, rather than a parser's puzzle.
enum class ExpectedContent {
    Anything,
    Json,        ///< an object or an array
    DataNotPage, ///< anything but an HTML page: feeds are served under all sorts of types
};

/// How long a request may take.
struct TimeLimits {
    std::chrono::milliseconds connect{10'000}; ///< until the request is sent: name, connection, encryption
    /// The answer must bring at least `stallBytes` in each span of this length, the first one included, or its end. An
    /// answer that only drips counts as stalled.
    std::chrono::milliseconds stall{20'000};
    qint64 stallBytes = 512;
    std::chrono::milliseconds total{90'000}; ///< with all waits for the rate limit and all repetitions
};

/// A request as a value.
struct HttpRequest {
    HttpMethod method = HttpMethod::Get;
    /// http or https. A user name and password in it are sent as the Authorization header.
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body; ///< of a Post
    QString kind;    ///< what it is for, as the ledger shows it, e.g. "sec_edgar.submissions"
    QString reportId;
    TimeLimits limits;
    qint64 maxBodyBytes = 32LL * 1024 * 1024; ///< of the answer, unpacked
    ExpectedContent expects = ExpectedContent::Anything;
    /// A header, the body or the query holds a key: refused over a connection that isn't encrypted, but to this machine.
    bool carriesSecret = false;
    /// Whether doing it twice does no more than doing it once. Only such requests are repeated after a failure.
    bool isIdempotent = true;
    int maxAttempts = 4;
    /// The caller sees to the pace himself: the host's rate isn't asked, nor told when the server wants a pause.
    bool hasOwnPace = false;
    /// An answer of 400 and above is handed out with its status and body, rather than as an Error in general words: for
    /// callers who know what the server's errors mean. The ledger has it as the failure that it is.
    bool wantsFailedAnswers = false;
    /// Gets the body of an answer of 200 to 299 as it comes, unpacked; the response's own body is then empty. Set by
    /// HttpClient::stream().
    std::shared_ptr<BodyPipe> pipe;
};

struct HttpResponse {
    int status = 0;    ///< 200 to 299; with wantsFailedAnswers also 400 to 599
    QUrl url;          ///< where it came from, after redirects; without credentials
    QByteArray body;   ///< unpacked
    QString mediaType; ///< lower case, without parameters, e.g. "application/json"
    QList<std::pair<QByteArray, QByteArray>> headers;
    bool wasUnchanged = false; ///< the server said so (304) and the body is the one kept from an earlier answer
    int attempts = 1;

    /// The value of the first header of that name, whatever its case; empty if there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

} // namespace consultantos
