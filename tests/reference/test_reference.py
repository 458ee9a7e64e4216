# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference run's tool: all tables of the reference, each figure measured or said not to be, real figures in the quick form.

Usage: test_reference.py PROGRAM PROJECT [unittest's arguments]"""
import contextlib
import copy
import io
import json
import os
import re
import sys
import tempfile
import unittest

import profile_run
import profiles
import replay_model
import run_reference
import tables

PROGRAM = PROJECT = ""
#: The tables of the reference document and how many rows each has; three lists of figures beside them.
ROWS = {"goals": 7, "cache_levels": 3, "cache_impact": 3, "database_impact": 4, "llm_impact": 3, "phases": 1,
        "parallel_impact": 3, "compression": 3, "json_writing": 1, "load_normal": 6, "load_burst": 6, "response_times": 5,
        "resources": 5, "cost": 4, "service_levels": 5}
LISTS = ("cache_levels", "phases", "json_writing")
#: What the made-up run below has no figures of, and so says why.
LATER = {("compression", "forecast"), ("response_times", "forecast")}


def reference_document():
    """The reference's text, where it lies beside the project."""
    data = os.environ.get("CONSULTANTOS_TEST_DATA") or os.path.join(PROJECT, "..", "shared", "data")
    return os.path.join(data, "..", "reference", "performance-optimization-summary.txt")


def plain(text):
    """A cell without its marks, units apart or not."""
    text = re.sub(r"[*`✅]|faster|reduction|/month|/day|PASS", "", text).lower()
    return re.sub(r"\s+", "", text).replace("documents", "docs")


def a_run(base):
    """What a run gives, with numbers made of `base`."""
    steps = {"scale": 1.0, "model_seconds": 5 * base, "health": 0.001 * base, "cold": 25 * base, "repeated": 0.02 * base, "repeated_from": "computed",
             "similar": 5 * base, "other_question": 7 * base, "five_calls": 3 * base, "batch": 4 * base, "chats": [2 * base, base],
             "chat_again": 0.1 * base, "forecast": None, "agents_at_once": int(3 * base), "calls_at_once": int(5 * base),
             "frameworks": {count: {"seconds": count * base, "done": count} for count in (1, 3, 5)},
             "sizes": {name: {"plain": int(5000 * base), "packed": int(1000 * base * base), "is_packed": True}
                       for name in ("/analyze", "/conversational/chat", "/reports/{id}, JSON")}}
    day = {"seconds": 50 * base, "cpu_seconds": 6 * base * base, "cpu_percent": 9 * base, "memory_mean": 1e8 * base,
           "memory_most": 2e8 * base, "probes": int(40 * base), "probes_failed": 1, "database_reads": 500 * base * base,
           "scale": 0.02, "model_seconds": 0.1, "requests": 100, "served": {"computed": int(20 * base), "l1": 30, "l2": 7, "l3": 5}, "p50": 0.01 * base,
           "p95": 0.2 * base, "p99": 0.4 * base, "bytes_to_clients": int(7e6 * base * base), "bytes_to_model": int(1e6 * base),
           "model_calls": int(200 * base), "input_tokens": 1, "output_tokens": 1,
           "ledger": {"cost_micro": int(1e6 * base * base), "unknown_costs": 0}}
    load = {"requests": int(900 * base), "requests/s": 40 * base, "failures": 0.5 * base, "P50": 10 * base, "P95": 70 * base,
            "P99": 90 * base, "seconds": 60, "load_average": 1.0}
    one = {"steps": steps, "day": day, "about": "", "environment": {}}
    found = {name: copy.deepcopy(one) for name in ("off", "on", "l1", "l2", "l3")}
    found["on"]["steps"]["cold"] = 11 * base * base
    found["on"]["day"]["model_calls"] //= int(2 * base)
    for level in ("l1", "l2", "l3"):
        found[level]["steps"]["repeated_from"] = level
    return {"profiles": found, "load": {"normal": load, "burst": dict(load)}, "gzip_levels": [],
            "benchmarks": {"bench_report": {"asObject": base, "objectAsText": base, "renderedAsJson": 0.2 * base * base},
                           "bench_llm": {"similarHit": 0.001 * base, "exactHit": 0.0001 * base}},
            "database": {"rows": int(900 * base), "batch_rows": int(100 * base), "indexed": 0.001 * base, "not_indexed": 0.1,
                         "one_by_one": 2 * base, "together": 0.01 * base, "query": 0.1 * base, "query_known": 0.02,
                         "document_read": 0.001 * base}}


def built(measured):
    found = tables.Tables(measured).build(run_reference.read_json("reference_tables.json"))
    return {(table["id"], row["id"]): row for table in found for row in table["rows"]}


class TablesOfTheReference(unittest.TestCase):
    def setUp(self):
        self.reference = run_reference.read_json("reference_tables.json")["tables"]

    def test_all_are_there(self):
        self.assertEqual({table["id"]: len(table["rows"]) for table in self.reference}, ROWS)
        for table in self.reference:
            for row in table["rows"]:
                self.assertEqual(len(row["reference"]), len(table["columns"]), row["name"])

    def test_they_say_what_the_document_says(self):
        if not os.path.exists(reference_document()):
            self.skipTest("the reference document isn't here")
        with open(reference_document(), encoding="utf-8") as file:
            found = re.findall(r"^\|(?!-)(.*)\|$", file.read(), re.M)
        rows = [[plain(cell) for cell in row.split("|")] for row in found]
        heads = [row for row in rows if row[0] in ("metric", "operation", "analysistype", "endpoint", "service", "slatarget")]
        self.assertEqual(len(heads), len(ROWS) - len(LISTS))
        rows = [row for row in rows if row not in heads]
        ours = [[plain(cell) for cell in (row["name"], *row["reference"])] for table in self.reference
                if table["id"] not in LISTS for row in table["rows"]]
        # Of the document's names a unit may stand elsewhere; its figures are the same, in its order.
        figures = [sorted(re.findall(r"[\d.,]+", "".join(row[1:]))) for row in rows]
        for row in ours:
            self.assertIn(sorted(re.findall(r"[\d.,]+", "".join(row[1:]))), figures, row)
        self.assertEqual(len(rows), len(ours))

    def test_each_row_is_measured_or_says_why_not(self):
        for key, row in built(a_run(1.0)).items():
            if key in LATER:
                self.assertIsNone(row["ours"], key)
                self.assertIn("not measured: this run got no forecast", row["note"])
            else:
                self.assertEqual(len(row["ours"]), len(row["reference"]), key)

    def test_what_was_not_run_is_not_made_up(self):
        measured = a_run(1.0)
        measured["profiles"] = {name: measured["profiles"][name] for name in ("off", "on")}
        measured["load"], measured["benchmarks"] = {}, {}
        for profile in measured["profiles"].values():
            del profile["steps"]["sizes"]
            profile["steps"]["frameworks"] = {}
            profile["day"]["database_reads"] = None
        missing = {table for (table, _), row in built(measured).items() if row["ours"] is None and "not measured" in row["note"]}
        self.assertGreaterEqual(missing, {"cache_levels", "compression", "json_writing", "load_normal", "load_burst",
                                          "parallel_impact", "resources"})

    def test_other_measurements_give_other_figures(self):
        first, second = built(a_run(1.0)), built(a_run(1.7))
        for key in first:
            if key not in LATER:
                self.assertNotEqual((first[key]["ours"], first[key]["note"]), (second[key]["ours"], second[key]["note"]), key)

    def test_nothing_is_rounded_up_to_all(self):
        self.assertEqual([tables.percent(value) for value in (1, 0.9999, 0.99996, 0.9994, 0.57, -0.2)],
                         ["100.0 %", "99.99 %", "99.996 %", "99.9 %", "57.0 %", "-20.0 %"])

    def test_a_forecast_counts_as_soon_as_there_is_one(self):
        measured = a_run(1.0)
        for profile in measured["profiles"].values():
            profile["steps"]["forecast"] = 0.5
            profile["steps"]["sizes"]["/forecasting/generate"] = {"plain": 9000, "packed": 2000, "is_packed": True}
        found = built(measured)
        self.assertEqual([found[key]["ours"][0] for key in sorted(LATER)], ["9 KB", "500 ms"])


class Profiles(unittest.TestCase):
    def test_names_files_and_settings(self):
        self.assertIs(profiles.parse("off"), profiles.OFF)
        mine = profiles.parse("mine:MAX_CONCURRENT_AGENTS=2,CACHE_L1_SIZE_MB=7")
        self.assertEqual((mine.name, mine.environment), ("mine", {"MAX_CONCURRENT_AGENTS": "2", "CACHE_L1_SIZE_MB": "7"}))
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"name": "file", "environment": {"LLM_BATCH_SIZE": "3"}, "gzip": True}, file)
            file.flush()
            self.assertEqual(profiles.parse(file.name).environment, {"LLM_BATCH_SIZE": "3"})
        for wrong in ("nothing", "mine:", ":A=B", "mine:A"):
            with self.assertRaises(ValueError, msg=wrong):
                profiles.parse(wrong)

    def test_each_single_one_switches_one_thing(self):
        for profile in profiles.SINGLES:
            switched = [key for key in profiles.ALL_OFF if key not in profile.environment]
            switched += [name for name in ("redis", "gzip", "etag") if getattr(profile, name)]
            self.assertEqual(len(switched), 1, profile.name)

    def test_wrong_calls(self):
        for arguments in (["--profile", "off"], ["--profile", "off", "--profile", "off"], ["--profile", "off", "--profile", "x"]):
            with self.assertRaises(SystemExit) as ended, contextlib.redirect_stderr(io.StringIO()):
                run_reference.main([PROGRAM, PROJECT, *arguments])
            self.assertEqual(ended.exception.code, 2)


class QuickRun(unittest.TestCase):
    """The real program."""

    def test_the_quick_form(self):
        with tempfile.TemporaryDirectory() as folder:
            path, page = os.path.join(folder, "run.json"), os.path.join(folder, "run.md")
            with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()) as told:
                code = run_reference.main([PROGRAM, PROJECT, "--quick", "--json", path, "--markdown", page])
            self.assertEqual(code, 0, told.getvalue())
            with open(path, encoding="utf-8") as file:
                result = json.load(file)
            with open(page, encoding="utf-8") as file:
                text = file.read()
        self.assertEqual(printed.getvalue().strip(), text.strip())
        self.assertEqual({table["id"]: len(table["rows"]) for table in result["tables"]}, ROWS)
        for table in result["tables"]:
            self.assertIn("### " + table["title"], text)
            for row in table["rows"]:
                self.assertIn(f"| {row['name']} |", text)
                self.assertTrue(row["ours"] or row["note"].startswith("not measured"), row)
        off, on = (result["measured"]["profiles"][name] for name in ("off", "on"))
        self.assertEqual(off["steps"]["repeated_from"], "computed")
        self.assertEqual(on["steps"]["repeated_from"], "l1")
        self.assertLess(on["steps"]["repeated"], off["steps"]["repeated"])
        self.assertEqual((off["steps"]["agents_at_once"], off["steps"]["calls_at_once"]), (1, 1))
        self.assertGreater(on["steps"]["agents_at_once"], 1)
        self.assertLess(on["day"]["model_calls"], off["day"]["model_calls"])
        self.assertLess(on["day"]["database_reads"], off["day"]["database_reads"])
        self.assertLess(on["day"]["bytes_to_clients"], off["day"]["bytes_to_clients"])
        self.assertEqual(sum(on["day"]["served"].values()), sum(off["day"]["served"].values()))
        self.assertEqual(on["day"]["probes_failed"], 0)
        report = on["steps"]["sizes"]["/reports/{id}, JSON"]
        self.assertLess(report["packed"], 0.4 * report["plain"], "60 % saved and more")
        sizes = [level["bytes"] for level in result["measured"]["gzip_levels"]]
        self.assertEqual((len(sizes), sizes[5]), (9, report["packed"]), "zlib's level 6 is what is sent")

    def test_times_are_those_of_the_model(self):
        pace, seconds = replay_model.Pace(), []
        with tempfile.TemporaryDirectory() as folder:
            for scale in (0.002, 0.1):
                replay = replay_model.ReplayModel(pace.scaled(scale))
                self.addCleanup(replay.close)
                run = profile_run.ProfileRun(PROGRAM, os.path.join(PROJECT, "resources"), os.path.join(folder, str(scale)), replay, "")
                server, client, _, _ = run.start(profiles.OFF, "pace")
                try:
                    seconds.append(client.analyze({"company": "Ford", "frameworks": ["porter", "pestel"]})[0])
                finally:
                    server.close()
                self.assertEqual(replay.counted()["calls"], 4)
        # Two frameworks at once, the synthesis, the second opinion: three one after the other at the least.
        self.assertGreater(seconds[1] - seconds[0], 0.3 * 3 * 5 * 0.1)
        self.assertGreater(seconds[1], 3 * 5 * 0.1)

    def test_what_the_program_refuses_is_said(self):
        with contextlib.redirect_stderr(io.StringIO()) as told:
            code = run_reference.main([PROGRAM, PROJECT, "--quick", "--profile", "x:MAX_CONCURRENT_AGENTS=none", "--profile", "on"])
        self.assertEqual(code, 1)
        self.assertIn("MAX_CONCURRENT_AGENTS", told.getvalue())


if __name__ == "__main__":
    PROGRAM, PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.setdefault("CONSULTANTOS_RESOURCE_DIR", os.path.join(PROJECT, "resources"))
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
