# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says of itself: help and manual page, of the same commands and options.

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


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
