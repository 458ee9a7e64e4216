# SPDX-License-Identifier: GPL-3.0-or-later
"""The program itself killed by -9 in the middle of imports and analyses: stores stay sound, and what it had said to be
done is there.

Usage: test_killed_program.py PROGRAM [unittest's arguments]"""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = sys.argv.pop(1)
ROUNDS = 20
COMPANIES = ["Tesla", "Ford", "Apple", "NVIDIA", "Intel", "Boeing", "Microsoft", "Adobe"]
YEARS = range(2000, 2025)
TAGS = 60


def companyfacts(cik, tags, years):
    """A facts file of an invented company, large enough for the import to be met in the middle."""
    def entry(year, number):
        return {"start": f"{year}-01-01", "end": f"{year}-12-31", "val": 1000 * number + year,
                "accn": f"0000000001-{year % 100:02d}-{number:06d}", "fy": year, "fp": "FY", "form": "10-K",
                "filed": f"{year + 1}-02-01"}
    return {"cik": cik, "entityName": f"Invented {cik} Inc",
            "facts": {"us-gaap": {("Revenues" if number == 0 else f"Line{number}"): {"units": {"USD": [
                entry(year, number) for year in years]}} for number in range(tags)}}}


class KilledProgram(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-kill-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = os.path.join(self.folder, "data")
        self.random = random.Random(7)

    def command(self, *arguments):
        return [PROGRAM, "--data-dir", self.data, *arguments]

    def run_cli(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120)

    def kill_within(self, seconds, *arguments):
        """Starts the program and kills it at a random moment; what it printed till then."""
        child = subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(self.random.uniform(0.02, seconds))
        child.kill()
        return child.communicate()[0]

    def assert_clean(self):
        for name in ("library.db", "facts.db"):
            path = os.path.join(self.data, name)
            if os.path.exists(path):
                with sqlite3.connect(path) as database:
                    self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok", name)
        self.assertEqual([name for name in os.listdir(self.data) if "corrupt" in name], [])

    def measure(self, *arguments):
        """How long an undisturbed run takes, so that kills spread over it whatever the machine's load."""
        started = time.monotonic()
        done = self.run_cli(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return time.monotonic() - started

    def test_imports(self):
        files = []
        for cik in range(9000001, 9000005):
            files.append(os.path.join(self.folder, f"CIK{cik:010d}.json"))
            with open(files[-1], "w", encoding="utf-8") as file:
                json.dump(companyfacts(cik, TAGS, YEARS), file)
        length = self.measure("import", *files)
        shutil.rmtree(self.data)
        imported = set()
        for _ in range(ROUNDS):
            printed = self.kill_within(length, "import", *files)
            imported |= {path for path in files if any(line.startswith(path + ":") for line in printed.splitlines())}
            if not os.path.isdir(self.data):
                continue
            self.assert_clean()
            for path in files:
                cik = str(int(os.path.basename(path)[3:13]))
                known = self.run_cli("facts", cik, "--format", "json")
                count = len(json.loads(known.stdout)["facts"]) if known.returncode == 0 else 0
                self.assertIn(count, (0, TAGS * len(YEARS)), "half an import")
                if path in imported:
                    self.assertGreater(count, 0, "an import that was told as done is lost")
        self.assertEqual(self.run_cli("import", *files).returncode, 0)
        self.assert_clean()

    def test_analyses(self):
        length = self.measure("analyze", *COMPANIES, "--output", os.path.join(self.folder, "whole"))
        shutil.rmtree(self.data)
        finished = 0
        for number in range(ROUNDS):
            output = os.path.join(self.folder, f"out-{number}")
            self.kill_within(length, "analyze", *COMPANIES, "--output", output)
            if not os.path.isdir(self.data):
                continue
            self.assert_clean()
            kept = {entry["id"] for entry in json.loads(self.run_cli("library", "list", "--format", "json").stdout)["reports"]}
            for name in os.listdir(output) if os.path.isdir(output) else []:
                with open(os.path.join(output, name), encoding="utf-8") as file:
                    # A report's file is complete or not there: it is renamed into place after the library has it.
                    self.assertIn(json.load(file)["id"], kept, "a report that was written out is not in the library")
                finished += 1
        self.assertGreater(finished, 0, "every run was killed before it did anything")


if __name__ == "__main__":
    unittest.main()
