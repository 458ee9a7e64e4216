# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says of itself: help, manual page and completion, of the same commands and options.

Usage: test_cli_pages.py PROGRAM PROJECT [unittest's arguments]"""
import os
import re
import shutil
import subprocess
import sys
import unittest

import test_cli
from test_cli import CommandLineCase


class Help(CommandLineCase):
    def test_help_of_the_program_and_of_each_command(self):
        text = self.expect(0, "--help").stdout.decode()
        for command in self.commands_of_help():
            self.assertRegex(text, rf"(?m)^  {command} ")
            own = self.expect(0, command, "--help")
            self.assertRegex(own.stdout.decode().splitlines()[0], rf"^Usage: .* {command} \[options\]")
            self.assertIn("--data-dir", own.stdout.decode())
            self.assertEqual(own.stderr, b"")
        self.assertFalse(os.path.exists(self.data), "help must make no data folder")


    def test_the_words_of_the_parser_are_translated(self):
        for language, usage, options, unknown in (("de", "Aufruf: ", "Optionen:", "Die Option „nope“ ist nicht bekannt."),
                                                  ("fr", "Utilisation\u00a0: ", "Options\u00a0:", "n'est pas connue."),
                                                  ("es", "Uso: ", "Opciones:", "La opción «nope» no se conoce.")):
            with self.subTest(language=language):
                text = self.expect(0, "--language", language, "doctor", "--help").stdout.decode()
                self.assertTrue(text.startswith(usage), text[:60])
                self.assertIn(f"\n{options}\n", text)
                self.assertIn(unknown, self.expect(2, "--language", language, "doctor", "--nope").stderr.decode())


class ManPage(CommandLineCase):
    def setUp(self):
        super().setUp()
        with open(os.path.join(test_cli.PROJECT, "packaging", "linux", "consultantos-cli.1"), encoding="utf-8") as file:
            self.page = file.read().replace("\\-", "-")

    def test_every_command_and_option_of_the_help_stands_in_it(self):
        entries = self.page.split(".SH COMMANDS")[1].split(".SH OPTIONS")[0]
        for command in self.commands_of_help():
            self.assertRegex(entries, rf"(?m)^\.BI? {command}( |$)")
            text = self.expect(0, command, "--help").stdout.decode()
            for option in re.findall(r"(?m)^\s+(?:-\w, )?(--[a-z-]+)", text):
                self.assertRegex(self.page, rf"{option}(?![a-z-])", command)

    @unittest.skipUnless(shutil.which("man"), "needs man")
    def test_it_is_well_formed(self):
        path = os.path.join(test_cli.PROJECT, "packaging", "linux", "consultantos-cli.1")
        done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path], capture_output=True,
                              timeout=30, env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": ""})
        self.assertEqual((done.returncode, done.stderr), (0, b""))


class Completion(CommandLineCase):
    def complete(self, *words, language="en"):
        script = ('source <("$1" completion bash); shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_consultantos_cli; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, "bash", test_cli.PROGRAM, test_cli.PROGRAM, *words], capture_output=True,
                              timeout=30, env={**self.environment(), "CONSULTANTOS_LANGUAGE": language})
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_completes_commands_options_and_values(self):
        self.assertEqual(sorted(self.complete("")), sorted(self.commands_of_help()))
        self.assertEqual(self.complete("ana"), ["analyze"])
        self.assertEqual(self.complete("analyze", "--dep"), ["--depth"])
        self.assertEqual(self.complete("analyze", "--depth", "q"), ["quick"])
        self.assertEqual(self.complete("analyze", "--frameworks", "porter,sw"), ["porter,swot"])
        self.assertEqual(sorted(self.complete("analyze", "--format", "")), ["docx", "html", "json", "md", "pdf", "pptx", "sealed", "xlsx"])
        self.assertEqual(sorted(self.complete("library", "")), ["answer", "contradictions", "delete", "diff", "edit", "edits", "list", "read-back", "redo",
                          "replay", "requests", "resolve", "review", "search", "settle", "show", "targets", "tipping", "undo", "verify"])

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_offers_every_option_of_the_help_and_no_other(self):
        for command in self.commands_of_help():
            with self.subTest(command=command):
                text = self.expect(0, command, "--help").stdout.decode()
                expected = set(re.findall(r"(?m)^\s+(?:-\w, )?(--[a-z-]+)", text))
                self.assertEqual(set(self.complete(command, "--")), expected)

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_completes_in_every_language_of_messages(self):
        for language in ("de", "fr", "es"):
            with self.subTest(language=language):
                self.assertEqual(sorted(self.complete("", language=language)), sorted(self.commands_of_help()))
                self.assertIn("--deployment", self.complete("doctor", "--", language=language))
                self.assertIn(language, self.complete("--language", "", language=language))

    def on_path(self):
        """A folder in which the program has the name that completions know it by."""
        folder = os.path.join(self.data, "path")
        os.makedirs(folder)
        os.symlink(test_cli.PROGRAM, os.path.join(folder, "consultantos-cli"))
        return {**self.environment(), "PATH": folder + os.pathsep + os.environ["PATH"], "HOME": self.data, "TERM": "dumb"}

    @unittest.skipUnless(shutil.which("fish"), "needs fish")
    def test_fish_completes_commands_options_and_values(self):
        environment = self.on_path()
        environment["CONSULTANTOS_LANGUAGE"] = "de"
        for typed, expected in (("ana", "analyze"), ("analyze --dep", "--depth"), ("analyze --depth q", "quick"),
                                ("analyze --format pp", "pptx")):
            with self.subTest(typed=typed):
                done = subprocess.run(["fish", "--no-config", "-c", "consultantos-cli completion fish | source; "
                                       f"complete -C 'consultantos-cli {typed}'"], capture_output=True, timeout=30, env=environment)
                self.assertEqual([line.split("\t")[0] for line in done.stdout.decode().splitlines()], [expected])

    @unittest.skipUnless(shutil.which("zsh"), "needs zsh")
    def test_zsh_completes_commands_options_and_values(self):
        environment = self.on_path()
        environment["CONSULTANTOS_LANGUAGE"] = "fr"
        with open(os.path.join(self.data, "_consultantos-cli"), "wb") as file:
            file.write(self.expect(0, "completion", "zsh").stdout)
        # What a user types at a terminal; zsh's own harness for it is a pseudo-terminal within zsh.
        script = ("zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z 'PS1=; fpath=($HOME $fpath); autoload -U compinit; compinit -u'; "
                  "zpty -w z 'bindkey \"^I\" complete-word; print READY'; while zpty -r z line; do [[ $line = READY* ]] && break; done; "
                  "zpty -n -w z \"$1\"$'\\t\\n'; sleep 2; zpty -r z line '*'$2'*' && print -r -- FOUND; zpty -d z")
        for typed, expected in (("consultantos-cli ana", "analyze"), ("consultantos-cli analyze --dept", "--depth"),
                                ("consultantos-cli analyze --depth q", "quick")):
            with self.subTest(typed=typed):
                done = subprocess.run(["zsh", "-f", "-c", script, "zsh", typed, expected], capture_output=True, timeout=60,
                                      env=environment)
                self.assertIn(b"FOUND", done.stdout, done.stderr)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
