// SPDX-License-Identifier: GPL-3.0-or-later
// Tavily, SearXNG, Finnhub and Alpha Vantage by the shapes that they document.
#include "evidence/sources/alpha_vantage.h"
#include "evidence/sources/finnhub.h"
#include "evidence/sources/searxng.h"
#include "evidence/sources/tavily.h"

#include "source_fixture.h"

#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QStringList AllKeys{QStringLiteral("TAVILY_API_KEY"), QStringLiteral("FINNHUB_API_KEY"),
                          QStringLiteral("ALPHA_VANTAGE_API_KEY")};

/// Nothing that is kept or shown may hold the key.
bool isSecretIn(const Provenance &from, const SourceFixture &fixture)
{
    QString all = from.url.toString();
    for (const auto &entry : fixture.network.ledger->entries())
        all += entry.host + entry.path + entry.kind;
    return all.contains(QStringLiteral("s3cret"));
}

} // namespace

class SearchAndQuotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tavilyFindsPages()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson(
            "{\"query\":\"alfa\",\"answer\":null,\"images\":[],\"results\":["
            "{\"title\":\"Alfa\",\"url\":\"https://a.example/\",\"content\":\"Alfa makes robots.\",\"score\":0.9,"
            "\"raw_content\":null},"
            "{\"title\":\"News\",\"url\":\"https://b.example/n\",\"content\":\"x\",\"score\":0.5,"
            "\"published_date\":\"Sat, 28 Feb 2026 07:00:00 GMT\"},"
            "{\"title\":\"bad\",\"url\":\"ftp://c.example/\",\"content\":\"\",\"score\":0.1}],"
            "\"response_time\":1.2}");
        const auto hits = Tavily(fixture.access("tavily")).search(QStringLiteral("alfa"), 5, call());
        QCOMPARE(hits->size(), 2);
        QCOMPARE(hits->at(0).excerpt, QStringLiteral("Alfa makes robots."));
        QCOMPARE(hits->at(0).score, 0.9);
        QVERIFY(!hits->at(0).publishedAt);
        QCOMPARE(hits->at(1).publishedAt, QDateTime(QDate(2026, 2, 28), QTime(7, 0), QTimeZone::utc()));
        const auto request = fixture.server.requests().first();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/base/search"));
        QCOMPARE(request.header("Authorization"), QByteArray("Bearer s3cret"));
        QCOMPARE(QJsonDocument::fromJson(request.body).object()[QStringLiteral("max_results")].toInt(), 5);
        QVERIFY(!isSecretIn(hits->first().from, fixture));
    }

    void searxngFindsPages()
    {
        SourceFixture fixture;
        fixture.answerJson(
            "{\"query\":\"alfa\",\"number_of_results\":0,\"results\":["
            "{\"url\":\"https://a.example/\",\"title\":\"Alfa\",\"content\":\"Robots\",\"engine\":\"x\",\"score\":4.0,"
            "\"publishedDate\":null,\"category\":\"general\"},"
            "{\"url\":\"https://b.example/\",\"title\":\"B\",\"content\":\"\",\"engine\":\"y\","
            "\"publishedDate\":\"2026-02-01T10:00:00\"}],\"answers\":[],\"suggestions\":[]}");
        const auto hits = SearXng(fixture.access("searxng")).search(QStringLiteral("R+D in C"), 5, call());
        QCOMPARE(hits->size(), 2);
        QCOMPARE(hits->at(1).publishedAt, QDateTime(QDate(2026, 2, 1), QTime(10, 0), QTimeZone::utc()));
        QCOMPARE(fixture.lastTarget(), QByteArray("/base/search?q=R%2BD%20in%20C&format=json"));
        QCOMPARE(SearXng(fixture.access("searxng")).search(QStringLiteral("x"), 1, call())->size(), 1);
    }

    void aSearxngThatKeepsJsonToItselfSaysWhatItsOwnerMustDo()
    {
        SourceFixture fixture;
        fixture.server.answer({403, "<html>Forbidden</html>", "text/html", {}, Manner::Whole});
        const auto hits = SearXng(fixture.access("searxng")).search(QStringLiteral("x"), 5, call());
        QCOMPARE(hits.error().code, ErrorCode::Denied);
        QVERIFY(hits.error().detail.contains(QStringLiteral("search.formats")));
    }

    void finnhubQuotes()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson(
            "{\"c\":172.62,\"d\":-0.38,\"dp\":-0.2197,\"h\":173.1,\"l\":170.29,\"o\":171,\"pc\":173,\"t\":1710532802}");
        const auto quote = Finnhub(fixture.access("finnhub")).quote(QStringLiteral("alfa"), call());
        QCOMPARE(quote->symbol, QStringLiteral("ALFA"));
        QCOMPARE(quote->price, 172.62);
        QCOMPARE(quote->previousClose, 173.0);
        QVERIFY(!quote->volume);
        QCOMPARE(quote->day, QDate(2024, 3, 15));
        QCOMPARE(fixture.server.requests().first().header("X-Finnhub-Token"), QByteArray("s3cret"));
        QCOMPARE(fixture.lastTarget(), QByteArray("/base/quote?symbol=ALFA"));
        QVERIFY(!isSecretIn(quote->from, fixture));
    }

    void zerosOfFinnhubAreNoPrice()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson("{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}");
        QCOMPARE(Finnhub(fixture.access("finnhub")).quote(QStringLiteral("NONE"), call()).error().code,
                 ErrorCode::NotFound);
    }

    void finnhubsKeyFiguresAreNumbersAlone()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson(
            "{\"metric\":{\"beta\":1.2,\"52WeekLowDate\":\"2025-04-08\",\"peTTM\":null,"
            "\"marketCapitalization\":2665577.4},\"metricType\":\"all\",\"series\":{},\"symbol\":\"ALFA\"}");
        fixture.answerJson("{\"metric\":{},\"metricType\":\"all\",\"series\":{},\"symbol\":\"\"}");
        const Finnhub finnhub(fixture.access("finnhub"));
        const auto figures = finnhub.keyFigures(QStringLiteral("ALFA"), call());
        QCOMPARE(figures->figures, (QList<KeyFigure>{{QStringLiteral("beta"), 1.2},
                                                     {QStringLiteral("marketCapitalization"), 2665577.4}}));
        QCOMPARE(finnhub.keyFigures(QStringLiteral("NONE"), call()).error().code, ErrorCode::NotFound);
    }

    void alphaVantageQuotes()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson(
            "{\"Global Quote\":{\"01. symbol\":\"ALFA\",\"02. open\":\"220.1000\",\"03. high\":\"221.0000\","
            "\"04. low\":\"218.0000\",\"05. price\":\"219.9900\",\"06. volume\":\"3766484\","
            "\"07. latest trading day\":\"2026-02-27\",\"08. previous close\":\"220.6700\","
            "\"09. change\":\"-0.6800\",\"10. change percent\":\"-0.3082%\"}}");
        const auto quote = AlphaVantage(fixture.access("alpha_vantage")).quote(QStringLiteral("alfa"), call());
        QCOMPARE(quote->price, 219.99);
        QCOMPARE(quote->volume, 3766484.0);
        QCOMPARE(quote->day, QDate(2026, 2, 27));
        QCOMPARE(fixture.lastTarget(), QByteArray("/base/query?function=GLOBAL_QUOTE&symbol=ALFA&apikey=s3cret"));
        QVERIFY(!isSecretIn(quote->from, fixture));
        QVERIFY(quote->from.url.toString().contains(QStringLiteral("GLOBAL_QUOTE")));
    }

    void alphaVantagesOverviewHasNumbersAsTexts()
    {
        SourceFixture fixture(AllKeys);
        fixture.answerJson(
            "{\"Symbol\":\"ALFA\",\"Name\":\"Alfa Robotics\",\"CIK\":\"100200\",\"Currency\":\"USD\","
            "\"LatestQuarter\":\"2025-12-31\",\"MarketCapitalization\":\"120000000000\",\"PERatio\":\"None\","
            "\"EPS\":\"-\",\"Beta\":\"0.7\",\"ExDividendDate\":\"2026-02-10\"}");
        const auto figures = AlphaVantage(fixture.access("alpha_vantage")).keyFigures(QStringLiteral("ALFA"), call());
        QCOMPARE(figures->companyName, QStringLiteral("Alfa Robotics"));
        QCOMPARE(figures->asOf, QDate(2025, 12, 31));
        QCOMPARE(figures->figures,
                 (QList<KeyFigure>{{QStringLiteral("Beta"), 0.7}, {QStringLiteral("MarketCapitalization"), 120e9}}));
    }

    void alphaVantagesNoticesAreErrorsThatDontQuoteTheKey_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("day's limit") << QByteArray(
            "{\"Information\":\"We have detected your API key as s3cret and our standard "
            "API rate limit is 25 requests per day.\"}")
                                     << int(ErrorCode::RateLimited);
        QTest::newRow("minute's limit") << QByteArray(
            "{\"Note\":\"Our standard API call frequency is 5 calls per minute.\"}")
                                        << int(ErrorCode::RateLimited);
        QTest::newRow("plan") << QByteArray("{\"Information\":\"Thank you! This is a premium endpoint.\"}")
                              << int(ErrorCode::Denied);
        QTest::newRow("error") << QByteArray("{\"Error Message\":\"the parameter apikey s3cret is invalid\"}")
                               << int(ErrorCode::InvalidArgument);
        QTest::newRow("unknown share") << QByteArray("{\"Global Quote\":{}}") << int(ErrorCode::NotFound);
        QTest::newRow("another shape") << QByteArray("{\"quote\":1}") << int(ErrorCode::Malformed);
    }

    void alphaVantagesNoticesAreErrorsThatDontQuoteTheKey()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        SourceFixture fixture(AllKeys);
        fixture.answerJson(body);
        const auto quote = AlphaVantage(fixture.access("alpha_vantage")).quote(QStringLiteral("ALFA"), call());
        QCOMPARE(int(quote.error().code), code);
        QVERIFY(!quote.error().toText().contains(QStringLiteral("s3cret")));
    }
};

QTEST_GUILESS_MAIN(SearchAndQuotesTest)
#include "tst_search_and_quotes.moc"
