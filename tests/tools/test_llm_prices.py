#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_llm_prices.py ROOT: the table of prices is sound, and its maker reads each form of price that its source has."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
KINDS = ("input", "cached_input", "cache_write", "output")


def made_of(models, day="2026-06-01"):
    """The rows by model that the tool makes of one provider's models."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = pathlib.Path(folder, "data.json"), pathlib.Path(folder, "out.json")
        source.write_text(json.dumps([{"id": "openai", "models": models}]), encoding="utf-8")
        subprocess.run([sys.executable, ROOT / "tools" / "make_llm_prices.py", source, day, output], check=True)
        return {row["model"]: row for row in json.loads(output.read_text(encoding="utf-8"))["models"]}


def model(prices, match=None):
    return {"id": "m", "match": match or {"equals": "m"}, "prices": prices}


class Prices(unittest.TestCase):
    def test_table_is_sound(self):
        table = json.loads((ROOT / "resources" / "llm_prices.json").read_text(encoding="utf-8"))
        self.assertEqual(table["currency"], "USD")
        self.assertTrue(table["source"] and table["date"])
        seen = set()
        for row in table["models"]:
            for kind in KINDS:
                self.assertTrue(row[kind] is None or (type(row[kind]) is int and row[kind] >= 0), row)
            key = row["provider"], row["model"]
            self.assertNotIn(key, seen)
            seen.add(key)
        self.assertTrue({"openai", "gemini", "anthropic"} <= {provider for provider, _ in seen})

    def test_unknown_is_null(self):
        row = made_of([model({"input_mtok": 0.15, "output_mtok": 0.6})])["m"]
        self.assertEqual([row[kind] for kind in KINDS], [150_000, None, None, 600_000])
        self.assertNotIn("upper_bound", row)

    def test_fractions_are_exact_or_rounded_up(self):
        row = made_of([model({"input_mtok": 0.0375, "output_mtok": 0.0000001})])["m"]
        self.assertEqual((row["input"], row["output"]), (37_500, 1))

    def test_tiers_give_the_highest(self):
        row = made_of([model({"input_mtok": {"base": 5, "tiers": [{"start": 200_000, "price": 10}]}, "output_mtok": 25})])["m"]
        self.assertEqual((row["input"], row["upper_bound"]), (10_000_000, True))

    def test_the_day_chooses(self):
        prices = [{"prices": {"input_mtok": 10}}, {"constraint": {"start_date": "2026-03-01"}, "prices": {"input_mtok": 2}},
                  {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 3}}]
        self.assertEqual(made_of([model(prices)])["m"]["input"], 2_000_000)
        self.assertEqual(made_of([model(prices)], "2026-02-28")["m"]["input"], 10_000_000)

    def test_other_names_are_listed_and_patterns_left_out(self):
        rows = made_of([model({"input_mtok": 1}, {"or": [{"equals": "m-2"}, {"starts_with": "m-x"}]})])
        self.assertEqual(sorted(rows), ["m", "m-2"])


if __name__ == "__main__":
    unittest.main()
