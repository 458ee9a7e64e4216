# SPDX-License-Identifier: GPL-3.0-or-later
"""The window program answers over HTTP while it is open, if its settings say so.

Usage: test_window_api.py WINDOW PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

WINDOW, PROGRAM, PROJECT = (os.path.abspath(path) for path in sys.argv[1:4])
sys.path[:0] = [os.path.join(PROJECT, "tests", "cli"), os.path.join(PROJECT, "tests", "load")]
import api_client  # noqa: E402
import team_chaos  # noqa: E402

PATIENCE = 60


class WindowApi(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="consultantos-window-")
        self.addCleanup(folder.cleanup)
        self.data = folder.name
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en")

    def configure(self, **settings):
        with open(os.path.join(self.data, "settings.json"), "w", encoding="utf-8") as file:
            json.dump(settings, file)

    def open_window(self):
        window = subprocess.Popen([WINDOW, "--data-dir", self.data], env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def close():
            window.kill()
            window.wait()
        self.addCleanup(close)
        return window

    def log(self):
        folder = os.path.join(self.data, "logs")
        text = ""
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text += file.read()
        return text

    def wait(self, condition, why):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(0.05)
        self.fail(why + "; the log: " + self.log()[-2000:])

    def url(self):
        found = self.wait(lambda: re.search(r"serving on (http://127[.]0[.]0[.]1:\d+)", self.log()), "no server")
        return found.group(1)

    def ask(self, url, body=None, token=True):
        headers = {"Content-Type": "application/json"}
        if token:
            with open(os.path.join(self.data, "api-token"), encoding="ascii") as file:
                headers["Authorization"] = "Bearer " + file.read().strip()
        request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def test_it_answers_what_serve_answers(self):
        self.configure(api_server=True, api_port=0)
        self.open_window()
        url = self.url()
        self.assertEqual(self.ask(url + "/health", token=False)["status"], "healthy")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.ask(url + "/reports", token=False)
        self.assertEqual(refused.exception.code, 401)
        report = self.ask(url + "/analyze", {"company": "Tesla", "frameworks": ["porter"]})
        self.assertEqual((report["status"], report["frameworks"]), ("completed", ["porter"]))
        self.assertEqual([one["report_id"] for one in self.ask(url + "/reports")["reports"]], [report["report_id"]])
        answer = self.ask(url + "/conversational/chat", {"query": "What was Tesla's revenue in FY2023?"})
        self.assertIn("96,773", answer["response"])

    def test_it_is_off_unless_it_is_switched_on(self):
        self.configure(api_port=0)
        window = self.open_window()
        self.wait(lambda: os.path.exists(os.path.join(self.data, "library.db")), "the window did not open")
        self.assertIsNone(window.poll())
        self.assertFalse(os.path.exists(os.path.join(self.data, "api-token")))
        self.assertNotIn("serving on", self.log())

    def test_one_server_for_one_folder(self):
        self.configure(api_server=True, api_port=0)
        self.open_window()
        self.url()
        second = subprocess.run([PROGRAM, "--data-dir", self.data, "serve", "--port", "0"], env=self.environment,
                                capture_output=True, timeout=PATIENCE)
        self.assertNotEqual(second.returncode, 0)
        self.assertIn(b"Another server works on these stores", second.stderr)

    def test_a_port_that_is_taken_costs_the_api_alone(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            self.configure(api_server=True, api_port=other.getsockname()[1])
            window = self.open_window()
            self.wait(lambda: "the API does not answer" in self.log(), "it said nothing")
            self.wait(lambda: os.path.exists(os.path.join(self.data, "library.db")), "the window did not open")
            self.assertIsNone(window.poll())

    def test_jobs_of_a_window_that_was_killed_can_be_resumed(self):
        self.configure(api_server=True, api_port=0, max_concurrent_agents=1)
        window = self.open_window()
        url = self.url()
        jobs = [self.ask(url + "/analyze/async", {"company": company, "frameworks": ["porter", "swot"]})["job_id"]
                for company in ("Tesla", "Ford", "Apple", "Intel", "Nike", "Visa", "Boeing", "Walmart")]
        window.kill()
        window.wait()
        server = api_client.Server(PROGRAM, self.data, env=self.environment)
        self.addCleanup(server.close)
        states = {job: server.get(f"/jobs/{job}/status").json()["status"] for job in jobs}
        self.assertLessEqual(set(states.values()), {"completed", "interrupted"}, states)
        for job, state in states.items():
            if state == "interrupted":
                self.assertEqual(server.post(f"/jobs/{job}/resume").status, 200)
            server.wait_for(job, "completed")

    @unittest.skipUnless(shutil.which("redis-server"), "redis-server is not installed")
    def test_a_teams_workers_do_what_is_ordered_here(self):
        folder = os.path.join(self.data, "redis")
        os.makedirs(folder)
        redis = team_chaos.Redis(folder)
        self.addCleanup(redis.kill)
        self.configure(api_server=True, api_port=0)
        self.environment.update(WORK_QUEUE="redis", REDIS_URL=f"redis://127.0.0.1:{redis.port}")
        window = self.open_window()
        url = self.url()
        job = self.ask(url + "/analyze/async", {"company": "Tesla", "frameworks": ["porter"]})["job_id"]
        self.assertEqual(self.ask(f"{url}/jobs/{job}")["status"], "queued")
        done = subprocess.run([PROGRAM, "--data-dir", self.data, "worker", "--once"], env=self.environment,
                              capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.ask(f"{url}/jobs/{job}")["status"], "completed")
        # Redis away costs the window nothing but its orders.
        redis.kill()
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.ask(url + "/analyze/async", {"company": "Ford", "frameworks": ["porter"]})
        self.assertEqual(refused.exception.code, 503)
        self.assertEqual(len(self.ask(url + "/reports")["reports"]), 1)
        self.assertIsNone(window.poll())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
