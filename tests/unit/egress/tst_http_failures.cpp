// SPDX-License-Identifier: GPL-3.0-or-later
// HttpClient against servers that fail in every way that servers do.
#include "egress/http_client.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QTcpServer>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

HttpRequest get(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.kind = QStringLiteral("test.get");
    return request;
}

ServedAnswer status(int status, QList<std::pair<QByteArray, QByteArray>> headers = {})
{
    return {status, "{\"error\":\"key s3cret is wrong\"}", "application/json", std::move(headers), Manner::Whole};
}

ServedAnswer fine()
{
    return {200, "{\"fine\":true}", "application/json", {}, Manner::Whole};
}

} // namespace

class HttpFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPassingFailureIsTriedAgain_data()
    {
        QTest::addColumn<ServedAnswer>("failure");
        QTest::newRow("500") << status(500);
        QTest::newRow("502") << status(502);
        QTest::newRow("503") << status(503);
        QTest::newRow("504") << status(504);
        QTest::newRow("408") << status(408);
        QTest::newRow("429") << status(429);
        QTest::newRow("cut off") << ServedAnswer{200, "{\"long\":\"answer\"}", "application/json", {}, Manner::CutOff};
        QTest::newRow("cut off in chunks")
            << ServedAnswer{200, "{\"long\":\"answer\"}", "application/json", {}, Manner::ChunkedCutOff};
        const auto packed = gzip(QByteArray(20'000, 'x'));
        QTest::newRow("cut off in gzip") << ServedAnswer{
            200, packed.left(packed.size() / 2), "text/plain", {{"Content-Encoding", "gzip"}}, Manner::Whole};
    }

    void aPassingFailureIsTriedAgain()
    {
        QFETCH(ServedAnswer, failure);
        LocalHttpServer server;
        server.answer(failure);
        server.answer(fine());
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.expects = failure.contentType == "application/json" ? ExpectedContent::Json : ExpectedContent::Anything;
        const auto response = client.fetch(request);
        QVERIFY2(response, qPrintable(response ? QString() : response.error().toText()));
        QCOMPARE(response->body, QByteArray("{\"fine\":true}"));
        QCOMPARE(response->attempts, 2);
        QCOMPARE(network.waits(), (QList<std::chrono::milliseconds>{375ms}));
        QCOMPARE(network.ledger->entries().size(), 2);
    }

    void itIsGivenUpAfterTheLastAttempt()
    {
        LocalHttpServer server;
        server.answer(status(500));
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url()));
        QCOMPARE(response.error().code, ErrorCode::Network);
        QVERIFY(response.error().retryable);
        QCOMPARE(server.requests().size(), 4);
        QCOMPARE(network.waits(), (QList<std::chrono::milliseconds>{375ms, 750ms, 1'500ms}));
    }

    void retryAfterIsHonoured_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("seconds") << QByteArray("7");
        QTest::newRow("date") << QByteArray("Mon, 02 Mar 2026 12:00:07 GMT");
    }

    void retryAfterIsHonoured()
    {
        QFETCH(QByteArray, value);
        LocalHttpServer server;
        server.answer(status(429, {{"Retry-After", value}}));
        server.answer(fine());
        Network network;
        HttpClient client(localOptions(), network.services());
        QVERIFY(client.fetch(get(server.url())));
        QCOMPARE(network.waits(), (QList<std::chrono::milliseconds>{7'000ms}));
    }

    void aLongRetryAfterIsToldAtOnceAndHoldsForOthersToo()
    {
        LocalHttpServer server;
        server.answer(status(429, {{"Retry-After", "3600"}}));
        server.answer(fine());
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto first = client.fetch(get(server.url()));
        QCOMPARE(first.error().code, ErrorCode::RateLimited);
        QVERIFY(first.error().message.contains(QStringLiteral("3600")));
        QVERIFY(network.waits().isEmpty());
        const auto second = client.fetch(get(server.url(QStringLiteral("/other"))));
        QCOMPARE(second.error().code, ErrorCode::RateLimited);
        QCOMPARE(server.requests().size(), 1);
        // Not for the whole hour, though: a server may ask for a day by mistake.
        QVERIFY(first.error().message.contains(QStringLiteral("90 s")));
        network.clock->advance(92s);
        QVERIFY(client.fetch(get(server.url())));
    }

    void whatMayNotBeDoneTwiceIsNot()
    {
        LocalHttpServer server;
        server.answer(status(500));
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.method = HttpMethod::Post;
        request.isIdempotent = false;
        QVERIFY(!client.fetch(request));
        QCOMPARE(server.requests().size(), 1);
    }

    void whatWasTurnedAwayForItsRateMay()
    {
        LocalHttpServer server;
        server.answer(status(429));
        server.answer(fine());
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.method = HttpMethod::Post;
        request.isIdempotent = false;
        QVERIFY(client.fetch(request));
    }

    void aLastingFailureIsNotTriedAgain_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("name");
        QTest::newRow("400") << 400 << QStringLiteral("invalid_argument");
        QTest::newRow("401") << 401 << QStringLiteral("denied");
        QTest::newRow("403") << 403 << QStringLiteral("denied");
        QTest::newRow("404") << 404 << QStringLiteral("not_found");
        QTest::newRow("501") << 501 << QStringLiteral("network");
        QTest::newRow("304 unasked") << 304 << QStringLiteral("invalid_argument");
    }

    void aLastingFailureIsNotTriedAgain()
    {
        QFETCH(int, code);
        QFETCH(QString, name);
        LocalHttpServer server;
        server.answer(status(code));
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url(QStringLiteral("/x?apikey=s3cret"))));
        QCOMPARE(errorCodeName(response.error().code), name);
        QVERIFY(!response.error().toText().contains(QStringLiteral("s3cret")));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(network.ledger->entries().first().outcome, name);
        QCOMPARE(network.ledger->entries().first().status, code);
    }

    void aPageInsteadOfDataIsSaid()
    {
        LocalHttpServer server;
        server.answer({200, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.expects = ExpectedContent::Json;
        const auto response = client.fetch(request);
        QCOMPARE(response.error().code, ErrorCode::Malformed);
        QVERIFY(response.error().message.contains(QStringLiteral("web page")));
        QCOMPARE(server.requests().size(), 1);
    }

    void redirectsToOthersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("other host") << QByteArray("http://other.example/x");
        QTest::newRow("other host without scheme") << QByteArray("//other.example/x");
        QTest::newRow("other port") << QByteArray("http://127.0.0.1:1/x");
        QTest::newRow("other name of this machine") << QByteArray("http://localhost/x");
        QTest::newRow("file") << QByteArray("file:///etc/passwd");
        QTest::newRow("data") << QByteArray("data:text/plain,x");
    }

    void redirectsToOthersAreRefused()
    {
        QFETCH(QByteArray, location);
        LocalHttpServer server;
        server.answer({302, {}, {}, {{"Location", location}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url()));
        QCOMPARE(response.error().code, ErrorCode::Denied);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(network.ledger->entries().size(), 1);
    }

    void redirectsInCirclesEnd()
    {
        LocalHttpServer server;
        server.answer({302, {}, {}, {{"Location", "/again"}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        QCOMPARE(client.fetch(get(server.url())).error().code, ErrorCode::Malformed);
        QCOMPARE(server.requests().size(), 6);
    }

    void largeBodiesAreBrokenOff_data()
    {
        QTest::addColumn<bool>("isPacked");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip bomb") << true;
    }

    void largeBodiesAreBrokenOff()
    {
        QFETCH(bool, isPacked);
        LocalHttpServer server;
        const QByteArray body(3'000'000, 'x');
        if (isPacked)
            server.answer({200, gzip(body), "text/plain", {{"Content-Encoding", "gzip"}}, Manner::Whole});
        else
            server.answer({200, body, "text/plain", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.maxBodyBytes = 1'000'000;
        const auto response = client.fetch(request);
        QCOMPARE(response.error().code, ErrorCode::Unreadable);
        QCOMPARE(server.requests().size(), 1);
    }

    void timeLimitsHold_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<qint64>("stallBytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("silence") << Manner::Silent << qint64(1) << QStringLiteral("hardly");
        QTest::newRow("slow drip") << Manner::Dripping << qint64(512) << QStringLiteral("hardly");
        QTest::newRow("drip within the least rate") << Manner::Dripping << qint64(1) << QStringLiteral("not done");
    }

    void timeLimitsHold()
    {
        QFETCH(Manner, manner);
        QFETCH(qint64, stallBytes);
        QFETCH(QString, word);
        LocalHttpServer server;
        server.answer({200, QByteArray(10'000, 'x'), "text/plain", {}, manner});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.limits.stall = 150ms;
        request.limits.stallBytes = stallBytes;
        request.limits.total = 700ms;
        request.maxAttempts = 1;
        const auto response = client.fetch(request);
        QCOMPARE(response.error().code, ErrorCode::TimedOut);
        QVERIFY2(response.error().message.contains(word), qPrintable(response.error().message));
        QCOMPARE(network.ledger->entries().first().outcome, QStringLiteral("timed_out"));
    }

    void aClosedConnectionIsAFailureOfTheNetwork()
    {
        LocalHttpServer server;
        server.answer({200, {}, {}, {}, Manner::Closed});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.maxAttempts = 2;
        QCOMPARE(client.fetch(request).error().code, ErrorCode::Network);
        QCOMPARE(network.ledger->entries().size(), 2);
    }

    void whatMayNotBeRepeatedIsSentOnce()
    {
        // The first call opens the connection on which Qt would send the second one's body again and again.
        LocalHttpServer server;
        server.answer({200, "{}", {}, {}, Manner::Whole});
        server.answer({200, {}, {}, {}, Manner::Closed});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.method = HttpMethod::Post;
        request.body = "{\"pay\":1}";
        request.headers = {{"Content-Type", "application/json"}};
        request.isIdempotent = false;
        QVERIFY(client.fetch(request));
        const auto response = client.fetch(request);
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Network);
        QVERIFY(response.error().retryable);
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.requests().last().body, request.body);
    }

    void aRefusedConnectionIsToldAtOnce()
    {
        QTcpServer reserved;
        QVERIFY(reserved.listen(QHostAddress::LocalHost));
        const auto url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(reserved.serverPort()));
        reserved.close();
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(url));
        QCOMPARE(response.error().code, ErrorCode::Network);
        QVERIFY(response.error().message.contains(QStringLiteral("refuses")));
        QVERIFY(response.error().isTurnedAway);
        QVERIFY(network.waits().isEmpty());
    }
};

QTEST_GUILESS_MAIN(HttpFailuresTest)
#include "tst_http_failures.moc"
