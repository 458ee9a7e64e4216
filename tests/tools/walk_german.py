# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the numbers, periods and dates of a German report's texts as an English one has them, each where it stands, so that one
walk reads both."""
import re

PROSE = {"title", "label", "reason", "subject", "needs", "notes", "note", "limits", "factors", "warnings", "not_derivable", "action", "owner",
         "test", "rule", "unjudged", "settle", "settled_by"}
AS_THEY_ARE = {"request", "company", "peers", "sources", "metadata", "facts", "passages", "agents"}
NUMBER = r"(?<![\w.,-])(−?)(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d]|[.,]\d)"
TOKEN = re.compile(rf"{NUMBER}(?:( Mio\.)? ([A-Z]{{3}})\b|( Mio\.)? Aktien\b|( %| Prozentpunkte\b|x\b| Tage\b| Jahre\b|\. Perzentil\b))?"
                   r"|\bGJ (\d{4})\b|\b(\d\d)\.(\d\d)\.(\d{4})\b")
DATE = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
UNITS = {" %": " %", " Prozentpunkte": " pp", "x": "x", " Tage": " days", " Jahre": " years"}


def ordinal(number):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(int(number) % 10, "th")
    return number + ("th" if int(number) % 100 in (11, 12, 13) else ending) + " percentile"


def token(match):
    if match.group(7):
        return "FY" + match.group(7)
    if match.group(8):
        return f"{match.group(10)}-{match.group(9)}-{match.group(8)}"
    sign, digits = match.group(1), match.group(2).replace(".", "#").replace(",", ".").replace("#", ",")
    if match.group(4):
        return f"{sign}{match.group(4)} {digits}" + (" M" if match.group(3) else "")
    if match.group().endswith(" Aktien"):
        return sign + digits + (" M shares" if match.group(5) else " shares")
    if match.group(6) == ". Perzentil":
        return ordinal(digits)
    return sign + digits + UNITS.get(match.group(6), "")


def converted(text, spans=()):
    """The text, and where what stood at the spans (start, end) stands now."""
    marks = [(match.start(), match.end(), "%s-%s-%s" % match.groups()[::-1]) for match in DATE.finditer(text)]
    taken = [mark[:2] for mark in marks]
    for match in TOKEN.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            marks.append((match.start(), match.end(), token(match)))
    pieces, places, at, length = [], {}, 0, 0
    for start, end, written in sorted(marks):
        for piece in (text[at:start], written):
            pieces.append(piece)
            places[start if piece is written else at] = length
            length += len(piece)
        places[end] = length
        at = end
    pieces.append(text[at:])

    def moved(position):
        before = max((place for place in places if place <= position), default=None)
        return position if before is None else places[before] + position - before

    return "".join(pieces), [(moved(start), moved(end)) for start, end in spans]


def in_english_numbers(node, key=""):
    if key in AS_THEY_ARE:
        return node
    if isinstance(node, list):
        return [in_english_numbers(entry, key) for entry in node]
    if isinstance(node, str):
        return converted(node)[0] if key in PROSE else node
    if not isinstance(node, dict):
        return node
    made = {name: in_english_numbers(entry, name) for name, entry in node.items()}
    if "text" in node and "grade" in node:
        numbers = node["numbers"]
        made["text"], spans = converted(node["text"], [(n["start"], n["start"] + n["length"]) for n in numbers])
        made["numbers"] = [{**number, "start": start, "length": end - start} for number, (start, end) in zip(numbers, spans)]
    return made
