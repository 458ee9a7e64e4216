#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts every statement of our own reports that carries a number through the claim gate. Their numbers are true by
construction, so that a mismatch is the gate's misreading (or, rarely, a mistake of the report).

Usage: own_reports.py PROGRAM [--companies A,B] [--depths quick,standard,deep] [--region NAME]
                      [--most-mismatches 0] [--least-matches 0.3] [--save FOLDER] [-v]

Then each number that matched is made a tenth greater, and the text checked again: none of them may match any more.

Reports are made offline from the starter facts without a language model. A statement's numbers are those that it refers
to evidence itself; quoted ones are left out. Exits 1 where a larger share of them is called a mismatch, or a smaller share
a match, than given. The rest is unsupported: averages of the industry, scores, differences from medians of many years and
what else no line or figure of one period gives."""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile



def claims_of(node):
    if isinstance(node, dict):
        # What would have to be, and what would turn a recommendation, is no figure of the filings.
        is_supposed = re.search(r"^tipping\.|\.condition\.", node.get("id") or "")
        if node.get("text") and node.get("numbers") and node.get("grade") != "Quoted" and not is_supposed:
            yield node
        for value in node.values():
            yield from claims_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from claims_of(value)


def companies(program, data):
    done = subprocess.run([program, "companies", "--data-dir", data, "--format", "json"], check=True, capture_output=True)
    return [company["name"] for company in json.loads(done.stdout)["companies"]]


def report(program, data, company, depth, region):
    target = pathlib.Path(data) / "report.json"
    subprocess.run([program, "analyze", company, "--data-dir", data, "--offline", "--quiet", "--no-save", "--provider", "none",
                    "--frameworks", "all", "--depth", depth, "--format", "json",
                    "--output", str(target), *(["--region", region] if region else [])], check=True, capture_output=True)
    return json.loads(target.read_text(encoding="utf-8"))


def check(program, data, company, text):
    done = subprocess.run([program, "check", "-", "--format", "json", "--data-dir", data, "--company", company],
                          input=text.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)["numbers"]


def raised(written):
    """The number a tenth greater, in the same form; None where its digits don't show it."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", written)
    decimals = len(digits[0].partition(".")[2])
    value = float(digits[0].replace(",", "")) * 1.1
    text = f"{value:,.{decimals}f}" if "," in digits[0] else f"{value:.{decimals}f}"
    return None if text == digits[0] else written[:digits.start()] + text + written[digits.end():]


def check_raised(program, data, company, text, matched):
    """How many of the matches, each a tenth greater, still match, and how many are mismatches."""
    altered = ""
    places = []
    at = 0
    for number in matched:
        new = raised(number["text"])
        if new is None:
            continue
        altered += text[at:number["start"]]
        places.append(len(altered))
        altered += new
        at = number["start"] + len(number["text"])
    altered += text[at:]
    verdicts = {n["start"]: n["verdict"] for n in check(program, data, company, altered)}
    return collections.Counter(verdicts.get(place, "not found") for place in places)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--companies", help="their names; all that have starter facts if not said")
    parser.add_argument("--depths", default="quick,standard,deep")
    parser.add_argument("--region", help="country or region that the reports look at, for instance Germany")
    parser.add_argument("--most-mismatches", type=float, default=0)
    parser.add_argument("--least-matches", type=float, default=0.3)
    parser.add_argument("--save", help="write texts and findings there")
    parser.add_argument("-v", action="store_true", help="show what is called a mismatch")
    options = parser.parse_args()
    total = collections.Counter()
    with tempfile.TemporaryDirectory() as data:
        for company in options.companies.split(",") if options.companies else companies(options.program, data):
            texts = {}
            for depth in options.depths.split(","):
                for claim in claims_of(report(options.program, data, company, depth, options.region)):
                    texts.setdefault(claim["text"], claim["numbers"])
            text = ""
            spans = []
            for claim, numbers in texts.items():
                spans += [(len(text) + n["start"], len(text) + n["start"] + n["length"], n["ref"], claim) for n in numbers]
                text += claim + "\n\n"
            found = check(options.program, data, company, text)
            count = collections.Counter()
            lines = []
            at = 0
            for number in found:
                start, end = number["start"], number["start"] + len(number["text"])
                while at < len(spans) and spans[at][1] <= start:
                    at += 1
                if at >= len(spans) or spans[at][0] >= end:
                    count["no figure of ours"] += 1
                    ref, claim = "", text[text.rfind("\n", 0, start) + 1:text.find("\n", end)]
                else:
                    ref, claim = spans[at][2:]
                count[number["verdict"]] += 1
                lines.append((number["verdict"], number["text"], ref, claim, number))
            total.update(count)
            total["statements"] += len(texts)
            after = check_raised(options.program, data, company, text, [n for n in found if n["verdict"] == "match"])
            total.update({"raised " + verdict: amount for verdict, amount in after.items()})
            print(f"{company:12} {len(texts):4} statements: " + ", ".join(f"{count[v]} {v}" for v in sorted(count)))
            for verdict, written, ref, claim, number in lines:
                if options.v and verdict == "mismatch":
                    print(f"   {written} | {ref}\n      {claim}\n      taken for {number.get('concept')}, {number.get('company')}, "
                          f"{number.get('period')}: {number.get('expected')} {number.get('reason', '')}")
            if options.save:
                folder = pathlib.Path(options.save)
                (folder / f"{company}.md").write_text(text, encoding="utf-8")
                (folder / f"{company}.json").write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
    numbers = total["match"] + total["mismatch"] + total["unsupported"]
    shares = {verdict: total[verdict] / max(1, numbers) for verdict in ("match", "mismatch", "unsupported")}
    print(f"{total['statements']} statements, {numbers} numbers: "
          + ", ".join(f"{100 * share:.2f} % {verdict}" for verdict, share in shares.items()))
    altered = sum(total[verdict] for verdict in list(total) if verdict.startswith("raised "))
    print(f"{altered} matches made a tenth greater: " + ", ".join(
        f"{total[name]} {name[7:]}" for name in sorted(total) if name.startswith("raised ")))
    if total["raised match"] or total["raised mismatch"] < 0.95 * altered or altered == 0:
        return 1
    return int(shares["mismatch"] > options.most_mismatches or shares["match"] < options.least_matches or numbers == 0)


if __name__ == "__main__":
    sys.exit(main())
