// SPDX-License-Identifier: GPL-3.0-or-later
// Answers handed on while they come: order, limits, cancelling, and what the ledger says of them.
#include "egress/body_pipe.h"
#include "egress/http_client.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

HttpRequest streamed(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.kind = QStringLiteral("test.stream");
    return request;
}

/// Bytes in which a lost, doubled or swapped piece shows.
QByteArray counted(int lines)
{
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += QByteArray::number(i).rightJustified(15, '.') + '\n';
    return text;
}

} // namespace

class HttpStreamingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesComeInOrderAndAreWrittenDownOnce_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::newRow("whole") << Manner::Whole;
        QTest::newRow("chunked") << Manner::Chunked;
    }

    void piecesComeInOrderAndAreWrittenDownOnce()
    {
        QFETCH(Manner, manner);
        const auto text = counted(manner == Manner::Whole ? 500'000 : 1'000);
        LocalHttpServer server;
        server.answer({200, text, "text/event-stream; charset=utf-8", {}, manner});
        Network network;
        HttpClient client(localOptions(), network.services());
        QByteArray got;
        const auto thread = QThread::currentThread();
        bool isCallersThread = true;
        const auto response = client.stream(streamed(server.url()), [&](const QByteArray &piece) {
            isCallersThread = isCallersThread && QThread::currentThread() == thread;
            got += piece;
            return Status();
        });
        QVERIFY(response);
        QVERIFY(isCallersThread);
        QVERIFY(got == text);
        QVERIFY(response->body.isEmpty());
        QCOMPARE(response->mediaType, QStringLiteral("text/event-stream"));
        QCOMPARE(server.requests().first().header("Accept-Encoding"), QByteArray("identity"));
        const auto entries = network.ledger->entries();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].outcome, QStringLiteral("ok"));
        QCOMPARE(entries[0].bytesReceived, text.size());
    }

    void aPackedStreamIsUnpacked()
    {
        const auto text = counted(10'000);
        LocalHttpServer server;
        server.answer({200, gzip(text), "text/plain", {{"Content-Encoding", "gzip"}}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        QByteArray got;
        QVERIFY(client.stream(streamed(server.url()), [&](const QByteArray &piece) {
            got += piece;
            return Status();
        }));
        QVERIFY(got == text);
    }

    void firstPiecesComeBeforeTheEnd()
    {
        LocalHttpServer server;
        server.answer({200, counted(10'000), "text/plain", {}, Manner::Dripping});
        Network network;
        HttpClient client(localOptions(), network.services());
        CancellationSource cancel;
        int pieces = 0;
        QElapsedTimer sinceCancel;
        const auto response = client.stream(
            streamed(server.url()),
            [&](const QByteArray &) {
                if (++pieces == 3) {
                    sinceCancel.start();
                    cancel.cancel();
                }
                return Status();
            },
            cancel.token());
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Cancelled);
        QCOMPARE(pieces, 3);
        QVERIFY(sinceCancel.elapsed() < 5'000);
    }

    void aReaderMayEndTheRequest()
    {
        LocalHttpServer server;
        server.answer({200, counted(1'000), "text/plain", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.stream(streamed(server.url()), [](const QByteArray &) -> Status {
            return fail(ErrorCode::Malformed, QStringLiteral("No."));
        });
        QVERIFY(!response);
        QCOMPARE(response.error().message, QStringLiteral("No."));
    }

    void aSlowReaderIsNoStalledServer()
    {
        const auto text = counted(1'000'000);
        LocalHttpServer server;
        server.answer({200, text, "text/plain", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = streamed(server.url());
        request.limits.stall = 100ms;
        qint64 got = 0;
        bool hasWaited = false;
        const auto response = client.stream(request, [&](const QByteArray &piece) {
            got += piece.size();
            if (!std::exchange(hasWaited, true))
                QThread::msleep(500);
            return Status();
        });
        QVERIFY2(response, qPrintable(response ? QString() : response.error().toText()));
        QCOMPARE(got, text.size());
    }

    void whatIsTooLargeEnds()
    {
        LocalHttpServer server;
        server.answer({200, counted(100'000), "text/plain", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = streamed(server.url());
        request.maxBodyBytes = 300'000;
        qint64 got = 0;
        const auto response = client.stream(request, [&](const QByteArray &piece) {
            got += piece.size();
            return Status();
        });
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Unreadable);
        QVERIFY(got <= request.maxBodyBytes);
    }

    void whatBrokeOffIsNotRepeatedOnceHandedOut()
    {
        LocalHttpServer server;
        server.answer({200, counted(1'000), "text/plain", {}, Manner::CutOff});
        Network network;
        HttpClient client(localOptions(), network.services());
        const auto response = client.stream(streamed(server.url()), [](const QByteArray &) { return Status(); });
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Network);
        QCOMPARE(server.requests().size(), 1);
    }

    void aFailureBeforeTheFirstPieceIsRepeated()
    {
        LocalHttpServer server;
        server.answer({503, "{}", "application/json", {}, Manner::Whole});
        server.answer({200, "done", "text/plain", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        QByteArray got;
        QVERIFY(client.stream(streamed(server.url()), [&](const QByteArray &piece) {
            got += piece;
            return Status();
        }));
        QCOMPARE(got, QByteArray("done"));
        QCOMPARE(network.ledger->entries().size(), 2);
    }

    void refusalsAndFailedAnswersAreNotPiped()
    {
        LocalHttpServer server;
        server.answer({400, "{\"error\":1}", "application/json", {}, Manner::Whole});
        Network network;
        HttpClient client(localOptions(), network.services());
        auto request = streamed(server.url());
        int pieces = 0;
        const auto count = [&](const QByteArray &) {
            ++pieces;
            return Status();
        };
        QCOMPARE(client.stream(request, count).error().code, ErrorCode::InvalidArgument);
        request.wantsFailedAnswers = true;
        const auto response = client.stream(request, count);
        QVERIFY(response);
        QCOMPARE(response->status, 400);
        QCOMPARE(response->body, QByteArray("{\"error\":1}"));
        QCOMPARE(network.ledger->entries().last().outcome, QStringLiteral("invalid_argument"));
        client.setOffline(true);
        QCOMPARE(client.stream(request, count).error().code, ErrorCode::Offline);
        QCOMPARE(pieces, 0);
    }

    void aFullPipeSaysWhenThereIsRoomAgain()
    {
        BodyPipe pipe(10);
        int calls = 0;
        pipe.setOnRoom([&] { ++calls; });
        pipe.push("12345");
        QVERIFY(pipe.hasRoom());
        pipe.push("67890");
        QVERIFY(!pipe.hasRoom());
        QCOMPARE(pipe.pop(0ms).value_or(QByteArray()), QByteArray("12345"));
        QCOMPARE(calls, 1);
        QVERIFY(pipe.hasRoom());
        QCOMPARE(pipe.pop(0ms).value_or(QByteArray()), QByteArray("67890"));
        QCOMPARE(calls, 1);
        pipe.close();
        QVERIFY(!pipe.pop(10s));
    }
};

QTEST_GUILESS_MAIN(HttpStreamingTest)
#include "tst_http_streaming.moc"
