# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds published averages in the workbooks that they were taken from."""
import glob
import os


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


class Anchors:
    """Published averages: from the workbooks where they can be read, else from the project's own copy of them."""

    def __init__(self, data, resources):
        self.values = {}
        self.note = ""
        workbooks = sorted(glob.glob(os.path.join(data, "industry", "*.xls"))) if data else []
        try:
            import xlrd  # noqa: F401  (only to see whether it is there)
            for path in workbooks:
                for label, cells in cell_values(path).items():
                    for title, value in cells.items():
                        self.values.setdefault(label, []).append((os.path.basename(path), title, value))
        except ImportError:
            workbooks = []
        self.from_workbooks = bool(workbooks)
        self.resources = resources
        if not self.from_workbooks:
            self.note = "published averages were held against resources/industry only: no workbook could be read"
