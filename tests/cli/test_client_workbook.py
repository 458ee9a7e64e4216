# SPDX-License-Identifier: GPL-3.0-or-later
"""A company without filings from an empty workbook to a report: template, fill in, import, analyse, ask.

Usage: test_client_workbook.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import re
import sys
import unittest

import test_cli
from test_cli import CommandLineCase
from workbook import Workbook

CLIENT = "Nordhafen Werke GmbH"
SCALE = 1000
# Newest year first. An invented maker of cranes.
LINES = {
    "Income": {
        "revenue": (48200, 45100, 43900), "cost_of_revenue": (30850, 29500, 29100), "gross_profit": (17350, 15600, 14800),
        "research_and_development": (1900, 1700, 1500), "selling_general_admin": (9100, 8800, 8500),
        "operating_income": (6350, 5100, 4800), "interest_expense": (420, 430, 390), "pretax_income": (5930, 4670, 4410),
        "income_tax": (1720, 1380, 1290), "net_income": (4210, 3290, 3120)},
    "Balance sheet": {
        "cash": (5200, 4100, 3900), "receivables": (8100, 7900, 7600), "inventory": (6900, 7100, 6800),
        "current_assets": (20900, 19800, 19000), "ppe_net": (15800, 15200, 14900), "total_assets": (38900, 37200, 36100),
        "accounts_payable": (4300, 4200, 4100), "current_liabilities": (9800, 9900, 9700),
        "long_term_debt": (8700, 9300, 9900), "total_liabilities": (20100, 20900, 21400),
        "retained_earnings": (14800, 12300, 10700), "equity": (18800, 16300, 14700),
        "total_equity": (18800, 16300, 14700)},
    "Cash flow": {
        "operating_cash_flow": (6900, 5600, 5200), "depreciation_amortization": (2300, 2200, 2100),
        "capex": (2900, 2500, 2600), "investing_cash_flow": (-3100, -2700, -2800), "dividends_paid": (1700, 1690, 1500),
        "financing_cash_flow": (-2700, -2700, -2200), "net_change_in_cash": (1100, 200, 200)}}


class ClientWorkbook(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.file = self.path("figures.xlsx")
        self.cells = {}  # "Income!D5" → what it was filled with

    def empty(self):
        self.expect(0, "template", "financials", "--output", self.file, "--company", CLIENT, "--currency", "EUR",
                    "--years", "3")
        return Workbook(self.file)

    def fill(self, workbook, cell, value):
        workbook.fill(cell, value)
        sheet, address = cell.split("!")
        reference = f"'{sheet}'!{address}" if " " in sheet else cell
        self.cells[reference] = value

    def filled(self):
        workbook = self.empty()
        for field, value in {"industry": "Machinery", "country": "Germany", "fiscal_year_end": "31 December",
                             "scale": "thousands", "market_value": 61000}.items():
            self.fill(workbook, f"Company!C{workbook.row_of('Company', 'company.' + field)}", value)
        for sheet, lines in LINES.items():
            for line, values in lines.items():
                row = workbook.row_of(sheet, line)
                for column, value in zip("DEF", values):
                    self.fill(workbook, f"{sheet}!{column}{row}", value)
        row = workbook.row_of("Segments", "segment.revenue")
        for number, (name, value) in enumerate({"Cranes": 31000, "Maintenance": 17200}.items()):
            self.fill(workbook, f"Segments!B{row + number}", name)
            self.fill(workbook, f"Segments!D{row + number}", value)
        row = workbook.row_of("Competitors", "competitor")
        competitors = [("Südkai AG", 91000, 8600, 62000), ("Ostpier Kräne", 22000, 1500, 15000),
                       ("Westmole plc", 54000, 7700, 49000)]
        for number, (name, revenue, income, assets) in enumerate(competitors, row):
            for column, value in zip("BCEGKL", (name, self.year, revenue, income, assets, "annual report")):
                self.fill(workbook, f"Competitors!{column}{number}", value)
        workbook.save(self.file)
        return workbook

    @property
    def year(self):
        workbook = Workbook(self.file)
        xml = workbook.parts[workbook.part_of["Income"]].decode()
        return int(re.search(rf'<c r="D{workbook.row_of("Income", "years")}"[^>]*><v>(\d+)</v>', xml).group(1))

    def taken(self):
        return json.loads(self.expect(0, "import", self.file, "--format", "json").stdout)["files"][0]

    def value_at(self, reference):
        """What the cells give, as the importer must see it."""
        value = SCALE
        for cell in reference.split(" × "):
            value *= self.cells[cell]
        return value

    def ask(self, question):
        return json.loads(self.expect(0, "ask", question, "--company", CLIENT, "--format", "json").stdout)

    def test_the_import_tells_what_it_found(self):
        self.filled()
        entry = self.taken()
        figures = sum(len(values) for lines in LINES.values() for values in lines.values())
        self.assertEqual((entry["status"], entry["company"]), ("imported", "Nordhafen Werke"))
        self.assertEqual(entry["facts"], figures + 1 + 2 + 3 * 3)
        self.assertEqual(entry["peers"], ["Südkai", "Ostpier Kräne", "Westmole"])
        self.assertEqual(entry["warnings"], [])
        self.assertEqual(self.taken()["status"], "known")

    def test_every_number_of_the_analysis_leads_to_its_cell(self):
        self.filled()
        entry = self.taken()
        report = self.analyze(CLIENT, "--frameworks", "porter,swot,pestel,blue_ocean")
        self.assertEqual(report["status"], "completed")
        self.assertEqual(sorted(report["frameworks"]), ["blue_ocean", "pestel", "porter", "swot"])
        facts = {fact["id"]: fact for fact in report["evidence"]["facts"]}
        ours = [fact for fact in facts.values() if fact["taxonomy"] != "anchor" and fact["company"].startswith("x-")]
        self.assertGreater(len(ours), 60)
        for fact in ours:
            self.assertEqual(fact["place"]["document"], entry["document"])
            self.assertAlmostEqual(fact["value"], self.value_at(fact["place"]["cell"]), msg=fact["id"])
        self.assertEqual({fact["company"] for fact in ours} - {entry["company_id"]},
                         {"x-sudkai", "x-ostpierkrane", "x-westmole"})
        known = set(facts) | {computation["id"] for computation in report["evidence"]["computations"]}
        numbers = [number for claim in report["claims"] for number in claim["numbers"]]
        self.assertGreater(len(numbers), 30)
        for number in numbers:
            self.assertIn(number["ref"], known)

    def test_the_ratios_are_those_of_a_listed_company(self):
        self.filled()
        self.taken()
        ratios = {ratio["id"]: ratio["values"][0] for ratio in self.analyze(CLIENT)["financials"]["ratios"]}
        for name, expected in {"gross_margin": 17350 / 48200, "operating_margin": 6350 / 48200,
                               "current_ratio": 20900 / 9800, "net_margin": 4210 / 48200}.items():
            self.assertAlmostEqual(ratios[name]["figure"]["value"], expected, msg=name)
        # The market value is taken from the workbook.
        score = ratios["altman_z"]["figure"]["value"]
        expected = (1.2 * (20900 - 9800) + 1.4 * 14800 + 3.3 * 6350 + 48200) / 38900 + 0.6 * 61000 / 20100
        self.assertAlmostEqual(score, expected)

    def test_questions_are_answered_with_the_cell(self):
        workbook = self.filled()
        self.taken()
        answer = self.ask(f"What was the FY{self.year} gross margin in percent?")
        self.assertEqual((answer["answer"], answer["kind"]), ("36.0 %", "figure"))
        cells = {entry["cell"] for entry in answer["evidence"] if entry["type"] == "fact"}
        self.assertIn(f"Income!D{workbook.row_of('Income', 'revenue')}", cells)
        answer = self.ask(f"Which segment has the most revenue in FY{self.year}?")
        self.assertIn("Cranes", answer["answer"])
        text = self.expect(0, "ask", f"FY{self.year} revenue in EUR thousands", "--company", CLIENT).stdout.decode()
        self.assertIn("48,200", text)
        self.assertIn("figures.xlsx", text)

    def test_a_corrected_workbook_takes_the_place_of_the_earlier_one(self):
        workbook = self.filled()
        self.taken()
        revenue = workbook.row_of("Income", "revenue")
        workbook.fill(f"Income!D{revenue}", 40000)
        workbook.fill(f"Income!F{revenue}", None)
        competitors = workbook.row_of("Competitors", "competitor")
        for column in "BCEGKL":
            workbook.fill(f"Competitors!{column}{competitors}", None)
        workbook.save(self.file)
        self.assertEqual(self.taken()["peers"], ["Ostpier Kräne", "Westmole"])
        lines = json.loads(self.expect(0, "facts", CLIENT, "--concept", "revenue", "--format", "json").stdout)
        values = {(int(fact["end"][:4]), fact["value"] / SCALE) for fact in lines["facts"]}
        self.assertEqual(values, {(self.year, 40000), (self.year - 1, 45100), (self.year, 31000), (self.year, 17200)})
        self.expect_error(1, "facts", "Südkai")

    def test_what_is_missing_is_told_by_cell(self):
        workbook = self.empty()
        done = self.expect_error(1, "import", self.file)
        for cell in ("Company!C7", "Company!C9"):
            self.assertIn(cell, done.stderr.decode())
        for field, value in {"fiscal_year_end": "30 February", "scale": "thousands"}.items():
            workbook.fill(f"Company!C{workbook.row_of('Company', 'company.' + field)}", value)
        workbook.save(self.file)
        self.expect_error(1, "import", self.file, words=["Company!C7", "30 February"])
        workbook.fill("Company!C7", "30 June")
        workbook.save(self.file)
        self.expect_error(1, "import", self.file, words=["no figure"])
        self.expect(0, "companies")

    def test_nothing_is_overwritten_by_a_template(self):
        self.empty()
        with open(self.file, "rb") as file:
            before = file.read()
        self.expect_error(2, "template", "financials", "--output", self.file, words=["overwritten"])
        with open(self.file, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_wrong_calls(self):
        other = self.path("other.xlsx")
        for arguments in ([], ["balance"], ["financials", "more"], ["financials", "--years", "0"],
                          ["financials", "--years", "many"], ["financials", "--currency", "Taler"]):
            with self.subTest(arguments=arguments):
                self.expect_error(2, "template", *arguments, "--output", other)
        self.expect_error(1, "template", "financials", "--output", self.path("missing/x.xlsx"))
        self.assertFalse(os.path.exists(other))


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
