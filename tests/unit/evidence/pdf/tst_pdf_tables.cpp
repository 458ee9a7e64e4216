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

    void wrappedLabelsAreOneAndHeadingsStand()
    {
        PdfFixture pdf(QStringLiteral("wrapped.pdf"));
        pdf.right(First, 80, QStringLiteral("2021"));
        pdf.right(Second, 80, QStringLiteral("2020"));
        double y = 100;
        const auto line = [&](const QString &label, const QString &first = {}, const QString &second = {}) {
            pdf.left(40, y, label);
            pdf.right(First, y, first);
            pdf.right(Second, y, second);
            y += 16;
        };
        const auto wrap = [&](const QString &label) {
            pdf.left(40, y, label);
            y += 10;
        };
        line(QStringLiteral("Operating activities:"));
        line(QStringLiteral("Net income"), QStringLiteral("5,284"), QStringLiteral("3,333"));
        wrap(QStringLiteral("Adjustments to inventories, receivables and"));
        line(QStringLiteral("other assets"), QStringLiteral("(120)"), QStringLiteral("11"));
        wrap(QStringLiteral("Purchases of property, plant and equipment"));
        line(QStringLiteral("(PP&E)"), QStringLiteral("(99)"), QStringLiteral("(88)"));
        line(QStringLiteral("Financing activities"));
        line(QStringLiteral("Dividends paid"), QStringLiteral("(7)"), QStringLiteral("—"));
        const auto document = imported(pdf.finish());
        QCOMPARE(document.tables.size(), 1);
        QCOMPARE(rows(document.tables.first()),
                 QStringList({QStringLiteral("|2021|2020"), QStringLiteral("Operating activities:"),
                              QStringLiteral("Net income|5,284|3,333"),
                              QStringLiteral("Adjustments to inventories, receivables and other assets|(120)|11"),
                              QStringLiteral("Purchases of property, plant and equipment (PP&E)|(99)|(88)"),
                              QStringLiteral("Financing activities"), QStringLiteral("Dividends paid|(7)|—")}));
    }

    void marksThatStandApartBelongToTheirNumber()
    {
        PdfFixture pdf(QStringLiteral("marks.pdf"));
        double y = 100;
        for (const auto &label : {QStringLiteral("Gross margin"), QStringLiteral("Operating margin")}) {
            pdf.left(40, y, label);
            pdf.right(First, y, QStringLiteral("(1.5"));
            pdf.left(First + 1, y, QStringLiteral(")"));
            pdf.left(First + 10, y, QStringLiteral("%"));
            pdf.left(490, y, QStringLiteral("$"));
            pdf.right(Second, y, QStringLiteral("22"));
            pdf.left(Second + 2, y, QStringLiteral("(a)"));
            y += 14;
        }
        const auto document = imported(pdf.finish());
        QCOMPARE(document.tables.size(), 1);
        QCOMPARE(row(document.tables.first(), 0), QStringLiteral("Gross margin|(1.5)%|$22(a)"));
    }

    void emptyCellsLeaveColumnsInPlace()
    {
        PdfFixture pdf(QStringLiteral("gaps.pdf"));
        double y = 100;
        const auto line = [&](const QString &label, const QStringList &values) {
            pdf.left(40, y, label);
            for (int column = 0; column < values.size(); ++column)
                pdf.right(300 + 80 * column, y, values[column]);
            y += 14;
        };
        line(QStringLiteral("Balance at January 1"),
             {QStringLiteral("10"), QStringLiteral("200"), QStringLiteral("210")});
        line(QStringLiteral("Net income"), {QString(), QStringLiteral("40"), QStringLiteral("40")});
        line(QStringLiteral("Shares issued"), {QStringLiteral("5"), QString(), QStringLiteral("5")});
        line(QStringLiteral("2021 buy-back"), {QStringLiteral("(1)"), QStringLiteral("(9)"), QStringLiteral("(10)")});
        const auto document = imported(pdf.finish());
        QCOMPARE(document.tables.size(), 1);
        QCOMPARE(rows(document.tables.first()),
                 QStringList({QStringLiteral("Balance at January 1|10|200|210"), QStringLiteral("Net income||40|40"),
                              QStringLiteral("Shares issued|5||5"), QStringLiteral("2021 buy-back|(1)|(9)|(10)")}));
    }

    void aTableThatGoesOnOverThePageKeepsItsHeadings()
    {
        PdfFixture pdf(QStringLiteral("continued.pdf"));
        pdf.left(40, 600, QStringLiteral("Maturities"));
        pdf.right(First, 614, QStringLiteral("2021"));
        pdf.right(Second, 614, QStringLiteral("2020"));
        double y = 630;
        const auto line = [&](const QString &label) {
            pdf.left(40, y, label);
            pdf.right(First, y, QStringLiteral("1,000"));
            pdf.right(Second, y, QStringLiteral("2,000"));
            y += 14;
        };
        line(QStringLiteral("Notes"));
        line(QStringLiteral("Bonds"));
        pdf.newPage();
        y = 60;
        line(QStringLiteral("Loans"));
        line(QStringLiteral("Leases"));
        const auto document = imported(pdf.finish());
        QCOMPARE(document.tables.size(), 2);
        const auto &rest = document.tables[1];
        QCOMPARE(rest.page, 2);
        QCOMPARE(rest.name, QStringLiteral("Maturities"));
        QCOMPARE(rows(rest), QStringList({QStringLiteral("Maturities"), QStringLiteral("|2021|2020"),
                                          QStringLiteral("Loans|1,000|2,000"), QStringLiteral("Leases|1,000|2,000")}));
        QVERIFY(rest.cells.first().area.isNull());
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
