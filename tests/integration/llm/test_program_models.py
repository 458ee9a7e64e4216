# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line with a language model's embeddings, against the conformity servers.

Usage: test_program_models.py PROGRAM PROJECT [unittest's arguments]"""
import os
import sys
import unittest

from test_conformity import Server

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(HERE)), "cli"))
import test_cli  # noqa: E402
from test_cli import CommandLineCase  # noqa: E402

NOTES = "\n\n".join(f"Note {number}. Customers of the northern plant complain about late deliveries of part {number}, and two of "
                    f"them have asked for a rebate of {number} per cent." for number in range(1, 40))
QUESTION = "What do customers complain about?"


class Embeddings(CommandLineCase):
    def ask(self, wire, scenario, *options):
        """The program's answer, and what the server saw of it."""
        server = Server(wire)
        self.addCleanup(server.close)
        base = f"http://127.0.0.1:{server.port}/{scenario}" + {"gemini": "/v1beta", "openai": "/v1"}[wire]
        environment = {"LLM_PROVIDER": wire, "LLM_MODEL": "conform", "LLM_EMBEDDING_MODEL": "embed-conform", "LLM_BASE_URL": base,
                       "GEMINI_API_KEY": "conform-key", "OPENAI_API_KEY": "conform-key"}
        notes = self.path("notes.txt")
        with open(notes, "w", encoding="utf-8") as file:
            file.write(NOTES)
        self.expect(0, "import", notes, env=environment)
        done = self.expect(0, "ask", QUESTION, "--format", "json", *options, env=environment)
        self.assertNotIn(b"conform-key", done.stdout + done.stderr)
        return done, server.report()

    def test_requests_are_as_documented(self):
        for wire, embeddings, chat in (("gemini", ":batchEmbedContents", ":streamGenerateContent"),
                                       ("openai", "/embeddings", "/chat/completions")):
            with self.subTest(wire):
                done, report = self.ask(wire, "ok")
                self.assertEqual(report["faults"], [])
                asked = [path for path in report["paths"] if not path.endswith(embeddings)]
                self.assertLess(len(asked), len(report["paths"]), "passages and question are embedded")
                self.assertTrue(len(asked) == 1 and asked[0].endswith(chat), report["paths"])
                self.assertIn(b"late deliveries", done.stdout)

    def test_a_failing_server_costs_no_answer(self):
        for scenario in ("error,code=503", "html", "ok+reset"):
            with self.subTest(scenario):
                done, report = self.ask("openai", scenario)
                self.assertEqual(report["faults"], [])
                self.assertIn(b"late deliveries", done.stdout)

    def test_offline_sends_nothing(self):
        done, report = self.ask("gemini", "ok", "--offline")
        self.assertEqual(report["paths"], [])
        self.assertIn(b"late deliveries", done.stdout)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
