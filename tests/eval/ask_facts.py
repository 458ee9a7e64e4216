#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks analysts' questions of real companies and holds each answer against sums done here from the same filings.

Usage: ask_facts.py PROGRAM COMPANYFACTS_FOLDER [-v]

COMPANYFACTS_FOLDER holds the SEC's companyfacts as CIK*.json.gz. Values are taken by tag straight from the JSON: a
template is asked where each of its lines is reported by exactly one of the tags named, so that no choice between tags
is judged here. Prints one line a template and a total; exits 1 below 95 %."""
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TAGS = {
    "revenue": ["Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax", "SalesRevenueNet"],
    "cogs": ["CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold"],
    "operating_income": ["OperatingIncomeLoss"], "net_income": ["NetIncomeLoss"], "tax": ["IncomeTaxExpenseBenefit"],
    "cfo": ["NetCashProvidedByUsedInOperatingActivities"], "capex": ["PaymentsToAcquirePropertyPlantAndEquipment"],
    "da": ["DepreciationDepletionAndAmortization", "DepreciationAmortizationAndAccretionNet"],
    "dividends": ["PaymentsOfDividends"], "inventory": ["InventoryNet"], "receivables": ["AccountsReceivableNetCurrent"],
    "payables": ["AccountsPayableCurrent"], "ppe": ["PropertyPlantAndEquipmentNet"], "assets": ["Assets"],
    "current_assets": ["AssetsCurrent"], "current_liabilities": ["LiabilitiesCurrent"], "equity": ["StockholdersEquity"],
    "cash": ["CashAndCashEquivalentsAtCarryingValue"]}

# {c} the company, {y} the fiscal year, {p} the one before, {b} two before; v(line, years back) in dollars.
TEMPLATES = [
    ("What is the FY{y} capital expenditure amount (in USD millions) for {c}? Give a response to the question by relying on "
     "the details shown in the cash flow statement.", lambda v: v("capex", 0) / 1e6),
    ("Answer by primarily using the balance sheet: what is the year end FY{y} net PPNE for {c}? Answer in USD billions.",
     lambda v: v("ppe", 0) / 1e9),
    ("What is {c}'s year end FY{y} net AR (in USD millions)?", lambda v: v("receivables", 0) / 1e6),
    ("Using the cash flow statement: how much did {c} generate in cash flow from operating activities in FY{y}? Answer in "
     "USD millions.", lambda v: v("cfo", 0) / 1e6),
    ("How much total current liabilities did {c} have at the end of FY{y}? Answer in USD millions.",
     lambda v: v("current_liabilities", 0) / 1e6),
    ("What was {c}'s net income in fiscal {y}, in USD billions?", lambda v: v("net_income", 0) / 1e9),
    ("What is the FY{y} fixed asset turnover ratio for {c}? Fixed asset turnover ratio is defined as: FY{y} revenue / (average "
     "PP&E between FY{p} and FY{y}). Round your answer to two decimal places.",
     lambda v: v("revenue", 0) * 2 / (v("ppe", 0) + v("ppe", 1))),
    ("What is the FY{b} - FY{y} 3 year average of capex as a % of revenue for {c}? Answer in units of percents and round to one "
     "decimal place.", lambda v: 100 / 3 * sum(v("capex", i) / v("revenue", i) for i in range(3))),
    ("What is {c}'s FY{y} days payable outstanding (DPO)? DPO is defined as: 365 * (average accounts payable between FY{p} and "
     "FY{y}) / (FY{y} COGS + change in inventory between FY{p} and FY{y}). Round your answer to two decimal places.",
     lambda v: 365 * (v("payables", 0) + v("payables", 1)) / 2 / (v("cogs", 0) + v("inventory", 0) - v("inventory", 1))),
    ("What is the FY{y} cash conversion cycle (CCC) for {c}? CCC is defined as: DIO + DSO - DPO. DIO is defined as: 365 * (average "
     "inventory between FY{p} and FY{y}) / (FY{y} COGS). DSO is defined as: 365 * (average accounts receivable between FY{p} and "
     "FY{y}) / (FY{y} Revenue). DPO is defined as: 365 * (average accounts payable between FY{p} and FY{y}) / (FY{y} COGS + change "
     "in inventory between FY{p} and FY{y}). Round your answer to two decimal places.",
     lambda v: 365 / 2 * ((v("inventory", 0) + v("inventory", 1)) / v("cogs", 0)
                          + (v("receivables", 0) + v("receivables", 1)) / v("revenue", 0)
                          - (v("payables", 0) + v("payables", 1)) / (v("cogs", 0) + v("inventory", 0) - v("inventory", 1)))),
    ("What is {c}'s year-over-year change in revenue from FY{p} to FY{y} (in units of percents and round to one decimal place)?",
     lambda v: 100 * (v("revenue", 0) / v("revenue", 1) - 1)),
    ("What is {c}'s 2 year total revenue CAGR from FY{b} to FY{y} (in units of percents and round to one decimal place)?",
     lambda v: 100 * ((v("revenue", 0) / v("revenue", 2)) ** 0.5 - 1)),
    ("Here's the question: what is the FY{y} unadjusted EBITDA % margin for {c}? Calculate unadjusted EBITDA using unadjusted "
     "operating income and D&A (from cash flow statement).",
     lambda v: 100 * (v("operating_income", 0) + v("da", 0)) / v("revenue", 0)),
    ("What is {c}'s FY{y} return on assets (ROA)? ROA is defined as: FY{y} net income / (average total assets between FY{p} and "
     "FY{y}). Round your answer to two decimal places.", lambda v: v("net_income", 0) * 2 / (v("assets", 0) + v("assets", 1))),
    ("What is {c}'s FY{y} working capital ratio? Define working capital ratio as total current assets divided by total current "
     "liabilities. Round your answer to two decimal places.", lambda v: v("current_assets", 0) / v("current_liabilities", 0)),
    ("What is the FY{y} retention ratio (using total cash dividends paid and net income attributable to shareholders) for {c}? "
     "Round answer to two decimal places.", lambda v: 1 - v("dividends", 0) / v("net_income", 0)),
    ("What is the FY{y} operating cash flow ratio for {c}? Operating cash flow ratio is defined as: cash from operations / total "
     "current liabilities. Round your answer to two decimal places.", lambda v: v("cfo", 0) / v("current_liabilities", 0)),
    ("What is the FY{y} free cash flow (FCF) for {c}? FCF here is defined as: (cash from operations - capex). Answer in USD "
     "millions.", lambda v: (v("cfo", 0) - v("capex", 0)) / 1e6),
    ("What is {c}'s FY{y} net working capital? Define net working capital as total current assets less total current liabilities. "
     "Answer in USD millions.", lambda v: (v("current_assets", 0) - v("current_liabilities", 0)) / 1e6),
    ("What is the FY{y} COGS % margin for {c}?", lambda v: 100 * v("cogs", 0) / v("revenue", 0)),
    ("What is {c}'s FY{b} to FY{y} average operating margin in percent?",
     lambda v: 100 / 3 * sum(v("operating_income", i) / v("revenue", i) for i in range(3))),
    ("By how much did {c}'s inventory change between FY{p} and FY{y}, in USD millions?",
     lambda v: (v("inventory", 0) - v("inventory", 1)) / 1e6),
    ("What percentage of {c}'s total assets was cash in FY{y}?", lambda v: 100 * v("cash", 0) / v("assets", 0)),
    ("What was {c}'s return on equity for FY{y} using average equity, in percent?",
     lambda v: 200 * v("net_income", 0) / (v("equity", 0) + v("equity", 1))),
]


class Missing(Exception):
    pass


class Filings:
    """One company's annual values by tag and fiscal year end."""

    def __init__(self, path):
        document = json.load(gzip.open(path))
        self.cik, self.gaap = str(document["cik"]), document["facts"].get("us-gaap", {})
        self.ends = self.year_ends()

    def entries(self, tag):
        return [entry for entry in self.gaap.get(tag, {}).get("units", {}).get("USD", [])
                if entry.get("form", "").startswith("10-K")]

    def year_ends(self):
        """End dates of annual spans of net income, newest first."""
        return sorted({e["end"] for e in self.entries("NetIncomeLoss") if "start" in e and self.is_year(e)}, reverse=True)

    @staticmethod
    def is_year(entry):
        (y1, m1, d1), (y2, m2, d2) = ([int(x) for x in entry[key].split("-")] for key in ("start", "end"))
        return 350 <= (y2 - y1) * 365.25 + (m2 - m1) * 30.44 + d2 - d1 + 1 <= 380

    def fiscal_year(self):
        newest = [e for e in self.entries("NetIncomeLoss") if e["end"] == self.ends[0]]
        return max(e["fy"] for e in newest)

    def value(self, line, back):
        found = {}
        for tag in TAGS[line]:
            fitting = [e for e in self.entries(tag) if e["end"] == self.ends[back] and ("start" not in e or self.is_year(e))]
            if fitting:
                found[tag] = max(fitting, key=lambda e: e["filed"])["val"]
        if len(found) != 1:
            raise Missing(line)
        return next(iter(found.values()))


def numbers(text):
    return [float(n.replace(",", "")) for n in re.findall(r"-?\d[\d,]*\.?\d*", text.replace("−", "-"))]


def main(arguments):
    program, folder = arguments[:2]
    files = sorted(pathlib.Path(folder).glob("CIK*.json.gz"))
    if not files:
        print("CONSULTANTOS_TEST_DATA is not available: no companyfacts there")
        return 0
    asked = right = 0
    by_template = [[0, 0] for _ in TEMPLATES]
    with tempfile.TemporaryDirectory() as data:
        for path in files:
            filings = Filings(path)
            if len(filings.ends) < 3:
                continue
            listed = subprocess.run([program, "companies", "--format", "json", "--data-dir", data], capture_output=True, check=True)
            names = {c["id"]: c["name"] for c in json.loads(listed.stdout)["companies"]}
            year = filings.fiscal_year()
            for place, (template, expected) in enumerate(TEMPLATES):
                try:
                    want = expected(filings.value)
                except (Missing, ZeroDivisionError):
                    continue
                question = template.format(c=names.get(filings.cik, "the company"), y=year, p=year - 1, b=year - 2)
                done = subprocess.run([program, "ask", question, "--document", str(path), "--format", "json", "--data-dir", data],
                                      capture_output=True, check=True)
                answer = json.loads(done.stdout)
                value = answer["value"]
                hit = value is not None and abs(value - want) <= 1e-6 * max(abs(want), 1e-9) and bool(numbers(answer["answer"]))
                asked, right = asked + 1, right + hit
                by_template[place][0] += 1
                by_template[place][1] += hit
                if "-v" in arguments and not hit:
                    print(f"NO  {names.get(filings.cik)} | {question[:110]} | want {want} | got {answer['answer'] or answer['explanation']}")
    for (template, _), (count, hits) in zip(TEMPLATES, by_template):
        print(f"{hits:3} of {count:3}  {template[:100]}")
    print(f"{right} of {asked} questions")
    return right < 0.95 * asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
