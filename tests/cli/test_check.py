# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks texts on the command line as a script would, over the starter facts.

Usage: test_check.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sys
import unittest

import test_cli
from test_cli import CommandLineCase


class Check(CommandLineCase):
    def check(self, text, *arguments):
        done = self.expect(0, "check", "-", *arguments, "--format", "json", input=text.encode())
        return json.loads(done.stdout)["numbers"]

    def test_right_and_wrong_numbers(self):
        text = "In 2021 Tesla's revenue rose 70.7% to $58.3 billion; 1,000 engineers were hired. See Item 7 of the 10-K."
        numbers = self.check(text)
        self.assertEqual([n["verdict"] for n in numbers], ["match", "mismatch", "unsupported"])
        wrong = numbers[1]
        self.assertEqual((wrong["value"], wrong["unit"], wrong["expected"]), (58.3e9, "USD", 53823e6))
        self.assertEqual(text[wrong["start"]:wrong["start"] + len(wrong["text"])], "$58.3 billion")
        self.assertTrue(wrong["fact"].startswith("f/1318605/"))
        self.assertTrue(numbers[0]["fact"].startswith("c/1318605/"))
        self.assertNotIn("expected", numbers[0])
        self.assertTrue(numbers[2]["reason"])

    def test_start_counts_code_points(self):
        text = "\U0001F697\U0001F697 Teslas Umsatz lag 2021 bei 53,8 Mrd. USD."
        number = self.check(text)[0]
        self.assertEqual((number["verdict"], text[number["start"]:].startswith("53,8 Mrd. USD")), ("match", True))

    def test_the_option_names_the_company(self):
        text = "Revenue was $53.8 billion in 2021."
        self.assertEqual(self.check(text)[0]["verdict"], "unsupported")
        self.assertEqual(self.check(text, "--company", "TSLA")[0]["verdict"], "match")

    def test_text_has_places_and_a_summary(self):
        path = self.path("draft.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("# Tesla\n\n- Revenue 2021: $53.8 billion\n- Net income 2021: $6.5 billion\n")
        lines = self.expect(0, "check", path, "--company", "Tesla").stdout.decode().splitlines()
        self.assertTrue(lines[0].startswith("3:17 "), lines)
        self.assertIn("MISMATCH", lines[1])
        self.assertIn("USD 5,519 M", lines[1])
        self.assertEqual(lines[-1], "2 numbers: 1 match, 1 don't, 0 unsupported.")

    def test_one_number_is_counted_as_one(self):
        path = self.path("draft.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Revenue of Tesla in 2021: $53.8 billion\n")
        lines = self.expect(0, "check", path).stdout.decode().splitlines()
        self.assertEqual(lines[-1], "1 number: 1 match, 0 don't, 0 unsupported.")

    def test_every_byte_a_file_may_have(self):
        for content in (b"", b"\xef\xbb\xbfTesla", "Umsatz \u00fcber 5 %".encode("utf-16"), bytes(range(1, 256))):
            with self.subTest(content=content[:8]):
                path = self.path("any.txt")
                with open(path, "wb") as file:
                    file.write(content)
                self.expect(0, "check", path, "--company", "Tesla")

    def test_what_is_no_text_is_refused(self):
        for content in (b"%PDF-1.7 ...", b"PK\x03\x04 ...", b"a\0b"):
            path = self.path("no.bin")
            with open(path, "wb") as file:
                file.write(content)
            self.expect_error(1, "check", path, words=["text"])

    def test_a_file_of_bare_numbers_is_cut_and_said_so(self):
        path = self.path("numbers.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(str(number) for number in range(100_000, 960_000)))  # 6 MB
        for command in (["check", path], ["check", path, "--company", "Tesla"]):
            done = self.expect(0, *command, "--format", "json")
            body = json.loads(done.stdout)
            self.assertEqual((len(body["numbers"]), body["truncated"]), (20_000, True))
            self.assertIn("first 20000", done.stderr.decode())
        self.assertIn("first 20000", self.expect(0, "check", path).stderr.decode())

    def test_an_ordinary_text_is_whole(self):
        path = self.path("short.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Revenue was $53.8 billion in 2021.")
        self.assertIs(json.loads(self.expect(0, "check", path, "--format", "json").stdout)["truncated"], False)

    def test_wrong_usage(self):
        for arguments in (["check"], ["check", "a", "b"], ["check", "-", "--format", "csv"]):
            with self.subTest(arguments=arguments):
                self.expect_error(2, *arguments, input=b"")
        self.expect_error(1, "check", "-", "--company", "No Such Company Anywhere", input=b"5 %")
        self.expect_error(1, "check", self.path("missing.md"))


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
