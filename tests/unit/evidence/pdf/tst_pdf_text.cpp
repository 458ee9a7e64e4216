// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/document_builder.h"
#include "evidence/pdf/pdf_importer.h"
#include "pdf_fixture.h"

#include <QTest>

using namespace consultantos;
using consultantos::test::PdfFixture;

namespace {

Document imported(const QString &path)
{
    const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER)).read(path, {}, {});
    if (!document)
        qWarning("%s", qPrintable(document.error().toText()));
    return document.value_or(Document{});
}

QStringList texts(const Document &document)
{
    QStringList all;
    for (const auto &block : document.blocks)
        all.append(block.text);
    return all;
}

void writeLines(PdfFixture &pdf, double x, double y, const QStringList &lines)
{
    for (const auto &line : lines) {
        pdf.left(x, y, line);
        y += 11;
    }
}

} // namespace

class TestPdfText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsParagraphsAndSections()
    {
        PdfFixture pdf(QStringLiteral("text.pdf"), QStringLiteral("Annual report"));
        pdf.setFont(9, true);
        pdf.left(40, 130, QStringLiteral("ITEM 7. Discussion of results"));
        pdf.setFont(9);
        writeLines(
            pdf, 40, 160,
            {QStringLiteral("Sales grew in every region, most of all in the north, where two new plants were opened"),
             QStringLiteral("and sold all that they made.")});
        writeLines(pdf, 40, 200,
                   {QStringLiteral("Costs grew less than sales did, as energy became cheaper and a long-"),
                    QStringLiteral("term contract for steel was signed.")});
        const auto document = imported(pdf.finish());
        QCOMPARE(document.title, QStringLiteral("Annual report"));
        QVERIFY(document.date.has_value());
        QCOMPARE(
            texts(document),
            QStringList({QStringLiteral("ITEM 7. Discussion of results"),
                         QStringLiteral("Sales grew in every region, most of all in the north, where two new plants "
                                        "were opened and sold all that they made."),
                         QStringLiteral("Costs grew less than sales did, as energy became cheaper and a long-term "
                                        "contract for steel was signed.")}));
        QCOMPARE(document.blocks[0].kind, BlockKind::Heading);
        QCOMPARE(document.blocks[0].level, 1);
        QCOMPARE(document.blocks[1].kind, BlockKind::Paragraph);
        QCOMPARE(document.blocks[1].section, QStringLiteral("Item 7"));
        QCOMPARE(document.blocks[1].offset, document.blocks[0].text.size() + 1);
        QVERIFY(document.blocks[1].area.top() > 145 && document.blocks[1].area.bottom() < 180);
    }

    void runningHeadsAndPageNumbersAreDropped()
    {
        PdfFixture pdf(QStringLiteral("running.pdf"));
        const QStringList bodies{QStringLiteral("The first page tells of sales."),
                                 QStringLiteral("The second of costs."), QStringLiteral("The third of both."),
                                 QStringLiteral("The last of neither.")};
        for (int page = 0; page < bodies.size(); ++page) {
            if (page > 0)
                pdf.newPage();
            pdf.left(40, 40, QStringLiteral("Benchworks, Inc. — annual report, page %1 of 4").arg(page + 1));
            pdf.left(40, 300, bodies[page]);
            pdf.center(306, 770, QString::number(page + 17));
        }
        QCOMPARE(texts(imported(pdf.finish())), bodies);
    }

    void columnsOfTextAreReadOneAfterTheOther()
    {
        PdfFixture pdf(QStringLiteral("columns.pdf"));
        pdf.left(
            40, 60,
            QStringLiteral("A title that stands over both of the columns, as titles of papers do, from side to side"));
        QStringList left;
        QStringList right;
        for (int line = 0; line < 14; ++line) {
            left.append(QStringLiteral("left column has its line number %1 here").arg(line + 10));
            right.append(QStringLiteral("right column has a line number %1 too").arg(line + 10));
        }
        writeLines(pdf, 40, 120, left);
        writeLines(pdf, 330, 124, right);
        const auto document = imported(pdf.finish());
        QVERIFY2(document.blocks.size() == 3, qPrintable(texts(document).join(QLatin1Char(10))));
        QVERIFY2(document.blocks[1].text.startsWith(left.join(QLatin1Char(' ')).left(200)),
                 qPrintable(document.blocks[1].text));
        QCOMPARE(document.blocks[2].text, right.join(QLatin1Char(' ')));
    }

    void offsetsCountCodePoints()
    {
        PdfFixture pdf(QStringLiteral("codepoints.pdf"));
        pdf.left(40, 200, QStringLiteral("Ein Ärgernis für 20 € je Stück."));
        pdf.left(40, 300, QStringLiteral("Ende."));
        const auto document = imported(pdf.finish());
        QCOMPARE(document.blocks.size(), 2);
        QCOMPARE(document.blocks[0].text, QStringLiteral("Ein Ärgernis für 20 € je Stück."));
        QCOMPARE(document.blocks[1].offset, 32);
    }

    void aPageOfTooManyWordsIsCutAndTold_data()
    {
        QTest::addColumn<int>("wordsOfRow");
        QTest::newRow("in one row") << 1'000'000;
        QTest::newRow("in rows of numbers") << 90;
        QTest::newRow("one below the other") << 1;
    }

    void aPageOfTooManyWordsIsCutAndTold()
    {
        QFETCH(int, wordsOfRow);
        pdf::Page page{1, QSizeF(612, 792), {}};
        for (int word = 0; word < 30'000; ++word)
            page.words.append({QStringLiteral("12,345"),
                               QRectF(word % wordsOfRow * 40, 100 + word / wordsOfRow * 10, 25, 8), 8, false});
        pdf::DocumentBuilder builder;
        builder.add(page);
        const auto document = builder.finished(1'000'000, {});
        QCOMPARE(document.warnings.size(), 1);
        QVERIFY2(document.warnings[0].contains(QStringLiteral("more words")), qPrintable(document.warnings[0]));
        qsizetype words = 0;
        for (const auto &block : document.blocks)
            words += block.text.count(QStringLiteral("12,345"));
        QCOMPARE(words, 20'000);
    }

    void blocksPastTheLimitAreLeftOutAndTold()
    {
        PdfFixture pdf(QStringLiteral("blocks.pdf"));
        for (int line = 0; line < 5; ++line)
            pdf.left(40, 200 + 40 * line, QStringLiteral("Paragraph with the letter %1.").arg(QChar('a' + line)));
        ImportLimits limits;
        limits.blocks = 2;
        const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER)).read(pdf.finish(), limits, {});
        QVERIFY(document);
        QCOMPARE(document->blocks.size(), 2);
        QCOMPARE(document->warnings.size(), 1);
    }
};

QTEST_MAIN(TestPdfText)
#include "tst_pdf_text.moc"
