# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of the guides: its Markdown read once, for those who publish it and for those who check it."""

import dataclasses
import functools
import pathlib
import re

from markdown_it import MarkdownIt

# An id that an HTML page gives to one of its parts.
HTML_ID = re.compile(r'\bid="([^"]+)"')
RUNNABLE = {"sh run": "script", "console run": "console"}
# ```json run moat.json: a file that the commands below it use.
RUNNABLE_FILE = re.compile(r"\w+ run ([\w.-]+)$")


@dataclasses.dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str


@dataclasses.dataclass(frozen=True)
class Link:
    target: str
    line: int
    is_image: bool


@dataclasses.dataclass(frozen=True)
class Block:
    """A block that is marked as one that anyone can run: a script, what a console shows, or a file by its name."""

    kind: str
    text: str
    line: int
    name: str = ""


def anchor_of(text, taken):
    """The anchor that forges give a heading: in lower case, without punctuation, hyphens for blanks, numbered if taken."""
    plain = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
    anchor, count = plain, 0
    while anchor in taken:
        count += 1
        anchor = f"{plain}-{count}"
    taken.add(anchor)
    return anchor


def words_of(token):
    """The text of an inline token as a reader sees it."""
    return "".join(child.content for child in token.children or [] if child.type in ("text", "code_inline"))


def parser():
    return MarkdownIt("commonmark").enable("table")


class GuidePage:
    """A Markdown file; its tokens carry the anchors of headings. Raises OSError if it can't be read."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.tokens = parser().parse(self.path.read_text(encoding="utf-8"))
        self.headings = []
        self.links = []
        self.emphasised = []
        self.blocks = []
        taken = set()
        line = 1
        for place, token in enumerate(self.tokens):
            if token.map:
                line = token.map[0] + 1
            if token.type == "heading_open":
                text = words_of(self.tokens[place + 1])
                anchor = anchor_of(text, taken)
                token.attrSet("id", anchor)
                self.headings.append(Heading(int(token.tag[1]), text, anchor))
            elif token.type == "inline":
                self.links += self._links_in(token, line)
                self.emphasised += self._emphasised_in(token, line)
            elif token.type == "fence":
                info = token.info.strip()
                file = RUNNABLE_FILE.match(info)
                if info in RUNNABLE:
                    self.blocks.append(Block(RUNNABLE[info], token.content, line + 1))
                elif file:
                    self.blocks.append(Block("file", token.content, line + 1, file.group(1)))

    @staticmethod
    def _links_in(token, line):
        for child in token.children:
            if child.type == "softbreak":
                line += 1
            if child.type == "link_open":
                yield Link(child.attrGet("href"), line, False)
            elif child.type == "image":
                yield Link(child.attrGet("src"), line, True)

    @staticmethod
    def _emphasised_in(token, line):
        """(words, line of the paragraph) of what stands in *stars*."""
        words = None
        for child in token.children:
            if child.type == "em_open":
                words = ""
            elif child.type == "em_close":
                yield words, line
                words = None
            elif words is not None:
                words += " " if child.type == "softbreak" else child.content

    @property
    def title(self):
        return self.headings[0].text if self.headings else self.path.stem

    @property
    def anchors(self):
        return {heading.anchor for heading in self.headings}


@functools.cache
def anchors_in(path):
    """Anchors of a Markdown or HTML file; of any other, none."""
    if path.suffix == ".md":
        return GuidePage(path).anchors
    return set(HTML_ID.findall(path.read_text(encoding="utf-8"))) if path.suffix == ".html" else set()
