// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/rank_fusion.h"
#include "evidence/asking/stored_passages.h"
#include "storage/database.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace consultantos;

namespace {

/// Knows three meanings by their words in two languages.
class ThreeMeanings final : public Embedder {
public:
    [[nodiscard]] QString id() const override { return QStringLiteral("three"); }
    [[nodiscard]] Result<std::vector<float>> embed(const QString &text) const override
    {
        if (m_fails)
            return fail(ErrorCode::Network, QStringLiteral("The embedding model did not answer."));
        ++m_embedded;
        const auto has = [&](const char *one, const char *other) {
            return text.contains(QLatin1String(one)) || text.contains(QLatin1String(other)) ? 1.0F : 0.0F;
        };
        return std::vector<float>{has("battery", "Akku"), has("wages", "Lohn"), has("lawsuit", "Klage")};
    }

    std::atomic<bool> m_fails = false;
    mutable std::atomic<int> m_embedded = 0;
};

struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        *Database::open(dir.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
    std::shared_ptr<DocumentRepository> documents = std::make_shared<DocumentRepository>(database, clock);
    std::shared_ptr<ThreeMeanings> embedder = std::make_shared<ThreeMeanings>();
    StoredPassages fused{documents, {}, {std::make_shared<PassageVectors>(database), embedder}};
    StoredPassages words{documents, {}};

    Store()
    {
        Document document;
        document.id = QStringLiteral("d");
        document.name = QStringLiteral("notes.txt");
        document.format = QStringLiteral("text");
        for (const auto *text : {"The battery plant opens in spring.", "A lawsuit over patents was settled.",
                                 "Wages rise: wages of the plant's staff."}) {
            Block block;
            block.text = QString::fromLatin1(text);
            document.blocks.append(block);
        }
        DocumentOrigin origin;
        origin.path = QStringLiteral("/notes.txt");
        (void)documents->store(document, origin);
    }
};

QStringList idsOf(const Result<QList<Passage>> &passages)
{
    QStringList ids;
    for (const auto &passage : *passages)
        ids.append(passage.id);
    return ids;
}

} // namespace

class StoredPassagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ranksAreFusedByTheirReciprocals();
    void likenessFindsWhatWordsDont();
    void bothTogetherBeatEither();
    void passagesAreEmbeddedOnce();
    void aFailingEmbedderLeavesTheWords();
};

void StoredPassagesTest::ranksAreFusedByTheirReciprocals()
{
    const auto list = [](const char *letters) {
        QList<QString> ids;
        for (; *letters != '\0'; ++letters)
            ids.append(QString(QLatin1Char(*letters)));
        return ids;
    };
    // b: 1/62 + 1/61, a: 1/61 + 1/63, c: 1/63, d: 1/62.
    QCOMPARE(fuseRanks({list("abc"), list("bda")}), list("badc"));
    QCOMPARE(fuseRanks({list("abc"), {}}), list("abc"));
    QCOMPARE(fuseRanks({list("ab"), list("cd")}), list("acbd"));
    QCOMPARE(fuseRanks({}), list(""));
}

void StoredPassagesTest::likenessFindsWhatWordsDont()
{
    const Store store;
    QVERIFY(store.words.find(QStringLiteral("Akku"), 5)->isEmpty());
    QCOMPARE(idsOf(store.fused.find(QStringLiteral("Akku"), 5)), (QStringList{QStringLiteral("p/d/1")}));
}

void StoredPassagesTest::bothTogetherBeatEither()
{
    const Store store;
    // By its words the plant stands in two passages, by its meaning it is the battery's.
    const auto found = idsOf(store.fused.find(QStringLiteral("Akku plant"), 5));
    QCOMPARE(found.first(), QStringLiteral("p/d/1"));
    QVERIFY(found.contains(QStringLiteral("p/d/3")));
    QCOMPARE(store.fused.find(QStringLiteral("Akku plant"), 1)->size(), 1);
}

void StoredPassagesTest::passagesAreEmbeddedOnce()
{
    const Store store;
    (void)store.fused.find(QStringLiteral("Klage"), 5);
    QCOMPARE(store.embedder->m_embedded.load(), 4); // three passages and the query
    (void)store.fused.find(QStringLiteral("Lohn"), 5);
    QCOMPARE(store.embedder->m_embedded.load(), 5);
}

void StoredPassagesTest::aFailingEmbedderLeavesTheWords()
{
    const Store store;
    store.embedder->m_fails = true;
    QCOMPARE(idsOf(store.fused.find(QStringLiteral("lawsuit"), 5)), (QStringList{QStringLiteral("p/d/2")}));
    store.embedder->m_fails = false;
    QCOMPARE(idsOf(store.fused.find(QStringLiteral("Klage"), 5)), (QStringList{QStringLiteral("p/d/2")}));
}

QTEST_GUILESS_MAIN(StoredPassagesTest)
#include "tst_stored_passages.moc"
