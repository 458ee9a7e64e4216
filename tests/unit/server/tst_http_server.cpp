// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/http_server.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

/// Answers by the path; keeps what it was asked.
struct Fixture {
    ServerOptions options;
    QMutex mutex;
    QList<ServerRequest> requests;
    QList<int> statuses; ///< of requests that ended
    QList<ResponseWriter> held;
    std::unique_ptr<HttpServer> server; ///< goes first: it uses the others

    explicit Fixture(const std::function<void(ServerLimits &)> &change = {})
    {
        options.port = 0;
        options.limits.idle = 5s;
        options.limits.graceful = 2s;
        if (change)
            change(options.limits);
        ServerHandler handler;
        handler.admit = [](ServerRequest &head) -> std::optional<ServerResponse> {
            if (head.path != QLatin1String("/forbidden"))
                return std::nullopt;
            ServerResponse response;
            response.status = 403;
            response.body = "no";
            return response;
        };
        handler.handle = [this](const ServerRequest &request, const ResponseWriter &writer) {
            handle(request, writer);
        };
        handler.done = [this](const ServedRequest &served) {
            const QMutexLocker lock(&mutex);
            statuses.append(served.status);
        };
        auto started = HttpServer::start(options, std::move(handler));
        if (started)
            server = *std::move(started);
    }

    void handle(const ServerRequest &request, const ResponseWriter &writer)
    {
        {
            const QMutexLocker lock(&mutex);
            requests.append(request);
            if (request.path == QLatin1String("/hold")) {
                held.append(writer);
                return;
            }
        }
        if (request.path == QLatin1String("/forget"))
            return;
        ServerResponse response;
        response.with("Content-Type", "text/plain");
        if (request.path == QLatin1String("/stream")) {
            response.body = "first,";
            writer.begin(response);
            (void)writer.write("second,");
            (void)writer.write("third");
            writer.end();
            return;
        }
        response.body =
            request.path == QLatin1String("/large") ? QByteArray(4'000'000, 'x') : request.method + ' ' + request.body;
        writer.send(response);
    }

    [[nodiscard]] std::unique_ptr<QTcpSocket> connected() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QStringLiteral("127.0.0.1"), server->port());
        return socket->waitForConnected(5'000) ? std::move(socket) : nullptr;
    }
    int ended()
    {
        const QMutexLocker lock(&mutex);
        return int(statuses.size());
    }
};

/// What comes until the server closes, or until `enough` stands at its end, or ten seconds are over.
QByteArray readUntil(QTcpSocket &socket, const QByteArray &enough = {})
{
    QByteArray all;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 10'000 && (enough.isEmpty() || !all.endsWith(enough))) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(100)
            && socket.state() != QAbstractSocket::ConnectedState)
            break;
        all += socket.readAll();
    }
    return all;
}

QByteArray exchange(const Fixture &fixture, const QByteArray &text)
{
    const auto socket = fixture.connected();
    socket->write(text);
    return readUntil(*socket);
}

const QByteArray Close = "Host: a\r\nConnection: close\r\n\r\n";

} // namespace

class HttpServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsAnswered();
    void theRequestIsReadAsItIs();
    void aConnectionIsKept();
    void pipelinedRequestsAreAnsweredInTheirOrder();
    void theNextRequestMayComeAtAnyMoment();
    void aBodyMayComeInChunksAndPieces();
    void headHasNoBody();
    void anAnswerMayBeStreamed();
    void oldClientsGetNoChunks();
    void theHandlersRefusalSparesTheBody();
    void brokenRequestsAreRefused_data();
    void brokenRequestsAreRefused();
    void slowHeadersEndTheConnection();
    void aHangUpCancelsTheRequest();
    void aClientThatLeavesWithItsAnswerWasServed();
    void aForgottenAnswerIsAnError();
    void aClientThatTakesNothingIsDropped();
    void tooManyConnectionsAreTurnedAway();
    void oneThatStopsFinishesWhatItAnswers();
    void whatNeverAnswersDoesNotHoldTheStop();
    void aTakenPortIsTold();
    void expectationsAreMet();
    void manyClientsAtOnce();
};

void HttpServerTest::aRequestIsAnswered()
{
    Fixture f;
    const auto answer = exchange(f, "GET /x HTTP/1.1\r\n" + Close);
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\nGET "));
    QVERIFY(answer.contains("Content-Length: 4\r\n"));
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(answer.contains("X-Request-Id: "));
    QVERIFY(answer.contains(" GMT\r\n"));
    QTRY_COMPARE(f.ended(), 1);
    QCOMPARE(f.statuses.first(), 200);
}

void HttpServerTest::theRequestIsReadAsItIs()
{
    Fixture f;
    (void)exchange(f, "GET /a%20b/%C3%A4?q=1+2&q=%26&flag HTTP/1.1\r\nX-Thing: y\r\nX-Request-Id: r-1\r\n" + Close);
    const auto &request = f.requests.first();
    QCOMPARE(request.path, QString::fromUtf8("/a b/\xC3\xA4"));
    QCOMPARE(request.query.size(), 3);
    QCOMPARE(request.query[0].second, QStringLiteral("1 2"));
    QCOMPARE(request.query[1].second, QStringLiteral("&"));
    QCOMPARE(request.parameter(u"flag").value_or(QStringLiteral("-")), QString());
    QVERIFY(!request.parameter(u"none"));
    QCOMPARE(request.header("x-thing"), QByteArray("y"));
    QCOMPARE(request.id, QByteArray("r-1"));
    QCOMPARE(request.peer, QByteArray("127.0.0.1"));
}

void HttpServerTest::aConnectionIsKept()
{
    Fixture f;
    const auto socket = f.connected();
    for (int i = 0; i < 3; ++i) {
        const auto body = QByteArray::number(i);
        socket->write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n" + body);
        QVERIFY(readUntil(*socket, "POST " + body).startsWith("HTTP/1.1 200"));
    }
    QCOMPARE(f.server->connections(), 1);
}

void HttpServerTest::pipelinedRequestsAreAnsweredInTheirOrder()
{
    Fixture f;
    QByteArray text;
    for (int i = 0; i < 50; ++i)
        text += "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n" + QByteArray::number(10 + i);
    const auto answer = exchange(f, text + "GET /last HTTP/1.1\r\n" + Close);
    qsizetype at = 0;
    for (int i = 0; i < 50; ++i) {
        at = answer.indexOf("POST " + QByteArray::number(10 + i), at);
        QVERIFY(at >= 0);
    }
    QCOMPARE(answer.count("HTTP/1.1 200 OK"), 51);
}

void HttpServerTest::theNextRequestMayComeAtAnyMoment()
{
    Fixture f;
    const auto socket = f.connected();
    const auto ask = [&](int number) {
        socket->write("POST /hold HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n" + QByteArray::number(10 + number));
        socket->flush();
    };
    const auto handled = [&f] {
        const QMutexLocker lock(&f.mutex);
        return f.requests.size();
    };
    ask(0);
    constexpr int Count = 10;
    for (int i = 0; i < Count; ++i) {
        QTRY_COMPARE(handled(), i + 1);
        ask(i + 1);
        QTest::qWait(20); // it is mostly read by then, and a read for more is under way
        ResponseWriter writer = [&f] {
            const QMutexLocker lock(&f.mutex);
            return f.held.takeFirst();
        }();
        writer.send({});
    }
    QTRY_COMPARE(handled(), Count + 1);
    for (int i = 0; i <= Count; ++i)
        QCOMPARE(f.requests.at(i).body, QByteArray::number(10 + i));
}

void HttpServerTest::aBodyMayComeInChunksAndPieces()
{
    Fixture f;
    const auto socket = f.connected();
    for (const char letter : QByteArray("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: "
                                        "chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")) {
        socket->write(&letter, 1);
        socket->flush();
    }
    QVERIFY(readUntil(*socket).endsWith("\r\n\r\nPOST abcdefg"));
}

void HttpServerTest::headHasNoBody()
{
    Fixture f;
    const auto answer = exchange(f, "HEAD /x HTTP/1.1\r\n" + Close);
    QVERIFY(answer.contains("Content-Length: 5\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void HttpServerTest::anAnswerMayBeStreamed()
{
    Fixture f;
    const auto answer = exchange(f, "GET /stream HTTP/1.1\r\n" + Close);
    QVERIFY(answer.contains("Transfer-Encoding: chunked\r\n"));
    QVERIFY2(answer.endsWith("\r\n\r\n6\r\nfirst,\r\n7\r\nsecond,\r\n5\r\nthird\r\n0\r\n\r\n"), answer.constData());
}

void HttpServerTest::oldClientsGetNoChunks()
{
    Fixture f;
    const auto answer = exchange(f, "GET /stream HTTP/1.0\r\n\r\n");
    QVERIFY(answer.startsWith("HTTP/1.0 200 OK\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\nfirst,second,third"));
}

void HttpServerTest::theHandlersRefusalSparesTheBody()
{
    Fixture f;
    const auto answer = exchange(f, "POST /forbidden HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc");
    QVERIFY(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"));
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(f.requests.isEmpty());
    QTRY_COMPARE(f.ended(), 1);
}

void HttpServerTest::brokenRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("nonsense") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
    QTest::newRow("up") << QByteArray("GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("up, escaped") << QByteArray("GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("zero byte") << QByteArray("GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("bad escape") << QByteArray("GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("not UTF-8") << QByteArray("GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("a proxy's target") << QByteArray("GET http://b/ HTTP/1.1\r\nHost: b\r\n\r\n") << 400;
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: "
                                               "2\r\n\r\nab")
                                 << 400;
    for (const auto *coding : {"xchunked", "chunked, identity", "gzip, chunked", "identity"})
        QTest::newRow(coding) << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + QByteArray(coding)
                                     + "\r\n\r\n0\r\n\r\n"
                              << 400;
    QTest::newRow("length and chunks") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                                                     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                       << 400;
    QTest::newRow("bad chunk") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
                               << 400;
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") << 400;
    QTest::newRow("large header") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(40'000, 'x')
                                                + "\r\n\r\n")
                                  << 431;
    QTest::newRow("large target") << QByteArray("GET /" + QByteArray(40'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                  << 431;
    QTest::newRow("large body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
                                << 413;
}

void HttpServerTest::brokenRequestsAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    Fixture f;
    const auto answer = exchange(f, text);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer.left(200).constData());
    QVERIFY(f.requests.isEmpty());
    // The server is well.
    QVERIFY(exchange(f, "GET / HTTP/1.1\r\n" + Close).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::slowHeadersEndTheConnection()
{
    Fixture f([](ServerLimits &limits) { limits.header = 200ms; });
    const auto socket = f.connected();
    socket->write("GET / HTTP/1.1\r\nHo");
    QVERIFY(readUntil(*socket).startsWith("HTTP/1.1 408"));
    // One that drips is no better.
    const auto drip = f.connected();
    QByteArray answer;
    for (int i = 0; i < 200 && answer.isEmpty(); ++i) {
        drip->write(i == 0 ? "GET / HTTP/1.1\r\nX: " : "y");
        drip->flush();
        drip->waitForReadyRead(20);
        answer = drip->readAll();
    }
    QVERIFY(answer.startsWith("HTTP/1.1 408"));
}

void HttpServerTest::aHangUpCancelsTheRequest()
{
    Fixture f;
    auto socket = f.connected();
    socket->write("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    socket->flush();
    QTRY_VERIFY(!f.held.isEmpty());
    QVERIFY(!f.requests.first().cancel.isCancelled());
    socket->abort();
    QTRY_VERIFY(f.requests.first().cancel.isCancelled());
    QTRY_COMPARE(f.ended(), 1);
    QCOMPARE(f.statuses.first(), 499);
    QVERIFY(!f.held.first().write("x"));
    f.held.first().send({});
    f.held.clear();
    QTRY_COMPARE(f.server->connections(), 0);
}

void HttpServerTest::aClientThatLeavesWithItsAnswerWasServed()
{
    Fixture f;
    constexpr int Count = 200;
    for (int i = 0; i < Count; ++i) {
        const auto socket = f.connected();
        socket->write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(readUntil(*socket, "GET ").endsWith("GET "));
        socket->close();
    }
    QTRY_COMPARE(f.ended(), Count);
    QCOMPARE(f.statuses.count(200), Count);
}

void HttpServerTest::aForgottenAnswerIsAnError()
{
    Fixture f;
    QVERIFY(exchange(f, "GET /forget HTTP/1.1\r\n" + Close).startsWith("HTTP/1.1 500 "));
}

void HttpServerTest::aClientThatTakesNothingIsDropped()
{
    Fixture f([](ServerLimits &limits) {
        limits.transfer = 200ms;
        limits.bytesPerSecond = 1'000'000'000;
    });
    const auto socket = f.connected();
    socket->setReadBufferSize(1'000);
    socket->write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    socket->flush();
    // Asks for more of the same than the system's buffers hold, and takes nothing.
    for (int i = 0; i < 5; ++i)
        socket->write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    socket->flush();
    QTRY_COMPARE_WITH_TIMEOUT(f.server->connections(), 0, 10'000);
}

void HttpServerTest::tooManyConnectionsAreTurnedAway()
{
    Fixture f([](ServerLimits &limits) { limits.connections = 3; });
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 3; ++i)
        sockets.push_back(f.connected());
    QTRY_COMPARE(f.server->connections(), 3);
    QVERIFY(exchange(f, "GET / HTTP/1.1\r\n" + Close).startsWith("HTTP/1.1 503"));
    sockets.clear();
    QTRY_COMPARE_WITH_TIMEOUT(f.server->connections(), 0, 10'000);
    QVERIFY(exchange(f, "GET / HTTP/1.1\r\n" + Close).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::oneThatStopsFinishesWhatItAnswers()
{
    Fixture f;
    const auto socket = f.connected();
    const auto idle = f.connected();
    socket->write("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    socket->flush();
    QTRY_VERIFY(!f.held.isEmpty());
    std::thread stopper([&] { f.server->stop(); });
    QVERIFY(idle->waitForDisconnected(5'000) || idle->state() == QAbstractSocket::UnconnectedState);
    ServerResponse response;
    response.body = "late";
    f.held.takeFirst().send(response);
    QVERIFY(readUntil(*socket).endsWith("\r\n\r\nlate"));
    stopper.join();
    QVERIFY(!f.connected());
}

void HttpServerTest::whatNeverAnswersDoesNotHoldTheStop()
{
    Fixture f([](ServerLimits &limits) { limits.graceful = 100ms; });
    const auto socket = f.connected();
    socket->write("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    socket->flush();
    QTRY_VERIFY(!f.held.isEmpty());
    QElapsedTimer timer;
    timer.start();
    f.server.reset();
    QVERIFY(timer.elapsed() < 5'000);
    QVERIFY(f.requests.first().cancel.isCancelled());
    f.held.clear(); // after the server's end
}

void HttpServerTest::aTakenPortIsTold()
{
    Fixture f;
    ServerOptions options;
    options.port = f.server->port();
    const auto second = HttpServer::start(options, {});
    QVERIFY(!second);
    QVERIFY(second.error().message.contains(QString::number(f.server->port())));
    options.host = QStringLiteral("here");
    QCOMPARE(HttpServer::start(options, {}).error().code, ErrorCode::InvalidArgument);
    options.host = QStringLiteral("127.0.0.1");
    options.port = 0;
    options.certificatePath = QStringLiteral("/nowhere.pem");
    QVERIFY(HttpServer::start(options, {}).error().message.contains(QStringLiteral("/nowhere.pem")));
}

void HttpServerTest::expectationsAreMet()
{
    Fixture f;
    const auto socket = f.connected();
    socket->write(
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QCOMPARE(readUntil(*socket, "\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    socket->write("abc");
    QVERIFY(readUntil(*socket).endsWith("POST abc"));
}

void HttpServerTest::manyClientsAtOnce()
{
    Fixture f;
    std::atomic<int> right{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            for (int round = 0; round < 25; ++round) {
                const auto body = QByteArray::number(i * 1'000 + round);
                const auto answer = exchange(f, "POST / HTTP/1.1\r\nContent-Length: " + QByteArray::number(body.size())
                                                    + "\r\n" + Close + body);
                right += answer.endsWith("POST " + body) ? 1 : 0;
            }
        });
    }
    for (auto &client : clients)
        client.join();
    QCOMPARE(right.load(), 200);
    QTRY_COMPARE(f.ended(), 200);
    QTRY_COMPARE(f.server->connections(), 0);
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_http_server.moc"
