#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants errors into real reports, one at a time, and asks whether the review of each tells of something that it doesn't tell
of the report as it was. The reports as they were may have nothing wrong: what is old or has no size is told, no more.

Usage: planted_errors.py PROGRAM [--set known|fresh] [--companies A,B] [--seed N] [--least-recall 1] [--save FOLDER] [-v]

Reports are made offline from the starter facts, all frameworks, with a sentence of context so that one is quoted. An error
counts as found where the review has a new finding that is open. Exits 1 where fewer are found than wanted, or where a
report as it was has an error."""
import argparse
import collections
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import planting.fresh_errors
import planting.known_errors

COMPANIES = "Tesla,Apple,Walmart,NVIDIA,Adobe,Boeing"
CONTEXT = "We plan to double the number of our service centres within three years."
# What a report as it was may be told of: it is so.
TRUE_GAPS = {("age", "financials"), ("recommendations", None), ("periods", "peers")}


def make_reports(program, data, companies):
    folder = pathlib.Path(data) / "reports"
    folder.mkdir()
    subprocess.run([program, "analyze", *companies, "--data-dir", data, "--offline", "--quiet", "--no-save", "--provider", "none",
                    "--frameworks", "all", "--depth", "deep", "--context", CONTEXT, "--format", "json", "--output", str(folder)],
                   check=True, capture_output=True)
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())]


def reviews(program, data, reports):
    paths = []
    for number, report in enumerate(reports):
        path = pathlib.Path(data) / f"planted-{number}.json"
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    found = []
    for start in range(0, len(paths), 50):
        part = paths[start:start + 50]
        done = subprocess.run([program, "library", "review", *part, "--data-dir", data, "--format", "json"], check=True,
                              capture_output=True)
        found += json.loads(done.stdout)["reviews"]
    for path in paths:
        pathlib.Path(path).unlink()
    return found


def is_true_gap(finding):
    return finding["severity"] != "error" and any(
        finding["rule"] == rule and (place is None or finding["place"].startswith(place)) for rule, place in TRUE_GAPS)


def keys(review):
    return collections.Counter((f["rule"], f["place"], f["words"], f["text"]) for f in review["findings"] if f["severity"] != "note")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--set", choices=["known", "fresh"], default="known")
    parser.add_argument("--companies", default=COMPANIES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least-recall", type=float, default=1)
    parser.add_argument("--save", help="write the planted reports that weren't found there")
    parser.add_argument("-v", action="store_true", help="show each error with what was found")
    options = parser.parse_args()
    kinds = (planting.known_errors if options.set == "known" else planting.fresh_errors).ERRORS
    with tempfile.TemporaryDirectory() as data:
        reports = make_reports(options.program, data, options.companies.split(","))
        before = reviews(options.program, data, reports)
        false_alarms = [(r["company"]["name"], f) for r, q in zip(reports, before) for f in q["findings"] if not is_true_gap(f)]
        for company, finding in false_alarms:
            print(f"{company}: {finding['id']}: {finding['words']} | {finding['text']}")
        planted = []
        for kind, errors in kinds.items():
            for number, error in enumerate(errors):
                for place, report in enumerate(reports):
                    rng = random.Random(f"{options.seed}/{kind}/{number}/{place}")
                    spoilt = copy.deepcopy(report)
                    what = error(spoilt, rng)
                    if what:
                        planted.append((kind, getattr(error, "__name__", "plant"), place, what, spoilt))
        after = reviews(options.program, data, [p[-1] for p in planted])
    found = collections.Counter()
    total = collections.Counter()
    for (kind, name, place, what, spoilt), review in zip(planted, after):
        new = list((keys(review) - keys(before[place])).elements())
        total[kind] += 1
        found[kind] += bool(new)
        if not new:
            print(f"MISSED {kind}, {name}, {reports[place]['company']['name']}: {what}")
            if options.save:
                pathlib.Path(options.save, f"{name}-{place}.json").write_text(json.dumps(spoilt), encoding="utf-8")
        elif options.v:
            print(f"found {kind}, {name}, {reports[place]['company']['name']}: {what}\n    {len(new)}: {new[0]}")
    for kind in total:
        print(f"{kind:32} {found[kind]:3} of {total[kind]:3}")
    recall = sum(found.values()) / max(1, sum(total.values()))
    print(f"{sum(found.values())} of {sum(total.values())} errors of {len(total)} kinds found; "
          f"{len(false_alarms)} false alarms in {len(reports)} reports as they were")
    return int(recall < options.least_recall or bool(false_alarms) or not total)


if __name__ == "__main__":
    sys.exit(main())
