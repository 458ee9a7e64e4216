// SPDX-License-Identifier: GPL-3.0-or-later
// What analyses ask sources of the network, and what they must not.
#include "agents/filing_update.h"
#include "agents/market_price.h"
#include "agents/network_passages.h"
#include "agents/network_research.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "evidence/sources/network_access.h"
#include "storage/storage.h"

#include "source_fixture.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimeZone>

#include <future>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

const QStringList AllKeys{QStringLiteral("TAVILY_API_KEY"), QStringLiteral("FINNHUB_API_KEY"),
                          QStringLiteral("ALPHA_VANTAGE_API_KEY")};

Company alfa()
{
    Company company;
    company.id = QStringLiteral("100200");
    company.name = QStringLiteral("Alfa Robotics");
    company.legalName = QStringLiteral("ALFA ROBOTICS, INC.");
    company.ticker = QStringLiteral("ALFA");
    return company;
}

Fact fact(const QString &taxonomy, const QString &tag, const QString &unit, const QDate &end, double value)
{
    Fact made;
    made.companyId = alfa().id;
    made.taxonomy = taxonomy;
    made.tag = tag;
    made.unit = unit;
    made.end = end;
    made.latest.value = value;
    made.latest.accession = QStringLiteral("0000100200-26-000001");
    made.latest.filed = end.addDays(30);
    made.source = QStringLiteral("SEC companyfacts");
    made.id = factId(made.companyId, taxonomy, tag, unit, {}, end);
    return made;
}

Fact shares(const QDate &end)
{
    return fact(QStringLiteral("dei"), QStringLiteral("EntityCommonStockSharesOutstanding"), QStringLiteral("shares"),
                end, 1e6);
}

Fact price()
{
    Quote quote;
    quote.symbol = QStringLiteral("ALFA");
    quote.price = 25;
    quote.day = QDate(2026, 3, 2);
    quote.from = {QStringLiteral("finnhub"), QUrl(QStringLiteral("https://finnhub.example/quote?symbol=ALFA")),
                  QDateTime(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc())};
    return factOf(quote, alfa(), QStringLiteral("Finnhub")).fact;
}

NetworkQuestion everything()
{
    return {alfa(), QString(), QStringLiteral("DE"), true, QStringLiteral("report-1"), true};
}

std::shared_ptr<NetworkAccess> accessOf(const SourceFixture &fixture)
{
    return *NetworkAccess::make({std::make_shared<SystemClock>(), fixture.network.ledger, fixture.secrets},
                                fixture.settings);
}

/// The stores of a new data folder behind the starter facts.
struct Stores {
    QTemporaryDir folder;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    Storage storage = *Storage::open(folder.path(), clock);
    std::shared_ptr<LocalFactStore> facts =
        *LocalFactStore::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), storage.facts);

    [[nodiscard]] FilingUpdate update(const SourceFixture &fixture) const
    {
        return {accessOf(fixture),
                [this] { return makeIntake(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), storage, folder.path(), facts); },
                facts, clock};
    }
};

} // namespace

class NetworkResearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatNamesTheCompanyCounts()
    {
        QVERIFY(namesCompany(QStringLiteral("Shares of ALFA-Robotics rise"), alfa()));
        QVERIFY(namesCompany(QStringLiteral("Why Alfa Robotics Inc. sells"), alfa()));
        QVERIFY(!namesCompany(QStringLiteral("Alfa and Romeo"), alfa()));
        QVERIFY(!namesCompany(QString(), alfa()));
        QVERIFY(!namesCompany(QStringLiteral("anything"), Company()));
    }

    void silentSourcesAreWaitedForTogether()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({200, {}, {}, {}, Manner::Silent});
        NetworkResearch research(accessOf(fixture), std::make_shared<SystemClock>());
        QElapsedTimer timer;
        timer.start();
        const auto findings = research.ask(everything(), 2s, {});
        // Seven sources, one after the other, would take fourteen seconds.
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(findings.limits.size(), 7);
        for (const auto &limit : findings.limits) {
            QVERIFY2(limit.contains(QStringLiteral("did not answer in time"))
                         || limit.contains(QStringLiteral("asks for fewer")),
                     qPrintable(limit));
        }
        QVERIFY(findings.news.isEmpty() && findings.pages.isEmpty() && !findings.price);
    }

    void cancellingEndsItAtOnce()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({200, {}, {}, {}, Manner::Silent});
        NetworkResearch research(accessOf(fixture), std::make_shared<SystemClock>());
        CancellationSource cancel;
        auto asked = std::async(std::launch::async, [&] { return research.ask(everything(), 10min, cancel.token()); });
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.server.requests().isEmpty(), 20'000);
        cancel.cancel();
        QVERIFY(asked.wait_for(20s) == std::future_status::ready);
    }

    void offlineNothingIsAskedAndTheSourcesAreNamed()
    {
        SourceFixture fixture(AllKeys, {{QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true")}});
        NetworkResearch research(accessOf(fixture), std::make_shared<SystemClock>());
        const auto findings = research.ask(everything(), 2s, {});
        QCOMPARE(findings.limits.size(), 1);
        QVERIFY(findings.limits.first().contains(QStringLiteral("GDELT")));
        QVERIFY(findings.limits.first().contains(QStringLiteral("World Bank")));
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void onlyWhatIsOfUseIsAsked()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({200, "{}", "application/json", {}, Manner::Whole});
        NetworkResearch research(accessOf(fixture), std::make_shared<SystemClock>());
        auto question = everything();
        question.country.clear();
        question.company.ticker = QStringLiteral("ALFA.DE"); // a price in euros, and no source says so
        (void)research.ask(question, 20s, {});
        for (const auto &entry : fixture.network.ledger->entries()) {
            QVERIFY2(!entry.kind.startsWith(QStringLiteral("world_bank"))
                         && !entry.kind.startsWith(QStringLiteral("finnhub"))
                         && !entry.kind.startsWith(QStringLiteral("alpha_vantage")),
                     qPrintable(entry.kind));
            QCOMPARE(entry.reportId, QStringLiteral("report-1"));
        }
        QVERIFY(!fixture.network.ledger->entries().isEmpty());
    }

    void nothingOnNothingAsked()
    {
        SourceFixture fixture(AllKeys);
        const auto access = *NetworkAccess::make(
            {std::make_shared<SystemClock>(), fixture.network.ledger, fixture.secrets}, Settings());
        NetworkResearch research(access, std::make_shared<SystemClock>());
        QVERIFY(!research.isOn() && !research.givesPrices());
        QVERIFY(research.ask(everything(), 2s, {}).limits.isEmpty());
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void aMarketValueIsPriceTimesShares()
    {
        EvidenceBook book;
        const auto value = marketValueFrom(price(), alfa(), {shares(QDate(2026, 1, 31))}, book);
        QCOMPARE(value->value, 25e6);
        QCOMPARE(value->unit, QStringLiteral("USD"));
        QCOMPARE(book.computation(value->ref)->formula, QStringLiteral("price * shares"));
        QVERIFY(book.contains(price().id));
    }

    void noMarketValueIsMadeOfWhatDoesntFit_data()
    {
        QTest::addColumn<QList<Fact>>("facts");
        QTest::newRow("no shares") << QList<Fact>();
        QTest::newRow("shares of long ago") << QList<Fact>{shares(QDate(2024, 1, 31))};
        auto oneClass = shares(QDate(2026, 1, 31));
        oneClass.dimensions = QStringLiteral("us-gaap:StatementClassOfStockAxis=us-gaap:CommonClassAMember");
        QTest::newRow("one class of several") << QList<Fact>{oneClass};
        QTest::newRow("another currency")
            << QList<Fact>{shares(QDate(2026, 1, 31)), fact(QStringLiteral("ifrs-full"), QStringLiteral("Assets"),
                                                            QStringLiteral("EUR"), QDate(2025, 12, 31), 1e9)};
    }

    void noMarketValueIsMadeOfWhatDoesntFit()
    {
        QFETCH(QList<Fact>, facts);
        EvidenceBook book;
        QVERIFY(!marketValueFrom(price(), alfa(), facts, book));
        QVERIFY(book == EvidenceBook());
    }

    void aPrivateClientIsNobodysBusiness()
    {
        SourceFixture fixture(AllKeys);
        const Stores stores;
        Company client;
        client.id = QStringLiteral("x-smith-tools");
        client.name = QStringLiteral("Smith Tools");
        auto revenue = fact(QStringLiteral("us-gaap"), QStringLiteral("Revenues"), QStringLiteral("USD"),
                            QDate(2020, 12, 31), 1e6);
        revenue.companyId = client.id;
        revenue.id = factId(client.id, revenue.taxonomy, revenue.tag, revenue.unit, {}, revenue.end);
        QVERIFY(stores.storage.facts->store(client, {revenue}, QStringLiteral("smith.xlsx")));
        QVERIFY(stores.update(fixture).run(client.name, QString(), 10s, {}).isEmpty());
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void freshFilingsAreNotAskedForAndOldOnesAre()
    {
        SourceFixture fixture(AllKeys);
        fixture.server.answer({404, "{}", "application/json", {}, Manner::Whole});
        const Stores stores;
        const auto today = QDateTime::currentDateTimeUtc().date();
        const auto revenueOf = [](const QDate &end) {
            return fact(QStringLiteral("us-gaap"), QStringLiteral("Revenues"), QStringLiteral("USD"), end, 1e6);
        };
        // Filed 30 days after the period's end.
        QVERIFY(stores.storage.facts->store(alfa(), {revenueOf(today.addDays(-200))}, QStringLiteral("old.json")));
        (void)stores.update(fixture).run(alfa().name, QString(), 10s, {});
        const auto asked = fixture.server.requests().size();
        QVERIFY(asked > 0);
        QVERIFY(fixture.server.requests().first().target.contains("CIK0000100200"));
        QVERIFY(stores.storage.facts->store(alfa(), {revenueOf(today.addDays(-60))}, QStringLiteral("new.json")));
        (void)stores.update(fixture).run(alfa().name, QString(), 10s, {});
        QCOMPARE(fixture.server.requests().size(), asked);
    }
};

QTEST_GUILESS_MAIN(NetworkResearchTest)
#include "test_network_research.moc"
