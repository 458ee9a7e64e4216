# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks of a report that were edited by the programs a client has, read back as differences.

Usage: test_read_back.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import subprocess
import sys
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase
from test_exports import needs_module, needs_program

# An edit each by LibreOffice itself: a value, a weight, a score typed over its formula, a sentence, and a row with all
# that stands in it taken out. Rows are found by their marks. Before that a row is put in and taken out again elsewhere.
MACRO = """Sub EditBook(source As String, target As String)
  Dim arguments(0) As New com.sun.star.beans.PropertyValue
  arguments(0).Name = "Hidden"
  arguments(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, arguments())
  facts = book.Sheets.getByName("Facts")
  weights = book.Sheets.getByName("Weights")
  porter = book.Sheets.getByName("Porters five forces")
  facts.getCellByPosition(6, RowOf(facts, "{fact}")).Value = {value}
  weights.getCellByPosition(4, RowOf(weights, "weight:porter/rivalry/growth")).Value = 0.5
  porter.getCellByPosition(2, RowOf(porter, "score:porter/suppliers")).Value = 4.5
  cell = porter.getCellByPosition(1, RowOf(porter, "claim:porter.buyers.summary"))
  cell.String = "We see it otherwise: " & cell.String
  porter.Rows.removeByIndex(RowOf(porter, "{gone}"), 1)
  porter.Rows.insertByIndex(3, 2)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "FilterName"
  options(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(target), options())
  book.close(True)
End Sub

Function RowOf(sheet, mark As String) As Long
  For i = 0 To 4000
    If InStr(sheet.getCellByPosition(0, i).String, "|" & mark) > 0 Then
      RowOf = i
      Exit Function
    End If
  Next i
  RowOf = -1
End Function
"""


def row_of(sheet, mark):
    """The cells of the row whose mark says so."""
    return next(row for row in sheet.iter_rows() if f"|{mark}|" in str(row[0].value))


class ReadBack(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.expect(0, "analyze", "Tesla", "--frameworks", "all", "--format", "json", "--output", self.path("report.json"))
        with open(self.path("report.json"), encoding="utf-8") as file:
            self.report = json.load(file)
        self.expect(0, "library", "show", self.report["id"], "--output", self.path("report.xlsx"))
        self.sections = {f"{name}/{section['id']}": section for name, framework in self.report["frameworks"].items()
                         for section in framework["sections"]}
        # Operating income moves the scores of the margin and of what the company earns above its cost of capital.
        self.fact = next(fact for fact in self.report["evidence"]["facts"] if fact["tag"] == "OperatingIncomeLoss"
                         and fact["company"] == self.report["company"]["id"] and fact["start"] == "2024-01-01"
                         and fact["end"] == "2024-12-31")

    def changes(self, name):
        shown = json.loads(self.expect(0, "library", "read-back", self.report["id"], self.path(name), "--format", "json").stdout)
        return shown["changes"]

    def saved_by_libreoffice(self, name):
        folder = self.path("saved")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.path('profile')}", "--headless", "--convert-to",
                        "xlsx", "--outdir", folder, self.path(name)], check=True, capture_output=True, timeout=600)
        return os.path.join("saved", name)

    def edited(self, name):
        """Five edits by openpyxl, which keeps no computed value."""
        import openpyxl
        book = openpyxl.load_workbook(self.path("report.xlsx"))
        porter = book["Porters five forces"]
        row_of(book["Facts"], "fact:" + self.fact["id"])[6].value = 2 * self.fact["value"]
        row_of(book["Weights"], "weight:porter/rivalry/growth")[4].value = 0.5
        row_of(porter, "score:porter/suppliers")[2].value = 4.5
        cell = row_of(porter, "claim:porter.buyers.summary")[1]
        cell.value = "We see it otherwise: " + cell.value
        book["Facts"].append([None, None, None, "us-gaap:BacklogOrders", "2024-01-01", "2024-12-31", 12345, "USD"])
        book.save(self.path(name))

    def expect_five(self, changes, last, refused=()):
        found = {change["kind"]: change for change in changes}
        self.assertEqual(sorted(change["kind"] for change in changes),
                         sorted(["fact", "weight", "score", "statement", last]))
        self.assertEqual((found["fact"]["target"], found["fact"]["value"]), (self.fact["id"], 2 * self.fact["value"]))
        self.assertIn(("porter", "new_entrants"), [(s["framework"], s["section"]) for s in found["fact"]["scores"]])
        self.assertEqual((found["weight"]["target"], found["weight"]["value"]), ("porter/rivalry/growth", 0.5))
        drivers = [d for d in self.sections["porter/rivalry"]["drivers"] if d["score"]]
        shares = {d["id"]: 0.5 if d["id"] == "growth" else d["weight"] for d in drivers}
        expected = sum(shares[d["id"]] * d["score"]["value"] for d in drivers) / sum(shares.values())
        self.assertEqual(len(found["weight"]["scores"]), 1)
        self.assertAlmostEqual(found["weight"]["scores"][0]["after"], expected, places=9)
        self.assertEqual((found["score"]["target"], found["score"]["value"]), ("porter/suppliers", 4.5))
        claim = self.sections["porter/buyers"]["summary"]
        self.assertEqual((found["statement"]["target"], found["statement"]["before"]), (claim["id"], claim["text"]))
        self.assertEqual(found["statement"]["after"], "We see it otherwise: " + claim["text"])
        self.assertEqual([change["kind"] for change in changes if change["refused"]], list(refused))
        return found

    def test_an_untouched_workbook_says_what_the_report_says(self):
        self.assertEqual(self.changes("report.xlsx"), [])
        shown = self.expect(0, "library", "read-back", self.report["id"], self.path("report.xlsx")).stdout.decode()
        self.assertIn("says what the report says", shown)

    @needs_program("soffice")
    def test_saved_again_by_libreoffice_nothing_is_changed(self):
        self.assertEqual(self.changes(self.saved_by_libreoffice("report.xlsx")), [])

    @needs_module("openpyxl")
    def test_saved_again_by_openpyxl_nothing_is_changed(self):
        import openpyxl
        openpyxl.load_workbook(self.path("report.xlsx")).save(self.path("again.xlsx"))
        self.assertEqual(self.changes("again.xlsx"), [])

    @needs_module("openpyxl")
    def test_five_edits_are_five_differences(self):
        self.edited("edited.xlsx")
        found = self.expect_five(self.changes("edited.xlsx"), "row_added")
        self.assertEqual((found["row_added"]["value"], found["row_added"]["unit"]), (12345, "USD"))
        self.assertIn("BacklogOrders", found["row_added"]["target"])

    @needs_module("openpyxl")
    def test_accepted_changes_are_the_reports_and_one_step_takes_them_back(self):
        import openpyxl
        self.edited("edited.xlsx")
        changes = self.changes("edited.xlsx")
        numbers = {change["kind"]: str(change["number"]) for change in changes}
        accept = ",".join(numbers[kind] for kind in ("weight", "score", "statement", "fact"))
        self.expect(0, "library", "read-back", self.report["id"], self.path("edited.xlsx"), "--accept", accept, "--author", "Ada")
        now = self.report_now()
        edits = {(edit["kind"], edit["target"]): edit for edit in now["edits"]}
        self.assertEqual(sorted(edits), [("score", "porter.suppliers.score"), ("text", "porter.buyers.summary"), ("weight", "porter.rivalry.growth")])
        self.assertEqual({edit["author"] for edit in now["edits"]}, {"Ada"})
        sections = {section["id"]: section for section in now["frameworks"]["porter"]["sections"]}
        self.assertTrue(sections["buyers"]["summary"]["text"].startswith("We see it otherwise: "))
        self.assertEqual(sections["suppliers"]["score"]["value"], 4.5)
        promised = {(s["framework"], s["section"]): s["after"] for change in changes if change["kind"] == "weight" for s in change["scores"]}
        self.assertAlmostEqual(sections["rivalry"]["score"]["value"], promised[("porter", "rivalry")], places=6)
        income = [fact for fact in now["evidence"]["facts"] if fact["id"] == self.fact["id"]]
        self.assertEqual([fact["value"] for fact in income], [2 * self.fact["value"]])
        self.assertIn("correction of Ada: edited.xlsx", income[0]["source"])
        self.expect(0, "library", "undo", self.report["id"])
        undone = self.report_now()
        self.assertEqual(undone["frameworks"], self.report["frameworks"])
        self.assertNotIn("edits", undone)
        # The fact is as it was for a new report, too.
        self.expect(0, "analyze", "Tesla", "--frameworks", "porter", "--format", "json", "--output", self.path("new.json"))
        with open(self.path("new.json"), encoding="utf-8") as file:
            new = json.load(file)
        self.assertEqual([f["value"] for f in new["evidence"]["facts"] if f["id"] == self.fact["id"]], [self.fact["value"]])
        self.expect(2, "library", "read-back", self.report["id"], self.path("edited.xlsx"), "--accept", "9")

    def report_now(self):
        return json.loads(self.expect(0, "library", "show", self.report["id"], "--format", "json").stdout)

    @needs_module("openpyxl")
    @needs_program("soffice")
    def test_what_an_edit_would_do_is_what_libreoffice_computes(self):
        import openpyxl
        self.edited("edited.xlsx")
        path = self.saved_by_libreoffice("edited.xlsx")
        # LibreOffice computes nothing anew that has a value, and openpyxl left none.
        changes = self.changes(path)
        self.expect_five(changes, "row_added")
        porter = openpyxl.load_workbook(self.path(path), data_only=True)["Porters five forces"]
        moved = {score["section"]: score["after"] for change in changes for score in change["scores"]
                 if score["framework"] == "porter"}
        self.assertEqual(sorted(moved), ["new_entrants", "rivalry", "suppliers"])
        for section in ("rivalry", "suppliers", "buyers", "new_entrants"):
            expected = moved.get(section, self.sections[f"porter/{section}"]["score"]["value"])
            self.assertAlmostEqual(row_of(porter, f"score:porter/{section}")[2].value, expected, places=9, msg=section)

    @needs_program("soffice")
    def test_five_edits_by_libreoffice_are_five_differences(self):
        gone = "claim:" + self.sections["porter/suppliers"]["items"][0]["claim"]["id"]
        profile = f"-env:UserInstallation=file://{self.path('profile')}"
        # The first start makes the profile with an empty module.
        subprocess.run(["soffice", profile, "--headless", "--terminate_after_init"], check=True, capture_output=True, timeout=600)
        macro = MACRO.format(fact="fact:" + self.fact["id"], value=2 * self.fact["value"], gone=gone)
        module = os.path.join(self.path("profile"), "user", "basic", "Standard", "Module1.xba")
        with open(module, "w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script"'
                       ' script:name="Module1" script:language="StarBasic">'
                       + macro.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</script:module>\n")
        subprocess.run(["soffice", profile, "--headless",
                        f'macro:///Standard.Module1.EditBook("{self.path("report.xlsx")}","{self.path("edited.xlsx")}")'],
                       check=True, capture_output=True, timeout=600)
        found = self.expect_five(self.changes("edited.xlsx"), "row_removed", ["row_removed"])
        self.assertEqual("claim:" + found["row_removed"]["target"], gone)

    @needs_module("openpyxl")
    def test_what_cannot_be_taken_over_says_why(self):
        import openpyxl
        book = openpyxl.load_workbook(self.path("report.xlsx"))
        row_of(book["Weights"], "weight:porter/rivalry/growth")[4].value = 5
        row_of(book["Porters five forces"], "score:porter/suppliers")[2].value = 17
        row_of(book["Facts"], "fact:" + self.fact["id"])[6].value = "about seven billion"
        book["Facts"]["Z3"].value = "ask the CFO"
        book["Facts"].append([None, None, None, "us-gaap:BacklogOrders", None, "soon", 12345, "USD"])
        book.save(self.path("edited.xlsx"))
        changes = self.changes("edited.xlsx")
        self.assertEqual(len(changes), 5)
        self.assertTrue(all(change["refused"] for change in changes), changes)

    @needs_module("openpyxl")
    def test_moved_rows_and_renamed_sheets_are_no_differences(self):
        import openpyxl
        book = openpyxl.load_workbook(self.path("report.xlsx"))
        summary = book["Executive summary"]
        summary.title = "For the board"
        # Sorted by hand: two rows of text change places, with what is hidden in them.
        first, second = [row for row in summary.iter_rows() if "|claim:" in str(row[0].value)][1:3]
        for left, right in zip(first, second):
            left.value, right.value = right.value, left.value
        book.save(self.path("moved.xlsx"))
        self.assertEqual(self.changes("moved.xlsx"), [])

    @needs_module("openpyxl")
    def test_a_german_workbook_is_read_in_german(self):
        import openpyxl
        self.expect(0, "library", "show", self.report["id"], "--report-language", "de", "--output", self.path("german.xlsx"))
        self.assertEqual(self.changes("german.xlsx"), [])
        book = openpyxl.load_workbook(self.path("german.xlsx"))
        sheets = [sheet for sheet in book if any("|claim:porter.buyers.summary|" in str(row[0].value) for row in sheet.iter_rows())]
        cell = row_of(sheets[0], "claim:porter.buyers.summary")[1]
        self.assertIn("Abnehmer", cell.value)
        cell.value = "Wir sehen es anders: " + cell.value
        row_of(book["Facts"], "fact:" + self.fact["id"])[6].value = 2 * self.fact["value"]
        row_of(book["Weights"], "weight:porter/rivalry/growth")[4].value = 0.5
        book.save(self.path("edited.xlsx"))
        found = {change["kind"]: change for change in self.changes("edited.xlsx")}
        self.assertEqual(sorted(found), ["fact", "statement", "weight"])
        said = found["statement"]
        self.assertEqual((said["target"], said["after"]), ("porter.buyers.summary", "Wir sehen es anders: " + said["before"]))
        self.assertIn("Abnehmermacht", said["before"])
        self.expect(0, "library", "read-back", self.report["id"], self.path("edited.xlsx"), "--accept", "all", "--author", "Ada")
        sections = {section["id"]: section for section in self.report_now()["frameworks"]["porter"]["sections"]}
        self.assertEqual(sections["buyers"]["summary"]["text"], said["after"])

    def test_other_files_are_told_apart(self):
        self.expect(0, "analyze", "Apple", "--frameworks", "porter", "--output", self.path("apple.json"))
        with open(self.path("apple.json"), encoding="utf-8") as file:
            apple = json.load(file)["id"]
        self.expect_error(2, "library", "read-back", apple, self.path("report.xlsx"), words=["another report"])
        self.expect_error(1, "library", "read-back", apple, self.path("report.json"), words=["report.json"])
        self.expect(0, "template", "financials", "--output", self.path("template.xlsx"))
        self.expect_error(1, "library", "read-back", apple, self.path("template.xlsx"), words=["no workbook of a report"])
        # A file that was cut off, and one with a damaged part.
        with open(self.path("report.xlsx"), "rb") as file:
            whole = file.read()
        with open(self.path("cut.xlsx"), "wb") as file:
            file.write(whole[:len(whole) // 2])
        self.expect_error(1, "library", "read-back", self.report["id"], self.path("cut.xlsx"), words=["cut.xlsx"])
        with zipfile.ZipFile(self.path("report.xlsx")) as source, zipfile.ZipFile(self.path("broken.xlsx"), "w") as target:
            for name in source.namelist():
                part = source.read(name)
                target.writestr(name, part[:500] if name == "xl/worksheets/sheet1.xml" else part)
        self.expect_error(1, "library", "read-back", self.report["id"], self.path("broken.xlsx"), words=["broken.xlsx"])


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
