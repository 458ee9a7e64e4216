// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/paper/paper_flow.h"
#include "report/paper/paper_grid.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTest>

using namespace consultantos;
using namespace consultantos::paper;

namespace {

Piece line(double height, int notes = 0, bool keeps = false)
{
    Piece piece;
    piece.height = height;
    piece.keepsWithNext = keeps;
    for (int i = 0; i < notes; ++i)
        piece.notes.append(NoteLine{10, {}});
    return piece;
}

double heightOfPage(const Page &page)
{
    double height = 0;
    for (const auto &placed : page.pieces)
        height = std::max(height, placed.top + placed.piece->height);
    return height + heightOf(page.notes);
}

} // namespace

class TestPaperFlow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingIsClipped()
    {
        QList<Piece> pieces;
        qsizetype notes = 0;
        for (int i = 0; i < 500; ++i) {
            pieces.append(line(7 + i % 13, i % 7 == 0 ? i % 9 : 0, i % 5 == 0));
            notes += pieces.last().notes.size();
        }
        const auto pages = paginated(pieces, 100);
        qsizetype placed = 0;
        for (const auto &page : pages) {
            placed += page.pieces.size();
            notes -= page.notes.size();
            QVERIFY(heightOfPage(page) <= 100);
        }
        QCOMPARE(placed, pieces.size());
        QCOMPARE(notes, 0);
    }

    void aNoteBeginsOnThePageOfItsText()
    {
        QList<Piece> pieces(8, line(10));
        pieces[7] = line(10, 2);
        const auto pages = paginated(pieces, 100);
        // Text and note don't fit together on the first page, so both go to the next.
        QCOMPARE(pages.size(), 2);
        QCOMPARE(pages[0].pieces.size(), 7);
        QVERIFY(pages[0].notes.isEmpty());
        QCOMPARE(pages[1].notes.size(), 2);
    }

    void longNotesGoOnOnTheNextPage()
    {
        const QList<Piece> pieces{line(10, 25), line(10)};
        const auto pages = paginated(pieces, 100);
        qsizetype notes = 0;
        for (const auto &page : pages) {
            QVERIFY(heightOfPage(page) <= 100);
            notes += page.notes.size();
        }
        QCOMPARE(notes, 25);
        QVERIFY(pages.size() >= 3);
    }

    void aHeadingIsNeverTheLastOnItsPage()
    {
        QList<Piece> pieces(9, line(10));
        pieces.append(line(10, 0, true));
        pieces.append(line(10));
        const auto pages = paginated(pieces, 100);
        QCOMPARE(pages[0].pieces.size(), 9);
        QCOMPARE(pages[1].pieces.first().piece, &pieces[9]);
    }

    void whatNothingCanKeepTogetherIsStillSet()
    {
        const QList<Piece> pieces(30, line(10, 0, true));
        QCOMPARE(paginated(pieces, 100).size(), 3);
        QCOMPARE(paginated({line(250)}, 100).size(), 1);
        QVERIFY(paginated({}, 100).isEmpty());
    }

    void aTablesHeadIsRepeated()
    {
        outline::Table table{
            QStringLiteral("t"), {}, {{QStringLiteral("Line")}, {QStringLiteral("FY2024"), true}}, {}, {}};
        for (int i = 0; i < 80; ++i)
            table.rows.append({outline::Cell{QStringLiteral("Row %1").arg(i)}, outline::Cell{QString::number(i), i}});
        QFont font;
        font.setPixelSize(10);
        const auto pieces = gridPieces(table, {font, Qt::black, 400}, 0);
        const auto pages = paginated(pieces, 300);
        QVERIFY(pages.size() > 2);
        for (const auto &page : pages) {
            QVERIFY(page.pieces.first().piece->isHead);
            QVERIFY(!page.pieces.last().piece->isHead);
        }
    }

    void aTableIsNeverWiderThanThePage()
    {
        outline::Table table{QStringLiteral("t"), {}, {}, {}, {}};
        QList<outline::Cell> row;
        for (int i = 0; i < 12; ++i) {
            table.columns.append({QStringLiteral("FY%1").arg(2010 + i), true});
            row.append(outline::Cell{QStringLiteral("123,456,789,012 M"), 1.0});
        }
        table.rows.append(row);
        QFont font;
        font.setPixelSize(10);
        const auto pieces = gridPieces(table, {font, Qt::black, 300}, 0);
        QImage image(400, 200, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        double top = 0;
        for (const auto &piece : pieces) {
            piece.draw(painter, top);
            top += piece.height;
        }
        painter.end();
        QVERIFY(top < image.height());
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 302; x < image.width(); ++x)
                QCOMPARE(image.pixel(x, y), QColor(Qt::white).rgb());
        }
    }
};

QTEST_MAIN(TestPaperFlow)
#include "test_paper_flow.moc"
