// SPDX-License-Identifier: GPL-3.0-or-later
// Questions as analysts ask them, over an invented company. The expected numbers are worked out by hand from the
// statements in asking_fixture.cpp.
#include "asking_fixture.h"

#include <QTest>

#include <memory>

using namespace consultantos;

class TestQuestionAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = QuestionAnswerer::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
        m_answerer = std::make_unique<QuestionAnswerer>(std::move(*loaded));
    }

    void answersWithAFigure_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *question, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(question) << QString::fromUtf8(expected);
        };
        row("capex in millions",
            "What is the FY2019 capital expenditure amount (in USD millions) for Carter? Rely on the details of the "
            "cash flow statement.",
            "USD 77 million");
        row("net PPNE in billions",
            "Assume that you are a public equities analyst. Using the balance sheet: what is the year end FY2018 net "
            "PPNE for Carter? Answer in USD billions.",
            "USD 0.3 billion");
        row("inventories",
            "What is the year end FY2020 total amount of inventories for Carter? Answer in USD millions.",
            "USD 140 million");
        row("property, plant, and equipment",
            "Please answer: what is Carter's year end FY2018 net property, plant, and equipment (in USD millions)?",
            "USD 320 million");
        row("total assets at the end",
            "Using only the balance sheet, how much total assets did Carter have at the end of FY2020? Answer in USD "
            "millions.",
            "USD 1,300 million");
        row("operating cash flow generated",
            "Using the cash flow statement: how much did Carter (formerly known as Mill) generate in cash flow from "
            "operating activities in FY2020?",
            "USD 260 million");
        row("dividends paid out", "How much (in USD thousands) did Carter pay out in cash dividends for FY2019?",
            "USD 42,000 thousand");
        row("net income to shareholders",
            "What is Carter's FY2019 net income attributable to shareholders (in USD millions)?", "USD 168 million");
        row("net AR", "What is Carter's year end FY2020 net AR (in USD millions)?", "USD 121 million");
        row("current liabilities", "What are Carter's total current liabilities as of December 31, 2018?",
            "USD 220 million");
        row("EPS", "What was diluted EPS in FY2020?", "USD 1.85");
        row("margin of a part", "What was the operating margin of the spare parts segment in FY2020?", "20.0 %");
        row("growth of a part", "How much did revenue of the spare parts segment grow in FY2020?", "6.0 %");
        row("a part's margin over years", "What was the spare parts segment's operating margin for FY2019 and FY2020?",
            "18.0 % in FY2019; 20.0 % in FY2020");
        row("a dot within a name",
            "What was the year over year percent change in Carter Tools Inc.'s revenue in FY2020?", "10.0 %");
        row("a share behind a comma", "How much did Carter spend on R&D in FY2018, as a percentage of revenue?",
            "6.0 %");
        row("a term and its sign", "What is the FY2019 gross margin % of Carter?", "40.0 %");
        row("the ratio of", "What is the ratio of total liabilities to total assets in FY2018?", "0.58");
        row("an analyst who",
            "Assuming the standpoint of an analyst who only has access to the balance sheet: what is "
            "Carter's year end FY2020 net AR (in USD millions)?",
            "USD 121 million");
        row("none: state 0", "What is the goodwill impairment outlined in FY2020? If there is none, state 0.", "USD 0");
        row("a positive amount", "Does Carter have positive working capital based on FY2020 data?",
            "Yes: USD 230 million");
        row("an improving ratio", "Does Carter have an improving gross margin as of FY2020?",
            "Yes: 42.1 % in FY2020, 40.0 % in FY2019");
        row("no year: the latest", "What is Carter's revenue?", "USD 1,210 million");
        row("last year", "What was net income last year?", "USD 185 million");
        row("bare words", "Carter revenue FY18", "USD 1,000 million");
        row("ticker", "CRTR revenue 2019", "USD 1,100 million");
        row("two-digit year", "FY17 COGS", "USD 500 million");
        row("shouted", "WHAT WAS THE REVENUE IN FISCAL YEAR 2019???", "USD 1,100 million");
        row("quarter", "What was revenue in Q3 2020?", "USD 310 million");
        row("quarter in words", "What was revenue in the second quarter of fiscal 2020?", "USD 300 million");
        row("derived quarter", "Q4 2020 revenue", "USD 320 million");
        row("quarter's ratio", "What was the net margin in Q3 2020?", "20.0 %");
        row("a derived line", "What is the FY2020 gross profit?", "USD 510 million");
        row("a row without a line", "What were prepaid royalties at the end of FY2020?", "USD 7 million");
        row("gross margin", "What was Carter's FY2019 gross margin in percent?", "40.0 %");
        row("COGS % margin", "What is the FY2020 COGS % margin for Carter?", "57.9 %");
        row("D&A % margin", "What is the FY2018 depreciation and amortization (D&A from cash flow statement) % margin?",
            "5.0 %");
        row("EBITDA margin",
            "We want to calculate a financial metric. Here's the question: what is the FY2018 unadjusted EBITDA % "
            "margin for Carter? Calculate unadjusted EBITDA using unadjusted operating income and D&A (from cash flow "
            "statement).",
            "25.0 %");
        row("EBITDA by its parts",
            "What is Carter's FY2018 unadjusted operating income + depreciation and amortization from the cash flow "
            "statement (unadjusted EBITDA) in USD millions?",
            "USD 250 million");
        row("retention ratio",
            "What is the FY2020 retention ratio (using total cash dividends paid and net income attributable to "
            "shareholders) for Carter? Round answer to two decimal places.",
            "0.60");
        row("payout ratio", "What is the FY2020 dividend payout ratio?", "40.0 %");
        row("effective tax rate", "What is the effective tax rate for FY2019, in percent with two decimals?",
            "20.00 %");
        row("interest coverage", "FY2019 interest coverage ratio", "20.00");
        row("free cash flow", "What is the FY2020 free cash flow (FCF) in USD millions?", "USD 163 million");
        row("working capital", "What is Carter's net working capital at year end 2019?", "USD 210 million");
        row("quick ratio without investments", "What is the quick ratio in FY2020?", "1.20");
        row("cash and marketable securities", "What are cash & marketable securities in FY2019?", "USD 190 million");
        row("debt to equity", "What is the debt to equity ratio for FY2018?", "0.61");
        row("ROE on average equity", "What is FY2020 return on equity using average equity?", "33.0 %");
        row("nearest whole", "What is the FY2020 operating margin, rounded to the nearest whole number?", "20 %");
        row("as a % of", "What was capex as a % of revenue in FY2019?", "7.0 %");
        row("percent of is", "What percent of revenue is R&D in FY2018?", "6.0 %");
        row("divided by", "What is total liabilities divided by total assets at year end 2018?", "0.58");
        row("ratio of to", "Compute the ratio of operating cash flow to net income in FY2019", "1.43");
        row("A to B", "What is total liabilities to net income in FY2019?", "4.05");
        row("signs", "FY2020 (revenue - COGS - SG&A) / revenue", "0.31");
        row("excluding", "What are current assets excluding inventories in FY2020?", "USD 340 million");
        row("average inside", "What is FY2020 net income divided by average total assets?", "0.15");
        row("average inside with years",
            "What is FY2019 net income divided by average total assets between FY2018 and FY2019?", "0.15");
        row("per share", "What is operating cash flow per diluted share in FY2020?", "USD 2.60");
        row("beginning balance", "What is FY2020 COGS / beginning inventory?", "5.83");
        row("sum of", "What is the sum of SG&A and R&D for FY2020?", "USD 200 million");
        row("difference between two", "What is the difference between total assets and total liabilities in FY2020?",
            "USD 600 million");
        row("year over year",
            "What is Carter's year-over-year change in revenue from FY2018 to FY2019 (in units of percents and round "
            "to one decimal place)?",
            "10.0 %");
        row("growth rate of a span",
            "What is the FY2019 - FY2020 total revenue growth rate for Carter? Answer in units of percents and round "
            "to one decimal place.",
            "10.0 %");
        row("grew", "How much did revenue grow in FY2018?", "25.0 %");
        row("CAGR",
            "What is Carter's 2 year total revenue CAGR from FY2018 to FY2020 (in units of percents and round to one "
            "decimal place)?",
            "10.0 %");
        row("CAGR by count", "3-year revenue CAGR as of FY2020", "14.8 %");
        row("change in an amount", "What is the change in inventory between FY2018 and FY2020?", "USD 40 million");
        row("change in percent", "By how much percent did net income increase from FY2018 to FY2019?", "10.5 %");
        row("change of a share", "How has the gross margin changed from FY2018 to FY2020?", "2.1 percentage points");
        row("three-year average",
            "What is the FY2018 - FY2020 3 year average of capex as a % of revenue for Carter? Answer in units of "
            "percents and round to one decimal place.",
            "7.3 %");
        row("average margin", "What is the FY2018 - FY2020 3 year average unadjusted operating income % margin?",
            "20.0 %");
        row("average of two", "What is the average of FY2017 and FY2018 inventory?", "USD 95 million");
        row("last three years", "average capex over the last three years", "USD 81.27 million");
        row("cumulative", "What was cumulative capex for FY2018 through FY2020?", "USD 244 million");
        row("difference of years", "What is the difference between FY2020 revenue and FY2019 revenue?",
            "USD 110 million");
        row("fixed asset turnover",
            "What is the FY2019 fixed asset turnover ratio? Fixed asset turnover ratio is defined as: FY2019 revenue / "
            "(average PP&E between FY2018 and FY2019). Round your answer to two decimal places.",
            "3.28");
        row("DPO",
            "What is Carter's FY2019 days payable outstanding (DPO)? DPO is defined as: 365 * (average accounts "
            "payable between FY2018 and FY2019) / (FY2019 COGS + change in inventory between FY2018 and FY2019). Round "
            "your answer to two decimal places.",
            "40.26 days");
        row("CCC by further definitions",
            "What is the FY2019 cash conversion cycle (CCC)? CCC is defined as: DIO + DSO - DPO. DIO is defined as: "
            "365 * (average inventory between FY2018 and FY2019) / (FY2019 COGS). DSO is defined as: 365 * (average "
            "accounts receivable between FY2018 and FY2019) / (FY2019 Revenue). DPO is defined as: 365 * (average "
            "accounts payable between FY2018 and FY2019) / (FY2019 COGS + change in inventory between FY2018 and "
            "FY2019). Round your answer to two decimal places.",
            "55.42 days");
        row("inventory turnover",
            "What is the FY2019 inventory turnover ratio? Inventory turnover ratio is defined as: (FY2019 COGS) / "
            "(average inventory between FY2018 and FY2019). Round your answer to two decimal places.",
            "6.00");
        row("define as divided by",
            "What is Carter's FY2018 working capital ratio? Define working capital ratio as total current assets "
            "divided by total current liabilities. Round your answer to two decimal places.",
            "1.82");
        row("FCF here is defined",
            "What is the FY2020 free cash flow (FCF)? FCF here is defined as: (cash from operations - capex). Answer "
            "in USD millions.",
            "USD 163 million");
        row("definition within an average",
            "What is Carter's FY2018 - FY2020 3 year average unadjusted EBITDA % margin? Define unadjusted EBITDA as "
            "unadjusted operating income + depreciation and amortization from the cash flow statement. Answer in units "
            "of percents and round to one decimal place.",
            "25.0 %");
        row("definition less a line",
            "What is the FY2018 unadjusted EBITDA less capex? Define unadjusted EBITDA as unadjusted operating income "
            "+ depreciation and amortization [from cash flow statement]. Answer in USD millions.",
            "USD 180 million");
        row("our formula is not used",
            "What is the ROA in FY2020? ROA is defined as operating income over average total assets.", "19.4 %");
        row("where X is",
            "What is the FY2019 quick ratio, where quick ratio is (cash and cash equivalents + short-term investments "
            "+ net AR) / total current liabilities?",
            "1.25");
        row("missing investments are told",
            "Quick ratio = (cash + short-term investments + receivables) / current liabilities. What is the FY2020 "
            "quick ratio?",
            "1.20");
        row("colon alone",
            "What is Carter's FY2019 effective tax rate? Effective tax rate: provision for income taxes / income "
            "before taxes.",
            "20.0 %");
        row("letters",
            "Define leverage as A over B where A is total liabilities and B is average total assets. What is FY2020 "
            "leverage?",
            "0.56");
        row("use the average", "Define X as PP&E over equity, use the average of FY2017 and FY2018. What is X?",
            "0.72");
        row("growth plus margin", "What is the Rule of 40 for FY2018, defined as revenue growth + EBITDA margin?",
            "50.0 %");
        row("power",
            "Growth here is defined as (FY2020 revenue / FY2018 revenue) ^ (1 / 2) - 1. What is growth in percent?",
            "10.0 %");
        row("inline formula", "What is the quick ratio (cash + receivables) / current liabilities in FY2019?", "1.08");
        row("did it improve", "Did gross margin improve in FY2020?", "Yes: 42.1 % in FY2020, 40.0 % in FY2019");
        row("did it rise over a span", "Did operating margin increase from FY2018 to FY2020?",
            "No: 20.0 % in FY2020, 20.0 % in FY2018");
        row("higher than before", "Was capex higher in FY2020 than in FY2019?",
            "Yes: USD 96.80 million in FY2020, USD 77 million in FY2019");
        row("higher in the earlier year", "Was capex higher in FY2018 than in FY2019?",
            "No: USD 70 million in FY2018, USD 77 million in FY2019");
        row("above a number", "Is the FY2019 current ratio above 2?", "No: 1.88");
        row("above an amount", "Was revenue above 1 billion in FY2019?", "Yes: USD 1,100 million");
        row("against another line", "Is operating cash flow higher than net income in FY2019?",
            "Yes: Cash flow from operations USD 240 million, Net income attributable to shareholders USD 168 million");
        row("grown by more than", "Did revenue grow by more than 20% in FY2019?", "No: 10.0 %");
        row("neither better nor worse", "Did inventory improve in FY2020?",
            "It rose: USD 140 million in FY2020, USD 120 million in FY2019");
        row("less is better", "Did the DSO improve in FY2018?", "No: 36.5 days in FY2018, 36.5 days in FY2017");
        row("which year", "In which year between FY2017 and FY2019 was net income lowest?", "FY2017: USD 112 million");
        row("a row named like a line", "What were prepaid expenses and other current assets in FY2020?",
            "USD 7 million");
        row("a sum of which a part is nil", "What are cash & marketable securities in FY2020?", "USD 180 million");
        row("several years", "revenue for FY2017, FY2018, and FY2019",
            "USD 800 million in FY2017; USD 1,000 million in FY2018; USD 1,100 million in FY2019");
        row("one year against another", "What was COGS in 2020 vs 2019?",
            "USD 660 million in FY2019; USD 700 million in FY2020");
        row("average of a list of years", "average revenue for fiscal years 2017, 2018 and 2019", "USD 967 million");
        row("by what percentage", "By what percentage did capex rise from FY2017 to FY2018?", "16.7 %");
        row("how much higher", "How much higher was revenue in FY2020 than in FY2019?", "USD 110 million");
        row("year named before the question", "For the fiscal year ended December 31, 2018, what's the current ratio?",
            "1.82");
        row("days from a turnover", "What is 365 / inventory turnover for FY2019?", "60.8 days");
        row("using the formula", "Using the formula operating income / total assets, what is ROA for FY2020?", "0.19");
        row("which segment", "Which segment has the most revenue in FY2020?", "Power Tools: USD 700 million");
        row("which region least", "Which country had the lowest sales in FY2020?", "Germany: USD 410 million");
        row("one segment", "What was Power Tools revenue in FY2020?", "USD 700 million");
        row("from a country", "What was Carter's revenue from Germany in FY2020?", "USD 410 million");
        row("a country's", "What was Germany's revenue in FY2020?", "USD 410 million");
        row("a country by its code", "Carter sales in the US FY2020", "USD 800 million");
        row("before the question", "In the United States, what was revenue in FY2020?", "USD 800 million");
        row("of a segment in small letters", "revenue of the spare parts segment in FY2020", "USD 530 million");
        row("a name that the line is part of", "Power Tools sales FY2020", "USD 650 million");
        row("a product whose name others extend", "What was revenue from saws in FY2020?", "USD 300 million");
        row("an abbreviation", "revenue of GMNA FY2020", "USD 121 million");
        row("share that came from", "What share of Carter's revenue came from Germany in FY2020?", "33.9 %");
        row("percentage that was from", "What percentage of revenue was from the Spare Parts segment in FY2020?",
            "43.8 %");
        row("share in", "What was the share of Germany in revenue in FY2020?", "33.9 %");
        row("part as a share of all", "Germany revenue as a percentage of total revenue FY2020", "33.9 %");
        row("a banker's perspective",
            "From the perspective of an investment banker, what was revenue in FY2020 based on the information in the "
            "statement of income?",
            "USD 1,210 million");
        row("a former name", "What was the FY2020 revenue for Carter (formerly known as Square)?", "USD 1,210 million");
        row("a legal form", "What was the revenue of Carter Corporation for the year 2020?", "USD 1,210 million");
    }

    void answersWithAFigure()
    {
        QFETCH(QString, question);
        QFETCH(QString, expected);
        const auto answer = m_answerer->answer(question, test::carter());
        QVERIFY2(answer.kind == AnswerKind::Figure, qPrintable(answer.explanation));
        QCOMPARE(answer.answer, expected);
        QVERIFY(answer.value.has_value());
        QVERIFY(!answer.unit.isEmpty());
        QVERIFY(!answer.period.isEmpty());
        QCOMPARE(test::traceFaults(answer), QString());
        QVERIFY(!answer.evidence.facts().isEmpty());
    }

private:
    std::unique_ptr<QuestionAnswerer> m_answerer;
};

QTEST_APPLESS_MAIN(TestQuestionAnswers)
#include "test_question_answers.moc"
