// SPDX-License-Identifier: GPL-3.0-or-later
// Office files and feeds as others made them: each gives a document or a clear reason, and where the expected content is
// given, all of its words and table cells are there.
#include "evidence/documents/document_reader.h"
#include "import_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QString dataFolder()
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
}

QFileInfoList filesIn(const QString &folder)
{
    return QDir(dataFolder() + folder).entryInfoList(QDir::Files, QDir::Name);
}

/// Kinds that are not read, or not by this reader: PDF has an importer of its own.
bool isOfOtherKind(const QFileInfo &file)
{
    static const QSet<QString> endings{QStringLiteral("pdf"), QStringLiteral("xls"), QStringLiteral("msg"),
                                       QStringLiteral("bin")};
    return endings.contains(file.suffix().toLower());
}

/// The words of a Markdown text without its marks, numbers of list items and punctuation.
QSet<QString> wordsOf(QString markdown)
{
    static const QRegularExpression comment(QStringLiteral("<!--.*?-->"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression marks(
        QStringLiteral("[|*~_#\\\\]+|(?<=\\s)-+(?=\\s)|^-+|(?<=\\s)\\d+\\.(?=\\s)|[.,:;!?]+(?=\\s|$)"));
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    markdown.remove(comment);
    markdown.replace(QStringLiteral("&#124;"), QStringLiteral(" "));
    markdown.replace(marks, QStringLiteral(" "));
    markdown.replace(marks, QStringLiteral(" ")); // what one mark hid from the next
    const auto words = markdown.split(blanks, Qt::SkipEmptyParts);
    return {words.begin(), words.end()};
}

QSet<QString> wordsOf(const Document &document)
{
    QSet<QString> words;
    for (const auto &block : document.blocks)
        words.unite(wordsOf(block.text));
    return words;
}

/// What the converter wrote of its own accord: names of kinds of charts.
bool isOfConverter(const QString &word)
{
    static const QRegularExpression rule(QStringLiteral("^:?-+:?$"));
    static const QSet<QString> words{QStringLiteral("Bar"),   QStringLiteral("Line"),  QStringLiteral("Scatter"),
                                     QStringLiteral("Other"), QStringLiteral("chart"), QStringLiteral("by"),
                                     QStringLiteral("Owner"), QStringLiteral("avatar")};
    return words.contains(word) || word.contains(rule) || word.startsWith(QLatin1Char('\''));
}

/// The cells of the Markdown's table rows, without those of the ruler.
QStringList tableCells(const QString &markdown)
{
    static const QRegularExpression ruler(QStringLiteral("^[-: ]*$"));
    QStringList cells;
    for (const auto &line : markdown.split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1Char('|')))
            continue;
        for (auto &cell : line.split(QLatin1Char('|'), Qt::SkipEmptyParts)) {
            cell.replace(QStringLiteral("&#124;"), QStringLiteral("|"));
            cell = cell.simplified();
            if (!cell.contains(ruler))
                cells << cell;
        }
    }
    return cells;
}

} // namespace

class TestRealDocuments : public QObject {
    Q_OBJECT

private:
    const DocumentReader m_reader{standardDocumentImporters()};

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(dataFolder() + QStringLiteral("/documents/office")).exists())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
    }

    void everyFileIsReadOrSaysWhy_data()
    {
        QTest::addColumn<QFileInfo>("file");
        for (const auto *folder : {"/documents/office", "/feeds"}) {
            for (const auto &file : filesIn(QLatin1String(folder)))
                QTest::newRow(qPrintable(file.fileName())) << file;
        }
    }

    void everyFileIsReadOrSaysWhy()
    {
        QFETCH(QFileInfo, file);
        QElapsedTimer timer;
        timer.start();
        const auto document = m_reader.read(file.filePath());
        QVERIFY(timer.elapsed() < 2'000);
        QCOMPARE(document.has_value(), !isOfOtherKind(file));
        if (!document) {
            QVERIFY(document.error().message.contains(file.fileName()));
            QVERIFY(!document.error().detail.isEmpty());
            return;
        }
        QVERIFY(!document->blocks.isEmpty());
        QVERIFY(hasSoundOffsets(*document));
        QCOMPARE(document->name, file.fileName());
        for (const auto &block : document->blocks)
            QVERIFY2(!block.text.contains(QChar::ReplacementCharacter), qPrintable(block.text));
    }

    void theExpectedContentIsThere_data()
    {
        QTest::addColumn<QFileInfo>("expected");
        for (const auto &file : filesIn(QStringLiteral("/documents/office/expected"))) {
            const QFileInfo original(dataFolder() + QStringLiteral("/documents/office/") + file.completeBaseName());
            if (original.exists() && !isOfOtherKind(original))
                QTest::newRow(qPrintable(original.fileName())) << file;
        }
    }

    void theExpectedContentIsThere()
    {
        QFETCH(QFileInfo, expected);
        QFile file(expected.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto markdown = QString::fromUtf8(file.readAll());
        const auto document =
            m_reader.read(dataFolder() + QStringLiteral("/documents/office/") + expected.completeBaseName());
        QVERIFY(document);
        QStringList missing;
        const auto found = wordsOf(*document);
        for (const auto &word : wordsOf(markdown)) {
            if (!found.contains(word) && !isOfConverter(word))
                missing << word;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral(" / "))));
    }

    void theExpectedCellsAreThere_data()
    {
        QTest::addColumn<QString>("name");
        // In the others, cells hold lists or tables, which the converter writes with marks of its own.
        for (const auto *kind : {"csv", "xlsx", "pptx"}) {
            for (const auto &file : filesIn(QStringLiteral("/documents/office/expected"))) {
                if (file.completeBaseName().endsWith(QLatin1String(kind)))
                    QTest::newRow(qPrintable(file.completeBaseName())) << file.completeBaseName();
            }
        }
    }

    void theExpectedCellsAreThere()
    {
        QFETCH(QString, name);
        QFile file(dataFolder() + QStringLiteral("/documents/office/expected/") + name + QStringLiteral(".md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto document = m_reader.read(dataFolder() + QStringLiteral("/documents/office/") + name);
        QVERIFY(document);
        QSet<QString> cells;
        for (const auto &table : document->tables) {
            for (const auto &cell : table.cells)
                cells.insert(cell.text);
        }
        for (const auto &cell : tableCells(QString::fromUtf8(file.readAll())))
            QVERIFY2(cells.contains(cell), qPrintable(cell));
    }
};

QTEST_GUILESS_MAIN(TestRealDocuments)
#include "tst_real_documents.moc"
