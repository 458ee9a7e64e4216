# SPDX-License-Identifier: GPL-3.0-or-later
"""What a language model may be sent, as the command line has it.

Usage: test_privacy.py PROGRAM PROJECT [unittest's arguments]"""
import http.server
import json
import os
import sqlite3
import sys
import threading
import unittest

import test_cli
from test_cli import CommandLineCase, companyfacts


class Server:
    """Counts what it is asked, and answers nothing that could be used."""

    def __init__(self):
        self.bodies = bodies = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self.send_response(500)
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Privacy(CommandLineCase):
    def marks(self):
        with sqlite3.connect(os.path.join(self.data, "documents.db")) as database:
            marks = database.execute("SELECT count(*) FROM never_sent").fetchone()[0]
        database.close()
        return marks

    def note(self, text="Our plan for 2027: close the plant in Ohio.\n"):
        path = self.path("plan.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_a_document_is_marked_as_it_is_imported(self):
        path = self.note()
        self.expect(0, "import", path)
        self.assertEqual(self.marks(), 0)
        self.expect(0, "import", "--never-send", path)  # known already, and marked all the same
        self.assertEqual(self.marks(), 1)
        self.expect(0, "import", self.note("Our plan for 2027: keep it.\n"))  # a new version of a marked file
        self.assertEqual(self.marks(), 2)

    def test_a_facts_file_cannot_be_marked(self):
        path = self.path("carter.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(companyfacts(42, "Carter Tools, Inc.", {2022: 800e6, 2023: 1000e6}), file)
        done = self.run_cli("import", "--never-send", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"--never-send", done.stderr)

    def test_a_preview_sends_nothing_and_makes_no_report(self):
        server = Server()
        self.addCleanup(server.close)
        done = self.expect(0, "analyze", "Tesla", "--preview", "--provider", "openai", "--model", "m", "--base-url",
                           server.url, env={"LLM_REDACT_NAMES": "Tesla", "LLM_NEVER_SEND": "context"})
        self.assertEqual(server.bodies, [])
        self.assertTrue(done.stdout.strip())
        self.assertNotIn(b"{\"schema_version\"", done.stdout)
        if b"=====" in done.stdout:
            self.assertNotIn(b"tesla", done.stdout.lower())
            self.assertIn(b"Nothing was sent", done.stderr)
        listed = json.loads(self.expect(0, "library", "list", "--format", "json").stdout)
        self.assertEqual(listed["reports"], [])

    def settings(self, **values):
        os.makedirs(self.data, exist_ok=True)
        with open(os.path.join(self.data, "settings.json"), "w", encoding="utf-8") as file:
            json.dump({"llm_provider": "openai", "llm_preset": "vllm", "llm_model": "m",
                       "llm_base_url": "https://models.invalid/v1", **values}, file)

    def test_a_model_of_the_settings_alone_needs_consent(self):
        self.settings()
        question = ("ask", "What was Tesla's gross margin in FY2021?")
        refused = self.expect(0, *question)
        said = refused.stderr.decode()
        for words in ("Nothing is sent to", "models.invalid", "--preview", "models agree", "--provider openai"):
            self.assertIn(words, said)
        self.assertIn(b"25.3 %", refused.stdout)
        self.assertFalse(os.path.exists(os.path.join(self.data, "egress.db")) and self.sent())
        report = self.expect(0, "analyze", "Tesla", "--frameworks", "porter", "--depth", "quick")
        self.assertEqual(report.stderr.decode().count("models agree"), 1)
        self.assertEqual(json.loads(report.stdout)["metadata"]["provider"], "none")
        # A look at it needs none, and is no consent.
        self.assertNotIn(b"models agree", self.expect(0, "analyze", "Tesla", "--preview").stderr)
        self.assertIn(b"models agree", self.expect(0, *question).stderr)
        # Offline nothing could be sent.
        self.assertNotIn(b"models agree", self.expect(0, *question, "--offline").stderr)

        self.assertIn(b"models.invalid", self.expect(0, "models", "agree").stdout)
        with open(os.path.join(self.data, "sending.json"), encoding="utf-8") as file:
            self.assertIn("models.invalid", file.read())
        agreed = self.expect(0, *question, "--offline")
        self.assertNotIn(b"Nothing is sent", agreed.stderr)
        # Another engagement is another client.
        self.assertIn(b"models agree", self.expect(0, "--engagement", "Other", *question).stderr)
        self.expect(0, "models", "withdraw")
        self.assertIn(b"models agree", self.expect(0, *question).stderr)

    def sent(self):
        with sqlite3.connect(os.path.join(self.data, "egress.db")) as database:
            count = database.execute("SELECT count(*) FROM requests").fetchone()[0]
        database.close()
        return count

    def test_a_model_on_this_computer_needs_no_consent(self):
        server = Server()
        self.addCleanup(server.close)
        self.settings(llm_base_url=server.url)
        done = self.run_cli("ask", "What was Tesla's gross margin in FY2021?", "--offline")
        self.assertNotIn(b"models agree", done.stderr)

    def test_an_estimate_is_a_range_for_each_agent_and_sends_nothing(self):
        server = Server()
        self.addCleanup(server.close)
        model = ("analyze", "Tesla", "--estimate", "--frameworks", "porter,swot", "--provider", "openai", "--model",
                 "gpt-4o", "--preset", "openai", "--base-url", server.url)
        done = self.expect(0, *model)
        self.assertEqual(server.bodies, [])
        table = done.stdout.decode()
        self.assertIn("framework:porter", table)
        self.assertIn("total", table)
        self.assertRegex(table, r"0\.\d{6} to \d\.\d{6} USD")
        self.assertIn(b"Nothing was sent", done.stderr)
        estimate = json.loads(self.expect(0, *model, "--format", "json").stdout)
        self.assertEqual({agent["agent"] for agent in estimate["agents"]},
                         {"framework:porter", "framework:swot", "synthesis", "second_opinion"})
        for part in (*estimate["agents"], estimate["total"]):
            self.assertLess(0, part["least_micro"])
            self.assertLess(part["least_micro"], part["most_micro"])
            self.assertLess(part["expected_output_tokens"], part["most_output_tokens"])
        self.assertEqual(estimate["total"]["least_micro"], sum(one["least_micro"] for one in estimate["agents"]))
        # An unknown price is none of nothing.
        unknown = json.loads(self.expect(0, *model[:8], "no-such-model", *model[9:], "--format", "json").stdout)
        self.assertIsNone(unknown["total"]["least_micro"])
        self.assertIsNone(unknown["total"]["most_micro"])

    def test_a_preview_without_a_model_says_so(self):
        done = self.expect(0, "analyze", "Tesla", "--preview")
        self.assertIn(b"asked nothing", done.stdout)

    def test_it_is_said_where_prompts_go(self):
        model = ("analyze", "Tesla", "--frameworks", "porter", "--depth", "quick", "--provider", "openai", "--model", "m",
                 "--base-url")
        server = Server()
        self.addCleanup(server.close)
        near = self.run_cli(*model, server.url)
        self.assertNotIn(b"Prompts go", near.stderr)
        self.assertNotIn(b"Prompts go", self.expect(0, *model, "https://models.invalid/v1", "--offline").stderr)
        # Its name is of no machine: whatever is tried comes to nothing.
        far = self.run_cli(*model, "https://models.invalid/v1")
        self.assertIn(b"Prompts go to", far.stderr)
        self.assertIn(b"models.invalid", far.stderr)

    def test_wrong_settings_are_named(self):
        self.expect_error(2, "analyze", "Tesla", "--preview", words=["llm_never_send"], env={"LLM_NEVER_SEND": "everything"})


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
