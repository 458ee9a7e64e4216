# SPDX-License-Identifier: GPL-3.0-or-later
"""Analysts' questions about one filing, in several wordings, each with the sum that answers it."""

TAGS = {
    "revenue": ["Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax", "SalesRevenueNet"],
    "cogs": ["CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold"],
    "gross_profit": ["GrossProfit"], "rd": ["ResearchAndDevelopmentExpense"],
    "sga": ["SellingGeneralAndAdministrativeExpense"],
    "operating_income": ["OperatingIncomeLoss"], "net_income": ["NetIncomeLoss"], "tax": ["IncomeTaxExpenseBenefit"],
    "pretax": ["IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
               "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments"],
    "interest": ["InterestExpense", "InterestExpenseNonoperating", "InterestExpenseDebt"],
    "eps": ["EarningsPerShareDiluted"], "shares": ["WeightedAverageNumberOfDilutedSharesOutstanding"],
    "cfo": ["NetCashProvidedByUsedInOperatingActivities"], "cfi": ["NetCashProvidedByUsedInInvestingActivities"],
    "cff": ["NetCashProvidedByUsedInFinancingActivities"],
    "capex": ["PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets"],
    "da": ["DepreciationDepletionAndAmortization", "DepreciationAmortizationAndAccretionNet", "DepreciationAndAmortization"],
    "sbc": ["ShareBasedCompensation"], "dividends": ["PaymentsOfDividends", "PaymentsOfDividendsCommonStock"],
    "buybacks": ["PaymentsForRepurchaseOfCommonStock"], "inventory": ["InventoryNet"],
    "receivables": ["AccountsReceivableNetCurrent", "ReceivablesNetCurrent"], "payables": ["AccountsPayableCurrent"],
    "ppe": ["PropertyPlantAndEquipmentNet", "PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization"],
    "goodwill": ["Goodwill"], "assets": ["Assets"], "current_assets": ["AssetsCurrent"],
    "current_liabilities": ["LiabilitiesCurrent"], "liabilities": ["Liabilities"], "equity": ["StockholdersEquity"],
    "cash": ["CashAndCashEquivalentsAtCarryingValue"],
    "investments": ["MarketableSecuritiesCurrent", "ShortTermInvestments", "AvailableForSaleSecuritiesDebtSecuritiesCurrent"],
    "retained": ["RetainedEarningsAccumulatedDeficit"], "accrued": ["AccruedLiabilitiesCurrent"],
    "debt_issued": ["ProceedsFromIssuanceOfLongTermDebt", "ProceedsFromIssuanceOfDebt", "ProceedsFromDebtNetOfIssuanceCosts"],
    "debt_repaid": ["RepaymentsOfLongTermDebt", "RepaymentsOfDebt"],
    "acquisitions": ["PaymentsToAcquireBusinessesNetOfCashAcquired"],
    "prepaid": ["PrepaidExpenseAndOtherAssetsCurrent"], "other_assets": ["OtherAssetsNoncurrent"],
    "taxes_payable": ["AccruedIncomeTaxesCurrent"],
}

DPO = "365 * (average accounts payable between FY{p} and FY{y}) / (FY{y} COGS + change in inventory between FY{p} and FY{y})"

# {c} the company, {y} the fiscal year, {p} the one before, {b} two before; v(line, years back) in dollars.
TEMPLATES = [
    ("capital expenditure", "What is the FY{y} capital expenditure amount (in USD millions) for {c}? Give a response to the "
     "question by relying on the details shown in the cash flow statement.", lambda v: v("capex", 0) / 1e6),
    ("capital expenditure, spending", "How much did {c} spend on capital expenditures in FY{y}, in USD billions?",
     lambda v: v("capex", 0) / 1e9),
    ("net PP&E", "Based on the information provided primarily in the balance sheet, what is the year end FY{y} net PPNE for {c}? "
     "Answer in USD thousands.", lambda v: v("ppe", 0) / 1e3),
    ("net PP&E, written out", "We need to calculate a financial metric by using information only provided within the balance sheet. "
     "Please answer the following question: what is {c}'s year end FY{y} net property, plant, and equipment (in USD millions)?",
     lambda v: v("ppe", 0) / 1e6),
    ("net working capital", "What is {c}'s FY{y} net working capital? Define net working capital as total current assets less total "
     "current liabilities. Answer in USD millions. Respond to the question by assuming the perspective of an investment analyst "
     "who can only use the details shown within the balance sheet.",
     lambda v: (v("current_assets", 0) - v("current_liabilities", 0)) / 1e6),
    ("working capital ratio", "By drawing conclusions from the information stated only in the balance sheet, what is {c}'s FY{y} "
     "working capital ratio? Define working capital ratio as total current assets divided by total current liabilities. Round "
     "your answer to two decimal places.", lambda v: v("current_assets", 0) / v("current_liabilities", 0)),
    ("quick ratio, defined", "What is the FY{y} quick ratio for {c}? Quick ratio is defined as (cash and cash equivalents + accounts "
     "receivable) / total current liabilities. If relevant information isn't stated directly, calculate by using line items in "
     "the balance sheet.", lambda v: (v("cash", 0) + v("receivables", 0)) / v("current_liabilities", 0)),
    ("fixed asset turnover", "What is the FY{y} fixed asset turnover ratio for {c}? Fixed asset turnover ratio is defined as: FY{y} "
     "revenue / (average PP&E between FY{p} and FY{y}). Round your answer to two decimal places. Base your judgments on the "
     "information provided primarily in the statement of income and the statement of financial position.",
     lambda v: v("revenue", 0) * 2 / (v("ppe", 0) + v("ppe", 1))),
    ("total asset turnover", "Considering the data in the P&L statement and the statement of financial position, what is {c}'s FY{y} "
     "asset turnover ratio? Asset turnover ratio is defined as: FY{y} revenue / (average total assets between FY{p} and FY{y}). "
     "Round your answer to two decimal places.", lambda v: v("revenue", 0) * 2 / (v("assets", 0) + v("assets", 1))),
    ("days payable outstanding", "What is {c}'s FY{y} days payable outstanding (DPO)? DPO is defined as: " + DPO + ". Round your answer "
     "to two decimal places. Address the question by using the line items and information shown within the balance sheet and the "
     "P&L statement.", lambda v: dpo(v)),
    ("inventory turnover", "When primarily referencing the income statement and the statement of financial position, what is the FY{y} "
     "inventory turnover ratio for {c}? Inventory turnover ratio is defined as: (FY{y} COGS) / (average inventory between FY{p} and "
     "FY{y}). Round your answer to two decimal places.", lambda v: v("cogs", 0) * 2 / (v("inventory", 0) + v("inventory", 1))),
    ("cash conversion cycle", "What is the FY{y} cash conversion cycle (CCC) for {c}? CCC is defined as: DIO + DSO - DPO. DIO is defined "
     "as: 365 * (average inventory between FY{p} and FY{y}) / (FY{y} COGS). DSO is defined as: 365 * (average accounts receivable "
     "between FY{p} and FY{y}) / (FY{y} Revenue). DPO is defined as: " + DPO + ". Round your answer to two decimal places.",
     lambda v: 365 / 2 * ((v("inventory", 0) + v("inventory", 1)) / v("cogs", 0)
                          + (v("receivables", 0) + v("receivables", 1)) / v("revenue", 0)) - dpo(v)),
    ("days sales outstanding", "What is {c}'s FY{y} days sales outstanding (DSO)? DSO is defined as: 365 * (average accounts receivable "
     "between FY{p} and FY{y}) / (FY{y} revenue). Round your answer to two decimal places.",
     lambda v: 365 / 2 * (v("receivables", 0) + v("receivables", 1)) / v("revenue", 0)),
    ("return on assets", "What is {c}'s FY{y} return on assets (ROA)? ROA is defined as: FY{y} net income / (average total assets between "
     "FY{p} and FY{y}). Round your answer to two decimal places. Please utilize information provided primarily within the "
     "statement of financial position and the P&L statement.", lambda v: v("net_income", 0) * 2 / (v("assets", 0) + v("assets", 1))),
    ("return on equity", "Using the income statement and balance sheet: what was {c}'s return on equity for FY{y}, using average equity, "
     "in percent?", lambda v: 200 * v("net_income", 0) / (v("equity", 0) + v("equity", 1))),
    ("free cash flow", "We want to calculate a financial metric. Please help us compute it by basing your answers off of the cash flow "
     "statement. Here's the question: what is the FY{y} free cash flow (FCF) for {c}? FCF here is defined as: (cash from operations "
     "- capex). Answer in USD millions.", lambda v: (v("cfo", 0) - v("capex", 0)) / 1e6),
    ("free cash flow conversion", "What is {c}'s FY{y} free cash flow conversion? Define free cash flow conversion as (cash flow from "
     "operating activities - capital expenditures) / net income. Answer in percent.",
     lambda v: 100 * (v("cfo", 0) - v("capex", 0)) / v("net_income", 0)),
    ("EBITDA", "What is the FY{y} unadjusted EBITDA of {c} (in USD millions)? Define unadjusted EBITDA as unadjusted operating income + "
     "depreciation and amortization [from cash flow statement].", lambda v: (v("operating_income", 0) + v("da", 0)) / 1e6),
    ("EBITDA margin", "Here's the question: what is the FY{y} unadjusted EBITDA % margin for {c}? Calculate unadjusted EBITDA using "
     "unadjusted operating income and D&A (from cash flow statement).",
     lambda v: 100 * (v("operating_income", 0) + v("da", 0)) / v("revenue", 0)),
    ("EBITDA less capex", "What is the FY{y} unadjusted EBITDA less capex for {c}? Define unadjusted EBITDA as unadjusted operating income "
     "+ depreciation and amortization. Answer in USD millions. Respond to the question by assuming the perspective of an "
     "investment analyst who can only use the details shown within the statement of cash flows and the income statement.",
     lambda v: (v("operating_income", 0) + v("da", 0) - v("capex", 0)) / 1e6),
    ("COGS", "What is the FY{y} COGS for {c}? Please state answer in USD millions. Provide a response to the question by primarily using "
     "the statement of income.", lambda v: v("cogs", 0) / 1e6),
    ("COGS margin", "Based on the information provided primarily in the statement of income, what is {c}'s FY{y} COGS % margin? Answer in "
     "units of percents and round to one decimal place.", lambda v: 100 * v("cogs", 0) / v("revenue", 0)),
    ("gross margin", "What is the FY{y} gross margin % of {c}? Round to one decimal place.",
     lambda v: 100 * (v("revenue", 0) - v("cogs", 0)) / v("revenue", 0)),
    ("R&D", "How much did {c} spend on R&D in FY{y}, as a percentage of revenue?", lambda v: 100 * v("rd", 0) / v("revenue", 0)),
    ("SG&A", "What are {c}'s SG&A expenses in FY{y} in USD millions?", lambda v: v("sga", 0) / 1e6),
    ("three years' average capex to revenue", "What is the FY{b} - FY{y} 3 year average of capex as a % of revenue for {c}? Answer in units "
     "of percents and round to one decimal place. Calculate (or extract) the answer from the statement of income and the cash "
     "flow statement.", lambda v: 100 / 3 * sum(v("capex", i) / v("revenue", i) for i in range(3))),
    ("three years' average EBITDA margin", "What is the 3 year average unadjusted EBITDA % margin for {c} from FY{b} to FY{y}? Define "
     "unadjusted EBITDA as unadjusted operating income + D&A. Answer in units of percents and round to one decimal place.",
     lambda v: 100 / 3 * sum((v("operating_income", i) + v("da", i)) / v("revenue", i) for i in range(3))),
    ("three years' average net margin", "What is {c}'s three year average of net income as a % of revenue, FY{b} to FY{y}?",
     lambda v: 100 / 3 * sum(v("net_income", i) / v("revenue", i) for i in range(3))),
    ("payout ratio", "What is {c}'s dividend payout ratio for FY{y}? Dividend payout ratio is defined as: total cash dividends paid / net "
     "income attributable to shareholders. Round answer to two decimal places.", lambda v: v("dividends", 0) / v("net_income", 0)),
    ("retention ratio", "What is the FY{y} retention ratio (using total cash dividends paid and net income attributable to shareholders) "
     "for {c}? Round answer to two decimal places.", lambda v: 1 - v("dividends", 0) / v("net_income", 0)),
    ("dividends", "How much (in USD millions) did {c} pay out in cash dividends for FY{y}? Compute or extract the answer by primarily using "
     "the details outlined in the statement of cash flows.", lambda v: v("dividends", 0) / 1e6),
    ("effective tax rate", "Using only the information in the statement of income, what was {c}'s effective tax rate in FY{y} in units of "
     "percents, rounded to one decimal place?", lambda v: 100 * v("tax", 0) / v("pretax", 0)),
    ("tax rate's change", "By how many percentage points did {c}'s effective tax rate change between FY{p} and FY{y}?",
     lambda v: 100 * (v("tax", 0) / v("pretax", 0) - v("tax", 1) / v("pretax", 1))),
    ("interest coverage", "What is {c}'s FY{y} interest coverage ratio? Define it as unadjusted operating income / interest expense. Round "
     "your answer to two decimal places.", lambda v: v("operating_income", 0) / v("interest", 0)),
    ("net income", "What is the amount of {c}'s FY{y} net income attributable to shareholders (in USD millions)? Rely on the P&L statement.",
     lambda v: v("net_income", 0) / 1e6),
    ("total current assets", "Basing your judgments off of the balance sheet, what is the year end FY{y} amount of total current assets for "
     "{c}? Answer in USD millions.", lambda v: v("current_assets", 0) / 1e6),
    ("total current liabilities", "How much total current liabilities did {c} have at the end of FY{y}? Answer in USD millions.",
     lambda v: v("current_liabilities", 0) / 1e6),
    ("receivables", "Assuming the standpoint of an investment banking analyst who only has access to the balance sheet: what is {c}'s year "
     "end FY{y} net AR (in USD millions)?", lambda v: v("receivables", 0) / 1e6),
    ("inventory", "What is the year end FY{y} total amount of inventories for {c}? Answer in USD millions. Base your judgments on the "
     "information provided primarily in the balance sheet.", lambda v: v("inventory", 0) / 1e6),
    ("payables", "What is the FY{y} accounts payable balance of {c}, in USD billions?", lambda v: v("payables", 0) / 1e9),
    ("goodwill to assets", "What is {c}'s FY{y} goodwill as a percentage of total assets?", lambda v: 100 * v("goodwill", 0) / v("assets", 0)),
    ("change of revenue", "What is {c}'s year-over-year change in revenue from FY{p} to FY{y} (in units of percents and round to one decimal "
     "place)? Calculate what was asked by utilizing the line items clearly shown in the statement of income.",
     lambda v: 100 * (v("revenue", 0) / v("revenue", 1) - 1)),
    ("growth of revenue", "What is the FY{p} - FY{y} total revenue growth rate for {c}? Answer in units of percents and round to one decimal "
     "place.", lambda v: 100 * (v("revenue", 0) / v("revenue", 1) - 1)),
    ("revenue CAGR", "What is {c}'s 2 year total revenue CAGR from FY{b} to FY{y} (in units of percents and round to one decimal place)? "
     "Provide a response to the question by primarily using the statement of income.",
     lambda v: 100 * ((v("revenue", 0) / v("revenue", 2)) ** 0.5 - 1)),
    ("change of operating income", "What was the year over year percent change in {c}'s unadjusted operating income in FY{y}? Answer in "
     "units of percents.", lambda v: 100 * (v("operating_income", 0) / v("operating_income", 1) - 1)),
    ("D&A", "What is the FY{y} depreciation and amortization amount of {c} in USD millions, according to the cash flow statement?",
     lambda v: v("da", 0) / 1e6),
    ("D&A margin", "What is {c}'s FY{y} D&A as a percent of revenue (depreciation and amortization from the cash flow statement)?",
     lambda v: 100 * v("da", 0) / v("revenue", 0)),
    ("operating margin", "What is the FY{y} unadjusted operating income % margin for {c}? Answer in units of percents and round to one decimal "
     "place.", lambda v: 100 * v("operating_income", 0) / v("revenue", 0)),
    ("three years' average operating margin", "What is {c}'s FY{b} to FY{y} average operating margin in percent?",
     lambda v: 100 / 3 * sum(v("operating_income", i) / v("revenue", i) for i in range(3))),
    ("operating cash flow", "Using the cash flow statement, answer the following question to the best of your abilities: how much did {c} "
     "generate in cash flow from operating activities in FY{y}? Answer in USD millions.", lambda v: v("cfo", 0) / 1e6),
    ("operating cash flow ratio", "What is the FY{y} operating cash flow ratio for {c}? Operating cash flow ratio is defined as: cash from "
     "operations / total current liabilities. Round your answer to two decimal places.",
     lambda v: v("cfo", 0) / v("current_liabilities", 0)),
    ("financing cash flow", "What was the net cash used for financing activities of {c} in fiscal {y}, in USD millions?",
     lambda v: v("cff", 0) / 1e6),
    ("investing cash flow", "What are {c}'s FY{y} cash flows from investing activities in USD thousands?", lambda v: v("cfi", 0) / 1e3),
    ("share-based compensation", "What is {c}'s FY{y} stock-based compensation as a % of revenue?",
     lambda v: 100 * v("sbc", 0) / v("revenue", 0)),
    ("share repurchases", "How much did {c} spend on share repurchases in FY{y}? In USD millions.", lambda v: v("buybacks", 0) / 1e6),
    ("diluted EPS", "What was {c}'s diluted EPS in FY{y}?", lambda v: v("eps", 0)),
    ("total assets", "Using only the information within the balance sheet, how much total assets did {c} have at the end of FY{y}? Answer "
     "in USD millions.", lambda v: v("assets", 0) / 1e6),
    ("liabilities to assets", "What is the ratio of {c}'s total liabilities to total assets in FY{y}?",
     lambda v: v("liabilities", 0) / v("assets", 0)),
    ("retained earnings", "What is {c}'s year end FY{y} retained earnings in USD millions?", lambda v: v("retained", 0) / 1e6),
    ("cash and equivalents", "What was {c}'s cash and cash equivalents balance at the end of FY{y} in USD billions?", lambda v: v("cash", 0) / 1e9),
    ("proceeds from debt", "How much did {c} raise from issuing long-term debt in FY{y} in USD millions?", lambda v: v("debt_issued", 0) / 1e6),
    ("repayments of debt", "What were {c}'s repayments of debt in FY{y} in USD millions?", lambda v: v("debt_repaid", 0) / 1e6),
    ("acquisitions", "How much did {c} pay for acquisitions, net of cash acquired, in FY{y} in USD millions?",
     lambda v: v("acquisitions", 0) / 1e6),
    ("prepaid expenses", "What are {c}'s year end FY{y} prepaid expenses and other current assets in USD millions?",
     lambda v: v("prepaid", 0) / 1e6),
    ("income taxes payable", "What is {c}'s year end FY{y} income taxes payable in USD millions?", lambda v: v("taxes_payable", 0) / 1e6),
]


def dpo(v):
    return 365 / 2 * (v("payables", 0) + v("payables", 1)) / (v("cogs", 0) + v("inventory", 0) - v("inventory", 1))


def questions(filing):
    """(name, question, function that gives the answer) for the filing's year and the one before."""
    for back in (0, 1):
        year = filing.year - back
        for name, text, expected in TEMPLATES:
            question = text.format(c=filing.name, y=year, p=year - 1, b=year - 2)
            yield name, question, lambda expected=expected, back=back: expected(lambda line, ago: filing.of(TAGS[line], ago + back))
