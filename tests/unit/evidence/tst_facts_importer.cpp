// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financial_engine.h"
#include "evidence/facts_importer.h"
#include "evidence/local_fact_store.h"
#include "facts_fixture.h"

#include <QTest>

using namespace consultantos;
using consultantos::test::FactsFixture;
using consultantos::test::oneFact;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

/// A balance sheet at the end of 2023 whose sides are as given, with an income statement that makes it a fiscal year.
QByteArray balance(const QByteArray &assets, const QByteArray &liabilities, const QByteArray &equity)
{
    const auto tag = [](const QByteArray &name, const QByteArray &start, const QByteArray &value) {
        return '"' + name + "\":{\"units\":{\"USD\":[{" + start + "\"end\":\"2023-12-31\",\"val\":" + value
               + ",\"accn\":\"0000000077-24-000001\",\"fy\":2023,\"fp\":\"FY\",\"form\":\"10-K\",\"filed\":\"2024-02-"
                 "01\"}]}}";
    };
    const QByteArray year = "\"start\":\"2023-01-01\",";
    return "{\"cik\":77,\"entityName\":\"Wagonworks\",\"facts\":{\"us-gaap\":{" + tag("Revenues", year, "900000000")
           + ',' + tag("NetIncomeLoss", year, "50000000") + ',' + tag("Assets", {}, assets) + ','
           + tag("Liabilities", {}, liabilities) + ',' + tag("StockholdersEquity", {}, equity) + ','
           + tag("LiabilitiesAndStockholdersEquity", {}, assets) + "}}}";
}

} // namespace

class FactsImporterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileIsStoredWithWhatItChanged()
    {
        const FactsFixture fixture;
        const auto store = LocalFactStore::load(Resources, fixture.repository);
        QVERIFY(store);
        const FactsImporter importer(fixture.repository, *store);
        const auto path = fixture.write(QStringLiteral("a.json"), oneFact("77", "WAGONWORKS, INC.", "Revenues", "5"));
        const auto first = importer.importFile(path);
        QVERIFY2(first, first ? "" : qPrintable(first.error().toText()));
        QCOMPARE(first->company.id, QStringLiteral("77"));
        QCOMPARE(first->facts, 1);
        QCOMPARE(first->outcome.added, 1);
        QCOMPARE(first->warnings, QStringList());
        QCOMPARE(first->summary(path),
                 QStringLiteral("a.json: Wagonworks, 1 facts read, 1 of them new and 0 restated."));
        QCOMPARE((*store)->facts(QStringLiteral("77"))->first().source, QStringLiteral("a.json"));

        const auto again = importer.importFile(path);
        QVERIFY(again);
        QCOMPARE(again->outcome.unchanged, 1);
        const auto restated = importer.importFile(
            fixture.write(QStringLiteral("b.json"), oneFact("77", "Wagonworks", "Revenues", "6", "2025-02-01")));
        QVERIFY(restated);
        QCOMPARE(restated->outcome.restated, 1);
        QCOMPARE((*store)->facts(QStringLiteral("77"))->first().earlier.size(), 1);
        QCOMPARE(fixture.repository->imports()->size(), 2);
    }

    void aKnownCompanyKeepsItsName()
    {
        const FactsFixture fixture;
        const auto store = LocalFactStore::load(Resources, fixture.repository);
        QVERIFY(store);
        const FactsImporter importer(fixture.repository, *store);
        const auto imported = importer.importFile(
            fixture.write(QStringLiteral("a.json"), oneFact("1318605", "TESLA, INC.", "Revenues", "5")));
        QVERIFY(imported);
        QCOMPARE(imported->company.name, QStringLiteral("Tesla"));
        QCOMPARE(imported->company.industry, QStringLiteral("automotive"));
    }

    void aBrokenFileStoresNothing()
    {
        const FactsFixture fixture;
        const auto store = LocalFactStore::load(Resources, fixture.repository);
        QVERIFY(store);
        const FactsImporter importer(fixture.repository, *store);
        QVERIFY(!importer.importFile(fixture.write(QStringLiteral("a.json"), "{\"cik\":77,")));
        QVERIFY(!importer.importFile(fixture.dir.filePath(QStringLiteral("missing.json"))));
        const auto empty = importer.importFile(
            fixture.write(QStringLiteral("b.json"), "{\"cik\":77,\"entityName\":\"Wagonworks\",\"facts\":{}}"));
        QVERIFY(empty);
        QCOMPARE(empty->facts, 0);
        QCOMPARE(empty->warnings.size(), 1);
        QVERIFY(fixture.repository->companies()->isEmpty());
        QVERIFY(fixture.repository->imports()->isEmpty());
    }

    void anIdentityThatDoesNotHoldIsShownWithItsSize()
    {
        auto engine = FinancialEngine::load(Resources);
        QVERIFY2(engine, engine ? "" : qPrintable(engine.error().toText()));
        const FactsFixture fixture;
        const auto store = LocalFactStore::load(Resources, fixture.repository);
        QVERIFY(store);
        const FactsImporter importer(fixture.repository, *store,
                                     std::make_shared<const FinancialEngine>(std::move(*engine)));
        const auto wrong = importer.importFile(
            fixture.write(QStringLiteral("wrong.json"), balance("1000000000", "600000000", "388000000")));
        QVERIFY(wrong);
        QCOMPARE(wrong->warnings.size(), 1);
        QVERIFY2(wrong->warnings.first().contains(QStringLiteral("FY2023")), qPrintable(wrong->warnings.first()));
        QVERIFY2(wrong->warnings.first().contains(QStringLiteral("USD 12 M")), qPrintable(wrong->warnings.first()));
        QCOMPARE(wrong->outcome.added, 6); // doubted, not refused

        const auto right = importer.importFile(
            fixture.write(QStringLiteral("right.json"), balance("1000000000", "600000000", "400000000")));
        QVERIFY(right);
        QCOMPARE(right->warnings, QStringList());
    }
};

QTEST_GUILESS_MAIN(FactsImporterTest)
#include "tst_facts_importer.moc"
