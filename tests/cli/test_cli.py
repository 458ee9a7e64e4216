# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command line as a script would: exit codes, what goes to which stream, errors of at most four lines.

Usage: test_cli.py PROGRAM PROJECT [unittest's arguments]"""
import csv
import gzip
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = PROJECT = ""


def fact_entry(value, year, accession="0000000001-24-000001", filed="2024-02-01"):
    return {"start": f"{year}-01-01", "end": f"{year}-12-31", "val": value, "accn": accession, "fy": year, "fp": "FY",
            "form": "10-K", "filed": filed}


def companyfacts(cik, name, revenue):
    """A small facts file in the SEC's shape; the company is invented."""
    return {"cik": cik, "entityName": name,
            "facts": {"us-gaap": {"Revenues": {"label": "Revenues", "description": "", "units": {
                "USD": [fact_entry(value, year) for year, value in revenue.items()]}}}}}


class CommandLineCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = os.path.join(self.folder, "data")

    def path(self, name):
        return os.path.join(self.folder, name)

    def environment(self, **more):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith(("CONSULTANTOS_DATA", "CONSULTANTOS_LANG", "AGENT_", "MAX_CONCURRENT"))}
        environment.update(CONSULTANTOS_DATA_DIR=self.data, LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en", **more)
        return environment

    def run_cli(self, *arguments, env=None, **more):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=120,
                              env=self.environment(**(env or {})), **more)

    def expect(self, code, *arguments, env=None, **more):
        done = self.run_cli(*arguments, env=env, **more)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout[:500]}\n{done.stderr.decode()}")
        return done

    def expect_error(self, code, *arguments, words=(), env=None, **more):
        """Fails with `code`, nothing on stdout, and one to four lines that say something."""
        done = self.expect(code, *arguments, env=env, **more)
        lines = done.stderr.decode().splitlines()
        self.assertEqual(done.stdout, b"", arguments)
        self.assertTrue(1 <= len(lines) <= 4, lines)
        self.assertTrue(lines[0].startswith("consultantos-cli: "), lines)
        for word in words:
            self.assertIn(word.lower(), "\n".join(lines).lower())
        return done

    def commands_of_help(self):
        """The commands as the program lists them: the one list, which everything else is held against."""
        text = self.expect(0, "--help").stdout.decode()
        part = text.split("Commands:\n", 1)[1].split("\n\n", 1)[0]
        names = re.findall(r"(?m)^  ([a-z]+) ", part)
        self.assertIn("analyze", names)
        return names

    def analyze(self, *arguments, code=0, env=None):
        return json.loads(self.expect(code, "analyze", *arguments, "--format", "json", env=env).stdout)


class Usage(CommandLineCase):
    def test_version(self):
        text = self.expect(0, "--version").stdout.decode()
        self.assertRegex(text, r"^consultantos-cli \d+\.\d+\.\d+\n")
        told = json.loads(self.expect(0, "--version", "--format", "json").stdout)
        self.assertEqual(json.loads(self.expect(0, "--format=json", "--version").stdout), told)
        self.assertEqual(told["program"], "consultantos-cli")
        self.assertRegex(told["commit"], "^([0-9a-f]{40})?$")
        for name, version in told["libraries"].items():
            self.assertIn(f"\n{name} {version}\n", text)
            self.assertRegex(version, r"^\d+(\.\d+)*\w*$", name)
        with open(os.path.join(PROJECT, "packaging", "components.json"), encoding="utf-8") as file:
            listed = {one["name"] for one in json.load(file)["libraries"] if not one.get("optional") and "version_of" not in one}
        self.assertEqual(listed - set(told["libraries"]), set())
        self.expect(2, "--version", "--format", "yaml")

    def test_wrong_usage_is_exit_code_two(self):
        for arguments in ([], ["frobnicate"], ["--frobnicate"], ["analyze"], ["analyze", ""], ["analyze", "   "],
                          ["analyze", "x" * 201], ["analyze", "Tesla", "--frobnicate"], ["analyze", "Tesla", "--depth", "abyss"],
                          ["analyze", "Tesla", "--frameworks", "tarot"], ["analyze", "Tesla", "--frameworks", ","],
                          ["analyze", "Tesla", "--format", "odt"], ["analyze", "Tesla", "--format"],
                          ["analyze", "Tesla", "--market-cap", "much"], ["analyze", "Tesla", "--market-cap", "-1"],
                          ["analyze", "Tesla", "--provider", "oracle"], ["analyze", "Tesla", "Ford"],
                          ["import"], ["import", "x.json", "--format", "csv"], ["facts"], ["facts", "Tesla", "Ford"],
                          ["facts", "Tesla", "--format", "xml"], ["companies", "Tesla"], ["library"], ["library", "burn"],
                          ["library", "show"], ["library", "list", "x"], ["doctor", "x"], ["completion", "tcsh"],
                          ["--data-dir"], ["--language", "tlh", "doctor"]):
            with self.subTest(arguments=arguments):
                self.expect_error(2, *arguments)

    def test_a_team_store_that_is_not_there_is_an_error_and_no_store_of_this_computer(self):
        address = "postgresql://ann:s3cret@127.0.0.1:1/team"
        failed = self.expect_error(1, "--store", address, "library", "list", words=["can't be reached"])
        self.assertNotIn(b"s3cret", failed.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.data, "library.db")))
        self.expect_error(1, "library", "list", words=["can't be reached"], env={"CONSULTANTOS_STORE": address})
        self.expect_error(2, "--store", "s", "library", "list", words=["postgresql://"])
        self.expect_error(2, "--store", address + "?sslmod=require", "library", "list", words=["sslmod"])

    def test_global_options_stand_anywhere(self):
        elsewhere = self.path("elsewhere")
        for arguments in (["--data-dir", elsewhere, "companies"], ["companies", f"--data-dir={elsewhere}"],
                          ["companies", "--offline", "--data-dir", elsewhere, "--language", "en"]):
            with self.subTest(arguments=arguments):
                shutil.rmtree(elsewhere, ignore_errors=True)
                self.expect(0, *arguments)
                self.assertTrue(os.path.isdir(elsewhere))
        self.assertFalse(os.path.exists(self.data))

    def test_a_wrong_setting_is_an_error_that_names_it(self):
        self.expect_error(2, "analyze", "Tesla", words=["MAX_CONCURRENT_AGENTS"],
                          env={"MAX_CONCURRENT_AGENTS": "many"})

    def test_german_messages(self):
        done = self.expect_error(2, "--language", "de", "analyze", "")
        self.assertNotIn("company", done.stderr.decode())


class Analyze(CommandLineCase):
    def test_result_on_stdout_progress_on_stderr(self):
        done = self.expect(0, "analyze", "Tesla", "--format", "json")
        report = json.loads(done.stdout)
        self.assertEqual(report["status"], "completed")
        self.assertEqual(sorted(report["frameworks"]), ["blue_ocean", "pestel", "porter", "swot"])
        progress = done.stderr.decode()
        for agent in ("research", "market", "financial", "framework:porter", "synthesis"):
            self.assertIn(f"{agent}: done", progress)
        self.assertNotIn("\x1b", progress)

    def test_quiet_says_nothing(self):
        self.assertEqual(self.expect(0, "-q", "analyze", "Tesla", "--output", self.path("t.json")).stderr, b"")

    def test_accepts_the_options_that_change_nothing_here(self):
        self.analyze("Tesla", "--offline", "--no-cache", "--provider", "none")

    def test_two_runs_are_the_same_but_for_id_and_times(self):
        def bare(report):
            for key in ("id", "created_at"):
                report.pop(key)
            report["metadata"].pop("cache")
            report["metadata"].pop("duration_s")
            for agent in report["agents"]:
                agent.pop("started")
                agent.pop("duration_s")
            return json.dumps(report, sort_keys=False)

        question = ["--question", "How profitable is it?", "--region", "Germany"]
        self.assertEqual(bare(self.analyze("Tesla", *question)), bare(self.analyze("Tesla", *question)))

    def test_the_question_changes_answer_and_evidence(self):
        growth = self.analyze("Tesla", "--question", "How can it grow revenue?")
        cash = self.analyze("Tesla", "--question", "Is liquidity enough to pay its debts?")
        first, second = (r["executive_summary"]["answer"] for r in (growth, cash))
        self.assertNotEqual(first["text"], second["text"])
        self.assertNotEqual(set(first["evidence"]), set(second["evidence"]))

    def test_depth_and_frameworks_change_what_is_shown(self):
        quick = self.analyze("Tesla", "--depth", "quick", "--frameworks", "porter")
        deep = self.analyze("Tesla", "--depth", "deep", "--frameworks", "porter,swot")
        self.assertEqual(list(quick["frameworks"]), ["porter"])
        self.assertEqual(sorted(deep["frameworks"]), ["porter", "swot"])
        self.assertLess(len(quick["claims"]), len(deep["claims"]))

    def test_the_users_words_are_quoted_as_such(self):
        report = self.analyze("Tesla", "--context", "The board wants a plant in Poland.", "--question",
                              "Is a plant in Poland wise?")
        self.assertEqual([p["text"] for p in report["evidence"]["passages"]], ["The board wants a plant in Poland."])

    def test_every_format_by_option_and_by_suffix(self):
        starts = {"json": b"{", "md": b"# Tesla", "html": b"<!DOCTYPE html>", "pdf": b"%PDF"}
        for name, start in starts.items():
            with self.subTest(format=name):
                by_suffix, by_option = self.path(f"a.{name}"), self.path("b.out")
                self.expect(0, "analyze", "Tesla", "--output", by_suffix)
                self.expect(0, "analyze", "Tesla", "--output", by_option, "--format", name)
                for path in (by_suffix, by_option):
                    with open(path, "rb") as file:
                        self.assertEqual(file.read(len(start)), start)
        path = self.path("a.txt")
        self.expect_error(2, "analyze", "Tesla", "--output", path, words=["txt", "json, md"])
        self.assertFalse(os.path.exists(path))

    def test_several_companies_into_a_folder(self):
        folder = self.path("out")
        self.expect(0, "analyze", "Tesla", "Ford", "Apple", "--output", folder, "--format", "md")
        self.assertEqual(sorted(os.listdir(folder)), ["apple.md", "ford.md", "tesla.md"])

    def test_one_unknown_company_among_several_costs_only_itself(self):
        folder = self.path("out")
        self.expect(1, "analyze", "Tesla", "Nosuchcompany", "Apple", "--output", folder)
        self.assertEqual(sorted(os.listdir(folder)), ["apple.json", "tesla.json"])

    def test_unknown_company_names_the_nearest(self):
        self.expect_error(1, "analyze", "Teslla", words=["Teslla", "Tesla"])

    def test_unknown_company_with_an_industry_is_analysed_limits_first(self):
        report = self.analyze("Wagonworks Nowhere", "--industry", "automotive")
        self.assertIn("No filings", report["executive_summary"]["limits"][0])
        self.assertEqual(report["evidence"]["facts"] and report["financials"]["statements"], [])

    def test_unknown_company_with_a_facts_file_is_analysed(self):
        path = self.path("facts.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(9999991, "Wagonworks Nowhere, Inc.", {2021: 1.0e9, 2022: 1.2e9, 2023: 1.1e9}), file)
        report = self.analyze("Wagonworks Nowhere", "--facts", path)
        self.assertEqual(report["company"]["id"], "9999991")
        self.assertTrue(report["financials"]["statements"])

    def test_resources_that_are_not_there_are_told(self):
        nowhere = self.path("nowhere")
        for command in (("analyze", "Tesla", "--frameworks", "porter"), ("ask", "What was the revenue of Tesla in 2023?")):
            done = self.expect_error(1, *command, env={"CONSULTANTOS_RESOURCE_DIR": nowhere},
                                     words=("resources were not found", nowhere, "let it name the folder"))
            self.assertNotIn(b"Choose among .", done.stderr)

    def test_a_failing_agent_leaves_a_partial_report(self):
        resources = self.path("resources")
        shutil.copytree(os.environ.get("CONSULTANTOS_RESOURCE_DIR") or os.path.join(PROJECT, "resources"), resources)
        with open(os.path.join(resources, "frameworks", "porter.json"), "w", encoding="utf-8") as file:
            file.write("{ broken")
        done = self.expect(3, "analyze", "Tesla", "--format", "json", env={"CONSULTANTOS_RESOURCE_DIR": resources})
        report = json.loads(done.stdout)
        self.assertEqual(report["status"], "partial")
        self.assertNotIn("porter", report["frameworks"])
        self.assertTrue(report["financials"]["ratios"])
        self.assertTrue(any("framework:porter" in limit for limit in report["executive_summary"]["limits"]))
        self.assertIn("partial", done.stderr.decode())
        self.assertEqual([a["status"] for a in report["agents"] if a["name"] == "framework:porter"], ["failed"])

    def test_a_name_that_is_markup_is_harmless(self):
        path = self.path("x.html")
        self.expect(0, "analyze", "<script>alert(1)</script>", "--industry", "automotive", "--output", path)
        with open(path, encoding="utf-8") as file:
            self.assertNotIn("<script", file.read())

    def test_a_closed_pipe_is_no_failure_and_the_report_is_kept(self):
        process = subprocess.Popen([PROGRAM, "analyze", "Tesla", "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment())
        process.stdout.close()
        errors = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual((process.wait(60), errors), (0, ""))
        self.assertEqual(len(json.loads(self.expect(0, "library", "list", "--format", "json").stdout)["reports"]), 1)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_behind_the_output_is_a_failure(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "analyze", "Tesla", "-q"], stdout=full, stderr=subprocess.PIPE, timeout=60,
                                  env=self.environment())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output", done.stderr)

    def test_an_output_that_cannot_be_written_is_a_failure_and_the_report_is_kept(self):
        self.expect_error(1, "-q", "analyze", "Tesla", "--output", self.path("no/such/folder/t.json"), words=["could not be written"])
        self.assertEqual(len(json.loads(self.expect(0, "library", "list", "--format", "json").stdout)["reports"]), 1)

    def test_no_save_leaves_the_library_empty(self):
        self.expect(0, "analyze", "Tesla", "--no-save")
        self.assertEqual(json.loads(self.expect(0, "library", "list", "--format", "json").stdout), {"reports": []})

    def interrupted(self, names, folder):
        """Interrupts a long run; how long the answer took, once all that must hold of it was checked."""
        process = subprocess.Popen([PROGRAM, "analyze", *(names * 6), "--depth", "deep", "--output", folder],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment())
        process.stderr.readline()  # it has begun
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read().decode()
        code = process.wait(30)
        elapsed = time.monotonic() - started
        process.stderr.close()
        self.assertEqual(code, 130, rest)
        self.assertIn("Interrupted", rest)
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                json.load(file)  # whole, or not there
        return elapsed

    def test_ctrl_c_ends_it_soon(self):
        names = [company["name"] for company in
                 json.loads(self.expect(0, "companies", "--format", "json").stdout)["companies"]]
        started = time.monotonic()
        self.expect(0, "analyze", *names, "--depth", "deep", "--output", self.path("whole"))
        whole = 6 * (time.monotonic() - started)
        # Against the run that was cut short, so that a busy machine is no failure; docs/benchmarks.md has the time.
        elapsed = min(self.interrupted(names, self.path(f"out-{number}")) for number in range(3))
        self.assertLess(elapsed, whole / 10)

    def test_progress_on_a_terminal_changes_in_place(self):
        main, end = pty.openpty()
        process = subprocess.Popen([PROGRAM, "analyze", "Tesla"], stdout=subprocess.DEVNULL, stderr=end,
                                   env=self.environment(TERM="xterm"))
        os.close(end)
        seen = b""
        while select.select([main], [], [], 30)[0]:
            try:
                part = os.read(main, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part
        os.close(main)
        self.assertEqual(process.wait(30), 0)
        self.assertIn(b"\x1b[2K", seen)
        self.assertIn(b"synthesis: done", seen)


class Facts(CommandLineCase):
    def test_facts_of_a_company_in_each_format(self):
        body = json.loads(self.expect(0, "facts", "Tesla", "--concept", "Revenues", "--format", "json").stdout)
        self.assertEqual(body["company"]["name"], "Tesla")
        year = [f for f in body["facts"] if f["start"] == "2021-01-01" and f["end"] == "2021-12-31"]
        self.assertEqual([f["value"] for f in year], [53823000000])
        self.assertRegex(year[0]["accession"], r"^\d{10}-\d\d-\d{6}$")
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "facts", "Tesla", "--concept", "Revenues", "--format",
                                                           "csv").stdout.decode())))
        self.assertEqual(len(rows), len(body["facts"]))
        self.assertIn("53823000000", self.expect(0, "facts", "TSLA", "--concept", "us-gaap:Revenues").stdout.decode())

    def test_a_standardised_line_stands_for_its_tags(self):
        lines = json.loads(self.expect(0, "facts", "Tesla", "--concept", "revenue", "--format", "json").stdout)["facts"]
        self.assertTrue({f["tag"] for f in lines} & {"Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax"})

    def test_what_is_not_there_is_said(self):
        self.expect_error(1, "facts", "Teslla", words=["Tesla"])
        self.expect_error(1, "facts", "Tesla", "--concept", "Unicorns", words=["Unicorns"])

    def test_companies_in_each_format(self):
        companies = json.loads(self.expect(0, "companies", "--format", "json").stdout)["companies"]
        self.assertEqual(len(companies), 29)
        self.assertIn("Tesla", self.expect(0, "companies").stdout.decode())
        self.assertEqual(len(self.expect(0, "companies", "--format", "csv").stdout.splitlines()), 30)


class Import(CommandLineCase):
    def write(self, name, content):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def import_json(self, code, *paths):
        return json.loads(self.expect(code, "import", *paths, "--format", "json").stdout)["files"]

    def test_plain_and_gzip_files(self):
        body = companyfacts(9999992, "Kettleworks Nowhere, Inc.", {2022: 5.0e8, 2023: 6.0e8})
        plain = self.write("plain.json", body)
        packed = self.write("packed.json.gz", gzip.compress(json.dumps(body).encode()))
        first, second = self.import_json(0, plain, packed)
        self.assertEqual((first["status"], first["facts"], first["added"]), ("imported", 2, 2))
        self.assertEqual((second["facts"], second["added"]), (2, 0))
        for entry in (first, second):
            self.assertEqual(entry["passages"], 0)
            self.assertGreaterEqual(entry["seconds"], 0)
        facts = json.loads(self.expect(0, "facts", "Kettleworks Nowhere", "--format", "json").stdout)["facts"]
        self.assertEqual([f["value"] for f in facts], [5.0e8, 6.0e8])

    def test_a_restated_value_replaces_and_is_remembered(self):
        body = companyfacts(9999993, "Lampworks Nowhere, Inc.", {2023: 6.0e8})
        self.import_json(0, self.write("old.json", body))
        entry = fact_entry(5.5e8, 2023, "0000000001-25-000001", "2025-02-01")
        body["facts"]["us-gaap"]["Revenues"]["units"]["USD"].append(entry)
        self.assertEqual(self.import_json(0, self.write("new.json", body))[0]["restated"], 1)
        fact = json.loads(self.expect(0, "facts", "Lampworks Nowhere", "--format", "json").stdout)["facts"][0]
        self.assertEqual((fact["value"], fact["earlier"][0]["value"]), (5.5e8, 6.0e8))

    def test_broken_files_fail_and_say_so(self):
        whole = json.dumps(companyfacts(9999994, "Halfworks", {2023: 1.0e9})).encode()
        cases = {"missing.json": None, "empty.json": b"", "truncated.json": whole[:len(whole) // 2], "no.json": b"not json",
                 "list.json": b"[]", "other.json": b'{"a": 1}', "cut.json.gz": gzip.compress(whole)[:40],
                 "binary.json": bytes(range(256)), "deep.json": b"[" * 100000}
        for name, content in cases.items():
            with self.subTest(name=name):
                path = self.path(name) if content is None else self.write(name, content)
                self.expect_error(1, "import", path, words=[name])

    def test_ctrl_c_is_its_own_exit_code(self):
        folder = self.path("many")
        os.mkdir(folder)
        for number in range(400):
            with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as file:
                file.write(f"The harbour has {number} berths.\n\n" * 200)
        process = subprocess.Popen([PROGRAM, "import", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment())
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, errors)
        self.assertIn(b"Interrupted", errors)
        said = len((first + rest).splitlines())
        self.assertLess(said, 400)
        self.assertIn(f"{said} file", errors.decode())
        self.assertNotIn(b"cancelled", errors)

    def test_a_good_file_is_taken_beside_a_broken_one(self):
        good = self.write("good.json", companyfacts(9999995, "Goodworks Nowhere", {2023: 1.0e9}))
        bad = self.write("bad.json", b"{")
        done = self.expect(1, "import", bad, good, "--format", "json")
        self.assertEqual([f["status"] for f in json.loads(done.stdout)["files"]], ["failed", "imported"])
        self.expect(0, "facts", "Goodworks Nowhere")


class Library(CommandLineCase):
    def reports(self, *arguments):
        return json.loads(self.expect(0, "library", *arguments, "--format", "json").stdout)["reports"]

    def test_list_show_search_delete(self):
        made = self.analyze("Tesla", "--question", "How resilient is its margin?", "--frameworks", "porter")
        self.analyze("Apple", "--frameworks", "porter")
        self.assertEqual([r["company"] for r in self.reports("list")], ["Apple", "Tesla"])
        self.assertEqual([r["id"] for r in self.reports("search", "resilient")], [made["id"]])
        self.assertEqual(json.loads(self.expect(0, "library", "show", made["id"]).stdout), made)
        self.assertTrue(self.expect(0, "library", "show", made["id"][:8], "--format", "md").stdout.startswith(b"# Tesla"))
        self.expect(0, "library", "delete", made["id"])
        self.assertEqual([r["company"] for r in self.reports("list")], ["Apple"])

    def test_an_empty_library_is_an_empty_list(self):
        self.assertEqual(self.reports("list"), [])
        self.assertEqual(self.expect(0, "library", "list").stdout.count(b"\n"), 1)

    def test_a_search_without_hits_does_not_say_that_nothing_is_there(self):
        self.analyze("Tesla", "--frameworks", "porter")
        said = self.expect(0, "library", "search", "Zanzibar").stderr.decode()
        self.assertIn("No report matches.", said)

    def test_an_unknown_id_is_a_failure(self):
        for action in ("show", "delete"):
            self.expect_error(1, "library", action, "00000000-nothing", words=["00000000-nothing"])

    def test_a_damaged_library_is_set_aside_and_said(self):
        self.analyze("Tesla", "--frameworks", "porter")
        path = os.path.join(self.data, "library.db")
        for suffix in ("-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        with open(path, "wb") as file:
            file.write(b"this is no database" * 1000)
        done = self.expect(0, "library", "list")
        self.assertIn("library", done.stderr.decode().lower())
        self.assertTrue([name for name in os.listdir(self.data) if ".corrupt-" in name])

    @unittest.skipIf(not hasattr(os, "geteuid") or os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_cannot_be_written_still_analyses(self):
        os.makedirs(self.data, mode=0o500)
        self.analyses_and_says_once_that_nothing_is_saved()

    def test_a_folder_that_cannot_be_made_still_analyses(self):
        with open(self.data, "wb"):
            pass
        self.data = os.path.join(self.data, "below")
        self.analyses_and_says_once_that_nothing_is_saved()

    def analyses_and_says_once_that_nothing_is_saved(self):
        done = self.expect(0, "analyze", "Tesla")
        self.assertTrue(json.loads(done.stdout)["claims"])
        said = done.stderr.decode()
        self.assertIn("nothing will be saved", said)
        self.assertEqual(len(re.findall(r"(?m)^consultantos-cli: ", said)), 1, said)
        self.assertNotIn("consultantos.", said)


if __name__ == "__main__":
    PROGRAM, PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
