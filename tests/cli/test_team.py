# SPDX-License-Identifier: GPL-3.0-or-later
"""A team as its users see it: real server, real workers, real Redis, users with tokens.

Usage: test_team.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "load"))
import team_chaos  # noqa: E402
import test_cli  # noqa: E402
from server_case import COMPANIES, ServerCase  # noqa: E402

NO_CACHE = {"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"}


class Users(ServerCase):
    def token(self, name, role, *arguments):
        self.expect(0, "users", "add", name, "--role", role)
        return self.expect(0, "users", "token", name, *arguments).stdout.decode().strip()

    def test_roles_are_kept(self):
        viewer, member, admin = (self.token(role + "-user", role) for role in ("viewer", "member", "admin"))
        for name in ("viewer-user", "member-user"):
            self.expect(0, "users", "allow", name)
        server = self.serve()
        order = {"company": "Ford"}
        self.problem(server.post("/analyze", order, token=viewer), 403)
        self.problem(server.post("/analyze/async", order, token=viewer), 403)
        self.problem(server.post("/conversational/chat", {"query": "?"}, token=viewer), 403)
        done = server.post("/analyze", order, token=member)
        self.assertEqual(done.status, 200, done.body)
        url = done.json()["report_url"]
        self.assertEqual(server.get(url, token=viewer).status, 200)
        for token in (viewer, member):
            self.problem(server.request("DELETE", url, token=token), 403)
        self.assertEqual(server.request("DELETE", url, token=admin).status, 204)
        job = server.post("/analyze/async", order, token=admin).json()["job_id"]
        self.problem(server.post(f"/jobs/{job}/cancel", token=member), 403, "another user")
        self.assertEqual(server.post(f"/jobs/{job}/cancel", token=admin).status, 200)
        self.problem(server.get("/reports", token="x" * 43), 401)

    def test_a_token_ends(self):
        token = self.token("Anna", "admin", "--days", "1", "--label", "laptop")
        server = self.serve()
        self.assertEqual(server.get("/reports", token=token).status, 200)
        listed = json.loads(self.expect(0, "users", "tokens", "anna", "--format", "json").stdout)["tokens"]
        self.assertEqual([(one["user"], one["label"], one["state"]) for one in listed], [("Anna", "laptop", "in force")])
        self.expect(0, "users", "revoke", listed[0]["id"])
        self.wait_until(lambda: server.get("/reports", token=token).status == 401)
        self.expect_error(1, "users", "revoke", listed[0]["id"])
        for name in os.listdir(self.data):
            if os.path.isfile(path := os.path.join(self.data, name)):
                with open(path, "rb") as file:
                    self.assertNotIn(token.encode(), file.read(), name)

    def test_rights_to_engagements(self):
        token = self.token("anna", "member")
        self.expect(0, "users", "allow", "anna", "Apollo")
        server = self.serve("--engagement", "Apollo")
        self.assertEqual(server.get("/reports", token=token).status, 200)
        self.expect(0, "users", "disallow", "anna", "Apollo")
        self.wait_until(lambda: server.get("/reports", token=token).status == 403)

    def test_the_audit_log_tells_who_did_what(self):
        token = self.token("anna", "admin")
        server = self.serve()
        report = server.post("/analyze", {"company": "Ford"}, token=token).json()["report_id"]
        server.request("DELETE", f"/reports/{report}", token=token)
        server.get("/reports", token=token)
        self.wait_until(lambda: len(self.audit("--user", "anna")) == 2)
        entries = self.audit("--user", "anna")
        self.assertEqual([(one["action"], one["object"], one["outcome"]) for one in entries],
                         [("DELETE /reports/{id}", report, "204"), ("POST /analyze", "", "200")])
        actions = [one["action"] for one in self.audit()]
        self.assertIn("users add", actions)
        self.assertIn("users token", actions)
        self.assertNotIn(token, json.dumps(self.audit()))

    def audit(self, *arguments):
        return json.loads(self.expect(0, "audit", "list", *arguments, "--format", "json").stdout)["entries"]

    def test_wrong_calls(self):
        self.expect_error(2, "users")
        self.expect_error(2, "users", "add", "anna", "--role", "king")
        self.expect_error(1, "users", "role", "nobody", "admin")
        self.expect_error(2, "users", "add", " ")
        self.expect(0, "users", "add", "anna")
        self.expect_error(2, "users", "add", "ANNA")
        self.expect_error(2, "users", "token", "anna", "--days", "0")
        self.expect(0, "users", "role", "anna", "viewer")
        self.expect(0, "users", "remove", "anna")
        self.assertEqual(json.loads(self.expect(0, "users", "list", "--format", "json").stdout), {"users": []})

    def wait_until(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)


@unittest.skipUnless(shutil.which("redis-server"), "needs redis-server")
class Workers(ServerCase):
    def setUp(self):
        super().setUp()
        folder = os.path.join(self.data, "redis")
        os.makedirs(folder)
        self.redis = team_chaos.Redis(folder)
        self.addCleanup(self.redis.kill)
        self.team = {"WORK_QUEUE": "redis", "REDIS_URL": f"redis://127.0.0.1:{self.redis.port}", **NO_CACHE}

    def worker(self, *arguments):
        process = subprocess.Popen(
            [test_cli.PROGRAM, "--data-dir", self.data, "worker", "--no-cache", "--lease", "2", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=self.environment(**self.team))

        def end():
            if process.poll() is None:
                process.kill()
            process.wait()
        self.addCleanup(end)
        return process

    def status(self):
        return json.loads(self.expect(0, "worker", "--status", "--format", "json", env=self.team).stdout)

    def test_the_api_is_the_same_through_the_queue(self):
        server = self.serve(env=self.team)
        self.worker("--name", "w1")
        answer = server.post("/analyze", {"company": "Tesla", "frameworks": ["porter"]}, timeout=120)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(server.get(answer.json()["report_url"]).status, 200)
        self.problem(server.post("/analyze", {"company": "Nobody Knows Them"}), 404)
        self.problem(server.post("/analyze?priority=soon", {"company": "Ford"}), 422, "soon")
        job = server.post("/analyze/async?priority=low", {"company": "Ford", "depth": "deep"}).json()["job_id"]
        events = server.get(f"/analyze/{job}/progress", timeout=120).body.decode()
        self.assertIn('"agent":"research"', events)
        self.assertIn('"status":"completed"', events.rstrip().splitlines()[-1])
        self.assertEqual([one["name"] for one in self.status()["workers"]], ["w1"])

    def test_a_killed_workers_job_is_finished_by_another_once(self):
        server = self.serve(env=self.team)
        first = self.worker("--name", "first", "--concurrency", "4")
        jobs = [server.post("/analyze/async", {"company": name, "depth": "deep"}).json()["job_id"] for name in COMPANIES]
        server.wait_for(jobs[0], "running", "completed")
        first.kill()
        self.worker("--name", "second", "--concurrency", "4")
        reports = {server.wait_for(job, "completed", "failed", seconds=300)["report_id"] for job in jobs}
        self.assertEqual(len(reports), len(COMPANIES))
        self.assertNotIn(None, reports)
        self.assertEqual({one["report_id"] for one in server.get("/reports?limit=200").json()["reports"]}, reports)

    def test_a_worker_that_is_told_to_end_hands_back_what_it_cannot_finish(self):
        server = self.serve(env=self.team)
        jobs = [server.post("/analyze/async", {"company": name, "depth": "deep"}).json()["job_id"] for name in COMPANIES]
        first = self.worker("--drain-limit", "0")
        server.wait_for(jobs[0], "running", "completed")
        first.send_signal(signal.SIGTERM)
        self.assertEqual(first.wait(timeout=120), 0)
        self.assertEqual(self.status()["running"], 0)
        second = self.worker("--drain", "--concurrency", "4")
        self.assertEqual(second.wait(timeout=300), 0)
        for job in jobs:
            self.assertEqual(server.get(f"/jobs/{job}").json()["status"], "completed")

    def test_a_servers_jobs_outlive_it(self):
        server = self.serve(env=self.team)
        job = server.post("/analyze/async", {"company": "Ford"}).json()["job_id"]
        server.kill()
        self.assertEqual(self.worker("--once").wait(timeout=120), 0)
        self.assertEqual(self.serve(env=self.team).wait_for(job, "completed")["status"], "completed")

    def test_without_redis_an_order_is_refused_for_now(self):
        server = self.serve(env=self.team)
        self.redis.kill()
        answer = server.post("/analyze/async", {"company": "Ford"})
        self.problem(answer, 503, "Redis")
        self.assertTrue(answer.headers["Retry-After"])
        self.expect_error(1, "worker", "--status", env=self.team)
        self.redis.start()
        end = time.monotonic() + 60
        while (answer := server.post("/analyze/async", {"company": "Ford"})).status != 202:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.1)

    def test_wrong_calls(self):
        self.expect_error(2, "worker", words=["REDIS_URL"])
        self.expect_error(2, "worker", "x")
        self.expect_error(2, "worker", "--concurrency", "0")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = (os.path.abspath(path) for path in sys.argv[1:3])
    unittest.main(argv=[sys.argv[0]] + sys.argv[3:])
