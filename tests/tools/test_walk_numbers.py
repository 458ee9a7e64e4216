# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants errors by hand in a report that the program made, and demands that the walker finds each of them.

Usage: test_walk_numbers.py PROGRAM PROJECT [unittest's arguments]"""
import copy
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import walk_anchors  # noqa: E402
import walk_documents  # noqa: E402
import walk_formula  # noqa: E402
import walk_numbers  # noqa: E402
import walk_report  # noqa: E402
import walk_sources  # noqa: E402
import walk_text  # noqa: E402

PROGRAM = PROJECT = ""


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        data = walk_numbers.default_data()
        if not os.path.isdir(os.path.join(data, "companyfacts")):
            raise unittest.SkipTest(walk_numbers.SKIP)
        cls.filings = walk_sources.Filings(data)
        cls.documents = walk_documents.Documents(walk_numbers.document_folders(data))
        cls.anchors = walk_anchors.Anchors(data, os.path.join(PROJECT, "resources"))
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([PROGRAM, "-q", "--data-dir", folder, "analyze", "Tesla", "--format", "json"],
                                  stdout=subprocess.PIPE, check=True, timeout=120)
        cls.original = json.loads(done.stdout)

    def setUp(self):
        self.report = copy.deepcopy(self.original)

    def walk(self):
        return walk_report.ReportWalk(self.report, self.filings, self.anchors, self.documents).run()

    def assert_found(self, *words):
        problems = self.walk()
        self.assertTrue(problems, "the planted error was not found")
        for word in words:
            self.assertTrue(any(word in problem for problem in problems), (word, problems[:5]))

    def everywhere(self, claim_id, change):
        """Changes a claim in claims[] and wherever else it stands, so that only the change itself is wrong."""
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

    def claim_with_number(self, unit=None, kind=None):
        """A claim's id and the place of a number in it, of this unit and of a fact ("f") or computation ("c")."""
        for claim in self.report["claims"]:
            for place, number in enumerate(claim["numbers"]):
                if (unit is None or number["unit"] == unit) and (kind is None or number["ref"].startswith(kind)):
                    return claim["id"], place
        self.fail(f"the report has no number of {unit} {kind}")

    def computation(self, method):
        return next(c for c in self.report["evidence"]["computations"] if c["method"] == method)

    def filed_fact(self):
        return next(f for f in self.report["evidence"]["facts"] if f["company"] == "1318605" and f["accession"])

    # ---- The report as it is -----------------------------------------------------------------------------------

    def test_the_report_itself_is_clean(self):
        self.assertEqual(self.walk(), [])

    # ---- In texts ----------------------------------------------------------------------------------------------

    def test_a_changed_digit_in_a_text(self):
        claim, place = self.claim_with_number("ratio")

        def change(node):
            number = node["numbers"][place]
            at = number["start"]
            node["text"] = node["text"][:at] + ("9" if node["text"][at] != "9" else "8") + node["text"][at + 1:]
        self.everywhere(claim, change)
        self.assert_found("precision printed")

    def test_a_number_without_reference(self):
        claim, _ = self.claim_with_number("ratio")
        self.everywhere(claim, lambda node: node.update(text=node["text"] + " That is 42 more."))
        self.assert_found("the number 42 has no evidence")

    def test_a_dropped_reference(self):
        claim, place = self.claim_with_number("ratio")
        self.everywhere(claim, lambda node: node["numbers"].pop(place))
        self.assert_found("has no evidence")

    def test_a_number_in_a_note(self):
        self.report["frameworks"]["porter"]["notes"].append("About 30 companies compete.")
        self.assert_found("the number 30 has no evidence")

    def test_a_number_in_a_data_request(self):
        self.report["data_requests"][0]["reason"] += " (12 years)"
        self.assert_found("the number 12 has no evidence")

    def test_a_number_in_a_recommended_field(self):
        self.report["frameworks"]["pestel"]["sections"][0]["title"] += " 2"
        self.assert_found("the number 2 has no evidence")

    def test_a_wrong_unit_in_a_text(self):
        claim, place = self.claim_with_number("ratio")

        def change(node):
            number = node["numbers"][place]
            end = number["start"] + number["length"]
            node["text"] = node["text"][:end - 1] + "x" + node["text"][end:]
        self.everywhere(claim, change)
        self.assert_found()

    def test_a_wrong_scale_in_a_text(self):
        claim, place = self.claim_with_number("USD")

        def change(node):
            number = node["numbers"][place]
            end = number["start"] + number["length"]
            self.assertEqual(node["text"][end - 2:end], " M")
            node["text"] = node["text"][:end - 2] + node["text"][end:]
            number["length"] -= 2
            for other in node["numbers"]:
                if other["start"] > number["start"]:
                    other["start"] -= 2
        self.everywhere(claim, change)
        self.assert_found("precision printed")

    def test_a_reference_to_another_number(self):
        claim, place = self.claim_with_number("ratio", "c")
        other = next(c["id"] for c in self.report["evidence"]["computations"]
                     if c["unit"] == "ratio" and c["id"] != self.original["claims"][0]["id"]
                     and abs(c["value"] - next(n for k in self.report["claims"] if k["id"] == claim
                                               for n in [k["numbers"][place]])["value"]) > 0.01)

        def change(node):
            node["numbers"][place]["ref"] = other
            node["evidence"].append(other)
        self.everywhere(claim, change)
        self.assert_found("its evidence")

    def test_a_reference_to_nothing(self):
        claim, place = self.claim_with_number("ratio", "c")

        def change(node):
            node["numbers"][place]["ref"] = "c/1318605/imagined/FY2021"
            node["evidence"].append("c/1318605/imagined/FY2021")
        self.everywhere(claim, change)
        self.assert_found("not in the evidence")

    def test_a_reference_that_the_claim_does_not_cite(self):
        claim, place = self.claim_with_number("ratio", "c")
        self.everywhere(claim, lambda node: node["evidence"].remove(node["numbers"][place]["ref"]))
        self.assert_found("which the claim doesn't cite")

    def test_an_extra_fact_cited(self):
        claim = next(c for c in self.report["claims"] if c["grade"] == "Computed" and len(c["numbers"]) == 1)
        cited = set().union(*(self.inputs_of(ref) for ref in claim["evidence"]))
        extra = next(f["id"] for f in self.report["evidence"]["facts"] if f["id"] not in cited)
        self.everywhere(claim["id"], lambda node: node["evidence"].append(extra))
        self.assert_found("neither printed nor an input")

    def inputs_of(self, ref):
        found = {ref}
        for computation in self.report["evidence"]["computations"]:
            if computation["id"] == ref:
                for source in computation["inputs"]:
                    found |= self.inputs_of(source)
        return found

    def test_a_wrong_year_in_a_text(self):
        claim = next(c for c in self.report["claims"] if c["grade"] == "Computed" and "FY20" in c["text"])
        self.everywhere(claim["id"], lambda node: node.update(text=node["text"].replace("FY20", "FY19")))
        self.assert_found("none of its evidence is of that period")

    def test_two_copies_of_a_claim_that_differ(self):
        self.report["executive_summary"]["answer"]["confidence"] = 0.123
        self.assert_found("is not the claim of this id")

    # ---- In computations ---------------------------------------------------------------------------------------

    def test_a_changed_value(self):
        self.computation("operating_margin")["value"] += 1e-6
        self.assert_found("comes out as")

    def test_a_changed_formula(self):
        computation = self.computation("operating_margin")
        computation["formula"] = computation["formula"] + " + 0.01"
        self.assert_found("comes out as")

    def test_a_removed_input(self):
        self.computation("operating_margin")["inputs"].pop()
        self.assert_found("inputs and bindings differ")

    def test_an_added_input(self):
        computation = self.computation("operating_margin")
        extra = next(f["id"] for f in self.report["evidence"]["facts"] if f["id"] not in computation["inputs"])
        computation["inputs"].append(extra)
        self.assert_found("inputs and bindings differ")

    def test_an_unused_binding(self):
        computation = self.computation("operating_margin")
        extra = next(f["id"] for f in self.report["evidence"]["facts"] if f["id"] not in computation["inputs"])
        computation["bindings"]["unused"] = extra
        computation["inputs"].append(extra)
        self.assert_found("name different things")

    def test_a_wrong_unit_of_a_computation(self):
        self.computation("operating_margin")["unit"] = "USD"
        self.assert_found("its unit is USD")

    def test_an_input_of_another_year(self):
        computation = self.computation("operating_margin")
        facts = {fact["id"]: fact for fact in self.report["evidence"]["facts"]}
        # A tag may serve one year alone: take an input whose tag was used in another year as well.
        name, ref, other = next(
            (n, r, f["id"]) for n, r in computation["bindings"].items() if r in facts for f in facts.values()
            if f["tag"] == facts[r]["tag"] and f["company"] == facts[r]["company"] and f["end"] != facts[r]["end"])
        computation["bindings"][name] = other
        computation["inputs"] = [other if r == ref else r for r in computation["inputs"]]
        self.assert_found()

    def test_a_wrong_period_of_a_computation(self):
        period = self.computation("operating_margin")["period"]
        for end in ("start", "end"):
            if period[end]:
                period[end] = f"{int(period[end][:4]) - 1}{period[end][4:]}"
        self.assert_found("after the computation's own end")

    def test_a_computation_of_itself(self):
        computation = self.computation("operating_margin")
        name = next(iter(computation["bindings"]))
        computation["bindings"][name] = computation["id"]
        computation["inputs"] = list({r for r in computation["bindings"].values()})
        self.assert_found("is an input of itself")

    # ---- In facts ----------------------------------------------------------------------------------------------

    def test_a_changed_fact(self):
        self.filed_fact()["value"] += 1
        self.assert_found("stands in no filing")

    def test_a_changed_accession_number(self):
        self.filed_fact()["accession"] = "0000000000-00-000000"
        self.assert_found("stands in no filing")

    def test_a_changed_filing_date(self):
        self.filed_fact()["filed"] = "2001-01-01"
        self.assert_found("stands in no filing")

    def test_a_moved_period_of_a_fact(self):
        fact = self.filed_fact()
        fact["end"] = f"{int(fact['end'][:4]) - 1}{fact['end'][4:]}"
        self.assert_found("the id is not made of")

    def test_an_invented_tag(self):
        fact = self.filed_fact()
        old = fact["id"]
        fact["tag"] += "Imagined"
        fact["id"] = old.replace("/" + fact["tag"][:-8] + "/", "/" + fact["tag"] + "/")
        self.assert_found("no filing reports")

    def test_a_value_that_was_restated_since(self):
        for fact in self.report["evidence"]["facts"]:
            if fact["earlier"]:
                earlier = fact["earlier"][-1]
                fact.update({key: earlier[key] for key in
                             ("value", "accession", "form", "filed", "fiscal_year", "fiscal_period")})
                self.assert_found("was restated")
                return
        # No restated fact in this report: one of the filings is brought in.
        entries = self.filings.entries("1318605")
        for fact in self.report["evidence"]["facts"]:
            key = (fact["taxonomy"], fact["tag"], fact["unit"], fact["start"], fact["end"])
            older = [r for r in entries.get(key, []) if r.get("filed", "") < (fact["filed"] or "")]
            if fact["company"] == "1318605" and older:
                fact.update(value=older[0]["val"], accession=older[0]["accn"], filed=older[0]["filed"],
                            form=older[0]["form"], fiscal_year=older[0]["fy"], fiscal_period=older[0]["fp"])
                self.assert_found("the latest filing is" if older[0]["val"] == fact["value"] else "was restated")
                return
        self.fail("no fact was reported twice")

    # ---- In tables and scores ----------------------------------------------------------------------------------

    def test_a_figure_that_is_not_its_evidence(self):
        line = self.report["financials"]["statements"][0]["lines"][0]
        next(v for v in line["values"] if v)["value"] += 1000
        self.assert_found("its evidence")

    def test_figures_in_the_wrong_columns(self):
        for statement in self.report["financials"]["statements"]:
            for line in statement["lines"]:
                if all(line["values"][:2]) and len(line["values"]) > 1:
                    line["values"][0], line["values"][1] = line["values"][1], line["values"][0]
                    self.assert_found("in the column of")
                    return
        self.fail("no line with two values")

    def test_a_score_that_is_not_computed(self):
        section = next(s for s in self.report["frameworks"]["porter"]["sections"] if s["score"])
        section["score"]["value"] += 0.05
        self.assert_found("is not what")

    def worded(self, change=None):
        """The claim "summary.situation" as a language model's wording of it."""
        def reword(claim):
            claim["rewords"] = copy.deepcopy({key: claim[key] for key in ("text", "grade", "confidence", "numbers")})
            claim["grade"], claim["confidence"] = "Model", 0.6
            if change:
                change(claim)
        self.everywhere("summary.situation", reword)

    def test_a_models_wording_is_clean(self):
        self.worded()
        self.assertEqual(self.walk(), [])

    def test_a_models_wording_with_other_figures(self):
        self.worded(lambda claim: claim["numbers"].pop())
        self.assert_found("has not the figures of what it rewords")

    def test_a_models_wording_that_is_called_computed(self):
        self.worded(lambda claim: claim.update(grade="Computed"))
        self.assert_found("rewords a claim and is Computed")

    def test_a_models_wording_that_knows_better(self):
        self.worded(lambda claim: claim.update(confidence=0.9))
        self.assert_found("is rated")

    def test_a_changed_digit_in_the_words_behind_a_models(self):
        def change(claim):
            number = claim["rewords"]["numbers"][0]
            place = number["start"] + number["length"] - 3
            text = claim["rewords"]["text"]
            claim["rewords"]["text"] = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1:]
        self.worded(change)
        self.assert_found("at the precision printed")

    def test_a_statement_of_a_model_on_nothing(self):
        self.everywhere("summary.situation", lambda claim: claim.update(grade="Model", confidence=0.4, evidence=[], numbers=[]))
        self.assert_found("is Model and cites nothing")

    def test_words_against_a_claim_that_nobody_wrote(self):
        self.everywhere("summary.situation",
                        lambda claim: claim.update(contrary={"passage": "p/none/1", "quote": "Revenue declined."}))
        self.assert_found("is contradicted by")

    def test_an_interval_that_is_not_computed(self):
        section = next(s for s in self.report["frameworks"]["porter"]["sections"] if s["score"])
        section["score"]["low"] -= 0.0123
        self.assert_found("no computation gives")


class Formulas(unittest.TestCase):
    """The walker's own evaluator, against values worked out by hand."""

    def value(self, formula, **values):
        return walk_formula.evaluate(walk_formula.Parser(formula).parse(), values)

    def test_values(self):
        for formula, values, expected in [
                ("1 + 2 * 3 ^ 2", {}, 19), ("2 ^ 3 ^ 2", {}, 512), ("-2 ^ 2", {}, -4), ("(1 + 2) * 3", {}, 9),
                ("a - b - c", {"a": 10.0, "b": 3.0, "c": 2.0}, 5), ("a / b / c", {"a": 12.0, "b": 3.0, "c": 2.0}, 2),
                ("a > b", {"a": 2.0, "b": 1.0}, 1), ("a <= b", {"a": 2.0, "b": 1.0}, 0), ("min(3, 1, 2)", {}, 1),
                ("clamp(7, 1, 5)", {}, 5), ("sum(x)", {"x": [1.0, 2.0]}, 3), ("median(x)", {"x": [4.0, 1.0, 3.0, 2.0]}, 2.5),
                ("stdev(x)", {"x": [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]}, 2.138089935299395),
                ("slope(x)", {"x": [1.0, 3.0, 5.0]}, 2), ("slope_xy(x, y)", {"x": [0.0, 2.0], "y": [1.0, 5.0]}, 2),
                ("mad(x)", {"x": [1.0, 2.0, 3.0, 4.0, 100.0]}, 1.4826), ("hhi(s)", {"s": [0.5, 0.5]}, 5000),
                ("percentile_rank(a, x)", {"a": 2.0, "x": [1.0, 2.0, 3.0, 4.0]}, 0.375)]:
            with self.subTest(formula=formula):
                self.assertAlmostEqual(self.value(formula, **values), expected, places=12)

    def test_what_has_no_value(self):
        for formula in ("1 / 0", "ln(0)", "a", "(1", "1 2", "frob(1)", "1 < 2 < 3", "sum(1)", "1 $ 2", ""):
            with self.subTest(formula=formula), self.assertRaises(walk_formula.FormulaError):
                self.value(formula)

    def test_dimensions(self):
        def dimension(formula, **units):
            return walk_formula.dimension(walk_formula.Parser(formula).parse(), units)
        self.assertEqual(dimension("a / b", a="USD", b="USD"), {})
        self.assertEqual(dimension("a / n", a="USD", n="shares"), {"USD": 1, "shares": -1})
        self.assertEqual(dimension("365 * a / b", a="USD", b="USD"), {})
        for formula, units in [("a + b", {"a": "USD", "b": "EUR"}), ("a - b", {"a": "USD", "b": "ratio"}), ("a + 1", {"a": "USD"})]:
            with self.subTest(formula=formula), self.assertRaises(walk_formula.FormulaError):
                dimension(formula, **units)


class Texts(unittest.TestCase):
    def test_printed_numbers(self):
        for text, value, kind in [
                ("USD 53,823 M", 53823e6, "currency"), ("−USD 1,279 M", -1279e6, "currency"), ("USD 1.23", 1.23, "currency"),
                ("25.3 %", 0.253, "ratio"), ("−3.5 %", -0.035, "ratio"), ("3.1 pp", 0.031, "points"), ("1.38x", 1.38, "multiple"),
                ("43.2 days", 43.2, "days"), ("4 years", 4, "years"), ("72nd percentile", 0.72, "percentile"),
                ("1,834", 1834, "plain"), ("3.4", 3.4, "plain"), ("1,129 M shares", 1129e6, "shares")]:
            with self.subTest(text=text):
                printed = walk_text.read_printed(text)
                self.assertAlmostEqual(printed.value, value, delta=abs(value) * 1e-12)
                self.assertEqual(printed.kind, kind)
        for text in ("53823 USD", "USD 53823 M", "about 5", "25.3%", "1,23 %", ""):
            with self.subTest(text=text):
                self.assertIsNone(walk_text.read_printed(text))

    def test_strays(self):
        for text, found in [("Revenue in FY2021 and Q3 FY2021", []), ("as of 2021-12-31", []), ("3M filed a 10-K", []),
                            ("grew 5 times", ["5"]), ("10-K of 10 pages", ["10"]), ("a 1,234.5 and 2021", ["1,234.5", "2021"])]:
            with self.subTest(text=text):
                self.assertEqual(walk_text.strays(text, []), found)
        self.assertEqual(walk_text.strays("grew 5 times", [(5, 6)]), [])


if __name__ == "__main__":
    PROGRAM, PROJECT = sys.argv[1], sys.argv[2]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
