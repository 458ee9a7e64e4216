#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts the revenue of the starter companies with their last two years held out, and tells by company how far off the
forecast and the naive one were.

Usage: company_revenue.py PROGRAM        (CONSULTANTOS_RESOURCE_DIR names the resources)"""
import csv
import datetime
import io
import json
import statistics
import subprocess
import sys
import tempfile

HELD = 2
FEWEST = 5


def run(*arguments, text=None):
    done = subprocess.run(arguments, input=text, capture_output=True, text=True, check=False)
    return done.stdout


def yearly(program, company, folder):
    """End of the fiscal year -> revenue, of the whole company; the tag with the most years."""
    rows = csv.DictReader(io.StringIO(run(program, "--data-dir", folder, "facts", company, "--concept", "revenue",
                                          "--format", "csv")))
    by_tag = {}
    for row in rows:
        if not row["start"] or row["dimensions"]:
            continue
        days = (datetime.date.fromisoformat(row["end"]) - datetime.date.fromisoformat(row["start"])).days
        if 350 <= days <= 380:
            by_tag.setdefault((row["concept"], row["unit"]), {})[row["end"]] = float(row["value"])
    newest = max((max(values) for values in by_tag.values()), default="")
    current = [values for values in by_tag.values() if max(values) == newest]
    return max(current, key=len, default={})


def main():
    program = sys.argv[1]
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        companies = json.loads(run(program, "--data-dir", folder, "companies", "--format", "json"))
        companies = companies["companies"] if isinstance(companies, dict) else companies
        print(f"{'company':34s}{'years':>6s}{'error':>9s}{'naive':>9s}  in 95 %")
        for company in companies:
            values = yearly(program, company["id"], folder)
            ends = sorted(values)
            if len(ends) < FEWEST + HELD:
                continue
            table = "series,period,value\n" + "".join(f"a,{end},{values[end]}\n" for end in ends[:-HELD])
            rows = list(csv.DictReader(io.StringIO(run(program, "forecast", "--csv", "-", "--periods", str(HELD), "--lines",
                                                       "amounts", "--frequency",
                                                       "yearly", "--format", "csv", text=table))))
            actual = [values[end] for end in ends[-HELD:]]
            if len(rows) < HELD:
                continue
            ours = statistics.mean(abs(a - float(r["mean"])) / a for a, r in zip(actual, rows))
            naive = statistics.mean(abs(a - values[ends[-HELD - 1]]) / a for a in actual)
            within = sum(float(r["lo95"]) <= a <= float(r["hi95"]) for a, r in zip(actual, rows))
            ratios.append((ours, naive, within))
            print(f"{company['name'][:33]:34s}{len(ends):6d}{100 * ours:8.1f}%{100 * naive:8.1f}%  {within} of {HELD}")
    better = sum(a < b for a, b, _ in ratios)
    print(f"{len(ratios)} companies: median error {100 * statistics.median(a for a, *_ in ratios):.1f} %, naive "
          f"{100 * statistics.median(b for _, b, _ in ratios):.1f} %; better than naive in {better}; "
          f"{100 * sum(w for *_, w in ratios) / (HELD * len(ratios)):.0f} % within the 95 % interval")


if __name__ == "__main__":
    main()
