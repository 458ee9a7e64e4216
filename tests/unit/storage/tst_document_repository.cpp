// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/document_repository.h"

#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

Document document(const QString &id, const QStringList &paragraphs, const QString &name = QStringLiteral("notes.txt"))
{
    Document document;
    document.id = id;
    document.name = name;
    document.format = QStringLiteral("text");
    int offset = 0;
    for (const auto &text : paragraphs) {
        Block block;
        block.text = text;
        block.page = 1 + int(document.blocks.size());
        block.offset = offset;
        block.section = QStringLiteral("Item %1").arg(block.page);
        block.area = QRectF(10, 20.5, 100, 12);
        offset += int(text.toUcs4().size()) + 1;
        document.blocks.append(block);
    }
    return document;
}

DocumentOrigin origin(const QString &path, const QString &company = {}, int year = 0)
{
    DocumentOrigin origin;
    origin.path = path;
    origin.companyId = company;
    origin.companyName = company;
    origin.fiscalYear = year;
    return origin;
}

PassageFilter filter(const QString &text, WordMatch match = WordMatch::All)
{
    PassageFilter filter;
    filter.text = text;
    filter.match = match;
    return filter;
}

QStringList textsOf(const Result<PassageHits> &hits)
{
    QStringList texts;
    for (const auto &hit : hits->hits)
        texts.append(hit.placed.passage.text);
    return texts;
}

struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        *test::openStore(dir.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
    DocumentRepository repository{database, clock};
};

} // namespace

class DocumentRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDocumentComesBackWithItsPassages()
    {
        Store store;
        auto given =
            document(QStringLiteral("aa"), {QStringLiteral("First words."), QStringLiteral("Second ä words.")});
        given.title = QStringLiteral("Title");
        given.date = QDate(2024, 3, 1);
        given.warnings = {QStringLiteral("one"), QStringLiteral("two")};
        QCOMPARE(*store.repository.store(given, origin(QStringLiteral("/a"), QStringLiteral("42"), 2023)),
                 StoredAs::New);
        const auto record = store.repository.record(QStringLiteral("aa"));
        QVERIFY(record);
        QCOMPARE(record->title, given.title);
        QCOMPARE(record->date, given.date);
        QCOMPARE(record->warnings, given.warnings);
        QCOMPARE(record->passages, 2);
        QCOMPARE(record->origin.fiscalYear, 2023);
        QCOMPARE(*store.repository.passages(QStringLiteral("aa")), passagesOf(given));
        QCOMPARE(store.repository.passages(QStringLiteral("aa"), 2)->size(), 1);
        const auto second = store.repository.passage(QStringLiteral("p/aa/2"));
        QVERIFY(second);
        QCOMPARE(second->passage.text, QStringLiteral("Second ä words."));
        QCOMPARE(second->passage.offset, 13);
        QCOMPARE(second->area, QRectF(10, 20.5, 100, 12));
        QVERIFY(!store.repository.passage(QStringLiteral("p/aa/3")));
        QVERIFY(!store.repository.passage(QStringLiteral("nonsense")));
    }

    void theSameFileTwiceIsStoredOnce()
    {
        Store store;
        const auto given = document(QStringLiteral("aa"), {QStringLiteral("Words.")});
        QCOMPARE(*store.repository.store(given, origin(QStringLiteral("/a"))), StoredAs::New);
        const auto changes = *store.repository.changeCounter();
        QCOMPARE(*store.repository.store(given, origin(QStringLiteral("/copy"))), StoredAs::Known);
        QCOMPARE(*store.repository.changeCounter(), changes);
        QCOMPARE(store.repository.list()->size(), 1);
    }

    void aDocumentAboutNobodyGetsTheCompanyThatIsNamedLater()
    {
        Store store;
        const auto given = document(QStringLiteral("aa"), {QStringLiteral("Inventories rose.")});
        auto from = origin(QStringLiteral("/a"));
        from.companyId.clear();
        from.companyName.clear();
        QCOMPARE(*store.repository.store(given, from), StoredAs::New);
        PassageFilter filter;
        filter.text = QStringLiteral("inventories");
        filter.companyId = QStringLiteral("acme");
        QCOMPARE(store.repository.search(filter)->total, 0);
        const auto changes = *store.repository.changeCounter();
        from.companyId = QStringLiteral("acme");
        from.companyName = QStringLiteral("Acme");
        from.facts = 7;
        QCOMPARE(*store.repository.store(given, from), StoredAs::Known);
        QVERIFY(*store.repository.changeCounter() > changes);
        QCOMPARE(store.repository.search(filter)->total, 1);
        QCOMPARE(store.repository.record(QStringLiteral("aa"))->origin.companyName, QStringLiteral("Acme"));
        QCOMPARE(store.repository.record(QStringLiteral("aa"))->origin.facts, 7);
        // What it is about is known by now: another name takes nothing away.
        from.companyId = QStringLiteral("other");
        QCOMPARE(*store.repository.store(given, from), StoredAs::Known);
        QCOMPARE(store.repository.record(QStringLiteral("aa"))->origin.companyId, QStringLiteral("acme"));
    }

    void aDocumentWithoutTextIsStoredAnewOnceItHasSome()
    {
        Store store;
        auto scan = document(QStringLiteral("aa"), {});
        const auto from = origin(QStringLiteral("/scan.pdf"));
        QCOMPARE(*store.repository.store(scan, from), StoredAs::New);
        QCOMPARE(*store.repository.store(scan, from), StoredAs::Known);
        const auto changes = *store.repository.changeCounter();
        const auto read = document(QStringLiteral("aa"), {QStringLiteral("Inventories rose.")});
        QCOMPARE(*store.repository.store(read, from), StoredAs::New);
        QVERIFY(*store.repository.changeCounter() > changes);
        QCOMPARE(store.repository.list()->size(), 1);
        QVERIFY(store.repository.superseded()->isEmpty());
        QCOMPARE(store.repository.record(QStringLiteral("aa"))->passages, 1);
        PassageFilter filter;
        filter.text = QStringLiteral("inventories");
        QCOMPARE(store.repository.search(filter)->total, 1);
        // Text that was found stays, even if it isn't found again.
        QCOMPARE(*store.repository.store(scan, from), StoredAs::Known);
        QCOMPARE(store.repository.search(filter)->total, 1);
    }

    void aChangedFileIsANewVersionAndTheOldIsKeptButNotFound()
    {
        Store store;
        QVERIFY(store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("old price")}),
                                       origin(QStringLiteral("/a"))));
        QCOMPARE(*store.repository.store(document(QStringLiteral("bb"), {QStringLiteral("new price")}),
                                         origin(QStringLiteral("/a"))),
                 StoredAs::NewVersion);
        QCOMPARE(textsOf(store.repository.search(filter(QStringLiteral("price")))),
                 QStringList{QStringLiteral("new price")});
        QCOMPARE(store.repository.list()->size(), 1);
        QCOMPARE(store.repository.superseded()->first().supersededBy, QStringLiteral("bb"));
        QCOMPARE(store.repository.passage(QStringLiteral("p/aa/1"))->passage.text, QStringLiteral("old price"));
        // Back to the earlier content.
        QCOMPARE(*store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("old price")}),
                                         origin(QStringLiteral("/a"))),
                 StoredAs::NewVersion);
        QCOMPARE(textsOf(store.repository.search(filter(QStringLiteral("price")))),
                 QStringList{QStringLiteral("old price")});
        QVERIFY(store.repository.remove(QStringLiteral("bb")));
        QVERIFY(store.repository.remove(QStringLiteral("aa")));
        QCOMPARE(store.repository.search(filter(QStringLiteral("price")))->total, 0);
    }

    void aRemovedDocumentIsGoneFromSearch()
    {
        Store store;
        QVERIFY(store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("lithium")}),
                                       origin(QStringLiteral("/a"))));
        QVERIFY(store.repository.store(document(QStringLiteral("bb"), {QStringLiteral("lithium too")}),
                                       origin(QStringLiteral("/b"))));
        QVERIFY(store.repository.remove(QStringLiteral("aa")));
        QCOMPARE(textsOf(store.repository.search(filter(QStringLiteral("lithium")))),
                 QStringList{QStringLiteral("lithium too")});
        QCOMPARE(store.repository.remove(QStringLiteral("aa")).error().code, ErrorCode::NotFound);
    }

    void aRemovedDocumentIsPutBackAsItWas()
    {
        Store store;
        const auto path = QStringLiteral("/tmp/notes.txt");
        QVERIFY(store.repository.store(
            document(QStringLiteral("aa"), {QStringLiteral("lithium price"), QStringLiteral("x")}),
            origin(path, QStringLiteral("c1"), 2024)));
        QVERIFY(store.repository.setNeverSent({QStringLiteral("aa")}, true));
        const auto record = *store.repository.record(QStringLiteral("aa"));
        const auto passages = *store.repository.passages(QStringLiteral("aa"));
        QVERIFY(store.repository.remove(QStringLiteral("aa")));
        QVERIFY(store.repository.restore(record, passages));
        QVERIFY(store.repository.restore(record, passages)); // it is there: nothing happens
        const auto again = store.repository.record(QStringLiteral("aa"));
        QVERIFY(again);
        QCOMPARE(again->importedAt, record.importedAt);
        QCOMPARE(again->origin.fiscalYear, 2024);
        QVERIFY(again->isNeverSent);
        const auto same = *store.repository.passages(QStringLiteral("aa"));
        QCOMPARE(same.size(), passages.size());
        for (qsizetype i = 0; i < same.size(); ++i) {
            QCOMPARE(same[i].passage.id, passages[i].passage.id);
            QCOMPARE(same[i].passage.text, passages[i].passage.text);
            QCOMPARE(same[i].area, passages[i].area);
        }
        QCOMPARE(store.repository.search(filter(QStringLiteral("lithium")))->total, 1);
        QCOMPARE(store.repository.list()->size(), 1);
    }

    void aNewerVersionStaysTheNewestWhenAnEarlierOneIsPutBack()
    {
        Store store;
        const auto path = QStringLiteral("/tmp/notes.txt");
        QVERIFY(
            store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("lithium price")}), origin(path)));
        const auto record = *store.repository.record(QStringLiteral("aa"));
        const auto passages = *store.repository.passages(QStringLiteral("aa"));
        QVERIFY(store.repository.remove(QStringLiteral("aa")));
        QVERIFY(store.repository.store(document(QStringLiteral("bb"), {QStringLiteral("cobalt price")}), origin(path)));
        QVERIFY(store.repository.restore(record, passages));
        QCOMPARE(store.repository.record(QStringLiteral("aa"))->supersededBy, QStringLiteral("bb"));
        QCOMPARE(*store.repository.newestAt(path), QStringLiteral("bb"));
        QCOMPARE(store.repository.search(filter(QStringLiteral("lithium")))->total, 0);
        QCOMPARE(store.repository.search(filter(QStringLiteral("cobalt")))->total, 1);
    }

    void wordsAreFoundInAnyFormAndMarked()
    {
        Store store;
        QVERIFY(store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("Risks of supply: risk rises"),
                                                                       QStringLiteral("Café in Köln")}),
                                       origin(QStringLiteral("/a"))));
        const auto hits = store.repository.search(filter(QStringLiteral("risk")));
        QCOMPARE(hits->total, 1);
        QCOMPARE(hits->hits[0].highlights, (QList<TextRange>{{0, 5}, {17, 4}}));
        QCOMPARE(hits->hits[0].placed.section, QStringLiteral("Item 1"));
        QVERIFY(hits->hits[0].score > 0);
        QCOMPARE(store.repository.search(filter(QStringLiteral("koln CAFE")))->total, 1);
        QCOMPARE(store.repository.search(filter(QStringLiteral("sup")))->total, 1);  // still being typed
        QCOMPARE(store.repository.search(filter(QStringLiteral("sup ")))->total, 0); // typed to its end
    }

    void phrasesAndExclusions()
    {
        Store store;
        QVERIFY(store.repository.store(
            document(QStringLiteral("aa"), {QStringLiteral("market share grew"), QStringLiteral("share of market")}),
            origin(QStringLiteral("/a"))));
        QCOMPARE(store.repository.search(filter(QStringLiteral("market share")))->total, 2);
        QCOMPARE(textsOf(store.repository.search(filter(QStringLiteral("\"market share\"")))),
                 QStringList{QStringLiteral("market share grew")});
        QCOMPARE(textsOf(store.repository.search(filter(QStringLiteral("share -grew")))),
                 QStringList{QStringLiteral("share of market")});
    }

    void aQuestionFindsWhatHoldsSomeOfItsWords()
    {
        Store store;
        QVERIFY(store.repository.store(
            document(QStringLiteral("aa"), {QStringLiteral("The main competitors are named here."),
                                            QStringLiteral("What is in the of the the.")}),
            origin(QStringLiteral("/a"))));
        const auto hits =
            store.repository.search(filter(QStringLiteral("Who are the competitors of Acme?"), WordMatch::Any));
        QCOMPARE(textsOf(hits), QStringList{QStringLiteral("The main competitors are named here.")});
    }

    void filtersNarrow()
    {
        Store store;
        QVERIFY(store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("battery")}),
                                       origin(QStringLiteral("/a"), QStringLiteral("42"), 2022)));
        QVERIFY(store.repository.store(
            document(QStringLiteral("bb"), {QStringLiteral("battery one"), QStringLiteral("battery two")}),
            origin(QStringLiteral("/b"), QStringLiteral("43"), 2023)));
        auto narrow = filter(QStringLiteral("battery"));
        QCOMPARE(store.repository.search(narrow)->total, 3);
        narrow.companyId = QStringLiteral("43");
        QCOMPARE(store.repository.search(narrow)->total, 2);
        narrow.section = QStringLiteral("Item 2");
        QCOMPARE(textsOf(store.repository.search(narrow)), QStringList{QStringLiteral("battery two")});
        narrow = filter(QStringLiteral("battery"));
        narrow.fiscalYear = 2022;
        QCOMPARE(store.repository.search(narrow)->hits.first().documentId, QStringLiteral("aa"));
        narrow = filter(QStringLiteral("battery"));
        narrow.limit = 2;
        narrow.offset = 2;
        QCOMPARE(store.repository.search(narrow)->hits.size(), 1);
        QCOMPARE(store.repository.search(narrow)->total, 3);
        QCOMPARE(*store.repository.sections(), (QStringList{QStringLiteral("Item 1"), QStringLiteral("Item 2")}));
    }

    void nothingInAQueryIsReadAsALanguage_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",        "   ",       "\"",
                                 "\"\"",    "-",         "- -",
                                 "a OR",    "NEAR(",     "text:",
                                 "*",       "(",         ")",
                                 "'; DROP", "-a",        "^x",
                                 "a*b",     "{x y}: z",  "\"open phrase",
                                 "+a",      "a AND NOT", "\xF0\x9F\x98\x80"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void nothingInAQueryIsReadAsALanguage()
    {
        QFETCH(QString, text);
        Store store;
        QVERIFY(store.repository.store(document(QStringLiteral("aa"), {QStringLiteral("a b c")}),
                                       origin(QStringLiteral("/a"))));
        for (const auto match : {WordMatch::All, WordMatch::Any}) {
            const auto hits = store.repository.search(filter(text, match));
            QVERIFY2(hits.has_value(), qPrintable(hits ? QString() : hits.error().message));
        }
    }

    void longParagraphsAreCutBetweenSentencesAndTableRowsJoined()
    {
        Document given;
        given.id = QStringLiteral("aa");
        QString text;
        for (int i = 0; i < 60; ++i)
            text += QStringLiteral("This sentence 😀 has number %1 and some words behind it. ").arg(i);
        text = text.trimmed();
        Block paragraph;
        paragraph.text = text;
        given.blocks.append(paragraph);
        QString whole = text;
        for (int row = 0; row < 3; ++row) {
            Block block;
            block.kind = BlockKind::TableRow;
            block.text = QStringLiteral("Cash\t%1").arg(row);
            block.offset = int(whole.toUcs4().size()) + 1;
            whole += QLatin1Char('\n') + block.text;
            given.blocks.append(block);
        }
        const auto passages = passagesOf(given);
        QVERIFY(passages.size() >= 4);
        const auto points = whole.toUcs4();
        for (const auto &placed : passages) {
            const auto wanted = placed.passage.text.toUcs4();
            QCOMPARE(points.mid(placed.passage.offset, wanted.size()), wanted);
            QVERIFY(placed.passage.text.size() <= 1'600);
        }
        QCOMPARE(passages.last().passage.text, QStringLiteral("Cash\t0\nCash\t1\nCash\t2"));
        QVERIFY(passages.first().passage.text.endsWith(QLatin1Char('.')));
    }
};

QTEST_GUILESS_MAIN(DocumentRepositoryTest)
#include "tst_document_repository.moc"
