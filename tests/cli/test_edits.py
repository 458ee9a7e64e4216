# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports edited and data requests answered through the program, by one person and by two at once, and cut off in between."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, SOURCE = sys.argv.pop(1), sys.argv.pop(1)
REQUEST = "data.ratio.advertising_intensity"


class Edits(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.run_ok("analyze", "Tesla", "--frameworks", "porter,swot", "--output", self.path("base.json"))
        self.base = self.shown(self.path("base.json"))
        self.id = self.base["id"]

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def environment(self):
        return dict(os.environ, CONSULTANTOS_DATA_DIR=self.path("data"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=self.environment(), timeout=300)

    def run_ok(self, *arguments):
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def shown(self, path=None):
        if path is None:
            path = self.path("shown.json")
            self.run_ok("library", "show", self.id, "--output", path)
        with open(path, encoding="utf-8") as stream:
            return json.load(stream)

    def edits(self):
        return json.loads(self.run_ok("library", "edits", self.id, "--format", "json"))

    def answer_id(self):
        return self.base["executive_summary"]["answer"]["id"]

    def test_a_sentence(self):
        self.run_ok("library", "edit", self.id, self.answer_id(), "--text", "Tesla's revenue was USD 12.0 B in FY2024.",
                    "--note", "as agreed", "--author", "Ada")
        report = self.shown()
        answer = report["executive_summary"]["answer"]
        self.assertEqual(answer["grade"], "Person")
        edit, = report["edits"]
        self.assertEqual(edit["base"], self.base["executive_summary"]["answer"]["text"])
        self.assertEqual((edit["author"], edit["note"], edit["state"]), ("Ada", "as agreed", "applied"))
        self.assertIn("mismatch", [check["verdict"] for check in edit["checks"]])
        for name, words in (("html", "Set by people"), ("md", "Set by people")):
            self.run_ok("library", "show", self.id, "--output", self.path("shown." + name))
            with open(self.path("shown." + name), encoding="utf-8") as stream:
                text = stream.read()
            self.assertIn(words, text)
            self.assertIn("Ada", text)
        self.run_ok("library", "undo", self.id)
        self.assertEqual(self.shown(), self.base)
        self.run_ok("library", "redo", self.id)
        self.assertEqual(self.shown(), report)

    def test_wrong_calls_change_nothing(self):
        for arguments in (("edit", self.id, "no.such", "--text", "x"), ("edit", self.id, self.answer_id()),
                          ("edit", self.id, "porter.rivalry.score", "--score", "9"),
                          ("edit", self.id, "porter.rivalry.score", "--score", "high"),
                          ("edit", self.id, "porter.rivalry.growth", "--weight", "1.2"),
                          ("answer", self.id, REQUEST, "--value", "5"), ("answer", self.id, "no.such", "--source", "me"),
                          ("answer", self.id, "data.porter.rivalry.margin_dispersion", "--value", "x", "--source", "me"),
                          ("undo", self.id), ("redo", self.id), ("resolve", self.id, self.answer_id(), "--keep")):
            with self.subTest(arguments=arguments):
                done = self.run_program("library", *arguments)
                self.assertIn(done.returncode, (1, 2))
                self.assertTrue(done.stderr.strip())
                self.assertLessEqual(len(done.stderr.strip().splitlines()), 4)
        self.assertEqual(self.shown(), self.base)

    def test_a_score_and_a_weight_are_put_down_to_the_person(self):
        self.run_ok("library", "edit", self.id, "porter.rivalry.score", "--score", "4.9", "--author", "Ada")
        report = self.shown()
        sections = {section["id"]: section for section in report["frameworks"]["porter"]["sections"]}
        self.assertEqual(sections["rivalry"]["score"]["value"], 4.9)
        self.assertIn("very strong", sections["rivalry"]["summary"]["text"])
        difference = json.loads(self.run_ok("library", "diff", self.path("base.json"), self.id, "--format", "json"))
        self.assertEqual({cause["kind"] for cause in difference["inputs"]}, {"edit"})
        self.assertTrue(difference["changes"])
        for change in difference["changes"]:
            with self.subTest(change=change["id"]):
                self.assertEqual({cause["kind"] for cause in change["causes"]}, {"edit"})
        self.run_ok("library", "undo", self.id)
        self.run_ok("library", "edit", self.id, "porter.rivalry.growth", "--weight", "0.6")
        difference = json.loads(self.run_ok("library", "diff", self.path("base.json"), self.id, "--format", "json"))
        self.assertEqual({cause["kind"] for cause in difference["inputs"]}, {"edit"})

    def test_an_answer(self):
        ranked = json.loads(self.run_ok("library", "requests", self.id, "--format", "json"))["data_requests"]
        self.assertIn(REQUEST, [request["id"] for request in ranked])
        answered = json.loads(self.run_ok("library", "answer", self.id, REQUEST, "--value", "2", "--unit", "score", "--source",
                                          "the marketing plan", "--format", "json"))
        change, = [change for change in answered["scores"] if change["score"] == "porter.new_entrants.score"]
        width = lambda score: score["high"] - score["low"]
        self.assertLess(width(change["after"]), width(change["before"]))
        self.assertNotIn(REQUEST, [request["id"] for request in self.shown()["data_requests"]])
        self.run_ok("library", "undo", self.id)
        self.assertEqual(self.shown(), self.base)
        done = self.run_program("library", "answer", self.id, REQUEST, "--value", "550M", "--source", "annual report, page 41",
                                "--author", "Ada")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("score", done.stderr)  # nothing to hold the ratio against: what to do then
        report = self.shown()
        fact, = [fact for fact in report["evidence"]["facts"] if fact["tag"] == "advertising"]
        self.assertEqual((fact["value"], fact["source"]), (550e6, "answer of Ada: annual report, page 41"))
        self.run_ok("library", "undo", self.id)
        self.assertEqual(self.shown(), self.base)
        self.run_ok("library", "redo", self.id)
        self.assertEqual(self.shown(), report)

    def test_a_run_again_keeps_edits_and_a_seal_holds_them(self):
        self.run_ok("library", "edit", self.id, self.answer_id(), "--text", "Our own answer.")
        self.run_ok("library", "edit", self.id, "porter.buyers.score", "--score", "2")
        self.run_ok("analyze", "Tesla", "--frameworks", "porter,swot", "--no-cache", "--output", self.path("next.json"))
        report = self.shown(self.path("next.json"))
        self.assertNotEqual(report["id"], self.id)
        self.assertEqual(report["executive_summary"]["answer"]["text"], "Our own answer.")
        self.assertEqual(sorted(edit["state"] for edit in report["edits"]), ["applied", "applied"])
        # Another computation beneath: a conflict, settled by keeping.
        self.id = report["id"]
        self.run_ok("library", "answer", self.id, "data.porter.buyers.customer_concentration", "--value", "5", "--source",
                    "own knowledge")
        states = {edit["target"]: edit["state"] for edit in self.edits()["edits"]}
        self.assertEqual(states["porter.buyers.score"], "conflict")
        self.run_ok("library", "resolve", self.id, "porter.buyers.score", "--keep")
        states = {edit["target"]: edit["state"] for edit in self.edits()["edits"]}
        self.assertEqual(states["porter.buyers.score"], "applied")
        self.run_ok("library", "show", self.id, "--output", self.path("edited.sealed"))
        self.run_ok("library", "verify", self.path("edited.sealed"))
        self.run_ok("library", "replay", self.path("edited.sealed"), "--output", self.path("replayed.json"))
        self.assertEqual(self.shown(self.path("replayed.json")), self.shown())

    def test_two_at_once(self):
        places = [claim["id"] for claim in self.base["claims"]][:6]
        running = [subprocess.Popen([PROGRAM, "library", "edit", self.id, place, "--text", "Edited %d." % number],
                                    env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                   for number, place in enumerate(places)]
        for process in running:
            _, errors = process.communicate(timeout=300)
            self.assertEqual(process.returncode, 0, errors)
        self.assertEqual({edit["target"] for edit in self.edits()["edits"]}, set(places))
        self.assertEqual(len(self.edits()["history"]), len(places))

    def test_a_cut_in_between_loses_nothing(self):
        places = [claim["id"] for claim in self.base["claims"]][:8]
        kept = []
        for number, place in enumerate(places):
            process = subprocess.Popen([PROGRAM, "library", "edit", self.id, place, "--text", "Edited %d." % number],
                                       env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            # Later with each, so that some are cut before, some within and some after the writing.
            time.sleep(0.04 * number)
            process.send_signal(signal.SIGKILL)
            output, _ = process.communicate()
            if output:
                kept.append(place)
            state = self.edits()
            self.assertLessEqual(set(kept), {edit["target"] for edit in state["edits"]})
            self.assertEqual({edit["target"] for edit in state["edits"]},
                             {target for entry in state["history"] for target in entry["targets"]})
        self.assertEqual(self.shown()["frameworks"].keys(), self.base["frameworks"].keys())


if __name__ == "__main__":
    unittest.main()
