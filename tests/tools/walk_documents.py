# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds passages and facts in the documents that they were taken from."""
import collections
import gzip
import hashlib
import html
import os
import re
import subprocess
import zipfile

import walk_inline

LONGEST_GAP = 600  # characters of running heads and feet that a paragraph may be broken by
SCALES = (1, 10**3, 10**6, 10**9)
PRINTED = re.compile(r"\(?[-−–]?\$?\s?\(?\d[\d,]*(?:\.\d+)?\)?|(?<![\d.])\.\d+")
DASH = re.compile(r"[—–]|\s-\s")  # how statements print zero
PLAIN = {".txt", ".md", ".csv", ".tsv", ".eml", ".json", ".xml", ".rss", ".atom", ".rdf"}


def squeezed(text):
    """Without any white space, and with one kind of hyphen: what remains when layout is taken away."""
    text = html.unescape(text).replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    return re.sub(r"[\u2010\u2011]", "-", re.sub(r"[\s·•▪●]+", "", text))


def holds(whole, part):
    """Whether a squeezed text stands in another, broken at most once by what a page's border puts between."""
    if part in whole:
        return True
    low, high = 0, len(part)
    while low < high:  # the longest beginning that stands there
        middle = (low + high + 1) // 2
        low, high = (middle, high) if part[:middle] in whole else (low, middle - 1)
    if low < 12 or len(part) - low < 2:
        return False
    at = whole.find(part[:low])
    while at >= 0:
        if part[low:] in whole[at + low:at + low + LONGEST_GAP + len(part)]:
            return True
        at = whole.find(part[:low], at + 1)
    return False


class Documents:
    """The files in some folders, by the first sixteen digits of their SHA-256."""

    def __init__(self, folders):
        self.paths = {}
        self.texts = {}
        self.facts = {}
        for folder in folders:
            for base, _, names in os.walk(folder):
                for name in sorted(names):
                    path = os.path.join(base, name)
                    with open(path, "rb") as file:
                        self.paths.setdefault(hashlib.file_digest(file, "sha256").hexdigest()[:16], path)

    def name(self, document):
        return os.path.basename(self.paths.get(document, ""))

    def content(self, document):
        path = self.paths[document]
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            return file.read()

    def suffix(self, document):
        path = self.paths[document]
        return os.path.splitext(path[:-3] if path.endswith(".gz") else path)[1].lower()

    def text(self, document, page):
        """The squeezed text of a document; of a PDF that of the page and the next one."""
        suffix = self.suffix(document)
        key = (document, page if suffix == ".pdf" else 0)
        if key not in self.texts:
            if suffix == ".pdf":
                # pdftotext drops a hyphen at a line's end, whatever it stood for.
                text = pdf_text(self.paths[document], page, page + 1).replace("-", "").replace("\u2010", "")
            elif suffix in (".docx", ".xlsx", ".pptx", ".odt", ".ods"):
                text = archive_text(self.paths[document])
            elif suffix in PLAIN:
                text = self.content(document).decode("utf-8", "replace")
            else:
                text = walk_inline.visible_text(self.content(document).decode("utf-8", "replace"))
            self.texts[key] = squeezed(text)
        return self.texts[key]

    def check_passage(self, passage, context):
        """What is wrong with a passage, held against its document or the request's context."""
        document = passage["id"].split("/")[1]
        if document == "context":
            return [] if squeezed(passage["text"]) in squeezed(context) else ["stands nowhere in the request's context"]
        if document not in self.paths:
            return ["its document is not at hand to check it"]
        problems = []
        if os.path.basename(self.paths[document]) != passage["document"]:
            problems.append(f"its document is called {os.path.basename(self.paths[document])}")
        page = passage["page"] or 1
        text = squeezed(passage["text"])
        if self.suffix(document) == ".pdf":
            text = text.replace("-", "")
        if not holds(self.text(document, page), text) and not self.holds_words(document, page, passage):
            problems.append("its text doesn't stand in its document")
        return problems

    def holds_words(self, document, page, passage):
        """Whether a page of a PDF has all words of a passage: columns are read in another order by other readers."""
        if self.suffix(document) != ".pdf":
            return False
        words = collections.Counter(re.findall(r"\w+", pdf_text(self.paths[document], page, page + 1)))
        return not collections.Counter(re.findall(r"\w+", passage["text"])) - words

    def check_fact(self, fact, report):
        """What is wrong with one report of a fact that stands in a document."""
        place = report["place"]
        document = place["document"]
        if document not in self.paths:
            return ["its document is not at hand to check it"]
        if self.suffix(document) == ".pdf":
            return self.check_printed(fact, report)
        if document not in self.facts:
            self.facts[document] = walk_inline.Filing(self.content(document).decode("utf-8", "replace"))
        return self.facts[document].check(fact, report)

    def check_printed(self, fact, report):
        """A number of that page, scaled, in a row whose words stand in the cell's name."""
        place = report["place"]
        name = set(re.findall(r"[a-z]+", place["cell"].lower()))
        lines = pdf_text(self.paths[place["document"]], place["page"], place["page"], "-layout").splitlines()
        found = False
        for number, line in enumerate(lines):
            values = [printed_value(match.group()) for match in PRINTED.finditer(line)]
            values += [0.0] if DASH.search(line) else []
            if not any(abs(abs(report["value"]) - value * scale) <= 1e-9 * abs(report["value"])
                       for value in values if value is not None for scale in SCALES):
                continue
            found = True
            # A label may be wrapped: its figures then stand beside its last line or below it.
            words = [word for text in (line, lines[number - 1] if number else "") for word in re.findall(r"[a-z]{2,}", text.lower())]
            own = re.findall(r"[a-z]{2,}", line.lower()) or words
            if own and sum(word in name for word in own) * 2 >= len(own):
                return []
        if found:
            return [f"no row like {place['cell']!r} on page {place['page']} has {report['value']!r}"]
        return [f"{report['value']!r} stands on page {place['page']} in no scale"]


def printed_value(text):
    digits = re.sub(r"[^\d.]", "", text)
    try:
        return float(digits)
    except ValueError:
        return None


def pdf_text(path, first, last, *options):
    done = subprocess.run(["pdftotext", *options, "-f", str(first), "-l", str(last), path, "-"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def archive_text(path):
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                texts.append(re.sub(r"<[^>]*>", "", archive.read(name).decode("utf-8", "replace")))
    return "\n".join(texts)
