// SPDX-License-Identifier: GPL-3.0-or-later
// HttpClient against a server on this machine: what it sends, what it hands out, what it writes down.
#include "egress/http_client.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

HttpRequest get(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.kind = QStringLiteral("test.get");
    request.reportId = QStringLiteral("r1");
    return request;
}

ServedAnswer json(const QByteArray &body)
{
    return {200, body, "application/json", {}, Manner::Whole};
}

} // namespace

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerComesWithTypeAndIsWrittenDown()
    {
        LocalHttpServer server;
        server.answer({200, "{\"a\":1}", "Application/JSON; charset=utf-8", {{"X-One", "1"}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url(QStringLiteral("/data?q=secret"))));
        QVERIFY(response);
        QCOMPARE(response->body, QByteArray("{\"a\":1}"));
        QCOMPARE(response->mediaType, QStringLiteral("application/json"));
        QCOMPARE(response->header("x-one"), QByteArray("1"));
        const auto entries = network.ledger->entries();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].host, QStringLiteral("127.0.0.1:%1").arg(server.port()));
        QCOMPARE(entries[0].path, QStringLiteral("/data"));
        QCOMPARE(entries[0].kind, QStringLiteral("test.get"));
        QCOMPARE(entries[0].reportId, QStringLiteral("r1"));
        QCOMPARE(entries[0].outcome, QStringLiteral("ok"));
        QCOMPARE(entries[0].status, 200);
        QCOMPARE(entries[0].bytesReceived, 7);
        QVERIFY(entries[0].bytesSent > 0);
        QCOMPARE(entries[0].when, network.clock->nowUtc());
    }

    void nothingOfTheUserIsSentUnasked()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {{"Set-Cookie", "id=1"}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        QVERIFY(client.fetch(get(server.url())));
        QVERIFY(client.fetch(get(server.url())));
        for (const auto &request : server.requests()) {
            QCOMPARE(request.header("User-Agent"), QByteArray("ConsultantOS test"));
            QCOMPARE(request.header("Accept-Language"), QByteArray("en"));
            QVERIFY(request.header("Cookie").isEmpty());
            QVERIFY(request.header("Referer").isEmpty());
        }
    }

    void aPostSendsItsBody()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.method = HttpMethod::Post;
        request.body = "{\"query\":\"x\"}";
        request.headers = {{"Content-Type", "application/json"}};
        QVERIFY(client.fetch(request));
        QCOMPARE(server.requests().first().method, QByteArray("POST"));
        QCOMPARE(server.requests().first().body, request.body);
        QVERIFY(network.ledger->entries().first().bytesSent >= request.body.size());
    }

    void compressedAnswersAreUnpackedAndCountedAsTheyCame()
    {
        LocalHttpServer server;
        const QByteArray text(50'000, 'z');
        const auto packed = gzip(text);
        server.answer({200, packed, "text/plain", {{"Content-Encoding", "gzip"}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url()));
        QCOMPARE(response->body, text);
        QCOMPARE(server.requests().first().header("Accept-Encoding"), QByteArray("gzip"));
        QCOMPARE(network.ledger->entries().first().bytesReceived, packed.size());
    }

    void chunkedAnswersArePutTogether()
    {
        LocalHttpServer server;
        server.answer({200, "{\"whole\":true}", "application/json", {}, Manner::Chunked});
        Network network;
        HttpClient client(localOptions(), network.services());
        QCOMPARE(client.fetch(get(server.url()))->body, QByteArray("{\"whole\":true}"));
    }

    void unchangedAnswersAreNotSentAgain_data()
    {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("etag") << QByteArray("ETag") << QByteArray("If-None-Match") << QByteArray("\"v1\"");
        QTest::newRow("date") << QByteArray("Last-Modified") << QByteArray("If-Modified-Since")
                              << QByteArray("Mon, 02 Mar 2026 10:00:00 GMT");
    }

    void unchangedAnswersAreNotSentAgain()
    {
        QFETCH(QByteArray, validator);
        QFETCH(QByteArray, condition);
        QFETCH(QByteArray, value);
        LocalHttpServer server;
        server.setHandler([=](const ReceivedRequest &request) {
            if (request.header(condition) == value)
                return ServedAnswer{304, {}, {}, {{validator, value}}, Manner::Whole};
            return ServedAnswer{200, "{\"n\":1}", "application/json", {{validator, value}}, Manner::Whole};
        });
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.expects = ExpectedContent::Json;
        QVERIFY(!client.fetch(request)->wasUnchanged);
        const auto again = client.fetch(request);
        QVERIFY(again->wasUnchanged);
        QCOMPARE(again->body, QByteArray("{\"n\":1}"));
        QCOMPARE(again->mediaType, QStringLiteral("application/json"));
        QCOMPARE(network.ledger->entries().last().status, 304);
        QCOMPARE(network.ledger->entries().last().bytesReceived, 0);
    }

    void anotherUsersAnswerIsNeverTakenForUnchanged()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {{"ETag", "\"v1\""}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = get(server.url());
        request.headers = {{"Authorization", "Bearer one"}};
        QVERIFY(client.fetch(request));
        request.headers = {{"Authorization", "Bearer two"}};
        QVERIFY(client.fetch(request));
        QVERIFY(server.requests().last().header("If-None-Match").isEmpty());
    }

    void aPasswordInTheAddressGoesIntoItsHeaderAndNowhereElse()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        HttpClient client(localOptions(), network.services());
        auto url = server.url(QStringLiteral("/feed"));
        url.setUserName(QStringLiteral("me"));
        url.setPassword(QStringLiteral("hunter2"));
        const auto response = client.fetch(get(url));
        QCOMPARE(server.requests().first().header("Authorization"), "Basic " + QByteArray("me:hunter2").toBase64());
        QVERIFY(!response->url.toString().contains(QStringLiteral("hunter2")));
        const auto entry = network.ledger->entries().first();
        QVERIFY(!(entry.host + entry.path + entry.kind).contains(QStringLiteral("hunter2")));
    }

    void redirectsWithinTheHostAreFollowed()
    {
        LocalHttpServer server;
        server.answer({301, {}, {}, {{"Location", "/new?x=1"}}, Manner::Whole});
        server.answer(json("{\"here\":1}"));
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.fetch(get(server.url(QStringLiteral("/old"))));
        QCOMPARE(response->body, QByteArray("{\"here\":1}"));
        QCOMPARE(server.requests().last().target, QByteArray("/new?x=1"));
        QCOMPARE(network.ledger->entries().size(), 2);
    }

    void requestsOfAHostGoAtItsRate()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.sharedRates = {
            {{QStringLiteral("data.example"), QStringLiteral("127.0.0.1:%1").arg(server.port())}, {10, 1}}};
        HttpClient client(options, network.services());
        QList<QFuture<Result<HttpResponse>>> futures;
        for (int i = 0; i < 5; ++i)
            futures.append(client.send(get(server.url())));
        for (auto &future : futures)
            QVERIFY(future.result());
        std::chrono::milliseconds waited{0};
        for (const auto wait : network.waits())
            waited = std::max(waited, wait);
        QVERIFY(network.waits().size() >= 1);
        QCOMPARE(network.ledger->entries().size(), 5);
        // However the five interleave, the clock that only our waits move has gone on by four tenths of a second.
        QVERIFY(network.clock->steadyNow() >= 400ms);
    }

    void aCallerWithItsOwnPaceIsNotHeld()
    {
        LocalHttpServer server;
        server.answer({429, "{}", "application/json", {{"Retry-After", "30"}}, Manner::Whole});
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.defaultRate = {1, 1};
        HttpClient client(options, network.services());
        auto request = get(server.url());
        request.hasOwnPace = true;
        request.maxAttempts = 1;
        QCOMPARE(client.fetch(request).error().code, ErrorCode::RateLimited);
        for (int i = 0; i < 5; ++i)
            QVERIFY(client.fetch(request));
        QVERIFY(network.waits().isEmpty());
    }

    void aFutureCanBeCancelled()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {}, Manner::Silent});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto future = client.send(get(server.url()));
        QTRY_COMPARE(server.requests().size(), 1);
        future.cancel();
        QTRY_COMPARE(network.ledger->entries().size(), 1);
        QCOMPARE(network.ledger->entries().first().outcome, QStringLiteral("cancelled"));
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
    }

    void aWaitingCallerIsFreeSoonAfterCancel()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {}, Manner::Silent});
        Network network;
        HttpClient client(localOptions(), network.services());
        CancellationSource source;
        qint64 tookMs = -1;
        Result<HttpResponse> result = fail(ErrorCode::Internal, {});
        std::unique_ptr<QThread> worker(QThread::create([&] {
            result = client.fetch(get(server.url()), source.token());
            tookMs = 0;
        }));
        worker->start();
        QTRY_COMPARE(server.requests().size(), 1);
        QElapsedTimer timer;
        timer.start();
        source.cancel();
        QVERIFY(worker->wait(5'000));
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(tookMs, 0);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void theEndOfTheClientEndsItsRequests()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {}, Manner::Silent});
        Network network;
        auto client = std::make_unique<HttpClient>(localOptions(), network.services());
        auto future = client->send(get(server.url()));
        QTRY_COMPARE(server.requests().size(), 1);
        client.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(network.ledger->entries().size(), 1);
    }

    void offlineTouchesNothing()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.isOffline = true;
        HttpClient client(options, network.services());
        const auto refused = client.fetch(get(server.url()));
        QCOMPARE(refused.error().code, ErrorCode::Offline);
        QVERIFY(server.requests().isEmpty());
        QVERIFY(network.ledger->entries().isEmpty());
        client.setOffline(false);
        QVERIFY(client.fetch(get(server.url())));
    }

    void offlineLetsANamedHostThrough()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.isOffline = true;
        options.offlineHosts = {QStringLiteral("127.0.0.1:%1").arg(server.port())};
        HttpClient client(options, network.services());
        QVERIFY(client.fetch(get(server.url())));
    }

    void aServerOfOurOwnIsReachedOfflineAndWithoutRate()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.isOffline = true;
        options.defaultRate = {0.001, 1};
        HttpClient client(options, network.services());
        auto one = std::unique_ptr<OwnServer>(new OwnServer(client.ownServer(server.url())));
        auto other = std::unique_ptr<OwnServer>(new OwnServer(client.ownServer(server.url())));
        for (int i = 0; i < 3; ++i)
            QVERIFY(client.fetch(get(server.url())));
        QVERIFY(network.waits().isEmpty());
        // Two use it; one lets go, then the other.
        one.reset();
        QVERIFY(client.fetch(get(server.url())));
        other.reset();
        QCOMPARE(client.fetch(get(server.url())).error().code, ErrorCode::Offline);
        QCOMPARE(server.requests().size(), 4);
    }

    void theListOfHostsHoldsForServersOfThisMachine()
    {
        LocalHttpServer server;
        server.answer(json("{}"));
        Network network;
        auto options = localOptions();
        options.allowedHosts = QStringList{QStringLiteral("data.sec.gov")};
        HttpClient client(options, network.services());
        // What the user has named as a model's server may hand on to anywhere.
        const auto named = client.ownServer(server.url());
        QCOMPARE(client.fetch(get(server.url())).error().code, ErrorCode::Denied);
        {
            const auto started = client.ownServer(server.url(), ServerStart::ByProgram);
            QVERIFY(client.fetch(get(server.url())));
        }
        QCOMPARE(client.fetch(get(server.url())).error().code, ErrorCode::Denied);
        QCOMPARE(server.requests().size(), 1);
    }

    void noServerOfOthersIsTakenForOurOwn()
    {
        Network network;
        auto options = localOptions();
        options.isOffline = true;
        HttpClient client(options, network.services());
        for (const auto *address :
             {"http://192.0.2.1:8080/", "https://example.com/", "http://127.0.0.1.example.com/"}) {
            const QUrl url(QString::fromLatin1(address));
            const auto own = client.ownServer(url);
            QCOMPARE(client.fetch(get(url)).error().code, ErrorCode::Offline);
        }
    }

    void goingOfflineEndsWhatIsUnderWay()
    {
        LocalHttpServer server;
        server.answer({200, "{}", "application/json", {}, Manner::Silent});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto future = client.send(get(server.url()));
        QTRY_COMPARE(server.requests().size(), 1);
        client.setOffline(true);
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, ErrorCode::Offline);
        QCOMPARE(network.ledger->entries().first().outcome, QStringLiteral("offline"));
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_http_client.moc"
