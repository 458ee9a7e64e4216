# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads numbers as they are printed in a report's texts."""
import re

MINUS = "−"

# A run of digits with what belongs to it: thousands' commas, decimals.
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# What needs no evidence: names of periods, dates, and names that happen to have digits.
PERIODS = re.compile(r"\b(?:Q[1-4] )?FY\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b")
NAMES = re.compile(r"\b3M\b|\bCO2\b|\bLiquidität [123]\. Grades\b|\b(?:10-K|10-Q|8-K|20-F|40-F|6-K)(?:/A)?(?![\d.%])")

CURRENCY = r"[A-Z]{3}"
FORMS = [
    # pattern, kind, factor from the printed to the stored value
    (re.compile(rf"({CURRENCY}) (\S+) M"), "currency", 1e6),
    (re.compile(rf"({CURRENCY}) (\S+)"), "currency", 1.0),
    (re.compile(r"()(\S+) M shares"), "shares", 1e6),
    (re.compile(r"()(\S+) shares"), "shares", 1.0),
    (re.compile(r"()(\S+) %"), "ratio", 0.01),
    (re.compile(r"()(\S+) pp"), "points", 0.01),
    (re.compile(r"()(\S+)x"), "multiple", 1.0),
    (re.compile(r"()(\S+) days"), "days", 1.0),
    (re.compile(r"()(\S+) years"), "years", 1.0),
    (re.compile(r"()(\d+)(?:st|nd|rd|th) percentile"), "percentile", 0.01),
    (re.compile(r"()(\S+)"), "plain", 1.0),
]
PLAIN_UNITS = {"score", "index", "count", "pure"}


class Printed:
    """A printed number: its value in the unit's own scale, how far rounding may have moved it, and its kind."""

    def __init__(self, value, tolerance, kind, currency):
        self.value, self.tolerance, self.kind, self.currency = value, tolerance, kind, currency


def read_printed(text):
    """"−USD 1,279 M" → Printed(-1279e6, 0.5e6, "currency", "USD"); None for what is no number of ours."""
    sign = 1
    if text.startswith(MINUS):
        sign, text = -1, text[1:]
    for pattern, kind, factor in FORMS:
        match = pattern.fullmatch(text)
        if not match:
            continue
        digits = match.group(2)
        if not NUMBER.fullmatch(digits):
            return None
        if re.search(r"\d{4}", digits.split(".")[0]):
            return None  # thousands without their commas
        decimals = len(digits.partition(".")[2])
        value = float(digits.replace(",", ""))
        return Printed(sign * value * factor, 0.5 * 10**-decimals * factor, kind, match.group(1))
    return None


def fits_unit(printed, unit):
    """Whether a number printed so may have this unit."""
    if printed.kind == "currency":
        return unit.partition("/")[0] == printed.currency
    if printed.kind == "plain":
        return unit in PLAIN_UNITS
    return unit == printed.kind


def suffix_ordinal(text):
    """The ordinal ending that English wants for a percentile."""
    match = re.match(r"(\d+)(st|nd|rd|th)", text)
    number = int(match.group(1))
    if number % 100 in (11, 12, 13):
        return match.group(2) == "th"
    return match.group(2) == {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def strays(text, spans, names=()):
    """Numbers of `text` that lie in none of the spans (start, end) and are no period or known name."""
    allowed = list(spans)
    for pattern in (PERIODS, NAMES):
        allowed += [match.span() for match in pattern.finditer(text)]
    for name in names:
        if any(c.isdigit() for c in name):
            allowed += [match.span() for match in re.finditer(re.escape(name), text)]
    found = []
    for match in re.finditer(r"\d(?:[\d.,]*\d)?", text):
        start, end = match.span()
        if not any(low <= start and end <= high for low, high in allowed):
            found.append(match.group())
    return found


def claimed_periods(text):
    return set(re.findall(r"\b(?:Q[1-4] )?FY\d{4}\b", text))
