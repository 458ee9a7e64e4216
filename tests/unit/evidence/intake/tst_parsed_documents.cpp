// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_store.h"
#include "evidence/intake/parsed_documents.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

/// A file, a cache on disk, and a parser that counts how often it was asked.
struct Fixture {
    Fixture()
    {
        QFile file(path);
        isWritten = file.open(QIODevice::WriteOnly) && file.write("a scan") > 0;
        const auto settings = Settings::load(dir.path(), QProcessEnvironment());
        cache = CacheStore::open({*settings, dir.path(), {}}, &pool, std::make_shared<SystemClock>());
    }

    Result<Document> get(bool isComplete)
    {
        const ParsedDocuments documents(cache->access(), QStringLiteral("options"));
        return documents.get(path,
                             [this, isComplete](const QString &, const CancellationToken &) -> Result<Document> {
                                 Document document;
                                 document.pages = ++parses;
                                 document.isComplete = isComplete;
                                 return document;
                             },
                             {});
    }

    QTemporaryDir dir;
    QString path = dir.filePath(QStringLiteral("scan.pdf"));
    bool isWritten = false;
    QThreadPool pool;
    std::unique_ptr<CacheStore> cache;
    int parses = 0;
};

} // namespace

class TestParsedDocuments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCompleteIsParsedOnce()
    {
        Fixture fixture;
        QVERIFY(fixture.isWritten);
        QCOMPARE(fixture.get(true)->pages, 1);
        QCOMPARE(fixture.get(true)->pages, 1);
        QCOMPARE(fixture.parses, 1);
    }

    void whatIsIncompleteIsGivenButNotKept()
    {
        Fixture fixture;
        QVERIFY(fixture.isWritten);
        const auto first = fixture.get(false);
        QVERIFY2(first, first ? "" : qPrintable(first.error().toText()));
        QCOMPARE(first->pages, 1);
        QVERIFY(!first->isComplete);
        QCOMPARE(fixture.get(true)->pages, 2);
        const auto kept = fixture.get(true);
        QCOMPARE(kept->pages, 2);
        QVERIFY(kept->isComplete);
    }

    void anErrorIsTheParsers()
    {
        Fixture fixture;
        const ParsedDocuments documents(fixture.cache->access(), {});
        const auto found = documents.get(fixture.path,
                                         [](const QString &, const CancellationToken &) -> Result<Document> {
                                             return fail(ErrorCode::Malformed, QStringLiteral("broken"));
                                         },
                                         {});
        QVERIFY(!found);
        QCOMPARE(found.error().message, QStringLiteral("broken"));
    }
};

QTEST_GUILESS_MAIN(TestParsedDocuments)
#include "tst_parsed_documents.moc"
