# SPDX-License-Identifier: GPL-3.0-or-later
"""The cache as the command line shows it: what is served from where, what a change computes anew, its five commands.

Usage: test_cache.py PROGRAM PROJECT [unittest's arguments]"""
import csv
import io
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import unittest

import test_cli
from test_cli import CommandLineCase, companyfacts


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@unittest.skipUnless(shutil.which("redis-server"), "redis-server is not installed")
class SharedCache(CommandLineCase):
    """Several processes and machines (data folders) that share a real Redis server."""

    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.server = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder],
            stdout=subprocess.DEVNULL)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.fail("redis-server doesn't listen")

    def start(self, folder, *arguments):
        environment = self.environment(REDIS_URL=f"redis://127.0.0.1:{self.port}")
        environment["CONSULTANTOS_DATA_DIR"] = os.path.join(self.folder, folder)
        return subprocess.Popen([test_cli.PROGRAM, "analyze", *arguments, "--format", "json"], env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process):
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, err.decode())
        return json.loads(out)

    def test_another_machine_is_served_by_redis(self):
        first = self.finish(self.start("one", "Tesla"))
        second = self.finish(self.start("two", "Tesla"))
        self.assertEqual(second["metadata"]["cache"]["served"], "l2")
        self.assertEqual(first["id"], second["id"])

    def test_four_processes_at_once_compute_each_agent_once(self):
        started = [self.start(f"machine{number}", "Tesla") for number in range(4)]
        reports = [self.finish(process) for process in started]
        computed = [agent["name"] for report in reports if report["metadata"]["cache"]["served"] == "computed"
                    for agent in report["metadata"]["cache"]["agents"] if agent["level"] == "computed"]
        self.assertEqual(sorted(computed), sorted({agent["name"] for agent in reports[0]["agents"]}))
        self.assertEqual(len({json.dumps(report["executive_summary"], sort_keys=True) for report in reports}), 1)

    def test_a_clear_reaches_other_machines(self):
        self.finish(self.start("one", "Tesla"))
        self.expect(0, "cache", "clear", env={"REDIS_URL": f"redis://127.0.0.1:{self.port}"})
        report = self.finish(self.start("two", "Tesla"))
        self.assertEqual(report["metadata"]["cache"]["served"], "computed")

    def test_a_server_that_dies_costs_no_report(self):
        first = self.finish(self.start("one", "Tesla"))
        self.server.kill()
        self.server.wait()
        second = self.finish(self.start("one", "Tesla"))
        self.assertEqual((second["metadata"]["cache"]["served"], second["id"]), ("l3", first["id"]))

    def test_a_frozen_server_delays_by_its_limit_alone(self):
        self.finish(self.start("one", "Tesla"))
        os.kill(self.server.pid, 19)
        self.addCleanup(os.kill, self.server.pid, 18)
        begun = time.monotonic()
        report = self.finish(self.start("one", "Tesla"))
        self.assertEqual(report["metadata"]["cache"]["served"], "l3")
        self.assertLess(time.monotonic() - begun, 20)


class Cache(CommandLineCase):
    def analysis(self, *arguments):
        done = self.expect(0, "analyze", *arguments, "--format", "json")
        return json.loads(done.stdout), done.stderr.decode()

    def served(self, *arguments):
        return self.analysis(*arguments)[0]["metadata"]["cache"]["served"]

    def stats(self):
        return json.loads(self.expect(0, "cache", "stats", "--format", "json").stdout)

    def test_a_repeated_command_is_served_from_disk_and_says_so(self):
        first, _ = self.analysis("Tesla")
        second, said = self.analysis("tsla")
        self.assertEqual(first["metadata"]["cache"]["served"], "computed")
        self.assertEqual(second["metadata"]["cache"]["served"], "l3")
        self.assertGreaterEqual(second["metadata"]["cache"]["age_s"], 0)
        self.assertIn("from the cache (l3", said)
        for report in (first, second):
            report.pop("request")
            report["metadata"].pop("cache")
        self.assertEqual(first, second)
        library = json.loads(self.expect(0, "library", "list", "--format", "json").stdout)["reports"]
        self.assertEqual([entry["id"] for entry in library], [first["id"]])

    def test_another_framework_computes_itself_and_the_synthesis(self):
        self.analysis("Tesla", "--frameworks", "porter")
        report, _ = self.analysis("Tesla", "--frameworks", "porter,pestel")
        levels = {agent["name"]: agent["level"] for agent in report["metadata"]["cache"]["agents"]}
        self.assertEqual({name for name, level in levels.items() if level == "computed"},
                         {"framework:pestel", "synthesis"})
        self.assertEqual(levels["market"], "l3")

    def test_another_report_language_is_another_report_of_the_library(self):
        english = self.analyze("Tesla")
        german = self.analyze("Tesla", "--report-language", "de")
        self.assertNotEqual(german["id"], english["id"])
        again = self.analyze("Tesla", "--report-language", "de")
        self.assertEqual(again["id"], german["id"])
        for report, language in ((english, None), (german, "de")):
            kept = json.loads(self.expect(0, "library", "show", report["id"], "--format", "json").stdout)
            self.assertEqual(kept["request"].get("language"), language)

    def test_refresh_and_no_cache_compute(self):
        first, _ = self.analysis("Tesla")
        bypassed, _ = self.analysis("Tesla", "--no-cache")
        refreshed, _ = self.analysis("Tesla", "--refresh")
        last, _ = self.analysis("Tesla")
        self.assertEqual(len({first["id"], bypassed["id"], refreshed["id"]}), 3)
        self.assertEqual(last["id"], refreshed["id"])

    def test_imported_facts_compute_what_depends_on_them(self):
        self.analysis("Tesla")
        path = self.path("carter.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(42, "Carter Tools, Inc.", {2022: 800e6, 2023: 1000e6}), file)
        self.expect(0, "import", path)
        self.assertEqual(self.served("Tesla"), "l3")
        self.assertEqual(self.served("Carter Tools"), "computed")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(42, "Carter Tools, Inc.", {2022: 800e6, 2023: 1001e6}), file)
        self.expect(0, "import", path)
        report, _ = self.analysis("Carter Tools")
        self.assertEqual(report["metadata"]["cache"]["served"], "computed")
        self.assertIn(1001e6, [fact["value"] for fact in report["evidence"]["facts"]])

    def test_engagements_have_caches_of_their_own(self):
        self.analysis("Tesla", "--engagement", "Client A")
        self.assertEqual(self.served("Tesla", "--engagement", "Client B"), "computed")
        self.assertEqual(self.served("Tesla"), "computed")
        self.assertEqual(self.served("Tesla", "--engagement", "Client A"), "l3")

    def test_stats_have_the_references_keys_and_count_over_runs(self):
        empty = self.stats()
        self.assertEqual((empty["total_requests"], empty["hit_rate"]), (0, 0))
        for _ in range(3):
            self.analysis("Tesla")
        stats = self.stats()
        for key in ("l1_hits", "l2_hits", "l3_hits", "misses", "total_requests", "hit_rate", "l1_available",
                    "l2_available", "l3_available"):
            self.assertIn(key, stats)
        self.assertEqual(stats["kinds"]["analysis"]["l3_hits"], 2)
        self.assertEqual((stats["l1_available"], stats["l2_available"], stats["l3_available"]), (True, False, True))
        self.assertGreater(stats["saved_seconds"], 0)
        self.assertGreater(stats["levels"]["l3"]["entries"], 0)
        self.assertIn(b"disk", self.expect(0, "cache", "stats").stdout)

    def test_clear_takes_all_or_a_kind_or_a_company(self):
        self.analysis("Tesla")
        self.analysis("Apple")
        self.expect(0, "cache", "clear", "--company", "Tesla")
        self.assertEqual(self.served("Apple"), "l3")
        self.assertEqual(self.served("Tesla"), "computed")
        self.expect(0, "cache", "clear", "--kind", "analysis")
        report, _ = self.analysis("Apple")
        self.assertEqual(report["metadata"]["cache"]["served"], "computed")
        self.assertEqual({agent["level"] for agent in report["metadata"]["cache"]["agents"]}, {"l3"})
        self.expect(0, "cache", "clear")
        self.assertEqual(self.stats()["total_requests"], 0)
        self.assertEqual(self.served("Apple"), "computed")

    def test_clear_by_kind_and_company_takes_what_is_both(self):
        self.analysis("Tesla")
        self.analysis("Apple")
        self.expect(0, "cache", "clear", "--kind", "analysis", "--company", "Tesla")
        self.assertEqual(self.served("Apple"), "l3")
        report, _ = self.analysis("Tesla")
        self.assertEqual(report["metadata"]["cache"]["served"], "computed")
        self.assertEqual({agent["level"] for agent in report["metadata"]["cache"]["agents"]}, {"l3"})
        for wrong in (["--kind", ""], ["--kind", "nonsense"], ["--company", ""]):
            self.expect_error(2, "cache", "clear", *wrong)
        self.assertEqual(self.served("Apple"), "l3")

    def test_a_deleted_report_does_not_come_back(self):
        first, _ = self.analysis("Tesla")
        self.expect(0, "library", "delete", first["id"])
        second, _ = self.analysis("Tesla")
        self.assertNotEqual(first["id"], second["id"])

    def test_no_cache_leaves_nothing(self):
        note = self.path("note.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write("Tesla opens a harbour.\n")
        self.expect(0, "analyze", "Tesla", "--document", note, "--no-cache", "--format", "json")
        self.assertFalse(os.path.exists(os.path.join(self.data, "cache.sqlite")))

    def test_a_document_taken_in_meanwhile_is_named(self):
        self.analysis("Tesla")
        page = self.path("general-motors.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write("<html><body><p>FORM 10-K</p><p>General Motors Company</p>"
                       "<h2>Consolidated Statements of Income</h2><p>(In millions)</p><table>"
                       "<tr><th></th><th>2021</th><th>2020</th></tr>"
                       "<tr><td>Total revenue</td><td>127,005</td><td>122,486</td></tr></table></body></html>")
        self.expect(0, "import", page, "--company", "GM")
        cached, _ = self.analysis("Tesla")
        anew, _ = self.analysis("Tesla", "--no-cache")
        self.assertEqual(cached["sources"], anew["sources"])

    def test_warm_computes_what_is_asked_next(self):
        self.expect(0, "cache", "warm", "Ford")
        self.assertEqual(self.served("Ford"), "l3")
        self.expect_error(1, "cache", "warm", "No Such Company")

    def test_verify_removes_damaged_entries(self):
        first, _ = self.analysis("Tesla")
        store = os.path.join(self.data, "cache.sqlite")
        with sqlite3.connect(store) as database:
            database.execute("UPDATE entries SET value = zeroblob(length(value)) "
                             "WHERE hash = (SELECT hash FROM entries ORDER BY length(value) DESC LIMIT 1)")
        database.close()
        said = self.expect(0, "cache", "verify").stdout.decode()
        self.assertRegex(said, r"\d+ entries checked, 1 damaged and removed")
        self.assertRegex(self.expect(0, "cache", "verify").stdout.decode(), r" 0 damaged")
        second, _ = self.analysis("Tesla", "--no-cache")
        self.assertEqual(first["executive_summary"], second["executive_summary"])

    def test_a_broken_store_costs_nothing_but_the_hits(self):
        self.analysis("Tesla")
        with open(os.path.join(self.data, "cache.sqlite"), "r+b") as file:
            file.write(os.urandom(4096))
        self.assertEqual(self.served("Tesla"), "computed")
        self.assertEqual(self.served("Tesla"), "l3")

    def test_a_redis_that_is_not_there_delays_nothing(self):
        environment = {"REDIS_URL": "redis://127.0.0.1:1"}
        done = self.expect(0, "analyze", "Tesla", "--format", "json", env=environment)
        self.assertEqual(json.loads(done.stdout)["metadata"]["cache"]["served"], "computed")
        stats = json.loads(self.expect(0, "cache", "stats", "--format", "json", env=environment).stdout)
        self.assertFalse(stats["l2_available"])
        self.assertTrue(stats["levels"]["l2"]["unavailability"])

    def test_explain_says_whether_a_reply_would_be_shared(self):
        path = self.path("pairs.csv")
        pairs = [("What was Tesla's revenue in 2021?", "What was the revenue of TSLA in 2021?", "1"),
                 ("What was Tesla's revenue in 2021?", "What was Tesla's revenue in 2022?", "0"),
                 ("Is Ford, as \"maker\",\nprofitable?", "Is Ford, as \"maker\",\nnot profitable?", "0"),
                 ("", "", "0")]
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "b", "a"])
            writer.writerows([place, b, a] for place, (a, b, _) in enumerate(pairs))
        done = self.expect(0, "cache", "explain", "--pairs", path, "--format", "csv").stdout.decode()
        rows = list(csv.DictReader(io.StringIO(done, newline="")))
        self.assertEqual(list(rows[0]), ["hit", "similarity", "reason"])
        self.assertEqual([row["hit"] for row in rows], [hit for _, _, hit in pairs])
        self.assertTrue(all(0 <= float(row["similarity"]) <= 1 and row["reason"] for row in rows))
        self.assertIn("2021", rows[1]["reason"])
        self.assertIn("1 of 4 pairs", self.expect(0, "cache", "explain", "--pairs", path).stdout.decode())

    def test_explain_needs_its_columns(self):
        path = self.path("pairs.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("one,other\nx,y\n")
        self.expect_error(1, "cache", "explain", "--pairs", path, words=["columns"])
        self.expect_error(1, "cache", "explain", "--pairs", self.path("missing.csv"))
        self.expect_error(2, "cache", "explain")
        self.expect_error(2, "cache", "explain", "--pairs", path, "--format", "json")

    def test_wrong_calls(self):
        for arguments in (["cache"], ["cache", "burn"], ["cache", "stats", "x"]):
            self.expect_error(2, *arguments)
        self.expect_error(1, "cache", "clear", "--company", "No Such Company")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
