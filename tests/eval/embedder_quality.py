#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the built-in embedder against a provider's, on pairs that people labelled and on hard negatives.

Usage: embedder_quality.py PROGRAM DATA [--embeddings URL --model M] [--pairs 500] [--negatives 500]

DATA is the folder with stsb-en-dev.csv (sentence,sentence,0 to 5) and similiar_qqp.json.gz. URL is a server of OpenAI's
protocol, up to and with /v1.

Printed for each embedder:
  rank     Spearman's correlation of its similarities with people's scores
  alone    of questions that people marked as the same, the share that is found at the highest threshold at which 1 % of
           the hard negatives are found, too, by similarity alone
  kept     the share that is found where the meaning must be the same first, at the threshold above which a tenth of
           what passes the meaning is lost; and the hard negatives that are then found"""
import argparse
import csv
import gzip
import json
import pathlib
import random
import sys
import time
import urllib.request

from semantic_negatives import capitalised_of, judged, negatives_of


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in order[at:end + 1]:
            result[place] = (at + end) / 2
        at = end + 1
    return result


def spearman(one, other):
    a, b = ranks(one), ranks(other)
    mean = (len(a) - 1) / 2
    upper = sum((x - mean) * (y - mean) for x, y in zip(a, b))
    return upper / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5


def embedded(url, model, texts):
    """Normalised vectors by text."""
    vectors = {}
    texts = sorted(set(texts))
    for begin in range(0, len(texts), 4):
        part = texts[begin:begin + 4]
        request = urllib.request.Request(url + "/embeddings", json.dumps({"model": model, "input": part}).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=1800) as answer:
            for entry in json.load(answer)["data"]:
                vector = entry["embedding"]
                length = sum(x * x for x in vector) ** 0.5 or 1
                vectors[part[entry["index"]]] = [x / length for x in vector]
    return vectors


def report(name, scored, same, negatives, seconds):
    """`scored`: (similarity, people's score); the others: (similarity, passes the meaning)."""
    rank = spearman([s for s, _ in scored], [label for _, label in scored])
    highest = sorted((s for s, _ in negatives), reverse=True)
    threshold = highest[max(0, len(highest) // 100 - 1)]
    alone = sum(s > threshold for s, _ in same) / len(same)
    passing = sorted(s for s, passes in same if passes)
    gate = passing[len(passing) // 10] if passing else 1.0
    kept = sum(passes and s >= gate for s, passes in same) / len(same)
    false = sum(passes and s >= gate for s, passes in negatives)
    print(f"{name:12} rank {rank:.3f}   alone {alone:.1%} (from {threshold:.3f})   kept {kept:.1%} (from {gate:.3f}), "
          f"false {false} of {len(negatives)}   {seconds * 1000:.2f} ms a text")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--embeddings")
    parser.add_argument("--model", default="model")
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--negatives", type=int, default=500)
    arguments = parser.parse_args()
    data = pathlib.Path(arguments.data)
    if not (data / "stsb-en-dev.csv").exists():
        print("CONSULTANTOS_TEST_DATA is not available")
        return 0
    chance = random.Random(5)
    with open(data / "stsb-en-dev.csv", newline="", encoding="utf-8") as file:
        rows = [(one, other, float(score)) for one, other, score in csv.reader(file)]
    rows = chance.sample(rows, min(arguments.pairs, len(rows)))
    with gzip.open(data / "similiar_qqp.json.gz", "rt", encoding="utf-8") as file:
        labelled = [(pair["origin"], pair["similar"]) for pair in json.load(file)]
    questions = [question for pair in labelled[:4000] for question in pair]
    same = chance.sample(labelled[4000:], arguments.pairs)
    negatives = [pair[1:] for pair in negatives_of(questions, capitalised_of(questions), arguments.negatives, chance)]

    pairs = [row[:2] for row in rows] + same + negatives
    begun = time.monotonic()
    verdicts = judged(arguments.program, pairs)
    spent = (time.monotonic() - begun) / (2 * len(pairs))

    def parts(values):
        passes = ["below" in v[2] or v[0] for v in verdicts]
        first, second = len(rows), len(rows) + len(same)
        return ([(value, row[2]) for value, row in zip(values[:first], rows)],
                list(zip(values[first:second], passes[first:second])), list(zip(values[second:], passes[second:])))

    report("built-in", *parts([v[1] for v in verdicts]), spent)
    if arguments.embeddings:
        begun = time.monotonic()
        texts = [text for pair in pairs for text in pair]
        vectors = embedded(arguments.embeddings, arguments.model, texts)
        spent = (time.monotonic() - begun) / len(vectors)
        report(arguments.model, *parts([sum(x * y for x, y in zip(vectors[a], vectors[b])) for a, b in pairs]), spent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
