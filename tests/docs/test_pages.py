#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents say of each other and of the tree: links, anchors, the table of folders, the plan of the guides.

test_pages.py ROOT
"""

import pathlib
import re
import sys
import tempfile
import unittest

from build_docs import EXTERNAL, Guides
from build_docs import main as build
from guide_page import GuidePage, anchors_in

ROOT = pathlib.Path()
LEFT_OUT = {".git", ".venv", "__pycache__", "node_modules"}
# Guides in which *stars* mark what the window says. A menu's entry is *Menu › Entry*.
OF_THE_WINDOW = ("admin", "backup", "comparing-reports", "editing-reports", "faq", "frameworks", "monitors", "quality",
                 "report-languages", "sealed-reports", "templates", "user-guide")
STEPS_OF_A_MENU = re.compile(r"\s*[›>→]\s*")
TEXT_OF_SOURCE = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
# Folders whose every folder has a row in the table of docs/architecture.md.
DESCRIBED = ("app", "core", "ui")
FOLDER_ROW = re.compile(r"^\| `([^`]+)/` \|")


def documents(root):
    for path in sorted(root.rglob("*.md")):
        parts = path.relative_to(root).parts
        if not any(part in LEFT_OUT or part.startswith("build") for part in parts[:-1]):
            yield path


def link_faults(root):
    for path in documents(root):
        for link in GuidePage(path).links:
            if EXTERNAL.match(link.target):
                continue
            name, _, anchor = link.target.partition("#")
            target = (path.parent / name).resolve() if name else path
            place = f"{path.relative_to(root)}, line {link.line}: {link.target}"
            if not target.exists():
                yield f"{place} leads nowhere"
            elif anchor and anchor not in anchors_in(target):
                yield f"{place}: there is no such heading"


def plain(text):
    """A text of the window without what marks its shortcut or that a dialog follows."""
    return re.sub(r"[&…?]", "", text).strip().rstrip(".:").lower()


def texts_of_the_program(root):
    """Each text that stands in its source, those of several lines as one."""
    texts = set()
    for top in DESCRIBED:
        for path in (root / top).rglob("*.cpp"):
            joined = re.sub(r'"\s*\n\s*"', "", path.read_text(encoding="utf-8"))
            texts.update(plain(text) for text in TEXT_OF_SOURCE.findall(joined))
    return texts


def window_faults(root, names):
    known = texts_of_the_program(root)
    for name in names:
        for words, line in GuidePage(root / "docs" / f"{name}.md").emphasised:
            for step in STEPS_OF_A_MENU.split(words):
                if plain(step) not in known:
                    yield f"docs/{name}.md, paragraph at line {line}: the program says nowhere \"{step}\""


def described_folders(text):
    """The folders of the table, in its order."""
    table = text[text.index("| folder | reason to exist |"):].split("\n\n", 1)[0]
    return [found.group(1) for found in map(FOLDER_ROW.match, table.splitlines()) if found]


def folder_faults(root):
    described = described_folders((root / "docs/architecture.md").read_text(encoding="utf-8"))
    for name in described:
        if described.count(name) > 1:
            yield f"docs/architecture.md has {name}/ twice"
        if not (root / name).is_dir():
            yield f"docs/architecture.md describes {name}/, which isn't there"
    for top in DESCRIBED:
        for folder in [root / top, *sorted((root / top).rglob("*"))]:
            name = folder.relative_to(root).as_posix()
            holds_code = folder.is_dir() and any(folder.glob("*.cpp")) or any(folder.glob("*.h"))
            if holds_code and name not in described:
                yield f"docs/architecture.md has no row for {name}/"


class Pages(unittest.TestCase):
    maxDiff = None

    def test_each_link_leads_somewhere(self):
        self.assertEqual(list(link_faults(ROOT)), [])

    def test_each_folder_of_the_program_is_described_once_and_each_described_one_exists(self):
        self.assertEqual(list(folder_faults(ROOT)), [])

    def test_what_guides_say_of_the_window_is_what_it_says(self):
        self.assertEqual(list(window_faults(ROOT, OF_THE_WINDOW)), [])

    def test_each_document_belongs_to_a_guide(self):
        published = {path for group in Guides(ROOT).groups for path in group["paths"]}
        absent = [path.relative_to(ROOT).as_posix() for path in documents(ROOT / "docs")
                  if path.relative_to(ROOT).as_posix() not in published]
        self.assertEqual(absent, [], "tools/docs/pages.json doesn't publish them")

    def test_each_picture_is_shown_by_a_document(self):
        shown = {(page.parent / link.target).resolve() for page in documents(ROOT) for link in GuidePage(page).links if link.is_image}
        unused = [path.name for path in sorted((ROOT / "docs/images").glob("*")) if path.resolve() not in shown]
        self.assertEqual(unused, [])

    def test_the_guides_are_built_with_their_pages_and_a_search_that_finds_them(self):
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder) / "guides"
            self.assertEqual(build([str(ROOT), str(output), "--no-pdf", "--version", "1.2.3"]), 0)
            guide = (output / "user-guide.html").read_text(encoding="utf-8")
            self.assertIn('aria-current=page', guide)
            self.assertIn('id="what-a-number-shows"', guide)
            self.assertIn("1.2.3", guide)
            self.assertIn("user-guide.html#what-a-number-shows", (output / "search-index.js").read_text(encoding="utf-8"))
            self.assertTrue((output / "api.html").is_file())
            faults = [f"{page.name}: {target}" for page in output.glob("*.html")
                      for target in re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8"))
                      if not EXTERNAL.match(target) and not (output / target).exists() and not target.endswith(".pdf")]
            self.assertEqual(faults, [])


class PlantedFaults(unittest.TestCase):
    """The checks find what is planted, and nothing else."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, name, text=""):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def test_links(self):
        self.write("docs/a.md", "# A title, with `code`\n\n## Twice\n\n## Twice\n\n"
                                "[good](#a-title-with-code) [second](#twice-1) [out](https://example.com/x#y)\n"
                                "[gone](b.md)\n[lost](#thrice) ![no picture](images/x.png)\n\n"
                                "```\n[not a link](nowhere.md)\n```\n")
        self.assertEqual(list(link_faults(self.root)),
                         ["docs/a.md, line 8: b.md leads nowhere", "docs/a.md, line 9: #thrice: there is no such heading",
                          "docs/a.md, line 9: images/x.png leads nowhere"])

    def test_folders(self):
        self.write("core/base/a.cpp")
        self.write("core/base/deep/a.h")
        self.write("ui/page/a.cpp")
        self.write("docs/architecture.md", "| folder | reason to exist |\n|---|---|\n| `core/base/` | x |\n"
                                           "| `core/base/` | x |\n| `core/gone/` | x |\n| `ui/page/` | x |\n\n| `other/` | x |\n")
        self.assertEqual(sorted(set(folder_faults(self.root))),
                         ["docs/architecture.md describes core/gone/, which isn't there", "docs/architecture.md has core/base/ twice",
                          "docs/architecture.md has no row for core/base/deep/"])

    def test_names_of_the_window(self):
        self.write("ui/a.cpp", 'tr("&Save as P&DF …"); tr("Allow "\n   "always"); tr("&File");')
        self.write("docs/a.md", "Choose *File › Save as PDF*, *Allow\nalways*, and\n*Save as GIF*.\n")
        self.assertEqual(list(window_faults(self.root, ["a"])),
                         ['docs/a.md, paragraph at line 1: the program says nowhere "Save as GIF"'])


if __name__ == "__main__":
    if len(sys.argv) < 2 or not (pathlib.Path(sys.argv[1]) / "core").is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
