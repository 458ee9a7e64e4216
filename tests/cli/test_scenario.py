# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario files and valuations on the command line.

Usage: test_scenario.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sys
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase

MODEL = {"format": "consultantos-scenario", "version": 1, "title": "Launch",
         "drivers": [{"name": "price", "distribution": {"kind": "triangular", "min": 8, "mode": 10, "max": 12}},
                     {"name": "volume", "distribution": {"kind": "normal", "mean": 100, "sd": 10}}],
         "formulas": [{"name": "revenue", "title": "Revenue", "unit": "USD", "formula": "price * volume"}],
         "outputs": ["revenue"], "lines": [{"output": "revenue", "value": 1000, "title": "Goal"}]}


class Scenario(CommandLineCase):
    def write(self, document):
        path = self.path("model.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=1)
        return path

    def test_runs_a_model_the_same_way_every_time(self):
        path = self.write(MODEL)
        first = self.expect(0, "scenario", "run", path, "--draws", "5000", "--seed", "7", "--format", "json").stdout
        self.assertEqual(first, self.expect(0, "scenario", "run", path, "--draws", "5000", "--seed", "7", "--format", "json").stdout)
        answer = json.loads(first)
        self.assertEqual((answer["draws"], answer["seed"], answer["undefined_draws"]), (5000, "7", 0))
        self.assertAlmostEqual(answer["outputs"][0]["mean"], 1000, delta=3)
        self.assertAlmostEqual(answer["lines"][0]["probability_at_least"], 0.5, delta=0.03)
        self.assertEqual(answer["tornado"]["base"], 1000)
        self.assertAlmostEqual(sum(share["first"] for share in answer["variance_shares"]["shares"]), 1, delta=0.02)
        self.assertFalse(os.path.exists(self.data), "a scenario needs no data folder")
        text = self.expect(0, "scenario", "run", path).stdout.decode()
        for word in ("Revenue", "Goal", "share of variance"):
            self.assertIn(word, text)

    def test_faults_are_told_with_their_line(self):
        broken = json.loads(json.dumps(MODEL))
        broken["drivers"][0]["distribution"]["mode"] = 99
        self.expect_error(1, "scenario", "run", self.write(broken), words=["model.json, line", "99"])
        self.expect_error(1, "scenario", "run", self.path("none.json"), words=["none.json"])
        self.expect_error(2, "scenario", "run", self.write(MODEL), "--draws", "many")
        self.expect_error(2, "scenario", "run", self.write(MODEL), "--draws", "0")
        self.expect_error(2, "scenario", self.write(MODEL))

    def test_workbook_of_a_scenario(self):
        path = self.path("launch.xlsx")
        self.expect(0, "scenario", "run", self.write(MODEL), "--workbook", path)
        with zipfile.ZipFile(path) as book:
            sheet = book.read("xl/worksheets/sheet2.xml").decode()
        self.assertIn("<f>('Assumptions'!$C$4*'Assumptions'!$C$5)</f>", sheet)

    def test_kept_in_a_report(self):
        """A valuation, driver tree and market size in one report: in the library, in every export, with whose each assumption is."""
        report = self.path("report.json")
        self.expect(0, "analyze", "Microsoft", "--frameworks", "porter", "--depth", "quick", "--format", "json", "--output", report)
        with open(report, encoding="utf-8") as file:
            number = json.load(file)["id"]
        market = os.path.join(test_cli.PROJECT, "resources", "scenarios", "market.json")
        self.expect(0, "value", "Microsoft", "--set", "wacc=0.09", "--keep", number[:8])
        self.expect(0, "forecast", "Microsoft", "--drivers", "--keep", number)
        self.expect(0, "scenario", "run", market, "--keep", number)
        self.expect(0, "scenario", "run", self.write(MODEL), "--keep", number)
        self.expect(0, "value", "Microsoft", "--set", "wacc=0.2", "--keep", number)
        self.expect_error(1, "value", "Microsoft", "--keep", "ffffffff", words=["ffffffff"])
        listed = json.loads(self.expect(0, "library", "search", "valuation", "--format", "json").stdout)["reports"]
        self.assertEqual([entry["id"] for entry in listed], [number])
        self.assertLessEqual({"valuation", "drivers", "market_size", "scenario"}, set(listed[0]["frameworks"]))
        body = json.loads(self.expect(0, "library", "show", number, "--format", "json").stdout)
        known = {entry["id"] for kind in ("facts", "computations", "passages", "playbook") for entry in body["evidence"][kind]}
        for kind in ("valuation", "drivers", "market_size", "scenario"):
            kept = body["frameworks"][kind]
            items = [item for section in kept["sections"] for item in section["items"]]
            self.assertTrue(items and kept["headline"], kind)
            for claim in [kept["headline"]] + [item["claim"] for item in items]:
                self.assertLessEqual(set(claim["evidence"]), known, claim["text"])
            for item in kept["sections"][-1]["items"]:
                self.assertIn(item["fields"]["whose"], ("filed", "published", "computed", "assumed", "sourced", "yours"))
        wacc = [item for item in body["frameworks"]["valuation"]["sections"][-1]["items"] if "Weighted average" in item["claim"]["text"]]
        self.assertEqual([item["fields"]["whose"] for item in wacc], ["yours"])
        markdown = self.expect(0, "library", "show", number, "--format", "md").stdout.decode()
        for word in ("Valuation by cash flows", "Market size", "Driver tree", "Whose: yours", "Whose: published"):
            self.assertIn(word, markdown)
        for ending in ("html", "docx", "xlsx", "pptx", "pdf"):
            path = self.path("kept." + ending)
            self.expect(0, "library", "show", number, "--format", ending, "--output", path)
            self.assertGreater(os.path.getsize(path), 5000)

    def test_peers_by_their_price(self):
        answer = json.loads(self.expect(0, "value", "Microsoft", "--peer", "Adobe:price=350", "--peer", "Intuit:price=500",
                                        "--peer", "Apple:price=200", "--peer", "Nobody:price=3", "--format", "json").stdout)
        self.assertEqual(len(answer["peer_multiples"]), 5)
        known = {entry["id"]: entry for entry in answer["evidence"]["computations"]}
        for peer in answer["peer_multiples"][0]["peers"]:
            self.assertIn("price", known[peer["multiple"]["ref"]]["bindings"])
        text = self.expect(0, "value", "Microsoft", "--peer", "Nobody:price=3", "--peer", "Adobe:price=350").stdout.decode()
        self.assertIn("Nobody", text)
        self.expect_error(2, "value", "Microsoft", "--peer", "Adobe:price=high", words=["price=12.5"])

    def test_value_prints_assumptions_with_sources(self):
        answer = json.loads(self.expect(0, "value", "Microsoft", "--format", "json").stdout)
        sources = {row["name"]: row for row in answer["assumptions"]}
        self.assertIn("10-K", sources["revenue"]["source"])
        self.assertIn("Damodaran", sources["risk_free_rate"]["source"])
        self.assertTrue(sources["terminal_growth"]["users"])
        self.assertTrue(all(row["source"] for row in answer["assumptions"]))
        value = answer["by_growth"]["enterprise_value"]
        self.assertIn(value["ref"], {entry["id"] for entry in answer["evidence"]["computations"]})
        own = json.loads(self.expect(0, "value", "Microsoft", "--set", "wacc=0.2", "--format", "json").stdout)
        self.assertLess(own["by_growth"]["enterprise_value"]["value"], value["value"])
        path = self.path("msft.xlsx")
        text = self.expect(0, "value", "Microsoft", "--workbook", path).stdout.decode()
        self.assertIn("judgement", text)
        self.assertIn("Cash flows, growth for ever", text)
        self.assertIn("wacc / terminal growth", text)
        self.assertTrue(zipfile.is_zipfile(path))
        self.expect_error(2, "value", "Microsoft", "--set", "beta", words=["wacc"])
        self.expect_error(1, "value", "Nobody Knows This Company")

    def test_rates_move_the_cost_of_capital(self):
        def run(*options):
            return json.loads(self.expect(0, "value", "Microsoft", *options, "--format", "json").stdout)

        def wacc(answer):
            return {row["name"]: row["value"] for row in answer["assumptions"]}["wacc"]
        before, dearer = run(), run("--set", "equity_risk_premium=0.09")
        self.assertGreater(wacc(dearer), wacc(before))
        self.assertLess(dearer["by_growth"]["per_share"]["value"], before["by_growth"]["per_share"]["value"])
        given = run("--set", "minority_interest=50000000000")
        self.assertLess(given["by_growth"]["per_share"]["value"], before["by_growth"]["per_share"]["value"])

    def test_peers_make_a_bar_of_the_football_field(self):
        peers = ["--peer", "Oracle:ev_ebitda=19", "--peer", "SAP:ev_ebitda=23", "--peer", "Adobe:ev_ebitda=16,pe=25"]
        answer = json.loads(self.expect(0, "value", "Microsoft", *peers, "--format", "json").stdout)
        multiples = answer["peer_multiples"]
        self.assertEqual([(row["multiple"], row["median"]["value"]) for row in multiples], [("ev_ebitda", 19)])
        self.assertIn(multiples[0]["middle"]["ref"], {entry["id"] for entry in answer["evidence"]["computations"]})
        bars = {bar["method"]: bar for bar in answer["football_field"]["bars"]}
        bar = bars["EV/EBITDA of peers"]
        self.assertLess(bar["low"], bar["middle"])
        self.assertIn("P/E of fewer than three peers", self.expect(0, "value", "Microsoft", *peers).stdout.decode())
        for wrong in ("Oracle", ":pe=3", "Oracle:beta=3", "Oracle:pe=much", "Oracle:pe=nan"):
            self.expect_error(2, "value", "Microsoft", "--peer", wrong, words=["ev_ebitda"])

    def test_goal_seek(self):
        path = self.write(MODEL)
        answer = json.loads(self.expect(0, "scenario", "goal-seek", path, "--driver", "price", "--target", "1100",
                                        "--format", "json").stdout)
        self.assertAlmostEqual(answer["solutions"][0], 11, places=9)
        self.assertIn("reached at", self.expect(0, "scenario", "goal-seek", path, "--driver", "price", "--target", "1100").stdout.decode())
        none = json.loads(self.expect(0, "scenario", "goal-seek", path, "--driver", "price", "--target", "1e9",
                                      "--format", "json").stdout)
        self.assertEqual(none["solutions"], [])
        self.assertTrue(none["why_not"])
        self.expect_error(2, "scenario", "goal-seek", path, "--driver", "price")
        self.expect_error(2, "scenario", "goal-seek", path, "--driver", "price", "--target", "nan")
        self.expect_error(2, "scenario", "goal-seek", path, "--driver", "weather", "--target", "1")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
