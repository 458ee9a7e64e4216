# SPDX-License-Identifier: GPL-3.0-or-later
"""The administrator's policy holds against command line, environment, settings file and what stands in a setting's place.
The policy is that of a name space of its own, in which /etc is empty but for it.

Usage: test_policy.py PROGRAM PROJECT [unittest's arguments]"""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM, PROJECT = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))

IN_NAMESPACE = ('mount -t tmpfs tmpfs /etc && mkdir /etc/consultantos && printf %s "$1" >/etc/consultantos/policy.json && '
                'chmod "$2" /etc/consultantos/policy.json && shift 2 && exec "$@"')


def can_have_a_policy():
    return shutil.which("unshare") and subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/etc"],
                                                      capture_output=True, check=False).returncode == 0


class Model(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked += 1
        body = json.dumps({"choices": [{"message": {"content": "OK"}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, *_):
        pass


@unittest.skipUnless(can_have_a_policy(), "needs user name spaces")
class Policy(unittest.TestCase):
    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="consultantos-policy-")
        self.addCleanup(shutil.rmtree, self.data)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
        self.server.asked = 0
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def run_cli(self, policy, *arguments, mode="644", **environment):
        kept = {key: os.environ[key] for key in ("PATH", "CONSULTANTOS_RESOURCE_DIR") if key in os.environ}
        policy = json.dumps({"version": 1, **policy})
        return subprocess.run(["unshare", "-rm", "sh", "-c", IN_NAMESPACE, "sh", policy, mode, PROGRAM, *arguments], text=True,
                              capture_output=True, timeout=120, check=False,
                              env={**kept, "LC_ALL": "C.UTF-8", "HOME": self.data, "CONSULTANTOS_DATA_DIR": self.data,
                                   "QT_QPA_PLATFORM": "offscreen", **environment})

    def refused(self, done, *words):
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        for word in ["administrator", *words]:
            self.assertIn(word, done.stderr)

    def test_what_the_command_asks_for_is_refused_and_not_passed_over(self):
        self.refused(self.run_cli({"settings": {"offline": False}}, "--offline", "sources", "ledger"), "offline")
        self.refused(self.run_cli({"settings": {"language": "de"}}, "--language", "en", "sources", "ledger"), "language")
        own = {"settings": {"llm_provider": {"allowed": ["none", "local"]}}}
        model = ["--provider", "openai", "--model", "m", "--base-url", self.address]
        for command in (["analyze", "Tesla", "--no-save", "--frameworks", "porter"], ["models", "test"], ["ask", "What?"]):
            with self.subTest(command=command[0]):
                self.refused(self.run_cli(own, *command, *model), "openai", "llm_provider")
        self.assertEqual(self.server.asked, 0)

    def test_no_model_stands_in_for_one_that_is_allowed(self):
        own = {"settings": {"llm_provider": {"allowed": ["none", "local"]}}}
        pathlib.Path(self.data, "no.gguf").write_bytes(b"no model")
        done = self.run_cli(own, "ask", "What was Tesla's FY2021 gross margin in percent?", LLM_PROVIDER="local",
                            LLM_MODEL_FILE=os.path.join(self.data, "no.gguf"), LLM_FALLBACK=f"other:m@{self.address}")
        self.assertIn("Gross margin", done.stdout)
        self.assertEqual(self.server.asked, 0)

    def test_the_list_of_hosts_holds_for_this_machine(self):
        self.refused(self.run_cli({"allowed_hosts": ["data.sec.gov"]}, "models", "test", "--provider", "openai", "--model", "m",
                                  "--base-url", self.address), "allowed_hosts")
        self.assertEqual(self.server.asked, 0)
        done = self.run_cli({"allowed_hosts": ["127.0.0.1"]}, "models", "test", "--provider", "openai", "--model", "m",
                            "--base-url", self.address)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_an_engagement_s_own_rules_stand_below_it(self):
        policy = {"settings": {"retention_reports_days": {"max": 365}}}
        for days in ("0", "366"):
            self.refused(self.run_cli(policy, "retention", "--set", f"reports={days}"), "retention_reports_days")
        # A rule from before the policy.
        pathlib.Path(self.data, "retention.json").write_text('{"reports": 0, "jobs": 5}', encoding="utf-8")
        rules = json.loads(self.run_cli(policy, "retention", "--format", "json").stdout)["rules"]
        self.assertEqual({rule["what"]: rule["days"] for rule in rules if rule["what"] in ("reports", "jobs")},
                         {"reports": 365, "jobs": 5})

    def test_a_format_that_is_not_allowed_costs_no_analysis_and_is_not_replayed(self):
        policy = {"export_formats": ["pdf", "sealed"]}
        sealed = os.path.join(self.data, "t.sealed")
        done = self.run_cli(policy, "analyze", "Tesla", "--frameworks", "porter", "--depth", "quick", "--output", sealed)
        self.assertEqual(done.returncode, 0, done.stderr)
        for format in ("json", "md"):
            done = self.run_cli(policy, "library", "replay", sealed, "--format", format)
            self.refused(done, "pdf")
            self.assertEqual(done.stdout, "")
        self.refused(self.run_cli(policy, "analyze", "Ford", "--frameworks", "porter"), "JSON")
        listed = self.run_cli(policy, "library", "list").stdout
        self.assertIn("Tesla", listed)
        self.assertNotIn("Ford", listed)
        # What an analysis would cost isn't a report.
        self.assertEqual(self.run_cli(policy, "analyze", "Tesla", "--estimate").returncode, 0)

    def test_doctor_tells_of_the_policy(self):
        def finding(policy, **more):
            told = json.loads(self.run_cli(policy, "doctor", "--format", "json", **more).stdout)
            return next(one for one in told["findings"] if one["subject"] == "Policy")
        told = finding({"allowed_hosts": ["data.sec.gov"], "export_formats": []})
        self.assertTrue(told["fine"])
        for word in ("/etc/consultantos/policy.json", "data.sec.gov"):
            self.assertIn(word, told["state"])
        self.assertFalse(finding({}, mode="666")["fine"])


if __name__ == "__main__":
    unittest.main()
