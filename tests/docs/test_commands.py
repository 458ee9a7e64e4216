#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands that the documents show.

test_commands.py PROGRAM ROOT [PAGE.md…]

A block that begins with ```sh run is run by bash in a scratch folder with a home of its own; the blocks of a page follow
each other in one shell, as a reader runs them, and none may fail. In ```console run lines after "$ " are commands, and
what stands below them is what they print. ```json run NAME is a file of that name. Of all other blocks each line that
calls consultantos-cli must name a command and options that the program has.
"""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

from guide_page import GuidePage, parser

PROGRAM = pathlib.Path()
ROOT = pathlib.Path()
PAGES = []
LEFT_OUT = {".git", ".venv"}
SECONDS_OF_A_PAGE = 600
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
CALL = re.compile(r"(?:^|[\s(|;&])(?:build/bin/)?consultantos-cli((?: +(?![|&;>])[^\s#|;&>)]+)*)")
# Options that stand before a command, with their values.
GLOBALS = re.compile(r"(--(?:data-dir|engagement|store|language)) +(\"[^\"]*\"|\S+)")
CONSOLE_PROMPT = "$ "


def pages():
    if PAGES:
        return PAGES
    return [path for path in sorted(ROOT.rglob("*.md"))
            if not any(part in LEFT_OUT or part.startswith("build") for part in path.relative_to(ROOT).parts[:-1])]


def script_of(blocks):
    """One script of a page's blocks; each says where it stands before it begins, so that a failure has a place."""
    lines = ["set -euo pipefail", "shopt -s inherit_errexit"]
    for block in blocks:
        lines.append(f"printf '@line %d\\n' {block.line} >&3")
        if block.kind == "script":
            lines.append(block.text)
            continue
        if block.kind == "file":
            lines.append(f"printf '%s' {shlex.quote(block.text)} >{block.name}")
            continue
        for command, expected in console_commands(block.text):
            lines.append(f"diff <(printf '%s' {shlex.quote(expected)}) <({command} 2>&1)")
    return "\n".join(lines)


def console_commands(text):
    """(command, what it prints) of a block of a console."""
    commands = []
    for line in text.splitlines(keepends=True):
        if line.startswith(CONSOLE_PROMPT):
            commands.append([line[len(CONSOLE_PROMPT):].rstrip("\n"), ""])
        elif commands:
            commands[-1][1] += line
    return commands


def environment_in(home, binaries):
    kept = {name: os.environ[name] for name in ("CONSULTANTOS_RESOURCE_DIR", "LANG", "TZ") if name in os.environ}
    # What a page is told to leave behind goes into the home, which is thrown away.
    return kept | {"HOME": str(home), "PATH": f"{binaries}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                   "TMPDIR": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen",
                   "XDG_DATA_HOME": str(home / ".local/share"), "CONSULTANTOS_LANGUAGE": "en"}


def run_page(blocks):
    """None, or what went wrong and in which line of the page."""
    with tempfile.TemporaryDirectory(prefix="consultantos-docs-") as folder:
        home = pathlib.Path(folder)
        binaries = home / "build" / "bin"
        binaries.mkdir(parents=True)
        (binaries / "consultantos-cli").symlink_to(PROGRAM)
        (home / "resources").symlink_to(ROOT / "resources")
        progress = home / "progress"
        with progress.open("w") as told:
            try:
                ended = subprocess.run(["bash", "-c", f"exec 3>&{told.fileno()}\n" + script_of(blocks)], cwd=home,
                                       pass_fds=[told.fileno()], env=environment_in(home, binaries), text=True,
                                       stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_OF_A_PAGE)
            except subprocess.TimeoutExpired:
                return f"not done within {SECONDS_OF_A_PAGE} seconds; begun: {progress.read_text().split()[-1:]}"
        if ended.returncode == 0:
            return None
        begun = progress.read_text().split()[-1:] or ["none"]
        return (f"the block in line {begun[0]} ended with {ended.returncode}\n"
                f"{ended.stdout[-2000:]}{ended.stderr[-2000:]}")


class Help:
    """What the program says of its commands; asked once each."""

    def __init__(self):
        self.texts = {}

    def of(self, *words):
        if words not in self.texts:
            ended = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, timeout=60,
                                   env=os.environ | {"CONSULTANTOS_LANGUAGE": "en"})
            self.texts[words] = ended.stdout if ended.returncode == 0 else ""
        return self.texts[words]

    def faults(self, call):
        """What is wrong with a call as a document writes it: an unknown command, an option that it doesn't have."""
        words = GLOBALS.sub(r"\1", call).split()
        command = next((word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)), None)
        known = set(OPTION.findall(self.of()))
        if command:
            text = self.of(command)
            if not text:
                return [f"there is no command {command}"]
            known |= set(OPTION.findall(text))
        return [f"{command or 'the program'} has no option {option}" for option in OPTION.findall(call) if option not in known]


class Commands(unittest.TestCase):
    maxDiff = None

    def test_commands_that_are_marked_run(self):
        ran = 0
        for path in pages():
            blocks = GuidePage(path).blocks
            if blocks:
                with self.subTest(page=str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)):
                    fault = run_page(blocks)
                    self.assertIsNone(fault, fault)
                    ran += len(blocks)
        self.assertTrue(ran or PAGES, "no page has a block that is marked")

    def test_calls_name_commands_and_options_that_there_are(self):
        asked, faults = Help(), []
        for path in pages():
            if path.name == "CHANGELOG.md" or "decisions" in path.parts:  # of their time
                continue
            for token in parser().parse(path.read_text(encoding="utf-8")):
                if token.type in ("fence", "code_block"):
                    joined = token.content.replace("\\\n", " ")
                    faults += [f"{path.name}, block in line {token.map[0] + 1}: {fault}" for call in CALL.findall(joined)
                               for fault in asked.faults(call)]
        self.assertEqual(faults, [])


class PlantedFaults(unittest.TestCase):
    def page(self, text):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        path = pathlib.Path(folder) / "page.md"
        path.write_text(text, encoding="utf-8")
        return GuidePage(path).blocks

    def test_a_failing_command_is_told_with_its_line(self):
        fault = run_page(self.page("# Page\n\n```sh run\ntrue\n```\n\n```sh run\nfalse\n```\n\n```sh run\ntrue\n```\n"))
        self.assertIn("line 8 ended with 1", fault)

    def test_blocks_of_a_page_share_their_shell(self):
        self.assertIsNone(run_page(self.page("```sh run\nNAME=x; mkdir here; cd here\n```\n\n```sh run\ntest $NAME = x\n```\n")))

    def test_what_a_console_prints_is_compared(self):
        good = "```console run\n$ echo one; echo two\none\ntwo\n$ true\n```\n"
        self.assertIsNone(run_page(self.page(good)))
        self.assertIn("three", run_page(self.page(good.replace("two\n$", "three\n$"))))

    def test_a_file_is_there_for_what_follows(self):
        self.assertIsNone(run_page(self.page("```json run a.json\n{'}\n```\n\n```sh run\ntest \"$(cat a.json)\" = \"{'}\"\n```\n")))

    def test_blocks_without_a_mark_are_left_alone(self):
        self.assertEqual(self.page("```sh\nfalse\n```\n\n```\nfalse\n```\n"), [])

    def test_unknown_commands_and_options_are_told(self):
        asked = Help()
        self.assertEqual(asked.faults(" analyze Tesla --frameworks porter"), [])
        self.assertEqual(asked.faults(' --engagement "client a" --data-dir here library list'), [])
        self.assertEqual(asked.faults(" analyse Tesla"), ["there is no command analyse"])
        self.assertEqual(asked.faults(" analyze Tesla --framework porter"), ["analyze has no option --framework"])


if __name__ == "__main__":
    if len(sys.argv) < 3 or not os.access(sys.argv[1], os.X_OK):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    PAGES = [pathlib.Path(name).resolve() for name in sys.argv[3:] if name.endswith(".md")]
    del sys.argv[1:3 + len(PAGES)]
    unittest.main()
