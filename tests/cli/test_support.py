# SPDX-License-Identifier: GPL-3.0-or-later
"""What `doctor --report` writes: enough to help by, and nothing of a client, no secret. Both are planted wherever they can be.

Usage: test_support.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM, PROJECT = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))

SECRETS = {
    "GEMINI_API_KEY": "sk-planted-gemini-3141", "OPENAI_API_KEY": "sk-planted-openai-2718",
    "ANTHROPIC_API_KEY": "sk-planted-anthropic-1618", "TAVILY_API_KEY": "planted-tavily-1414",
    "FINNHUB_API_KEY": "planted-finnhub-1732", "ALPHA_VANTAGE_API_KEY": "planted-vantage-2236",
    "MAIL_PASSWORD": "planted-mail-password-2645", "WEBHOOK_SIGNING_KEY": "planted-webhook-key-2828",
    "REDIS_URL": "redis://:planted-redis-password@127.0.0.1:1/0",
    "CONSULTANTOS_PROXY": "http://planted-proxy-user:planted-proxy-password@planted-proxy.example:3128",
    "CONSULTANTOS_STORE": "postgresql://planted-db-user:planted-db-password@127.0.0.1:1/planted-db",
}
CLIENT = ("Zeppelinklinik", "Quastenflosser", "Xylofonwerk", "Geheimprojekt", "Oberammergau", "Wolkenkuckuck")
NOTE = "Quastenflosser revenue grew by 12 % in 2024. Xylofonwerk accounted for 31 % of it.\n"


class Support(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-support-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        # The folder's own name is a client's.
        self.data = os.path.join(self.folder, "Wolkenkuckuck")
        self.environment = {**os.environ, "CONSULTANTOS_LANGUAGE": "en", "LC_ALL": "C.UTF-8"}

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_cli(self, *arguments, codes=(0,), **environment):
        done = subprocess.run([PROGRAM, "--data-dir", self.data, *arguments], capture_output=True, text=True, timeout=300,
                              env={**self.environment, **environment})
        self.assertIn(done.returncode, codes, done.stdout + done.stderr)
        return done

    def report(self, *arguments, **environment):
        path = self.path("support.zip")
        self.run_cli(*arguments, "doctor", "--report", path, codes=(0, 1), **environment)
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            return {name: archive.read(name).decode() for name in archive.namelist()}

    def plant(self):
        note = self.path("Geheimprojekt Oberammergau.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write(NOTE)
        self.run_cli("import", note)
        self.run_cli("--engagement", "Zeppelinklinik", "import", note)
        self.run_cli("analyze", "Quastenflosser", "--industry", "software", "--depth", "quick", "--document", note,
                     "--question", "Should Xylofonwerk be bought?", "--context", "Wolkenkuckuck wants it.",
                     "--output", self.path("report.html"), codes=(0, 3))
        self.run_cli("ask", "What is the revenue of Xylofonwerk?", codes=(0, 1))
        self.run_cli("monitor", "add", "Tesla")
        settings = {
            "redis_url": SECRETS["REDIS_URL"], "proxy": SECRETS["CONSULTANTOS_PROXY"],
            "llm_redact_names": "Zeppelinklinik = Quastenflosser", "llm_redact_people": "Wolkenkuckuck",
            "sec_contact": "Wolkenkuckuck wolken@oberammergau.example", "report_footer": "Geheimprojekt Zeppelinklinik",
            "backup_folder": self.path("Oberammergau"), "feed_urls": "https://oberammergau.example/Zeppelinklinik",
            "mail_server_url": "smtp://xylofonwerk@mail.oberammergau.example:587", "llm_model": "Quastenflosser-7B",
            "llm_base_url": "https://planted-url-user:planted-url-password@oberammergau.example/v1",
            "Geheimprojekt": "Zeppelinklinik", "agent_timeout_seconds": "Xylofonwerk",
        }
        with open(os.path.join(self.data, "settings.json"), "w", encoding="utf-8") as file:
            json.dump(settings, file)
        os.makedirs(os.path.join(self.data, "logs"), exist_ok=True)
        lines = [{"time": "2026-11-27T10:00:00.000Z", "level": "warning", "category": "consultantos.agents", "thread": "7f",
                  "message": "monitors can't be checked: Zeppelinklinik in /home/wolkenkuckuck/Geheimprojekt.pdf"},
                 {"time": "2026-11-27T10:00:01.000Z", "level": "info", "category": "Quastenflosser", "thread": "Xylofonwerk",
                  "message": "GET /reports?search=Zeppelinklinik key=" + SECRETS["OPENAI_API_KEY"], "Geheimprojekt": "x"},
                 {"time": "2026-11-27T10:00:02.000Z", "level": "info", "category": "consultantos.xylofonwerk", "thread": "7f",
                  "message": "x"},
                 {"time": "Oberammergau", "level": "info", "message": "Zeppelinklinik"}]
        with open(os.path.join(self.data, "logs", "consultantos.log"), "a", encoding="utf-8") as file:
            file.write("".join(json.dumps(line) + "\n" for line in lines) + "Quastenflosser, no JSON\n")
        os.makedirs(os.path.join(self.data, "crashes"), exist_ok=True)
        with open(os.path.join(self.data, "crashes", "crash-20261127T100000000Z.txt"), "w", encoding="utf-8") as file:
            file.write("reason: uncaught exception: Zeppelinklinik has no Quastenflosser\nversion: 0.1.0\n"
                       "system: Geheimprojekt (12)\ncall stack:\n"
                       "/home/wolkenkuckuck/Geheimprojekt/consultantos(_ZN12consultantos3fooEv+0x12)[0x55d0c0ffee00]\n"
                       "/opt/Xylofonwerk/Oberammergau.so(+0x1)[0x55d0c0ffee00]\n"
                       "/usr/lib/libWolkenkuckuck.so.1(+0x1)[0x55d0c0ffee00]\n"
                       "/usr/bin/consultantos-Zeppelinklinik(+0x1)[0x55d0c0ffee00]\n"
                       "/lib/x86_64-linux-gnu/libQt6Core.so.6(+0x1)[0x55d0c0ffee00]\n")
        open(os.path.join(self.data, "library.db.corrupt-Zeppelinklinik"), "wb").close()

    def test_nothing_planted_is_in_it(self):
        self.plant()
        for arguments in ((), ("--engagement", "Zeppelinklinik")):
            for environment in ({}, SECRETS):
                files = self.report(*arguments, **environment)
                whole = "\n".join(f"{name}\n{text}" for name, text in files.items()).lower()
                for planted in (*CLIENT, "planted", "support.zip", self.folder, os.path.basename(self.folder),
                                *SECRETS.values()):
                    self.assertNotIn(planted.lower(), whole, planted)

    def test_what_helps_is_in_it(self):
        self.plant()
        files = self.report()
        about = json.loads(files["about.json"])
        self.assertRegex(about["version"], r"^\d+\.\d+\.\d+$")
        self.assertIn("Qt", about["libraries"])
        settings = json.loads(files["settings.json"])
        told = {one["key"]: one for one in settings["settings"]}
        self.assertEqual(settings["unknown_keys"], 1)
        self.assertTrue(told["agent_timeout_seconds"]["wrong"])
        self.assertEqual(told["offline"]["value"], "false")
        self.assertTrue(told["proxy"]["is_set"])
        self.assertEqual(told["proxy"]["origin"], "settings_file")
        stores = json.loads(files["stores.json"])
        with sqlite3.connect(os.path.join(self.data, "library.db")) as database:
            self.assertEqual(stores["stores"]["library"]["schema"], database.execute("PRAGMA user_version").fetchone()[0])
        self.assertGreater(stores["stores"]["documents"]["bytes"], 0)
        self.assertEqual(stores["documents"]["files"], 1)
        self.assertEqual(stores["set_aside"], 1)
        self.assertEqual(len(stores["engagements"]), 1)
        log = [json.loads(line) for line in files["log.jsonl"].splitlines()]
        self.assertIn("monitors can't be checked:…", [line["message"] for line in log])
        self.assertIn("_ZN12consultantos3fooEv+0x12", files["crash-01.txt"])
        self.assertIn("reason: uncaught exception\n", files["crash-01.txt"])
        self.assertIn("libQt6Core.so.6 +0x1\n", files["crash-01.txt"])
        self.assertIn("Library", {one["subject"] for one in json.loads(files["findings.json"])["findings"]})
        self.assertFalse(json.loads(files["policy.json"])["there"])

    def test_a_place_that_cannot_be_written_is_said(self):
        done = self.run_cli("doctor", "--report", self.path("missing/support.zip"), codes=(1,))
        self.assertIn("could not be written", done.stderr)

    @unittest.skipUnless(hasattr(signal, "SIGXFSZ"), "needs limits on the size of files")
    def test_a_full_disk_is_said(self):
        import resource

        self.run_cli("doctor", codes=(0, 1))
        path = self.path("support.zip")
        done = subprocess.run([PROGRAM, "--data-dir", self.data, "doctor", "--report", path], capture_output=True, text=True,
                              timeout=300, env=self.environment, restore_signals=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("the disk is full", done.stderr)
        self.assertFalse(os.path.exists(path))

    def test_the_list_of_phrases_is_current(self):
        subprocess.run([sys.executable, os.path.join(PROJECT, "tools", "list_log_phrases.py"), PROJECT, "--check"], check=True)


if __name__ == "__main__":
    unittest.main()
