# SPDX-License-Identifier: GPL-3.0-or-later
"""What language models cost, as the command line shows it.

Usage: test_usage.py PROGRAM PROJECT [unittest's arguments]"""
import csv
import io
import json
import os
import sqlite3
import sys
import unittest

import test_cli
from test_cli import CommandLineCase

MARCH_2 = 1772409600000  # 2026-03-02, in ms


class Usage(CommandLineCase):
    def record(self, number, agent, cost, saved=None, is_hit=0, is_limited=0, currency="USD", day=0):
        with sqlite3.connect(os.path.join(self.data, "money.db")) as database:
            database.execute("INSERT INTO calls VALUES(?, ?, 'openai', 'm', ?, 'r', 1000, 200, 30, 400, 50, ?, ?, ?, ?, ?, ?)",
                             (f"call {number}", MARCH_2 + day * 86400000, agent, currency, cost, saved, is_hit, is_limited,
                              0 if is_hit else 3000))
        database.close()

    def usage(self, *arguments):
        return json.loads(self.expect(0, "usage", "--format", "json", *arguments).stdout)

    def test_nothing_yet(self):
        empty = self.usage()
        self.assertEqual((empty["total_requests"], empty["average_duration"], empty["cache_hit_rate"],
                          empty["rate_limited_requests"], empty["usage"]), (0, 0, 0, 0, []))
        self.assertIn(b"No language model", self.expect(0, "usage").stdout)

    def test_totals_and_the_references_keys(self):
        self.usage()
        self.record(1, "swot", 1234567, is_limited=1)
        self.record(2, "porter", None)
        self.record(3, "swot", 0, saved=1234567, is_hit=1)
        found = self.usage()
        self.assertEqual((found["total_requests"], found["average_duration"], found["rate_limited_requests"]), (3, 2, 1))
        self.assertAlmostEqual(found["cache_hit_rate"], 1 / 3)
        row = found["usage"][0]
        self.assertEqual((row["cost_micro"], row["saved_micro"], row["unknown_costs"]), (1234567, 1234567, 1))
        self.assertEqual(row["tokens"], {"input": 2000, "cached_input": 400, "cache_write": 60, "output": 800, "reasoning": 100})

    def test_by_agent_and_day_as_csv(self):
        self.usage()
        self.record(1, "swot", 1234567)
        self.record(2, "porter", 5, day=1)
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "usage", "--by", "agent", "--format", "csv").stdout.decode())))
        self.assertEqual([(row["agent"], row["cost"]) for row in rows], [("porter", "0.000005"), ("swot", "1.234567")])
        self.assertEqual([row["day"] for row in self.usage("--by", "day")["usage"]], ["2026-03-02", "2026-03-03"])

    def test_currencies_and_engagements_are_apart(self):
        self.usage()
        self.record(1, "swot", 1)
        self.record(2, "swot", 2, currency="EUR")
        self.assertEqual([(row["currency"], row["cost_micro"]) for row in self.usage()["usage"]], [("EUR", 2), ("USD", 1)])
        self.assertEqual(self.usage("--engagement", "Client A")["total_requests"], 0)

    def test_wrong_calls(self):
        self.expect_error(2, "usage", "x")
        self.expect_error(2, "usage", "--by", "mood")
        self.expect_error(2, "usage", "--format", "xml")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
