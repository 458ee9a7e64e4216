# SPDX-License-Identifier: GPL-3.0-or-later
"""Recommendations and templates of reports through the program: weights, layouts in each export, the one-pager on one page.

Usage: test_templates.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase

OFFLINE = ("--offline", "--provider", "none")


class Templates(CommandLineCase):
    def analysed(self, company, *options, form="json"):
        target = self.path("report." + form)
        self.expect(0, "analyze", company, *OFFLINE, "--no-save", *options, "--format", form, "--output", target)
        return pathlib.Path(target)

    def report(self, *options):
        return json.loads(self.analysed("Tesla", *options).read_text(encoding="utf-8"))

    def companies(self):
        return [one["name"] for one in json.loads(self.expect(0, "companies", "--format", "json").stdout)["companies"]]

    def test_recommendations_are_ranked_with_conditions_and_a_plan(self):
        report = self.report("--frameworks", "all")
        known = {entry["id"] for kind in ("facts", "computations", "passages", "playbook") for entry in report["evidence"][kind]}
        scores = [one["score"]["value"] for one in report["recommendations"]]
        self.assertGreater(len(scores), 2)
        self.assertEqual(scores[0], max(scores))
        self.assertTrue(any(one["kind"].startswith("ansoff.") for one in report["recommendations"]))
        for one in report["recommendations"]:
            self.assertIn(one["score"]["ref"], known)
            self.assertAlmostEqual(sum(criterion["weight"] for criterion in one["criteria"]), 1)
            self.assertGreaterEqual(len(one["conditions"]), 2)
            self.assertEqual(one["hundred_days"][-1]["last_week"], 14)
        for point in report.get("tipping_points", []):
            self.assertIn(point["threshold"]["ref"], known)

    def test_weights_are_the_users(self):
        report = self.report("--weights", "impact=1")
        self.assertEqual(report["request"]["weights"], {"impact": 1, "feasibility": 0, "risk": 0, "time": 0})
        for one in report["recommendations"]:
            impact = next(c for c in one["criteria"] if c["id"] == "impact")
            self.assertAlmostEqual(one["score"]["value"], impact["score"]["value"] if impact["score"] else 3)
        for wrong in ("impact", "effect=3", "impact=-1", "impact=0"):
            self.expect(2, "analyze", "Tesla", *OFFLINE, "--weights", wrong)

    def test_a_template_chooses_sorts_and_titles(self):
        text = self.analysed("Tesla", "--template", "board_memo", form="md").read_text(encoding="utf-8")
        heads = re.findall(r"^## (.*)$", text, re.M)
        self.assertEqual(heads[:3], ["What the board is asked to decide", "Options and what would have to be true",
                                     "Why: strengths, weaknesses, opportunities, threats"])
        self.assertTrue(text.startswith("# Tesla: Memo to the board\n"))
        report = self.report("--template", "due_diligence")
        self.assertEqual(report["request"]["depth"], "deep")
        self.assertEqual(report["request"]["weights"]["risk"], 35)
        kept = self.report("--template", "due_diligence", "--frameworks", "swot", "--depth", "quick")
        self.assertEqual((kept["request"]["frameworks"], kept["request"]["depth"]), (["swot"], "quick"))
        html = self.analysed("Tesla", "--template", "market_entry", form="html").read_text(encoding="utf-8")
        self.assertLess(html.index(">The moves that are open</h2>"), html.index(">The forces in the market</h2>"))
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        self.assertEqual([href for href in re.findall(r'href="#([^"]+)"', html) if href not in ids], [])
        wrong = self.expect(2, "analyze", "Tesla", *OFFLINE, "--template", "memo")
        self.assertIn("board_memo", wrong.stderr.decode())

    def test_a_template_of_ones_own(self):
        guide = pathlib.Path(test_cli.PROJECT, "docs", "templates.md").read_text(encoding="utf-8")
        own = re.search(r"```json[^\n]*\n(.*?)```", guide, re.S)[1]
        folder = pathlib.Path(self.data) / "templates"
        folder.mkdir(parents=True)
        (folder / "bank.json").write_text(own, encoding="utf-8")
        (folder / "wrong.json").write_text(own.replace('"bank"', '"wrong"').replace('"summary"', '"figures"'), encoding="utf-8")
        done = self.expect(0, "analyze", "Tesla", *OFFLINE, "--no-save", "--template", "bank", "--format", "md")
        self.assertIn("wrong.json, line 12: there is no part \"figures\"", done.stderr.decode())
        text = done.stdout.decode()
        self.assertTrue(text.startswith("# Tesla: Credit paper"))
        heads = re.findall(r"^## (.*)$", text, re.M)
        self.assertEqual([heads[0], heads[-3]], ["Can it pay?", "What we still need"])

    def test_a_kept_report_in_another_layout(self):
        report = json.loads(self.expect(0, "analyze", "Tesla", *OFFLINE, "--format", "json").stdout)
        shown = self.expect(0, "library", "show", report["id"], "--template", "one_pager", "--format", "md").stdout.decode()
        self.assertTrue(shown.startswith("# Tesla: On one page"))
        self.assertLess(len(shown), 6000)

    @unittest.skipUnless(shutil.which("qpdf"), "qpdf is not installed")
    def test_the_one_pager_is_one_page_for_every_company(self):
        for company in self.companies():
            path = self.analysed(company, "--template", "one_pager", form="pdf")
            count = subprocess.run(["qpdf", "--show-npages", path], check=True, capture_output=True).stdout
            self.assertEqual(int(count), 1, company)
            with zipfile.ZipFile(self.analysed(company, "--template", "one_pager", form="pptx")) as deck:
                slides = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
            self.assertEqual(len(slides), 1, company)

    @unittest.skipUnless(shutil.which("soffice") and shutil.which("pdfinfo"), "LibreOffice is not installed")
    def test_the_one_pager_as_a_word_document_is_one_page(self):
        companies = self.companies() if os.environ.get("CONSULTANTOS_EVERY_COMPANY") else ["Tesla", "Amazon", "Lemonade"]
        made = []
        for number, company in enumerate(companies):
            path = self.path(f"{number}.docx")
            self.expect(0, "analyze", company, *OFFLINE, "--no-save", "--template", "one_pager", "--output", path, "--format", "docx")
            made.append(path)
        folder = self.path("converted")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.path('profile')}", "--headless", "--convert-to", "pdf",
                        "--outdir", folder, *made], check=True, capture_output=True, timeout=900)
        for number, company in enumerate(companies):
            shown = subprocess.run(["pdfinfo", os.path.join(folder, f"{number}.pdf")], check=True, capture_output=True)
            self.assertEqual(int(re.search(rb"Pages:\s+(\d+)", shown.stdout)[1]), 1, company)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
