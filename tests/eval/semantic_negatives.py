#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the semantic cache's judgement on labelled question pairs and on hard negatives made by this script.

Usage: semantic_negatives.py PROGRAM DATA [--set tuning|held_out] [--negatives 3000] [--threshold T] [-v]

DATA is the folder with similiar_qqp.json.gz: pairs of questions that people marked as the same. Hard negatives are one
question and its copy in which exactly one thing is swapped: company, ticker, year, quarter, number, unit, negation,
direction, other. Half of them are made of those questions, half of the prompts below. The two sets share neither a
labelled pair nor a prompt's template.

Printed: false hits by kind; of the labelled pairs `alone`, those with a similarity of at least the threshold, `kept`, the
hits among them. Exits 1 where there is a false hit, or less than 70 % are kept, here and of our own paraphrases."""
import argparse
import collections
import csv
import gzip
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

NEEDED = 0.70
COMPANIES = ["Tesla", "Apple", "Microsoft", "Boeing", "Coca-Cola", "Nvidia", "Walmart", "Siemens", "Unilever", "Ferrari",
             "Costco", "Deere", "Visa", "Netflix", "Prologis", "Rolls-Royce", "BMW", "Nestlé", "Samsung", "Alphabet"]
TICKERS = ["TSLA", "AAPL", "MSFT", "BA", "KO", "NVDA", "WMT", "COST", "NFLX", "GOOGL", "AMD", "F", "GM", "GE", "JPM"]
YEARS = [str(year) for year in range(2015, 2027)]
UNITS = [("percent", "percentage points"), ("million", "billion"), ("USD", "EUR"), ("dollars", "euros"), ("%", "bps"),
         ("tonnes", "barrels"), ("kilometers", "miles"), ("hours", "days"), ("kg", "pounds"), ("months", "weeks"),
         ("thousand", "million"), ("GWh", "MWh"), ("Celsius", "Fahrenheit"), ("liters", "gallons"), ("$", "€")]
DIRECTIONS = [("increase", "decrease"), ("rise", "fall"), ("highest", "lowest"), ("more", "less"), ("before", "after"),
              ("buy", "sell"), ("higher", "lower"), ("above", "below"), ("best", "worst"), ("gain", "lose"),
              ("strengths", "weaknesses"), ("opportunities", "threats"), ("advantages", "disadvantages"), ("most", "least"),
              ("bullish", "bearish"), ("import", "export"), ("maximum", "minimum"), ("long", "short"), ("good", "bad"),
              ("start", "stop"), ("open", "close"), ("first", "last"), ("win", "lose"), ("hot", "cold"), ("fast", "slow"),
              ("upside", "downside"), ("with", "without"), ("against", "for"), ("love", "hate"), ("remember", "forget"),
              ("borrow", "lend"), ("accept", "reject"), ("positive", "negative"), ("all", "some"), ("always", "never"),
              ("expand", "shrink"), ("hire", "fire"), ("largest", "smallest"), ("male", "female"), ("north", "south"),
              ("past", "future"), ("old", "new"), ("enter", "leave"), ("rich", "poor"), ("safe", "dangerous")]
OTHERS = [("revenue", "operating income"), ("gross", "net"), ("Europe", "Asia"), ("Germany", "France"), ("China", "India"),
          ("suppliers", "buyers"), ("short-term", "long-term"), ("domestic", "international"), ("equity", "debt"),
          ("CEO", "CFO"), ("quarterly", "annual"), ("margin", "growth"), ("iPhone", "iPad"), ("electric", "hybrid"),
          ("customers", "employees"), ("how", "why"), ("when", "where"), ("who", "what"), ("Java", "Python"),
          ("Android", "iOS"), ("Facebook", "Twitter"), ("engineering", "medicine"), ("English", "Spanish")]

# Ways to ask the same: each pair of one list is a true pair; each alone is the ground of negatives. {c} company,
# {t} ticker, {y} year, {q} quarter, {n} number.
TEMPLATES = [
    ["What was {c}'s revenue in {y}?", "What was the revenue of {c} in {y}?", "Tell me {c}'s revenue for {y}."],
    ["Analyze {c}'s competitive position.", "Please analyze the competitive position of {c}.",
     "Provide an analysis of {c}'s competitive position."],
    ["How did {c}'s gross margin change in Q{q} {y}?", "How did the gross margin of {c} change in the {o} quarter of {y}?"],
    ["Why did {t} shares fall by {n} percent in {y}?", "What is the reason {t} shares fell {n}% in {y}?"],
    ["Should {c} buy a supplier for ${n} million?", "Should {c} purchase a supplier for {n} million dollars?"],
    ["Summarize the strengths of {c} in the European market.", "Please summarise {c}'s strengths in the European market."],
    ["What is the highest operating margin {c} reached before {y}?", "Which is the highest operating margin that {c} reached before {y}?"],
    ["Did {c} increase its dividend in {y}?", "Did {c} increase the dividend in {y}?"],
    ["Which segments of {c} are not profitable?", "What segments of {c} aren't profitable?"],
    ["List the top {n} risks for {c} in fiscal {y}.", "What are the top {n} risks for {c} in FY{y}?"],
    ["Compare {c} and {d} on return on equity.", "Compare the return on equity of {c} and {d}."],
    ["Give me a SWOT analysis of {c}.", "Please give me the SWOT analysis for {c}.", "SWOT analysis of {c}"],
    ["How many employees does {c} have?", "How many employees are there at {c}?"],
    ["Explain why {c} lost market share to {d}.", "Why did {c} lose market share to {d}?"],
    ["Forecast {c}'s sales for the next {n} quarters.", "Please forecast the sales of {c} for the next {n} quarters."],
    ["What is {c}'s debt-to-equity ratio?", "What is the debt to equity ratio of {c}?"],
    ["Is {t} more expensive than its peers?", "Are {t} shares more expensive than those of peers?"],
    ["Describe all opportunities for {c} in China.", "What are all the opportunities for {c} in China?"],
    ["Wie hoch war der Umsatz von {c} im Jahr {y}?", "Wie hoch ist der Umsatz von {c} im Jahr {y} gewesen?"],
    ["Warum ist der Gewinn von {c} {y} gestiegen?", "Weshalb ist der Gewinn von {c} {y} gestiegen?"],
    ["Who are the main suppliers of {c}?", "Who are {c}'s main suppliers?"],
    ["What did analysts say after {c} reported Q{q} {y}?", "What did the analysts say after {c} had reported Q{q} {y}?"],
    ["Does {c} sell more in Germany than in France?", "Is {c} selling more in Germany than in France?"],
    ["What would a {n} percent price increase do to {c}'s volumes?", "What would a price increase of {n}% do to the volumes of {c}?"],
    ["Build a PESTEL analysis of {c} for {y}.", "Make a PESTEL analysis for {c} in {y}."],
    ["How much cash did {c} hold at the end of {y}?", "How much cash did {c} have at the end of {y}?"],
    ["What is the market share of {c} without acquisitions?", "What is {c}'s market share without acquisitions?"],
    ["Which of {c}'s costs grew above inflation in {y}?", "Which costs of {c} grew above inflation in {y}?"],
]
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}


def fill(template, chance):
    first, second = chance.sample(COMPANIES, 2)
    quarter = chance.choice("1234")
    values = {"c": first, "d": second, "t": chance.choice(TICKERS), "y": chance.choice(YEARS), "q": quarter,
              "o": ORDINALS[quarter], "n": str(chance.choice([2, 3, 5, 8, 10, 12, 15, 25, 40, 150]))}
    return lambda text: text.format(**values)


def swap_word(text, one, other):
    """`one` for `other` or the other way round, in the case of what was there; None if neither is in `text`."""
    for source, target in ((one, other), (other, one)):
        pattern = re.compile(rf"(?<!\w){re.escape(source)}(?!\w)" if source[0].isalnum() else re.escape(source), re.I)
        found = pattern.search(text)
        if found:
            shown = target.capitalize() if found.group()[0].isupper() and source[0].islower() else target
            return text[:found.start()] + shown + text[found.end():]
    return None


def swap_of(text, names, chance):
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    if not found:
        return None
    old = chance.choice(found)
    new = chance.choice([name for name in names if name not in text and name[:4] != old[:4]])
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)


def swap_number(text, chance):
    found = [match for match in re.finditer(r"(?<![\w.,])\d{1,3}(?![\w,]|\.\d)", text)]
    if not found:
        return None
    match = chance.choice(found)
    return text[:match.start()] + str(int(match.group()) + chance.choice([1, 2, 5, 7, 10])) + text[match.end():]


def swap_year(text, chance):
    match = re.search(r"\b(?:19|20)\d\d\b", text)
    return text[:match.start()] + str(int(match.group()) + chance.choice([-2, -1, 1, 2])) + text[match.end():] if match else None


def swap_quarter(text, chance):
    match = re.search(r"\bQ([1-4])\b", text)
    if match:
        return text[:match.start(1)] + chance.choice([q for q in "1234" if q != match.group(1)]) + text[match.end(1):]
    words = list(ORDINALS.values())
    match = re.search(r"\b(first|second|third|fourth) quarter", text)
    return text.replace(match.group(1), chance.choice([w for w in words if w != match.group(1)])) if match else None


def negate(text, chance):
    """With "not" behind the first auxiliary or without the one that is there."""
    without = re.sub(r"\b(is|are|do|does|did|was|were|can|could|would|should|has|have)n['’]t\b", r"\1", text, count=1)
    without = re.sub(r"\bnot ", "", without, count=1) if without == text else without
    if without != text:
        return without
    match = re.search(r"\b(Is|Are|Do|Does|Did|Was|Can|Should|is|are|do|does|did|was|can|should|has|would)\b", text)
    if not match:
        return None
    if chance.random() < 0.5 and match.group().lower() not in ("can",):
        return text[:match.end()] + "n't" + text[match.end():]
    following = re.match(r"\s+\S+", text[match.end():])
    at = match.end() + (following.end() if following and match.start() == 0 else 0)
    return text[:at] + " not" + text[at:]


def capitalised_of(questions):
    names = collections.Counter()
    for question in questions:
        names.update(re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}\b", question))
    return [name for name, count in names.most_common(300)]


def swaps(text, names, chance):
    """(kind, negative) for each kind that the text has something for."""
    yield "company", swap_of(text, names, chance)
    yield "ticker", swap_of(text, TICKERS, chance)
    yield "year", swap_year(text, chance)
    yield "quarter", swap_quarter(text, chance)
    yield "number", swap_number(text, chance)
    yield "negation", negate(text, chance)
    for kind, pairs in (("unit", UNITS), ("direction", DIRECTIONS), ("other", OTHERS)):
        fitting = [swapped for pair in pairs if (swapped := swap_word(text, *pair))]
        yield kind, chance.choice(fitting) if fitting else None


def negatives_of(texts, names, count, chance):
    by_kind = collections.defaultdict(list)
    for text in texts:
        for kind, negative in swaps(text, names, chance):
            if negative and negative != text:
                by_kind[kind].append((kind, text, negative))
    made, kinds = set(), sorted(by_kind)
    for kind in kinds:
        by_kind[kind] = list(dict.fromkeys(by_kind[kind]))
        chance.shuffle(by_kind[kind])
    while len(made) < count and any(by_kind.values()):
        for kind in kinds:
            if by_kind[kind] and len(made) < count:
                made.add(by_kind[kind].pop())
    return sorted(made)


def judged(program, pairs):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "pairs.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["a", "b"])
            writer.writerows(pairs)
        done = subprocess.run([program, "cache", "explain", "--pairs", str(path), "--format", "csv", "--data-dir",
                               str(pathlib.Path(folder) / "data")], capture_output=True, check=True)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert len(rows) == len(pairs), f"{len(rows)} rows for {len(pairs)} pairs"
    return [(row["hit"] == "1", float(row["similarity"]), row["reason"]) for row in rows]


def print_kept(title, pairs, verdicts, threshold, verbose):
    alone = [(pair, v) for pair, v in zip(pairs, verdicts) if v[1] >= threshold]
    kept = [v for _, v in alone if v[0]]
    share = len(kept) / len(alone) if alone else 0
    print(f"{title}: {len(pairs)} true pairs, {len(alone)} by similarity alone (from {threshold}), {len(kept)} kept: {share:.1%}")
    if verbose:
        reasons = collections.Counter(v[2].split(":")[0] for _, v in alone if not v[0])
        print("  ", dict(reasons.most_common(12)))
    return share, alone


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--set", choices=["tuning", "held_out"], default="held_out")
    parser.add_argument("--negatives", type=int, default=3000)
    parser.add_argument("--threshold", type=float, default=0.92)
    parser.add_argument("--skip", type=int, default=0, help="labelled pairs before those that negatives are made of")
    parser.add_argument("-v", action="store_true")
    arguments = parser.parse_args()
    source = pathlib.Path(arguments.data) / "similiar_qqp.json.gz"
    if not source.exists():
        print("CONSULTANTOS_TEST_DATA is not available")
        return 0
    half = 0 if arguments.set == "tuning" else 1
    with gzip.open(source, "rt", encoding="utf-8") as file:
        labelled = [(pair["origin"], pair["similar"]) for pair in json.load(file)][half::2]
    chance = random.Random(20 + half + arguments.skip)
    templates = TEMPLATES[half::2]
    questions = [question for pair in labelled[arguments.skip:arguments.skip + 6000] for question in pair]
    ours, paraphrases = [], []
    for _ in range(60):
        for ways in templates:
            filled = [fill_in(way) for fill_in in [fill(ways, chance)] for way in ways]
            ours += filled
            paraphrases += [(filled[0], other) for other in filled[1:]]
    wanted = arguments.negatives // 2
    negatives = (negatives_of(ours, COMPANIES, wanted, chance)
                 + negatives_of(questions, capitalised_of(questions), arguments.negatives - wanted, chance))
    verdicts = judged(arguments.program, [pair[1:] for pair in negatives])
    tried = collections.Counter(kind for kind, _, _ in negatives)
    false_hits = [(negative, v) for negative, v in zip(negatives, verdicts) if v[0]]
    by_kind = collections.Counter(negative[0] for negative, _ in false_hits)
    near = sum(v[1] >= arguments.threshold for v in verdicts)
    print(f"{arguments.set}: {len(negatives)} hard negatives, {near} of them similar, {len(false_hits)} false hits")
    for kind, count in sorted(tried.items()):
        print(f"   {kind}: {count}, {by_kind[kind]} false")
    if arguments.v:
        for (kind, one, other), verdict in false_hits[:60]:
            print("  ", kind, "|", one, "|", other, "|", verdict[1])
    paraphrases = sorted(set(paraphrases))
    labelled_verdicts = judged(arguments.program, labelled)
    share, alone = print_kept("labelled", labelled, labelled_verdicts, arguments.threshold, arguments.v)
    if arguments.v:
        for (one, other), verdict in [(p, v) for p, v in alone if not v[0]][::max(1, len(alone) // 150)]:
            print("   lost", f"{verdict[1]:.2f}", verdict[2], "|", one, "|", other)
        for threshold in (0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.95):
            print_kept(f"   at {threshold}", labelled, labelled_verdicts, threshold, False)
    our_verdicts = judged(arguments.program, paraphrases)
    our_share, _ = print_kept("our paraphrases", paraphrases, our_verdicts, arguments.threshold, arguments.v)
    if arguments.v:
        for reason, count in collections.Counter(v[2] for v in our_verdicts if not v[0]).most_common(25):
            print("   ", count, reason)
    return 0 if not false_hits and share >= NEEDED and our_share >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
