# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a data folder's stores are, whose they are, and whether they are well.

Usage: test_cli_stores.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import re
import sys
import unittest

import test_cli
from test_cli import CommandLineCase, companyfacts


@unittest.skipIf(os.name == "nt", "POSIX modes")
class Folders(CommandLineCase):
    def modes(self):
        return {os.path.relpath(path, self.data): os.stat(path).st_mode & 0o777
                for path, _, _ in os.walk(self.data)}

    def test_what_is_made_anew_is_its_owners_alone(self):
        self.expect(0, "--engagement", "Alpha", "analyze", "Tesla", "--frameworks", "porter", "-q", "--format", "json",
                    preexec_fn=lambda: os.umask(0o022))
        modes = self.modes()
        self.assertGreater(len(modes), 3)
        self.assertEqual(set(modes.values()), {0o700}, modes)

    def test_a_folder_that_is_there_keeps_its_mode(self):
        os.mkdir(self.data)
        os.chmod(self.data, 0o750)
        self.expect(0, "--engagement", "Alpha", "library", "list", preexec_fn=lambda: os.umask(0o022))
        modes = self.modes()
        self.assertEqual(modes.pop("."), 0o750)
        self.assertEqual(set(modes.values()), {0o700}, modes)


class Doctor(CommandLineCase):
    def test_says_each_setting_with_its_origin(self):
        body = json.loads(self.expect(0, "doctor", "--format", "json", env={"CACHE_TTL_SECONDS": "77"}).stdout)
        settings = {entry["environment"]: entry for entry in body["settings"]}
        self.assertEqual((settings["CACHE_TTL_SECONDS"]["value"], settings["CACHE_TTL_SECONDS"]["origin"]), ("77", "environment"))
        self.assertEqual(settings["MAX_CONCURRENT_AGENTS"]["origin"], "default")
        self.assertTrue(body["fine"])
        self.assertFalse(os.path.exists(self.data), "doctor must make nothing")
        self.assertIn("MAX_CONCURRENT_AGENTS", self.expect(0, "doctor").stdout.decode())

    def test_a_wrong_setting_is_a_problem(self):
        body = json.loads(self.expect(1, "doctor", "--format", "json", env={"LLM_BATCH_SIZE": "a lot"}).stdout)
        self.assertEqual([s["environment"] for s in body["settings"] if s["error"]], ["LLM_BATCH_SIZE"])

    def test_a_damaged_store_is_a_problem_and_left_alone(self):
        os.makedirs(self.data)
        path = os.path.join(self.data, "library.db")
        with open(path, "wb") as file:
            file.write(b"x" * 5000)
        body = json.loads(self.expect(1, "doctor", "--format", "json").stdout)
        self.assertFalse(body["fine"])
        self.assertEqual(os.listdir(self.data), ["library.db"])

    def test_stores_in_use_are_intact(self):
        self.analyze("Tesla", "--frameworks", "porter")
        text = self.expect(0, "doctor").stdout.decode()
        self.assertEqual(len(re.findall("intact", text)), 4)


class Engagements(CommandLineCase):
    """Nothing of one engagement shows in another, nor in the data folder's own stores, by any route."""

    def reports(self, *engagement):
        return json.loads(self.expect(0, *engagement, "library", "list", "--format", "json").stdout)["reports"]

    def test_reports_stay_where_they_were_made(self):
        self.expect(0, "--engagement", "Alpha", "analyze", "Tesla", "--frameworks", "porter", "-q", "--format", "json")
        self.assertEqual(len(self.reports("--engagement", "Alpha")), 1)
        self.assertEqual(len(self.reports("--engagement", "ALPHA")), 1)
        self.assertEqual(self.reports("--engagement", "Beta"), [])
        self.assertEqual(self.reports(), [])
        found = self.expect(0, "library", "search", "Tesla", "--format", "json", "--engagement", "Beta").stdout
        self.assertEqual(json.loads(found)["reports"], [])
        report = self.reports("--engagement=Alpha")[0]["id"]
        self.expect_error(1, "--engagement", "Beta", "library", "show", report)
        self.expect_error(1, "library", "delete", report)

    def test_imported_facts_stay_where_they_were_imported(self):
        path = self.path("x.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(9999994, "Walled Garden AG", {2022: 5.0e8, 2023: 6.0e8}), file)
        self.expect(0, "--engagement", "Alpha", "import", path)
        self.expect(0, "--engagement", "Alpha", "facts", "Walled Garden AG")
        self.expect(0, "--engagement", "Beta", "library", "list")
        for engagement in (["--engagement", "Beta"], []):
            self.expect_error(1, *engagement, "facts", "Walled Garden AG")
            self.expect_error(1, *engagement, "analyze", "Walled Garden AG", "-q")
            companies = self.expect(0, *engagement, "companies", "--format", "json").stdout
            self.assertNotIn(b"Walled", companies)
            near = self.run_cli(*engagement, "facts", "Walled Gardn")
            self.assertNotIn(b"Garden AG", near.stdout + near.stderr)

    def test_documents_stay_where_they_were_imported(self):
        path = self.path("note.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("The harbour of Zanzibar will be closed to our kettles from the spring.\n")
        self.expect(0, "--engagement", "Alpha", "import", path, "--company", "Tesla")
        question = ("ask", "What is said about the harbour of Zanzibar?", "--company", "Tesla", "--format", "json")
        own = json.loads(self.expect(0, "--engagement", "Alpha", *question).stdout)
        self.assertEqual(own["kind"], "text")
        self.assertIn("closed to our kettles", own["answer"])
        for engagement in (["--engagement", "Beta"], []):
            other = self.run_cli(*engagement, *question)
            self.assertNotIn(b"kettles", other.stdout + other.stderr)
            report = self.expect(0, *engagement, "analyze", "Tesla", "--question", "The harbour of Zanzibar?", "-q",
                                 "--frameworks", "porter").stdout
            self.assertNotIn(b"kettles", report)

    def test_a_name_is_checked_and_a_new_one_is_said(self):
        self.expect_error(2, "--engagement", "x" * 101, "library", "list")
        said = self.expect(0, "--engagement", "Gamma", "library", "list").stderr.decode()
        self.assertIn("Gamma", said)
        self.assertNotIn("Gamma", self.expect(0, "--engagement", "gamma", "library", "list").stderr.decode())
        self.assertIn("Gamma", self.expect(0, "--engagement", "gamma", "doctor").stdout.decode())


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
