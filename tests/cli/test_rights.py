# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program keeps is its user's alone, also in a data folder that others may look into and under a lenient umask.

Usage: test_rights.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

import api_client

PROGRAM, PROJECT = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))


@unittest.skipUnless(os.name == "posix", "rights of files as POSIX has them")
class Rights(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-rights-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(os.umask, os.umask(0o022))
        self.data = os.path.join(self.folder, "data")
        os.mkdir(self.data, 0o755)
        self.environment = {**os.environ, "CONSULTANTOS_LANGUAGE": "en", "LC_ALL": "C.UTF-8"}

    def run_cli(self, *arguments):
        done = subprocess.run([PROGRAM, "--data-dir", self.data, *arguments], capture_output=True, text=True, timeout=300,
                              env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def open_to_others(self):
        found = []
        for place, folders, files in os.walk(self.data):
            for name in folders + files:
                path = os.path.join(place, name)
                if stat.S_IMODE(os.lstat(path).st_mode) & 0o077:
                    found.append(f"{oct(stat.S_IMODE(os.lstat(path).st_mode))} {os.path.relpath(path, self.data)}")
        return found

    def work(self):
        note = os.path.join(self.folder, "note.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write("Revenue grew by 12 % in 2024. One customer accounted for 31 % of it.\n")
        self.run_cli("import", note)
        self.run_cli("--engagement", "Client", "import", note)
        self.run_cli("analyze", "Tesla", "--depth", "quick", "--output", os.path.join(self.folder, "report.html"))
        self.run_cli("monitor", "add", "Tesla")
        self.run_cli("usage")

    def test_files_and_folders_of_a_folder_that_was_there(self):
        self.work()
        server = api_client.Server(PROGRAM, self.data, env=self.environment)
        try:
            self.assertEqual(self.open_to_others(), [])
        finally:
            server.process.terminate()
            server.process.wait(timeout=60)
            server.stderr.close()
        self.assertEqual(self.open_to_others(), [])
        self.assertIn("library.db", os.listdir(self.data))
        # The folder is the user's own affair, and so is where he has a report written.
        self.assertEqual(stat.S_IMODE(os.stat(self.data).st_mode), 0o755)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.folder, "report.html")).st_mode), 0o644)

    def test_what_an_earlier_version_left_open_is_shut(self):
        self.work()
        for place, folders, files in os.walk(self.data):
            for name in folders:
                os.chmod(os.path.join(place, name), 0o755)
            for name in files:
                os.chmod(os.path.join(place, name), 0o644)
        foreign = os.path.join(self.data, "minutes.txt")
        with open(foreign, "w", encoding="utf-8") as file:
            file.write("not of the program\n")
        self.run_cli("usage")
        self.run_cli("library", "list")
        beside = [entry for entry in self.open_to_others() if os.sep not in entry]
        self.assertEqual(beside, ["0o644 minutes.txt"])

    def test_doctor_says_that_others_may_look_in(self):
        def advice():
            findings = json.loads(self.run_cli("doctor", "--format", "json"))["findings"]
            return next(one for one in findings if one["subject"] == "Data folder")["advice"]
        self.assertIn("chmod 700", advice())
        os.chmod(self.data, 0o700)
        self.assertEqual(advice(), "")


if __name__ == "__main__":
    unittest.main()
