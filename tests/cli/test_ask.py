# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the command line questions as a script would: over the starter facts, over a facts file alone.

Usage: test_ask.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sys
import unittest

import test_cli
from test_cli import CommandLineCase, companyfacts


class Ask(CommandLineCase):
    def ask(self, *arguments):
        return json.loads(self.expect(0, "ask", *arguments, "--format", "json").stdout)

    def facts_file(self, revenue):
        path = self.path("carter.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(42, "Carter Tools, Inc.", revenue), file)
        return path

    def test_the_question_names_the_company(self):
        answer = self.ask("What was Tesla's FY2021 gross margin in percent?")
        self.assertEqual((answer["kind"], answer["answer"], answer["unit"]), ("figure", "25.3 %", "percent"))
        self.assertEqual(answer["period"], "FY2021")
        kinds = [entry["type"] for entry in answer["evidence"]]
        self.assertEqual(kinds[0], "computation")
        self.assertIn("fact", kinds)
        filings = {entry["accession"] for entry in answer["evidence"] if entry["type"] == "fact"}
        self.assertTrue(all(filings))

    def test_the_option_names_the_company(self):
        by_option = self.ask("FY2021 gross margin", "--company", "TSLA")
        self.assertEqual(by_option["answer"], "25.3 %")

    def test_text_shows_the_answer_first_and_its_facts(self):
        lines = self.expect(0, "ask", "Tesla's FY2021 revenue in USD billions").stdout.decode().splitlines()
        self.assertEqual(lines[0], "USD 53.8 billion")
        self.assertTrue(any("10-K filed" in line for line in lines))

    def test_a_document_is_asked_alone(self):
        path = self.facts_file({2022: 800e6, 2023: 1000e6})
        answer = self.ask("What was the revenue growth in 2023?", "--document", path)
        self.assertEqual((answer["answer"], answer["value"]), ("25.0 %", 25.0))
        self.assertEqual(answer["formula"], "revenue_fy2023 / revenue_fy2022 - 1")
        other = self.ask("What was Tesla's revenue in 2023?", "--document", path)
        self.assertEqual((other["kind"], other["value"]), ("not_answerable", None))
        self.assertIn("Tesla", other["explanation"])

    def test_what_cannot_be_answered_is_no_failure(self):
        for question in ("What was Tesla's revenue in FY1875?", "What was the revenue?", "Who are you?", "%s%n%1"):
            with self.subTest(question=question):
                answer = self.ask(question)
                self.assertEqual((answer["kind"], answer["answer"], answer["value"]), ("not_answerable", "", None))
                self.assertTrue(answer["explanation"] and answer["would_help"])
        text = self.expect(0, "ask", "What was Tesla's revenue in FY1875?").stdout.decode()
        self.assertTrue(text.startswith("Not answerable: "))

    def test_wrong_calls(self):
        for arguments in (["ask"], ["ask", ""], ["ask", "  "], ["ask", "one", "two"],
                          ["ask", "Tesla revenue", "--format", "csv"]):
            with self.subTest(arguments=arguments):
                self.expect_error(2, *arguments)
        self.expect_error(1, "ask", "revenue", "--company", "No Such Company Anywhere")
        self.expect_error(1, "ask", "revenue", "--document", self.path("missing.json"))

    def test_documents_of_two_companies_are_refused(self):
        first, second = self.facts_file({2023: 1e6}), self.path("other.json")
        with open(second, "w", encoding="utf-8") as file:
            json.dump(companyfacts(43, "Dunmore", {2023: 1e6}), file)
        self.expect_error(2, "ask", "revenue", "--document", first, "--document", second, "-q")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
