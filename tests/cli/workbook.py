# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills in cells of an XLSX file as a spreadsheet program would, with the standard library alone."""
import re
import zipfile
from xml.sax.saxutils import escape, unescape


class Workbook:
    """Cells are named "Income!D5". Only cells that the file has, filled or blank, can be filled in."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        names = re.findall(r'<sheet name="([^"]+)"', self.parts["xl/workbook.xml"].decode())
        self.part_of = {unescape(name): f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}
        strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", self.parts["xl/sharedStrings.xml"].decode(), re.DOTALL)
        self.strings = [unescape(text) for text in strings]

    def row_of(self, sheet, identity):
        """The number of the row whose hidden first cell holds `identity`."""
        xml = self.parts[self.part_of[sheet]].decode()
        for row, index in re.findall(r'<c r="A(\d+)"[^>]*t="s"[^>]*><v>(\d+)</v></c>', xml):
            if self.strings[int(index)] == identity:
                return int(row)
        raise KeyError(f"{sheet}: {identity}")

    def fill(self, cell, value):
        sheet, address = cell.split("!")
        part = self.part_of[sheet]
        pattern = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*?(/>|>.*?</c>)')
        if value is None:
            filled = rf'<c r="{address}"\1/>'
        elif isinstance(value, str):
            text = escape(value).replace("\\", r"\\")
            filled = rf'<c r="{address}"\1 t="inlineStr"><is><t>{text}</t></is></c>'
        else:
            filled = rf'<c r="{address}"\1><v>{value}</v></c>'
        xml, count = pattern.subn(filled, self.parts[part].decode(), count=1)
        if count != 1:
            raise KeyError(cell)
        self.parts[part] = xml.encode()

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
