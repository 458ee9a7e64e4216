// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/document_repository.h"
#include "storage/passage_vectors.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace consultantos;

namespace {

Document document(const QString &id, const QStringList &paragraphs)
{
    Document document;
    document.id = id;
    document.name = id + QStringLiteral(".txt");
    document.format = QStringLiteral("text");
    for (const auto &text : paragraphs) {
        Block block;
        block.text = text;
        block.page = 1;
        document.blocks.append(block);
    }
    return document;
}

DocumentOrigin origin(const QString &path, const QString &company)
{
    DocumentOrigin origin;
    origin.path = path;
    origin.companyId = company;
    origin.companyName = company;
    return origin;
}

std::vector<float> direction(float degrees)
{
    const auto radians = degrees * 3.14159265F / 180;
    return {std::cos(radians), std::sin(radians), 0};
}

struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        *test::openStore(dir.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
    DocumentRepository documents{database, clock};
    PassageVectors vectors{database};

    void add(const QString &id, const QString &path, const QString &company, const QStringList &paragraphs)
    {
        QVERIFY(documents.store(document(id, paragraphs), origin(path, company)));
    }
    /// Passage n of what is missing gets the direction n · 10°.
    void embed(const QString &embedder, const PassageScope &scope = {})
    {
        const auto missing = vectors.missing(embedder, scope, 100);
        QVERIFY(missing);
        std::vector<std::pair<qint64, std::vector<float>>> made;
        for (qsizetype i = 0; i < missing->size(); ++i)
            made.emplace_back((*missing)[i].number, direction(10 * static_cast<float>(i)));
        QVERIFY(vectors.store(embedder, made));
    }
};

QStringList textsOf(const Result<QList<PlacedPassage>> &passages)
{
    QStringList texts;
    for (const auto &placed : *passages)
        texts.append(placed.passage.text);
    return texts;
}

const QString One = QStringLiteral("e1");

} // namespace

class PassageVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNearestComeFirst();
    void aScopeIsKeptTo();
    void whatIsMissingIsToldInOrderAndOnce();
    void vectorsOfOtherEmbeddersAreNeverCompared();
    void vectorsGoWithTheirDocument();
    void anEarlierVersionIsNotFound();
    void zerosAndOtherDimensionsAreFarFromAll();
};

void PassageVectorsTest::theNearestComeFirst()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"),
              {QStringLiteral("zero"), QStringLiteral("ten"), QStringLiteral("twenty"), QStringLiteral("thirty")});
    store.embed(One);
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(21), {}, 3)),
             (QStringList{QStringLiteral("twenty"), QStringLiteral("thirty"), QStringLiteral("ten")}));
    // 21° lies 1° and 9° from the two nearest: a cosine of 0.98 is 11.5°.
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(21), {}, 9, 0.98)),
             (QStringList{QStringLiteral("twenty"), QStringLiteral("thirty"), QStringLiteral("ten")}));
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(21), {}, 9, 0.99)), (QStringList{QStringLiteral("twenty")}));
    const auto first = store.vectors.nearest(One, direction(0), {}, 1);
    QCOMPARE(first->first().passage.id, QStringLiteral("p/a/1"));
    QCOMPARE(first->first().passage.document, QStringLiteral("a.txt"));
}

void PassageVectorsTest::aScopeIsKeptTo()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"), {QStringLiteral("of x")});
    store.add(QStringLiteral("b"), QStringLiteral("/b"), QStringLiteral("y"), {QStringLiteral("of y")});
    store.embed(One);
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(0), {QStringLiteral("y"), {}}, 9)),
             (QStringList{QStringLiteral("of y")}));
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(0), {{}, {QStringLiteral("a")}}, 9)),
             (QStringList{QStringLiteral("of x")}));
    QCOMPARE(store.vectors.nearest(One, direction(0), {}, 9)->size(), 2);
}

void PassageVectorsTest::whatIsMissingIsToldInOrderAndOnce()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"),
              {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")});
    const auto missing = store.vectors.missing(One, {}, 2);
    QCOMPARE(missing->size(), 2);
    QCOMPARE(missing->first().text, QStringLiteral("one"));
    QVERIFY(store.vectors.store(One, {{missing->first().number, direction(0)}}));
    QCOMPARE(store.vectors.missing(One, {}, 9)->size(), 2);
    QCOMPARE(store.vectors.missing(One, {}, 9)->first().text, QStringLiteral("two"));
    QCOMPARE(store.vectors.missing(One, {QStringLiteral("y"), {}}, 9)->size(), 0);
}

void PassageVectorsTest::vectorsOfOtherEmbeddersAreNeverCompared()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"), {QStringLiteral("one")});
    store.embed(One);
    QCOMPARE(store.vectors.nearest(QStringLiteral("e2"), direction(0), {}, 9)->size(), 0);
    QCOMPARE(store.vectors.missing(QStringLiteral("e2"), {}, 9)->size(), 1);
    store.embed(QStringLiteral("e2"));
    QCOMPARE(store.vectors.nearest(QStringLiteral("e2"), direction(0), {}, 9)->size(), 1);
    QCOMPARE(store.vectors.nearest(One, direction(0), {}, 9)->size(), 0);
}

void PassageVectorsTest::vectorsGoWithTheirDocument()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"), {QStringLiteral("one")});
    const auto number = store.vectors.missing(One, {}, 1)->first().number;
    store.embed(One);
    QVERIFY(store.documents.remove(QStringLiteral("a")));
    QCOMPARE(store.vectors.nearest(One, direction(0), {}, 9)->size(), 0);
    // One that comes too late, for a passage that is gone, is no error and leaves nothing.
    QVERIFY(store.vectors.store(One, {{number, direction(0)}}));
    QCOMPARE(store.vectors.nearest(One, direction(0), {}, 9)->size(), 0);
}

void PassageVectorsTest::anEarlierVersionIsNotFound()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"), {QStringLiteral("old")});
    store.embed(One);
    store.add(QStringLiteral("b"), QStringLiteral("/a"), QStringLiteral("x"), {QStringLiteral("new")});
    store.embed(One);
    QCOMPARE(textsOf(store.vectors.nearest(One, direction(0), {}, 9)), (QStringList{QStringLiteral("new")}));
}

void PassageVectorsTest::zerosAndOtherDimensionsAreFarFromAll()
{
    Store store;
    store.add(QStringLiteral("a"), QStringLiteral("/a"), QStringLiteral("x"),
              {QStringLiteral("nothing"), QStringLiteral("short")});
    const auto missing = store.vectors.missing(One, {}, 9);
    QVERIFY(store.vectors.store(One, {{(*missing)[0].number, {0, 0, 0}}, {(*missing)[1].number, {1}}}));
    QCOMPARE(store.vectors.nearest(One, direction(0), {}, 9)->size(), 0);
    QCOMPARE(store.vectors.missing(One, {}, 9)->size(), 0);
}

QTEST_GUILESS_MAIN(PassageVectorsTest)
#include "tst_passage_vectors.moc"
