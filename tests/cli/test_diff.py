# SPDX-License-Identifier: GPL-3.0-or-later
"""Two reports compared through the program: each change is put down to what was changed, and to nothing else."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv.pop(1), sys.argv.pop(1)
RESOURCES = os.path.join(SOURCE, "resources")


class Difference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.base = cls.analysed("base")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def run_program(cls, *arguments, resources=RESOURCES, data="data"):
        environment = dict(os.environ, CONSULTANTOS_DATA_DIR=cls.path(data), CONSULTANTOS_RESOURCE_DIR=resources,
                           QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=300)

    @classmethod
    def analysed(cls, name, *arguments, **where):
        """Path of the report's JSON."""
        path = cls.path(name + ".json")
        options = () if "--frameworks" in arguments else ("--frameworks", "porter,swot")
        done = cls.run_program("analyze", "Tesla", *options, *arguments, "--output", path, **where)
        assert done.returncode == 0, done.stderr
        return path

    def difference(self, after, before=None):
        done = self.run_program("library", "diff", before or self.base, after, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def expect_only(self, kind, difference):
        self.assertTrue(difference["changes"])
        self.assertEqual({cause["kind"] for cause in difference["inputs"]}, {kind})
        for change in difference["changes"]:
            with self.subTest(change=change["id"]):
                self.assertEqual({cause["kind"] for cause in change["causes"]}, {kind})
                shares = [cause["share"] for cause in change["causes"] if "share" in cause]
                if shares:
                    self.assertAlmostEqual(sum(shares), 1, places=9)

    def changed_resources(self, name, change, path=os.path.join("frameworks", "porter.json")):
        resources = self.path(name)
        shutil.copytree(RESOURCES, resources)
        file = os.path.join(resources, path)
        with open(file, encoding="utf-8") as stream:
            content = json.load(stream)
        change(content)
        with open(file, "w", encoding="utf-8") as stream:
            json.dump(content, stream)
        return resources

    def restated(self, name, values):
        """A companyfacts file in which a later filing gives Tesla's revenue of 2024 otherwise."""
        path = self.path(name)
        rows = [{"start": f"{year}-01-01", "end": f"{year}-12-31", "val": value, "accn": "0009999999-26-000001", "fy": 2025,
                 "fp": "FY", "form": "10-K/A", "filed": "2026-06-30"} for year, value in values.items()]
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"cik": 1318605, "entityName": "Tesla, Inc.", "facts": {"us-gaap": {
                "Revenues": {"label": "Revenues", "description": "", "units": {"USD": rows}}}}}, file)
        return path

    def test_a_report_is_the_same_as_itself(self):
        difference = self.difference(self.base)
        self.assertEqual(difference, {"inputs": [], "changes": []})
        self.assertIn("say the same", self.run_program("library", "diff", self.base, self.base).stdout)

    def test_a_weight(self):
        def change(porter):
            drivers = porter["sections"][0]["drivers"]
            drivers[1]["weight"] += 0.05
            drivers[2]["weight"] -= 0.05

        resources = self.changed_resources("weights", change)
        difference = self.difference(self.analysed("weighted", resources=resources, data="other"))
        self.expect_only("method", difference)
        self.assertEqual(len(difference["inputs"]), 2)
        scores = [change["id"] for change in difference["changes"] if change["kind"] == "score"]
        self.assertEqual(scores, ["porter.rivalry"])

    def test_a_rule_of_financial_health(self):
        def change(rules):
            rule = next(one for one in rules["figures"] if one["figure"] == "current_ratio")
            rule["weak"] = {"below": 3}

        resources = self.changed_resources("rules", change, os.path.join("health", "rules.json"))
        difference = self.difference(self.analysed("ruled", resources=resources, data="ruled"))
        self.expect_only("method", difference)
        self.assertEqual([cause["id"] for cause in difference["inputs"]], ["health.current_ratio"])
        self.assertEqual([(change["id"], change["after"]) for change in difference["changes"]],
                         [("health.current_ratio", "weak")])

    def test_a_setting(self):
        difference = self.difference(self.analysed("regional", "--region", "Germany"))
        self.expect_only("setting", difference)
        self.assertEqual([cause["id"] for cause in difference["inputs"]], ["region"])

    def test_forecasts_that_only_one_was_asked_for_and_what_a_fact_does_to_them(self):
        before = self.analysed("forecast", "--forecast")
        self.assertEqual([cause["id"] for cause in self.difference(before)["inputs"]], ["forecast_years"])
        facts = self.restated("forecast-facts.json", {2024: 90_000_000_000})
        difference = self.difference(self.analysed("reforecast", "--forecast", "--facts", facts, data="reforecast"), before)
        moved = [change for change in difference["changes"] if change["id"].startswith("forecast.revenue.")]
        self.assertTrue(moved)
        for change in moved:
            self.assertEqual({cause["kind"] for cause in change["causes"]}, {"fact"}, change)

    def test_another_framework(self):
        difference = self.difference(self.analysed("more", "--frameworks", "porter,swot,pestel"))
        self.assertEqual([cause["id"] for cause in difference["inputs"]], ["frameworks"])
        for change in difference["changes"]:
            self.assertEqual({cause["kind"] for cause in change["causes"]}, {"setting"}, change["id"])

    def test_a_fact_that_was_restated(self):
        facts = self.restated("restated.json", {2024: 90_000_000_000})
        difference = self.difference(self.analysed("corrected", "--facts", facts, data="restated"))
        self.assertEqual({cause["kind"] for cause in difference["inputs"]}, {"fact"})
        figures = {change["id"]: change for change in difference["changes"] if change["kind"] == "figure"}
        self.assertIn("gross_margin.FY2024", figures)
        for change in difference["changes"]:
            with self.subTest(change=change["id"]):
                self.assertEqual({cause["kind"] for cause in change["causes"]}, {"fact"})
        cause = figures["gross_margin.FY2024"]["causes"][0]
        self.assertIn("10-K/A of 2026-06-30", cause["after"])
        self.assertAlmostEqual(cause["share"], 1)

    def test_two_facts_share_a_change(self):
        facts = self.restated("two.json", {2023: 90_000_000_000, 2024: 99_000_000_000})
        difference = self.difference(self.analysed("both", "--facts", facts, data="two"))
        growth = next(change for change in difference["changes"] if change["id"] == "revenue_growth.FY2024")
        self.assertEqual(len(growth["causes"]), 2)
        self.assertAlmostEqual(sum(cause["share"] for cause in growth["causes"]), 1)

    def test_a_document(self):
        note = self.path("note.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write("One customer accounted for 31 % of Tesla's revenue. All cells come from a sole source supplier.\n")
        difference = self.difference(self.analysed("documented", "--document", note, data="documented"))
        self.expect_only("source", difference)

    def edited(self, name, *edits, after=()):
        """Paths of a report before and after steps of a person: (target, option, value) each, then imports."""
        path = self.analysed(name, data=name)
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        for target, option, value in edits:
            if target == "answer":
                target = report["executive_summary"]["answer"]["id"]
            done = self.run_program("library", "edit", report["id"], target, option, value, "--author", "Ada", data=name)
            self.assertEqual(done.returncode, 0, done.stderr)
        later = self.path(name + "-later.json")
        done = (self.run_program("analyze", "Tesla", "--frameworks", "porter,swot", *after, "--output", later, data=name)
                if after else self.run_program("library", "show", report["id"], "--output", later, data=name))
        self.assertEqual(done.returncode, 0, done.stderr)
        return path, later, report

    SENTENCE = ("answer", "--text", "Tesla should wait for a year.")
    WEIGHT = ("porter.rivalry.growth", "--weight", "0.6")
    SCORE = ("porter.buyers.score", "--score", "1.5")

    def test_an_edited_sentence(self):
        before, later, report = self.edited("sentence", self.SENTENCE)
        difference = self.difference(later, before)
        self.expect_only("edit", difference)
        self.assertEqual(len(difference["inputs"]), 1)
        change, = difference["changes"]
        self.assertEqual((change["kind"], change["before"], change["after"]),
                         ("statement", report["executive_summary"]["answer"]["text"], self.SENTENCE[2]))

    def test_an_edited_weight(self):
        before, later, _ = self.edited("weighed", self.WEIGHT)
        difference = self.difference(later, before)
        self.expect_only("edit", difference)
        self.assertEqual(len(difference["inputs"]), 1)
        self.assertEqual([one["id"] for one in difference["changes"] if one["kind"] == "score"], ["porter.rivalry"])

    def test_an_edited_score(self):
        before, later, _ = self.edited("scored", self.SCORE)
        difference = self.difference(later, before)
        self.expect_only("edit", difference)
        self.assertEqual(len(difference["inputs"]), 1)
        self.assertEqual([one["id"] for one in difference["changes"] if one["kind"] == "score"], ["porter.buyers"])

    def test_all_at_once_with_a_restated_year(self):
        facts = self.restated("all-facts.json", {2024: 90_000_000_000})
        before, later, _ = self.edited("all", self.SENTENCE, self.WEIGHT, self.SCORE, after=("--facts", facts))
        difference = self.difference(later, before)
        kinds = [cause["kind"] for cause in difference["inputs"]]
        self.assertEqual((kinds.count("edit"), set(kinds)), (3, {"edit", "fact"}), difference["inputs"])
        changes = {(one["kind"], one["id"]): one for one in difference["changes"]}
        for change in difference["changes"]:
            found = {cause["kind"] for cause in change["causes"]}
            self.assertTrue(found and found <= {"edit", "fact"}, change)
            if change["kind"] in ("figure", "light"):
                self.assertEqual(found, {"fact"}, change)
        self.assertEqual({cause["kind"] for cause in changes["score", "porter.buyers"]["causes"]}, {"edit"})
        answer, = [one for one in difference["changes"] if one["after"] == self.SENTENCE[2]]
        self.assertEqual({cause["kind"] for cause in answer["causes"]}, {"edit"})

    def test_reports_of_the_library_by_their_ids(self):
        listed = json.loads(self.run_program("library", "list", "--format", "json").stdout)["reports"]
        done = self.run_program("library", "diff", listed[0]["id"], listed[0]["id"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.run_program("library", "diff", listed[0]["id"]).returncode, 2)
        self.assertEqual(self.run_program("library", "diff", listed[0]["id"], "none").returncode, 1)


if __name__ == "__main__":
    unittest.main()
