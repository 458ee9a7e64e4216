#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows every number of analysis reports back to its source.

Reads reports as JSON, visits every text that a reader sees, and demands for each number in it a reference to a fact or a
computation of the report's evidence whose value it shows. Facts are found in the filings' own files or in the document
that they name, quotations in their documents, published averages in the workbooks they come from; computations are done again from their printed formula by an evaluator of our own. No
code is shared with the engine. Exit code 0 and one line of counts when all is well, 1 and one line a stray otherwise.
"""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import walk_anchors  # noqa: E402
import walk_documents  # noqa: E402
import walk_fetched  # noqa: E402
import walk_german  # noqa: E402
import walk_report  # noqa: E402
import walk_sources  # noqa: E402

SKIP = "CONSULTANTOS_TEST_DATA is not available"
PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def default_data():
    return os.environ.get("CONSULTANTOS_TEST_DATA") or os.path.join(os.path.dirname(PROJECT), "shared", "data")


def document_folders(data):
    return [os.path.join(data, name) for name in ("filings-html", "filings-pdf")]


def report_files(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(os.path.join(path, name) for name in os.listdir(path) if name.endswith(".json"))
        else:
            yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", nargs="+", help="report files, or folders of them")
    parser.add_argument("--data", default=default_data(), help="folder with companyfacts/ and industry/")
    parser.add_argument("--documents", action="append", help="folder with documents that were imported; may be repeated")
    parser.add_argument("--fetched", help="folder with the servers' answers, for what came from the network")
    parser.add_argument("--resources", default=os.path.join(PROJECT, "resources"), help="the project's resources")
    parser.add_argument("--limit", type=int, default=20, help="strays printed for each report")
    arguments = parser.parse_args()
    if not os.path.isdir(os.path.join(arguments.data, "companyfacts")):
        print(f"{SKIP}: {arguments.data}")
        return 77

    filings = walk_sources.Filings(arguments.data)
    anchors = walk_anchors.Anchors(arguments.data, arguments.resources)
    documents = walk_documents.Documents(arguments.documents or document_folders(arguments.data))
    fetched = walk_fetched.Fetched(arguments.fetched)
    totals, strays, walked = {}, 0, 0
    for path in report_files(arguments.reports):
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        if report["request"].get("language") == "de":
            report = walk_german.in_english_numbers(report)
        walk = walk_report.ReportWalk(report, filings, anchors, documents, fetched)
        try:
            problems = walk.run()
        except (KeyError, TypeError, ValueError) as error:
            problems = walk.problems + [f"the report is not built as it should be: {type(error).__name__} {error}"]
        walked += 1
        strays += len(problems)
        for problem in problems[:arguments.limit]:
            print(f"{os.path.basename(path)}: {problem}")
        if len(problems) > arguments.limit:
            print(f"{os.path.basename(path)}: … and {len(problems) - arguments.limit} more")
        for name, count in walk.counts.items():
            totals[name] = totals.get(name, 0) + count
    if anchors.note:
        print(f"note: {anchors.note}")
    counts = ", ".join(f"{count} {name}" for name, count in totals.items())
    print(f"{walked} reports, {counts}, {strays} strays")
    return 1 if strays or not walked else 0


if __name__ == "__main__":
    sys.exit(main())
