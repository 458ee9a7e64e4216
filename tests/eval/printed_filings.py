#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints inline XBRL filings to PDF and holds what the program reads off the paper against the filing's own facts.

Usage: printed_filings.py PROGRAM FILINGS_FOLDER [--keep FOLDER] [--only WORD] [-v]

FILINGS_FOLDER holds 10-K filings as *.html.gz. Each is printed by Chromium, imported as a PDF into a fresh data folder, and
compared twice: every figure of the three statements with the fact that the filing tags there, and the answers to analysts'
questions with sums done here from these facts. --keep leaves the PDFs in a folder and takes those that are there.
Prints a table of each; exits 1 where a figure or an answer is wrong, or fewer than 97 % of either are right."""
import argparse
import collections
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from inline_facts import Filing, Missing
from printed_questions import questions

PRINTERS = ["chromium", "chromium-browser", "google-chrome"]
LEAST_RIGHT = 0.97


def letters(text):
    """A label's letters, without references to notes: they are what is left of it in any layout."""
    return re.sub(r"[^a-z]", "", re.sub(r"\(notes? [^)]*\)", "", text.lower()))


def printed(printer, source, target):
    """Prints an HTML file to PDF; a filing that is printed already is left."""
    if target.exists():
        return
    subprocess.run([printer, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
                   capture_output=True, check=True, timeout=600)


class Program:
    """The command line program on one document and a data folder of its own."""

    def __init__(self, path, document, data):
        self.path, self.document, self.data = path, document, data

    def call(self, *arguments):
        done = subprocess.run([self.path, *arguments, "--format", "json", "--data-dir", self.data], capture_output=True)
        return json.loads(done.stdout) if done.stdout else {}

    def facts(self):
        imported = self.call("import", str(self.document))
        company = imported["files"][0]["company_id"]
        printed = ("statement:", "row:")
        return [fact for fact in self.call("facts", company)["facts"] if fact["concept"].startswith(printed) and "place" in fact]

    def answer(self, question):
        return self.call("ask", question, "--document", str(self.document))


def compare_lines(filing, facts):
    """Counts of right, wrong and missing figures by statement, and a line on each that isn't right."""
    by_period = collections.defaultdict(list)
    for fact in facts:
        by_period[(fact.get("start"), fact["end"])].append(fact)
    counts, notes = collections.Counter(), []
    for row in filing.rows:
        for (start, end), value in row.values.items():
            near = by_period[(start, end)]
            same_label = [f for f in near if letters(row.label) and letters(row.label) in letters(f["place"]["cell"])]
            values = [f["value"] for f in same_label]
            fits = any(abs(abs(v) - abs(value)) <= 1e-9 * max(abs(value), 1) for v in values)
            result = "right" if fits else "wrong" if values else "missing"
            counts[row.statement, result] += 1
            if not fits:
                notes.append(f"{result:8} {row.statement:9} {row.label[:60]!r} {start or ''}..{end}: {value:,} got {values[:3]}")
    return counts, notes


def compare_concepts(filing, facts, concepts):
    """Statement lines whose value differs from the tag's, and tagged rows that have no line."""
    notes = []
    by_concept = {(f["concept"].split(":")[1], f.get("start"), f["end"]): f for f in facts if f["concept"].startswith("statement:")}
    for concept, tags in concepts.items():
        for tag in tags:
            for row in filing.rows:
                if row.tag != tag:
                    continue
                for (start, end), value in row.values.items():
                    fact = by_concept.get((concept, start, end))
                    if not fact:
                        notes.append(f"no line  {concept} {end}: {value:,} {tag} {row.label[:60]!r}")
                    elif abs(fact["value"] - value) > 1e-9 * max(abs(value), 1):
                        notes.append(f"differs  {concept} {end}: {value:,} {tag} {row.label[:60]!r} got {fact['value']:,} {fact['place']['cell'][:60]!r}")
            if any(row.tag == tag for row in filing.rows):
                break
    return notes


def numbers(text):
    return [float(n.replace(",", "")) for n in re.findall(r"-?\d[\d,]*\.?\d*", text.replace("−", "-"))]


def compare_answers(filing, program, wanted):
    counts, notes = collections.Counter(), []
    for name, question, expected in questions(filing):
        if not re.search(wanted, name):
            continue
        try:
            want = expected()
        except (Missing, ZeroDivisionError):
            continue
        answer = program.answer(question)
        value = answer.get("value")
        if value is None:
            result = "refused"
        else:
            fits = abs(value - want) <= 1e-6 * max(abs(want), 1e-9) and bool(numbers(answer["answer"]))
            result = "right" if fits else "wrong"
        counts[name, result] += 1
        if result != "right":
            got = answer.get("answer") or answer.get("explanation")
            notes.append(f"{result:8} {name}: {question} | want {want:.6g} | got {got} | {answer.get('formula') or ''}")
    return counts, notes


def total(counts):
    result = collections.Counter()
    for (_, kind), count in counts.items():
        result[kind] += count
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--questions", default="", help="only those whose name fits this expression")
    parser.add_argument("--concepts", action="store_true", help="say which lines differ from the tags of their rows")
    parser.add_argument("-v", action="store_true", dest="verbose")
    options = parser.parse_args()
    files = sorted(f for f in options.folder.glob("*.html.gz") if options.only.lower() in f.name.lower())
    printer = next(filter(None, map(shutil.which, PRINTERS)), None)
    if not files:
        print("CONSULTANTOS_TEST_DATA is not available: no filings there")
        return 0
    if not printer:
        print("No program that prints HTML to PDF is installed: " + ", ".join(PRINTERS))
        return 0
    resources = pathlib.Path(os.environ.get("CONSULTANTOS_RESOURCE_DIR", pathlib.Path(__file__).parents[2] / "resources"))
    concepts = {c["id"]: [t for t in c["tags"] if ":" not in t]
                for c in json.loads((resources / "concepts.json").read_text())["concepts"]}
    lines, answers = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        keep = options.keep or pathlib.Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        for file in files:
            name = file.name.removesuffix(".html.gz")
            source, target = keep / f"{name}.html", keep / f"{name}.pdf"
            source.write_bytes(gzip.open(file).read())
            printed(printer, source.resolve(), target.resolve())
            filing = Filing(source)
            program = Program(options.program, target, str(pathlib.Path(scratch) / name))
            facts = program.facts()
            found, notes = compare_lines(filing, facts)
            if options.concepts:
                notes += compare_concepts(filing, facts, concepts)
            asked, more = compare_answers(filing, program, options.questions)
            lines.update(found)
            answers.update(asked)
            of_lines, of_answers = total(found), total(asked)
            print(f"{name[:32]:32} figures {of_lines['right']:4} right {of_lines['wrong']:3} wrong {of_lines['missing']:3} missing"
                  f"   questions {of_answers['right']:3} right {of_answers['wrong']:3} wrong {of_answers['refused']:3} refused", flush=True)
            if options.verbose:
                print("\n".join("    " + note for note in notes + more), flush=True)
    for statement in sorted({key for key, _ in lines}):
        print(f"{statement:10}" + "".join(f" {lines[statement, kind]:5} {kind}" for kind in ("right", "wrong", "missing")))
    for template in dict.fromkeys(key for key, _ in answers):
        print(f"{template:40}" + "".join(f" {answers[template, kind]:4} {kind}" for kind in ("right", "wrong", "refused")))
    of_lines, of_answers = total(lines), total(answers)
    print(f"{of_lines['right']} of {of_lines.total()} figures, {of_answers['right']} of {of_answers.total()} questions")
    return (of_lines["wrong"] + of_answers["wrong"] > 0 or of_lines["right"] < LEAST_RIGHT * of_lines.total()
            or of_answers["right"] < LEAST_RIGHT * of_answers.total())


if __name__ == "__main__":
    sys.exit(main())
