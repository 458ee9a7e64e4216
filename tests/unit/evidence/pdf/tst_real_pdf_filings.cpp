// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of real 10-Ks come out as tables whose figures agree with each other: assets equal liabilities and
// equity, column by column, and each statement has a figure in each of its columns.
#include "evidence/pdf/pdf_importer.h"

#include <QDir>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace consultantos;

namespace {

QDir dataFolder(const QString &name)
{
    return QDir(
        qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"))
        + QLatin1Char('/') + name);
}

QRegularExpression label(const char *pattern)
{
    return QRegularExpression(QLatin1Char('^') + QLatin1String(pattern) + QLatin1Char('$'),
                              QRegularExpression::CaseInsensitiveOption);
}

std::optional<double> number(const QString &text)
{
    auto digits = text;
    const bool negative = digits.contains(QLatin1Char('('));
    bool sound = false;
    const auto value = digits.remove(QRegularExpression(QStringLiteral("[^0-9.]"))).toDouble(&sound);
    return sound ? std::optional(negative ? -value : value) : std::nullopt;
}

using Values = QMap<int, double>; ///< by column

/// The figures of the row of `table` that is called so; the last such row, as totals are.
Values valuesOf(const Table &table, const QRegularExpression &name)
{
    QMap<int, Values> rows;
    int found = -1;
    for (const auto &cell : table.cells) {
        const auto value = cell.column > 0 ? number(cell.text) : std::nullopt;
        if (value)
            rows[cell.row][cell.column] = *value;
        if (cell.column == 0 && name.match(cell.text).hasMatch())
            found = cell.row;
    }
    return rows.value(found);
}

bool balances(const Table &table)
{
    static const auto assets = label("total assets");
    static const auto sources = label("total liabilities(?:, .*)?(?:,? (?:redeemable .*|convertible .*))? "
                                      "and (?:total )?(?:stockholders.? ?|shareholders.? ?)?(?:equity|.* equity)");
    const auto left = valuesOf(table, assets);
    return left.size() == 2 && left == valuesOf(table, sources);
}

/// Operating, investing and financing flows in each of three years.
bool tellsFlows(const Table &table)
{
    for (const auto *activity : {"operat", "invest", "financ"}) {
        const auto name = label((QByteArray(".*cash.*") + activity + ".*").constData());
        if (valuesOf(table, name).size() != 3)
            return false;
    }
    return true;
}

} // namespace

class TestRealPdfFilings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!dataFolder(QStringLiteral("filings-pdf")).exists())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
    }

    void statements_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto &folder : {QStringLiteral("filings-pdf"), QStringLiteral("documents/pdf")}) {
            for (const auto &file : dataFolder(folder).entryInfoList({QStringLiteral("*_10K.pdf")}, QDir::Files))
                QTest::newRow(qPrintable(file.fileName())) << file.filePath();
        }
    }

    void statements()
    {
        QFETCH(QString, path);
        const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER)).read(path, {}, {});
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        const auto &tables = document->tables;
        QVERIFY2(std::any_of(tables.begin(), tables.end(), balances), "no balance sheet that balances");
        // One of the filings tells its cash flows on two pages, which are two tables.
        const bool split = path.contains(QStringLiteral("PEPSICO"));
        QVERIFY2(split || std::any_of(tables.begin(), tables.end(), tellsFlows), "no whole statement of cash flows");
    }

    void otherDocumentsAreRead_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto &file : dataFolder(QStringLiteral("documents/pdf")).entryInfoList({QStringLiteral("*.pdf")}))
            QTest::newRow(qPrintable(file.fileName())) << file.filePath();
    }

    void otherDocumentsAreRead()
    {
        QFETCH(QString, path);
        const auto document = PdfImporter(QStringLiteral(CONSULTANTOS_PDF_HELPER)).read(path, {}, {});
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QVERIFY(!document->blocks.isEmpty());
        int offset = 0;
        for (const auto &block : document->blocks) {
            QCOMPARE(block.offset, offset);
            QVERIFY(block.page >= 1 && block.page <= document->pages);
            offset += int(block.text.toUcs4().size()) + 1;
        }
    }
};

QTEST_GUILESS_MAIN(TestRealPdfFilings)
#include "tst_real_pdf_filings.moc"
