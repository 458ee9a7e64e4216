# SPDX-License-Identifier: GPL-3.0-or-later
"""store copy between a data folder and a real PostgreSQL server, there and back.

Usage: test_store_copy.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM, PROJECT = (os.path.abspath(path) for path in sys.argv[1:3])
sys.path[:0] = [os.path.join(PROJECT, "tests", "load"), os.path.join(PROJECT, "tests", "cli")]
import team_chaos  # noqa: E402

PATIENCE = 120
TEXT = "Acme sells anvils. Revenue of the anvil business grew because coyotes bought more anvils.\n\n" * 5


def is_installed():
    return bool(shutil.which("initdb") or os.path.isdir("/usr/lib/postgresql"))


@unittest.skipUnless(is_installed(), "PostgreSQL is not installed")
class StoreCopy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="consultantos-copy-")
        os.chmod(cls.folder, 0o711)
        server = os.path.join(cls.folder, "server")
        os.makedirs(server)
        cls.postgres = team_chaos.Postgres(server)
        cls.source = os.path.join(cls.folder, "source")
        os.makedirs(cls.source)
        document = os.path.join(cls.folder, "acme.txt")
        with open(document, "w", encoding="utf-8") as file:
            file.write(TEXT)
        for engagement in ([], ["--engagement", "Acme & Söhne"]):
            cls.run_program(*engagement, "import", document, at=cls.source)
            cls.run_program(*engagement, "analyze", "Tesla", "--frameworks", "porter", "--depth", "quick", "--format", "md",
                            at=cls.source)
        # Imported again after a change: the earlier version can't be searched.
        with open(document, "a", encoding="utf-8") as file:
            file.write("A dehydrated boulder was recalled.\n")
        cls.run_program("import", document, at=cls.source)
        cls.run_program("users", "add", "anna", at=cls.source)
        cls.run_program("monitor", "add", "Tesla", at=cls.source, check=False)

    @classmethod
    def tearDownClass(cls):
        cls.postgres.kill()
        shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def run_program(cls, *arguments, at, store=None, check=True):
        line = [PROGRAM, "--data-dir", at, *(["--store", store] if store else []), *arguments]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CONSULTANTOS_DATA")}
        environment.update(LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en")
        done = subprocess.run(line, capture_output=True, timeout=PATIENCE, env=environment, check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"{line}: {done.returncode}\n{done.stderr.decode()}")
        return done

    def database(self, name):
        self.postgres.run("psql", "-h", "127.0.0.1", "-p", str(self.postgres.port), "-U", "dba", "-qc",
                          f"CREATE DATABASE {name} OWNER keeper ENCODING 'UTF8' TEMPLATE template0", "postgres")
        return f"postgresql://keeper:keeper@127.0.0.1:{self.postgres.port}/{name}"

    def copy(self, source, target, *options, expected=0):
        done = self.run_program("store", "copy", source, target, "--format", "json", *options,
                                at=os.path.join(self.folder, "nowhere"), check=False)
        self.assertEqual(done.returncode, expected, done.stderr.decode())
        return json.loads(done.stdout)

    def rows(self, told):
        return {(one["name"], store["name"], table["name"]): table["rows"]
                for one in told["engagements"] for store in one["stores"] for table in store["tables"]}

    def copied(self, told):
        return sum(store["copied"] for one in told["engagements"] for store in one["stores"])

    def test_there_and_back(self):
        url = self.database("there")
        first = self.copy(self.source, url)
        self.assertTrue(first["complete"])
        self.assertEqual([one["name"] for one in first["engagements"]], ["main", "Acme & Söhne"])
        self.assertEqual(self.copied(first), sum(self.rows(first).values()))
        self.assertGreater(self.rows(first)["main", "documents", "passages"], 0)
        self.assertEqual(self.rows(first)["main", "library", "reports"], 1)
        self.assertEqual(self.rows(first)["main", "users", "users"], 1)
        self.assertGreater(first["engagements"][0]["files_copied"], 0)
        # Done again nothing is copied, and nothing is lost.
        again = self.copy(self.source, url)
        self.assertEqual((again["complete"], self.copied(again)), (True, 0))
        self.assertEqual(self.rows(again), self.rows(first))
        self.assertEqual(again["engagements"][0]["files_copied"], 0)
        # The team reads what was copied, finds it by its words, and goes on with numbers of its own.
        desk = os.path.join(self.folder, "desk")
        listed = json.loads(self.run_program("library", "list", "--format", "json", at=desk, store=url).stdout)
        self.assertEqual(len(listed["reports"]), 1)
        found = self.run_program("ask", "What did coyotes buy?", "--format", "json", at=desk, store=url, check=False)
        self.assertIn(b"anvils", found.stdout + found.stderr)
        self.run_program("analyze", "Ford", "--frameworks", "porter", "--depth", "quick", "--format", "md", at=desk, store=url)
        listed = json.loads(self.run_program("library", "list", "--format", "json", at=desk, store=url).stdout)
        self.assertEqual(len(listed["reports"]), 2)
        # Back into an empty folder, with what was added meanwhile.
        home = os.path.join(self.folder, "home")
        back = self.copy(url, home)
        self.assertTrue(back["complete"])
        self.assertEqual(self.rows(back)["main", "library", "reports"], 2)
        self.assertEqual({key: count for key, count in self.rows(back).items() if key[1] == "documents"},
                         {key: count for key, count in self.rows(first).items() if key[1] == "documents"})
        shown = self.run_program("engagement", "list", at=home).stdout.decode()
        self.assertIn("Acme & Söhne", shown)
        for table in ("documents", "passages"):
            self.assertEqual(self.table(self.source, table), self.table(home, table))
        with sqlite3.connect(os.path.join(home, "documents.db")) as store:
            hits = "SELECT count(*) FROM passage_text WHERE passage_text MATCH ?"
            before = sqlite3.connect(os.path.join(self.source, "documents.db"))
            for word in ("anvils", "boulder"):
                self.assertEqual(store.execute(hits, (word,)).fetchone(), before.execute(hits, (word,)).fetchone(), word)
            before.close()
            store.execute("INSERT INTO passage_text(passage_text) VALUES('integrity-check')")
        self.assertEqual(sorted(os.listdir(os.path.join(home, "documents"))),
                         sorted(os.listdir(os.path.join(self.source, "documents"))))

    def table(self, folder, name):
        with sqlite3.connect(os.path.join(folder, "documents.db")) as store:
            return store.execute(f"SELECT * FROM {name} ORDER BY number").fetchall()

    def test_one_engagement(self):
        told = self.copy(self.source, self.database("one"), "--engagement", "acme & söhne")
        self.assertEqual([one["name"] for one in told["engagements"]], ["Acme & Söhne"])
        done = self.run_program("--engagement", "Nobody", "store", "copy", self.source, self.database("none"),
                                at=self.folder, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"no engagement", done.stderr)

    def test_other_content_is_refused_store_by_store(self):
        url = self.database("other")
        desk = os.path.join(self.folder, "other-desk")
        self.run_program("analyze", "Ford", "--frameworks", "porter", "--depth", "quick", "--format", "md", at=desk, store=url)
        told = self.copy(self.source, url, expected=3)
        stores = {store["name"]: store for store in told["engagements"][0]["stores"]}
        self.assertIn("other content", stores["library"]["error"])
        self.assertEqual(stores["library"]["copied"], 0)
        self.assertIsNone(stores["documents"]["error"])
        listed = json.loads(self.run_program("library", "list", "--format", "json", at=desk, store=url).stdout)
        self.assertEqual(len(listed["reports"]), 1)

    def test_a_newer_or_damaged_source_is_refused(self):
        folder = os.path.join(self.folder, "newer")
        shutil.copytree(self.source, folder)
        with sqlite3.connect(os.path.join(folder, "library.db")) as store:
            store.execute("PRAGMA user_version = 999")
        with open(os.path.join(folder, "facts.db"), "wb") as file:
            file.write(b"not a database at all, but long enough to be read as one" * 100)
        told = self.copy(folder, self.database("newer"), expected=3)
        stores = {store["name"]: store for store in told["engagements"][0]["stores"]}
        self.assertIn("newer version", stores["library"]["error"])
        self.assertIsNotNone(stores["facts"]["error"])

    def test_places_that_are_none(self):
        nowhere = os.path.join(self.folder, "nobody")
        done = self.run_program("store", "copy", nowhere, self.source, at=self.folder, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"no stores", done.stderr)
        self.assertFalse(os.path.exists(os.path.join(nowhere, "library.db")))
        done = self.run_program("store", "copy", self.source, self.source, at=self.folder, check=False)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
