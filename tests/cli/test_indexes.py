# SPDX-License-Identifier: GPL-3.0-or-later
"""The stores' indexes by the command line.

Usage: test_indexes.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sqlite3
import sys
import unittest

import test_cli
from test_cli import CommandLineCase


class Indexes(CommandLineCase):
    def indexes(self, action, code=0):
        return json.loads(self.expect(code, "indexes", action, "--format", "json").stdout)

    def drop(self, name):
        with sqlite3.connect(os.path.join(self.data, "library.db")) as database:
            database.execute(f"DROP INDEX {name}")
        database.close()

    def test_a_new_folder_is_clean(self):
        self.assertTrue(self.indexes("check")["clean"])
        self.assertFalse(os.path.exists(os.path.join(self.data, "library.db")))

    def test_a_dropped_index_is_found_and_made_again(self):
        self.expect(0, "library", "list")
        names = [index["name"] for index in self.indexes("list")["indexes"]]
        self.assertIn("reports_by_created", names)
        self.assertEqual(len(names), len(set(names)))
        self.assertTrue(self.indexes("check")["clean"])
        self.drop("reports_by_created")
        checked = self.indexes("check", code=1)
        self.assertEqual([index["name"] for index in checked["missing"]], ["reports_by_created"])
        self.assertTrue(any("FROM reports r" in fault["query"] for fault in checked["faults"]), checked["faults"])
        text = self.expect(1, "indexes", "check").stdout.decode()
        self.assertIn("FROM reports r", text)
        proposed = self.indexes("generate")["proposed"]
        self.assertTrue(any(sql.startswith("CREATE INDEX reports_by_created ON reports(") for sql in proposed), proposed)
        self.assertEqual([index["name"] for index in self.indexes("deploy")["indexes"]], ["reports_by_created"])
        self.assertTrue(self.indexes("check")["clean"])
        self.assertEqual(self.indexes("deploy")["indexes"], [])

    def test_wrong_usage(self):
        self.expect(2, "indexes")
        self.expect(2, "indexes", "mend")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
