// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_json_importer.h"
#include "evidence/filings/xbrl_json_reader.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

QByteArray report(const QByteArray &facts)
{
    return "{\"documentInfo\":{\"documentType\":\"https://xbrl.org/2021/xbrl-json\",\"namespaces\":{"
           "\"ifrs-full\":\"http://xbrl.ifrs.org/taxonomy/2020-03-16/ifrs-full\",\"lei\":"
           "\"http://standards.iso.org/iso/17442\",\"sec\":\"http://www.sec.gov/CIK\"}},\"facts\":{"
           + facts + "}}";
}

QByteArray fact(const QByteArray &value, const QByteArray &extra = "\"unit\":\"iso4217:EUR\"",
                const QByteArray &members = "\"decimals\":-3,", const QByteArray &conceptName = "ifrs-full:Revenue",
                const QByteArray &period = "2022-01-01T00:00:00/2023-01-01T00:00:00")
{
    return "{\"value\":" + value + "," + members + "\"dimensions\":{\"concept\":\"" + conceptName
           + "\",\"entity\":\"lei:529900ACMEACMEACME00\",\"period\":\"" + period + "\"" + (extra.isEmpty() ? "" : ",")
           + extra + "}}";
}

Result<XbrlJsonReport> read(const QByteArray &json)
{
    return readXbrlJson(json, {{}, QStringLiteral("d"), QStringLiteral("acme.json")},
                        ParseBudget(QStringLiteral("acme.json"), {}, {}));
}

QString dataFile()
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"))
           + QStringLiteral("/esef/kainos_2022.json");
}

} // namespace

class XbrlJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFactCarriesItsWholeIdentity()
    {
        const auto json = read(report("\"fact-7\":" + fact("\"-302000\"")));
        QVERIFY(json);
        QCOMPARE(json->facts.size(), 1);
        const auto &fact = json->facts.first();
        QCOMPARE(fact.id, QStringLiteral("f/529900ACMEACMEACME00/ifrs-full/Revenue/EUR/2022-01-01..2022-12-31"));
        QCOMPARE(fact.value(), -302000.0);
        QCOMPARE(fact.latest.place.document, QStringLiteral("d"));
        QCOMPARE(fact.latest.place.cell, QStringLiteral("fact-7"));
    }

    void shapes_data()
    {
        QTest::addColumn<QByteArray>("fact");
        QTest::addColumn<QString>("end"); // of the id, behind the tag
        QTest::newRow("instant") << fact("\"1\"", "\"unit\":\"iso4217:EUR\"", {}, "ifrs-full:Revenue",
                                         "2023-01-01T00:00:00")
                                 << QStringLiteral("EUR/2022-12-31");
        QTest::newRow("divided unit") << fact("\"0.3\"", "\"unit\":\"iso4217:EUR/xbrli:shares\"")
                                      << QStringLiteral("EUR/shares/2022-01-01..2022-12-31");
        QTest::newRow("product") << fact("\"2\"", "\"unit\":\"(a:Hour*a:Day)/b:Man\"")
                                 << QStringLiteral("Day*Hour/Man/2022-01-01..2022-12-31");
        QTest::newRow("pure") << fact("\"0.3\"", {}) << QStringLiteral("pure/2022-01-01..2022-12-31");
        QTest::newRow("JSON number") << fact("5") << QStringLiteral("EUR/2022-01-01..2022-12-31");
        QTest::newRow("dimension") << fact("\"1\"",
                                           "\"unit\":\"iso4217:EUR\",\"ifrs-full:SegmentsAxis\":\"acme:EastMember\"")
                                   << QStringLiteral(
                                          "EUR/2022-01-01..2022-12-31/ifrs-full:SegmentsAxis=acme:EastMember");
    }

    void shapes()
    {
        QFETCH(QByteArray, fact);
        QFETCH(QString, end);
        const auto json = read(report("\"f\":" + fact));
        QVERIFY(json);
        QCOMPARE(json->facts.size(), 1);
        QCOMPARE(json->facts.first().id, QStringLiteral("f/529900ACMEACMEACME00/ifrs-full/Revenue/") + end);
    }

    void textsBecomeBlocks()
    {
        const auto json = read(report(
            "\"a\":" + fact("\"Acme SE\"", {}, {}, "ifrs-full:NameOfReportingEntityOrOtherMeansOfIdentification")
            + ",\"b\":" + fact("\"<p>We make</p><p>anvils.</p>\"", {}, {}, "ifrs-full:DescriptionOfNatureOfBusiness")));
        QVERIFY(json);
        QVERIFY(json->facts.isEmpty());
        QCOMPARE(json->info.registrant, QStringLiteral("Acme SE"));
        QCOMPARE(json->info.company, QStringLiteral("529900ACMEACMEACME00"));
        QCOMPARE(json->blocks.size(), 3);
        QCOMPARE(json->blocks[2].text, QStringLiteral("anvils."));
        QCOMPARE(json->blocks[2].section, QStringLiteral("Description Of Nature Of Business"));
    }

    void whatCantBeReadIsCounted()
    {
        const auto json =
            read(report("\"a\":" + fact("null") + ",\"b\":" + fact("\"many\"") + ",\"c\":{\"value\":\"1\"},"
                        + "\"d\":" + fact("\"1\"", "\"unit\":\"iso4217:EUR\"", {}, "x:y", "always")));
        QVERIFY(json);
        QCOMPARE(json->tally.nil, 1);
        QCOMPARE(json->tally.unreadable, 1);
        QCOMPARE(json->tally.withoutContext, 1);
        QCOMPARE(json->tally.withoutPeriod, 1);
        QVERIFY(json->facts.isEmpty());
    }

    void otherJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << report("\"f\":" + fact("1")).chopped(3);
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("companyfacts") << QByteArray("{\"cik\":1,\"facts\":{}}");
        QTest::newRow("deep") << QByteArray("[").repeated(100'000);
    }

    void otherJsonIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto refused = read(json);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Malformed);
    }

    void theContentDecides()
    {
        const XbrlJsonImporter importer;
        QVERIFY(importer.accepts(report({}), {}));
        QVERIFY(importer.accepts("{\"facts\":{\"a\":{\"dimensions\":{\"concept\":\"x:y\"", {}));
        QVERIFY(!importer.accepts("{\"cik\":1,\"facts\":{}}", {}));
        QVERIFY(!importer.accepts({}, {}));
    }

    void aReportBecomesADocument()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("acme.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(report("\"f\":" + fact("\"1\"")));
        file.close();
        const auto document = XbrlJsonImporter().read(file.fileName(), {}, {});
        QVERIFY(document);
        QCOMPARE(document->format, QStringLiteral("xbrl-json"));
        QCOMPARE(document->date, std::optional(QDate(2022, 12, 31)));
        QCOMPARE(document->facts.first().latest.place.document, document->id);
        QCOMPARE(document->facts.first().source, QStringLiteral("acme.json"));
    }

    void everyFactOfARealReportIsTaken()
    {
        QFile file(dataFile());
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        const auto document = XbrlJsonImporter().read(dataFile(), {}, {});
        QVERIFY(document);
        QVERIFY2(document->warnings.isEmpty(), qPrintable(document->warnings.join(u' ')));
        QHash<QString, double> values;
        for (const auto &fact : document->facts)
            values.insert(fact.latest.place.cell, fact.value());
        const auto facts = QJsonDocument::fromJson(file.readAll())[QStringLiteral("facts")].toObject();
        QMap<QString, double> byIdentity; // of the file, by its dimensions as JSON
        int numbers = 0;
        int texts = 0;
        for (auto entry = facts.begin(); entry != facts.end(); ++entry) {
            const auto dimensions = entry->toObject()[QStringLiteral("dimensions")].toObject();
            if (!dimensions.contains(QStringLiteral("unit"))) {
                ++texts;
                continue;
            }
            ++numbers;
            const auto value = entry->toObject()[QStringLiteral("value")].toString().toDouble();
            byIdentity.insert(QString::fromUtf8(QJsonDocument(dimensions).toJson()), value);
            if (values.contains(entry.key()))
                QCOMPARE(values[entry.key()], value);
        }
        QCOMPARE(document->facts.size(), byIdentity.size());
        QCOMPARE(document->blocks.size(), texts);
        QVERIFY(numbers >= byIdentity.size());
        qInfo("%d numbers, %lld facts, %d texts", numbers, qint64(document->facts.size()), texts);
    }
};

QTEST_GUILESS_MAIN(XbrlJsonTest)
#include "tst_xbrl_json.moc"
