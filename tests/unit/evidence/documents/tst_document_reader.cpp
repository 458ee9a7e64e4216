// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/document_reader.h"
#include "office_fixture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// An OLE container whose directory names this stream.
QByteArray oleWith(const QString &stream)
{
    QByteArray bytes(1536, '\0');
    bytes.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[30] = 9;                                                // sectors of 512 bytes
    qToLittleEndian<quint32>(1, bytes.data() + 48);               // the directory is sector 1
    qToLittleEndian<quint32>(0, bytes.data() + 76);               // the table of sectors is sector 0
    qToLittleEndian<quint32>(0xFFFFFFFE, bytes.data() + 512 + 4); // sector 1 ends its chain
    for (qsizetype i = 0; i < stream.size(); ++i)
        qToLittleEndian<quint16>(stream[i].unicode(), bytes.data() + 1024 + 2 * i);
    qToLittleEndian<quint16>(quint16(2 * (stream.size() + 1)), bytes.data() + 1024 + 64);
    return bytes;
}

/// Takes everything, to see what is asked and in which order.
class GreedyImporter final : public DocumentImporter {
public:
    QString format() const override { return QStringLiteral("greedy"); }
    bool accepts(const QByteArray &, const QString &) const override { return true; }
    Result<Document> read(const QString &, const ImportLimits &, const CancellationToken &) const override
    {
        Document document;
        document.format = format();
        return document;
    }
};

} // namespace

class TestDocumentReader : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString written(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write(content);
        return file.fileName();
    }

    Result<Document> readAs(const QString &name, const QByteArray &content, const ImportLimits &limits = {})
    {
        return DocumentReader(standardDocumentImporters()).read(written(name, content), limits);
    }

private Q_SLOTS:
    void findsTheFormatByContent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("format");
        const auto docx = docxOf("<w:p><w:r><w:t>Text</w:t></w:r></w:p>");
        const auto xlsx = xlsxOf("<sheetData><row><c><v>1</v></c></row></sheetData>");
        const auto row = [](const char *name, const QByteArray &content, const char *format) {
            QTest::newRow(name) << QString::fromLatin1(name) << content << QString::fromLatin1(format);
        };
        row("a.docx", docx, "docx");
        row("word named.pdf", docx, "docx");
        row("a.xlsx", xlsx, "xlsx");
        row("sheet named.docx", xlsx, "xlsx");
        row("no ending", xlsx, "xlsx");
        row("a.html", "<html><p>Text</html>", "html");
        row("page.xls", "<html><table><tr><td>a<td>b</table></html>", "html");
        row("a.md", "# Heading", "markdown");
        row("a.csv", "a,b\n1,2\n", "csv");
        row("tabs.txt", "a\tb\n1\t2\n3\t4\n5\t6\n", "csv");
        row("a.txt", "Some text.", "text");
        row("text named.docx", "Some text.", "text");
        row("embedding.docx",
            docxOf("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", {{QStringLiteral("word/embeddings/a.xlsx"), xlsx}}),
            "docx");
    }

    void findsTheFormatByContent()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, format);
        const auto document = readAs(name, content);
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->format, format);
        QCOMPARE(document->name, name);
        QVERIFY(!document->blocks.isEmpty());
        QCOMPARE(document->id,
                 QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(16)));
    }

    void saysWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const QByteArray &content, const char *word) {
            QTest::newRow(name) << QString::fromLatin1(name) << content << QString::fromLatin1(word);
        };
        row("empty.docx", "", "empty");
        row("old.xls", oleWith(QStringLiteral("Workbook")), "XLSX");
        row("old.doc", oleWith(QStringLiteral("WordDocument")), "DOCX");
        row("old.ppt", oleWith(QStringLiteral("PowerPoint Document")), "PPTX");
        row("mail.msg", oleWith(QStringLiteral("__properties_version1.0")), "EML");
        row("locked.xlsx", oleWith(QStringLiteral("EncryptedPackage")), "password");
        row("damaged.doc", oleWith(QStringLiteral("WordDocument")).left(600), "no kind");
        row("bytes.bin", QByteArray("\x01\x02\x03\x04\x00\x05\x06\x07", 8), "no kind");
        row("files.zip", zipOf({{QStringLiteral("a.txt"), "a"}}), "Unpack");
        row("binary.xlsb", zipOf({{QStringLiteral("xl/workbook.bin"), "a"}}), "XLSX");
        row("rich.doc", "{\\rtf1 Text}", "DOCX");
        row("data.json", "{\"a\": 1}", "no kind");
        row("cut.docx", docxOf("<w:p/>").left(300), "damaged");
        row("locked parts.docx", zipOf({{QStringLiteral("word/document.xml"), "x"}}, false, "pw"), "password");
    }

    void saysWhatItCannotRead()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, word);
        const auto document = readAs(name, content);
        QVERIFY(!document);
        const auto text = document.error().toText();
        QVERIFY2(text.contains(word), qPrintable(text));
        QVERIFY2(document.error().message.contains(name), qPrintable(text));
        QVERIFY2(!document.error().detail.isEmpty(), qPrintable(text));
    }

    void saysWhatIsNoFile()
    {
        const DocumentReader reader(standardDocumentImporters());
        QCOMPARE(reader.read(m_folder.filePath(QStringLiteral("none.txt"))).error().code, ErrorCode::NotFound);
        QCOMPARE(reader.read(m_folder.path()).error().code, ErrorCode::Unreadable);
    }

    void limitsTheSize()
    {
        ImportLimits limits;
        limits.inputBytes = 10;
        QVERIFY(readAs(QStringLiteral("a.txt"), "0123456789", limits));
        const auto large = readAs(QStringLiteral("b.txt"), "0123456789x", limits);
        QVERIFY(!large);
        QCOMPARE(large.error().code, ErrorCode::Malformed);
    }

    void findsTheDirectoryOfALargeArchive()
    {
        // Nothing that tells the format stands in the first kilobytes.
        QByteArray noise(400'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < noise.size(); ++i)
            noise[i] = char((i * 7919) >> 3);
        const auto document = readAs(
            QStringLiteral("large.bin"),
            zipOf(
                Entries{
                    {QStringLiteral("media/picture.png"), noise},
                    {QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument word/document.xml"})},
                    {QStringLiteral("word/document.xml"),
                     "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:body></w:document>"}},
                true));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->format, QStringLiteral("docx"));
    }

    void asksImportersInOrder()
    {
        std::vector<std::unique_ptr<DocumentImporter>> importers;
        importers.push_back(std::make_unique<GreedyImporter>());
        for (auto &importer : standardDocumentImporters())
            importers.push_back(std::move(importer));
        const DocumentReader reader(std::move(importers));
        QCOMPARE(reader.formats().constFirst(), QStringLiteral("greedy"));
        QCOMPARE(reader.read(written(QStringLiteral("a.txt"), "text"))->format, QStringLiteral("greedy"));
    }

    void cancels()
    {
        CancellationSource source;
        source.cancel();
        const auto document = DocumentReader(standardDocumentImporters())
                                  .read(written(QStringLiteral("a.txt"), "text"), {}, source.token());
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Cancelled);
    }

    void aTextWithoutTextSaysSo()
    {
        const auto document = readAs(QStringLiteral("blank.txt"), "\n \n");
        QVERIFY(document);
        QCOMPARE(document->warnings.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDocumentReader)
#include "tst_document_reader.moc"
