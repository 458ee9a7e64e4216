#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the claim gate on sentences written by hand, half of them right, half wrong in one of 17 ways.

Usage: claim_gate.py PROGRAM [--set tuning|held_out|all|regression|fresh|adversarial] [--needed 0.97]
                     [--no-false-match] [-v]

The sentences stand in claims/*.jsonl beside this script: {id, right, kind, language, style, text, company?, numbers[{text,
start, verdict, fact?}]}. A wrong sentence is caught where one of the numbers marked in it is a mismatch; `right` is null where
nothing can tell. A number's verdict "either" belongs to a pair that is wrong together ("rose from 5 to 3"): which of the
two is blamed doesn't matter. `fact` names what decides, by our names of lines. Printed by kind:
`caught`, wrong sentences with a mismatch; `false alarms`, right ones with a mismatch; `confirmed`, right ones all of whose
numbers match. Precision is caught / (caught + false alarms), recall caught / wrong; of confirmations, precision is
confirmed / (confirmed + wrong sentences all of whose numbers match), recall confirmed / right. Exits 1 where one of
the four is below what is needed. Below them the same by number and verdict. The set `regression` are further sentences that were looked at while the rules were
written: it measures nothing, it keeps what was reached. `fresh_1` to `fresh_4` are sentences of another author, written
without a look at those before and frozen before their first run; what was found at that first look stands in
docs/architecture.md. `adversarial` are sentences near the truth of which none may match."""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).with_name("claims")
VERDICTS = ("match", "mismatch", "unsupported")


def sentences(which):
    names = {"all": ["tuning", "held_out"], "fresh": [f"fresh_{i}" for i in range(1, 5)]}.get(which, [which])
    for name in names:
        with open(FOLDER / f"{name}.jsonl", encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())


def overlaps(number, marked):
    return number["start"] < marked["start"] + len(marked["text"]) and marked["start"] < number["start"] + len(number["text"])


def check(program, data, sentence):
    command = [program, "check", "-", "--format", "json", "--data-dir", data]
    if "company" in sentence:
        command += ["--company", sentence["company"]]
    done = subprocess.run(command, input=sentence["text"].encode(), capture_output=True, check=True)
    return json.loads(done.stdout)["numbers"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--set", default="all", choices=["tuning", "held_out", "all", "regression", "fresh_1", "fresh_2",
                                                           "fresh_3", "fresh_4", "fresh", "adversarial"])
    parser.add_argument("--needed", type=float, default=0.97)
    parser.add_argument("--no-false-match", action="store_true", help="fail where a number that isn't right matches")
    parser.add_argument("-v", action="store_true", help="show sentences that went wrong")
    options = parser.parse_args()
    kinds = collections.defaultdict(collections.Counter)
    total = collections.Counter()
    numbers = collections.Counter()
    with tempfile.TemporaryDirectory() as data:
        for sentence in sentences(options.set):
            found = check(options.program, data, sentence)
            verdicts = []
            for marked in sentence["numbers"]:
                fitting = [n for n in found if overlaps(n, marked)]
                verdicts.append(fitting[0] if fitting else {"verdict": "not found", "text": marked["text"]})
            stray = [n for n in found if not any(overlaps(n, m) for m in sentence["numbers"])]
            wrong = [v for v, m in zip(verdicts, sentence["numbers"]) if m["verdict"] != "match"]
            is_alarm = any(n["verdict"] == "mismatch" for n in found)
            is_confirmed = all(v["verdict"] == "match" for v in verdicts) and not is_alarm
            numbers.update((m["verdict"], v["verdict"]) for v, m in zip(verdicts, sentence["numbers"]))
            side = {True: "right", False: "wrong", None: "undecidable"}[sentence["right"]]
            count = collections.Counter({side: 1, "stray": len(stray)})
            if sentence["right"] is None:
                good = all(v["verdict"] in ("unsupported", "not found") for v in verdicts)
                count.update(left_open=good)
            elif sentence["right"]:
                count.update(false_alarm=is_alarm, confirmed=is_confirmed)
                good = is_confirmed and not stray
            else:
                caught = any(v["verdict"] == "mismatch" for v in wrong)
                count.update(caught=caught, wrongly_confirmed=is_confirmed)
                good = caught
            kinds[side, sentence["kind"]].update(count)
            total.update(count)
            if options.v and not good:
                print(f"{sentence['id']} {side} {sentence['kind']} | {sentence['text']}")
                for number in found:
                    print(f"      {number['verdict']}: {number['text']} | {number.get('concept')} {number.get('period')} "
                          f"{number.get('company')} | {number.get('expected')} | {number.get('reason')}")
    for (side, kind), count in sorted(kinds.items()):
        if side == "undecidable":
            print(f"undecidable {count['left_open']} of {count['undecidable']} left open")
        elif side == "right":
            print(f"right {kind:12} {count['confirmed']:3} of {count['right']:3} confirmed, {count['false_alarm']} false alarms, "
                  f"{count['stray']} numbers listed that are no claims")
        else:
            print(f"wrong {kind:12} {count['caught']:3} of {count['wrong']:3} caught, {count['wrongly_confirmed']} confirmed")

    def ratio(part, rest):
        return part / (part + rest) if part + rest else 1.0

    figures = {
        "mismatch precision": ratio(total["caught"], total["false_alarm"]),
        "mismatch recall": ratio(total["caught"], total["wrong"] - total["caught"]),
        "match precision": ratio(total["confirmed"], total["wrongly_confirmed"]),
        "match recall": ratio(total["confirmed"], total["right"] - total["confirmed"]),
    }
    for name, value in figures.items():
        print(f"{name} {value:.3f}")
    for verdict in VERDICTS:
        hits = numbers[verdict, verdict]
        said = sum(numbers[other, verdict] for other in VERDICTS)
        meant = sum(numbers[verdict, other] for other in (*VERDICTS, "not found"))
        print(f"numbers, {verdict}: precision {ratio(hits, said - hits):.3f}, recall {ratio(hits, meant - hits):.3f} "
              f"({hits} of {meant}; " + ", ".join(f"{numbers[verdict, other]} {other}" for other in (*VERDICTS, "not found")
                                                   if other != verdict) + ")")
    print(f"{sum(total[side] for side in ('right', 'wrong', 'undecidable'))} sentences")
    false_matches = numbers["mismatch", "match"] + numbers["unsupported", "match"]
    return int(any(value < options.needed for value in figures.values()) or (options.no_false_match and false_matches > 0))


if __name__ == "__main__":
    sys.exit(main())
