// SPDX-License-Identifier: GPL-3.0-or-later
// Statements of trades that print other rows than manufacturers do; the companies don't exist.
#include "document_fixture.h"
#include "evidence/intake/printed_figures.h"
#include "evidence/statements/statement_reader.h"

#include <QTest>

#include <algorithm>

using namespace consultantos;
using consultantos::test::drawnDocument;

namespace {

const char *const Bank = "FORM 10-K\n"
                         "For the fiscal year ended December 31, 2021\n"
                         "Lantern Quay Bancorp\n"
                         "(Exact name of registrant as specified in its charter)\n"
                         "---\n"
                         "Consolidated Statements of Income\n"
                         "(in millions, except per share data)\n"
                         "Year ended December 31, | 2021 | 2020 | 2019\n"
                         "Interest income: | _ | _ | _\n"
                         "Loans, including fees | $ 900 | $ 880 | $ 940\n"
                         "Investment securities | 100 | 95 | 90\n"
                         "Total interest income | 1,000 | 975 | 1,030\n"
                         "Interest expense: | _ | _ | _\n"
                         "Deposits | 80 | 110 | 150\n"
                         "Long-term debt | 20 | 25 | 30\n"
                         "Total interest expense | 100 | 135 | 180\n"
                         "Net interest income | 900 | 840 | 850\n"
                         "Provision (benefit) for credit losses | (40) | 200 | 60\n"
                         "Net interest income after provision for credit losses | 940 | 640 | 790\n"
                         "Noninterest income: | _ | _ | _\n"
                         "Service charges on deposits | 150 | 140 | 160\n"
                         "Card fees | 170 | 150 | 155\n"
                         "Total noninterest income | 320 | 290 | 315\n"
                         "Noninterest expense: | _ | _ | _\n"
                         "Salaries and employee benefits | 480 | 470 | 465\n"
                         "Occupancy | 120 | 125 | 120\n"
                         "Total noninterest expense | 600 | 595 | 585\n"
                         "Income before income taxes | 660 | 335 | 520\n"
                         "Income tax expense | 150 | 70 | 115\n"
                         "Net income | $ 510 | $ 265 | $ 405\n"
                         "Diluted earnings per share | $ 5.10 | $ 2.65 | $ 4.05\n"
                         "---\n"
                         "Consolidated Balance Sheets\n"
                         "(in millions)\n"
                         "December 31, | 2021 | 2020\n"
                         "Assets | _ | _\n"
                         "Cash and due from banks | $ 500 | $ 450\n"
                         "Securities available for sale | 4,000 | 3,800\n"
                         "Loans, net | 20,000 | 19,000\n"
                         "Premises and equipment, net | 300 | 310\n"
                         "Other assets | 700 | 640\n"
                         "Total assets | $ 25,500 | $ 24,200\n"
                         "Liabilities | _ | _\n"
                         "Deposits | $ 21,000 | $ 20,000\n"
                         "Long-term debt | 1,000 | 1,100\n"
                         "Other liabilities | 500 | 450\n"
                         "Total liabilities | 22,500 | 21,550\n"
                         "Shareholders' equity | _ | _\n"
                         "Capital surplus | 900 | 900\n"
                         "Retained earnings | 2,500 | 2,050\n"
                         "Treasury stock, at cost | (400) | (300)\n"
                         "Total shareholders' equity | 3,000 | 2,650\n"
                         "Total liabilities and shareholders' equity | $ 25,500 | $ 24,200\n";

const char *const Utility = "FORM 10-K\n"
                            "For the fiscal year ended December 31, 2021\n"
                            "Weir & Sluice Water Company\n"
                            "(Exact name of registrant as specified in its charter)\n"
                            "---\n"
                            "Consolidated Statements of Operations\n"
                            "(In millions, except per share data)\n"
                            "For the Years Ended December 31, | 2021 | 2020 | 2019\n"
                            "Operating revenues | $ 400 | $ 380 | $ 360\n"
                            "Operating expenses: | _ | _ | _\n"
                            "Operation and maintenance | 170 | 165 | 160\n"
                            "Depreciation and amortization | 60 | 58 | 55\n"
                            "General taxes | 30 | 29 | 28\n"
                            "Total operating expenses, net | 260 | 252 | 243\n"
                            "Operating income | 140 | 128 | 117\n"
                            "Other income (expense): | _ | _ | _\n"
                            "Interest expense | (40) | (39) | (38)\n"
                            "Interest income | 4 | 2 | 3\n"
                            "Other, net | 6 | (5) | 4\n"
                            "Total other (expense) income | (30) | (42) | (31)\n"
                            "Income before income taxes | 110 | 86 | 86\n"
                            "Provision for income taxes | 25 | 18 | 20\n"
                            "Net income attributable to common shareholders | $ 85 | $ 68 | $ 66\n"
                            "Diluted earnings per share | $ 0.85 | $ 0.68 | $ 0.66\n"
                            "---\n"
                            "Consolidated Balance Sheets\n"
                            "(In millions)\n"
                            "December 31, | 2021 | 2020\n"
                            "ASSETS | _ | _\n"
                            "Utility plant, at original cost | $ 3,000 | $ 2,800\n"
                            "Less: accumulated depreciation | (800) | (750)\n"
                            "Utility plant, net | 2,200 | 2,050\n"
                            "Current assets: | _ | _\n"
                            "Cash and cash equivalents | 20 | 25\n"
                            "Accounts receivable, net | 60 | 55\n"
                            "Materials and supplies | 10 | 9\n"
                            "Prepayments and other | 8 | 7\n"
                            "Total current assets | 98 | 96\n"
                            "Regulatory assets | 150 | 140\n"
                            "Other long-term assets | 52 | 54\n"
                            "Total assets | $ 2,500 | $ 2,340\n"
                            "CAPITALIZATION AND LIABILITIES | _ | _\n"
                            "Common stock | 500 | 500\n"
                            "Retained earnings | 400 | 350\n"
                            "Total common shareholders' equity | 900 | 850\n"
                            "Long-term debt | 800 | 760\n"
                            "Total capitalization | 1,700 | 1,610\n"
                            "Current liabilities: | _ | _\n"
                            "Short-term debt | 60 | 50\n"
                            "Current portion of long-term debt | 15 | 12\n"
                            "Accounts payable | 45 | 40\n"
                            "Accrued liabilities | 70 | 66\n"
                            "Accrued taxes | 20 | 18\n"
                            "Total current liabilities | 210 | 186\n"
                            "Deferred income taxes | 380 | 350\n"
                            "Other long-term liabilities | 210 | 194\n"
                            "Total capitalization and liabilities | $ 2,500 | $ 2,340\n"
                            "---\n"
                            "Consolidated Statements of Cash Flows\n"
                            "(In millions)\n"
                            "For the Years Ended December 31, | 2021 | 2020 | 2019\n"
                            "CASH FLOWS FROM OPERATING ACTIVITIES | _ | _ | _\n"
                            "Net income | $ 85 | $ 68 | $ 66\n"
                            "Depreciation and amortization | 60 | 58 | 55\n"
                            "Goodwill impairment | 9 | — | —\n"
                            "Net cash provided by operating activities | 160 | 140 | 130\n"
                            "CASH FLOWS FROM INVESTING ACTIVITIES | _ | _ | _\n"
                            "Capital expenditures | (210) | (190) | (180)\n"
                            "Acquisitions, net of cash acquired | (12) | (30) | (5)\n"
                            "Net cash used in investing activities | (222) | (220) | (185)\n"
                            "CASH FLOWS FROM FINANCING ACTIVITIES | _ | _ | _\n"
                            "Proceeds from long-term debt, net of discount | 120 | 150 | 110\n"
                            "Repayments of long-term debt | (63) | (40) | (35)\n"
                            "Dividends paid | (35) | (32) | (30)\n"
                            "Net cash provided by financing activities | 57 | 82 | 53\n"
                            "Net (decrease) increase in cash and cash equivalents | (5) | 2 | (2)\n";

const char *const TwoBusinesses = "FORM 10-K\n"
                                  "For the fiscal year ended December 31, 2021\n"
                                  "Larkspur Motor Company\n"
                                  "(Exact name of registrant as specified in its charter)\n"
                                  "---\n"
                                  "CONSOLIDATED INCOME STATEMENTS\n"
                                  "(In millions, except per share amounts)\n"
                                  "Years Ended December 31, | 2021 | 2020 | 2019\n"
                                  "Net sales and revenue | _ | _ | _\n"
                                  "Vehicles | $ 900 | $ 800 | $ 700\n"
                                  "Larkspur Credit | 100 | 90 | 80\n"
                                  "Total net sales and revenue | 1,000 | 890 | 780\n"
                                  "Costs and expenses | _ | _ | _\n"
                                  "Vehicles and other cost of sales | 700 | 640 | 560\n"
                                  "Larkspur Credit interest, operating and other expenses | 70 | 60 | 50\n"
                                  "Vehicles and other selling, general and administrative expense | 80 | 75 | 70\n"
                                  "Total costs and expenses | 850 | 775 | 680\n"
                                  "Operating income | 150 | 115 | 100\n"
                                  "Vehicles interest expense | 10 | 10 | 10\n"
                                  "Income before income taxes | 140 | 105 | 90\n"
                                  "Income tax expense | 40 | 25 | 20\n"
                                  "Net income | $ 100 | $ 80 | $ 70\n"
                                  "Diluted earnings per share | $ 1.00 | $ 0.80 | $ 0.70\n";

const char *const Casino = "FORM 10-K\n"
                           "For the fiscal year ended December 31, 2021\n"
                           "Copper Lantern Resorts\n"
                           "(Exact name of registrant as specified in its charter)\n"
                           "---\n"
                           "CONSOLIDATED STATEMENTS OF OPERATIONS\n"
                           "(In millions, except per share data)\n"
                           "Year Ended December 31, | 2021 | 2020 | 2019\n"
                           "Revenues | _ | _ | _\n"
                           "Casino | $ 500 | $ 400 | $ 450\n"
                           "Rooms | 300 | 200 | 280\n"
                           "_ | 800 | 600 | 730\n"
                           "Expenses | _ | _ | _\n"
                           "Cost of services (exclusive of items shown below) | 300 | 250 | 290\n"
                           "Cost of wireless equipment | 100 | 80 | 90\n"
                           "General and administrative | 150 | 140 | 145\n"
                           "Other, net | 50 | 40 | 45\n"
                           "_ | 600 | 510 | 570\n"
                           "Operating income | 200 | 90 | 160\n"
                           "Interest expense | (20) | (20) | (20)\n"
                           "Income before income taxes | 180 | 70 | 140\n"
                           "Provision for income taxes | (40) | (15) | (30)\n"
                           "Net income | $ 140 | $ 55 | $ 110\n"
                           "Diluted earnings per share | $ 1.40 | $ 0.55 | $ 1.10\n"
                           "---\n"
                           "CONSOLIDATED BALANCE SHEETS\n"
                           "(In millions)\n"
                           "December 31, | 2021 | 2020\n"
                           "Current assets | _ | _\n"
                           "Cash and due from banks | 10 | 9\n"
                           "Deposits | 90 | 81\n"
                           "Total cash and cash equivalents | 100 | 90\n"
                           "Accounts receivable, net | 50 | 45\n"
                           "Total current assets | 150 | 135\n"
                           "Property and equipment, net | 700 | 690\n"
                           "Goodwill | 50 | 50\n"
                           "_ | $ 900 | $ 875\n"
                           "Current liabilities | _ | _\n"
                           "Accounts payable | 60 | 55\n"
                           "Total current liabilities | 60 | 55\n"
                           "Long-term debt, net | 440 | 460\n"
                           "Total liabilities | 500 | 515\n"
                           "Stockholders' equity | _ | _\n"
                           "Retained earnings | 300 | 260\n"
                           "Total stockholders' equity | 400 | 360\n"
                           "_ | $ 900 | $ 875\n";

const char *const Quarter = "FORM 10-Q\n"
                            "For the quarterly period ended August 1, 2021\n"
                            "Barley Lane Stores, Inc.\n"
                            "(Exact name of registrant as specified in its charter)\n"
                            "---\n"
                            "CONDENSED CONSOLIDATED STATEMENTS OF EARNINGS\n"
                            "(unaudited) (in millions, except per share data)\n"
                            "_ | Three Months Ended>2 | Six Months Ended>2\n"
                            "_ | August 1, 2021 | August 2, 2020 | August 1, 2021 | August 2, 2020\n"
                            "Net sales | $ 400 | $ 380 | $ 780 | $ 700\n"
                            "Cost of sales | 280 | 270 | 545 | 500\n"
                            "Gross profit | 120 | 110 | 235 | 200\n"
                            "Selling, general and administrative | 80 | 78 | 160 | 150\n"
                            "Operating income | 40 | 32 | 75 | 50\n"
                            "Interest expense | 2 | 2 | 4 | 4\n"
                            "Earnings before income taxes | 38 | 30 | 71 | 46\n"
                            "Income tax expense | 9 | 7 | 17 | 11\n"
                            "Net earnings | $ 29 | $ 23 | $ 54 | $ 35\n"
                            "Diluted earnings per share | $ 0.29 | $ 0.23 | $ 0.54 | $ 0.35\n";

} // namespace

class StatementKindsTest : public QObject {
    Q_OBJECT

private:
    StatementReading read(const char *drawing) const
    {
        return m_reader->read(drawnDocument(QString::fromUtf8(drawing)), QStringLiteral("x-test"));
    }

    /// In millions; NaN where there is no such fact of the newest year.
    static double millions(const StatementReading &reading, const QString &tag)
    {
        for (const auto &fact : reading.facts) {
            if (fact.tag == tag && fact.end == QDate(2021, 12, 31))
                return fact.value() / 1e6;
        }
        return qQNaN();
    }

    static void expect(const QList<std::pair<const char *, double>> &values, const StatementReading &reading)
    {
        for (const auto &[tag, value] : values) {
            const auto found = millions(reading, QString::fromLatin1(tag));
            QVERIFY2(found == value, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(tag)).arg(found)));
        }
    }

    std::optional<StatementReader> m_reader;

private Q_SLOTS:
    void initTestCase()
    {
        auto reader = StatementReader::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().toText()));
        m_reader.emplace(std::move(*reader));
    }

    void readsABank()
    {
        const auto reading = read(Bank);
        expect({{"interest_income", 1000},
                {"interest_expense", 100},
                {"net_interest_income", 900},
                {"credit_loss_provision", -40},
                {"noninterest_income", 320},
                {"noninterest_expense", 600},
                {"pretax_income", 660},
                {"income_tax", 150},
                {"net_income", 510},
                {"cash", 500},
                {"ppe_net", 300},
                {"other_assets", 700},
                {"other_liabilities", 500},
                {"long_term_debt", 1000},
                {"additional_paid_in_capital", 900},
                {"treasury_stock", 400},
                {"total_assets", 25500},
                {"equity", 3000}},
               reading);
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("current_assets"))));
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("revenue"))));
    }

    void readsAUtility()
    {
        const auto reading = read(Utility);
        expect({{"revenue", 400},
                {"operating_expenses", 260},
                {"operating_income", 140},
                {"interest_expense", 40},
                {"interest_income", 4},
                {"other_income", 6},
                {"net_income", 85},
                {"ppe_net", 2200},
                {"receivables", 60},
                {"prepaid_expenses", 8},
                {"current_assets", 98},
                {"other_assets", 52},
                {"long_term_debt", 800},
                {"long_term_debt_current", 15},
                {"accounts_payable", 45},
                {"accrued_liabilities", 70},
                {"income_taxes_payable", 20},
                {"current_liabilities", 210},
                {"deferred_tax_liabilities", 380},
                {"other_liabilities", 210},
                {"equity", 900},
                {"liabilities_and_equity", 2500},
                {"depreciation_amortization", 60},
                {"goodwill_impairment", 9},
                {"capex", 210},
                {"acquisitions", 12},
                {"debt_issued", 120},
                {"debt_repaid", 63},
                {"dividends_paid", 35}},
               reading);
    }

    /// Sums without a label, and costs in rows of several names.
    void readsSumsThatBearNoLabel()
    {
        const auto reading = read(Casino);
        expect({{"revenue", 800},
                {"cost_of_revenue_part_1", 300},
                {"cost_of_revenue_part_2", 100},
                {"operating_income", 200},
                {"cash", 100},
                {"total_assets", 900},
                {"liabilities_and_equity", 900},
                {"long_term_debt", 440}},
               reading);
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("cost_of_revenue"))));
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("other_income")))); // "Other, net" of the expenses
    }

    /// The cost of revenue of a maker with a bank of its own: one row of costs for each row of revenue.
    void addsTheCostsOfBusinesses()
    {
        const auto reading = read(TwoBusinesses);
        expect({{"revenue", 1000},
                {"cost_of_revenue_part_1", 700},
                {"cost_of_revenue_part_2", 70},
                {"operating_income", 150}},
               reading);
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("cost_of_revenue"))));
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("cost_of_revenue_part_3"))));
    }

    void leavesCostsAloneThatNobodyTellsApart()
    {
        auto text = QString::fromUtf8(TwoBusinesses);
        text.replace(QStringLiteral("Larkspur Credit interest, operating and other expenses | 70 | 60 | 50\n"),
                     QStringLiteral("Larkspur Credit claims | 30 | 30 | 20\nLarkspur Credit fees | 40 | 30 | 30\n"));
        const auto reading = read(qPrintable(text));
        QVERIFY(qIsNaN(millions(reading, QStringLiteral("cost_of_revenue_part_1"))));
    }

    /// A filing that tags its figures gains the parts, in the unit of the tags: its cells hold what is printed or tagged.
    void addsPartsToTaggedFigures_data()
    {
        QTest::addColumn<double>("taggedRevenue");
        QTest::addColumn<double>("part");
        QTest::newRow("printed") << 1000e6 << 700e6;
        QTest::newRow("tagged") << 1000.0 << 700.0;
        QTest::newRow("of something else") << 1234.0 << qQNaN();
    }

    void addsPartsToTaggedFigures()
    {
        QFETCH(double, taggedRevenue);
        QFETCH(double, part);
        auto document = drawnDocument(QString::fromUtf8(TwoBusinesses));
        Fact revenue;
        revenue.taxonomy = QStringLiteral("us-gaap");
        revenue.tag = QStringLiteral("Revenues");
        revenue.unit = QStringLiteral("USD");
        revenue.start = QDate(2021, 1, 1);
        revenue.end = QDate(2021, 12, 31);
        revenue.latest.value = taggedRevenue;
        document.facts = {revenue};
        addPrintedFigures(*m_reader, document);
        const auto found = std::find_if(document.facts.cbegin(), document.facts.cend(), [](const Fact &fact) {
            return fact.tag == QLatin1String("cost_of_revenue_part_1") && fact.end == QDate(2021, 12, 31);
        });
        if (qIsNaN(part)) {
            QCOMPARE(document.facts.size(), 1);
        } else {
            QVERIFY(found != document.facts.cend());
            QCOMPARE(found->value(), part);
        }
    }

    /// "Other" of two parts of a statement is called after them.
    void tellsRowsOfOneNameApart()
    {
        auto text = QString::fromUtf8(Utility);
        text.replace(QStringLiteral("Net cash used in investing"), QStringLiteral("Miscellany | 1 | 2 | 3\n"
                                                                                  "Net cash used in investing"));
        text.replace(QStringLiteral("Net cash provided by financing"),
                     QStringLiteral("Miscellany | 4 | 5 | 6\n"
                                    "Net cash provided by financing"));
        auto document = drawnDocument(text);
        addPrintedFigures(*m_reader, document);
        QHash<QString, double> values;
        for (const auto &fact : std::as_const(document.facts)) {
            if (fact.tag.endsWith(QLatin1String("Miscellany")) && fact.end == QDate(2021, 12, 31))
                values.insert(fact.tag, fact.value() / 1e6);
        }
        QCOMPARE(values.value(QStringLiteral("CASH FLOWS FROM INVESTING ACTIVITIES: Miscellany")), 1.0);
        QCOMPARE(values.value(QStringLiteral("CASH FLOWS FROM FINANCING ACTIVITIES: Miscellany")), 4.0);
    }

    /// Of the same end, the quarter and the months since the year's start.
    void keepsAQuarterAndTheYearToDateApart()
    {
        const auto reading = read(Quarter);
        QHash<qint64, double> revenue;
        for (const auto &fact : reading.facts) {
            if (fact.tag == QLatin1String("revenue") && fact.end == QDate(2021, 8, 1))
                revenue.insert(fact.start->daysTo(fact.end) / 80, fact.value() / 1e6);
        }
        QCOMPARE(revenue.value(1), 400.0);
        QCOMPARE(revenue.value(2), 780.0);
    }
};

QTEST_GUILESS_MAIN(StatementKindsTest)
#include "tst_statement_kinds.moc"
