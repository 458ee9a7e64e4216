# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds published averages in the workbooks that they were taken from."""
import glob
import json
import os
import re

TOLERANCE = 1e-6  # relative: the workbooks' own binary numbers, written as decimals
# Which column a ratio's published average must come from, where its name alone doesn't tell.
COLUMNS = {"gross_margin": "gross margin", "net_margin": "net margin", "operating_margin": "operating margin",
           "wacc": "cost of capital", "roic": "roic", "roe": "roe", "tax_rate": "tax rate",
           "country_risk_premium": "country risk premium", "equity_risk_premium": "equity risk premium"}


def plain(text):
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def cell_values(path):
    """{row label: {column title: number}} over all sheets of a workbook, titles as printed."""
    import xlrd
    table = {}
    book = xlrd.open_workbook(path)
    for sheet in book.sheets():
        titles = None
        for number in range(sheet.nrows):
            row = sheet.row(number)
            label = str(row[0].value).strip() if row else ""
            texts = [str(cell.value).strip() for cell in row]
            if label.lower() in ("industry name", "industry", "country"):
                titles = texts
                continue
            if titles is None or not label:
                continue
            cells = table.setdefault(label, {})
            for column in range(1, min(len(row), len(titles))):
                if row[column].ctype in (2, 3) and titles[column]:
                    cells.setdefault(titles[column], float(row[column].value))
    return table


def numbers_in(node):
    """Every number of a JSON document."""
    if isinstance(node, bool):
        return
    if isinstance(node, (int, float)):
        yield float(node)
    elif isinstance(node, dict):
        for value in node.values():
            yield from numbers_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from numbers_in(value)


class Anchors:
    """Published averages: from the workbooks where they can be read, else from the project's own copy of them."""

    def __init__(self, data, resources):
        self.rows = {}  # plain row label → [(column title, value), …]
        self.copied = set()
        self.note = ""
        try:
            for path in sorted(glob.glob(os.path.join(data, "industry", "*.xls"))):
                for label, cells in cell_values(path).items():
                    self.rows.setdefault(plain(label), []).extend(cells.items())
        except ImportError:
            self.rows = {}
        if not self.rows:
            self.note = "published averages were held against resources/industry only: no workbook could be read"
            for path in sorted(glob.glob(os.path.join(resources, "industry", "*.json"))):
                with open(path, encoding="utf-8") as file:
                    self.copied.update(numbers_in(json.load(file)))

    def check(self, fact):
        """What is wrong with a published average: a list of sentences."""
        if not fact["source"]:
            return ["its source is not named"]

        def equals(value):
            return abs(value - fact["value"]) <= TOLERANCE * max(abs(value), abs(fact["value"]))

        if not self.rows:
            return [] if any(equals(value) for value in self.copied) else ["stands nowhere in resources/industry"]
        # The tag names the table's row and the ratio, in either order.
        parts = [part for part in re.split(r"[/:|]", fact["tag"]) if part]
        labels = [plain(part) for part in parts if plain(part) in self.rows]
        if not labels:
            return [f"no workbook has a row called {parts}"]
        cells = [cell for label in labels for cell in self.rows[label] if equals(cell[1])]
        if not cells:
            return [f"{fact['value']!r} stands in no cell of that row"]
        wanted = [COLUMNS[part] for part in parts if part in COLUMNS]
        if wanted and not any(wanted[0] in title.lower() for title, _ in cells):
            return [f"{fact['value']!r} stands under {sorted({title for title, _ in cells})}, not under {wanted[0]}"]
        return []
