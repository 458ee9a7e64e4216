// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_http_server.h"

#include <QSslSocket>
#include <QTcpServer>
#include <QThread>
#include <QTimer>

#include <zlib.h>

#include <deque>
#include <mutex>

namespace consultantos::test {
namespace {

constexpr int DripMs = 20;

QByteArray headerOf(const QList<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &name)
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray chunkOf(const QByteArray &part)
{
    return QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
}

QByteArray chunked(const QByteArray &body, bool isComplete)
{
    const auto half = body.size() / 2;
    const auto first = chunkOf(body.left(half));
    return isComplete ? first + chunkOf(body.mid(half)) + "0\r\n\r\n" : first;
}

QByteArray headOf(const ServedAnswer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Told\r\n";
    if (!answer.contentType.isEmpty())
        head += "Content-Type: " + answer.contentType + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (answer.manner == Manner::Chunked || answer.manner == Manner::ChunkedCutOff)
        head += "Transfer-Encoding: chunked\r\n";
    else if (answer.status != 304)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    return head + "Connection: close\r\n\r\n";
}

/// The request in `data`, if it is there whole.
bool parseRequest(const QByteArray &data, ReceivedRequest &request)
{
    const auto end = data.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const auto lines = data.left(end).split('\n');
    const auto words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const auto &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    request.body = data.mid(end + 4);
    return request.body.size() >= headerOf(request.headers, "Content-Length").toLongLong();
}

void drip(QTcpSocket *socket, const QByteArray &body)
{
    auto *timer = new QTimer(socket);
    auto sent = std::make_shared<qsizetype>(0);
    QObject::connect(timer, &QTimer::timeout, socket, [socket, body, sent] {
        if (*sent < body.size())
            socket->write(body.mid((*sent)++, 1));
        else
            socket->disconnectFromHost();
    });
    timer->start(DripMs);
}

void serve(QTcpSocket *socket, const ServedAnswer &answer)
{
    switch (answer.manner) {
    case Manner::Silent:
        return;
    case Manner::Closed:
        return socket->abort();
    case Manner::Dripping:
        socket->write(headOf(answer));
        return drip(socket, answer.body);
    case Manner::CutOff:
        socket->write(headOf(answer) + answer.body.left(answer.body.size() / 2));
        break;
    case Manner::Chunked:
    case Manner::ChunkedCutOff:
        socket->write(headOf(answer) + chunked(answer.body, answer.manner == Manner::Chunked));
        break;
    case Manner::Whole:
        socket->write(headOf(answer) + answer.body);
        break;
    }
    socket->disconnectFromHost();
}

/// What the test's thread and the server's share.
struct Script {
    std::mutex mutex;
    std::deque<ServedAnswer> answers;
    LocalHttpServer::Handler handler;
    QList<ReceivedRequest> requests;

    ServedAnswer next(const ReceivedRequest &request)
    {
        const std::lock_guard lock(mutex);
        requests.append(request);
        if (handler)
            return handler(request);
        if (answers.empty())
            return {500, "{}", "application/json", {}, Manner::Whole};
        auto answer = answers.front();
        if (answers.size() > 1)
            answers.pop_front();
        return answer;
    }
};

class Listener final : public QTcpServer {
public:
    Listener(Script *script, const QSslCertificate &certificate, const QSslKey &key)
        : m_script(script)
        , m_certificate(certificate)
        , m_key(key)
    {
    }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(handle);
        auto received = std::make_shared<QByteArray>();
        QObject::connect(socket, &QIODevice::readyRead, this, [this, socket, received] {
            *received += socket->readAll();
            ReceivedRequest request;
            if (!parseRequest(*received, request))
                return;
            received->clear();
            const auto answer = m_script->next(request);
            if (answer.delay.count() == 0)
                serve(socket, answer);
            else
                QTimer::singleShot(answer.delay, socket, [socket, answer] { serve(socket, answer); });
        });
        QObject::connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
        if (!m_certificate.isNull()) {
            socket->setLocalCertificate(m_certificate);
            socket->setPrivateKey(m_key);
            socket->startServerEncryption();
        }
    }

private:
    Script *m_script;
    QSslCertificate m_certificate;
    QSslKey m_key;
};

} // namespace

QByteArray ReceivedRequest::header(const QByteArray &name) const
{
    return headerOf(headers, name);
}

struct LocalHttpServer::Private {
    Script script;
    QThread thread;
    Listener *listener = nullptr;
    bool isEncrypted = false;
    quint16 port = 0;
};

LocalHttpServer::LocalHttpServer()
    : LocalHttpServer(QSslCertificate(), QSslKey())
{
}

LocalHttpServer::LocalHttpServer(const QSslCertificate &certificate, const QSslKey &key)
    : d(std::make_unique<Private>())
{
    d->isEncrypted = !certificate.isNull();
    d->listener = new Listener(&d->script, certificate, key);
    d->listener->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, d->listener, &QObject::deleteLater);
    d->thread.start();
    QMetaObject::invokeMethod(
        d->listener,
        [this] {
            d->listener->listen(QHostAddress::LocalHost);
            d->port = d->listener->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

LocalHttpServer::~LocalHttpServer()
{
    d->thread.quit();
    d->thread.wait();
}

quint16 LocalHttpServer::port() const
{
    return d->port;
}

QUrl LocalHttpServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                    .arg(d->isEncrypted ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(d->port)
                    .arg(path));
}

void LocalHttpServer::answer(const ServedAnswer &answer)
{
    const std::lock_guard lock(d->script.mutex);
    d->script.answers.push_back(answer);
}

void LocalHttpServer::setHandler(Handler handler)
{
    const std::lock_guard lock(d->script.mutex);
    d->script.handler = std::move(handler);
}

QList<ReceivedRequest> LocalHttpServer::requests() const
{
    const std::lock_guard lock(d->script.mutex);
    return d->script.requests;
}

QByteArray gzip(const QByteArray &text)
{
    z_stream stream{};
    constexpr int GzipFormat = 16;
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GzipFormat + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace consultantos::test
