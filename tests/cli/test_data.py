# SPDX-License-Identifier: GPL-3.0-or-later
"""Engagements as archives, retention, room given back, and backups that a server makes by itself."""

import glob
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, PROJECT = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))


class DataCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.path("data")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def run_cli(self, *arguments, **options):
        environment = {**os.environ, "CONSULTANTOS_DATA_DIR": self.data, "CONSULTANTOS_LANGUAGE": "en",
                       "LC_ALL": "C.UTF-8"}
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, env=environment,
                              **options)

    def expect(self, code, *arguments, words=()):
        done = self.run_cli(*arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        return done

    def json(self, *arguments):
        return json.loads(self.expect(0, *arguments, "--format", "json").stdout)

    def take(self, engagement, text):
        # Another file at the same path would be a new version, and take the place of the first.
        path = self.path(f"note-{len(os.listdir(self.folder))}.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        self.expect(0, "--engagement", engagement, "import", path)

    def documents(self, engagement):
        sizes = {one["name"]: one["documents"] for one in self.json("engagement", "list")["engagements"]}
        return sizes.get(engagement)

    def passages(self, folder):
        with sqlite3.connect(os.path.join(folder, "documents.db")) as database:
            return database.execute("SELECT count(*) FROM passages").fetchone()[0]

    def folder_of(self, engagement):
        return {one["name"]: one["folder"] for one in self.json("engagement", "list")["engagements"]}[engagement]


class Engagements(DataCase):
    def test_round_trip_to_another_data_folder(self):
        self.take("Müller & Söhne", "Revenue grew by 12 % in 2024.")
        archive = self.path("m.zip")
        made = self.json("engagement", "export", "müller & söhne", archive)
        self.assertEqual(made["engagement"], "Müller & Söhne")
        self.data = self.path("elsewhere")
        imported = self.json("engagement", "import", archive)
        self.assertEqual(imported["engagement"], "Müller & Söhne")
        self.assertEqual(self.documents("Müller & Söhne"), 1)
        self.assertEqual(self.passages(imported["folder"]), 1)
        self.expect(0, "--engagement", "Müller & Söhne", "doctor")

    def test_a_name_that_is_taken(self):
        self.take("Acme", "Old.")
        archive = self.path("a.zip")
        self.expect(0, "engagement", "export", "Acme", archive)
        self.take("Acme", "New and longer.")
        self.assertEqual(self.documents("Acme"), 2)
        self.expect(2, "engagement", "import", archive, words=["already", "--name", "--replace"])
        self.assertEqual(self.documents("Acme"), 2)
        self.expect(0, "engagement", "import", archive, "--name", "Acme of May")
        self.assertEqual(self.documents("Acme of May"), 1)
        replaced = self.json("engagement", "import", archive, "--replace")
        self.assertEqual(self.documents("Acme"), 1)
        self.assertEqual(len(glob.glob(os.path.join(replaced["aside"], "documents", "*"))), 2)

    def test_what_an_export_is_not(self):
        self.take("Acme", "Text.")
        with open(os.path.join(self.data, "settings.json"), "w", encoding="utf-8") as file:
            json.dump({"sec_contact": "Ann ann@example.org"}, file)
        archive, whole = self.path("a.zip"), self.path("w.zip")
        self.expect(0, "engagement", "export", "Acme", archive)
        self.expect(2, "restore", archive, words=["Acme", "engagement import"])
        self.expect(0, "backup", whole)
        self.expect(2, "engagement", "import", whole, words=["whole data folder"])
        self.expect(1, "engagement", "export", "Nobody", self.path("n.zip"), words=["Nobody"])
        self.assertFalse(os.path.exists(self.path("n.zip")))

    def test_removal_is_asked_for_twice_and_refused_while_in_use(self):
        self.take("Acme", "Text.")
        self.expect(2, "engagement", "remove", "Acme", words=["--yes"])
        database = sqlite3.connect(os.path.join(self.folder_of("Acme"), "library.db"))
        database.execute("SELECT count(*) FROM reports").fetchall()
        self.expect(1, "engagement", "remove", "Acme", "--yes", words=["library.db"])
        database.close()
        self.expect(0, "engagement", "remove", "Acme", "--yes")
        self.expect(1, "engagement", "remove", "Acme", "--yes", words=["no engagement"])
        self.assertEqual(os.listdir(os.path.join(self.data, "engagements")), [])

    def test_a_killed_import_is_whole_or_not_there(self):
        for number in range(5):
            self.take("Acme", f"Text {number} " + "of some length " * 500)
        archive = self.path("a.zip")
        self.expect(0, "engagement", "export", "Acme", archive)
        begun = time.monotonic()
        self.expect(0, "engagement", "import", archive, "--name", "Timed")
        whole = time.monotonic() - begun
        chance, killed = random.Random(7), 0
        environment = {**os.environ, "CONSULTANTOS_DATA_DIR": self.data}
        for number in range(15):
            for arguments in (["--name", f"Copy {number}"], ["--replace"]):
                child = subprocess.Popen([PROGRAM, "engagement", "import", archive, *arguments], env=environment,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0, whole))
                child.send_signal(signal.SIGKILL)
                killed += child.wait() != 0
                self.expect(0, "companies")  # any program finishes what was begun
                self.assertEqual(self.documents("Acme"), 5)
                self.assertIn(self.documents(f"Copy {number}"), (None, 5))
        self.assertGreater(killed, 5)


class Retention(DataCase):
    def test_says_before_it_deletes(self):
        self.expect(0, "analyze", "Apple", "--frameworks", "porter", "--output", self.path("r.json"))
        report = self.json("library", "list")["reports"][0]["id"]
        with sqlite3.connect(os.path.join(self.data, "library.db")) as database:
            database.execute("UPDATE reports SET created_at = created_at - 86400000 * 100")
        database.close()

        def reports(*arguments):
            shares = self.json("retention", *arguments)["rules"]
            return {share["what"]: share for share in shares}["reports"]

        self.assertEqual(reports()["count"], 0)
        share = reports("--set", "reports=30")
        self.assertEqual((share["count"], share["items"][0]["id"]), (1, report))
        self.assertEqual(reports("--keep", report)["spared"], 1)
        self.assertEqual(reports("--apply")["count"], 0)
        self.assertEqual(len(self.json("library", "list")["reports"]), 1)
        self.assertEqual(reports("--release", report, "--apply")["count"], 1)
        self.assertEqual(self.json("library", "list")["reports"], [])
        self.expect(2, "retention", "--set", "reports=soon", words=["soon"])
        self.expect(2, "retention", "--set", "facts=3", words=["facts"])
        self.expect(2, "retention", "--apply", "--dry-run")


class Store(DataCase):
    def test_sizes_and_vacuum(self):
        self.take("Acme", "Text.")
        sizes = self.json("store", "sizes")
        paths = [store["path"] for store in sizes["stores"]]
        self.assertTrue(any(path.startswith("engagements/") and path.endswith("/library.db") for path in paths))
        self.assertGreater(sizes["total"], sum(store["bytes"] for store in sizes["stores"]) - 1)
        self.assertGreaterEqual(self.json("store", "vacuum")["given_back"], 0)
        self.expect(2, "store", "shrink")


class BySchedule(DataCase):
    def test_a_server_makes_backups(self):
        self.take("Acme", "Text.")
        backups = self.path("backups")
        environment = {**os.environ, "CONSULTANTOS_DATA_DIR": self.data, "CONSULTANTOS_BACKUP_FOLDER": backups,
                       "CONSULTANTOS_LANGUAGE": "en"}
        server = subprocess.Popen([PROGRAM, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        end = time.monotonic() + 150
        while not glob.glob(os.path.join(backups, "*.zip")) and time.monotonic() < end:
            self.assertIsNone(server.poll())
            time.sleep(0.5)
        made = glob.glob(os.path.join(backups, "*.zip"))
        self.assertEqual(len(made), 1)
        self.expect(0, "restore", "--verify", made[0])
        # The server works with the folder.
        self.expect(1, "restore", made[0], words=["in use"])
        server.send_signal(signal.SIGTERM)
        self.assertEqual(server.wait(timeout=60), 0)
        self.expect(0, "restore", made[0])


if __name__ == "__main__":
    unittest.main()
