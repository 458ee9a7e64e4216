# SPDX-License-Identifier: GPL-3.0-or-later
"""Companies beside each other through the program, and the financial health of every company that comes with it."""
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM, SOURCE = sys.argv.pop(1), sys.argv.pop(1)
RESOURCES = os.path.join(SOURCE, "resources")
# What a consultant expects to find, whether it can be had or not.
FIGURES = """revenue_growth revenue_cagr_3y revenue_cagr_5y gross_margin operating_margin ebitda_margin net_margin
capex_intensity rd_intensity working_capital cash_conversion_cycle net_debt_to_ebitda interest_coverage fcf_conversion
payout_ratio dupont_roe_3 dupont_roe_5 roic piotroski_f altman_z altman_z_private altman_z_double_prime beneish_m""".split()


class Program(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_program(cls, *arguments):
        environment = dict(os.environ, CONSULTANTOS_DATA_DIR=os.path.join(cls.folder, "data"),
                           CONSULTANTOS_RESOURCE_DIR=RESOURCES, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=300)

    def expect(self, code, *arguments):
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout


class Compare(Program):
    def figures(self, *arguments):
        return json.loads(self.expect(0, "compare", *arguments, "--format", "json"))["figures"]

    def test_ranks_follow_the_values(self):
        figure = self.figures("Tesla", "GM", "Ford", "--figure", "operating_margin")[0]
        year = figure["ranked_year"]
        values = {company["company"]: next(value["figure"]["value"] for value in company["values"]
                                           if value["fiscal_year"] == year) for company in figure["companies"]}
        ranks = {company["company"]: company["rank"] for company in figure["companies"]}
        self.assertEqual(sorted(values, key=values.get, reverse=True), sorted(ranks, key=ranks.get))
        for company in figure["companies"]:
            self.assertTrue(0 <= company["percentile"]["value"] <= 1)

    def test_fiscal_years_that_end_apart_are_told(self):
        figure = self.figures("Nike", "Walmart", "--figure", "net_margin")[0]
        self.assertIn("days apart", " ".join(figure["differences"]))

    def test_tables(self):
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "compare", "Tesla", "GM", "--figure", "revenue", "--figure",
                                                           "gross_margin", "--years", "3", "--format", "csv"))))
        self.assertEqual([row["figure"] for row in rows], ["revenue", "revenue", "gross_margin", "gross_margin"])
        self.assertEqual(len([column for column in rows[0] if column.startswith("FY")]), 3)
        text = self.expect(0, "compare", "Tesla", "GM")
        self.assertIn("Operating margin", text)
        self.assertIn("percentile", text)

    def test_a_framework_of_kept_reports(self):
        self.expect(1, "compare", "Nike", "Intel", "--framework", "porter")
        for company in ("Nike", "Intel"):
            self.expect(0, "analyze", company, "--frameworks", "porter", "--output",
                        os.path.join(self.folder, company + ".json"))
        beside = json.loads(self.expect(0, "compare", "Nike", "Intel", "--framework", "porter", "--format", "json"))
        rivalry = next(row for row in beside["rows"] if row["section"] == "rivalry")
        for company, cell in zip(("Nike", "Intel"), rivalry["cells"]):
            with open(os.path.join(self.folder, company + ".json"), encoding="utf-8") as file:
                report = json.load(file)
            section = next(one for one in report["frameworks"]["porter"]["sections"] if one["id"] == "rivalry")
            self.assertEqual(cell["score"], section["score"])
        self.assertIn("no report of Tesla", " ".join(json.loads(self.expect(
            0, "compare", "Nike", "Tesla", "--framework", "porter", "--format", "json"))["differences"]))

    def test_what_cannot_be_compared(self):
        for arguments in (("Tesla",), ("Tesla", "GM", "Ford", "Nike", "Intel", "Apple"),
                          ("Tesla", "GM", "--figure", "revenue", "--framework", "porter"),
                          ("Tesla", "GM", "--years", "0"), ("Tesla", "GM", "--format", "xml")):
            self.expect(2, "compare", *arguments)
        self.expect(1, "compare", "Tesla", "GM", "--figure", "mood")
        self.expect(1, "compare", "Tesla", "Nobody & Sons")
        self.expect(2, "compare", "Tesla", "TSLA")


class Health(Program):
    def test_every_figure_of_every_company_is_there_or_says_why(self):
        companies = [company["name"] for company in json.loads(self.expect(0, "companies", "--format", "json"))["companies"]]
        self.assertGreaterEqual(len(companies), 29)
        for company in companies:
            path = os.path.join(self.folder, "health.json")
            self.expect(0, "analyze", company, "--frameworks", "porter", "--output", path)
            with open(path, encoding="utf-8") as file:
                report = json.load(file)
            evidence = {entry["id"] for part in ("facts", "computations") for entry in report["evidence"][part]}
            readings = {reading["id"]: reading for reading in report["health"]["readings"]}
            self.assertEqual(sum(report["health"]["counts"].values()), len(readings))
            for figure in FIGURES:
                with self.subTest(company=company, figure=figure):
                    self.check(readings[figure], evidence, report["company"]["industry"])

    def test_every_document_has_the_section(self):
        report = os.path.join(self.folder, "microsoft.json")
        self.expect(0, "analyze", "Microsoft", "--frameworks", "porter", "--output", report)
        with open(report, encoding="utf-8") as file:
            readings = json.load(file)["health"]["readings"]
        judged = next(reading for reading in readings if reading["basis"] == "peers")
        missing = next(reading for reading in readings if not reading["figure"])
        for name in ("microsoft.md", "microsoft.html", "microsoft.docx", "microsoft.xlsx"):
            path = os.path.join(self.folder, name)
            self.expect(0, "analyze", "Microsoft", "--frameworks", "porter", "--format", name.partition(".")[2], "--output", path)
            text = self.text_of(path)
            for part in ("Financial health", judged["title"], judged["rule"], judged["light"], missing["not_derivable"],
                         judged["peers"][0], "Where the rules come from"):
                with self.subTest(document=name, part=part):
                    self.assertIn(part, text)
        walker = os.path.join(SOURCE, "tests", "tools", "walk_exports.py")
        done = subprocess.run([sys.executable, walker, report, *(os.path.join(self.folder, "microsoft." + end)
                                                                for end in ("docx", "xlsx"))], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    @staticmethod
    def text_of(path):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                text = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        else:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        return html.unescape(re.sub(r"\\([\W_])", r"\1", re.sub(r"<[^>]*>", "", text)))

    def check(self, reading, evidence, industry):
        figures = [reading[name] for name in ("figure", "reference", "lower_quartile", "median", "upper_quartile", "percentile")
                   if reading[name]] + reading["judged_by"] + reading["peer_figures"]
        for figure in figures:
            self.assertIn(figure["ref"], evidence)
        self.assertEqual(bool(reading["figure"]), not reading["not_derivable"])
        self.assertEqual(reading["light"] == "none", bool(reading["unjudged"]))
        self.assertTrue(reading["rule"])
        if not reading["figure"]:
            self.assertTrue(reading["not_derivable"].startswith("not derivable"), reading["not_derivable"])
        if industry in ("banking", "insurance") and reading["id"].startswith(("altman", "beneish", "piotroski")):
            self.assertIsNone(reading["figure"])
        if reading["light"] != "none":
            self.assertTrue(reading["source"])
        if reading["basis"] == "peers":
            self.assertGreaterEqual(len(reading["peers"]), 5)
            values = sorted(figure["value"] for figure in reading["peer_figures"])
            below = sum(value < reading["figure"]["value"] for value in values)
            equal = sum(value == reading["figure"]["value"] for value in values)
            self.assertAlmostEqual(reading["percentile"]["value"], (below + equal / 2) / len(values))


if __name__ == "__main__":
    unittest.main()
