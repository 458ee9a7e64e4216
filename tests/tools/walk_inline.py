# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads inline XBRL for the walker: contexts, units and numbers by element, with nothing of the engine."""
import html
import re

ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')""")
OPENING = re.compile(r"<(?:[\w-]+:)?nonFraction\b([^>]*?)(/?)>", re.IGNORECASE)
CLOSING = re.compile(r"</(?:[\w-]+:)?nonFraction\s*>", re.IGNORECASE)
CONTEXT = re.compile(r"<(?:[\w-]+:)?context\b([^>]*)>(.*?)</(?:[\w-]+:)?context>", re.DOTALL)
UNIT = re.compile(r"<(?:[\w-]+:)?unit\b([^>]*)>(.*?)</(?:[\w-]+:)?unit>", re.DOTALL)
HIDDEN = re.compile(r"<(head|script|style)\b.*?</\1\s*>|<ix:header\b.*?</ix:header>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
BLOCK = re.compile(r"<(?:/?(?:p|div|td|th|tr|table|li|ul|ol|h\d|br|hr|section)\b[^>]*)>", re.IGNORECASE)


def attributes(text):
    return {match.group(1).lower(): html.unescape(match.group(3) if match.group(3) is not None else match.group(4))
            for match in ATTRIBUTE.finditer(text)}


def visible_text(document):
    text = HIDDEN.sub("", document)
    return html.unescape(re.sub(r"<[^>]*>", "", BLOCK.sub(" ", text)))


def contents(tag, text):
    return [piece.strip() for piece in re.findall(rf"<(?:[\w-]+:)?{tag}\b[^>]*>\s*([^<]*?)\s*</", text)]


def local(name):
    return name.rpartition(":")[2]


def number_of(text, form):
    """The number that a transform makes of a text; None for one we don't know."""
    text = html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\u00a0", " ").strip()
    if re.search(r"zero|dash|nocontent", form):
        return 0.0
    if "comma" in form:
        text = text.replace(".", "").replace(",", ".")
    words = {"no": 0, "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
             "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
    if text.lower() in words:
        return float(words[text.lower()])
    digits = re.sub(r"[^\d.]", "", text)
    try:
        return float(digits)
    except ValueError:
        return None


class Filing:
    """Every number of a document in inline XBRL, by element and by name."""

    def __init__(self, document):
        self.text = " ".join(visible_text(document).split())
        self.contexts = {}
        for match in CONTEXT.finditer(document):
            body = match.group(2)
            members = re.findall(r"<(?:[\w-]+:)?explicitMember\b([^>]*)>\s*([^<]*?)\s*<", body)
            members += re.findall(r"<(?:[\w-]+:)?typedMember\b([^>]*)>\s*<[^>]*>\s*([^<]*?)\s*<", body)
            dimensions = ";".join(sorted(f"{attributes(head)['dimension']}={member}" for head, member in members))
            start, end = contents("startDate", body), contents("endDate", body) or contents("instant", body)
            self.contexts[attributes(match.group(1))["id"]] = (contents("identifier", body)[0], start[0] if start else None,
                                                               end[0], dimensions)
        self.units = {}
        for match in UNIT.finditer(document):
            self.units[attributes(match.group(1))["id"]] = "/".join(local(name) for name in contents("measure", match.group(2)))
        self.elements = {}
        self.named = {}
        for match in OPENING.finditer(document):
            element = attributes(match.group(1))
            end = self.end_of(document, match.end())
            value = number_of(document[match.end():end], element.get("format", "")) if not match.group(2) else None
            if value is None:
                continue
            value *= 10.0 ** int(element.get("scale", "0"))
            value = -value if element.get("sign") == "-" else value
            entry = (element["name"], element["contextref"], element["unitref"], value)
            if "id" in element:
                self.elements[element["id"]] = entry
            self.named.setdefault(element["name"], []).append(entry)

    @staticmethod
    def end_of(document, at):
        """Where the element that opened before `at` ends; numbers may stand in numbers."""
        depth = 1
        while True:
            closing = CLOSING.search(document, at)
            if closing is None:
                return at
            depth += len([m for m in OPENING.finditer(document, at, closing.start()) if not m.group(2)]) - 1
            if depth == 0:
                return closing.start()
            at = closing.end()

    def prints(self, cell, value):
        """Whether a row whose label ends as the cell's does is followed by the value, in whatever scale."""
        label = " ".join(cell.rpartition(", ")[0].rpartition(", ")[0].split()[-4:]).lower()
        for scale in (1, 1e3, 1e6):
            for match in re.finditer(rf"(?<![\d,.]){abs(value) / scale:,.0f}(?![\d,])", self.text):
                if label and label in self.text[max(0, match.start() - 200):match.start()].lower():
                    return True
        return False

    def differences(self, entry, fact, report):
        name, context, unit, value = entry
        entity, start, end, dimensions = self.contexts[context]
        wrong = []
        if name != f"{fact['taxonomy']}:{fact['tag']}" and local(name) != fact["tag"]:
            wrong.append(f"is {name}")
        if entity.lstrip("0") != fact["company"]:
            wrong.append(f"is of {entity}")
        if (start, end) != (fact["start"], fact["end"]):
            wrong.append(f"is of {start}..{end}")
        if dimensions != fact.get("dimensions", ""):
            wrong.append(f"is of [{dimensions}]")
        if self.units.get(unit) != fact["unit"]:
            wrong.append(f"is in {self.units.get(unit)}")
        if abs(value - report["value"]) > 1e-9 * max(abs(value), abs(report["value"])):
            wrong.append(f"is {value!r}, not {report['value']!r}")
        return wrong

    def check(self, fact, report):
        """What is wrong with a fact, held against the element it names, or else against any that could be it."""
        cell = report["place"].get("cell", "")
        if fact["taxonomy"] == "statement":
            return [] if self.prints(cell, report["value"]) else [f"no row {cell} prints {report['value']!r}"]
        if cell:
            if cell not in self.elements:
                return [f"the document has no number with the id {cell}"]
            return [f"element {cell} {what}" for what in self.differences(self.elements[cell], fact, report)]
        entries = self.named.get(f"{fact['taxonomy']}:{fact['tag']}", [])
        if any(not self.differences(entry, fact, report) for entry in entries):
            return []
        return ["the document has no number of that name, period and value"]
