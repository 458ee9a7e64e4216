# SPDX-License-Identifier: GPL-3.0-or-later
"""Frameworks as data: the guide's example followed word for word in a user's folder, through the command line and every
export; faults with their line; all eleven on a company.

Usage: test_frameworks.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import pathlib
import re
import sys
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase

TEN = ["Tesla", "Apple", "Walmart", "NVIDIA", "Boeing", "Alcoa", "Coca-Cola", "Amazon", "Netflix", "Microsoft"]
ELEVEN = ["porter", "swot", "pestel", "blue_ocean", "ansoff", "bcg", "value_chain", "vrio", "three_c", "scenarios", "issue_tree"]


class Frameworks(CommandLineCase):
    def put(self, name, text):
        folder = pathlib.Path(self.data) / "frameworks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    def guide(self):
        text = pathlib.Path(test_cli.PROJECT, "docs", "frameworks.md").read_text(encoding="utf-8")
        return re.search(r"```json[^\n]*\n(.*?)```", text, re.S)[1]

    def analyse(self, frameworks, form):
        target = self.path("report." + form)
        self.expect(0, "analyze", "Tesla", "--offline", "--no-save", "--provider", "none", "--frameworks", frameworks,
                    "--format", form, "--output", target)
        return pathlib.Path(target)

    def test_the_guides_framework_works_in_every_export(self):
        self.put("moat.json", self.guide())
        report = json.loads(self.analyse("moat", "json").read_text(encoding="utf-8"))
        moat = report["frameworks"]["moat"]
        self.assertEqual(moat["title"], "Moat check")
        section = moat["sections"][0]
        self.assertTrue(section["score"]["low"] <= section["score"]["value"] <= section["score"]["high"])
        item = section["items"][0]
        computed = {c["id"]: c for c in report["evidence"]["computations"]}
        number = item["claim"]["numbers"][0]
        self.assertEqual(computed[number["ref"]]["formula"], "gross_margin - average_gross_margin")
        self.assertIn("USD", item["so_what"]["text"])
        self.assertIn("Moat check", self.analyse("moat", "md").read_text(encoding="utf-8"))
        self.assertIn(">Moat check</h2>", self.analyse("moat", "html").read_text(encoding="utf-8"))
        self.assertEqual(self.analyse("moat", "pdf").read_bytes()[:5], b"%PDF-")
        for form in ("docx", "xlsx", "pptx"):
            with zipfile.ZipFile(self.analyse("moat", form)) as document:
                words = b"".join(document.read(name) for name in document.namelist() if name.endswith(".xml"))
            self.assertIn(b"Moat check", words, form)
            self.assertIn(b"gross margin lies", words, form)
        # A sealed report carries the framework: it is made again where no such file is.
        sealed = self.analyse("moat", "sealed")
        self.put("moat.json", "{}")
        self.assertIn("Moat check", self.expect(0, "library", "replay", str(sealed)).stdout.decode())

    def test_a_copy_of_a_shipped_framework_with_other_weights(self):
        def weights(text, force, change):
            framework = json.loads(text)
            for section in framework["sections"]:
                if section["id"] == force:
                    for driver in section["drivers"]:
                        driver["weight"] = round(driver["weight"] + change.get(driver["id"], 0), 6)
            framework["framework"], framework["title"] = "our_forces", "Our forces"
            return json.dumps(framework, indent=2)

        shipped = pathlib.Path(test_cli.PROJECT, "resources", "frameworks", "porter.json").read_text(encoding="utf-8")
        self.put("ours.json", weights(shipped, "rivalry", {"operating_margin": 0.1, "growth": -0.1}))
        report = json.loads(self.analyse("porter,our_forces", "json").read_text(encoding="utf-8"))
        self.assertEqual(report["status"], "completed")
        theirs, ours = report["frameworks"]["porter"], report["frameworks"]["our_forces"]
        self.assertEqual(ours["title"], "Our forces")
        computed = {c["id"]: c for c in report["evidence"]["computations"]}
        for shipped_force, own_force in zip(theirs["sections"], ours["sections"]):
            self.assertEqual(shipped_force["id"], own_force["id"])
            if not own_force["score"]:
                continue
            self.assertNotEqual(shipped_force["score"]["ref"], own_force["score"]["ref"])
            same = computed[shipped_force["score"]["ref"]]["formula"] == computed[own_force["score"]["ref"]]["formula"]
            self.assertEqual(same, own_force["id"] != "rivalry", own_force["id"])
        self.assertNotEqual(theirs["sections"][0]["score"]["value"], ours["sections"][0]["score"]["value"])
        self.assertIn("Our forces", self.analyse("our_forces", "html").read_text(encoding="utf-8"))
        self.put("ours.json", weights(shipped, "rivalry", {"operating_margin": 0.1}))
        done = self.expect(0, "analyze", "Tesla", "--offline", "--no-save", "--provider", "none", "--frameworks", "vrio",
                           "--format", "json")
        self.assertRegex(done.stderr.decode(), r'ours.json, line \d+: the weights of section "rivalry" sum to 1.1 instead of one')

    def test_a_changed_file_is_computed_anew(self):
        self.put("moat.json", self.guide())
        command = ["analyze", "Tesla", "--offline", "--no-save", "--provider", "none", "--frameworks", "moat", "--format", "json"]
        before = json.loads(self.expect(0, *command).stdout)
        self.put("moat.json", self.guide().replace("Moat check", "Moat, checked again"))
        after = json.loads(self.expect(0, *command).stdout)
        self.assertEqual(before["frameworks"]["moat"]["title"], "Moat check")
        self.assertEqual(after["frameworks"]["moat"]["title"], "Moat, checked again")

    def test_a_fault_names_file_and_line_and_leaves_the_others(self):
        self.put("moat.json", self.guide().replace("gross_margin - average", "gros_margin - average"))
        done = self.expect(0, "analyze", "Tesla", "--offline", "--no-save", "--provider", "none", "--frameworks", "vrio",
                           "--format", "json")
        line = 1 + self.guide()[:self.guide().index("gross_margin - average")].count("\n")
        self.assertIn(f'moat.json, line {line}: there is no figure or text "gros_margin".', done.stderr.decode())
        self.assertIn("vrio", json.loads(done.stdout)["frameworks"])
        self.expect(2, "analyze", "Tesla", "--offline", "--provider", "none", "--frameworks", "moat")

    def test_all_faults_of_a_file_are_told_at_once(self):
        self.put("moat.json", self.guide().replace("gross_margin - average", "gros_margin - average")
                 .replace('"weight": 0.4', '"weight": 0.3').replace('"about"', '"abuot"'))
        done = self.expect(0, "analyze", "Tesla", "--offline", "--no-save", "--provider", "none", "--frameworks", "vrio",
                           "--format", "json")
        told = re.findall(r"moat\.json, line (\d+): (.*)", done.stderr.decode())
        self.assertEqual(len(told), 3, told)
        self.assertEqual([int(line) for line, _ in told], sorted(int(line) for line, _ in told))
        for words in ('"abuot" is not known here', '"gros_margin"', "sum to 0.9 instead of one"):
            self.assertTrue(any(words in what for _, what in told), words)

    def test_a_copy_of_a_block_says_and_decides_otherwise(self):
        shipped = json.loads(pathlib.Path(test_cli.PROJECT, "resources", "frameworks", "swot.json").read_text(encoding="utf-8"))
        own = {"framework": "our_swot", "title": "Ours", "derivation": "swot", "measures": shipped["measures"],
               "texts": {"title_strengths": "What we build on"}, "limits": {"items_quick": 1, "items_standard": 1}}
        self.put("ours.json", json.dumps(own, indent=2))
        report = json.loads(self.analyse("pestel,swot,our_swot", "json").read_text(encoding="utf-8"))
        theirs, ours = report["frameworks"]["swot"]["sections"], report["frameworks"]["our_swot"]["sections"]
        self.assertEqual(ours[0]["title"], "What we build on")
        self.assertEqual(ours[1]["title"], theirs[1]["title"])
        self.assertGreater(max(len(section["items"]) for section in theirs[:4]), 1)
        for section in ours[:4]:
            self.assertLessEqual(len(section["items"]), 1)

    def test_a_bank_is_told_by_its_own_figures(self):
        margins, costs, other = (0.019, 0.020, 0.021, 0.022, 0.030, 0.031), (0.59, 0.60, 0.61, 0.60, 0.70, 0.71), 1e8
        facts = test_cli.companyfacts(9999981, "Nowhere Savings Bank", {})

        def put(tag, values, is_instant=False):
            entries = [test_cli.fact_entry(value, year, f"0000000001-{year - 1999}-000001", f"{year + 1}-02-01")
                       for year, value in enumerate(values, 2019)]
            for entry in entries if is_instant else []:
                del entry["start"]
            facts["facts"]["us-gaap"][tag] = {"label": tag, "description": "", "units": {"USD": entries}}

        interest = [margin * 1e10 for margin in margins]
        put("InterestIncomeExpenseNet", interest)
        put("NoninterestIncome", [other] * 6)
        put("NoninterestExpense", [cost * (one + other) for cost, one in zip(costs, interest)])
        put("Revenues", [one + other for one in interest])
        put("Assets", [1e10] * 6, is_instant=True)
        pathlib.Path(self.path("bank.json")).write_text(json.dumps(facts), encoding="utf-8")
        report = json.loads(self.expect(0, "analyze", "Nowhere Savings Bank", "--facts", self.path("bank.json"), "--industry",
                                        "banking", "--offline", "--provider", "none", "--frameworks", "swot", "--format",
                                        "json").stdout)
        items = {section["id"]: {item["fields"].get("metric"): item for item in section["items"]}
                 for section in report["frameworks"]["swot"]["sections"]}
        self.assertIn("net interest income came to 3.1 %", items["strengths"]["net_interest_margin"]["claim"]["text"])
        self.assertIn("expense took 71.0 %", items["weaknesses"]["efficiency_ratio"]["claim"]["text"])

    def test_all_eleven(self):
        report = json.loads(self.analyse("all", "json").read_text(encoding="utf-8"))
        self.assertEqual(sorted(report["frameworks"]), sorted(ELEVEN))
        self.assertEqual(report["status"], "completed")
        known = {e["id"] for kind in report["evidence"].values() for e in kind}
        for name, framework in report["frameworks"].items():
            for section in framework["sections"]:
                for item in section["items"]:
                    for number in item["claim"]["numbers"]:
                        self.assertIn(number["ref"], known, f"{name}: {item['claim']['text']}")

    def test_tipping_points_hold_when_computed_anew_by_another_evaluator(self):
        sys.path.insert(0, os.path.join(test_cli.PROJECT, "tests", "tools"))
        import walk_formula
        words = [(1.8, "weak"), (2.6, "modest"), (3.4, "moderate"), (4.2, "strong"), (99, "very strong")]

        def word(score):
            return next(name for limit, name in words if score < limit)

        checked, ranked = set(), set()
        for company in TEN:
            report = json.loads(self.expect(0, "analyze", company, "--offline", "--provider", "none", "--frameworks", "all",
                                            "--format", "json").stdout)
            facts = {f["id"]: f["value"] for f in report["evidence"]["facts"]}
            steps = {c["id"]: (walk_formula.Parser(c["formula"]).parse(), c["bindings"]) for c in report["evidence"]["computations"]}

            def value(id, changed, known):
                if id in changed:
                    return changed[id]
                if id in facts:
                    return facts[id]
                if id not in known:
                    tree, bindings = steps[id]
                    bound = {name: [value(i, changed, known) for i in refs] if isinstance(refs, list)
                             else value(refs, changed, known) for name, refs in bindings.items()}
                    known[id] = walk_formula.evaluate(tree, bound)
                return known[id]

            scores = {(name, s["id"]): s["score"] for name, f in report["frameworks"].items() for s in f["sections"]
                      if s["score"]}
            points = json.loads(self.expect(0, "library", "tipping", report["id"], "--format", "json").stdout)["tipping_points"]
            options = {r["id"]: r for r in report["recommendations"] if r.get("score")}
            for point in points:
                if point["framework"] == "recommendations":
                    def first(changed):
                        order = list(options)
                        found = [value(options[id]["score"]["ref"], changed, {}) for id in order]
                        return order[found.index(max(found))]
                    before = first({i["fact"]: i["before"] for i in point["inputs"]})
                    at_tip = first({i["fact"]: i["tip"] for i in point["inputs"]})
                    self.assertEqual(before, point["section"], f"{company} {point}")
                    self.assertNotEqual(at_tip, point["section"], f"{company} {point}")
                    self.assertEqual(options[at_tip]["title"], point["tipped_word"], f"{company} {point}")
                    ranked.add(company)
                    continue
                root = scores[point["framework"], point["section"]]["ref"]
                self.assertEqual(word(point["score"]), point["word"])
                at_tip = value(root, {i["fact"]: i["tip"] for i in point["inputs"]}, {})
                before = value(root, {i["fact"]: i["before"] for i in point["inputs"]}, {})
                self.assertEqual(word(at_tip), point["tipped_word"], f"{company} {point}")
                self.assertAlmostEqual(at_tip, point["tipped_score"], 9)
                self.assertEqual(word(before), point["word"], f"{company} {point}")
                for entry in point["inputs"]:
                    self.assertLessEqual(abs(entry["tip"] - entry["before"]), 2e-6 * abs(entry["value"]))
                checked.add((company, point["framework"], point["section"]))
            self.assertTrue(points, company)
        self.assertGreater(len(checked), 40)
        self.assertGreaterEqual(len(ranked), 5, ranked)  # of the ten, those whose first option a single figure can unseat


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
