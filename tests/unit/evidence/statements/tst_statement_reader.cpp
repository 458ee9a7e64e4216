// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of companies that don't exist, in the shapes in which real ones are printed.
#include "analysis/financial_engine.h"
#include "document_fixture.h"
#include "evidence/statements/statement_reader.h"

#include <QTest>

#include <algorithm>

using namespace consultantos;
using consultantos::test::drawnDocument;

namespace {

const char *const Cover = "FORM 10-K\n"
                          "For the fiscal year ended December 31, 2021\n"
                          "Harbour Tools, Inc.\n"
                          "(Exact name of registrant as specified in its charter)\n"
                          "---\n";

const char *const Income = "HARBOUR TOOLS, INC.\n"
                           "CONSOLIDATED STATEMENTS OF INCOME\n"
                           "(in millions, except per share data)\n"
                           "Years ended December 31, | 2021 | 2020 | 2019\n"
                           "Net sales | $ 1,000 | $ 900 | $ 800\n"
                           "Cost of sales | (600) | (550) | (500)\n"
                           "Gross profit | 400 | 350 | 300\n"
                           "Selling, general and administrative expenses (1) | (150) | (140) | (130)\n"
                           "Harbour dues | — | (10) | —\n"
                           "Operating income | 250 | 200 | 170\n"
                           "Interest expense | (20) | (18) | (16)\n"
                           "Income before income taxes | 230 | 182 | 154\n"
                           "Provision for income taxes (Note 7) | (50) | 8 | (30)\n"
                           "Net income | 180 | 190 | 124\n"
                           "Less: net income attributable to noncontrolling interests | (5) | (4) | (4)\n"
                           "Net income attributable to Harbour Tools | $ 175 | $ 186 | $ 120\n"
                           "Earnings per share:\n"
                           "Basic | $ 1.77 | $ 1.88 | $ 1.21\n"
                           "Diluted | $ 1.75 | $ 1.86 | $ 1.20\n"
                           "Weighted-average shares outstanding:\n"
                           "Basic | 99 | 99 | 99\n"
                           "Diluted | 100 | 100 | 100\n"
                           "---\n";

const char *const Balance = "CONSOLIDATED BALANCE SHEETS\n"
                            "(in millions)\n"
                            "December 31, | 2021 | 2020\n"
                            "Assets | _ | _\n"
                            "Cash and cash equivalents | 100 | 80\n"
                            "Receivables, net | 120 | 110\n"
                            "Inventories | 90 | 85\n"
                            "Total current assets | 310 | 275\n"
                            "Property, plant and equipment, at cost | 700 | 650\n"
                            "Less: accumulated depreciation | (300) | (280)\n"
                            "Property, plant and equipment, net | 400 | 370\n"
                            "Marketable securities | 40 | 30\n"
                            "Total assets | $ 750 | $ 675\n"
                            "Liabilities and equity | _ | _\n"
                            "Current portion of long-term debt | 10 | 12\n"
                            "Accounts payable | 60 | 55\n"
                            "Contract liabilities | 15 | 14\n"
                            "Total current liabilities | 85 | 81\n"
                            "Long-term debt, less current portion | 200 | 210\n"
                            "Contract liabilities | 7 | 6\n"
                            "Total liabilities | 292 | 297\n"
                            "Shareholders’ equity: | _ | _\n"
                            "Retained earnings | 300 | 230\n"
                            "Total Harbour Tools shareholders’ equity | 430 | 355\n"
                            "Noncontrolling interests | 28 | 23\n"
                            "Total equity | 458 | 378\n"
                            "Total liabilities and equity | $ 750 | $ 675\n"
                            "---\n";

const char *const CashFlow = "CONSOLIDATED STATEMENTS OF CASH FLOWS\n"
                             "(in millions)\n"
                             "Years ended December 31, | 2021 | 2020 | 2019\n"
                             "Operating activities | _ | _ | _\n"
                             "Net income | 180 | 190 | 124\n"
                             "Depreciation and amortization | 45 | 44 | 40\n"
                             "Inventories | (5) | (6) | 2\n"
                             "Net cash provided by operating activities | 220 | 228 | 166\n"
                             "Investing activities | _ | _ | _\n"
                             "Purchases of property, plant and | _ | _ | _\n"
                             "equipment | (75) | (70) | (66)\n"
                             "Proceeds from sale of property, plant and equipment | 3 | 2 | 1\n"
                             "Net cash used in investing activities | (72) | (68) | (65)\n"
                             "Financing activities | _ | _ | _\n"
                             "Dividends paid | (105) | (100) | (60)\n"
                             "Repurchases of common stock | (23) | (40) | —\n"
                             "Net cash used in financing activities | (128) | (140) | (60)\n"
                             "Net increase in cash and cash equivalents | 20 | 20 | 41\n";

QString report()
{
    return QString::fromUtf8(Cover) + QString::fromUtf8(Income) + QString::fromUtf8(Balance)
           + QString::fromUtf8(CashFlow);
}

const Fact *find(const StatementReading &reading, const QString &tag, const QDate &end)
{
    const auto fact = std::find_if(reading.facts.cbegin(), reading.facts.cend(),
                                   [&](const Fact &one) { return one.tag == tag && one.end == end; });
    return fact == reading.facts.cend() ? nullptr : &*fact;
}

} // namespace

class StatementReaderTest : public QObject {
    Q_OBJECT

private:
    StatementReading read(const QString &drawing) const
    {
        return m_reader->read(drawnDocument(drawing), QStringLiteral("x-test"));
    }

    /// −1 where there is no such fact: no test expects it.
    static double value(const StatementReading &reading, const char *tag, int year, int month = 12, int day = 31)
    {
        const auto *fact = find(reading, QString::fromLatin1(tag), QDate(year, month, day));
        return fact ? fact->value() : -1;
    }

    std::optional<StatementReader> m_reader;

private Q_SLOTS:
    void initTestCase()
    {
        auto reader = StatementReader::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().toText()));
        m_reader.emplace(std::move(*reader));
    }

    void readsAWholeReport()
    {
        const auto reading = read(report());
        QCOMPARE(reading.company, QStringLiteral("Harbour Tools, Inc."));
        QCOMPARE(reading.form, QStringLiteral("10-K"));
        QCOMPARE(reading.periodEnd, std::optional(QDate(2021, 12, 31)));
        QCOMPARE(reading.fiscalYear, 2021);
        QCOMPARE(reading.fiscalYearEnd, QStringLiteral("1231"));
        QCOMPARE(reading.currency, QStringLiteral("USD"));
        QCOMPARE(reading.scale, 1e6);
        QVERIFY2(reading.warnings.isEmpty(), qPrintable(reading.warnings.join(QLatin1Char('\n'))));
        QCOMPARE(value(reading, "revenue", 2021), 1000e6);
        QCOMPARE(value(reading, "revenue", 2019), 800e6);
        QCOMPARE(value(reading, "operating_income", 2020), 200e6);
        QCOMPARE(value(reading, "profit", 2021), 180e6);
        QCOMPARE(value(reading, "net_income", 2021), 175e6);
        QCOMPARE(value(reading, "eps_diluted", 2021), 1.75);
        QCOMPARE(value(reading, "shares_diluted", 2021), 100e6);
        QCOMPARE(value(reading, "total_assets", 2021), 750e6);
        QCOMPARE(value(reading, "equity", 2020), 355e6);
        QCOMPARE(value(reading, "total_equity", 2021), 458e6);
        QCOMPARE(value(reading, "operating_cash_flow", 2019), 166e6);
    }

    void givesFactsTheSignsOfTheirTags()
    {
        const auto reading = read(report());
        QCOMPARE(value(reading, "cost_of_revenue", 2021), 600e6);
        QCOMPARE(value(reading, "selling_general_admin", 2021), 150e6);
        QCOMPARE(value(reading, "interest_expense", 2021), 20e6);
        // A benefit among expenses keeps its sign: what income before tax leaves decides.
        QCOMPARE(value(reading, "income_tax", 2021), 50e6);
        QCOMPARE(value(reading, "income_tax", 2020), -8e6);
        QCOMPARE(value(reading, "minority_income", 2021), 5e6);
        QCOMPARE(value(reading, "capex", 2021), 75e6);
        QCOMPARE(value(reading, "dividends_paid", 2021), 105e6);
        QCOMPARE(value(reading, "share_repurchases", 2020), 40e6);
        QCOMPARE(value(reading, "share_repurchases", 2019), 0.0);
        QCOMPARE(value(reading, "investing_cash_flow", 2021), -72e6);
    }

    void tellsRowsOfOneNameApartByWhereTheyStand()
    {
        const auto reading = read(report());
        QCOMPARE(value(reading, "deferred_revenue_current", 2021), 15e6);
        QCOMPARE(value(reading, "deferred_revenue_noncurrent", 2021), 7e6);
        QCOMPARE(value(reading, "ppe_net", 2021), 400e6);
        QCOMPARE(value(reading, "inventory", 2021), 90e6);
        // Those under the current assets only.
        QVERIFY(!find(reading, QStringLiteral("short_term_investments"), QDate(2021, 12, 31)));
        QCOMPARE(value(reading, "long_term_debt", 2021), 200e6);
        QCOMPARE(value(reading, "long_term_debt_current", 2021), 10e6);
    }

    void saysWhereEachFigureStands()
    {
        const auto reading = read(report());
        const auto *fact = find(reading, QStringLiteral("capex"), QDate(2021, 12, 31));
        QVERIFY(fact);
        QCOMPARE(fact->taxonomy, QStringLiteral("statement"));
        QCOMPARE(fact->unit, QStringLiteral("USD"));
        QCOMPARE(fact->start, std::optional(QDate(2021, 1, 1)));
        QCOMPARE(fact->companyId, QStringLiteral("x-test"));
        QCOMPARE(fact->id,
                 factId(QStringLiteral("x-test"), fact->taxonomy, fact->tag, fact->unit, fact->start, fact->end));
        QCOMPARE(fact->latest.form, QStringLiteral("10-K"));
        QCOMPARE(fact->latest.fiscalYear, 2021);
        QCOMPARE(fact->latest.fiscalPeriod, QStringLiteral("FY"));
        QCOMPARE(fact->latest.place.document, QStringLiteral("0123456789abcdef"));
        QCOMPARE(fact->latest.place.page, 4);
        QVERIFY(fact->latest.place.area.isValid());
        QCOMPARE(fact->latest.place.cell,
                 QStringLiteral("Investing activities Purchases of property, plant and equipment, 2021"));
        QCOMPARE(fact->source, QStringLiteral("report.pdf, page 4"));
        QCOMPARE(find(reading, QStringLiteral("eps_diluted"), QDate(2021, 12, 31))->unit, QStringLiteral("USD/shares"));
    }

    void keepsRowsThatNoConceptNames()
    {
        const auto reading = read(report());
        const auto line =
            std::find_if(reading.lines.cbegin(), reading.lines.cend(),
                         [](const PrintedStatementLine &one) { return one.label == QLatin1String("Harbour dues"); });
        QVERIFY(line != reading.lines.cend());
        QCOMPARE(line->statement, QStringLiteral("income"));
        QVERIFY(line->concept_.isEmpty());
        QCOMPARE(line->values.size(), 3);
        QCOMPARE(line->values[1].value, -10e6);
        QCOMPARE(line->values[1].period.label(), QStringLiteral("FY2020"));
        QCOMPARE(line->values[1].place.page, 2);
        // Printed signs, mapped or not.
        const auto capex =
            std::find_if(reading.lines.cbegin(), reading.lines.cend(),
                         [](const PrintedStatementLine &one) { return one.concept_ == QLatin1String("capex"); });
        QCOMPARE(capex->values.first().value, -75e6);
        QCOMPARE(capex->section, QStringLiteral("Investing activities"));
    }

    void givesTheEngineAllItNeeds()
    {
        const auto engine = FinancialEngine::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY(engine);
        Company company;
        company.id = QStringLiteral("x-test");
        const auto financials = engine->derive(company, read(report()).facts);
        QCOMPARE(financials.annualPeriods().size(), 3);
        QCOMPARE(financials.annual(QStringLiteral("revenue"), 2021)->value, 1000e6);
        QVERIFY(financials.ratio(QStringLiteral("gross_margin"), 2021));
        QCOMPARE(financials.ratio(QStringLiteral("gross_margin"), 2021)->value, 0.4);
        QCOMPARE(financials.statements.size(), 3);
        QVERIFY(std::all_of(financials.identities.cbegin(), financials.identities.cend(),
                            [](const IdentityCheck &check) { return check.passed; }));
    }

    void givesTheEngineThePartsOfACostThatHasNoSum()
    {
        auto drawing = report();
        drawing.replace(
            QStringLiteral("Cost of sales | (600) | (550) | (500)\nGross profit | 400 | 350 | 300\n"),
            QStringLiteral("Costs and expenses\nCost of revenues—tools:\nMaterial | (400) | (350) | (300)\n"
                           "Credits | 10 | — | —\nCost of revenues—rent:\nDepots | (210) | (200) | (200)\n"));
        const auto reading = read(drawing);
        QVERIFY(!find(reading, QStringLiteral("cost_of_revenue"), QDate(2021, 12, 31)));
        QCOMPARE(value(reading, "cost_of_revenue_part_1", 2021), 400e6);
        QCOMPARE(value(reading, "cost_of_revenue_part_2", 2021), -10e6);
        QCOMPARE(value(reading, "cost_of_revenue_part_3", 2021), 210e6);
        const auto engine = FinancialEngine::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY(engine);
        Company company;
        company.id = QStringLiteral("x-test");
        const auto financials = engine->derive(company, reading.facts);
        const auto cost = financials.annual(QStringLiteral("cost_of_revenue"), 2021);
        QVERIFY(cost);
        QCOMPARE(cost->value, 600e6);
        QVERIFY(financials.evidence.computation(cost->ref));
    }

    void namesTotalsThatBearNoLabel()
    {
        auto drawing = report();
        drawing.replace(
            QStringLiteral("Net sales | $ 1,000 | $ 900 | $ 800\n"),
            QStringLiteral(
                "Revenues:\nTools | $ 700 | $ 600 | $ 500\nRent | 300 | 300 | 300\n_ | 1,000 | 900 | 800\n"));
        const auto reading = read(drawing);
        QCOMPARE(value(reading, "revenue", 2021), 1000e6);
        QCOMPARE(find(reading, QStringLiteral("revenue"), QDate(2020, 12, 31))->latest.place.cell,
                 QStringLiteral("Revenues: Total revenues, 2020"));
    }

    void warnsWhereSumsDontHold()
    {
        auto drawing = report();
        drawing.replace(QStringLiteral("Total liabilities | 292"), QStringLiteral("Total liabilities | 192"));
        const auto warnings = read(drawing).warnings;
        QCOMPARE(warnings.size(), 1);
        QVERIFY2(warnings.first().contains(QStringLiteral("USD 100 M")), qPrintable(warnings.first()));
    }

    void prefersTheConsolidatedStatementToExcerptsAndTheParentAlone()
    {
        const auto excerpt = QStringLiteral("Results of Operations\n"
                                            "(in millions) | 2021 | 2020\n"
                                            "Net sales | 999 | 899\n"
                                            "Operating income | 249 | 199\n"
                                            "Income before income taxes | 229 | 181\n"
                                            "Net income | 179 | 189\n"
                                            "Diluted earnings per share | 9.75 | 9.86\n"
                                            "---\n");
        auto parent = QString::fromUtf8(Income);
        parent.replace(QStringLiteral("HARBOUR TOOLS, INC."),
                       QStringLiteral("SCHEDULE I - CONDENSED FINANCIAL INFORMATION OF REGISTRANT"));
        parent.replace(QStringLiteral("1,000"), QStringLiteral("7,777"));
        const auto reading = read(QString::fromUtf8(Cover) + excerpt + parent + QString::fromUtf8(Income));
        QCOMPARE(value(reading, "revenue", 2021), 1000e6);
        QCOMPARE(value(reading, "eps_diluted", 2021), 1.75);
    }

    void takesOlderYearsFromSelectedDataThatAgree()
    {
        const auto selected = QStringLiteral("---\nSelected Financial Data\n(in millions, except per share data)\n"
                                             "Years ended December 31, | 2021 | 2020 | 2019 | 2018\n"
                                             "Net sales | 1,000 | 900 | 800 | 700\n"
                                             "Operating income | 251 | 200 | 170 | 150\n"
                                             "Diluted earnings per share | 1.75 | 1.86 | 1.20 | 1.10\n"
                                             "Total assets | 750 | 675 | 640 | 600\n");
        const auto reading = read(report() + selected);
        QCOMPARE(value(reading, "revenue", 2018), 700e6);
        QCOMPARE(value(reading, "eps_diluted", 2018), 1.10);
        QCOMPARE(value(reading, "total_assets", 2019), 640e6);
        // Another measure under the same name.
        QVERIFY(!find(reading, QStringLiteral("operating_income"), QDate(2018, 12, 31)));
        QCOMPARE(value(reading, "operating_income", 2021), 250e6);
        QVERIFY2(reading.warnings.isEmpty(), qPrintable(reading.warnings.join(QLatin1Char('\n'))));
    }

    void joinsAStatementThatGoesOnOverThePage()
    {
        auto drawing = report();
        drawing.replace(
            QStringLiteral("Financing activities | _ | _ | _\n"),
            QStringLiteral("---\nCONSOLIDATED STATEMENTS OF CASH FLOWS (continued)\n(in millions)\nYears ended "
                           "December 31, | 2021 | 2020 | 2019\nFinancing activities | _ | _ | _\n"));
        const auto titled = read(drawing);
        QCOMPARE(value(titled, "dividends_paid", 2021), 105e6);
        QCOMPARE(value(titled, "capex", 2021), 75e6);
        drawing = report();
        drawing.replace(QStringLiteral("Total assets | $ 750 | $ 675\n"),
                        QStringLiteral("Total assets | $ 750 | $ 675\n---\n"));
        const auto untitled = read(drawing);
        QCOMPARE(value(untitled, "accounts_payable", 2020), 55e6);
        QVERIFY2(untitled.warnings.isEmpty(), qPrintable(untitled.warnings.join(QLatin1Char('\n'))));
    }

    void datesYearsOfWeeksAndTheirNumbers()
    {
        const auto reading = read(QString::fromUtf8(
            "FORM 10-K\nFor the fiscal year ended February 2, 2019\nCorner Shops Co.\n(Exact name of registrant)\n"
            "In fiscal 2018 we opened shops. Fiscal 2018 was better than fiscal 2017. Fiscal 2018 had 52 weeks.\n---\n"
            "Consolidated Statements of Earnings\n$ in thousands, except per share amounts\n"
            "Fiscal Years Ended | February 2, 2019 | February 3, 2018\n"
            "Revenue | 5,000 | 4,000\nCost of goods sold | 3,000 | 2,500\nOperating income | 700 | 500\n"
            "Earnings before income tax expense | 690 | 480\nIncome tax expense | 90 | 80\nNet earnings | 600 | 400\n"
            "Diluted earnings per share | 6.00 | 4.00\nWeighted-average common shares outstanding\nDiluted | 100.0 | "
            "100.0\n"));
        QCOMPARE(reading.fiscalYear, 2018);
        const auto *revenue = find(reading, QStringLiteral("revenue"), QDate(2019, 2, 2));
        QVERIFY(revenue);
        QCOMPARE(revenue->start, std::optional(QDate(2018, 2, 4)));
        QCOMPARE(revenue->value(), 5e6);
        QCOMPARE(reading.lines.first().values[1].period.label(), QStringLiteral("FY2017"));
        QCOMPARE(value(reading, "shares_diluted", 2019, 2, 2), 100e3);
    }

    void datesColumnsThatBearAFiscalYearAlone()
    {
        const auto reading = read(QString::fromUtf8(
            "FORM 10-K\nFor the fiscal year ended May 26, 2019\nGrain Mills, Inc.\n(Exact name of registrant)\n---\n"
            "Consolidated Statements of Earnings\n(In Millions, Except per Share Data)\n"
            "_ | Fiscal Year>3\n_ | 2019 | 2018 | 2017\n"
            "Net sales | 16.5 | 15.7 | 15.6\nCost of sales | 11.1 | 10.3 | 10.1\nOperating profit | 2.5 | 2.4 | 2.4\n"
            "Earnings before income taxes | 2.1 | 2.1 | 2.2\nIncome taxes | 0.4 | 0.1 | 0.6\nNet earnings | 1.7 | 2.0 "
            "| 1.6\n"
            "Earnings per share - diluted | 2.90 | 3.64 | 2.77\n"));
        QCOMPARE(value(reading, "revenue", 2019, 5, 26), 16.5e6);
        QCOMPARE(value(reading, "revenue", 2018, 5, 27), 15.7e6);
        QCOMPARE(value(reading, "revenue", 2017, 5, 28), 15.6e6);
    }

    void readsQuartersAndYearsSideBySide()
    {
        const auto reading = read(QString::fromUtf8(
            "Paper Works reports results\n---\n"
            "Condensed Consolidated Statements of Income (Unaudited)\n"
            "_ | Three Months Ended June 30,>2 | Twelve Months Ended June 30,>2\n"
            "($ million, except per share amounts) | 2022 | 2023 | 2022 | 2023\n"
            "Net sales | 3,909 | 3,673 | 14,544 | 14,694\nOperating income | 252 | 325 | 1,239 | 1,508\n"
            "Income before income taxes | 216 | 252 | 1,115 | 1,251\nIncome tax expense | (104) | (68) | (300) | "
            "(193)\n"
            "Net income | 112 | 184 | 815 | 1,058\nDiluted earnings per share | 0.073 | 0.123 | 0.529 | 0.705\n"));
        QCOMPARE(reading.fiscalYear, 2023);
        QList<Period> periods;
        for (const auto &one : reading.lines.first().values)
            periods.append(one.period);
        QCOMPARE(periods.size(), 4);
        QCOMPARE(periods[1].label(), QStringLiteral("Q4 FY2023"));
        QCOMPARE(periods[1].start, std::optional(QDate(2023, 4, 1)));
        QCOMPARE(periods[3].label(), QStringLiteral("FY2023"));
        QCOMPARE(reading.lines.first().values[3].value, 14694e6);
        QVERIFY(reading.warnings.first().contains(QStringLiteral("balance sheet")));
    }

    void takesTheRestatedColumnAndLeavesChangesOut()
    {
        const auto reading = read(QString::fromUtf8(
            "FORM 10-K\nFor the year ended June 30, 2020\nIron Gate plc\n(Exact name of registrant)\n---\n"
            "Consolidated Balance Sheets\n(in thousands)\n"
            "_ | June 30, 2020 | June 30, 2019 (as reported) | June 30, 2019 (as adjusted) | % Change\n"
            "Cash and cash equivalents | 10 | 9 | 8 | 25.0\nTotal current assets | 50 | 40 | 45 | 11.1\n"
            "Total assets | 100 | 90 | 95 | 5.3\nTotal current liabilities | 20 | 18 | 19 | 5.3\n"
            "Total liabilities | 40 | 38 | 41 | (2.4)\nTotal stockholders’ equity | 60 | 52 | 54 | 11.1\n"
            "Total liabilities and stockholders’ equity | 100 | 90 | 95 | 5.3\n"));
        QCOMPARE(value(reading, "total_assets", 2020, 6, 30), 100e3);
        QCOMPARE(value(reading, "total_assets", 2019, 6, 30), 95e3);
        QCOMPARE(reading.lines.first().values.size(), 2);
    }

    void readsOtherCurrenciesAndNames()
    {
        const auto reading = read(QString::fromUtf8(
            "FORM 20-F\nFor the fiscal year ended 31 December 2022\nWerk SE\n(Exact name of Registrant)\n---\n"
            "Consolidated Income Statements\n(€ million) | 2022 | 2021\n"
            "Revenue | 5,000 | 4,000\nCost of sales | (3,000) | (2,500)\nOperating profit | 700 | 500\n"
            "Finance costs | (10) | (20)\nProfit before tax | 690 | 480\nIncome tax expense | (90) | (80)\n"
            "Profit for the year | 600 | 400\nAttributable to:\nOwners of the parent | 590 | 395\n"
            "Non-controlling interests | 10 | 5\n"));
        QCOMPARE(reading.currency, QStringLiteral("EUR"));
        QCOMPARE(value(reading, "revenue", 2022), 5000e6);
        QCOMPARE(value(reading, "net_income", 2022), 590e6);
        QCOMPARE(value(reading, "profit", 2022), 600e6);
        QCOMPARE(value(reading, "interest_expense", 2022), 10e6);
        QCOMPARE(reading.facts.first().unit.left(3), QStringLiteral("EUR"));
    }

    void saysWhatIsMissing()
    {
        QVERIFY(read(QStringLiteral("A letter without figures.")).warnings.isEmpty());
        QVERIFY(read(QStringLiteral("A letter without figures.")).facts.isEmpty());
        const auto reading = read(QString::fromUtf8(Cover) + QString::fromUtf8(Income));
        QCOMPARE(reading.warnings.size(), 1);
        QVERIFY(reading.warnings.first().contains(QStringLiteral("cash flow statement")));
    }
};

QTEST_GUILESS_MAIN(StatementReaderTest)
#include "tst_statement_reader.moc"
