# SPDX-License-Identifier: GPL-3.0-or-later
"""What the shells offer when a command line is begun: bash, zsh and fish, each of them run.

Usage: test_completion.py PROGRAM PROJECT [unittest's arguments]"""
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
import unittest

import test_cli
from test_cli import CommandLineCase

PATIENCE = 60  # seconds; for busy machines
FILES = {"a.md", "other.txt", "library/", "cache/", "backup/"}  # what is in the folder that the shells stand in
FOLDERS = {"library/", "cache/", "backup/"}
#: What is typed, and all that is offered for its last word.
OFFERED = (
    ("ana", {"analyze"}),
    ("li", {"library"}),
    ("analyze --dep", {"--depth"}),
    ("analyze --depth q", {"quick"}),
    ("analyze --frameworks porter,sw", {"porter,swot"}),
    ("analyze --format ", {"json", "md", "html", "pdf", "docx", "xlsx", "pptx", "sealed"}),
    ("usage --format c", {"csv"}),
    ("forecast --format x", {"xlsx"}),
    ("cache --format c", {"csv"}),
    ("compare --format c", {"csv"}),
    ("doctor --format ", {"text", "json"}),
    ("library ", {"answer", "contradictions", "delete", "diff", "edit", "edits", "list", "read-back", "redo", "replay", "requests",
                  "resolve", "review", "search", "settle", "show", "targets", "tipping", "undo", "verify"}),
    ("library --language de sh", {"show"}),
    ("--data-dir library library sh", {"show"}),
    ("cache ", {"stats", "clear", "warm", "verify", "wrong", "explain"}),
    ("monitor ", {"add", "list", "show", "edit", "pause", "resume", "remove", "check", "figures"}),
    ("users ", {"add", "list", "role", "token", "tokens", "revoke", "allow", "disallow", "remove"}),
    ("store ", {"sizes", "vacuum", "copy"}),
    ("engagement ", {"list", "export", "import", "remove"}),
    ("engagement export client ", FILES),
    ("import other.txt ", FILES),
    ("check ", FILES),
    ("check other.txt ", set()),
    ("analyze ", set()),
    ("library show ", set()),
    ("library read-back 1a2b ", FILES),
    ("sources test gd", {"gdelt"}),
    ("analyze --output o", {"other.txt"}),
    ("analyze --data-dir ", FOLDERS),
    ("doctor --report o", {"other.txt"}),
    ("sources --report o", set()))


class Completion(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.folder = os.path.join(self.data, "here")
        for name in FILES:
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if not name.endswith("/"):
                open(path, "w", encoding="utf-8").close()

    def on_path(self, language):
        """With a folder in which the program has the name that completions know it by."""
        folder = os.path.join(self.data, "path")
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(os.path.join(folder, "consultantos-cli")):
            os.symlink(test_cli.PROGRAM, os.path.join(folder, "consultantos-cli"))
        return {**self.environment(), "PATH": folder + os.pathsep + os.environ["PATH"], "HOME": self.data, "TERM": "dumb",
                "CONSULTANTOS_LANGUAGE": language}

    def complete(self, *words, language="en"):
        script = ('source <("$1" completion bash); shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_consultantos_cli; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, "bash", test_cli.PROGRAM, test_cli.PROGRAM, *words], capture_output=True,
                              cwd=self.folder, timeout=PATIENCE, env={**self.environment(), "CONSULTANTOS_LANGUAGE": language})
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    def typed(self, shell, environment, setting_up, typed):
        """What a terminal shows from the moment when the line is typed and completed until it is taken back."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execvpe(shell[0], shell, environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        shown, deadline = b"", time.monotonic() + PATIENCE

        def until(mark):
            nonlocal shown
            while mark not in shown:
                self.assertTrue(select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0], shown)
                shown += os.read(terminal, 4096)

        try:
            # With its prompt a shell has taken the terminal over, whose own keys are others.
            os.write(terminal, f"{setting_up}; PS1='@''@'; echo RE''ADY\n".encode())
            until(b"READY\r\n")
            until(b"@@")
            shown = b""
            # ^U takes the line back.
            os.write(terminal, f"{typed}\t\x15echo DO''NE\n".encode())
            until(b"DONE\r\n")
        finally:
            os.close(terminal)
            os.waitpid(process, 0)
        return shown.decode(errors="replace").split("DO''NE")[0]

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_bash_offers_what_the_program_takes(self):
        self.assertEqual(sorted(self.complete("")), sorted(self.commands_of_help()))
        for typed, expected in (*OFFERED, ("analyze --depth =", {"quick", "standard", "deep"}), ("analyze --depth = q", {"quick"})):
            with self.subTest(typed=typed):
                offered = self.complete(*typed.split(" "))
                self.assertEqual(len(offered), len(set(offered)))
                # The slash comes from Bash, where it is told that these are names of files.
                self.assertEqual(set(offered), {name.rstrip("/") for name in expected})

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_bash_puts_a_slash_behind_folders_alone(self):
        shell = ["bash", "--norc", "--noprofile", "-i"]
        for typed, expected in (("consultantos-cli li", "library --"), ("consultantos-cli import li", "library/--")):
            with self.subTest(typed=typed):
                # What is typed behind the word shows what came between.
                shown = self.typed(shell, self.on_path("en"), "source <(consultantos-cli completion bash)", typed + "\t--")
                self.assertIn(expected, shown)

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_bash_offers_every_option_of_the_help_and_no_other(self):
        for command in self.commands_of_help():
            with self.subTest(command=command):
                text = self.expect(0, command, "--help").stdout.decode()
                expected = set(re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)", text))
                self.assertEqual(set(self.complete(command, "--")), expected)

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_bash_completes_in_every_language_of_messages(self):
        for language in ("de", "fr", "es"):
            with self.subTest(language=language):
                self.assertEqual(sorted(self.complete("", language=language)), sorted(self.commands_of_help()))
                self.assertIn("--deployment", self.complete("doctor", "--", language=language))
                self.assertIn(language, self.complete("--language", "", language=language))

    @unittest.skipUnless(shutil.which("fish"), "needs fish")
    def test_fish_offers_what_the_program_takes(self):
        for typed, expected in (*OFFERED, ("analyze --depth=q", {"--depth=quick"})):
            with self.subTest(typed=typed):
                done = subprocess.run(["fish", "--no-config", "-c", "consultantos-cli completion fish | source; "
                                       f"complete -C 'consultantos-cli {typed}'"], capture_output=True, cwd=self.folder,
                                      timeout=PATIENCE, env=self.on_path("de"))
                self.assertEqual(done.stderr, b"")
                offered = {line.split("\t")[0] for line in done.stdout.decode().splitlines()}
                # Where nothing begins with the word, fish offers what contains it.
                word = typed.split(" ")[-1]
                self.assertEqual({one for one in offered if one.startswith(word)}, expected)

    @unittest.skipUnless(shutil.which("zsh"), "needs zsh")
    def test_zsh_offers_what_the_program_takes(self):
        with open(os.path.join(self.data, "_consultantos-cli"), "wb") as file:
            file.write(self.expect(0, "completion", "zsh").stdout)
        names = set().union(*(expected for _, expected in OFFERED))
        for typed, expected in (*OFFERED, ("analyze --depth=q", {"quick"})):
            with self.subTest(typed=typed):
                shown = self.typed(["zsh", "-f", "-i"], self.on_path("fr"),
                                   "fpath=($HOME $fpath); autoload -U compinit; compinit -u", "consultantos-cli " + typed)
                # What it typed itself doesn't count.
                words = set(re.split(r",?[\s=]+", re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]|[\x00-\x08]", " ", shown)))
                words -= set(re.split("[ =]", typed)) - expected
                self.assertEqual(words & names, expected, repr(shown))


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
