// SPDX-License-Identifier: GPL-3.0-or-later
// Whether there is a newer version: asked by the one way out, told and nothing more.
#include "egress/update_check.h"
#include "local_http_server.h"
#include "network_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class UpdateCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsNewer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("version");
        QTest::newRow("newer") << QByteArray("{\"version\": \"0.9.1\"}") << QStringLiteral("0.9.1");
        QTest::newRow("tenth is after ninth") << QByteArray("{\"version\": \"0.10\"}") << QStringLiteral("0.10");
        QTest::newRow("of a forge") << QByteArray("{\"tag_name\": \"v1.0\"}") << QStringLiteral("1.0");
        QTest::newRow("same") << QByteArray("{\"version\": \"0.9.0\"}") << QString();
        QTest::newRow("same, shorter") << QByteArray("{\"version\": \"0.9\"}") << QString();
        QTest::newRow("older") << QByteArray("{\"version\": \"0.8.7\"}") << QString();
    }

    void tellsWhatIsNewer()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, version);
        const auto news = newerReleaseIn(answer, QStringLiteral("0.9.0"));
        QVERIFY(news);
        QCOMPARE(*news ? (*news)->version : QString(), version);
    }

    void anAnswerWithoutAVersionIsNone_data()
    {
        QTest::addColumn<QByteArray>("answer");
        for (const auto *answer : {"{}", "[]", "{\"version\": \"<b>9</b>\"}", "{\"version\": 9}", "no JSON",
                                   "{\"version\": \"99999999999999999999\"}"})
            QTest::newRow(answer) << QByteArray(answer);
    }

    void anAnswerWithoutAVersionIsNone()
    {
        QFETCH(QByteArray, answer);
        const auto news = newerReleaseIn(answer, QStringLiteral("0.9.0"));
        QVERIFY(!news);
        QCOMPARE(news.error().code, ErrorCode::Malformed);
    }

    void onlyAWebPageIsNamed()
    {
        const auto page = [](const QByteArray &url) {
            return (*newerReleaseIn("{\"version\": \"2\", \"page\": \"" + url + "\"}", QStringLiteral("1")))->page;
        };
        QCOMPARE(page("https://example.com/2"), QUrl(QStringLiteral("https://example.com/2")));
        QVERIFY(page("file:///etc/passwd").isEmpty());
        QVERIFY(page("javascript:alert(1)").isEmpty());
    }

    void asksOnceAndSendsNothingOfThisComputer()
    {
        LocalHttpServer server;
        server.answer(
            {200, "{\"version\": \"0.2.0\", \"page\": \"https://example.com/0.2.0\"}", "application/json", {}});
        const Network network;
        HttpClient client(localOptions(), network.services());
        const auto news = lookForUpdate(client, server.url(QStringLiteral("/latest.json")), QStringLiteral("0.1.0"));
        QVERIFY2(news, news ? "" : qPrintable(news.error().toText()));
        QCOMPARE((*news)->version, QStringLiteral("0.2.0"));
        const auto asked = server.requests();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().method, QByteArray("GET"));
        QCOMPARE(asked.first().target, QByteArray("/latest.json"));
        QVERIFY(asked.first().body.isEmpty());
        QCOMPARE(network.ledger->entries().size(), 1);
        QCOMPARE(network.ledger->entries().first().kind, QStringLiteral("update_check"));
    }

    void offlineNobodyIsAsked()
    {
        const LocalHttpServer server;
        const Network network;
        auto options = localOptions();
        options.isOffline = true;
        HttpClient client(options, network.services());
        QVERIFY(!lookForUpdate(client, server.url(QStringLiteral("/latest.json")), QStringLiteral("0.1.0")));
        QVERIFY(server.requests().isEmpty());
    }

    void aFailureIsToldAndNotRepeated()
    {
        LocalHttpServer server;
        server.answer({503, "{}", "application/json", {}});
        const Network network;
        HttpClient client(localOptions(), network.services());
        QVERIFY(!lookForUpdate(client, server.url(QStringLiteral("/latest.json")), QStringLiteral("0.1.0")));
        QCOMPARE(server.requests().size(), 1);
    }
};

QTEST_GUILESS_MAIN(UpdateCheckTest)
#include "tst_update_check.moc"
