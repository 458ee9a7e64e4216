# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants errors by hand in a report that rests on documents, and demands that the walker finds each of them.

Usage: test_walk_documents.py PROGRAM PROJECT [unittest's arguments]"""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import walk_anchors  # noqa: E402
import walk_documents  # noqa: E402
import walk_inline  # noqa: E402
import walk_numbers  # noqa: E402
import walk_report  # noqa: E402
import walk_sources  # noqa: E402
import walk_split  # noqa: E402

PROGRAM = PROJECT = ""


def run(folder, *arguments):
    return subprocess.run([PROGRAM, "-q", "--data-dir", folder, *arguments], stdout=subprocess.PIPE, check=True,
                          timeout=300).stdout


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        data = walk_numbers.default_data()
        filings = [path for pattern in ("TSLA*document.html.gz", "tsla-10-k-*.html.gz")
                   for path in glob.glob(os.path.join(data, "filings-html", pattern))]
        if len(filings) != 2:
            raise unittest.SkipTest(walk_numbers.SKIP)
        cls.filings = walk_sources.Filings(data)
        cls.anchors = walk_anchors.Anchors(data, os.path.join(PROJECT, "resources"))
        cls.documents = walk_documents.Documents([os.path.join(data, "filings-html")])
        with tempfile.TemporaryDirectory() as folder:
            run(folder, "import", *filings)
            question = ("--question", "How exposed is it to tariffs and to suppliers?", "--context", "One customer accounts for 12 % of its sales.")
            cls.texts = [run(folder, "analyze", "Tesla", "--depth", "deep", "--format", "json", *question) for _ in range(2)]
            cls.depths = {depth: json.loads(run(folder, "analyze", "Tesla", "--depth", depth, "--format", "json"))
                          for depth in ("quick", "standard")}
        cls.original = json.loads(cls.texts[0])

    def setUp(self):
        self.report = copy.deepcopy(self.original)

    def walk(self, report=None):
        return walk_report.ReportWalk(report or self.report, self.filings, self.anchors, self.documents).run()

    def assert_found(self, *words):
        problems = self.walk()
        self.assertTrue(problems, "the planted error was not found")
        for word in words:
            self.assertTrue(any(word in problem for problem in problems), (word, problems[:5]))

    def everywhere(self, claim_id, change):
        def visit(node):
            if isinstance(node, dict):
                if node.get("id") == claim_id and "numbers" in node:
                    change(node)
                for value in node.values():
                    visit(value)
            elif isinstance(node, list):
                for value in node:
                    visit(value)
        visit(self.report)

    def passage(self):
        return next(p for p in self.report["evidence"]["passages"] if not p["id"].startswith("p/context/"))

    def document_fact(self):
        return next(f for f in self.report["evidence"]["facts"] if "place" in f and f.get("dimensions"))

    def split(self, kind):
        return next(b for b in self.report["financials"]["breakdowns"] if b["kind"] == kind)

    def source(self):
        return next(s for s in self.report["sources"] if s["kind"] == "document")

    # ---- The report as it is -----------------------------------------------------------------------------------

    def test_the_reports_are_clean_at_every_depth(self):
        self.assertEqual(self.walk(), [])
        for depth, report in self.depths.items():
            with self.subTest(depth=depth):
                self.assertEqual(self.walk(report), [])

    def test_two_runs_are_the_same_and_depths_differ(self):
        left, right = (json.loads(text) for text in self.texts)
        for report in (left, right):
            for key in ("id", "created_at", "agents", "metadata"):
                del report[key]
        self.assertEqual(left, right)
        quoted = [sum(c["grade"] == "Quoted" for c in report["claims"])
                  for report in (self.depths["quick"], self.depths["standard"], self.original)]
        self.assertTrue(0 < quoted[0] < quoted[1] < quoted[2], quoted)

    def test_it_rests_on_documents(self):
        self.assertTrue(any(c["id"].startswith("porter.suppliers.passage") for c in self.report["claims"]))
        self.assertTrue(self.split("segment")["is_complete"] and self.split("region")["is_complete"])
        asked = [request["id"] for request in self.report["data_requests"]]
        self.assertNotIn("data.porter.suppliers.sole_sources", asked)
        self.assertNotIn("data.pestel.political.foreign_revenue", asked)

    # ---- In passages -------------------------------------------------------------------------------------------

    def test_a_changed_word_of_a_passage(self):
        passage = self.passage()
        passage["text"] = passage["text"].replace(" ", " never ", 1)
        self.assert_found("its text doesn't stand in its document")

    def test_a_passage_of_another_document(self):
        passage = self.passage()
        passage["id"] = "p/0123456789abcdef/1"
        self.assert_found("its document is not at hand")

    def test_a_passage_under_another_name(self):
        self.passage()["document"] = "other.html"
        self.assert_found("its document is called")

    def test_words_that_the_user_never_wrote(self):
        passage = next(p for p in self.report["evidence"]["passages"] if p["id"].startswith("p/context/"))
        passage["text"] = passage["text"].replace("One", "Another")
        self.assert_found("stands nowhere in the request's context")

    def test_a_changed_number_in_a_quotation(self):
        claim = next(c for c in self.report["claims"] if c["numbers"] and c["numbers"][0]["unit"] == "quoted")

        def change(node):
            at = node["numbers"][0]["start"]
            node["text"] = node["text"][:at] + ("9" if node["text"][at] != "9" else "8") + node["text"][at + 1:]
        self.everywhere(claim["id"], change)
        self.assert_found("is not in what it quotes")

    def test_another_year_beside_a_quotation(self):
        claim = next(c for c in self.report["claims"] if c["text"].startswith("New in the risk factors of FY2024"))
        self.everywhere(claim["id"], lambda node: node.update(text=node["text"].replace("FY2024", "FY2019", 1)))
        self.assert_found("no document that it quotes is of that year")

    # ---- In facts of documents ---------------------------------------------------------------------------------

    def test_a_changed_value_of_a_document(self):
        self.document_fact()["value"] += 1e6
        self.assert_found("is 87604000000.0, not" if self.document_fact()["value"] == 87605e6 else ", not ")

    def test_another_element(self):
        fact = self.document_fact()
        other = next(f for f in self.report["evidence"]["facts"] if "place" in f and f["id"] != fact["id"]
                     and f["place"]["document"] == fact["place"]["document"] and f["value"] != fact["value"])
        fact["place"]["cell"] = other["place"]["cell"]
        self.assert_found("element")

    def test_an_element_that_isnt_there(self):
        self.document_fact()["place"]["cell"] = "f-imagined"
        self.assert_found("no number with the id")

    def test_another_part_of_the_company(self):
        fact = self.document_fact()
        fact["dimensions"] += "Imagined"
        self.assert_found("the id is not made of", "is of [")

    def test_a_part_without_a_document(self):
        del self.document_fact()["place"]
        self.assert_found("names no document")

    # ---- In tables of parts ------------------------------------------------------------------------------------

    def test_parts_in_the_wrong_columns(self):
        part = self.split("segment")["parts"][0]
        part["values"][0], part["values"][1] = part["values"][1], part["values"][0]
        self.assert_found("in the column of")

    def test_a_part_that_is_left_out(self):
        self.split("region")["parts"].pop()
        self.assert_found("is called complete")

    def test_a_share_of_another_part(self):
        first, second = self.split("segment")["parts"][:2]
        first["shares"], second["shares"] = second["shares"], first["shares"]
        self.assert_found("is not of its value")

    def test_another_whole(self):
        totals = self.split("segment")["totals"]
        totals[0] = copy.deepcopy(self.split("segment")["parts"][0]["values"][0])
        self.assert_found("is not the statement's revenue")

    def test_a_part_of_another_name(self):
        parts = self.split("region")["parts"]
        parts[0]["member"] = "country:FR"
        self.assert_found("is not of country:FR")

    # ---- In the list of sources --------------------------------------------------------------------------------

    def test_a_page_that_was_not_cited(self):
        self.source()["pages"].append(9999)
        self.assert_found("are not those that its evidence stands on")

    def test_evidence_without_a_source(self):
        self.source()["evidence"].pop()
        self.assert_found("stand under none")

    def test_evidence_of_another_source(self):
        documents = [s for s in self.report["sources"] if s["kind"] == "document"]
        documents[1]["evidence"].append(documents[0]["evidence"].pop())
        self.assert_found("is not from there")

    def test_a_source_of_another_name(self):
        self.source()["name"] = "other.html"
        self.assert_found("is no document of the name")


class PlantedInPdf(unittest.TestCase):
    """The same for a company whose figures are read from the printed statements of a PDF."""

    @classmethod
    def setUpClass(cls):
        data = walk_numbers.default_data()
        filing = os.path.join(data, "filings-pdf", "COSTCO_2021_10K.pdf")
        if not os.path.exists(filing):
            raise unittest.SkipTest(walk_numbers.SKIP)
        cls.filings = walk_sources.Filings(data)
        cls.anchors = walk_anchors.Anchors(data, os.path.join(PROJECT, "resources"))
        cls.documents = walk_documents.Documents([os.path.dirname(filing)])
        with tempfile.TemporaryDirectory() as folder:
            run(folder, "import", filing)
            cls.original = json.loads(run(folder, "analyze", "Costco", "--format", "json"))

    def setUp(self):
        self.report = copy.deepcopy(self.original)

    def walk(self):
        return walk_report.ReportWalk(self.report, self.filings, self.anchors, self.documents).run()

    def printed_fact(self):
        return next(f for f in self.report["evidence"]["facts"] if f["tag"] == "revenue" and "place" in f)

    def test_the_report_itself_is_clean(self):
        self.assertEqual(self.walk(), [])

    def test_a_changed_value(self):
        self.printed_fact()["value"] += 1e6
        self.assertTrue(any("in no scale" in problem for problem in self.walk()))

    def test_a_value_in_another_scale(self):
        self.printed_fact()["value"] *= 10
        self.assertTrue(any("in no scale" in problem for problem in self.walk()))

    def test_another_page(self):
        self.printed_fact()["place"]["page"] -= 30
        self.assertTrue(any("in no scale" in problem for problem in self.walk()))

    def test_another_row(self):
        self.printed_fact()["place"]["cell"] = "Hedges of foreign loans, 2021"
        self.assertTrue(any("no row like" in problem for problem in self.walk()))

    def test_a_changed_word_of_a_passage(self):
        passage = self.report["evidence"]["passages"][0]
        passage["text"] = passage["text"].replace(" ", " zebra ", 1)
        self.assertTrue(any("doesn't stand in its document" in problem for problem in self.walk()))

    def test_a_passage_of_another_page(self):
        self.report["evidence"]["passages"][0]["page"] += 20
        self.assertTrue(any("doesn't stand in its document" in problem for problem in self.walk()))


class Documents(unittest.TestCase):
    """The walker's own readers, against what was worked out by hand."""

    FILING = """<html><head><title>Not text</title></head><body><ix:header><xbrli:context id="c1"><xbrli:entity>
      <xbrli:identifier scheme="s">0000000007</xbrli:identifier><xbrli:segment><xbrldi:explicitMember dimension="a:Axis">a:M
      </xbrldi:explicitMember></xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>
      <xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:USD
      </xbrli:measure></xbrli:unit></ix:header><p>Revenue was <b>$</b><ix:nonFraction id="f1" name="us-gaap:Revenues"
      contextRef="c1" unitRef="u" scale="6" sign="-" format="ixt:num-dot-decimal">1,234.5</ix:nonFraction> &amp; more.</p>
      </body></html>"""

    def fact(self, **changes):
        fact = {"taxonomy": "us-gaap", "tag": "Revenues", "company": "7", "start": "2024-01-01", "end": "2024-12-31",
                "dimensions": "a:Axis=a:M", "unit": "USD", "value": -1234.5e6, "place": {"cell": "f1"}}
        fact.update(changes)
        return fact

    def test_a_number_of_inline_xbrl(self):
        filing = walk_inline.Filing(self.FILING)
        self.assertEqual(filing.check(self.fact(), self.fact()), [])
        self.assertEqual(filing.check(self.fact(place={}), self.fact(place={})), [])
        for change in ({"value": 1234.5e6}, {"value": -1234.5}, {"tag": "Assets"}, {"company": "8"}, {"end": "2023-12-31"},
                       {"dimensions": ""}, {"unit": "EUR"}, {"place": {"cell": "f2"}}):
            with self.subTest(change=change):
                self.assertTrue(filing.check(self.fact(**change), self.fact(**change)))

    def test_what_readers_see_of_it(self):
        text = walk_documents.squeezed(walk_inline.visible_text(self.FILING))
        self.assertEqual(text, "Revenuewas$1,234.5&more.")

    def test_texts_may_be_broken_once(self):
        whole = walk_documents.squeezed("First part of a long sentence 27 Table of Contents that goes on. Other.")
        self.assertTrue(walk_documents.holds(whole, walk_documents.squeezed("First part of a long sentence that goes on.")))
        self.assertFalse(walk_documents.holds(whole, walk_documents.squeezed("First part of a long sentence that ends.")))

    def test_printed_numbers(self):
        for text, value in [("1,234", 1234), ("(12.5)", 12.5), ("$ 7", 7), (".35", 0.35)]:
            with self.subTest(text=text):
                self.assertEqual(walk_documents.printed_value(text), value)

    def test_rounding_of_printed_figures(self):
        self.assertEqual(walk_split.rounding([33e6, 34e6]), 1e6)
        self.assertEqual(walk_split.rounding([33e3, 34e6]), 1e3)


if __name__ == "__main__":
    PROGRAM, PROJECT = sys.argv[1], sys.argv[2]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
