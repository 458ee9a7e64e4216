// SPDX-License-Identifier: GPL-3.0-or-later
// GDELT, feeds and the World Bank by the shapes that they document.
#include "evidence/sources/feeds.h"
#include "evidence/sources/gdelt.h"
#include "evidence/sources/world_bank.h"

#include "source_fixture.h"

#include <QTest>
#include <QTimeZone>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray worldBankPage(int page, int pages, const QByteArray &rows)
{
    return "[{\"page\":" + QByteArray::number(page) + ",\"pages\":" + QByteArray::number(pages)
           + ",\"per_page\":1000,\"total\":3,\"sourceid\":\"2\",\"lastupdated\":\"2026-01-28\"}," + rows + "]";
}

QByteArray worldBankRow(const QByteArray &country, const QByteArray &year, const QByteArray &value)
{
    return "{\"indicator\":{\"id\":\"NY.GDP.MKTP.CD\",\"value\":\"GDP (current "
           "US$)\"},\"country\":{\"id\":\"XX\",\"value\":\""
           + country + " land\"},\"countryiso3code\":\"" + country + "\",\"date\":\"" + year + "\",\"value\":" + value
           + ",\"unit\":\"\",\"obs_status\":\"\",\"decimal\":0}";
}

IndicatorQuery gdpOf(const QStringList &countries)
{
    return {QStringLiteral("NY.GDP.MKTP.CD"), countries, 2022, 2024};
}

} // namespace

class NewsSourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void articlesComeWithDateAndPublisher()
    {
        SourceFixture fixture;
        fixture.answerJson(
            "{\"articles\":[{\"url\":\"https://news.example/a\",\"url_mobile\":\"\",\"title\":\"Alfa  opens\\n"
            "plant\",\"seendate\":\"20260228T083000Z\",\"socialimage\":\"\",\"domain\":\"news.example\","
            "\"language\":\"English\",\"sourcecountry\":\"Ireland\"},"
            "{\"url\":\"javascript:alert(1)\",\"title\":\"bad\",\"seendate\":\"\",\"domain\":\"x\"}]}");
        const auto items =
            Gdelt(fixture.access("gdelt"))
                .news({QStringLiteral("R+D \"Alfa\" & Co"), QDate(2026, 2, 1), QDate(2026, 2, 28), 10}, call());
        QCOMPARE(items->size(), 1);
        QCOMPARE(items->first().title, QStringLiteral("Alfa opens plant"));
        QCOMPARE(items->first().publisher, QStringLiteral("news.example"));
        QCOMPARE(items->first().country, QStringLiteral("Ireland"));
        QCOMPARE(items->first().seenAt, QDateTime(QDate(2026, 2, 28), QTime(8, 30), QTimeZone::utc()));
        const auto target = fixture.lastTarget();
        QVERIFY2(target.contains("query=%22R%2BD%20Alfa%20%26%20Co%22"), target.constData());
        for (const auto *part : {"mode=artlist", "format=json", "maxrecords=10", "startdatetime=20260201000000",
                                 "enddatetime=20260228235959"})
            QVERIFY2(target.contains(part), part);
    }

    void noArticlesAreAnEmptyObject()
    {
        SourceFixture fixture;
        fixture.answerJson("{}");
        const auto items = Gdelt(fixture.access("gdelt")).news({QStringLiteral("Alfa")}, call());
        QVERIFY(items && items->isEmpty());
    }

    void gdeltsWordsAreUnderstood_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<int>("code");
        QTest::newRow("too fast") << QByteArray("Please limit requests to one every 5 seconds or contact us.")
                                  << int(ErrorCode::RateLimited);
        QTest::newRow("bad query") << QByteArray("Your query was too short or too long.")
                                   << int(ErrorCode::InvalidArgument);
    }

    void gdeltsWordsAreUnderstood()
    {
        QFETCH(QByteArray, words);
        QFETCH(int, code);
        SourceFixture fixture;
        fixture.server.answer({200, words, "text/html; charset=utf-8", {}, Manner::Whole});
        const auto items = Gdelt(fixture.access("gdelt")).news({QStringLiteral("Alfa")}, call());
        QCOMPARE(int(items.error().code), code);
    }

    void aWordThatGdeltRefusesIsNotSent()
    {
        SourceFixture fixture;
        QCOMPARE(Gdelt(fixture.access("gdelt")).news({QStringLiteral("GE")}, call()).error().code,
                 ErrorCode::InvalidArgument);
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void aFeedIsFetchedAsItIs_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("ending");
        QTest::newRow("RSS") << QByteArray("application/rss+xml") << QByteArray("<?xml version=\"1.0\"?><rss/>")
                             << QStringLiteral(".xml");
        QTest::newRow("RSS called a page")
            << QByteArray("text/html") << QByteArray("<rss version=\"2.0\"/>") << QStringLiteral(".xml");
        QTest::newRow("JSON feed") << QByteArray("application/feed+json") << QByteArray("{\"version\":\"\"}")
                                   << QStringLiteral(".json");
    }

    void aFeedIsFetchedAsItIs()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, ending);
        SourceFixture fixture;
        fixture.server.answer({200, body, type, {}, Manner::Whole});
        const auto document = Feeds(fixture.access("feeds")).fetch(fixture.feedUrl(), call());
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->content, body);
        QCOMPARE(document->name, QStringLiteral("127.0.0.1") + ending);
        QCOMPARE(document->from.url, fixture.feedUrl());
        QCOMPARE(fixture.network.ledger->entries().first().path, QStringLiteral("/feed.xml"));
    }

    void onlyFeedsOfTheSettingsAreFetched()
    {
        SourceFixture fixture;
        const Feeds feeds(fixture.access("feeds"));
        QCOMPARE(feeds.feeds(), QList<QUrl>{fixture.feedUrl()});
        QCOMPARE(feeds.fetch(fixture.server.url(QStringLiteral("/other.xml")), call()).error().code, ErrorCode::Denied);
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void indicatorsComeFromAllPagesWithoutGaps()
    {
        SourceFixture fixture;
        fixture.answerJson(worldBankPage(
            1, 2, '[' + worldBankRow("DEU", "2023", "4525.5") + ',' + worldBankRow("DEU", "2024", "null") + ']'));
        fixture.answerJson(worldBankPage(
            2, 2, '[' + worldBankRow("AUT", "2022", "470") + ',' + worldBankRow("AUT", "2023", "511") + ']'));
        const auto values = WorldBank(fixture.access("world_bank"))
                                .values(gdpOf({QStringLiteral("DEU"), QStringLiteral("AUT")}), call());
        QCOMPARE(values->size(), 3);
        QCOMPARE(values->at(0).countryId, QStringLiteral("AUT"));
        QCOMPARE(values->at(0).period, QStringLiteral("2023"));
        QCOMPARE(values->at(2).value, 4525.5);
        QCOMPARE(values->at(2).indicator, QStringLiteral("GDP (current US$)"));
        QCOMPARE(values->at(2).updatedOn, QDate(2026, 1, 28));
        const auto first = fixture.server.requests().first().target;
        QVERIFY2(first.startsWith("/base/country/DEU;AUT/indicator/NY.GDP.MKTP.CD?"), first.constData());
        QVERIFY2(first.contains("date=2022:2024"), first.constData());
        QVERIFY(fixture.lastTarget().contains("page=2"));
    }

    void theWorldBanksErrorsComeAsSuccess()
    {
        SourceFixture fixture;
        fixture.answerJson(
            "[{\"message\":[{\"id\":\"120\",\"key\":\"Invalid value\",\"value\":\"The provided parameter value "
            "is not valid\"}]}]");
        const auto values = WorldBank(fixture.access("world_bank")).values(gdpOf({QStringLiteral("XXX")}), call());
        QCOMPARE(values.error().code, ErrorCode::NotFound);
    }

    void noValuesAreNull()
    {
        SourceFixture fixture;
        fixture.answerJson("[{\"page\":0,\"pages\":0,\"per_page\":1000,\"total\":0},null]");
        const auto values = WorldBank(fixture.access("world_bank")).values(gdpOf({QStringLiteral("DEU")}), call());
        QVERIFY(values && values->isEmpty());
    }

    void wrongCodesAreNotSent()
    {
        SourceFixture fixture;
        const WorldBank bank(fixture.access("world_bank"));
        QCOMPARE(bank.values(gdpOf({}), call()).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(bank.values(gdpOf({QStringLiteral("../x")}), call()).error().code, ErrorCode::InvalidArgument);
        QVERIFY(fixture.server.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(NewsSourcesTest)
#include "tst_news_sources.moc"
