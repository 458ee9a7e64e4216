// SPDX-License-Identifier: GPL-3.0-or-later
// SEC EDGAR and filings.xbrl.org by the shapes that they document.
#include "evidence/companyfacts.h"
#include "evidence/sources/sec_edgar.h"
#include "evidence/sources/xbrl_filings.h"

#include "source_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QByteArray Tickers = "{\"0\":{\"cik_str\":100200,\"ticker\":\"ALFA\",\"title\":\"ALFA ROBOTICS CORP\"},"
                           "\"1\":{\"cik_str\":300400,\"ticker\":\"ALFB\",\"title\":\"Alfa Bread Inc.\"},"
                           "\"2\":{\"cik_str\":100200,\"ticker\":\"ALFA-B\",\"title\":\"ALFA ROBOTICS CORP\"},"
                           "\"3\":{\"cik_str\":500600,\"ticker\":\"BETA\",\"title\":\"Beta Alfa Holdings\"}}";

const QByteArray Submissions =
    "{\"cik\":\"0000100200\",\"name\":\"ALFA ROBOTICS CORP\",\"filings\":{\"recent\":{"
    "\"accessionNumber\":[\"0000100200-26-000009\",\"0000100200-26-000007\",\"0000100200-25-000003\"],"
    "\"filingDate\":[\"2026-02-20\",\"2026-02-10\",\"2025-02-12\"],"
    "\"reportDate\":[\"\",\"2025-12-31\",\"2024-12-31\"],"
    "\"form\":[\"8-K\",\"10-K\",\"10-K\"],\"isXBRL\":[0,1,1],"
    "\"primaryDocument\":[\"a8k.htm\",\"alfa-20251231.htm\",\"alfa-20241231.htm\"],"
    "\"primaryDocDescription\":[\"8-K\",\"10-K\",\"10-K\"]},"
    "\"files\":[{\"name\":\"CIK0000100200-submissions-001.json\",\"filingCount\":1,\"filingFrom\":\"2001-01-01\","
    "\"filingTo\":\"2019-02-02\"}]}}";

const QByteArray OlderSubmissions =
    "{\"accessionNumber\":[\"0000100200-19-000001\"],\"filingDate\":[\"2019-02-02\"],\"reportDate\":[\"2018-12-31\"],"
    "\"form\":[\"10-K\"],\"isXBRL\":[1],\"primaryDocument\":[\"old.htm\"],\"primaryDocDescription\":[\"10-K\"]}";

const QString Lei = QStringLiteral("213800ABCDEFGHIJKL12");

QByteArray esefFilings(const QByteArray &jsonUrl)
{
    const auto filing = [&](const QByteArray &year, const QByteArray &added, const QByteArray &url) {
        return "{\"type\":\"filing\",\"id\":\"1\",\"attributes\":{\"country\":\"GB\",\"date_added\":\"" + added
               + " 21:49:41.8\",\"period_end\":\"" + year + "-12-31\",\"fxo_id\":\"X-" + year + "-" + added
               + "\",\"json_url\":" + url + ",\"report_url\":\"/files/" + year + "/report.xhtml\"}}";
    };
    return "{\"data\":[" + filing("2023", "2024-04-01", "\"/files/2023/old.json\"") + ','
           + filing("2024", "2025-04-01", "null") + ',' + filing("2023", "2024-06-01", jsonUrl)
           + "],\"meta\":{\"count\":3},\"jsonapi\":{\"version\":\"1.0\"}}";
}

QStringList namesOf(const Result<QList<FilingCompany>> &companies)
{
    QStringList names;
    for (const auto &company : *companies)
        names.append(company.ticker.isEmpty() ? company.name : company.ticker);
    return names;
}

} // namespace

class FilingSourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void companiesAreFoundByTickerNumberAndName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tickers");
        QTest::newRow("ticker") << QStringLiteral("alfb") << QStringList{QStringLiteral("ALFB")};
        QTest::newRow("CIK") << QStringLiteral("CIK0000500600") << QStringList{QStringLiteral("BETA")};
        QTest::newRow("name without legal form")
            << QStringLiteral("Alfa Robotics") << QStringList{QStringLiteral("ALFA")};
        QTest::newRow("word: beginnings first, each company once")
            << QStringLiteral("alfa")
            << QStringList{QStringLiteral("ALFA"), QStringLiteral("ALFB"), QStringLiteral("BETA")};
        QTest::newRow("unknown") << QStringLiteral("Gamma") << QStringList();
        QTest::newRow("nothing") << QString() << QStringList();
    }

    void companiesAreFoundByTickerNumberAndName()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, tickers);
        SourceFixture fixture;
        fixture.answerJson(Tickers);
        const auto found = SecEdgar(fixture.access("sec_edgar")).companies(text, call());
        QCOMPARE(namesOf(found), tickers);
        QCOMPARE(fixture.lastTarget(), QByteArray("/base/files/company_tickers.json"));
        for (const auto &company : *found)
            QCOMPARE(company.id.size(), 10);
    }

    void eachRequestTellsTheSecWhoAsks()
    {
        SourceFixture fixture;
        fixture.answerJson(Tickers);
        QVERIFY(SecEdgar(fixture.access("sec_edgar")).companies(QStringLiteral("x"), call()));
        QCOMPARE(fixture.server.requests().first().header("User-Agent"),
                 QByteArray("ConsultantOS Test test@smith.example"));
        QCOMPARE(fixture.network.ledger->entries().first().kind, QStringLiteral("sec_edgar.companies"));
        QCOMPARE(fixture.network.ledger->entries().first().reportId, QStringLiteral("report-1"));
    }

    void withoutAContactTheSecIsNotAsked()
    {
        SourceFixture fixture({}, {{QStringLiteral("CONSULTANTOS_SEC_CONTACT"), QString()}});
        const auto found = SecEdgar(fixture.access("sec_edgar")).companies(QStringLiteral("x"), call());
        QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
        QVERIFY(found.error().detail.contains(QStringLiteral("sec_contact")));
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void filingsComeFromTheirColumns()
    {
        SourceFixture fixture;
        fixture.answerJson(Submissions);
        const auto filings = SecEdgar(fixture.access("sec_edgar"))
                                 .filings(QStringLiteral("100200"), {{QStringLiteral("10-K")}, {}, 1}, call());
        QCOMPARE(fixture.lastTarget(), QByteArray("/base/submissions/CIK0000100200.json"));
        QCOMPARE(filings->size(), 1);
        const auto &filing = filings->first();
        QCOMPARE(filing.accession, QStringLiteral("0000100200-26-000007"));
        QCOMPARE(filing.filedOn, QDate(2026, 2, 10));
        QCOMPARE(filing.periodEnd, QDate(2025, 12, 31));
        QCOMPARE(filing.document.path(),
                 QStringLiteral("/base/Archives/edgar/data/100200/000010020026000007/alfa-20251231.htm"));
        QCOMPARE(filing.facts.path(), QStringLiteral("/base/api/xbrl/companyfacts/CIK0000100200.json"));
        QCOMPARE(filing.from.source, QStringLiteral("sec_edgar"));
        QCOMPARE(filing.from.retrievedAt, fixture.network.clock->nowUtc());
    }

    void olderFilingsAreFetchedOnlyWhereAskedFor()
    {
        SourceFixture fixture;
        fixture.server.setHandler([](const ReceivedRequest &request) {
            const bool isOlder = request.target.contains("-001");
            return ServedAnswer{200, isOlder ? OlderSubmissions : Submissions, "application/json", {}, Manner::Whole};
        });
        const SecEdgar edgar(fixture.access("sec_edgar"));
        const QStringList forms{QStringLiteral("10-K")};
        const auto all = edgar.filings(QStringLiteral("100200"), {forms, {}, 10}, call());
        QCOMPARE(all->size(), 3);
        QCOMPARE(all->last().filedOn, QDate(2019, 2, 2));
        QCOMPARE(fixture.server.requests().size(), 2);
        const auto late = edgar.filings(QStringLiteral("100200"), {forms, QDate(2025, 1, 1), 10}, call());
        QCOMPARE(late->size(), 2);
        QCOMPARE(fixture.server.requests().size(), 3);
    }

    void columnsOfUnequalLengthAreNotGuessedAt()
    {
        SourceFixture fixture;
        fixture.answerJson("{\"filings\":{\"recent\":{\"accessionNumber\":[\"1\",\"2\"],\"form\":[\"10-K\"],"
                           "\"filingDate\":[],\"primaryDocument\":[]}}}");
        const auto filings = SecEdgar(fixture.access("sec_edgar")).filings(QStringLiteral("1"), {}, call());
        QCOMPARE(filings.error().code, ErrorCode::Malformed);
    }

    void whatIsNoCikIsNotAsked()
    {
        SourceFixture fixture;
        const SecEdgar edgar(fixture.access("sec_edgar"));
        for (const auto *text : {"", "../../x", "12345678901", "AAPL"})
            QCOMPARE(edgar.facts(QString(QLatin1String(text)), call()).error().code, ErrorCode::InvalidArgument);
        QVERIFY(fixture.server.requests().isEmpty());
    }

    void companyfactsCanBeReadAsTheyCome()
    {
        SourceFixture fixture;
        fixture.answerJson("{\"cik\":100200,\"entityName\":\"ALFA ROBOTICS CORP\",\"facts\":{\"us-gaap\":{\"Assets\":{"
                           "\"label\":\"Assets\",\"description\":\"\",\"units\":{\"USD\":[{\"end\":\"2025-12-31\","
                           "\"val\":1000,\"accn\":\"0000100200-26-000007\",\"fy\":2025,\"fp\":\"FY\",\"form\":\"10-K\","
                           "\"filed\":\"2026-02-10\"}]}}}}}");
        const auto document = SecEdgar(fixture.access("sec_edgar")).facts(QStringLiteral("100200"), call());
        QCOMPARE(document->name, QStringLiteral("CIK0000100200.json"));
        const auto facts = parseCompanyFacts(document->content, document->name, document->from.source);
        QCOMPARE(facts->facts.size(), 1);
    }

    void aDocumentIsFetchedFromTheSourcesOwnHostAlone()
    {
        SourceFixture fixture;
        fixture.server.answer({200, "<html>10-K</html>", "text/html", {}, Manner::Whole});
        const SecEdgar edgar(fixture.access("sec_edgar"));
        Filing filing;
        filing.document = fixture.server.url(QStringLiteral("/base/Archives/edgar/data/1/2/a.htm"));
        const auto document = edgar.document(filing, call());
        QCOMPARE(document->name, QStringLiteral("a.htm"));
        QCOMPARE(document->content, QByteArray("<html>10-K</html>"));
        filing.document = QUrl(QStringLiteral("https://other.example/a.htm"));
        QCOMPARE(edgar.document(filing, call()).error().code, ErrorCode::Denied);
        QCOMPARE(fixture.server.requests().size(), 1);
    }

    void europeanReportsComeNewestFirstWithTheirFiles()
    {
        SourceFixture fixture;
        fixture.answerJson(esefFilings("\"/files/2023/new.json\""));
        const auto filings = XbrlFilings(fixture.access("xbrl_filings")).filings(Lei, {}, call());
        QVERIFY(fixture.lastTarget().contains("filter[entity.identifier]=" + Lei.toLatin1())
                || fixture.lastTarget().contains("filter%5Bentity.identifier%5D=" + Lei.toLatin1()));
        QCOMPARE(filings->size(), 3);
        QCOMPARE(filings->at(0).periodEnd, QDate(2024, 12, 31));
        QVERIFY(filings->at(0).facts.isEmpty());
        QCOMPARE(filings->at(1).filedOn, QDate(2024, 6, 1));
        QCOMPARE(filings->at(1).facts, fixture.server.url(QStringLiteral("/files/2023/new.json")));
        QCOMPARE(filings->at(1).document, fixture.server.url(QStringLiteral("/files/2023/report.xhtml")));
    }

    void europeanFiguresAreThoseOfTheNewestReportThatHasAny()
    {
        SourceFixture fixture;
        fixture.answerJson(esefFilings("\"/files/2023/new.json\""));
        fixture.answerJson("{\"documentInfo\":{},\"facts\":{}}");
        const auto document = XbrlFilings(fixture.access("xbrl_filings")).facts(Lei, call());
        QCOMPARE(document->name, QStringLiteral("new.json"));
        QCOMPARE(fixture.lastTarget(), QByteArray("/files/2023/new.json"));
    }

    void aFileOnAnotherHostIsNoFileOfTheRegister()
    {
        SourceFixture fixture;
        fixture.answerJson(esefFilings("\"https://other.example/new.json\""));
        const auto filings = XbrlFilings(fixture.access("xbrl_filings")).filings(Lei, {}, call());
        QVERIFY(filings->at(1).facts.isEmpty());
    }

    void europeanCompaniesGoByLeiOrExactName()
    {
        SourceFixture fixture;
        const QByteArray entity = "{\"type\":\"entity\",\"id\":\"7\",\"attributes\":{\"identifier\":\"" + Lei.toLatin1()
                                  + "\",\"name\":\"Delta & Co plc\"}}";
        fixture.answerJson("{\"data\":" + entity + "}");
        fixture.answerJson("{\"data\":[" + entity + "]}");
        const XbrlFilings register_(fixture.access("xbrl_filings"));
        QCOMPARE(namesOf(register_.companies(Lei.toLower(), call())), QStringList{QStringLiteral("Delta & Co plc")});
        QCOMPARE(fixture.lastTarget(), "/base/api/entities/" + Lei.toLatin1());
        QCOMPARE(register_.companies(QStringLiteral("Delta & Co plc"), call())->first().id, Lei);
        QVERIFY2(fixture.lastTarget().endsWith("=Delta%20%26%20Co%20plc"), fixture.lastTarget().constData());
    }

    void anUnknownLeiIsNoCompany()
    {
        SourceFixture fixture;
        fixture.server.answer(
            {404, "{\"errors\":[{\"status\":\"404\"}]}", "application/vnd.api+json", {}, Manner::Whole});
        const auto found = XbrlFilings(fixture.access("xbrl_filings")).companies(Lei, call());
        QVERIFY(found);
        QVERIFY(found->isEmpty());
    }
};

QTEST_GUILESS_MAIN(FilingSourcesTest)
#include "tst_filing_sources.moc"
