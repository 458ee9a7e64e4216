// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/financials_template.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/documents/xlsx_importer.h"
#include "evidence/template/client_workbook_reader.h"
#include "evidence/template/workbook_layout.h"
#include "filled_workbook.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::client_workbook;
using namespace consultantos::test;

namespace {

ConceptCatalogue concepts()
{
    return *ConceptCatalogue::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR "/concepts.json"));
}

QString textAt(const Table &table, int row, int column)
{
    for (const auto &cell : table.cells) {
        if (cell.row == row && cell.column == column)
            return cell.text;
    }
    return {};
}

} // namespace

class TestFinancialsTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSheetsComeInTheirOrderEachWithItsMark()
    {
        const FilledWorkbook workbook;
        QStringList names;
        QStringList marks;
        for (const auto &table : workbook.document().tables) {
            names.append(table.name);
            marks.append(textAt(table, MarkRow, IdColumn));
        }
        QCOMPARE(names, (QStringList{QStringLiteral("Read me"), QStringLiteral("Company"), QStringLiteral("Income"),
                                     QStringLiteral("Balance sheet"), QStringLiteral("Cash flow"),
                                     QStringLiteral("Segments"), QStringLiteral("Competitors")}));
        for (const auto &mark : marks)
            QVERIFY2(markIn(mark), qPrintable(mark));
        QVERIFY(isClientWorkbook(workbook.document()));
        QVERIFY(workbook.document().warnings.isEmpty());
    }

    void everyShownLineHasItsRow()
    {
        const FilledWorkbook workbook;
        const auto catalogue = concepts();
        int lines = 0;
        for (const auto kind : {SheetKind::Income, SheetKind::Balance, SheetKind::CashFlow}) {
            const auto &tables = workbook.document().tables;
            const auto table = std::find_if(tables.cbegin(), tables.cend(),
                                            [kind](const Table &each) { return each.name == sheetName(kind); });
            QVERIFY(table != tables.cend());
            for (const auto &cell : table->cells) {
                const auto *line = cell.column == IdColumn ? catalogue.find(cell.text) : nullptr;
                if (!line)
                    continue;
                ++lines;
                QCOMPARE(line->statement, statementOf(kind));
                QCOMPARE(textAt(*table, cell.row, LabelColumn), line->label);
            }
        }
        const auto &all = catalogue.concepts();
        QCOMPARE(lines, int(std::count_if(all.cbegin(), all.cend(),
                                          [](const ConceptDefinition &line) { return !line.statement.isEmpty(); })));
    }

    void whatIsGivenIsFilledIn()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("Überschuss.xlsx"));
        FinancialsTemplateOptions options;
        options.company = QStringLiteral("Müller & Söhne <KG>");
        options.currency = QStringLiteral("CHF");
        options.years = 2;
        options.newestYear = 2030;
        QVERIFY(writeFinancialsTemplate(path, options, concepts()));
        const auto document = XlsxImporter().read(path, {}, {});
        QVERIFY(document);
        QStringList texts;
        for (const auto &table : document->tables) {
            for (const auto &cell : table.cells)
                texts.append(table.name + QLatin1Char('!') + cell.address + QLatin1Char('=') + cell.text);
        }
        QVERIFY(texts.contains(QStringLiteral("Company!C4=Müller & Söhne <KG>")));
        QVERIFY(texts.contains(QStringLiteral("Company!C8=CHF")));
        QVERIFY(texts.contains(QStringLiteral("Income!D4=2030")));
        QVERIFY(texts.contains(QStringLiteral("Income!E4=2029")));
        QVERIFY(texts.filter(QStringLiteral("Income!F4")).isEmpty());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whatCantBeIsRefusedAndLeavesNothing_data()
    {
        QTest::addColumn<int>("years");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("folder");
        QTest::newRow("no year") << 0 << QString() << QString();
        QTest::newRow("too many years") << 21 << QString() << QString();
        QTest::newRow("no currency") << 5 << QStringLiteral("EURO") << QString();
        QTest::newRow("small letters") << 5 << QStringLiteral("eur") << QString();
        QTest::newRow("no folder") << 5 << QStringLiteral("EUR") << QStringLiteral("missing/");
    }

    void whatCantBeIsRefusedAndLeavesNothing()
    {
        QFETCH(int, years);
        QFETCH(QString, currency);
        QFETCH(QString, folder);
        const QTemporaryDir home;
        FinancialsTemplateOptions options;
        options.years = years;
        options.currency = currency;
        options.newestYear = 2024;
        const auto written =
            writeFinancialsTemplate(home.filePath(folder + QStringLiteral("x.xlsx")), options, concepts());
        QVERIFY(!written);
        QVERIFY(!written.error().message.isEmpty() && !written.error().detail.isEmpty());
        QVERIFY(QDir(home.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFinancialsTemplate)
#include "tst_financials_template.moc"
