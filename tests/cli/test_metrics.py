# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs measured of themselves, as the command line shows it.

Usage: test_metrics.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sys
import time
import unittest

import test_cli
from api_client import Server
from test_cli import CommandLineCase


class Metrics(CommandLineCase):
    def metrics(self, *arguments):
        return json.loads(self.expect(0, "metrics", "--format", "json", *arguments).stdout)

    def test_nothing_yet_makes_nothing(self):
        self.assertEqual(self.metrics()["samples"], 0)
        self.assertIn(b"Nothing was measured", self.expect(0, "metrics").stderr)
        self.assertFalse(os.path.exists(os.path.join(self.data, "metrics.db")))

    def test_what_a_server_measured_outlives_it(self):
        server = Server(test_cli.PROGRAM, self.data, env=self.environment())
        try:
            for _ in range(3):
                self.assertEqual(server.post("/analyze", {"company": "Tesla", "frameworks": ["porter"]}).status, 200)
            self.assertEqual(server.get("/reports/none").status, 404)
            time.sleep(5)  # a server looks each second, and what came after its last look isn't kept
        finally:
            server.close()
        found = self.metrics()
        self.assertGreaterEqual(found["samples"], 1)
        self.assertGreaterEqual(found["requests"], 4)
        self.assertGreater(found["hit_rate"], 0)
        text = self.expect(0, "metrics", "--hours", "1").stdout.decode()
        self.assertRegex(text, r"p50 / p95 / p99 +\d")
        self.assertRegex(text, r"agents, of them failed +[1-9]\d*, 0")

    def test_wrong_calls(self):
        self.expect_error(2, "metrics", "x")
        self.expect_error(2, "metrics", "--hours", "0")
        self.expect_error(2, "metrics", "--format", "xml")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
