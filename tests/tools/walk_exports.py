#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every number in documents made of a report against the report's JSON.

walk_exports.py REPORT.json DOCUMENT…   .docx, .pptx, .xlsx or .pdf (by pdftotext). Each number that a reader sees must stand in
a text of the JSON, or show the value of a figure, fact or computation in it. With walk_numbers.py, which follows the JSON's
own numbers to their sources, that leads from each number of a document to its source. No code is shared with the engine.
Exit code 0 and a line of counts when all is well, 1 and a line a stray otherwise.
"""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][-+]?\d+)?")
# What the documents number themselves, labels of evidence and ranges of them, notes, pages; and addresses.
LABELS = re.compile(r"https?://\S+|\b[FCPK]\d+(?:–[FCPK]\d+)?\b|\b[Aa]s note \d+|\bPage \d+ of \d+")
FACTORS = (1, 1e-6, 100)
MOST_DECIMALS = 4


def values_and_texts(node):
    """All numbers and all texts of a JSON document, keys left out."""
    if isinstance(node, dict):
        for value in node.values():
            yield from values_and_texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from values_and_texts(value)
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield float(node), None
    elif isinstance(node, str):
        yield None, node


class Known:
    """What a document of the report may print."""

    def __init__(self, report):
        self.values, self.printed = set(), set()
        for value, text in values_and_texts(report):
            if text is not None:
                self.printed.update(token.replace(",", "") for token in NUMBER.findall(text))
            else:
                self.values.add(abs(value))
        # Lists of evidence give all fifteen digits that a double holds for sure.
        self.exact = {float(f"{value:.15g}") for value in self.values} | self.values
        # As printed with so many decimals; a tie may go either way.
        self.rounded = [set() for _ in range(MOST_DECIMALS + 1)]
        for value in self.values:
            for factor in FACTORS:
                for decimals, known in enumerate(self.rounded):
                    for nudge in (1, 1 - 1e-12, 1 + 1e-12):
                        known.add(f"{value * factor * nudge:.{decimals}f}")

    def has_text(self, token):
        plain = token.replace(",", "")
        if plain in self.printed or float(plain) in self.exact:
            return True
        decimals = len(plain.partition(".")[2])
        return decimals <= MOST_DECIMALS and plain in self.rounded[decimals]

    def has_value(self, value):
        size = abs(value)
        return any(size * factor in self.values for factor in (1, 1e6)) or any(
            abs(size * factor - known) <= 1e-9 * max(size * factor, 1e-12) for known in self.values for factor in (1, 1e6))


def local(element):
    return element.tag.rpartition("}")[2]


def paragraphs(part):
    """Texts of a part of DOCX or PPTX, one a paragraph; what fields compute is left out."""
    for paragraph in ElementTree.fromstring(part).iter():
        if local(paragraph) != "p" or "presentationml" in paragraph.tag:
            continue
        fields = {id(child) for field in paragraph.iter() if local(field) == "fld" for child in field.iter()}
        depth, pieces = 0, []
        for element in paragraph.iter():
            kind = next((v for k, v in element.attrib.items() if k.endswith("fldCharType")), None)
            depth += {"begin": 1, "end": -1}.get(kind, 0) if local(element) == "fldChar" else 0
            if local(element) == "t" and depth == 0 and id(element) not in fields:
                pieces.append(element.text or "")
        yield "".join(pieces)


def office_texts(archive, names):
    for name in archive.namelist():
        if re.fullmatch(names, name):
            for text in paragraphs(archive.read(name)):
                yield name, text


def chart_values(archive):
    for name in archive.namelist():
        if not re.fullmatch(r"ppt/charts/\w+\.xml", name):
            continue
        for cache in ElementTree.fromstring(archive.read(name)).iter():
            if local(cache) == "numCache":
                for value in cache.iter():
                    if local(value) == "v":
                        yield name, float(value.text)


def sheet_content(archive):
    """Texts and numbers of a workbook's cells, with the sheet and cell."""
    shared = []
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")):
            shared.append("".join(t.text or "" for t in item.iter() if local(t) == "t"))
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for cell in ElementTree.fromstring(archive.read(name)).iter():
            if local(cell) != "c":
                continue
            value = next((v.text for v in cell if local(v) == "v"), None)
            if value is None:
                continue
            place = f"{name} {cell.get('r')}"
            if cell.get("t") != "s":
                yield place, None, value
            # The first column is hidden: what rows mean, for who reads the workbook back.
            elif not shared[int(value)].startswith("co1|"):
                yield place, shared[int(value)], None


def strays_of(path, known):
    """(number of numbers, strays) of one document."""
    count, strays = 0, []

    def text(place, words):
        nonlocal count
        for token in NUMBER.findall(LABELS.sub(" ", words)):
            count += 1
            if not known.has_text(token):
                strays.append(f"{place}: {token} in \"{words.strip()[:100]}\"")

    def value(place, number):
        nonlocal count
        count += 1
        if not known.has_value(number):
            strays.append(f"{place}: {number}")

    if path.endswith(".pdf"):
        output = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
        is_contents = True
        for page, words in enumerate(output.decode().split("\f")):
            lines = words.splitlines()
            # The contents come first, and their lines end with numbers of pages.
            written = [line for line in lines if line.strip()]
            is_contents = is_contents and (page == 0 or sum(
                bool(re.search(r"\S\s{2,}\d+\s*$", line)) for line in written) > len(written) / 2)
            for line in lines:
                text(f"page {page + 1}", re.sub(r"\s{2,}\d+\s*$", "", line) if is_contents else line)
        return count, strays
    with zipfile.ZipFile(path) as archive:
        if path.endswith(".docx"):
            for place, words in office_texts(archive, r"word/(document|footnotes|header1|footer1)\.xml"):
                text(place, words)
        elif path.endswith(".pptx"):
            for place, words in office_texts(archive, r"ppt/(slides|notesSlides)/\w+\.xml"):
                text(place, words)
            for place, number in chart_values(archive):
                value(place, number)
        else:
            for place, words, number in sheet_content(archive):
                if words is not None:
                    text(place, words)
                elif re.fullmatch(r"[-+.\deE]+", number):
                    value(place, float(number))
    return count, strays


def main():
    if len(sys.argv) < 3:
        print(__doc__.strip())
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        known = Known(json.load(file))
    is_well = True
    for path in sys.argv[2:]:
        count, strays = strays_of(path, known)
        for stray in strays[:20]:
            print(f"{os.path.basename(path)}: {stray}")
        print(f"{os.path.basename(path)}: {count} numbers, {len(strays)} strays")
        is_well = is_well and not strays and count > 0
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
