// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/pdf_importer.h"
#include "pdf_fixture.h"

#include <QTest>

using namespace consultantos;
using consultantos::test::PdfFixture;

namespace {

/// One row as "label|12|—": an empty column gives an empty part.
QString row(const Table &table, int index)
{
    QStringList parts;
    for (const auto &cell : table.cells) {
        if (cell.row != index)
            continue;
        while (parts.size() <= cell.column)
            parts.append(QString());
        parts[cell.column] = cell.text;
    }
    return parts.join(QLatin1Char('|'));
}

QStringList rows(const Table &table)
{
    QStringList all;
    const int count = table.cells.isEmpty() ? 0 : table.cells.last().row + 1;
    for (int index = 0; index < count; ++index)
        all.append(row(table, index));
    return all;
}

Document imported(const QString &path)
{
    const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER)).read(path, {}, {});
    if (!document)
        qWarning("%s", qPrintable(document.error().toText()));
    return document.value_or(Document{});
}

constexpr double First = 430;
constexpr double Second = 540;

/// An income statement as filings set it: the sign at the column's left, brackets outside the alignment.
QString writeStatement(const QString &name)
{
    PdfFixture pdf(name);
    pdf.center(306, 60, QStringLiteral("CONSOLIDATED STATEMENTS OF INCOME"));
    pdf.center(306, 72, QStringLiteral("(in millions, except per share data)"));
    pdf.center(480, 90, QStringLiteral("Year Ended December 31,"));
    pdf.center(420, 104, QStringLiteral("2021"));
    pdf.center(530, 104, QStringLiteral("2020"));
    double y = 120;
    const auto line = [&](const QString &label, const QString &first, const QString &second, bool sign = false) {
        pdf.left(40, y, label);
        if (sign) {
            pdf.left(380, y, QStringLiteral("$"));
            pdf.left(490, y, QStringLiteral("$"));
        }
        pdf.right(First, y, first);
        pdf.right(Second, y, second);
        y += 14;
    };
    line(QStringLiteral("Net sales"), QStringLiteral("12,340"), QStringLiteral("9,876"), true);
    line(QStringLiteral("Cost of sales"), QStringLiteral("7,001"), QStringLiteral("6,543"));
    line(QStringLiteral("Interest expense, net"), QStringLiteral("(55)"), QStringLiteral("—"));
    line(QStringLiteral("Net income"), QStringLiteral("5,284"), QStringLiteral("(3,333)"), true);
    return pdf.finish();
}

} // namespace

class TestPdfTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAStatement()
    {
        const auto document = imported(writeStatement(QStringLiteral("statement.pdf")));
        QCOMPARE(document.tables.size(), 1);
        const auto &table = document.tables.first();
        QCOMPARE(rows(table),
                 QStringList({QStringLiteral("CONSOLIDATED STATEMENTS OF INCOME"),
                              QStringLiteral("(in millions, except per share data)"),
                              QStringLiteral("|Year Ended December 31,"), QStringLiteral("|2021|2020"),
                              QStringLiteral("Net sales|$12,340|$9,876"), QStringLiteral("Cost of sales|7,001|6,543"),
                              QStringLiteral("Interest expense, net|(55)|—"),
                              QStringLiteral("Net income|$5,284|$(3,333)")}));
        QCOMPARE(table.name, QStringLiteral("CONSOLIDATED STATEMENTS OF INCOME"));
        QCOMPARE(table.page, 1);
    }

    void aHeadingOverTwoColumnsSpansThem()
    {
        const auto document = imported(writeStatement(QStringLiteral("spans.pdf")));
        const auto &cells = document.tables.first().cells;
        const auto year = std::find_if(cells.begin(), cells.end(), [](const TableCell &cell) {
            return cell.text.startsWith(QLatin1String("Year Ended"));
        });
        QCOMPARE(year->columnSpan, 2);
    }

    void cellsAndRowsHaveTheirPlace()
    {
        const auto document = imported(writeStatement(QStringLiteral("places.pdf")));
        for (const auto &cell : document.tables.first().cells) {
            if (cell.text != QStringLiteral("7,001"))
                continue;
            QVERIFY(qAbs(cell.area.right() - First) < 2);
            QVERIFY(cell.area.top() < 134 && cell.area.bottom() > 134 - 9);
        }
        const auto &blocks = document.blocks;
        const auto net = std::find_if(blocks.begin(), blocks.end(), [](const Block &block) {
            return block.text == QStringLiteral("Cost of sales\t7,001\t6,543");
        });
        QVERIFY(net != blocks.end());
        QCOMPARE(net->kind, BlockKind::TableRow);
        QVERIFY(net->area.left() < 42 && net->area.right() > Second - 2);
    }
};

QTEST_MAIN(TestPdfTables)
#include "tst_pdf_tables.moc"
