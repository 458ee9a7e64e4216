// SPDX-License-Identifier: GPL-3.0-or-later
// The workbooks' formulas, computed again by LibreOffice where it is installed.
#include "analysis/computation_builder.h"
#include "analysis/scenarios/scenario_model.h"
#include "evidence/documents/xlsx_importer.h"
#include "libre_office.h"
#include "report/formula_book.h"
#include "report/sheet_formula.h"
#include "report/valuation_workbook.h"
#include "worked_dcf.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// The number right of a label, the n-th of that label from 0; NaN where there is none.
double beside(const QList<QStringList> &rows, const QString &label, int nth = 0)
{
    for (const auto &row : rows) {
        if (row.first() == label && row.size() > 1 && nth-- == 0)
            return cellNumber(row[1]);
    }
    return std::nan("");
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

} // namespace

class TestValuationWorkbook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formulasAreWrittenAsSpreadsheetsReadThem_data();
    void formulasAreWrittenAsSpreadsheetsReadThem();
    void unknownCellsFail();
    void listFunctionsAreWrittenOutOverTheirCells();
    void libreOfficeComputesTheSame();
    void theWorkbookMadeByHandGivesTheSame();
    void libreOfficeReallyComputes();
    void whatItRestsOnIsSaidInWords();
    void scenarioWorkbook();
    void aFolderThatIsNotThereIsAnError();

private:
    /// Sheets of a file as LibreOffice computes them, by name; empty where it isn't installed.
    [[nodiscard]] QHash<QString, QList<QStringList>> computed(const QString &path) const
    {
        return computedByLibreOffice(path, QDir(m_folder.path()));
    }

    QTemporaryDir m_folder;
};

void TestValuationWorkbook::formulasAreWrittenAsSpreadsheetsReadThem_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("theirs");
    const auto row = [](const char *ours, const char *theirs) {
        QTest::addRow("%s", ours) << QString::fromLatin1(ours) << QString::fromLatin1(theirs);
    };
    row("a + b * 2", "(A1+(B1*2))");
    row("-a ^ 2", "(-(A1^2))"); // a spreadsheet would square −a
    row("a ^ b ^ 2", "(A1^(B1^2))");
    row("max(a, 0) - min(a, b)", "(MAX(A1,0)-MIN(A1,B1))");
    row("clamp(a, 0, 1)", "MIN(MAX(A1,0),1)");
    row("(a > b) * 3", "(IF(A1>B1,1,0)*3)");
    row("median(xs) + sum(xs)", "(MEDIAN(C1,C2)+SUM(C1,C2))");
}

void TestValuationWorkbook::formulasAreWrittenAsSpreadsheetsReadThem()
{
    QFETCH(QString, ours);
    QFETCH(QString, theirs);
    const auto written = sheetFormula(ours, {{QStringLiteral("a"), {QStringLiteral("A1")}},
                                             {QStringLiteral("b"), {QStringLiteral("B1")}},
                                             {QStringLiteral("xs"), {QStringLiteral("C1"), QStringLiteral("C2")}}});
    QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
    QCOMPARE(*written, theirs);
}

void TestValuationWorkbook::unknownCellsFail()
{
    QVERIFY(!sheetFormula(QStringLiteral("a + 1"), {}));
    const QHash<QString, QStringList> lists{{QStringLiteral("a"), {QStringLiteral("A1"), QStringLiteral("A2")}},
                                            {QStringLiteral("b"), {QStringLiteral("B1")}}};
    QVERIFY(!sheetFormula(QStringLiteral("a + 1"), lists));
    QVERIFY(!sheetFormula(QStringLiteral("slope_xy(a, b)"), lists));
    QVERIFY(!sheetFormula(QStringLiteral("a +"), {{QStringLiteral("a"), {QStringLiteral("A1")}}}));
}

void TestValuationWorkbook::listFunctionsAreWrittenOutOverTheirCells()
{
    const QHash<QString, QStringList> cells{{QStringLiteral("a"), {QStringLiteral("A1"), QStringLiteral("C5")}},
                                            {QStringLiteral("x"), {QStringLiteral("B2")}}};
    QCOMPARE(*sheetFormula(QStringLiteral("hhi(a)"), cells), QStringLiteral("(10000*(A1^2+C5^2))"));
    QCOMPARE(*sheetFormula(QStringLiteral("percentile_rank(x, a)"), cells),
             QStringLiteral("((IF(A1<B2,1,IF(A1=B2,0.5,0))+IF(C5<B2,1,IF(C5=B2,0.5,0)))/2)"));
    QCOMPARE(*sheetFormula(QStringLiteral("mad(a)"), cells),
             QStringLiteral("(1.4826*MEDIAN(ABS(A1-MEDIAN(A1,C5)),ABS(C5-MEDIAN(A1,C5))))"));
    QCOMPARE(*sheetFormula(QStringLiteral("mean(abs(a))"), cells), QStringLiteral("AVERAGE(ABS(A1),ABS(C5))"));
}

void TestValuationWorkbook::libreOfficeComputesTheSame()
{
    const auto table = workedAssumptions();
    const auto dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf);
    const auto path = m_folder.filePath(QStringLiteral("acme.xlsx"));
    const auto written = writeValuationWorkbook(table, *dcf, QStringLiteral("Acme"), path);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
    QVERIFY(QFileInfo(path).size() > 5000);
    const auto sheets = computed(path);
    if (sheets.isEmpty())
        QSKIP("LibreOffice (soffice) is not installed");
    const auto rows = sheets.value(QStringLiteral("DCF"));
    QVERIFY(!rows.isEmpty());
    QVERIFY(isNear(beside(rows, QStringLiteral("Present value of the cash flows")), dcf->presentCashFlows.value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Enterprise value"), 0), dcf->byGrowth->enterpriseValue.value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Enterprise value"), 1), dcf->byMultiple->enterpriseValue.value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Value of equity"), 0), dcf->byGrowth->equityValue->value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Value per share"), 0), dcf->byGrowth->perShare->value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Value per share"), 1), dcf->byMultiple->perShare->value));
    const double implied = beside(rows, QStringLiteral("Implied growth for ever"));
    QVERIFY2(isNear(implied, dcf->byMultiple->implied->value), qPrintable(QString::number(implied, 'g', 15)));
    int errors = 0;
    for (const auto &sheet : sheets) {
        for (const auto &row : sheet) {
            for (const auto &cell : row)
                errors += cell.startsWith(u'#') || cell.startsWith(QStringLiteral("Err:"));
        }
    }
    QCOMPARE(errors, 0);
    // The grids: the second row is the header's values, then five rows.
    const auto gridRows = sheets.value(QStringLiteral("Sensitivity"));
    int top = 2;
    for (const auto &[column, step] :
         {std::pair{QStringLiteral("terminal_growth"), 0.005}, {QStringLiteral("terminal_multiple"), 1.0}}) {
        const auto grid = sensitivityGrid(table, workedPlan(), column, 0.01, step);
        QVERIFY(grid);
        for (qsizetype r = 0; r < 5; ++r) {
            for (qsizetype c = 0; c < 5; ++c)
                QVERIFY2(isNear(gridRows[top + 2 + r][c + 1].toDouble(), *grid->values[r][c]),
                         qPrintable(gridRows[top + 2 + r].join(u';')));
        }
        top += 8;
    }
}

void TestValuationWorkbook::theWorkbookMadeByHandGivesTheSame()
{
    const auto sheets =
        computed(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/tests/unit/report/workbooks/dcf_by_hand.csv"));
    if (sheets.isEmpty())
        QSKIP("LibreOffice (soffice) is not installed");
    const auto rows = sheets.constBegin().value();
    const auto dcf = discountCashFlows(workedAssumptions(), workedPlan());
    QVERIFY(dcf);
    QVERIFY(isNear(beside(rows, QStringLiteral("Sum")), dcf->presentCashFlows.value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Terminal by growth")), dcf->byGrowth->terminalValue.value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Per share"), 0), dcf->byGrowth->perShare->value));
    QVERIFY(isNear(beside(rows, QStringLiteral("Per share"), 1), dcf->byMultiple->perShare->value));
}

void TestValuationWorkbook::libreOfficeReallyComputes()
{
    // A formula whose stored value is wrong: what comes back must be computed, or the tests above prove nothing.
    const auto path = m_folder.filePath(QStringLiteral("wrong.xlsx"));
    auto book = FormulaBook::create(path);
    QVERIFY(book);
    (*book)->addSheet(QStringLiteral("S"), {20, 20});
    (*book)->text(0, 0, QStringLiteral("given"));
    (*book)->number(0, 1, 2, FormulaCellStyle::Number, QStringLiteral("a"));
    (*book)->text(1, 0, QStringLiteral("tripled"));
    (*book)->formula(1, 1, QStringLiteral("a * 3"), {{QStringLiteral("a"), {QStringLiteral("a")}}}, 999,
                     FormulaCellStyle::Number);
    QVERIFY((*book)->save());
    const auto sheets = computed(path);
    if (sheets.isEmpty())
        QSKIP("LibreOffice (soffice) is not installed");
    QCOMPARE(beside(sheets.value(QStringLiteral("S")), QStringLiteral("tripled")), 6.0);
}

void TestValuationWorkbook::whatItRestsOnIsSaidInWords()
{
    EvidenceBook book;
    const auto reported = [&book](const char *tag, double value) {
        Fact fact;
        fact.companyId = QStringLiteral("acme");
        fact.taxonomy = QStringLiteral("us-gaap");
        fact.tag = QLatin1String(tag);
        fact.unit = QStringLiteral("USD");
        fact.start = QDate(2025, 1, 1);
        fact.end = QDate(2025, 12, 31);
        fact.latest.value = value;
        fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        return book.add(fact);
    };
    ComputationBuilder builder(QStringLiteral("acme"), QStringLiteral("tax"), QStringLiteral("Effective tax rate"));
    builder.bind(QStringLiteral("tax"), reported("IncomeTaxExpenseBenefit", 50))
        .bind(QStringLiteral("income"), reported("IncomeLossBeforeIncomeTaxes", 200));
    const auto rate = builder.evaluate(QStringLiteral("tax / income"), units::Ratio, book);
    QVERIFY(rate);
    auto table = workedAssumptions();
    table.setComputed(QStringLiteral("tax_rate"), QStringLiteral("Tax rate"), *rate, book,
                      QStringLiteral("its filings"));
    const auto dcf = discountCashFlows(table, workedPlan());
    QVERIFY(dcf);
    const auto path = m_folder.filePath(QStringLiteral("words.xlsx"));
    QVERIFY(writeValuationWorkbook(table, *dcf, QStringLiteral("Acme"), path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto document = XlsxImporter().parse(file.readAll(), QStringLiteral("words.xlsx"), {});
    QVERIFY2(document, document ? "" : qPrintable(document.error().toText()));
    QStringList texts;
    for (const auto &read : document->tables) {
        for (const auto &cell : read.cells)
            texts.append(cell.text);
    }
    QVERIFY(texts.contains(QStringLiteral("Income tax expense benefit 2025-12-31")));
    QVERIFY(texts.contains(QStringLiteral("Income loss before income taxes 2025-12-31")));
}

void TestValuationWorkbook::scenarioWorkbook()
{
    ScenarioModel model;
    for (const auto &[name, value] : {std::pair{QStringLiteral("price"), 12.5}, {QStringLiteral("volume"), 40.0}}) {
        ScenarioDriver driver;
        driver.name = name;
        driver.distribution = DistributionSpec::normal(value, 1);
        model.drivers.append(driver);
    }
    ScenarioFormula profit;
    profit.name = QStringLiteral("profit");
    profit.formula = QStringLiteral("revenue - max(100, volume ^ 1.5)");
    ScenarioFormula revenue;
    revenue.name = QStringLiteral("revenue");
    revenue.formula = QStringLiteral("price * volume");
    model.formulas = {profit, revenue};
    model.outputs = {QStringLiteral("profit")};
    const auto path = m_folder.filePath(QStringLiteral("scenario.xlsx"));
    const auto written = writeScenarioWorkbook(model, path);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
    const auto sheets = computed(path);
    if (sheets.isEmpty())
        QSKIP("LibreOffice (soffice) is not installed");
    for (const auto &row : sheets.value(QStringLiteral("Model"))) {
        if (row.first() == QStringLiteral("profit"))
            QVERIFY(isNear(row[2].toDouble(), 500 - std::pow(40, 1.5)));
    }
    QVERIFY(!sheets.value(QStringLiteral("Assumptions")).isEmpty());
}

void TestValuationWorkbook::aFolderThatIsNotThereIsAnError()
{
    const auto table = workedAssumptions();
    const auto dcf = discountCashFlows(table, workedPlan());
    QVERIFY(!writeValuationWorkbook(table, *dcf, {}, m_folder.filePath(QStringLiteral("none/x.xlsx"))));
}

QTEST_GUILESS_MAIN(TestValuationWorkbook)
#include "test_valuation_workbook.moc"
