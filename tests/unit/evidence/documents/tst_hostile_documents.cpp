// SPDX-License-Identifier: GPL-3.0-or-later
// Files made to do harm, through the one entry point: each costs one error that names it, in bounded time.
#include "evidence/documents/document_reader.h"
#include "office_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr qint64 SoonMs = 10'000; // also under sanitizers on a busy machine

QByteArray word(const QByteArray &text)
{
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

QByteArray docxWithBody(const QByteArray &xml)
{
    return zipOf({{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument word/document.xml"})},
                  {QStringLiteral("word/document.xml"), xml}});
}

QByteArray billionLaughs()
{
    QByteArray types = "<!ENTITY l0 \"lol\">";
    for (int i = 1; i < 10; ++i)
        types += "<!ENTITY l" + QByteArray::number(i) + " \"" + ("&l" + QByteArray::number(i - 1) + ";").repeated(10)
                 + "\">";
    return docxWithBody("<!DOCTYPE a [" + types + "]><w:document xmlns:w=\"w\"><w:body>" + word("&l9;")
                        + "</w:body></w:document>");
}

/// A sheet of a few kilobytes whose cells all name one string of a megabyte.
QByteArray sharedStringBomb()
{
    return xlsxOf(
        "<sheetData>" + QByteArray("<row><c t=\"s\"><v>0</v></c></row>").repeated(20'000) + "</sheetData>",
        {{QStringLiteral("xl/sharedStrings.xml"), "<sst><si><t>" + QByteArray(900'000, 'x') + "</t></si></sst>"}});
}

QList<std::pair<QString, QByteArray>> manyEntries(int count)
{
    QList<std::pair<QString, QByteArray>> entries;
    for (int i = 0; i < count; ++i)
        entries.append({QStringLiteral("word/%1.xml").arg(i), {}});
    return entries;
}

/// One sound file of each format.
QList<std::pair<QString, QByteArray>> soundFiles()
{
    return {
        {QStringLiteral("a.docx"), docxOf(word("Text"))},
        {QStringLiteral("a.xlsx"), xlsxOf("<sheetData><row><c><v>1</v></c></row></sheetData>")},
        {QStringLiteral("a.html"), "<html><body><table><tr><td colspan=2>a<td>b</tr></table><p>&amp;</p></html>"},
        {QStringLiteral("a.md"), "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- *x*\n  - [y](z)\n"},
        {QStringLiteral("a.csv"), "a;b\n\"x \"\"y\"\"\";1,5\n"},
        {QStringLiteral("a.eml"),
         "From: a\nTo: b\nSubject: =?utf-8?B?eA==?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx=\n--b--\n"},
        {QStringLiteral("a.xml"),
         "<?xml version='1.0'?><rss><channel><item><title>a &amp; b</title></item></channel></rss>"},
        {QStringLiteral("a.json"), "{\"title\":\"x\",\"items\":[{\"title\":\"a\",\"content_html\":\"<p>b</p>\"}]}"}};
}

/// Some three hundred places of a file.
qsizetype stepFor(const QByteArray &content)
{
    return 1 + content.size() / 300;
}

} // namespace

class TestHostileDocuments : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const DocumentReader m_reader{standardDocumentImporters()};

    QString written(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write(content);
        return file.fileName();
    }

private Q_SLOTS:
    void isRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char *name, const QByteArray &content) {
            QTest::newRow(name) << QString::fromLatin1(name) << content;
        };
        row("zip bomb.docx", docxWithBody("<w:document xmlns:w=\"w\"><w:body>" + QByteArray(100'000'000, ' ')
                                          + "</w:body></w:document>"));
        row("bomb in a part.xlsx", xlsxOf("<sheetData/>", {{QStringLiteral("xl/sharedStrings.xml"),
                                                            "<sst>" + QByteArray(100'000'000, '\n') + "</sst>"}}));
        row("billion laughs.docx", billionLaughs());
        row("external entity.docx",
            docxWithBody("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:document xmlns:w=\"w\"><w:body>"
                         + word("&x;") + "</w:body></w:document>"));
        row("external entity.xml", "<!DOCTYPE rss [<!ENTITY x SYSTEM "
                                   "\"http://127.0.0.1:1/x\">]><rss><channel><title>&x;</title></channel></rss>");
        row("deep.docx", docxOf(QByteArray("<w:sdt>").repeated(200'000)));
        row("deep.html", "<html>" + QByteArray("<div>").repeated(500'000));
        row("deep.md", QByteArray(100'000, '>') + "x");
        row("path trick.docx",
            zipOf(Entries{{QStringLiteral("word/document.xml"), "<x/>"}, {QStringLiteral("../../.profile"), "x"}}));
        row("too many entries.docx",
            zipOf(manyEntries(10'001) + Entries{{QStringLiteral("word/document.xml"), "<x/>"}}));
        row("encrypted.docx", zipOf({{QStringLiteral("word/document.xml"), "<x/>"}}, false, "secret"));
        row("cut.docx", docxOf(word("Text")).chopped(100));
        row("loop of relations.docx",
            zipOf({{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument _rels/.rels"})}}));
        row("bytes named.docx", QByteArray("\x00\x01\x02\x03", 4).repeated(1'000));
        row("no relations.xlsx", zipOf({{QStringLiteral("xl/workbook.xml"), "<workbook/>"}}));
    }

    void isRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const auto path = written(name, content);
        QElapsedTimer timer;
        timer.start();
        const auto document = m_reader.read(path);
        QVERIFY2(timer.elapsed() < SoonMs, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!document);
        QVERIFY2(document.error().message.contains(name), qPrintable(document.error().toText()));
        QVERIFY(!document.error().detail.isEmpty());
    }

    void aRepeatedStringCostsLittle()
    {
        // Twenty gigabytes if each cell had its own copy of the text, and as many as a row's text.
        ImportLimits limits;
        limits.time = std::chrono::seconds(5);
        QElapsedTimer timer;
        timer.start();
        const auto document = m_reader.read(written(QStringLiteral("strings.xlsx"), sharedStringBomb()), limits);
        QVERIFY(timer.elapsed() < SoonMs);
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
    }

    void anyCutIsSurvived()
    {
        for (const auto &[name, content] : soundFiles()) {
            for (qsizetype length = 1; length < content.size(); length += stepFor(content)) {
                const auto document = m_reader.read(written(name, content.left(length)));
                QVERIFY2(document || document.error().message.contains(name), qPrintable(name));
            }
            QVERIFY2(m_reader.read(written(name, content)), qPrintable(name));
        }
    }

    void anyChangedByteIsSurvived()
    {
        for (const auto &[name, content] : soundFiles()) {
            for (qsizetype i = 0; i < content.size(); i += stepFor(content)) {
                auto changed = content;
                changed[i] = char(~changed[i]);
                const auto document = m_reader.read(written(name, changed));
                QVERIFY2(!document || hasSoundOffsets(*document), qPrintable(name));
            }
        }
    }

    void theTimeLimitIsKept_data() { addLargeFiles(); }
    void theTimeLimitIsKept()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        ImportLimits limits;
        limits.time = std::chrono::milliseconds(20);
        const auto path = written(name, content);
        QElapsedTimer timer;
        timer.start();
        const auto document = m_reader.read(path, limits);
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::TimedOut);
    }

    void aCancelIsHeard_data() { addLargeFiles(); }
    void aCancelIsHeard()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const auto path = written(name, content);
        CancellationSource source;
        QElapsedTimer sinceCancel;
        const std::unique_ptr<QThread> canceller(QThread::create([&] {
            QThread::msleep(20);
            sinceCancel.start();
            source.cancel();
        }));
        canceller->start();
        const auto document = m_reader.read(path, {}, source.token());
        canceller->wait();
        QVERIFY2(sinceCancel.elapsed() < 2'000, qPrintable(QString::number(sinceCancel.elapsed())));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Cancelled);
    }

private:
    static void addLargeFiles()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char *name, const QByteArray &content) {
            QTest::newRow(name) << QString::fromLatin1(name) << content;
        };
        row("large.csv", QByteArray("some,text,1.5,2024-01-01\n").repeated(400'000));
        row("large.txt", QByteArray("A line of text.\n\n").repeated(600'000));
        row("large.md", QByteArray("A *line* of text.\n\n").repeated(400'000));
        row("large.html", "<html>" + QByteArray("<p>A <b>line</b> of text.").repeated(400'000));
        row("large.xml",
            "<rss><channel>" + QByteArray("<item><title>A</title></item>").repeated(300'000) + "</channel></rss>");
    }
};

QTEST_GUILESS_MAIN(TestHostileDocuments)
#include "tst_hostile_documents.moc"
