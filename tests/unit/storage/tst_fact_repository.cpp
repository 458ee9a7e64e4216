// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/fact_repository.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

Company company()
{
    Company company;
    company.id = QStringLiteral("42");
    company.name = QStringLiteral("Sample");
    return company;
}

Fact fact(const QString &tag, double value, const QDate &filed)
{
    Fact fact;
    fact.companyId = QStringLiteral("42");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(2020, 1, 1);
    fact.end = QDate(2020, 12, 31);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    fact.latest = {value,        filed.toString(Qt::ISODate), QStringLiteral("10-K"), filed,
                   filed.year(), QStringLiteral("FY")};
    fact.source = QStringLiteral("SEC companyfacts");
    return fact;
}

struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        *test::openStore(dir.filePath(QStringLiteral("facts.db")), FactRepository::schema(), clock);
    FactRepository repository{database, clock};
};

} // namespace

class FactRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storedFactsComeBackUnchangedAndOrdered()
    {
        Store store;
        auto instant = fact(QStringLiteral("Assets"), 7.25, QDate(2021, 2, 1));
        instant.start.reset();
        instant.id = factId(instant.companyId, instant.taxonomy, instant.tag, instant.unit, {}, instant.end);
        const auto revenue = fact(QStringLiteral("Revenues"), 1e15 + 1, QDate(2021, 2, 1));
        const auto outcome = store.repository.store(company(), {revenue, instant}, QStringLiteral("/x/a.json"));
        QVERIFY(outcome);
        QCOMPARE(*outcome, (ImportOutcome{2, 0, 0, 0}));
        QCOMPARE(*store.repository.facts(QStringLiteral("42")), (QList<Fact>{instant, revenue}));
        QCOMPARE(*store.repository.companies(), QList<Company>{company()});
        QCOMPARE(store.repository.imports()->first().sourceFile, QStringLiteral("a.json"));
    }

    void theSameFileTwiceChangesNothing()
    {
        Store store;
        const QList<Fact> facts{fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1))};
        QVERIFY(store.repository.store(company(), facts, QStringLiteral("a")));
        const auto counter = *store.repository.changeCounter();
        QCOMPARE(*store.repository.store(company(), facts, QStringLiteral("a")), (ImportOutcome{0, 0, 0, 1}));
        QCOMPARE(*store.repository.changeCounter(), counter);
        QCOMPARE(store.repository.imports()->size(), 1);
    }

    void aRestatementIsCountedAndTheEarlierValueKept()
    {
        Store store;
        const auto before = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        const auto after = fact(QStringLiteral("Revenues"), 2, QDate(2022, 2, 1));
        QVERIFY(store.repository.store(company(), {before}, QStringLiteral("a")));
        QCOMPARE(*store.repository.store(company(), {after}, QStringLiteral("b")), (ImportOutcome{0, 1, 1, 0}));
        const auto stored = store.repository.facts(QStringLiteral("42"))->first();
        QCOMPARE(stored.value(), 2.0);
        QCOMPARE(stored.earlier, QList<FactReport>{before.latest});
    }

    void theOrderOfImportsDoesNotMatter()
    {
        // The middle report splits two of equal value: whoever keeps only differing ones loses the first.
        QList<Fact> readings{fact(QStringLiteral("Revenues"), 1, QDate(2020, 2, 1)),
                             fact(QStringLiteral("Revenues"), 2, QDate(2021, 2, 1)),
                             fact(QStringLiteral("Revenues"), 1, QDate(2022, 2, 1))};
        QList<int> order{0, 1, 2};
        QList<Fact> expected;
        do {
            Store store;
            for (const int index : order)
                QVERIFY(store.repository.store(company(), {readings[index]}, QStringLiteral("f")));
            const auto facts = *store.repository.facts(QStringLiteral("42"));
            if (expected.isEmpty())
                expected = facts;
            QCOMPARE(facts, expected);
            QCOMPARE(facts.first().earlier.size(), 2);
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void aPlaceInADocumentAndASegmentComeBack()
    {
        Store store;
        auto whole = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        whole.latest.place = {QStringLiteral("00ff00ff00ff00ff"), QStringLiteral("Income!B7"), 3,
                              QRectF(72, 100.5, 40, 9)};
        auto again = whole;
        again.latest.filed = QDate(2022, 2, 1);
        again.latest.value = 2;
        again.latest.place.page = 4;
        auto segment = whole;
        segment.dimensions = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis=x:Cars");
        segment.id = factId(segment.companyId, segment.taxonomy, segment.tag, segment.unit, segment.start, segment.end,
                            segment.dimensions);
        QVERIFY(store.repository.store(company(), {whole, segment}, QStringLiteral("a")));
        QVERIFY(store.repository.store(company(), {again}, QStringLiteral("b")));
        const auto facts = *store.repository.facts(QStringLiteral("42"));
        QCOMPARE(facts.size(), 2);
        QCOMPARE(facts[0].latest, again.latest);
        QCOMPARE(facts[0].earlier, QList<FactReport>{whole.latest});
        QCOMPARE(facts[1], segment);
    }

    void aValueOfTheDataIsShownWhereItStandsInADocument()
    {
        Store store;
        auto printed = fact(QStringLiteral("Revenues"), 7, QDate());
        printed.latest.place = {QStringLiteral("00ff"), QStringLiteral("Revenue, 2020"), 12, {}};
        const auto filed = fact(QStringLiteral("Revenues"), 7, QDate(2021, 2, 1));
        const auto restated = fact(QStringLiteral("Revenues"), 8, QDate(2022, 2, 1));
        QList<Fact> readings{printed, filed, restated};
        QList<int> order{0, 1, 2};
        QList<Fact> expected;
        do {
            Store fresh;
            for (const int index : order)
                QVERIFY(fresh.repository.store(company(), {readings[index]}, QStringLiteral("f")));
            const auto facts = *fresh.repository.facts(QStringLiteral("42"));
            if (expected.isEmpty())
                expected = facts;
            QCOMPARE(facts, expected);
            QVERIFY(facts[0].latest.place.isEmpty()); // the document doesn't say what stands now
            QCOMPARE(fresh.repository.factsOfDocument(QStringLiteral("42"), QStringLiteral("00ff"))->first().value(),
                     7.0);
        } while (std::next_permutation(order.begin(), order.end()));
        QVERIFY(store.repository.store(company(), {filed}, QStringLiteral("f")));
        QVERIFY(store.repository.store(company(), {printed}, QStringLiteral("f")));
        const auto shown = store.repository.facts(QStringLiteral("42"))->first();
        QCOMPARE(shown.latest.accession, filed.latest.accession);
        QCOMPARE(shown.latest.place, printed.latest.place);
    }

    void aDocumentIsWithdrawn()
    {
        Store store;
        const auto in = [](const QString &document, Fact fact) {
            fact.latest.place.document = document;
            return fact;
        };
        const auto draft = QStringLiteral("aaaaaaaaaaaaaaaa");
        const auto shared = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        const auto restated = in(draft, fact(QStringLiteral("Revenues"), 2, QDate(2022, 2, 1)));
        const auto alone = in(draft, fact(QStringLiteral("Assets"), 5, QDate(2021, 2, 1)));
        const auto other = in(QStringLiteral("bbbbbbbbbbbbbbbb"), fact(QStringLiteral("Cash"), 3, QDate(2021, 2, 1)));
        QVERIFY(store.repository.store(company(), {shared, other}, QStringLiteral("a")));
        QVERIFY(store.repository.store(company(), {restated, alone}, QStringLiteral("b")));
        const auto counter = *store.repository.changeCounter();
        QVERIFY(store.repository.withdraw(draft));
        QCOMPARE(*store.repository.facts(QStringLiteral("42")), (QList<Fact>{other, shared}));
        QVERIFY(*store.repository.changeCounter() > counter);
        QVERIFY(store.repository.factsOfDocument(QStringLiteral("42"), draft)->isEmpty());
    }

    void theSourceOfAWithdrawnDocumentGoesWithIt()
    {
        Store store;
        const auto filed = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        auto corrected = fact(QStringLiteral("Revenues"), 2, QDate(2026, 2, 1));
        corrected.source = QStringLiteral("correction of Ada: the ledger");
        corrected.latest.place.document = QStringLiteral("correction/r/1");
        QVERIFY(store.repository.store(company(), {filed}, QStringLiteral("a")));
        QVERIFY(store.repository.store(company(), {corrected}, QStringLiteral("b")));
        QCOMPARE(store.repository.facts(QStringLiteral("42"))->first().source, corrected.source);
        QCOMPARE(
            store.repository.factsOfDocument(QStringLiteral("42"), corrected.latest.place.document)->first().source,
            corrected.source);
        QVERIFY(store.repository.withdraw(corrected.latest.place.document));
        QCOMPARE(*store.repository.facts(QStringLiteral("42")), QList<Fact>{filed});
        // The other way round, too: what was read first is what is taken back.
        Store other;
        QVERIFY(other.repository.store(company(), {corrected}, QStringLiteral("b")));
        QVERIFY(other.repository.store(company(), {filed}, QStringLiteral("a")));
        QVERIFY(other.repository.withdraw(corrected.latest.place.document));
        QCOMPARE(*other.repository.facts(QStringLiteral("42")), QList<Fact>{filed});
    }

    void aDocumentIsReplacedAndTheCompanyStaysAsItIsKnown()
    {
        Store store;
        const auto document = QStringLiteral("answer/r/1");
        const auto in = [&](Fact fact) {
            fact.latest.place.document = document;
            return fact;
        };
        QVERIFY(store.repository.replace(document, company(), {in(fact(QStringLiteral("Cash"), 3, QDate(2021, 2, 1)))},
                                         QStringLiteral("a")));
        QCOMPARE(*store.repository.companies(), QList<Company>{company()});
        auto renamed = company();
        renamed.name = QStringLiteral("Sample Holdings");
        QVERIFY(store.repository.store(renamed, {}, QStringLiteral("b")));
        const auto assets = in(fact(QStringLiteral("Assets"), 5, QDate(2021, 2, 1)));
        QVERIFY(store.repository.replace(document, company(), {assets}, QStringLiteral("a")));
        QCOMPARE(*store.repository.companies(), QList<Company>{renamed});
        QCOMPARE(*store.repository.facts(QStringLiteral("42")), QList<Fact>{assets});
        // Nothing of it where a fact is another company's.
        auto stranger = assets;
        stranger.companyId = QStringLiteral("43");
        QVERIFY(!store.repository.replace(document, company(), {stranger}, QStringLiteral("a")));
        QCOMPARE(*store.repository.facts(QStringLiteral("42")), QList<Fact>{assets});
    }

    void aCompanyWithoutAFactLeftIsGone()
    {
        Store store;
        auto only = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        only.latest.place.document = QStringLiteral("aaaaaaaaaaaaaaaa");
        QVERIFY(store.repository.store(company(), {only}, QStringLiteral("a")));
        QVERIFY(store.repository.withdraw(QStringLiteral("cccccccccccccccc")));
        QCOMPARE(store.repository.companies()->size(), 1);
        QVERIFY(store.repository.withdraw(only.latest.place.document));
        QVERIFY(store.repository.companies()->isEmpty());
    }

    void aFactOfAnotherCompanyIsRefusedAndNothingStored()
    {
        Store store;
        auto wrong = fact(QStringLiteral("Revenues"), 1, QDate(2021, 2, 1));
        wrong.companyId = QStringLiteral("43");
        const auto outcome = store.repository.store(
            company(), {fact(QStringLiteral("Assets"), 1, QDate(2021, 2, 1)), wrong}, QStringLiteral("a"));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::InvalidArgument);
        QVERIFY(store.repository.facts(QStringLiteral("42"))->isEmpty());
    }

    void twentyThousandFactsAreStoredQuickly()
    {
        Store store;
        QList<Fact> facts;
        for (int i = 0; i < 20'000; ++i)
            facts.append(fact(QStringLiteral("Tag%1").arg(i), i, QDate(2021, 2, 1)));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(store.repository.store(company(), facts, QStringLiteral("a"))->added, 20'000);
        const auto writing = timer.restart();
        QCOMPARE(store.repository.facts(QStringLiteral("42"))->size(), 20'000);
        qInfo("20,000 facts: written in %lld ms, read in %lld ms", writing, timer.elapsed());
        QVERIFY2(writing < 5'000, "far above the goal of one second, beyond what a busy machine explains");
    }
};

QTEST_GUILESS_MAIN(FactRepositoryTest)
#include "tst_fact_repository.moc"
