#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the texts that stand in the program's statements of logging: what a support archive may tell of the log.

list_log_phrases.py ROOT           writes app/support/log_phrases.txt
list_log_phrases.py ROOT --check   exit 1 if it isn't what would be written"""
import pathlib
import re
import sys

STATEMENT = re.compile(r"\bqC(?:Debug|Info|Warning|Critical)\([^)]*\)(.*?);", re.DOTALL)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
HEAD = ("# SPDX-License-Identifier: GPL-3.0-or-later\n"
        "# Made by tools/list_log_phrases.py: what the program itself writes into its log.\n")


def phrases(root):
    found = set()
    for folder in ("app", "core", "ui"):
        for path in sorted((root / folder).rglob("*.cpp")):
            for statement in STATEMENT.findall(path.read_text(encoding="utf-8")):
                # Literals side by side are one text.
                joined = re.sub(r'"\s*\n\s*"', "", statement)
                for text in LITERAL.findall(joined):
                    if "\\" in text:
                        continue
                    for part in re.split(r"%\d|%n", text):
                        # A word alone may be anybody's; two with a blank between are ours.
                        if re.search(r"[A-Za-z]{2,}[,:]? [A-Za-z]", part.strip()):
                            found.add(part.strip())
    return sorted(found)


def main():
    root = pathlib.Path(sys.argv[1])
    place = root / "app" / "support" / "log_phrases.txt"
    text = HEAD + "".join(phrase + "\n" for phrase in phrases(root))
    if "--check" in sys.argv[2:]:
        if place.read_text(encoding="utf-8") != text:
            sys.exit(f"{place} is out of date: run tools/list_log_phrases.py")
    else:
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
