// SPDX-License-Identifier: GPL-3.0-or-later
// The network as programs have it: what settings do to it at once, and the trial of one source.
#include "evidence/sources/network_access.h"

#include "source_fixture.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <future>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

const QStringList AllKeys{QStringLiteral("TAVILY_API_KEY"), QStringLiteral("FINNHUB_API_KEY"),
                          QStringLiteral("ALPHA_VANTAGE_API_KEY")};
const QString OfflineVariable = QStringLiteral("CONSULTANTOS_OFFLINE");
const QString CertificatesVariable = QStringLiteral("CONSULTANTOS_CA_CERTIFICATES");

/// The least that answers a trial, by what is asked for.
ServedAnswer leastAnswer(const ReceivedRequest &request)
{
    const auto asks = [&](const char *part) { return request.target.contains(part); };
    QByteArray body = "{}";
    if (asks("/submissions/"))
        body = "{\"filings\":{\"recent\":{},\"files\":[]}}";
    else if (asks("/api/entities"))
        body = "{\"data\":[]}";
    else if (asks("artlist"))
        body = "{\"articles\":[]}";
    else if (asks("/indicator/"))
        body = "[{\"page\":1,\"pages\":1,\"per_page\":1000,\"total\":0},[]]";
    else if (asks("/search"))
        body = "{\"results\":[]}";
    else if (asks("GLOBAL_QUOTE"))
        body = "{\"Global Quote\":{\"05. price\":\"1\",\"07. latest trading day\":\"2026-02-27\"}}";
    else if (asks("/quote"))
        body = "{\"c\":172.62,\"t\":1710532802}";
    else if (asks("/feed.xml"))
        return {200, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>", "text/xml", {}, Manner::Whole};
    return {200, body, "application/json", {}, Manner::Whole};
}

ServedAnswer page()
{
    return {200, "<!DOCTYPE html><html><head><title>Sign in</title></head></html>", "text/html", {}, Manner::Whole};
}

Result<std::shared_ptr<NetworkAccess>> accessOf(const SourceFixture &fixture, const Settings &settings)
{
    // Rates are waited for by real timers, so the clock must go.
    return NetworkAccess::make({std::make_shared<SystemClock>(), fixture.network.ledger, fixture.secrets}, settings);
}

/// Asks by the sources of a snapshot, as an analysis under way does.
Status askNews(const NetworkAccess::Snapshot &snapshot)
{
    const auto news = snapshot.sources.news.front()->news({QStringLiteral("alfa")}, {});
    return news ? Status() : tl::unexpected(news.error());
}

QString sourceNames()
{
    return QStringLiteral("sec_edgar feeds gdelt world_bank tavily searxng finnhub alpha_vantage xbrl_filings");
}

} // namespace

class NetworkAccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingGoesOutByMakingAndApplying()
    {
        const SourceFixture fixture(AllKeys);
        const auto access = accessOf(fixture, fixture.settings);
        QVERIFY((*access)->apply(fixture.settings));
        QVERIFY((*access)->apply(Settings()));
        QVERIFY((*access)->current()->sources.isEmpty());
        QVERIFY(fixture.server.requests().isEmpty());
        QVERIFY(fixture.network.ledger->entries().isEmpty());
    }

    void sourcesFollowTheSettingsAndKeepTheirClient()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.setHandler(leastAnswer);
        const auto access = accessOf(fixture, fixture.settings);
        const auto before = (*access)->current();
        QVERIFY(askNews(*before));
        const SourceFixture withoutNews(AllKeys,
                                        {{QStringLiteral("CONSULTANTOS_GDELT_ENABLED"), QStringLiteral("false")}});
        QVERIFY((*access)->apply(withoutNews.settings));
        QVERIFY((*access)->current()->sources.news.empty());
        // Another server: another address, another rate. The old sources still work for who holds them.
        QVERIFY((*access)->current()->client != before->client);
        QVERIFY(askNews(*before));
        QVERIFY((*access)->apply(withoutNews.settings));
        const auto same = (*access)->current();
        QVERIFY((*access)->apply(withoutNews.settings));
        QVERIFY((*access)->current()->client == same->client);
    }

    void offlineReachesWhatWasHandedOutBefore()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.setHandler(leastAnswer);
        const auto access = accessOf(fixture, fixture.settings);
        const auto before = (*access)->current();
        const SourceFixture elsewhere(AllKeys);
        QVERIFY((*access)->apply(elsewhere.settings));
        const SourceFixture offline(AllKeys, {{OfflineVariable, QStringLiteral("true")}});
        QVERIFY((*access)->apply(offline.settings));
        QCOMPARE(askNews(*before).error().code, ErrorCode::Offline);
        QCOMPARE(askNews(*(*access)->current()).error().code, ErrorCode::Offline);
        QVERIFY(fixture.server.requests().isEmpty());
        QVERIFY((*access)->apply(fixture.settings));
        QVERIFY(askNews(*(*access)->current()));
    }

    void offlineEndsWhatIsUnderWay()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({200, {}, {}, {}, Manner::Silent});
        const auto access = accessOf(fixture, fixture.settings);
        const auto held = (*access)->current();
        auto asked = std::async(std::launch::async, [&] { return askNews(*held); });
        QTRY_COMPARE_WITH_TIMEOUT(fixture.server.requests().size(), 1, 20'000);
        const SourceFixture offline(AllKeys, {{OfflineVariable, QStringLiteral("true")}});
        QVERIFY((*access)->apply(offline.settings));
        QCOMPARE(asked.get().error().code, ErrorCode::Offline);
    }

    void certificatesThatCantBeReadChangeNothingButTheSwitch()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.setHandler(leastAnswer);
        const QHash<QString, QString> broken{{CertificatesVariable, QStringLiteral("/nowhere/own.pem")},
                                             {OfflineVariable, QStringLiteral("true")}};
        const SourceFixture wrong(AllKeys, broken);
        const auto none = accessOf(fixture, wrong.settings);
        QVERIFY(!none && none.error().message.contains(QStringLiteral("/nowhere/own.pem")));

        const auto access = accessOf(fixture, fixture.settings);
        const auto before = (*access)->current();
        const auto applied = (*access)->apply(wrong.settings);
        QVERIFY(!applied && applied.error().message.contains(QStringLiteral("/nowhere/own.pem")));
        QCOMPARE((*access)->current(), before);
        QCOMPARE(askNews(*before).error().code, ErrorCode::Offline);
    }

    void everySource_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &id : sourceNames().split(QLatin1Char(' ')))
            QTest::newRow(qPrintable(id)) << id;
    }

    void aSourceIsTriedBeforeItIsSwitchedOn_data() { everySource_data(); }
    void aSourceIsTriedBeforeItIsSwitchedOn()
    {
        QFETCH(QString, id);
        SourceFixture fixture(AllKeys,
                              {{SourceFixture::variable(id + QStringLiteral("_enabled")), QStringLiteral("false")}});
        fixture.server.setHandler(leastAnswer);
        const auto access = accessOf(fixture, Settings());
        const auto tried = (*access)->test(id, fixture.settings, {}, {});
        QVERIFY2(tried, qPrintable(tried ? QString() : tried.error().toText()));
        QCOMPARE(fixture.server.requests().size(), 1);
        QVERIFY(fixture.network.ledger->entries().first().kind.startsWith(id + QLatin1Char('.')));
        QVERIFY((*access)->current()->sources.isEmpty());
    }

    void aPageInsteadOfDataIsTold_data() { everySource_data(); }
    void aPageInsteadOfDataIsTold()
    {
        QFETCH(QString, id);
        SourceFixture fixture(AllKeys);
        fixture.server.answer(page());
        const auto access = accessOf(fixture, Settings());
        const auto tried = (*access)->test(id, fixture.settings, {}, {});
        QCOMPARE(tried.error().code, ErrorCode::Malformed);
        QVERIFY(tried.error().message.contains(QStringLiteral("web page")));
    }

    void aHostThatIsntThereIsTold_data() { everySource_data(); }
    void aHostThatIsntThereIsTold()
    {
        QFETCH(QString, id);
        quint16 port = 0;
        {
            QTcpServer closed;
            QVERIFY(closed.listen(QHostAddress::LocalHost));
            port = closed.serverPort();
        }
        const auto nowhere = QStringLiteral("http://127.0.0.1:%1").arg(port);
        QHash<QString, QString> addresses{{QStringLiteral("CONSULTANTOS_FEED_URLS"), nowhere}};
        for (const auto &source : networkSources()) {
            for (const auto &key : source.urlKeys)
                addresses.insert(SourceFixture::variable(key + QStringLiteral("_url")), nowhere);
        }
        const SourceFixture fixture(AllKeys, addresses);
        const auto access = accessOf(fixture, Settings());
        const auto tried = (*access)->test(id, fixture.settings, {}, {});
        QCOMPARE(tried.error().code, ErrorCode::Network);
        QVERIFY(tried.error().message.contains(QStringLiteral("127.0.0.1:%1").arg(port)));
    }

    void aKeyIsTriedBeforeItIsStored()
    {
        SourceFixture fixture;
        fixture.server.setHandler([](const ReceivedRequest &request) {
            if (request.header("Authorization") == "Bearer fresh")
                return leastAnswer(request);
            return ServedAnswer{401, "{\"detail\":\"no\"}", "application/json", {}, Manner::Whole};
        });
        const auto access = accessOf(fixture, Settings());
        const auto tavily = QStringLiteral("tavily");
        const auto without = (*access)->test(tavily, fixture.settings, {}, {});
        QCOMPARE(without.error().code, ErrorCode::Denied);
        QVERIFY(without.error().detail.contains(QStringLiteral("TAVILY_API_KEY")));
        QVERIFY(fixture.server.requests().isEmpty());
        const auto wrong = (*access)->test(tavily, fixture.settings, Secret(QStringLiteral("stale")), {});
        QCOMPARE(wrong.error().code, ErrorCode::Denied);
        QVERIFY(wrong.error().detail.contains(QStringLiteral("key")));
        QVERIFY(!wrong.error().toText().contains(QStringLiteral("stale")));
        QVERIFY((*access)->test(tavily, fixture.settings, Secret(QStringLiteral("fresh")), {}));
        QVERIFY(!*(*access)->secrets().read(QStringLiteral("tavily_api_key")));
    }

    void settingsOnTrialDontThrowTheSwitchInForce()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.setHandler(leastAnswer);
        const SourceFixture offline(AllKeys, {{OfflineVariable, QStringLiteral("true")}});
        const auto gdelt = QStringLiteral("gdelt");
        const auto shut = accessOf(fixture, offline.settings);
        QCOMPARE((*shut)->test(gdelt, fixture.settings, {}, {}).error().code, ErrorCode::Offline);
        const auto open = accessOf(fixture, fixture.settings);
        QCOMPARE((*open)->test(gdelt, offline.settings, {}, {}).error().code, ErrorCode::Offline);
        QVERIFY(fixture.server.requests().isEmpty());
        QVERIFY((*open)->test(gdelt, fixture.settings, {}, {}));
    }

    void whatCantBeTriedIsTold()
    {
        SourceFixture fixture(AllKeys, {{QStringLiteral("CONSULTANTOS_FEED_URLS"), QString()},
                                        {QStringLiteral("CONSULTANTOS_SEC_CONTACT"), QString()},
                                        {QStringLiteral("CONSULTANTOS_SEARXNG_URL"), QString()}});
        fixture.server.setHandler(leastAnswer);
        const auto access = accessOf(fixture, Settings());
        const auto reason = [&](const char *id) {
            return (*access)->test(QLatin1String(id), fixture.settings, {}, {}).error();
        };
        QVERIFY(reason("feeds").detail.contains(QStringLiteral("feed_urls")));
        QVERIFY(reason("sec_edgar").detail.contains(QStringLiteral("sec_contact")));
        QVERIFY(reason("searxng").detail.contains(QStringLiteral("searxng_url")));
        QCOMPARE(reason("teletext").code, ErrorCode::NotFound);
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void aTrialCanBeCancelled()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({200, {}, {}, {}, Manner::Silent});
        const auto access = accessOf(fixture, Settings());
        CancellationSource cancel;
        auto tried = std::async(std::launch::async, [&] {
            return (*access)->test(QStringLiteral("gdelt"), fixture.settings, {}, cancel.token());
        });
        QTRY_COMPARE_WITH_TIMEOUT(fixture.server.requests().size(), 1, 20'000);
        cancel.cancel();
        QCOMPARE(tried.get().error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(NetworkAccessTest)
#include "tst_network_access.moc"
