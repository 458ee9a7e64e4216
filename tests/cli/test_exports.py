# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents made of a report, opened by the programs and libraries that a client has.

Usage: test_exports.py PROGRAM PROJECT [unittest's arguments]"""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase

FORMATS = ("docx", "xlsx", "pptx", "pdf")


def needs_module(name):
    return unittest.skipUnless(importlib.util.find_spec(name), f"the Python module {name} is not installed")


def needs_program(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


class Exports(CommandLineCase):
    """One report, in each format."""

    def setUp(self):
        super().setUp()
        self.expect(0, "analyze", "Tesla", "--format", "json", "--output", self.path("report.json"))
        with open(self.path("report.json"), encoding="utf-8") as file:
            self.report = json.load(file)

    def document(self, name, environment=None):
        path = self.path(f"report.{name}")
        self.expect(0, "library", "show", self.report["id"], "--output", path, env=environment)
        return path

    def converted(self, path, suffix="pdf"):
        """The path of what LibreOffice makes of it."""
        folder = self.path("converted")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.path('profile')}", "--headless", "--convert-to",
                        suffix, "--outdir", folder, path], check=True, capture_output=True, timeout=600)
        made = os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + "." + suffix)
        self.assertTrue(os.path.isfile(made), made)
        return made

    def pages(self, path):
        shown = subprocess.run(["pdfinfo", path], check=True, capture_output=True).stdout.decode()
        return int(re.search(r"Pages:\s+(\d+)", shown).group(1))

    @needs_module("docx")
    def test_python_docx_reads_the_document(self):
        import docx
        document = docx.Document(self.document("docx"))
        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        self.assertEqual(headings[0], "Executive summary")
        for framework in self.report["frameworks"].values():
            self.assertIn(framework["title"], headings)
        answer = self.report["executive_summary"]["answer"]["text"]
        self.assertTrue(any(answer in p.text for p in document.paragraphs))
        self.assertTrue(any(table.rows[0].cells[0].text == "Line" for table in document.tables))
        self.assertIn("Tesla", document.core_properties.title)

    def test_claims_have_footnotes_with_their_sources(self):
        with zipfile.ZipFile(self.document("docx")) as archive:
            document = archive.read("word/document.xml").decode()
            notes = archive.read("word/footnotes.xml").decode()
        references = re.findall(r'<w:footnoteReference w:id="(\d+)"', document)
        self.assertGreater(len(references), 50)
        self.assertEqual(sorted(references), sorted(set(references)))
        for reference in references:
            self.assertIn(f'<w:footnote w:id="{reference}"', notes)
        self.assertIn("10-K filed", notes)
        self.assertRegex(document, r"TOC \\o")

    @needs_module("pptx")
    def test_python_pptx_reads_the_presentation(self):
        import pptx
        deck = pptx.Presentation(self.document("pptx"))
        slides = list(deck.slides)
        self.assertTrue(all(slide.shapes.title.text_frame.text for slide in slides))
        charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
        tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
        self.assertTrue(charts and tables)
        revenue = next(chart for chart in charts if chart.plots[0].series[0].name == "Revenue")
        line = next(line for statement in self.report["financials"]["statements"] if statement["frequency"] == "annual"
                    for line in statement["lines"] if line["concept"] == "revenue")
        newest = next(value for value in line["values"] if value)["value"]
        self.assertAlmostEqual(list(revenue.plots[0].series[0].values)[-1] * 1e6, newest, delta=1)
        self.assertTrue(any("10-K filed" in slide.notes_slide.notes_text_frame.text for slide in slides
                            if slide.has_notes_slide))

    @needs_module("pptx")
    def test_a_firms_template_gives_the_look(self):
        import pptx
        template = self.path("firm.pptx")
        firm = pptx.Presentation()
        firm.slide_master.name = "Firm"
        firm.slides.add_slide(firm.slide_layouts[0]).shapes.title.text = "Not to be taken over"
        firm.save(template)
        deck = pptx.Presentation(self.document("pptx", {"CONSULTANTOS_REPORT_TEMPLATE": template}))
        self.assertEqual((deck.slide_width, deck.slide_height), (firm.slide_width, firm.slide_height))
        self.assertEqual([layout.name for layout in deck.slide_layouts], [layout.name for layout in firm.slide_layouts])
        self.assertEqual(deck.slides[1].slide_layout.name, "Title Only")
        self.assertNotIn("Not to be taken over", [slide.shapes.title.text_frame.text for slide in deck.slides])

    def test_a_template_that_is_none_is_an_error(self):
        self.expect_error(1, "library", "show", self.report["id"], "--output", self.path("x.pptx"),
                          words=["report.json", "template"], env={"CONSULTANTOS_REPORT_TEMPLATE": self.path("report.json")})
        self.assertFalse(os.path.exists(self.path("x.pptx")))

    @needs_module("openpyxl")
    @needs_program("soffice")
    def test_libreoffice_computes_the_workbook_to_the_same_figures(self):
        import openpyxl
        path = self.document("xlsx")
        bare = self.path("bare.xlsx")
        removed = 0
        # Without the values that we wrote, what stands there afterwards is LibreOffice's.
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
            for name in source.namelist():
                part = source.read(name)
                if name.startswith("xl/worksheets/sheet"):
                    part, count = re.subn(rb"(<f>.*?</f>)<v>[^<]*</v>", rb"\1", part)
                    removed += count
                target.writestr(name, part)
        formulas, ours = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        theirs = openpyxl.load_workbook(self.converted(bare, "xlsx"), data_only=True)
        compared = 0
        for sheet in formulas:
            for cell in (cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")):
                mine, other = ours[sheet.title][cell.coordinate].value, theirs[sheet.title][cell.coordinate].value
                self.assertIsInstance(other, (int, float), f"{sheet.title}!{cell.coordinate} {cell.value}")
                self.assertLessEqual(abs(mine - other), 1e-9 * max(1, abs(mine)), f"{sheet.title}!{cell.coordinate}")
                compared += 1
        self.assertEqual(compared, removed)
        self.assertGreater(compared, 500)
        self.assertFalse([row for row in ours["Computations"].iter_rows(values_only=True) if "not live" in str(row[5])])
        self.assertIn("revenue_FY2024", formulas.defined_names)

    @needs_program("soffice")
    @needs_program("pdfinfo")
    def test_libreoffice_opens_each(self):
        for name in ("docx", "xlsx", "pptx"):
            self.assertGreater(self.pages(self.converted(self.document(name))), 5, name)

    @needs_program("qpdf")
    def test_the_pdf_is_sound_and_has_an_outline(self):
        path = self.document("pdf")
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
        shown = json.loads(subprocess.run(["qpdf", "--json", "--json-key=outlines", path], check=True,
                                          capture_output=True).stdout)
        titles = [entry["title"] for entry in shown["outlines"]]
        self.assertEqual(titles[0], "Executive summary")
        pages = [entry["destpageposfrom1"] for entry in shown["outlines"]]
        self.assertEqual(pages, sorted(pages))
        # Each line of the contents leads where the outline does.
        every = json.loads(subprocess.run(["qpdf", "--json", "--json=2", "--json-key=qpdf", path], check=True, capture_output=True).stdout)
        objects = every["qpdf"][1]
        links = []
        for value in objects.values():
            value = value.get("value", value) if isinstance(value, dict) else value
            for entry in value if isinstance(value, list) else []:
                if isinstance(entry, dict) and entry.get("/Subtype") == "/Link":
                    links.append(entry)
        entries = [entry for top in shown["outlines"] for entry in [top, *top["kids"]]]
        self.assertEqual([link["/Dest"][0] for link in links], [entry["dest"][0] for entry in entries])
        self.assertTrue(all(0 <= link["/Rect"][1] < link["/Rect"][3] <= 842 for link in links), links)

    @needs_program("pdfinfo")
    def test_paper_is_as_the_settings_say(self):
        shown = subprocess.run(["pdfinfo", self.document("pdf", {"CONSULTANTOS_REPORT_PAPER": "letter"})], check=True, capture_output=True).stdout.decode()
        self.assertIn("612 x 792", shown)

    @needs_program("pdftotext")
    def test_every_number_of_each_document_is_the_reports(self):
        paths = [self.document(name) for name in FORMATS]
        script = os.path.join(test_cli.PROJECT, "tests", "tools", "walk_exports.py")
        walked = subprocess.run([sys.executable, script, self.path("report.json"), *paths], capture_output=True, text=True)
        self.assertEqual(walked.returncode, 0, walked.stdout + walked.stderr)
        # A number that nobody computed is found.
        with zipfile.ZipFile(paths[0]) as source, zipfile.ZipFile(self.path("planted.docx"), "w") as target:
            for name in source.namelist():
                part = source.read(name)
                target.writestr(name, part.replace(b" %", b"987.6 %", 1) if name == "word/document.xml" else part)
        walked = subprocess.run([sys.executable, script, self.path("report.json"), self.path("planted.docx")],
                                capture_output=True, text=True)
        self.assertEqual(walked.returncode, 1)
        self.assertIn("987.6", walked.stdout)

    def test_the_same_report_gives_the_same_bytes(self):
        for name in ("docx", "pptx", "xlsx"):
            with open(self.document(name), "rb") as file:
                first = file.read()
            with open(self.document(name), "rb") as file:
                self.assertEqual(first, file.read(), name)

    def test_several_reports_go_into_a_folder(self):
        self.expect(0, "analyze", "Apple", "--frameworks", "porter", "--output", self.path("apple.json"))
        with open(self.path("apple.json"), encoding="utf-8") as file:
            apple = json.load(file)["id"]
        folder = self.path("batch")
        self.expect(0, "library", "show", self.report["id"], apple, "--format", "docx", "--output", folder)
        self.assertEqual(sorted(os.listdir(folder)), ["apple.docx", "tesla.docx"])


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
