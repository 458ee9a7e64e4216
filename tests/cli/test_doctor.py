# SPDX-License-Identifier: GPL-3.0-or-later
"""What `doctor` says of the measurements that a server left: each fault with its cause and setting, uptime, slow statements.

Usage: test_doctor.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import api_client

PROGRAM = ""
FAULTS = ("Cache hit rate", "Store operations", "Time-outs of models", "Memory")


class Doctor(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="consultantos-doctor-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = os.path.join(self.folder, "data")
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("CONSULTANTOS_DATA", "CACHE_", "AGENT_", "LLM_", "REDIS_"))}
        self.environment.update(LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en")

    def serve(self):
        server = api_client.Server(PROGRAM, self.data, env=self.environment)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.process.wait)
        self.addCleanup(server.process.kill)
        return server

    def end(self, server, signal_number=signal.SIGINT):
        server.process.send_signal(signal_number)
        return server.process.wait(timeout=60)

    def store(self):
        return sqlite3.connect(os.path.join(self.data, "metrics.db"))

    def measured(self, body, slow=()):
        """Puts samples of the last hour where a server keeps its own, and slow statements."""
        self.assertEqual(self.end(self.serve()), 0)
        store, now, count, seconds = self.store(), int(time.time() * 1000), 12, 300
        with store:
            for i in range(count):
                store.execute("INSERT INTO samples(until, seconds, body) VALUES(?, ?, ?)",
                              (now - 1000 * seconds * (count - 1 - i), seconds, json.dumps(body(i))))
            for sql, plan, times, worst in slow:
                store.execute("INSERT INTO slow_statements VALUES(?, ?, ?, ?, ?)", (sql, plan, times, worst, now))
        store.close()

    def doctor(self, code, *arguments):
        done = subprocess.run([PROGRAM, "--data-dir", self.data, "doctor", *arguments], capture_output=True,
                              timeout=120, env=self.environment)
        self.assertEqual(done.returncode, code, done.stdout.decode() + done.stderr.decode())
        return done.stdout.decode()

    def findings(self, code):
        self.body = json.loads(self.doctor(code, "--format", "json"))
        return {finding["subject"]: finding for finding in self.body["findings"]}

    def test_without_measurements_nothing_is_said_of_them(self):
        self.assertFalse(set(FAULTS) & set(self.findings(0)))
        self.assertFalse(os.path.exists(self.data))

    def test_what_a_server_measured_well_is_well(self):
        self.measured(lambda i: {"hits_l1": 70, "misses": 30, "model_calls": 5, "resident_bytes": 3e8,
                                 "store_latency": [[0.001, 0.002, 40]]})
        found = self.findings(0)
        for subject in ("Measurements", "Uptime", *FAULTS):
            self.assertTrue(found[subject]["fine"], found[subject])
            self.assertNotIn("too little", found[subject]["state"])
        self.assertEqual(self.body["slow_statements"], [])

    def test_what_a_server_measured_ill_names_cause_and_setting(self):
        statement = "SELECT body FROM reports WHERE question LIKE ?"
        self.measured(lambda i: {"hits_l1": 10, "misses": 90, "evictions": 80, "model_calls": 5, "model_failures": 5,
                                 "model_timeouts": 5, "model_latency": [[50, 58, 5]],
                                 "resident_bytes": 3e8 + 2e7 * i, "cache_bytes_l1": 1e7,
                                 "store_latency": [[0.3, 0.4, 40]]}, slow=[(statement, "SCAN reports", 9, 0.4)])
        found = {subject: finding["state"] + " | " + finding["advice"]
                 for subject, finding in self.findings(1).items() if not finding["fine"]}
        self.assertEqual(set(found), set(FAULTS))
        for subject, word in zip(FAULTS, ("CACHE_L3_SIZE_MB (now 10000)", "end to end",
                                          "AGENT_TIMEOUT_SECONDS (now 60)", "240 MB an hour")):
            self.assertIn(word, found[subject])
        self.assertEqual([(one["sql"], one["plan"], one["count"]) for one in self.body["slow_statements"]],
                         [(statement, ["SCAN reports"], 9)])
        self.assertIn(statement + "\n    SCAN reports\n", self.doctor(1))

    def test_a_server_keeps_its_history_and_its_uptime(self):
        server = self.serve()
        for _ in range(3):
            self.assertEqual(server.get("/reports").status, 200)
        time.sleep(2.5)  # two samples
        self.assertEqual(self.end(server), 0)
        store = self.store()
        self.assertEqual(store.execute("SELECT kind, ended FROM runs").fetchall(), [("server", 1)])
        (body,) = store.execute("SELECT body FROM samples").fetchone()
        self.assertIn("resident_bytes", json.loads(body))
        store.close()
        self.assertTrue(self.findings(0)["Uptime"]["fine"])

    def test_a_server_that_was_killed_was_down(self):
        server = self.serve()
        end = time.monotonic() + 30
        while time.monotonic() < end and not self.runs():
            time.sleep(0.1)
        self.end(server, signal.SIGKILL)
        self.assertEqual(self.runs(), [("server", 0)])
        # As if that had been two hours ago, and a server had begun again a hundred seconds after.
        store, now = self.store(), int(time.time() * 1000)
        with store:
            store.execute("UPDATE runs SET began = ?, seen = ?", (now - 7_200_000, now - 3_700_000))
            store.execute("INSERT INTO runs(kind, began, seen, ended) VALUES('server', ?, ?, 1)",
                          (now - 3_600_000, now - 100_000))
        store.close()
        uptime = self.findings(1)["Uptime"]
        self.assertIn("unexpected ends: 1, seconds down: 100", uptime["state"])
        self.assertFalse(uptime["fine"])

    def runs(self):
        try:
            store = self.store()
            try:
                return store.execute("SELECT kind, ended FROM runs").fetchall()
            finally:
                store.close()
        except sqlite3.OperationalError:
            return []


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
