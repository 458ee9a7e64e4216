// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/pdf_importer.h"
#include "evidence/pdf/text_recognition.h"
#include "pdf_fixture.h"
#include "shell_stand_ins.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <chrono>
#include <optional>

using namespace consultantos;
using namespace std::chrono_literals;
using consultantos::test::PdfFixture;

namespace {

const QByteArray RecognisedTable =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t300\t1500\t200\t50\t96.1\tNet\n"
    "5\t1\t1\t1\t1\t2\t520\t1500\t200\t50\t95.0\tsales\n"
    "5\t1\t1\t1\t1\t3\t760\t1500\t200\t50\t20.0\tsmudge\n";

/// A page that is nothing but a picture of text.
QString writeScan(const QString &name, int pages = 1)
{
    QImage picture(1275, 1650, QImage::Format_Grayscale8); // 150 dots per inch
    picture.fill(Qt::white);
    QPainter painter(&picture);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(32);
    painter.setFont(font);
    painter.drawText(150, 500, QStringLiteral("Inventories rose in the second quarter."));
    painter.end();
    PdfFixture pdf(name);
    pdf.picture(QRectF(0, 0, 612, 792), picture);
    for (int page = 1; page < pages; ++page) {
        pdf.newPage();
        pdf.picture(QRectF(0, 0, 612, 792), picture);
    }
    return pdf.finish();
}

QString program(const QString &name, const QByteArray &commands)
{
    const auto path = PdfFixture::folder().filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + commands) < 0)
        qFatal("can't write %s", qPrintable(name));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

Document imported(const QString &path, const TextRecognition &recognition)
{
    const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER), recognition).read(path, {}, {});
    if (!document)
        qWarning("%s", qPrintable(document.error().toText()));
    return document.value_or(Document{});
}

} // namespace

class TestTextRecognition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsHaveTheirPlaceInPoints()
    {
        const auto words = pdf::recognisedWords(RecognisedTable, 300);
        QCOMPARE(words.size(), 2);
        QCOMPARE(words[1].text, QStringLiteral("sales"));
        QCOMPARE(words[0].area, QRectF(72, 360, 48, 12));
    }

    void offUnlessGiven()
    {
        const auto document = imported(writeScan(QStringLiteral("off.pdf")), {});
        QVERIFY(document.blocks.isEmpty());
        QCOMPARE(document.warnings.size(), 1);
    }

    void aPictureIsDrawnAndItsWordsAreTaken()
    {
        SKIP_WITHOUT_SHELL();
        // Gives the words only if the picture it is handed is a PNG.
        const auto fake = program(QStringLiteral("fake-ocr"), "head -c 4 \"$1\" | grep -q PNG || exit 1\ncat <<'END'\n"
                                                                  + RecognisedTable + "END\n");
        const auto document = imported(writeScan(QStringLiteral("fake.pdf")), {fake, QStringLiteral("eng")});
        QCOMPARE(document.blocks.size(), 1);
        QCOMPARE(document.blocks[0].text, QStringLiteral("Net sales"));
        QCOMPARE(document.blocks[0].page, 1);
        QCOMPARE(document.warnings.size(), 1);
        QVERIFY2(document.warnings[0].contains(QStringLiteral("recognised")), qPrintable(document.warnings[0]));
    }

    void aProgramThatFailsLeavesThePageEmpty()
    {
        SKIP_WITHOUT_SHELL();
        const auto fake = program(QStringLiteral("failing-ocr"), "exit 3\n");
        const auto document = imported(writeScan(QStringLiteral("failing.pdf")), {fake, QStringLiteral("eng")});
        QVERIFY(document.blocks.isEmpty());
        QVERIFY(document.isComplete);
        QCOMPARE(document.warnings.size(), 1);
    }

    void whatTimeRanOutForIsSaidAndNotKept()
    {
        SKIP_WITHOUT_SHELL();
        // Gives the words of the first picture, and then none for a long time.
        const auto marker = PdfFixture::folder().filePath(QStringLiteral("was-called"));
        const auto fake = program(QStringLiteral("slow-ocr"),
                                  "[ -e '" + QFile::encodeName(marker) + "' ] && exec sleep 600\ntouch '"
                                      + QFile::encodeName(marker) + "'\ncat <<'END'\n" + RecognisedTable + "END\n");
        const PdfImporter importer(QStringLiteral(CONSULTANTOS_PDF_HELPER), {fake, QStringLiteral("eng")});
        const auto scan = writeScan(QStringLiteral("slow.pdf"), 3);
        // A busy machine may need longer for the pages themselves.
        ImportLimits limits;
        Result<Document> document = fail(ErrorCode::TimedOut, QString());
        for (limits.time = 2s; limits.time < 100s; limits.time *= 2) {
            QFile::remove(marker);
            document = importer.read(scan, limits, {});
            if (document && !document->blocks.isEmpty())
                break;
        }
        QVERIFY2(document, document ? "" : qPrintable(document.error().toText()));
        QVERIFY(!document->isComplete);
        QCOMPARE(document->blocks.size(), 1);
        QCOMPARE(document->warnings.size(), 2);
        QVERIFY2(document->warnings[1].contains(QStringLiteral("after page 1")), qPrintable(document->warnings[1]));
    }

    void timeForNoPictureAtAllIsNotCalledAPictureWithoutText()
    {
        SKIP_WITHOUT_SHELL();
        const auto fake = program(QStringLiteral("stuck-ocr"), "exec sleep 600\n");
        const PdfImporter importer(QStringLiteral(CONSULTANTOS_PDF_HELPER), {fake, QStringLiteral("eng")});
        const auto scan = writeScan(QStringLiteral("stuck.pdf"));
        ImportLimits limits;
        Result<Document> document = fail(ErrorCode::TimedOut, QString());
        for (limits.time = 2s; limits.time < 100s && !document; limits.time *= 2)
            document = importer.read(scan, limits, {});
        QVERIFY2(document, document ? "" : qPrintable(document.error().toText()));
        QVERIFY(!document->isComplete);
        QCOMPARE(document->warnings.size(), 1);
        QVERIFY2(document->warnings[0].contains(QStringLiteral("Time ran out")), qPrintable(document->warnings[0]));
    }

    void tesseractReadsAScan()
    {
        const auto recognition = TextRecognition::installed();
        if (recognition.program.isEmpty())
            QSKIP("Tesseract is not installed");
        const auto document = imported(writeScan(QStringLiteral("scan.pdf")), recognition);
        QCOMPARE(document.blocks.size(), 1);
        QCOMPARE(document.blocks[0].text, QStringLiteral("Inventories rose in the second quarter."));
        QVERIFY(qAbs(document.blocks[0].area.left() - 72) < 4);
    }
};

QTEST_MAIN(TestTextRecognition)
#include "tst_text_recognition.moc"
