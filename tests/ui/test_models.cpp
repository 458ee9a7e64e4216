// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/company_model.h"
#include "library/library_model.h"
#include "report/evidence_html.h"
#include "report/evidence_tree_model.h"
#include "report/figure_cell.h"
#include "report/operand_words.h"
#include "report/ratio_model.h"
#include "report/statement_model.h"
#include "run/run_model.h"
#include "sample_report.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QTimeZone>

using namespace consultantos;

namespace {

AgentEvent agentEvent(const QString &agent, AgentState state, double fraction = 0, const QStringList &dependsOn = {})
{
    return {agent, dependsOn, state, fraction, {}, 0};
}

QModelIndex firstChild(const QAbstractItemModel &model, const QModelIndex &parent, const QString &ref)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        if (const auto index = model.index(row, 0, parent); index.data(EvidenceTreeModel::RefRole).toString() == ref)
            return index;
    }
    return {};
}

} // namespace

/// Every item model of the window obeys the rules of item models and shows what it is for.
class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void companiesAreFoundByNameAliasAndTicker_data();
    void companiesAreFoundByNameAliasAndTicker();
    void aCompanyIsFoundInATextByItsWords();
    void runKeepsDependenciesOfTheFirstEvent();
    void runFractionCountsEndedAgentsWhole();
    void evidenceTreeLeadsFromComputationToFacts();
    void evidenceTreeEndsAtACycle();
    void operandsAreSaidInWords_data();
    void operandsAreSaidInWords();
    void evidenceNamesItsInputsInWords();
    void statementShowsADashForWhatIsNotReported();
    void ratioSaysWhyAValueIsMissing();
    void ratioValuesStandUnderTheirOwnYear();
    void libraryListsReportsWithSortableDates();
};

void TestModels::companiesAreFoundByNameAliasAndTicker_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("name") << QStringLiteral("Tesla") << true;
    QTest::newRow("other case and blanks") << QStringLiteral("  tesla ") << true;
    QTest::newRow("ticker") << QStringLiteral("TSLA") << true;
    QTest::newRow("legal name") << QStringLiteral("Tesla, Inc.") << true;
    QTest::newRow("alias") << QStringLiteral("Tesla Motors") << true;
    QTest::newRow("beginning only") << QStringLiteral("Tes") << false;
    QTest::newRow("empty") << QString() << false;
}

void TestModels::companiesAreFoundByNameAliasAndTicker()
{
    QFETCH(QString, typed);
    QFETCH(bool, isFound);
    CompanyModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Company tesla;
    tesla.id = QStringLiteral("1318605");
    tesla.name = QStringLiteral("Tesla");
    tesla.legalName = QStringLiteral("Tesla, Inc.");
    tesla.ticker = QStringLiteral("TSLA");
    tesla.aliases = {QStringLiteral("Tesla Motors")};
    model.setCompanies({tesla});
    QCOMPARE(model.find(typed).has_value(), isFound);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Tesla (TSLA)"));
}

void TestModels::aCompanyIsFoundInATextByItsWords()
{
    const auto company = [](const char *name) {
        Company one;
        one.name = QLatin1String(name);
        return one;
    };
    CompanyModel model;
    model.setCompanies({company("Visa"), company("General Motors"), company("General"), company("X")});
    const auto found = [&model](const char *text) {
        const auto one = model.namedIn(QLatin1String(text));
        return one ? one->name : QString();
    };
    QCOMPARE(found("visa_annual-report.pdf"), QStringLiteral("Visa"));
    QCOMPARE(found("Interview at General Motors, 2024"), QStringLiteral("General Motors"));
    QCOMPARE(found("advisable.docx"), QString());
    QCOMPARE(found("plan x.docx"), QString());
}

void TestModels::runKeepsDependenciesOfTheFirstEvent()
{
    RunModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply(agentEvent(QStringLiteral("framework:porter"), AgentState::Waiting, 0, {QStringLiteral("financial")}));
    model.apply(agentEvent(QStringLiteral("framework:porter"), AgentState::Running, 0.5));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.agents().first().dependsOn, QStringList{QStringLiteral("financial")});
    QCOMPARE(model.agents().first().state, AgentState::Running);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::runFractionCountsEndedAgentsWhole()
{
    RunModel model;
    QCOMPARE(model.overallFraction(), 0.0);
    model.apply(agentEvent(QStringLiteral("research"), AgentState::Failed, 0.2));
    model.apply(agentEvent(QStringLiteral("market"), AgentState::Running, 0.5));
    QCOMPARE(model.overallFraction(), 0.75);
}

void TestModels::evidenceTreeLeadsFromComputationToFacts()
{
    const auto report = test::sampleReport();
    EvidenceTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRoots(report.evidence, {QStringLiteral("c/1318605/gross_margin/FY2021")});
    const auto root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 2);
    const auto revenue =
        firstChild(model, root, QStringLiteral("f/1318605/us-gaap/Revenues/USD/2021-01-01..2021-12-31"));
    QVERIFY(revenue.isValid());
    QCOMPARE(revenue.data().toString(), QStringLiteral("Revenues"));
    QCOMPARE(firstChild(model, root, QStringLiteral("f/1318605/us-gaap/GrossProfit/USD/2021-01-01..2021-12-31"))
                 .data()
                 .toString(),
             QStringLiteral("Gross profit"));
    const auto formula = root.siblingAtColumn(EvidenceTreeModel::SourceColumn);
    QCOMPARE(formula.data().toString(), QStringLiteral("gross profit / revenue"));
    QCOMPARE(formula.data(Qt::ToolTipRole).toString(), QStringLiteral("gross_profit / revenue"));
    QCOMPARE(revenue.siblingAtColumn(EvidenceTreeModel::SourceColumn).data().toString(),
             QStringLiteral("10-K 0000950170-22-000796"));
    // The dates of the formula's year are told by its name, in little room.
    const auto period = revenue.siblingAtColumn(EvidenceTreeModel::PeriodColumn);
    QCOMPARE(period.data().toString(), QStringLiteral("FY2021"));
    QVERIFY(period.data(Qt::ToolTipRole).toString().contains(QStringLiteral("2021")));
    QVERIFY(period.data(Qt::ToolTipRole).toString() != period.data().toString());
}

void TestModels::evidenceTreeEndsAtACycle()
{
    EvidenceBook book;
    Computation loop;
    loop.id = QStringLiteral("c/x/loop/FY2021");
    loop.formula = QStringLiteral("a");
    loop.bindings = {{QStringLiteral("a"), {loop.id}, false}};
    book.add(loop);
    EvidenceTreeModel model;
    model.setRoots(book, {loop.id});
    int depth = 0;
    for (auto index = model.index(0, 0); index.isValid(); index = model.index(0, 0, index))
        ++depth;
    QVERIFY2(depth > 1 && depth < 100, qPrintable(QString::number(depth)));
}

void TestModels::operandsAreSaidInWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("a line") << QStringLiteral("cost_of_revenue") << QStringLiteral("Cost of revenue");
    QTest::newRow("short for something") << QStringLiteral("capex") << QStringLiteral("Capital expenditure");
    QTest::newRow("a name in capitals") << QStringLiteral("ebitda") << QStringLiteral("EBITDA");
    QTest::newRow("earlier") << QStringLiteral("total_assets_before")
                             << QStringLiteral("Total assets (1 period(s) before)");
    QTest::newRow("much earlier") << QStringLiteral("revenue_before_3")
                                  << QStringLiteral("Revenue (3 period(s) before)");
    QTest::newRow("not of a line") << QStringLiteral("own") << QStringLiteral("Own");
}

void TestModels::operandsAreSaidInWords()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    QCOMPARE(operandWords(name), words);
}

void TestModels::evidenceNamesItsInputsInWords()
{
    const auto report = test::sampleReport();
    auto computation = *report.evidence.computation(QStringLiteral("c/1318605/gross_margin/FY2021"));
    computation.id = QStringLiteral("c/1318605/growth/FY2021");
    computation.formula = QStringLiteral("clamp(revenue / revenue_before - 1, 0, cost_of_revenue)");
    for (const auto *name : {"revenue", "revenue_before", "cost_of_revenue"})
        computation.bindings.append({QLatin1String(name), {QStringLiteral("f/1")}, false});
    QCOMPARE(formulaWords(computation),
             QStringLiteral("clamp(revenue / revenue (1 period(s) before) - 1, 0, cost of revenue)"));
    auto book = report.evidence;
    book.add(computation);
    const auto html = evidenceToHtml(book, computation.id);
    QVERIFY2(html.contains(QStringLiteral(">Cost of revenue&nbsp;")), qPrintable(html));
    QVERIFY2(!html.contains(QStringLiteral(">cost_of_revenue")), qPrintable(html));
}

void TestModels::statementShowsADashForWhatIsNotReported()
{
    StatementModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setStatement(test::sampleReport().financials.statements.first());
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("USD 53,823 M"));
    QVERIFY(!model.index(0, 1).data(FigureRefRole).toString().isEmpty());
    QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("–"));
    QVERIFY(model.index(2, 1).data(FigureRefRole).toString().isEmpty());
}

void TestModels::ratioSaysWhyAValueIsMissing()
{
    RatioModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRatios(test::sampleReport().financials.ratios);
    QCOMPARE(model.index(1, RatioModel::FirstValueColumn).data(Qt::ToolTipRole).toString(),
             QStringLiteral("not derivable: no market value is given"));
}

void TestModels::ratioValuesStandUnderTheirOwnYear()
{
    auto ratios = test::sampleReport().financials.ratios;
    ratios[1].values.first().period.fiscalYear = 2020;
    ratios[1].values.first().notDerivable = QStringLiteral("of 2020");
    RatioModel model;
    model.setRatios(ratios);
    QCOMPARE(model.headerData(RatioModel::FirstValueColumn + 1, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("FY2020"));
    QCOMPARE(model.index(1, RatioModel::FirstValueColumn + 1).data(Qt::ToolTipRole).toString(),
             QStringLiteral("of 2020"));
    QVERIFY(model.index(1, RatioModel::FirstValueColumn).data(Qt::ToolTipRole).toString() != QStringLiteral("of 2020"));
}

void TestModels::libraryListsReportsWithSortableDates()
{
    LibraryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ReportSummary summary;
    summary.id = QStringLiteral("r");
    summary.companyName = QStringLiteral("Tesla");
    summary.frameworks = {QStringLiteral("porter"), QStringLiteral("swot")};
    summary.createdAt = QDateTime(QDate(2026, 1, 5), QTime(9, 30), QTimeZone::utc());
    model.setReports({summary});
    QCOMPARE(model.index(0, LibraryModel::FrameworksColumn).data().toString(),
             QStringLiteral("Porter's five forces, SWOT and TOWS"));
    QCOMPARE(model.index(0, LibraryModel::CreatedColumn).data(LibraryModel::SortRole).toDateTime(), summary.createdAt);
    QCOMPARE(model.index(0, 0).data(LibraryModel::IdRole).toString(), QStringLiteral("r"));
}

QTEST_MAIN(TestModels)
#include "test_models.moc"
