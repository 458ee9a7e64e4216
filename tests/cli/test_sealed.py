# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealed reports through the program: rebuilt to the byte, and no change of a byte goes unseen."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv.pop(1), sys.argv.pop(1)
DOCUMENT = """Acme's suppliers

We buy all battery cells from one supplier. In 2024 one customer accounted for 31 % of Tesla's revenue.
"""


class Sealed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.document = cls.path("note.txt")
        with open(cls.document, "w", encoding="utf-8") as file:
            file.write(DOCUMENT)
        cls.sealed = cls.path("tesla.sealed")
        done = cls.run_program("analyze", "Tesla", "--frameworks", "porter,swot,pestel,blue_ocean", "--region", "Germany",
                               "--question", "Is growth at risk?", "--fade-to", "industry", "--document", cls.document, "--output", cls.sealed)
        assert done.returncode == 0, done.stderr
        listed = json.loads(cls.run_program("library", "list", "--format", "json").stdout)
        cls.report = listed["reports"][0]["id"]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def run_program(cls, *arguments, data="data", resources=None):
        environment = dict(os.environ, CONSULTANTOS_DATA_DIR=cls.path(data), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        if resources:
            environment["CONSULTANTOS_RESOURCE_DIR"] = resources
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=300)

    def test_another_machine_rebuilds_the_report_to_the_byte(self):
        for name in ("json", "md", "html"):
            with self.subTest(format=name):
                shown = self.run_program("library", "show", self.report, "--format", name)
                replayed = self.run_program("library", "replay", self.sealed, "--format", name, data="elsewhere")
                self.assertEqual(replayed.returncode, 0, replayed.stderr)
                self.assertGreater(len(shown.stdout), 1000)
                self.assertEqual(replayed.stdout, shown.stdout)
        self.assertFalse(os.path.exists(self.path("elsewhere")), "replaying made a data folder")

    def test_a_report_of_the_library_is_sealed_later(self):
        later = self.path("later.sealed")
        done = self.run_program("library", "show", self.report[:8], "--output", later)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.run_program("library", "verify", later).returncode, 0)

    def test_it_is_not_sealed_once_its_evidence_has_changed(self):
        shutil.copytree(self.path("data"), self.path("changed"))
        more = self.path("more.txt")
        with open(more, "w", encoding="utf-8") as file:
            file.write("Tesla buys its steel from a sole source supplier, and one customer accounted for 44 % of revenue.\n")
        done = self.run_program("import", more, "--company", "Tesla", data="changed")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_program("library", "show", self.report, "--output", self.path("no.sealed"), data="changed")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("not sealed", done.stderr)
        self.assertFalse(os.path.exists(self.path("no.sealed")))

    def test_each_part_that_was_changed_is_named(self):
        with open(self.sealed, "rb") as file:
            content = file.read()
        header = json.loads(content.split(b"\n")[1])
        start = content.index(b"\n", content.index(b"\nheader-sha256 ") + 1) + 1
        changed = self.path("changed.sealed")
        for section in header["sections"]:
            with self.subTest(section=section["name"]):
                place = start + section["stored"] // 2
                start += section["stored"]
                with open(changed, "wb") as file:
                    file.write(content[:place] + bytes([content[place] ^ 4]) + content[place + 1:])
                done = self.run_program("library", "verify", changed, "--format", "json")
                self.assertEqual(done.returncode, 1)
                self.assertEqual(json.loads(done.stdout)["faults"], [section["name"] + " is not as it was."])
                self.assertEqual(self.run_program("library", "replay", changed).returncode, 1)

    def test_a_signature_says_who_sealed_it(self):
        if not shutil.which("openssl"):
            self.skipTest("no openssl program here to make a key by")
        keys = [self.path(name) for name in ("one.pem", "two.pem")]
        for key in keys:
            subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
        signed = self.path("signed.sealed")
        done = self.run_program("library", "show", self.report, "--output", signed, "--sign", keys[0])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.run_program("library", "verify", signed, "--key", keys[0]).returncode, 0)
        self.assertEqual(self.run_program("library", "verify", signed, "--key", keys[1]).returncode, 1)
        self.assertEqual(self.run_program("library", "verify", self.sealed, "--key", keys[0]).returncode, 1)
        self.assertEqual(self.run_program("library", "show", self.report, "--output", signed, "--sign", self.document)
                         .returncode, 1)

    def test_a_machine_with_other_resources_rebuilds_it_by_those_in_the_file(self):
        resources = self.path("resources")
        shutil.copytree(os.path.join(SOURCE, "resources"), resources)
        porter = os.path.join(resources, "frameworks", "porter.json")
        with open(porter, encoding="utf-8") as file:
            text = file.read()
        with open(porter, "w", encoding="utf-8") as file:
            file.write(text.replace('"half_width": 0.25', '"half_width": 0.35', 1))
        environment = dict(os.environ, CONSULTANTOS_RESOURCE_DIR=resources, CONSULTANTOS_DATA_DIR=self.path("x"))
        done = subprocess.run([PROGRAM, "library", "verify", self.sealed], capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_german_report_is_rebuilt_by_the_phrasebook_in_the_file(self):
        sealed = self.path("german.sealed")
        done = self.run_program("analyze", "Apple", "--frameworks", "porter,swot", "--report-language", "de", "--output", sealed,
                                data="german")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(self.run_program("library", "list", "--format", "json", data="german").stdout)["reports"][0]["id"]
        shown = {name: self.run_program("library", "show", report, "--format", name, data="german").stdout
                 for name in ("json", "md", "html")}
        self.assertIn("Zusammenfassung", shown["md"])
        other = self.path("other")
        shutil.copytree(os.path.join(SOURCE, "resources"), other)
        figures = os.path.join(other, "report_language", "de", "figures.json")
        with open(figures, encoding="utf-8") as file:
            text = file.read()
        self.assertIn('"Bruttomarge"', text)
        with open(figures, "w", encoding="utf-8") as file:
            file.write(text.replace('"Bruttomarge"', '"Rohmarge"'))
        again = self.run_program("library", "show", report, "--format", "md", data="german", resources=other)
        self.assertIn("Rohmarge", again.stdout)
        without = self.path("without")
        shutil.copytree(os.path.join(SOURCE, "resources"), without)
        shutil.rmtree(os.path.join(without, "report_language"))
        for installed in (None, other, without):
            for name, content in shown.items():
                with self.subTest(installed=installed, format=name):
                    replayed = self.run_program("library", "replay", sealed, "--format", name, data="elsewhere", resources=installed)
                    self.assertEqual(replayed.returncode, 0, replayed.stderr)
                    self.assertEqual(replayed.stdout, content)
            self.assertEqual(self.run_program("library", "verify", sealed, data="elsewhere", resources=installed).returncode, 0)

    def test_what_is_no_sealed_report_is_refused(self):
        for path, words in ((self.document, "not a sealed report"), (self.path("none"), "can't be read")):
            done = self.run_program("library", "verify", path)
            self.assertEqual(done.returncode, 1)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
