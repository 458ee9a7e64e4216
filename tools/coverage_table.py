#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines reached by module, as a table in Markdown, of gcovr's summary: coverage_table.py SUMMARY.json [FOLDER]"""

import collections
import json
import sys


def module_of(name, top):
    """core/llm/money/prices.cpp: core/llm; nothing for what lies outside `top`."""
    parts = name.split("/")
    return "/".join(parts[:2]) if parts[0] == top and len(parts) > 2 else None


def table(summary, top):
    counts = collections.defaultdict(lambda: [0, 0])
    for entry in summary["files"]:
        for name in (module_of(entry["filename"], top), f"all of {top}"):
            if module_of(entry["filename"], top):
                counts[name][0] += entry["line_covered"]
                counts[name][1] += entry["line_total"]
    rows = sorted(counts.items(), key=lambda row: (row[0].startswith("all of"), row[0]))
    return "\n".join(["| folder | lines | reached | |", "|---|---|---|---|",
                      *(f"| {name} | {total:,} | {covered:,} | {100 * covered / total:.1f} % |" for name, (covered, total) in rows if total)])


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    with open(sys.argv[1], encoding="utf-8") as file:
        print(table(json.load(file), sys.argv[2] if len(sys.argv) == 3 else "core"))
