#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the guides: web pages with navigation and search, which need no server, and PDF books.

build_docs.py ROOT OUTPUT [--images FOLDER] [--version TEXT] [--no-pdf]

OUTPUT is made anew. --images names a folder with newer pictures than those of docs/images; one that is missing there is
taken from docs/images. Exits with 1 and one line a fault if a link leads nowhere.
"""

import argparse
import html
import json
import pathlib
import posixpath
import re
import shutil
import sys

from guide_page import GuidePage, Heading, anchor_of, parser

HERE = pathlib.Path(__file__).resolve().parent
API_TITLE = "The HTTP API"
EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:")
# Search finds the parts of a page, from one heading to the next; of a long one this many characters.
SEARCHED_CHARACTERS = 6000


class Guides:
    """All pages in their groups, and the names that they are published under."""

    def __init__(self, root):
        self.root = root
        plan = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
        self.title = plan["title"]
        self.groups = plan["groups"]
        self.pages = {}
        self.names = {}
        for group in self.groups:
            group["paths"] = [path.relative_to(root).as_posix() for pattern in group["pages"]
                              for path in sorted(root.glob(pattern))]
            for path in group["paths"]:
                self.names[path] = self._name(path)
                if path.endswith(".md"):
                    self.pages[path] = GuidePage(root / path)
        absent = [pattern for group in self.groups for pattern in group["pages"] if not any(root.glob(pattern))]
        if absent:
            raise FileNotFoundError(f"pages.json names files that aren't there: {', '.join(absent)}")

    @staticmethod
    def _name(path):
        """docs/user-guide.md: user-guide.html; packaging/README.md: packaging.html; all pages lie in one folder."""
        plain = path.removeprefix("docs/").rsplit(".", 1)[0].removeprefix("resources/").removesuffix("/README")
        return plain.lower().replace("decisions/", "decision-").replace("/docs", "").replace("/", "-") + ".html"

    def title_of(self, path):
        return self.pages[path].title if path in self.pages else API_TITLE

    def resolve(self, page, target):
        """(path in the project, anchor) of a link's target; the path is empty for a place outside the project."""
        if EXTERNAL.match(target):
            return "", ""
        path, _, anchor = target.partition("#")
        if not path:
            return page, anchor
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), anchor


class Publisher:
    """Writes the guides into a folder; `faults` says which links lead nowhere."""

    def __init__(self, guides, output, images, version):
        self.guides = guides
        self.output = output
        self.images = images
        self.version = version
        self.faults = []
        self.markdown = parser()

    # ---- Links

    def _published(self, page, target):
        """Where a link of a page leads in what is published: an address, or None where there is nothing to lead to."""
        path, anchor = self.guides.resolve(page, target)
        if not path:
            return target
        if path in self.guides.names:
            return self.guides.names[path] + (f"#{anchor}" if anchor else "")
        source = self.guides.root / path
        if source.is_dir():
            return "decision-0001-qt-widgets-cpp20-gpl.html" if path == "docs/decisions" else None
        if not source.is_file():
            self.faults.append(f"{page}: {target} leads nowhere")
            return None
        if path.startswith("docs/images/"):
            return self._picture(source)
        kept = self.output / "files" / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, kept)
        return f"files/{path}"

    def _picture(self, source):
        newer = self.images / source.name if self.images else None
        kept = self.output / "images" / source.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(newer if newer and newer.is_file() else source, kept)
        return f"images/{source.name}"

    def _with_links(self, page, address):
        """The page's tokens with each link as `address` (of page and target) gives it; without one it is plain text."""
        tokens = self.guides.pages[page].tokens
        for token in tokens:
            dropped = False
            for child in token.children or []:
                if child.type == "link_open":
                    kept = child.meta.setdefault("target", child.attrGet("href"))
                    published = address(page, kept)
                    dropped = published is None
                    child.attrSet("href", published or "#")
                    child.tag = "span" if dropped else "a"
                elif child.type == "link_close":
                    child.tag = "span" if dropped else "a"
                elif child.type == "image":
                    kept = child.meta.setdefault("target", child.attrGet("src"))
                    child.attrSet("src", self._published(page, kept) or "")
        return tokens

    def _body(self, page, address):
        markup = self.markdown.renderer.render(self._with_links(page, address), self.markdown.options, {})
        # A wide table is moved within its own frame, not the page.
        return markup.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")

    # ---- Web pages

    def _navigation(self, current):
        parts = []
        for group in self.guides.groups:
            entries = "".join(
                f'<li><a href="{self.guides.names[path]}"{" aria-current=page" if path == current else ""}>'
                f"{html.escape(self.guides.title_of(path))}</a></li>" for path in group["paths"])
            is_open = "" if group.get("folded") and current not in group["paths"] else " open"
            parts.append(f"<details{is_open}><summary>{html.escape(group['title'])}</summary><ul>{entries}</ul></details>")
        return "".join(parts)

    @staticmethod
    def _contents(all_headings):
        headings = [heading for heading in all_headings if heading.level in (2, 3)]
        if len(headings) < 3:
            return ""
        entries = "".join(f'<li class="level-{heading.level}"><a href="#{heading.anchor}">{html.escape(heading.text)}</a></li>'
                          for heading in headings)
        return f'<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>{entries}</ul></nav>'

    def _write(self, name, title, current, body, contents):
        places = {"TITLE": html.escape(title), "SITE": html.escape(self.guides.title), "VERSION": html.escape(self.version),
                  "NAVIGATION": self._navigation(current), "BODY": body, "CONTENTS": contents}
        page = re.sub(r"@([A-Z]+)@", lambda found: places[found.group(1)],
                      (HERE / "site" / "page.html").read_text(encoding="utf-8"))
        (self.output / name).write_text(page, encoding="utf-8")

    def web(self):
        for path, page in self.guides.pages.items():
            self._write(self.guides.names[path], page.title, path, self._body(path, self._published), self._contents(page.headings))
        self._write("index.html", self.guides.title, "", self._front(), "")
        self._api()
        for name in ("style.css", "search.js"):
            shutil.copyfile(HERE / "site" / name, self.output / name)
        (self.output / "search-index.js").write_text(
            "const SEARCH_INDEX = " + json.dumps(self._index(), ensure_ascii=False, separators=(",", ":")) + ";\n",
            encoding="utf-8")

    def _api(self):
        """The page that the server itself shows, within the guides."""
        path = "resources/api/docs.html"
        whole = (self.guides.root / path).read_text(encoding="utf-8")
        body = whole[whole.index("<body>") + len("<body>"):whole.index("</body>")]
        headings = []

        def with_anchor(found):
            anchor = anchor_of(html.unescape(found.group(1)), {heading.anchor for heading in headings})
            headings.append(Heading(2, html.unescape(found.group(1)), anchor))
            return f'<h2 id="{anchor}">{found.group(1)}</h2>'

        body = re.sub(r"<h2>(.*?)</h2>", with_anchor, body)
        description = self._published(path, "openapi.yaml")
        self._write(self.guides.names[path], API_TITLE, path, body.replace('href="/openapi.yaml"', f'href="{description}"'),
                    self._contents(headings))

    def _front(self):
        parts = [f"<h1>{html.escape(self.guides.title)}</h1>", f'<p class="version">{html.escape(self.version)}</p>']
        for group in self.guides.groups:
            book = f'<p><a class="book" href="{group["book"]}.pdf">As a PDF book</a></p>' if "book" in group else ""
            entries = "".join(f'<li><a href="{self.guides.names[path]}">{html.escape(self.guides.title_of(path))}</a></li>'
                              for path in group["paths"])
            parts.append(f"<section><h2>{html.escape(group['title'])}</h2>{book}<ul class=columns>{entries}</ul></section>")
        return "".join(parts)

    def _index(self):
        """[address, page, heading, text, group's place] of each part of each page, as a reader sees it."""
        index = []
        groups = {path: place for place, group in enumerate(self.guides.groups) for path in group["paths"]}
        for path, page in self.guides.pages.items():
            entry = None
            for place, token in enumerate(page.tokens):
                if token.type == "heading_open":
                    entry = [f"{self.guides.names[path]}#{token.attrGet('id')}", page.title, "", "", groups[path]]
                    index.append(entry)
                elif entry is not None and token.type == "inline" and page.tokens[place - 1].type == "heading_open":
                    entry[2] = "".join(child.content for child in token.children)
                elif entry is not None and token.type in ("inline", "fence"):
                    words = token.content if token.type == "fence" else " ".join(
                        child.content for child in token.children if child.content)
                    entry[3] = f"{entry[3]} {words}".strip()[:SEARCHED_CHARACTERS]
        return index

    # ---- Books

    def books(self):
        from weasyprint import HTML  # here, as web pages alone don't need it

        for group in self.guides.groups:
            if "book" in group:
                HTML(string=self._book(group), base_url=f"{self.output.as_uri()}/").write_pdf(
                    self.output / f"{group['book']}.pdf")

    def _book(self, group):
        chapters = [path for path in group["paths"] if path in self.guides.pages]
        anchored = {path: self.guides.names[path].removesuffix(".html") for path in chapters}

        def address(page, target):
            path, anchor = self.guides.resolve(page, target)
            if not path:
                return target
            # A book has no file beside it: what isn't in it is named, not linked.
            return f"#{anchored[path]}{'--' + anchor if anchor else ''}" if path in anchored else None

        parts = [f'<section class="cover"><h1>{html.escape(self.guides.title)}</h1><p>{html.escape(group["title"])}</p>'
                 f'<p class="version">{html.escape(self.version)}</p></section>', '<nav class="book-contents"><h1>Contents</h1><ul>']
        for path in chapters:
            for heading in self.guides.pages[path].headings:
                if heading.level <= 2:
                    place = anchored[path] + ("" if heading.level == 1 else f"--{heading.anchor}")
                    parts.append(f'<li class="level-{heading.level}"><a href="#{place}">{html.escape(heading.text)}</a></li>')
        parts.append("</ul></nav>")
        for path in chapters:
            body = re.sub(r'(<h[1-6]) id="([^"]+)"', rf'\1 id="{anchored[path]}--\2"', self._body(path, address))
            parts.append(f'<section class="chapter" id="{anchored[path]}">{body}</section>')
        return (f'<html lang="en"><head><title>{html.escape(self.guides.title)}: {html.escape(group["title"])}</title>'
                f'<link rel="stylesheet" href="{(HERE / "site" / "book.css").as_uri()}"></head><body>{"".join(parts)}</body></html>')


def main(arguments):
    options = argparse.ArgumentParser(description="Builds the guides as web pages and PDF books.")
    options.add_argument("root", type=pathlib.Path)
    options.add_argument("output", type=pathlib.Path)
    options.add_argument("--images", type=pathlib.Path, help="folder with newer pictures")
    options.add_argument("--version", default="", help="what the guides say of themselves")
    options.add_argument("--no-pdf", action="store_true")
    given = options.parse_args(arguments)
    output = given.output.resolve()
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    publisher = Publisher(Guides(given.root.resolve()), output, given.images, given.version)
    publisher.web()
    if not given.no_pdf and not publisher.faults:
        publisher.books()
    for fault in publisher.faults:
        print(fault, file=sys.stderr)
    return 1 if publisher.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
