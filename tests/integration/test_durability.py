# SPDX-License-Identifier: GPL-3.0-or-later
"""What is committed survives: kill -9, a full disk, a folder that can't be written, two writers at once."""

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

WRITER = sys.argv.pop(1)
ROUNDS = 20
NOBODY = 65534


def run(*arguments, **options):
    return subprocess.run([WRITER, *arguments], capture_output=True, text=True, timeout=60, **options)


def lines(text, word):
    return [line.split(" ", 1)[1] for line in text.splitlines() if line.startswith(word + " ")]


class Durability(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.random = random.Random(3)

    def assert_clean(self):
        for name in ("library.db", "facts.db"):
            with sqlite3.connect(os.path.join(self.folder, name)) as database:
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok", name)
        leftovers = [name for name in os.listdir(self.folder) if "corrupt" in name]
        self.assertEqual(leftovers, [])

    def check(self):
        checked = run("check", self.folder)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        # On a busy machine a statement may be told as slow: no fault of what is tested here.
        faults = [line for line in checked.stderr.splitlines() if " a statement took " not in line]
        self.assertEqual(faults, [])
        return checked.stdout

    def killed_run(self, *arguments):
        child = subprocess.Popen([WRITER, *arguments], stdout=subprocess.PIPE, text=True)
        time.sleep(self.random.uniform(0.0, 0.25))
        child.kill()
        return lines(child.communicate()[0], "committed")

    def test_no_committed_report_is_lost_by_kill_9(self):
        committed = []
        for number in range(ROUNDS):
            committed += self.killed_run("reports", self.folder, "100000", f"{number}-")
            stored = lines(self.check(), "report")
            self.assertEqual(set(committed) - set(stored), set())
            self.assert_clean()
        self.assertGreater(len(committed), ROUNDS, "the runs were killed before they did anything")

    def test_an_import_is_whole_or_not_there_after_kill_9(self):
        last = 0
        for number in range(1, ROUNDS + 1):
            committed = self.killed_run("facts", self.folder, "100000", str(number))
            if committed:
                last = max(last, max(map(int, committed)))
            values = lines(self.check(), "fact")
            self.assertLessEqual(len(set(values)), 1, "half an import")
            self.assertIn(len(values), (0, 2000))
            if last:
                self.assertGreaterEqual(int(values[0]), last)
            self.assert_clean()
        self.assertGreater(last, 0, "the runs were killed before they did anything")

    def test_two_processes_write_at_once(self):
        children = [subprocess.Popen([WRITER, "reports", self.folder, "30", name], stdout=subprocess.PIPE, text=True)
                    for name in ("a", "b")]
        committed = [line for child in children for line in lines(child.communicate(timeout=60)[0], "committed")]
        self.assertEqual([child.returncode for child in children], [0, 0])
        self.assertEqual(len(committed), 60)
        self.assertEqual(sorted(lines(self.check(), "report")), sorted(committed))
        self.assert_clean()

    def test_a_full_disk_is_a_clear_error_and_loses_nothing(self):
        committed = lines(run("reports", self.folder, "5", "before").stdout, "committed")
        limit = 2 * 1024 * 1024
        full = run("facts", self.folder, "100000", "1",
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(full.returncode, 1)
        self.assertTrue(full.stderr.startswith("disk_full: "), full.stderr)
        self.assertLessEqual(len(full.stderr.strip().splitlines()), 4)
        self.assertEqual(lines(self.check(), "report"), committed[::-1])
        self.assert_clean()

    def test_a_folder_that_cannot_be_written_opens_read_only(self):
        committed = lines(run("reports", self.folder, "2", "r").stdout, "committed")
        as_nobody = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        for name in os.listdir(self.folder):
            os.chmod(os.path.join(self.folder, name), 0o444)
        if as_nobody and subprocess.run(["test", "-x", WRITER], **as_nobody).returncode != 0:
            self.skipTest("the program is in a folder that only root can read")
        shown = run("check", self.folder, **as_nobody)
        self.assertEqual(lines(shown.stdout, "report"), committed[::-1], shown.stderr)
        self.assertIn("notice read_only: ", shown.stderr)
        written = run("reports", self.folder, "1", "x", **as_nobody)
        self.assertEqual(written.returncode, 1)
        self.assertIn("read_only: ", written.stderr.splitlines()[-2] + written.stderr.splitlines()[-1])


if __name__ == "__main__":
    unittest.main()
