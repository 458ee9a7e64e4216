# SPDX-License-Identifier: GPL-3.0-or-later
"""The review of a report through the program: what it finds, how a finding is settled, and what exports say then."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv.pop(1), sys.argv.pop(1)


class Review(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.assertEqual(self.run_program("analyze", "3M", "--frameworks", "swot,porter", "--output", self.path("3m.json")).returncode, 0)
        with open(self.path("3m.json"), encoding="utf-8") as file:
            self.report = json.load(file)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_program(self, *arguments):
        environment = dict(os.environ, CONSULTANTOS_DATA_DIR=self.path("data"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=300)

    def review(self, which):
        done = self.run_program("library", "review", which, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["reviews"][0]

    def test_every_report_is_reviewed(self):
        quality = self.report["quality"]
        self.assertEqual([f for f in quality["findings"] if f["severity"] == "error"], [])
        self.assertTrue(all(check["checked"] >= 0 for check in quality["checks"]))
        self.assertEqual(quality["score"], 100 - sum(check["deduction"] for check in quality["checks"]))
        self.assertEqual(quality["verified"], quality["open"] == 0)
        self.assertEqual(self.review(self.report["id"])["findings"], quality["findings"])

    def test_a_changed_fact_is_found_by_who_has_the_filings(self):
        facts = [f for f in self.report["evidence"]["facts"] if f["company"] == self.report["company"]["id"]]
        facts[0]["value"] += 1000
        with open(self.path("changed.json"), "w", encoding="utf-8") as file:
            json.dump(self.report, file)
        found = self.review(self.path("changed.json"))["findings"]
        self.assertTrue([f for f in found if f["rule"] == "facts" and f["place"] == facts[0]["id"] and f["severity"] == "error"])

    def test_a_finding_is_settled_with_a_reason_and_a_name(self):
        # 3M's starter facts end with FY2020, so that something is open.
        open_ones = [f for f in self.report["quality"]["findings"] if f["severity"] != "note"]
        self.assertIn("age/financials", [f["id"] for f in open_ones])
        settle = ["library", "settle", self.report["id"]]
        self.assertEqual(self.run_program(*settle, "age/financials", "--by", "A. Partner").returncode, 2)
        self.assertEqual(self.run_program(*settle, "age/financials", "--because", "we look back").returncode, 2)
        self.assertEqual(self.run_program(*settle, "age/nowhere", "--because", "x", "--by", "y").returncode, 1)
        for finding in open_ones:
            done = self.run_program(*settle, finding["id"], "--because", "we look back", "--by", "A. Partner")
            self.assertEqual(done.returncode, 0, done.stderr)
        again = self.review(self.report["id"])
        self.assertTrue(again["verified"])
        self.assertEqual(again["findings"][0]["settled"]["by"], "A. Partner")
        shown = self.run_program("library", "show", self.report["id"], "--format", "md").stdout
        self.assertIn("Verified.", shown)
        self.assertIn("Accepted by A. Partner", shown)
        sealed = self.run_program("library", "show", self.report["id"], "--format", "sealed", "--output", self.path("s.sealed"))
        self.assertEqual(sealed.returncode, 0, sealed.stderr)
        self.assertEqual(self.run_program("library", "verify", self.path("s.sealed")).returncode, 0)

    def test_what_was_settled_is_carried_to_the_next_report(self):
        done = self.run_program("library", "settle", self.report["id"], "age/financials", "--because", "we look back", "--by", "A. Partner")
        self.assertEqual(done.returncode, 0, done.stderr)

        def analysed(*options):
            done = self.run_program("analyze", "3M", "--frameworks", "swot,porter", *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(done.stdout)
            return report, next(f for f in report["quality"]["findings"] if f["id"] == "age/financials")["settled"]

        # From the cache it is the same report, and what was settled there is its own.
        report, settled = analysed()
        self.assertEqual(report["id"], self.report["id"])
        self.assertEqual(settled["by"], "A. Partner")
        self.assertNotIn("carried_from", settled)
        # A new one takes it over, with whose and when it was, and so does the one after that.
        for options in (["--refresh"], ["--frameworks", "swot"], ["--no-cache"]):
            report, carried = analysed(*options)
            self.assertNotEqual(report["id"], self.report["id"])
            self.assertEqual(carried, {**settled, "carried_from": self.report["id"]})
        shown = self.run_program("library", "show", report["id"], "--format", "md").stdout
        self.assertIn("in an earlier report and carried over, because we look back", shown)
        # Taken back there, it stays open at the next run; another question is another matter.
        self.assertEqual(self.run_program("library", "settle", report["id"], "age/financials", "--take-back").returncode, 0)
        self.assertIsNone(analysed("--refresh")[1])
        self.assertIsNone(analysed("--question", "How safe is the dividend?")[1])

    def test_exports_say_that_a_report_is_not_verified(self):
        count = self.report["quality"]["open"]
        self.assertGreater(count, 0)
        for form in ("md", "html"):
            shown = self.run_program("library", "show", self.report["id"], "--format", form).stdout
            self.assertIn(f"not verified: {count} open", shown)
            self.assertIn("Quality review", shown)


if __name__ == "__main__":
    unittest.main()
