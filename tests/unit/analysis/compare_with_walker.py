#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the engine's values of random formulas with those of the independent walker.

compare_with_walker.py PROGRAM ROOT [COUNT [SEED]]
"""
import json
import math
import pathlib
import random
import subprocess
import sys

TOLERANCE = 1e-9
VALUES = {"a": 3.5, "b": -2.0, "zero": 0.0, "big": 53823e6, "small": 0.0421, "xs": [1.0, 2.5, -3.0, 8.0, 0.5],
          "ys": [0.12, 0.31, 0.27, 0.09, 0.4], "three": [31536e6, 24578e6, 53823e6], "only": [7.0],
          "flat": [2.5, 2.5, 2.5, 2.5], "ties": [1.0, 3.5, 3.5, 2.0]}
LISTS = sorted(name for name, value in VALUES.items() if isinstance(value, list))
NUMBERS = sorted(name for name, value in VALUES.items() if not isinstance(value, list)) + ["missing"]
OF_LIST = ["sum", "mean", "median", "lower_quartile", "upper_quartile", "count", "stdev", "minimum", "maximum", "hhi",
           "slope", "mad"]
SYMBOLS = ["+", "-", "*", "/", "^", "(", ")", ",", ">", ">=", "<", "<=", ".", "e", "1", " ", "sum", "a", "xs"]


def a_list(choose, depth):
    if depth and choose.random() < 0.25:
        return f"{choose.choice(['abs', 'ln', 'sqrt'])}({a_list(choose, depth - 1)})"
    return choose.choice(LISTS)


def a_formula(choose, depth):
    """Mostly sound; sometimes a list where a number should stand, a missing variable, an undefined operation."""
    kind = choose.random()
    if depth == 0 or kind < 0.15:
        if choose.random() < 0.03:
            return choose.choice(LISTS)
        if choose.random() < 0.5:
            return choose.choice(["0", "1", "2", "0.25", "365", "1e3", "2.5E-2", "1.4826", "0.5e+1"])
        return choose.choice(NUMBERS[:-1] if choose.random() < 0.97 else NUMBERS)
    part = lambda: a_formula(choose, depth - 1)
    if kind < 0.5:
        return f"{part()} {choose.choice('+-*/')} {part()}"
    if kind < 0.58:
        return f"({part()}) {choose.choice(['>', '>=', '<', '<='])} ({part()})"
    if kind < 0.65:
        return f"-{part()}"
    if kind < 0.71:
        return f"{part()}^{choose.choice(['2', '-1', '(1 / 3)', '0.5', '-b', '2^2'])}"
    if kind < 0.79:
        return f"({part()})"
    if kind < 0.83:
        return f"{choose.choice(['min', 'max'])}({part()}, {part()})"
    if kind < 0.86:
        return f"clamp({part()}, {part()}, {part()})"
    if kind < 0.9:
        return f"{choose.choice(['abs', 'ln', 'sqrt'])}({part()})"
    if kind < 0.93:
        return f"percentile_rank({part()}, {a_list(choose, depth)})"
    if kind < 0.95:
        return f"slope_xy({a_list(choose, depth)}, {a_list(choose, depth)})"
    return f"{choose.choice(OF_LIST)}({a_list(choose, depth)})"


def damaged(choose, formula):
    position = choose.randrange(len(formula) + 1)
    return formula[:position] + choose.choice(SYMBOLS) + formula[position + choose.randrange(3):]


def walked(walk_formula, formula):
    """The value, or None where there is none."""
    try:
        parser = walk_formula.Parser(formula)
        if ("number", math.inf) in parser.tokens:
            return None  # no figure of anything, and not one to go on computing with
        value = walk_formula.as_number(walk_formula.evaluate(parser.parse(), VALUES))
    except (walk_formula.FormulaError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def main(arguments):
    program, root = arguments[0], pathlib.Path(arguments[1])
    count = int(arguments[2]) if len(arguments) > 2 else 20000
    choose = random.Random(int(arguments[3]) if len(arguments) > 3 else 20260301)
    sys.path.insert(0, str(root / "tests" / "tools"))
    import walk_formula

    formulas = [a_formula(choose, choose.randrange(1, 6)) for _ in range(count)]
    formulas = [damaged(choose, formula) if choose.random() < 0.15 else formula for formula in formulas]
    formulas = [formula for formula in formulas if len(formula) < 4000]
    output = subprocess.run([program, json.dumps(VALUES)], input="\n".join(formulas) + "\n", text=True,
                            capture_output=True, check=True).stdout.splitlines()
    faults = [] if len(output) == len(formulas) else [f"{len(formulas)} formulas, {len(output)} answers"]
    defined = undefined = 0
    for formula, answer in zip(formulas, output):
        expected = walked(walk_formula, formula)
        ours = None if answer in ("malformed", "undefined") else float(answer)
        defined += ours is not None
        undefined += ours is None
        if (expected is None) != (ours is None):
            faults.append(f"{formula}: {answer} here, {expected} by the walker")
        elif expected is not None and abs(expected - ours) > TOLERANCE * max(abs(expected), abs(ours)):
            faults.append(f"{formula}: {answer} here, {expected!r} by the walker")
    # Were the formulas nearly all of one kind, their agreement would say little.
    if min(defined, undefined) < len(formulas) / 10:
        faults.append(f"{defined} formulas with a value and {undefined} without: too few of one kind")
    print(f"{len(formulas)} formulas, {defined} with a value, {len(faults)} faults")
    for fault in faults[:40]:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
