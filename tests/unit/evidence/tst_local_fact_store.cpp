// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/companyfacts.h"
#include "evidence/local_fact_store.h"
#include "facts_fixture.h"

#include <QDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace consultantos;
using consultantos::test::FactsFixture;
using consultantos::test::oneFact;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
const QString Tesla = QStringLiteral("1318605");

std::shared_ptr<LocalFactStore> load(std::shared_ptr<FactRepository> imports)
{
    auto store = LocalFactStore::load(Resources, std::move(imports));
    return store ? *store : nullptr;
}

/// Puts one fact of a company into the repository.
void import(FactRepository &repository, const QByteArray &json)
{
    const auto read = parseCompanyFacts(json, QStringLiteral("x.json"), QStringLiteral("x.json"));
    QVERIFY(read);
    QVERIFY(repository.store(read->company, read->facts, QStringLiteral("x.json")));
}

const Fact *byId(const QList<Fact> &facts, const QString &id)
{
    const auto found = std::find_if(facts.begin(), facts.end(), [&id](const Fact &fact) { return fact.id == id; });
    return found == facts.end() ? nullptr : &*found;
}

} // namespace

class LocalFactStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStarterCompanyHasFactsOrderedById()
    {
        const auto store = load(nullptr);
        QVERIFY(store);
        const auto companies = store->companies();
        QCOMPARE(companies.size(), 29);
        for (const auto &company : companies) {
            const auto facts = store->facts(company.id);
            QVERIFY2(facts, facts ? "" : qPrintable(facts.error().toText()));
            QVERIFY2(facts->size() > 20, qPrintable(company.name));
            QVERIFY(std::is_sorted(facts->begin(), facts->end(),
                                   [](const Fact &left, const Fact &right) { return left.id < right.id; }));
            for (const auto &fact : *facts)
                QCOMPARE(fact.companyId, company.id);
        }
        const auto revenue =
            byId(*store->facts(Tesla), QStringLiteral("f/1318605/us-gaap/Revenues/USD/2021-01-01..2021-12-31"));
        QVERIFY(revenue);
        QCOMPARE(revenue->value(), 53'823'000'000.0);
    }

    void aCompanyOfTheUserIsFoundAtOnce()
    {
        const FactsFixture fixture;
        const auto store = load(fixture.repository);
        QVERIFY(store);
        QVERIFY(!store->findCompany(QStringLiteral("Wagonworks")));
        QCOMPARE(store->facts(QStringLiteral("77"))->size(), 0);

        import(*fixture.repository, oneFact("77", "WAGONWORKS, INC.", "Revenues", "5"));
        const auto company = store->findCompany(QStringLiteral("wagonworks"));
        QVERIFY(company);
        QCOMPARE(company->id, QStringLiteral("77"));
        QCOMPARE(company->name, QStringLiteral("Wagonworks"));
        QCOMPARE(company->sector, QString());
        QCOMPARE(store->companies().size(), 30);
        QCOMPARE(store->facts(QStringLiteral("77"))->size(), 1);
        QCOMPARE(store->nearestNames(QStringLiteral("Wagonwork"), 1), QStringList{QStringLiteral("Wagonworks")});
    }

    void anImportOfAnotherProcessIsNoticed()
    {
        const FactsFixture fixture;
        const auto store = load(fixture.repository);
        QVERIFY(store);
        QCOMPARE(store->facts(QStringLiteral("77"))->size(), 0);
        const auto other = fixture.open();
        QVERIFY(other);
        import(*other, oneFact("77", "Wagonworks", "Revenues", "5"));
        QCOMPARE(store->facts(QStringLiteral("77"))->size(), 1);
        QVERIFY(store->findCompany(QStringLiteral("Wagonworks")));
    }

    void importsAreMergedIntoTheStarterFactsByTheRestatementRule()
    {
        const FactsFixture fixture;
        const auto store = load(fixture.repository);
        QVERIFY(store);
        const auto before = *store->facts(Tesla);
        const auto id = QStringLiteral("f/1318605/us-gaap/Revenues/USD/2023-01-01..2023-12-31");
        const auto *known = byId(before, id);
        QVERIFY(known);

        // Filed before the known report: remembered. Filed after it: stands.
        import(*fixture.repository, oneFact("1318605", "Tesla, Inc.", "Revenues", "1", "2023-12-31"));
        auto after = *store->facts(Tesla);
        QCOMPARE(after.size(), before.size());
        QCOMPARE(byId(after, id)->value(), known->value());
        QCOMPARE(byId(after, id)->source, known->source);
        QCOMPARE(byId(after, id)->earlier.value(0).value, 1.0);

        import(*fixture.repository, oneFact("1318605", "Tesla, Inc.", "Revenues", "2", "2030-02-01"));
        after = *store->facts(Tesla);
        QCOMPARE(byId(after, id)->value(), 2.0);
        QCOMPARE(byId(after, id)->source, QStringLiteral("x.json"));
        QCOMPARE(byId(after, id)->earlier.size(), 2);

        import(*fixture.repository, oneFact("1318605", "Tesla, Inc.", "SomethingNew", "3"));
        after = *store->facts(Tesla);
        QCOMPARE(after.size(), before.size() + 1);
        QVERIFY(std::is_sorted(after.begin(), after.end(),
                               [](const Fact &left, const Fact &right) { return left.id < right.id; }));
        QCOMPARE(store->findCompany(Tesla)->name, QStringLiteral("Tesla"));
        QCOMPARE(store->findCompany(Tesla)->industry, QStringLiteral("automotive"));
    }

    void importingTheStarterFactsAgainChangesNoValue()
    {
        const FactsFixture fixture;
        const auto store = load(fixture.repository);
        QVERIFY(store);
        for (const auto &company : store->companies().mid(0, 3)) {
            const auto before = *store->facts(company.id);
            const auto path =
                Resources + QStringLiteral("/starter/facts/CIK%1.json.gz").arg(company.id, 10, QLatin1Char('0'));
            const auto read = readCompanyFacts(path, before.first().source);
            QVERIFY(read);
            QVERIFY(fixture.repository->store(company, read->facts, path));
            QCOMPARE(*store->facts(company.id), before);
        }
    }

    void manyThreadsReadWhileOneImports()
    {
        const FactsFixture fixture;
        const auto store = load(fixture.repository);
        QVERIFY(store);
        std::atomic<int> failures = 0;
        std::vector<std::thread> readers;
        for (int number = 0; number < 4; ++number) {
            readers.emplace_back([store, number, &failures] {
                const auto companies = store->companies();
                for (qsizetype i = 0; i < 12; ++i) {
                    const auto &company = companies[(i + number * 3) % 12];
                    const auto facts = store->facts(company.id);
                    const bool isFine = facts && !facts->isEmpty() && store->findCompany(company.name)
                                        && store->playbook(company.industry)
                                        && !store->anchors(company.industry).isEmpty()
                                        && !store->countryAnchors(QStringLiteral("DE")).isEmpty();
                    failures += isFine ? 0 : 1;
                }
            });
        }
        for (int number = 0; number < 10; ++number)
            import(*fixture.repository, oneFact(QByteArray::number(500 + number), "Wagonworks", "Revenues", "5"));
        for (auto &reader : readers)
            reader.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(store->companies().size(), 39);
    }

    void aPlaybookHasItsIndustrysTitleEvenWithoutAFile()
    {
        const auto store = load(nullptr);
        QVERIFY(store);
        const auto playbook = store->playbook(QStringLiteral("construction"));
        QVERIFY(playbook);
        QCOMPARE(playbook->title, QStringLiteral("Construction and engineering"));
        QVERIFY(playbook->statements.isEmpty());
        QVERIFY(store->findIndustry(QStringLiteral("chips")));
        QCOMPARE(store->industries().size(), 28);
    }

    void missingResourcesAreNamed()
    {
        const auto store = LocalFactStore::load(QStringLiteral("/nowhere"), nullptr);
        QVERIFY(!store);
        QVERIFY(store.error().message.contains(QStringLiteral("/nowhere")));
    }
};

QTEST_GUILESS_MAIN(LocalFactStoreTest)
#include "tst_local_fact_store.moc"
