// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_collection.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace consultantos;
using namespace consultantos::test;

Q_DECLARE_METATYPE(consultantos::DocumentFilter)

namespace {

using Is = FilterOperator;

QString text(const char *latin)
{
    return QLatin1String(latin);
}

DocumentQuery where(QList<DocumentFilter> filters, QList<DocumentOrder> order = {})
{
    DocumentQuery query;
    query.filters = std::move(filters);
    query.orderBy = std::move(order);
    return query;
}

/// Documents with every combination that a filter may meet; a: score 1 …
void fill(const Watches &watches)
{
    const auto put = [&](const char *id, const QJsonObject &body) {
        watches.clock->now = watches.clock->now.addSecs(1);
        QVERIFY(watches.collection->set(QLatin1String(id), body));
    };
    const auto due = [](const char *time) { return QJsonObject{{text("next"), QLatin1String(time)}}; };
    put("a", {{text("user"), text("ana")},
              {text("score"), 1.5},
              {text("schedule"), due("2026-02-01T00:00:00Z")},
              {text("topics"), QJsonArray{text("tax"), text("debt")}}});
    put("b", {{text("user"), text("anabel")},
              {text("score"), 2},
              {text("active"), false},
              {text("schedule"), due("2026-03-01T01:00:00+01:00")},
              {text("topics"), QJsonArray{text("debt")}}});
    put("c", {{text("user"), text("ben")}, {text("score"), -3}, {text("tries"), 7}});
    put("d", {{text("user"), text("Ana")}, {text("tries"), 7}, {text("topics"), QJsonArray{text("tax%")}}});
    put("e", {});
}

QStringList found(const Watches &watches, const DocumentQuery &query)
{
    const auto page = watches.collection->query(query);
    if (!page)
        return {page.error().toText()};
    return idsOf(page->documents);
}

} // namespace

class TestCollectionQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachOperatorFindsWhatItSays_data()
    {
        QTest::addColumn<DocumentFilter>("filter");
        QTest::addColumn<QString>("expected");
        const QDateTime march(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
        const auto row = [](const char *name, const DocumentFilter &filter, const char *expected) {
            QTest::newRow(name) << filter << QString(QLatin1String(expected));
        };
        row("equal text", {text("user"), Is::Equal, text("ana")}, "a");
        row("equal empty text", {text("user"), Is::Equal, QString()}, "e");
        row("equal flag", {text("active"), Is::Equal, false}, "b");
        row("default of a flag", {text("active"), Is::Equal, true}, "acde");
        row("missing", {text("score"), Is::Equal, {}}, "de");
        row("not missing", {text("score"), Is::NotEqual, {}}, "abc");
        row("not equal", {text("score"), Is::NotEqual, 2}, "ac");
        row("less", {text("score"), Is::Less, 1.5}, "c");
        row("less or equal", {text("score"), Is::LessOrEqual, 1.5}, "ac");
        row("greater time", {text("next_check"), Is::Greater, march.addSecs(-1)}, "b");
        row("greater or equal time", {text("next_check"), Is::GreaterOrEqual, march}, "b");
        row("greater", {text("tries"), Is::Greater, 6}, "cd");
        row("in", {text("user"), Is::In, QStringList{text("ben"), text("ana"), text("nobody")}}, "ac");
        row("in nothing", {text("user"), Is::In, QStringList()}, "");
        row("in numbers", {text("tries"), Is::In, QVariantList{7, 8}}, "cd");
        row("contains", {text("topics"), Is::ArrayContains, text("debt")}, "ab");
        row("contains no pattern", {text("topics"), Is::ArrayContains, text("tax%")}, "d");
        row("prefix", {text("user"), Is::Prefix, text("ana")}, "ab");
        row("prefix is no pattern", {text("user"), Is::Prefix, text("%")}, "");
        row("empty prefix", {text("user"), Is::Prefix, QString()}, "abcde");
        row("id", {text("id"), Is::Prefix, text("c")}, "c");
        row("created", {text("created_at"), Is::Less, QDateTime(QDate(2026, 1, 1), QTime(12, 0, 3), Qt::UTC)}, "ab");
    }
    void eachOperatorFindsWhatItSays()
    {
        QFETCH(DocumentFilter, filter);
        QFETCH(QString, expected);
        const Watches watches;
        fill(watches);
        QCOMPARE(found(watches, where({filter})).join(QString()), expected);
        QCOMPARE(*watches.collection->count({filter}), expected.size());
    }

    void aPrefixEndsRightAtTheEndOfTheCodePoints()
    {
        const Watches watches;
        const QStringList users{text("x"),
                                QStringLiteral("x\U0010FFFF"),
                                QStringLiteral("x\U0010FFFFz"),
                                QStringLiteral("x\uD7FF"),
                                QStringLiteral("x\uD7FFa"),
                                QStringLiteral("x\uE000"),
                                QStringLiteral("\U0010FFFF")};
        for (const auto &user : users)
            QVERIFY(watches.collection->set(QString::number(users.indexOf(user)), watch(user)));
        for (const auto &prefix : users) {
            QStringList expected;
            for (const auto &user : users) {
                if (user.startsWith(prefix))
                    expected.append(QString::number(users.indexOf(user)));
            }
            QCOMPARE(found(watches, where({{text("user"), Is::Prefix, prefix}})), expected);
        }
    }

    void filtersHoldTogether()
    {
        const Watches watches;
        fill(watches);
        QCOMPARE(found(watches, where({{text("tries"), Is::Equal, 7}, {text("user"), Is::Prefix, text("A")}})),
                 QStringList{text("d")});
        QCOMPARE(found(watches, where({{text("topics"), Is::ArrayContains, text("debt")},
                                       {text("topics"), Is::ArrayContains, text("tax")}})),
                 QStringList{text("a")});
    }

    void listsFollowTheirDocument()
    {
        const Watches watches;
        fill(watches);
        const auto debt = where({{text("topics"), Is::ArrayContains, text("debt")}});
        QVERIFY(watches.collection->set(text("a"), watch(text("ana"))));
        QCOMPARE(found(watches, debt), QStringList{text("b")});
        QVERIFY(watches.collection->remove(text("b")));
        QCOMPARE(found(watches, debt), QStringList());
        QCOMPARE((*watches.database->connection())->scalar(text("SELECT count(*) FROM watches_topics"))->toInt(), 1);
    }

    void columnsAloneComeWithoutBody()
    {
        const Watches watches;
        fill(watches);
        auto query = where({{text("id"), Is::Equal, text("b")}});
        query.withBody = false;
        const auto document = watches.collection->query(query)->documents.first();
        QVERIFY(document.body.isEmpty());
        QCOMPARE(document.columns.value(text("user")), QVariant(text("anabel")));
        QCOMPARE(document.columns.value(text("active")), QVariant(false));
        QCOMPARE(document.columns.value(text("score")), QVariant(2.0));
        QCOMPARE(document.columns.value(text("next_check")).toDateTime(),
                 QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC));
    }

    /// Every order gives each document once, whatever ties there are and however long the pages.
    void pagesGoThroughAllOnce_data()
    {
        QTest::addColumn<QString>("order");
        for (const auto *order : {"", "user", "user desc", "score", "score desc", "created_at desc",
                                  "active, user desc, tries", "active desc, tries, score desc", "version", "id desc"})
            QTest::newRow(order) << QString(QLatin1String(order));
    }
    void pagesGoThroughAllOnce()
    {
        QFETCH(QString, order);
        const Watches watches;
        std::mt19937 random(7);
        QList<DocumentWrite> writes;
        for (int i = 0; i < 300; ++i)
            writes.append({QStringLiteral("w%1").arg(random() % 100'000),
                           {{text("user"), QStringLiteral("u%1").arg(random() % 3)},
                            {text("active"), random() % 2 == 0},
                            {text("tries"), int(random() % 4)},
                            {text("score"), double(random() % 5) / 3}},
                           {}});
        QVERIFY(watches.collection->batchSet(writes));
        DocumentQuery query;
        for (const auto &part : CollectionIndex::of(order).parts)
            query.orderBy.append({part.column, part.isDescending});
        query.limit = DocumentQuery::MostLimit;
        const auto whole = watches.collection->query(query);
        QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().toText()));
        QVERIFY(whole->cursor.isEmpty());
        QCOMPARE(whole->documents.size(), *watches.collection->count());
        for (const int limit : {1, 7, 299, 300}) {
            query.limit = limit;
            query.cursor.clear();
            QStringList seen;
            do {
                const auto page = watches.collection->query(query);
                QVERIFY2(page, qPrintable(page ? QString() : page.error().toText()));
                QVERIFY(page->documents.size() == limit || page->cursor.isEmpty());
                seen += idsOf(page->documents);
                query.cursor = page->cursor;
            } while (!query.cursor.isEmpty());
            QCOMPARE(seen, idsOf(whole->documents));
        }
    }

    void anOrderLeavesOutWhatHasNoValue()
    {
        const Watches watches;
        fill(watches);
        QCOMPARE(found(watches, where({}, {{text("score"), true}})), (QStringList{text("b"), text("a"), text("c")}));
    }

    void wrongQueriesAreRefused()
    {
        const Watches watches;
        fill(watches);
        const auto refused = [&](const DocumentQuery &query) {
            const auto page = watches.collection->query(query);
            return !page && page.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(refused(where({{text("nothing"), Is::Equal, 1}})));
        QVERIFY(refused(where({{text("user\" = '' OR \"user"), Is::Equal, text("x")}})));
        QVERIFY(refused(where({}, {{text("body"), false}})));
        QVERIFY(refused(where({}, {{text("topics"), false}})));
        QVERIFY(refused(where({{text("score"), Is::Equal, text("1")}})));
        QVERIFY(refused(where({{text("user"), Is::ArrayContains, text("1")}})));
        QVERIFY(refused(where({{text("topics"), Is::Equal, text("1")}})));
        QVERIFY(refused(where({{text("score"), Is::Prefix, 1}})));
        QVERIFY(refused(where({{text("score"), Is::Less, {}}})));
        for (const int limit : {0, -1, DocumentQuery::MostLimit + 1}) {
            DocumentQuery query;
            query.limit = limit;
            QVERIFY(refused(query));
        }
    }

    void aCursorIsOfItsQueryAlone()
    {
        const Watches watches;
        fill(watches);
        auto query = where({}, {{text("user"), false}});
        query.limit = 2;
        const auto page = watches.collection->query(query);
        QVERIFY(!page->cursor.isEmpty());
        const auto refused = [&](DocumentQuery other, const QString &cursor) {
            other.cursor = cursor;
            const auto answer = watches.collection->query(other);
            return !answer && answer.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(!refused(query, page->cursor));
        QVERIFY(refused(where({}, {{text("user"), true}}), page->cursor));
        QVERIFY(refused(where({{text("active"), Is::Equal, true}}, {{text("user"), false}}), page->cursor));
        for (const auto *bad : {"x", "W10", "!!", "WyJhIiwiYiIsImMiXQ"})
            QVERIFY(refused(query, QLatin1String(bad)));
        query.limit = 3; // a longer page may go on where a short one ended
        QVERIFY(!refused(query, page->cursor));
    }

    void theCacheNeverGivesWhatWasWrittenOver()
    {
        const auto cache = QueryCache::inMemory(std::make_shared<SystemClock>());
        const Watches watches(cache);
        Collection other(watches.open(), watchesSchema(), watches.clock); // as another process, which knows of no cache
        const auto ana = where({{text("user"), Is::Equal, text("ana")}});
        QCOMPARE(found(watches, ana), QStringList());
        QVERIFY(watches.collection->set(text("a"), watch(text("ana"))));
        QCOMPARE(found(watches, ana), QStringList{text("a")});
        QCOMPARE(found(watches, ana), QStringList{text("a")});
        QCOMPARE(watches.collection->statistics().cachedQueries, qint64(1));
        QVERIFY(other.set(text("b"), watch(text("ana"))));
        QCOMPARE(found(watches, ana), (QStringList{text("a"), text("b")}));
        QVERIFY(other.remove(text("a")));
        QCOMPARE(found(watches, ana), QStringList{text("b")});
        QVERIFY(
            watches.collection->batchSet({{text("c"), watch(text("ana")), {}}, {text("b"), watch(text("ben")), {}}}));
        QCOMPARE(found(watches, ana), QStringList{text("c")});
        auto uncached = ana;
        uncached.useCache = false;
        const auto before = watches.collection->statistics().cachedQueries;
        QCOMPARE(found(watches, uncached), QStringList{text("c")});
        QCOMPARE(watches.collection->statistics().cachedQueries, before);
    }

    /// A restored copy counts on from where it was made: to the same numbers as the file whose place it takes.
    void theCacheIsNotMisledByARestoredFile()
    {
        const auto cache = QueryCache::inMemory(std::make_shared<SystemClock>());
        const QTemporaryDir dir;
        const auto path = dir.filePath(text("watches.db"));
        const auto clock = std::make_shared<SetClock>();
        const auto withCollection = [&](const std::function<void(Collection &)> &use) {
            const auto schema = collectionsSchema(text("The watches"), 0x54455354, {watchesSchema()});
            Collection collection(*Database::open(path, schema, clock), watchesSchema(), clock, cache);
            use(collection);
        };
        withCollection([](Collection &collection) { QVERIFY(collection.set(text("a"), watch(text("ana")))); });
        QVERIFY(QFile::copy(path, path + text(".kept")));
        withCollection([](Collection &collection) {
            QVERIFY(collection.set(text("b"), watch(text("ben"))));
            QCOMPARE(idsOf(collection.query({})->documents), (QStringList{text("a"), text("b")}));
        });
        QVERIFY(QFile::remove(path) && QFile::rename(path + text(".kept"), path));
        withCollection([](Collection &collection) {
            QVERIFY(collection.set(text("c"), watch(text("cem"))));
            QCOMPARE(idsOf(collection.query({})->documents), (QStringList{text("a"), text("c")}));
        });
    }
};

QTEST_GUILESS_MAIN(TestCollectionQuery)
#include "tst_collection_query.moc"
