// SPDX-License-Identifier: GPL-3.0-or-later
// Every source against every way that a provider, a network or the user's settings can fail it.
#include "evidence/sources/alpha_vantage.h"
#include "evidence/sources/feeds.h"
#include "evidence/sources/finnhub.h"
#include "evidence/sources/gdelt.h"
#include "evidence/sources/network_sources.h"
#include "evidence/sources/searxng.h"
#include "evidence/sources/sec_edgar.h"
#include "evidence/sources/tavily.h"
#include "evidence/sources/world_bank.h"
#include "evidence/sources/xbrl_filings.h"

#include "source_fixture.h"

#include <QTest>

#include <functional>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

const QStringList AllKeys{QStringLiteral("TAVILY_API_KEY"), QStringLiteral("FINNHUB_API_KEY"),
                          QStringLiteral("ALPHA_VANTAGE_API_KEY")};
const QString Lei = QStringLiteral("213800ABCDEFGHIJKL12");

/// A source, a question to it, and the least that answers it.
struct Case {
    const char *id;
    std::function<Status(const SourceFixture &)> ask;
    QByteArray answer;
};

template <typename T>
Status statusOf(const Result<T> &result)
{
    return result ? Status() : tl::unexpected(result.error());
}

QList<Case> cases()
{
    return {
        {"sec_edgar",
         [](const SourceFixture &f) {
             return statusOf(SecEdgar(f.access("sec_edgar")).companies(QStringLiteral("x"), call()));
         },
         "{\"0\":{\"cik_str\":1,\"ticker\":\"X\",\"title\":\"X Corp\"}}"},
        {"feeds", [](const SourceFixture &f) { return statusOf(Feeds(f.access("feeds")).fetch(f.feedUrl(), call())); },
         "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>"},
        {"gdelt",
         [](const SourceFixture &f) {
             return statusOf(Gdelt(f.access("gdelt")).news({QStringLiteral("alfa")}, call()));
         },
         "{\"articles\":[]}"},
        {"world_bank",
         [](const SourceFixture &f) {
             return statusOf(WorldBank(f.access("world_bank"))
                                 .values({QStringLiteral("SP.POP.TOTL"), {QStringLiteral("DEU")}, 0, 0}, call()));
         },
         "[{\"page\":1,\"pages\":1,\"per_page\":1000,\"total\":0},[]]"},
        {"tavily",
         [](const SourceFixture &f) {
             return statusOf(Tavily(f.access("tavily")).search(QStringLiteral("alfa"), 5, call()));
         },
         "{\"results\":[]}"},
        {"searxng",
         [](const SourceFixture &f) {
             return statusOf(SearXng(f.access("searxng")).search(QStringLiteral("alfa"), 5, call()));
         },
         "{\"results\":[]}"},
        {"finnhub",
         [](const SourceFixture &f) {
             return statusOf(Finnhub(f.access("finnhub")).quote(QStringLiteral("ALFA"), call()));
         },
         "{\"c\":1,\"h\":1,\"l\":1,\"o\":1,\"pc\":1,\"t\":1710532802}"},
        {"alpha_vantage",
         [](const SourceFixture &f) {
             return statusOf(AlphaVantage(f.access("alpha_vantage")).quote(QStringLiteral("ALFA"), call()));
         },
         "{\"Global Quote\":{\"05. price\":\"1\",\"07. latest trading day\":\"2026-02-27\"}}"},
        {"xbrl_filings",
         [](const SourceFixture &f) {
             return statusOf(XbrlFilings(f.access("xbrl_filings")).filings(Lei, {}, call()));
         },
         "{\"data\":[]}"},
    };
}

struct Failure {
    const char *name;
    QList<ServedAnswer> answers; ///< before the right one
    bool isOvercome;
    ErrorCode code; ///< where it isn't
};

QList<Failure> failures()
{
    const auto fault = [](int status, QList<std::pair<QByteArray, QByteArray>> headers = {}) {
        return ServedAnswer{status, "{\"detail\":{\"error\":\"s3cret\"}}", "application/json", headers, Manner::Whole};
    };
    const QByteArray page = "<!DOCTYPE html><html><head><title>Sign in</title></head></html>";
    return {
        {"500 then fine", {fault(500)}, true, {}},
        {"429 with Retry-After", {fault(429, {{"Retry-After", "3"}})}, true, {}},
        {"429 for an hour", {fault(429, {{"Retry-After", "3600"}})}, false, ErrorCode::RateLimited},
        {"wrong key", {fault(401)}, false, ErrorCode::Denied},
        {"cut off", {{200, "{\"results\":[{\"a\":1}]}", "application/json", {}, Manner::CutOff}}, true, {}},
        {"closed", {{200, {}, {}, {}, Manner::Closed}}, true, {}},
        {"a page instead of data", {{200, page, "text/html", {}, Manner::Whole}}, false, ErrorCode::Malformed},
        {"a page called JSON", {{200, page, "application/json", {}, Manner::Whole}}, false, ErrorCode::Malformed},
        {"redirect to another host",
         {{302, {}, {}, {{"Location", "https://other.example/"}}, Manner::Whole}},
         false,
         ErrorCode::Denied},
    };
}

} // namespace

class SourceFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failuresAreOvercomeOrTold_data()
    {
        QTest::addColumn<int>("source");
        QTest::addColumn<int>("failure");
        for (int source = 0; source < cases().size(); ++source) {
            for (int failure = 0; failure < failures().size(); ++failure)
                QTest::newRow(QByteArray(QByteArray(cases()[source].id) + ": " + failures()[failure].name).constData())
                    << source << failure;
        }
    }

    void failuresAreOvercomeOrTold()
    {
        QFETCH(int, source);
        QFETCH(int, failure);
        const auto tried = cases()[source];
        const auto expected = failures()[failure];
        SourceFixture fixture(AllKeys);
        for (const auto &answer : expected.answers)
            fixture.server.answer(answer);
        fixture.server.answer({200, tried.answer, "application/json", {}, Manner::Whole});
        const auto status = tried.ask(fixture);
        if (expected.isOvercome) {
            QVERIFY2(status, qPrintable(status ? QString() : status.error().toText()));
            return;
        }
        QVERIFY(!status);
        QVERIFY2(status.error().code == expected.code, qPrintable(status.error().toText()));
        QVERIFY(!status.error().message.isEmpty() && !status.error().detail.isEmpty());
        QVERIFY(!status.error().toText().contains(QStringLiteral("s3cret")));
        QVERIFY(fixture.network.ledger->entries().first().outcome != QStringLiteral("ok"));
    }

    void everySource_data()
    {
        QTest::addColumn<int>("source");
        for (int source = 0; source < cases().size(); ++source)
            QTest::newRow(cases()[source].id) << source;
    }

    void nothingIsSentOffline_data() { everySource_data(); }
    void nothingIsSentOffline()
    {
        QFETCH(int, source);
        auto options = localOptions();
        options.isOffline = true;
        SourceFixture fixture(AllKeys, {}, options);
        fixture.answerJson(cases()[source].answer);
        const auto status = cases()[source].ask(fixture);
        QCOMPARE(status.error().code, ErrorCode::Offline);
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void nothingIsSentWhileSwitchedOff_data() { everySource_data(); }
    void nothingIsSentWhileSwitchedOff()
    {
        QFETCH(int, source);
        const auto id = QString(QLatin1String(cases()[source].id));
        SourceFixture fixture(AllKeys,
                              {{SourceFixture::variable(id + QStringLiteral("_enabled")), QStringLiteral("false")}});
        fixture.answerJson(cases()[source].answer);
        const auto status = cases()[source].ask(fixture);
        QCOMPARE(status.error().code, ErrorCode::Denied);
        QVERIFY(status.error().detail.contains(id + QStringLiteral("_enabled")));
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void nothingIsSentWithoutTheKey_data() { everySource_data(); }
    void nothingIsSentWithoutTheKey()
    {
        QFETCH(int, source);
        const auto info = networkSource(QString(QLatin1String(cases()[source].id)));
        SourceFixture fixture;
        fixture.answerJson(cases()[source].answer);
        const auto status = cases()[source].ask(fixture);
        if (info.secretName.isEmpty()) {
            QVERIFY(status);
            return;
        }
        QCOMPARE(status.error().code, ErrorCode::Denied);
        QVERIFY(status.error().detail.contains(info.secretName.toUpper()));
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void aSourceThatAnotherThanJsonAnswersIsTold_data() { everySource_data(); }
    void aSourceThatAnotherThanJsonAnswersIsTold()
    {
        QFETCH(int, source);
        if (qstrcmp(cases()[source].id, "feeds") == 0)
            QSKIP("what a feed holds is its importer's business");
        for (const QByteArray body : {"{\"surprise\":true}", "[]", "{\"data\":", "null"}) {
            SourceFixture fixture(AllKeys);
            fixture.answerJson(body);
            const auto status = cases()[source].ask(fixture);
            // An object without what was hoped for may be an empty answer; it is never a crash or a made-up value.
            if (!status)
                QVERIFY2(!status.error().message.isEmpty(), body.constData());
            else
                QVERIFY2(body.startsWith("{\"surprise"), body.constData());
        }
    }

    void aDripDoesntHoldASourceUp()
    {
        LocalHttpServer server;
        server.answer({200, QByteArray(100'000, ' '), "application/json", {}, Manner::Dripping});
        Network network;
        HttpClient client(localOptions(), network.services());
        HttpRequest request;
        request.url = server.url();
        request.limits.stall = 200ms;
        request.maxAttempts = 1;
        QCOMPARE(client.fetch(request).error().code, ErrorCode::TimedOut);
    }

    void onlyWhatIsSwitchedOnIsMade()
    {
        SourceFixture fixture;
        const SourceServices services{fixture.client.get(), fixture.secrets, fixture.network.clock};
        QVERIFY(NetworkSources::make(services, Settings()).isEmpty());
        const auto all = NetworkSources::make(services, fixture.settings);
        QCOMPARE(all.filings.size(), 2);
        QCOMPARE(all.webSearches.size(), 2);
        QCOMPARE(all.quotes.size(), 2);
        QCOMPARE(all.news.size(), 1);
        QCOMPARE(all.indicators.size(), 1);
        QVERIFY(all.feeds);
    }

    void theSecsHostsShareTheirRate()
    {
        const auto options = withSourceRates({}, Settings());
        const auto &shared = options.sharedRates.first();
        QCOMPARE(shared.hosts, (QStringList{QStringLiteral("www.sec.gov"), QStringLiteral("data.sec.gov")}));
        QVERIFY(shared.limit.perSecond <= 10 && shared.limit.burst <= 1);
    }
};

QTEST_GUILESS_MAIN(SourceFailuresTest)
#include "tst_source_failures.moc"
