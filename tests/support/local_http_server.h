// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace consultantos::test {

struct ReceivedRequest {
    QByteArray method;
    QByteArray target; ///< path and query as sent; the whole address when sent to a proxy
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    /// Of the first header of that name; empty if there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// How an answer is given.
enum class Manner {
    Whole,
    CutOff,        ///< promises the whole length, sends half and closes
    Chunked,       ///< in chunks
    ChunkedCutOff, ///< in chunks, and closes before the last
    Dripping,      ///< one byte of the body every few milliseconds
    Silent,        ///< takes the request and never answers
    Closed,        ///< closes without an answer
};

struct ServedAnswer {
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;
    Manner manner = Manner::Whole;
    std::chrono::milliseconds delay{0}; ///< before anything of it is sent
};

/// An HTTP/1.1 server on a free port of the loopback interface, in a thread of its own, that answers as told. The
/// answers given to answer() are served in order, the last one again and again; or a handler decides.
class LocalHttpServer {
public:
    using Handler = std::function<ServedAnswer(const ReceivedRequest &)>;

    LocalHttpServer();
    /// With TLS.
    LocalHttpServer(const QSslCertificate &certificate, const QSslKey &key);
    ~LocalHttpServer();
    LocalHttpServer(const LocalHttpServer &) = delete;
    LocalHttpServer &operator=(const LocalHttpServer &) = delete;

    [[nodiscard]] quint16 port() const;
    /// `path` may have a query.
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    void answer(const ServedAnswer &answer);
    /// Called in the server's thread.
    void setHandler(Handler handler);
    [[nodiscard]] QList<ReceivedRequest> requests() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// `text` as a gzip stream.
[[nodiscard]] QByteArray gzip(const QByteArray &text);

} // namespace consultantos::test
