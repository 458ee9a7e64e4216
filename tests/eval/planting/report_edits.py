# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes a report's JSON: statements at all their places, numbers within them, evidence."""
import re

UNITS = {"ratio": (100, 1, " %"), "points": (100, 1, " pp"), "days": (1, 1, " days"), "multiple": (1, 2, "x"), "score": (1, 1, "")}


def statements(report):
    """Every statement but those of the list that repeats them all."""
    def walk(node):
        if isinstance(node, dict):
            if "text" in node and "grade" in node and "numbers" in node and "id" in node:
                yield node
            for key, value in node.items():
                if key != "rewords":
                    yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)
    for key in ("executive_summary", "frameworks", "recommendations"):
        yield from walk(report[key])


def same(report, statement):
    """The statement at all its places."""
    return [one for one in statements(report) if one["id"] == statement["id"] and one["text"] == statement["text"]]


def book(report):
    return {entry["id"]: entry for part in report["evidence"].values() for entry in part}


def shown(statement, number):
    return statement["text"][number["start"]:number["start"] + number["length"]]


def put(statement, index, words):
    """Writes other words in place of a number; the numbers behind it move along."""
    number = statement["numbers"][index]
    end = number["start"] + number["length"]
    moved = len(words) - number["length"]
    statement["text"] = statement["text"][:number["start"]] + words + statement["text"][end:]
    number["length"] = len(words)
    for other in statement["numbers"]:
        if other["start"] >= end:
            other["start"] += moved


def replace(statement, old, new):
    """Other words outside of numbers, at their first place; False where they don't stand there."""
    for match in re.finditer(r"\b" + re.escape(old) + r"\b", statement["text"]):
        if any(match.start() < n["start"] + n["length"] and match.end() > n["start"] for n in statement["numbers"]):
            continue
        statement["text"] = statement["text"][:match.start()] + new + statement["text"][match.end():]
        for number in statement["numbers"]:
            if number["start"] >= match.end():
                number["start"] += len(new) - len(old)
        return True
    return False


def written(value, unit):
    """As reports write it, without a sign."""
    value = abs(value)
    if unit in UNITS:
        factor, decimals, tail = UNITS[unit]
        return f"{value * factor:,.{decimals}f}{tail}"
    if len(unit) == 3 and unit.isupper():
        if value >= 1e6:
            return f"{unit} {value / 1e6:,.{2 if value < 1e7 else 0}f} M"
        return f"{unit} {value:,.0f}"
    return None


def changed(words, factor):
    """The same number by a factor, in the same form; None where its digits don't show it."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    decimals = len(digits[0].partition(".")[2])
    value = float(digits[0].replace(",", "")) * factor
    text = f"{value:,.{decimals}f}" if "," in digits[0] else f"{value:.{decimals}f}"
    return None if text == digits[0] else words[:digits.start()] + text + words[digits.end():]
