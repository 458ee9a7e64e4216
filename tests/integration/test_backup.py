# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups with the real program and the real stores: under load, killed, on a full disk, damaged."""

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
import zipfile

WRITER, CLI = sys.argv.pop(1), sys.argv.pop(1)
SEAL = b"consultantos-backup sha256:"
STORES = ("conversations.db", "documents.db", "egress.db", "facts.db", "library.db")


def lines(text, word):
    return [line.split(" ", 1)[1] for line in text.splitlines() if line.startswith(word + " ")]


def digest(path):
    import hashlib
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def resealed(path):
    """Makes the seal right again, as somebody would who knows how."""
    import hashlib
    with open(path, "rb") as file:
        data = file.read()
    at = data.rindex(SEAL) + len(SEAL)
    with open(path, "wb") as file:
        file.write(data[:at] + hashlib.sha256(data[:at]).hexdigest().encode())


class BackupCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = self.path("data")
        self.random = random.Random(5)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def cli(self, *arguments, **options):
        return subprocess.run([CLI, "--data-dir", self.data, *arguments], capture_output=True, text=True, timeout=120,
                              **options)

    def expect(self, code, *arguments, **options):
        done = self.cli(*arguments, **options)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertLessEqual(len(done.stderr.strip().splitlines()), 4)
        return done

    def write(self, what, count, prefix):
        done = subprocess.run([WRITER, what, self.data, str(count), prefix], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return lines(done.stdout, "committed")

    def writer(self, what, prefix):
        child = subprocess.Popen([WRITER, what, self.data, "1000000", prefix], stdout=subprocess.PIPE, text=True)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        return child

    def stored(self, folder, company="1"):
        done = subprocess.run([WRITER, "check", folder, company], capture_output=True, text=True, timeout=120)
        told = [line for line in done.stderr.splitlines() if line.startswith("notice ")]
        self.assertEqual((done.returncode, told), (0, []))
        return lines(done.stdout, "report"), lines(done.stdout, "fact")

    def assert_whole(self, folder):
        for name in STORES:
            with sqlite3.connect(os.path.join(folder, name)) as database:
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)], name)
                self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [], name)
            database.close()

    def leftovers(self, folder):
        return [name for name in os.listdir(folder) if "working" in name or "restoring" in name or "journal" in name]


class UnderLoad(BackupCase):
    def test_backups_under_load_are_of_one_moment(self):
        # Each writer commits a number in one store, then in the other: at any one moment the first is at most one ahead.
        prefixes = ("a", "b", "c")
        for prefix in prefixes:
            self.write("linked", 1, prefix)
        children = [self.writer("linked", prefix) for prefix in prefixes]
        acknowledged = {prefix: 1 for prefix in prefixes}
        grew = 0
        for number in range(6):
            archive = self.path(f"{number}.zip")
            for child, prefix in zip(children, prefixes):
                acknowledged[prefix] = int(child.stdout.readline().split()[1][1:])
            self.expect(0, "backup", archive)
            into = self.path(f"into-{number}")
            self.expect(0, "restore", archive, "--into", into)
            self.assert_whole(into)
            for prefix in prefixes:
                reports, facts = self.stored(into, prefix)
                newest = max(int(name[1:]) for name in reports if name.startswith(prefix))
                self.assertIn(int(float(facts[0])) - newest, (0, 1), "the stores are of different moments")
                self.assertGreaterEqual(newest, acknowledged[prefix], "what was committed before is missing")
                grew += newest > 1
        self.assertGreater(grew, 0, "nothing was written meanwhile")
        for child in children:
            self.assertIsNone(child.poll(), "a writer failed while a backup ran")

    def test_a_restore_refuses_while_others_work(self):
        self.write("reports", 2, "r")
        archive = self.path("b.zip")
        self.expect(0, "backup", archive)
        child = self.writer("reports", "s")
        child.stdout.readline()
        refused = self.expect(1, "restore", archive)
        self.assertIn("in use", refused.stderr)
        self.assertIsNone(child.poll())
        child.kill()
        child.wait()
        # Somebody who knows nothing of our lock.
        database = sqlite3.connect(os.path.join(self.data, "library.db"))
        self.addCleanup(database.close)
        database.execute("SELECT count(*) FROM reports").fetchall()
        before = self.stored(self.data)[0]
        refused = self.expect(1, "restore", archive)
        self.assertIn("library.db", refused.stderr)
        self.assertEqual(self.stored(self.data)[0], before)


class Killed(BackupCase):
    """kill -9 at any moment leaves the old state or the new one."""

    def kill_after(self, seconds, *arguments):
        child = subprocess.Popen([CLI, "--data-dir", self.data, *arguments], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        return child.wait() != 0

    def seconds_of(self, *arguments):
        begun = time.monotonic()
        self.expect(0, *arguments)
        return time.monotonic() - begun

    def test_a_backup(self):
        self.write("reports", 60, "r")
        archive = self.path("b.zip")
        whole = self.seconds_of("backup", archive)
        before = digest(archive)
        killed = 0
        for _ in range(25):
            if self.kill_after(self.random.uniform(0, whole), "backup", archive):
                killed += 1
            if digest(archive) != before:
                self.expect(0, "restore", "--verify", archive)
                before = digest(archive)
        self.assertGreater(killed, 5)
        self.expect(0, "backup", archive)
        self.expect(0, "restore", "--verify", archive)
        self.assertEqual(self.leftovers(self.folder), [])

    def test_a_restore(self):
        self.write("reports", 30, "old")
        first = self.path("first.zip")
        self.expect(0, "backup", first)
        self.write("reports", 60, "new")
        second = self.path("second.zip")
        self.expect(0, "backup", second)
        states = {first: sorted(self.stored(self.data)[0])}
        states[second] = states[first]
        states[first] = [name for name in states[first] if name.startswith("old")]
        killed = whole = 0
        for number in range(40):
            wanted = (first, second)[number % 2]
            before = sorted(self.stored(self.data)[0])
            if number < 2:
                whole = max(whole, self.seconds_of("restore", wanted))
                self.assertEqual(sorted(self.stored(self.data)[0]), states[wanted])
                continue
            killed += self.kill_after(self.random.uniform(0, whole), "restore", wanted)
            after = sorted(self.stored(self.data)[0])
            self.assertIn(after, (before, states[wanted]), "neither the old state nor the new one")
            self.assert_whole(self.data)
        self.assertGreater(killed, 5)
        self.expect(0, "restore", second)
        self.assertEqual(self.leftovers(self.data), [])

    def test_a_restore_cut_short_in_its_exchange_is_finished_by_the_next_program(self):
        # Each state that an exchange can be in, made by hand: as a kill between two renames leaves it.
        self.write("reports", 3, "old")
        archive = self.path("b.zip")
        self.expect(0, "backup", archive)
        self.write("reports", 3, "new")
        names = sorted(name for name in os.listdir(self.data) if name.endswith(".db"))
        for aside_count in range(len(names) + 1):
            for placed_count in range(len(names) + 1 if aside_count == len(names) else 1):
                folder = self.path(f"cut-{aside_count}-{placed_count}")
                shutil.copytree(self.data, folder)
                staging, aside = os.path.join(folder, ".restoring-x"), os.path.join(folder, "before-restore-x")
                self.expect(0, "restore", archive, "--into", staging)
                os.mkdir(aside)
                for name in names[:aside_count]:
                    os.rename(os.path.join(folder, name), os.path.join(aside, name))
                for name in names[:placed_count]:
                    os.rename(os.path.join(staging, name), os.path.join(folder, name))
                step = "placing" if placed_count else "setting_aside"
                with open(os.path.join(folder, "restore-journal.json"), "w", encoding="utf-8") as file:
                    json.dump({"step": step, "staging": ".restoring-x", "aside": "before-restore-x", "old": names,
                               "new": names, "source": "b.zip"}, file)
                self.assertEqual(sorted(self.stored(folder)[0]), ["old1", "old2", "old3"])
                self.assertEqual(self.leftovers(folder), [])
                self.assertEqual(len(self.stored(aside)[0]), 6, "the state before isn't whole")

    def test_a_restore_that_the_window_prepared_is_done_when_nobody_works_with_the_folder(self):
        self.write("reports", 3, "old")
        archive = self.path("b.zip")
        self.expect(0, "backup", archive)
        self.write("reports", 3, "new")
        child = self.writer("reports", "late")
        child.stdout.readline()
        self.expect(0, "restore", archive, "--into", os.path.join(self.data, ".restoring-x"))
        journal = os.path.join(self.data, "restore-journal.json")
        with open(journal, "w", encoding="utf-8") as file:
            json.dump({"step": "requested", "staging": ".restoring-x", "aside": "before-restore-x", "old": [],
                       "new": list(STORES), "source": "b.zip"}, file)
        waiting = self.expect(0, "companies")
        self.assertIn("waits", waiting.stderr)
        self.assertTrue(os.path.exists(journal), "exchanged under a program that works with it")
        child.kill()
        child.wait()
        reports = self.stored(self.data)[0]
        self.assertEqual(sorted(reports), ["old1", "old2", "old3"])
        aside = self.stored(os.path.join(self.data, "before-restore-x"))[0]
        self.assertIn("new3", aside)
        self.assertIn("late1", aside)
        self.assertEqual(self.leftovers(self.data), [])


class Disk(BackupCase):
    def test_a_full_disk_leaves_the_old_backup(self):
        self.write("reports", 3, "r")
        archive = self.path("b.zip")
        self.expect(0, "backup", archive)
        before = digest(archive)
        self.write("facts", 1, "1")
        size = os.path.getsize(os.path.join(self.data, "facts.db"))

        def limited(limit):
            import resource
            return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}

        for limit in (size // 2, 50_000):
            full = self.expect(1, "backup", archive, **limited(limit))
            self.assertIn("disk is full", full.stderr)
            self.assertEqual(digest(archive), before)
            self.assertEqual(self.leftovers(self.folder), [])
        into = self.path("into")
        self.expect(0, "backup", archive)
        full = self.expect(1, "restore", archive, "--into", into, **limited(size // 2))
        self.assertIn("disk is full", full.stderr)
        self.assertFalse(os.path.exists(into))
        full = self.expect(1, "restore", archive, **limited(size // 2))
        self.assertIn("disk is full", full.stderr)
        self.assertEqual(len(self.stored(self.data)[0]), 3)
        self.assertEqual(self.leftovers(self.data), [])


class Damaged(BackupCase):
    def setUp(self):
        super().setUp()
        self.write("reports", 5, "r")
        os.makedirs(os.path.join(self.data, "documents"))
        with open(os.path.join(self.data, "documents", "0123456789abcdef.text"), "w", encoding="utf-8") as file:
            file.write("Revenue grew.")
        self.archive = self.path("b.zip")
        self.expect(0, "backup", self.archive)
        with open(self.archive, "rb") as file:
            self.bytes = file.read()
        self.before = sorted(os.listdir(self.data))

    def assert_refused(self, archive, *words):
        for arguments in (["--verify"], ["--into", self.path("into")], []):
            refused = self.expect(1, "restore", archive, *arguments)
            for word in words:
                self.assertIn(word, refused.stderr)
        self.assertFalse(os.path.exists(self.path("into")))
        self.assertEqual(len(self.stored(self.data)[0]), 5)
        self.assertEqual(sorted(os.listdir(self.data)), self.before)

    def changed(self, data):
        archive = self.path("changed.zip")
        with open(archive, "wb") as file:
            file.write(data)
        return archive

    def test_a_truncated_archive(self):
        for length in (0, 10, len(self.bytes) // 2, len(self.bytes) - 1):
            self.assert_refused(self.changed(self.bytes[:length]), "no complete archive")

    def test_any_flipped_bit(self):
        for _ in range(30):
            at = self.random.randrange(len(self.bytes))
            data = bytearray(self.bytes)
            data[at] ^= 1 << self.random.randrange(8)
            refused = self.expect(1, "restore", "--verify", self.changed(bytes(data)))
            self.assertRegex(refused.stderr, "damaged|no complete archive")

    def test_a_file_that_is_no_archive_of_ours(self):
        with zipfile.ZipFile(self.path("other.zip"), "w") as other:
            other.writestr("library.db", "x")
        self.assert_refused(self.path("other.zip"), "no complete archive")
        kept = self.expect(2, "backup", self.path("other.zip"))
        self.assertIn("is no backup", kept.stderr)

    def repacked(self, change):
        """The archive with other entries, and a right seal."""
        with zipfile.ZipFile(self.archive) as old:
            entries = {name: old.read(name) for name in old.namelist()}
            manifest = json.loads(entries.pop("manifest.json"))
        change(entries, manifest)
        archive = self.path("repacked.zip")
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as new:
            new.writestr("manifest.json", json.dumps(manifest))
            for name, data in entries.items():
                new.writestr(name, data)
            new.comment = SEAL + b"0" * 64
        resealed(archive)
        return archive

    def test_repacked_as_it_was_it_is_good(self):
        self.expect(0, "restore", "--verify", self.repacked(lambda entries, manifest: None))

    def test_names_that_lead_elsewhere(self):
        import hashlib
        for path in ("../evil.db", "/tmp/evil.db", "documents/../../evil.db", "documents\\..\\evil.db", "api-token",
                     "logs/x.db", "engagements/../evil.db", "C:evil.db", "documents//x", ".hidden.db", "documents/.x"):
            def add(entries, manifest, path=path):
                entries[path] = b"x"
                manifest["files"].append({"path": path, "entry": path, "size": 1,
                                          "sha256": hashlib.sha256(b"x").hexdigest()})
            self.assert_refused(self.repacked(add), "list of its files")
        self.assertEqual([name for name in os.listdir(self.folder) if "evil" in name], [])

    def test_files_that_differ_from_the_list(self):
        def cut(entries, manifest):
            entries["library.db"] = entries["library.db"][:-1]

        def grown(entries, manifest):
            entries["library.db"] += b"x" * 100_000

        def swapped(entries, manifest):
            entries["documents/0123456789abcdef.text"] = b"Revenue fell."

        def added(entries, manifest):
            entries["more.db"] = b"x"

        def missing(entries, manifest):
            del entries["documents/0123456789abcdef.text"]

        for change in (cut, grown, swapped, added, missing):
            self.assert_refused(self.repacked(change), "damaged")

    def test_a_store_that_is_damaged_inside(self):
        import hashlib

        def scramble(entries, manifest):
            data = bytearray(entries["library.db"])
            data[4096:8192] = bytes(self.random.randrange(256) for _ in range(4096))
            entries["library.db"] = bytes(data)
            for file in manifest["files"]:
                if file["path"] == "library.db":
                    file["sha256"] = hashlib.sha256(data).hexdigest()
        self.assert_refused(self.repacked(scramble), "library.db is damaged")

    def test_a_newer_format(self):
        self.assert_refused(self.repacked(lambda entries, manifest: manifest.update(format_version=99)), "newer version")

    def test_a_damaged_store_is_not_backed_up_over_a_good_one(self):
        path = os.path.join(self.data, "library.db")
        with open(path, "r+b") as file:
            file.seek(4096)
            file.write(os.urandom(8192))
        refused = self.expect(1, "backup", self.archive)
        self.assertIn("library.db is damaged", refused.stderr)
        self.assertEqual(digest(self.archive), __import__("hashlib").sha256(self.bytes).hexdigest())


class Content(BackupCase):
    def test_keys_tokens_caches_and_logs_stay_out(self):
        self.write("reports", 1, "r")
        for name in ("api-token", "api-tokens.json", "cache.sqlite", "cache-identity", "logs/consultantos.log",
                     "crashes/note.json"):
            path = os.path.join(self.data, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write("secret-7391")
        with open(os.path.join(self.data, "settings.json"), "w", encoding="utf-8") as file:
            json.dump({"language": "en", "redis_url": "redis://:secret-7391@localhost:6379/0"}, file)
        archive = self.path("b.zip")
        made = self.expect(0, "backup", archive, "--format", "json")
        self.assertEqual(json.loads(made.stdout)["left_out_settings"], ["redis_url"])
        with zipfile.ZipFile(archive) as opened:
            self.assertEqual(sorted(opened.namelist()), sorted([*STORES, "manifest.json", "settings.json"]))
            for name in opened.namelist():
                self.assertNotIn(b"secret-7391", opened.read(name))
        # Those in use stay in use.
        self.expect(0, "restore", archive)
        with open(os.path.join(self.data, "settings.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["redis_url"], "redis://:secret-7391@localhost:6379/0")
        self.assertTrue(os.path.exists(os.path.join(self.data, "api-token")))

    def test_encrypted(self):
        self.write("reports", 2, "r")
        word, other, short = self.path("word"), self.path("other"), self.path("short")
        for path, text in ((word, "correct horse battery staple"), (other, "x" * 32), (short, "hunter2")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text + "\n")
        archive = self.path("b.zip")
        self.expect(2, "backup", archive, "--password-file", short)
        self.expect(0, "backup", archive, "--password-file", word)
        with open(archive, "rb") as file:
            self.assertNotIn(b"library", file.read(), "names tell what is in it")
        refused = self.expect(1, "restore", archive)
        self.assertIn("encrypted", refused.stderr)
        refused = self.expect(1, "restore", archive, "--password-file", other)
        self.assertIn("another one", refused.stderr)
        into = self.path("into")
        self.expect(0, "restore", archive, "--into", into, "--password-file", word)
        self.assertEqual(len(self.stored(into)[0]), 2)

    def test_nothing_to_back_up(self):
        self.expect(1, "backup", self.path("b.zip"))
        self.assertFalse(os.path.exists(self.path("b.zip")))
        self.assertFalse(os.path.exists(self.data))

    def test_rotation_keeps_what_its_rules_say_and_touches_nothing_else(self):
        self.write("reports", 1, "r")
        folder = self.path("backups")
        os.mkdir(folder)
        days = [f"consultantos-202601{day:02}T120000Z.zip" for day in range(1, 29)]
        for name in [*days, "consultantos-notes.zip", "mine.zip"]:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("x")
        made = self.expect(0, "backup", "--rotate", folder, "--keep-daily", "3", "--keep-weekly", "2", "--keep-monthly",
                           "2", "--format", "json")
        made = json.loads(made.stdout)
        kept = sorted(os.listdir(folder))
        # Today; the 28th and 27th as days; the 28th is the week's newest and the month's.
        self.assertEqual(kept, sorted([os.path.basename(made["path"]), days[27], days[26], "consultantos-notes.zip",
                                       "mine.zip"]))
        self.assertEqual(len(made["removed"]), 26)
        self.expect(0, "restore", "--verify", made["path"])


if __name__ == "__main__":
    unittest.main()
