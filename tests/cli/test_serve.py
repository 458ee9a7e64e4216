# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP API as a client sees it: the real program, real sockets.

Usage: test_serve.py PROGRAM PROJECT [unittest's arguments]"""
import gzip
import http.client
import json
import os
import re
import sys
import threading
import time
import unittest

import test_cli
from model_server import ModelServer
from server_case import COMPANIES, ServerCase


class Analyses(ServerCase):
    def test_an_analysis_as_the_references_clients_expect_it(self):
        server = self.serve()
        answer = server.post("/analyze", {"company": "Tesla", "frameworks": ["porter", "swot"]})
        self.assertEqual(answer.status, 200, answer.body)
        body = answer.json()
        self.assertEqual(body["status"], "completed")
        self.assertEqual(body["frameworks"], ["porter", "swot"])
        self.assertEqual(body["report_url"], "/reports/" + body["report_id"])
        self.assertTrue(0 < body["confidence_score"] < 1)
        self.assertTrue(body["executive_summary"]["key_findings"])
        self.assertRegex(body["generated_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertNotIn("errors", body)
        again = server.post("/analyze", {"company": "Tesla", "frameworks": ["swot", "porter"]}).json()
        self.assertEqual((again["report_id"], again["served_from"]), (body["report_id"], "l1"))
        report = server.get(body["report_url"]).json()
        self.assertEqual(report["id"], body["report_id"])
        kept = json.loads(self.expect(0, "library", "list", "--format", "json").stdout)
        self.assertEqual([one["id"] for one in kept["reports"]], [body["report_id"]])

    def test_a_report_is_in_the_language_of_the_settings_where_none_is_asked_for(self):
        server = self.serve(env={"CONSULTANTOS_REPORT_LANGUAGE": "de"})
        body = server.post("/analyze", {"company": "Tesla", "frameworks": ["swot"]}).json()
        report = server.get(body["report_url"]).json()
        self.assertEqual(report["request"]["language"], "de")
        self.assertIn(report["executive_summary"]["answer"]["text"], json.dumps(body["executive_summary"], ensure_ascii=False))
        job = server.post("/analyze/async", {"company": "Ford", "frameworks": ["swot"]}).json()["job_id"]
        report = server.get(server.wait_for(job, "completed")["report_url"]).json()
        self.assertEqual(report["request"]["language"], "de")
        self.problem(server.post("/analyze", {"company": "Tesla", "report_language": "tlh"}), 422, "tlh")

    def test_wrong_requests_say_what_is_wrong(self):
        server = self.serve()
        self.problem(server.post("/analyze", {"company": "Nobody Knows Them"}), 404)
        self.problem(server.post("/analyze", {}), 422)
        self.problem(server.post("/analyze", {"company": 7}), 422, "company")
        self.problem(server.post("/analyze", {"company": "Tesla", "frameworks": "porter"}), 422, "frameworks")
        self.problem(server.post("/analyze", {"company": "Tesla", "frameworks": ["tarot"]}), 422, "tarot")
        self.problem(server.post("/analyze", {"company": "Tesla", "depth": "abyss"}), 422, "abyss")
        self.problem(server.post("/analyze", {"company": "x" * 201}), 422)
        self.problem(server.request("POST", "/analyze", b"{", {"Content-Type": "application/json"}), 422, "JSON")
        self.problem(server.request("POST", "/analyze", b"[1]", {"Content-Type": "application/json"}), 422, "object")
        self.problem(server.request("POST", "/analyze", b"company=Tesla",
                                    {"Content-Type": "application/x-www-form-urlencoded"}), 415)
        self.problem(server.get("/nothing"), 404)
        answer = server.get("/analyze")
        self.problem(answer, 405)
        self.assertEqual(answer.headers["Allow"], "POST")
        self.problem(server.get("/reports?limit=0"), 422, "limit")

    def test_a_job_goes_its_way(self):
        server = self.serve()
        ordered = server.post("/analyze/async", {"company": "Ford"})
        self.assertEqual(ordered.status, 202)
        job = ordered.json()["job_id"]
        self.assertEqual(ordered.json()["status_url"], f"/jobs/{job}/status")
        done = server.wait_for(job, "completed")
        self.assertEqual(server.get(done["report_url"]).status, 200)
        events = server.get(f"/analyze/{job}/progress").body.decode()
        self.assertIn("event: done", events)
        self.assertEqual(server.get("/jobs").json()["jobs"][0]["job_id"], job)
        self.problem(server.get("/jobs/nothing"), 404)
        self.assertEqual(server.post(f"/jobs/{job}/cancel").json()["status"], "completed", "what is done stays done")

    def test_progress_tells_each_agent(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        jobs = [server.post("/analyze/async", {"company": name, "depth": "deep"}).json()["job_id"] for name in COMPANIES]
        events = server.get(f"/analyze/{jobs[-1]}/progress").body.decode()
        agents = {json.loads(line[6:])["agent"] for line in events.splitlines()
                  if line.startswith("data: ") and '"agent"' in line}
        self.assertGreaterEqual(agents, {"research", "market", "financial", "synthesis", "framework:porter"})
        self.assertTrue(events.rstrip().splitlines()[-1].startswith("data: "))
        self.assertEqual(json.loads(events.rstrip().splitlines()[-1][6:])["status"], "completed")

    def test_an_idempotency_key_orders_once(self):
        server = self.serve()
        key = {"Idempotency-Key": "k-1"}
        first = server.post("/analyze/async", {"company": "Ford"}, headers=key).json()
        second = server.post("/analyze/async", {"company": "Ford"}, headers=key).json()
        self.assertEqual(first["job_id"], second["job_id"])
        self.problem(server.post("/analyze/async", {"company": "Tesla"}, headers=key), 422, "idempotency key")
        self.assertEqual(len(server.get("/jobs").json()["jobs"]), 1)

    def test_cancelling_ends_what_runs_and_what_waits(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        jobs = [server.post("/analyze/async", {"company": name, "depth": "deep"}).json()["job_id"] for name in COMPANIES]
        self.assertIn(server.post(f"/jobs/{jobs[-1]}/cancel").json()["status"], ("cancelled", "running"))
        self.assertEqual(server.wait_for(jobs[-1], "cancelled", "completed")["status"], "cancelled")
        again = server.post(f"/jobs/{jobs[-1]}/resume").json()
        self.assertIn(again["status"], ("queued", "running", "completed"))
        self.assertEqual(server.wait_for(jobs[-1], "completed")["status"], "completed")

    def test_a_hang_up_stops_the_agents(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        for name in COMPANIES:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            connection.request("POST", "/analyze", json.dumps({"company": name, "depth": "deep"}),
                               {"Content-Type": "application/json", "Authorization": "Bearer " + server.token})
            time.sleep(0.01)
            connection.close()
        end = time.monotonic() + 30
        while time.monotonic() < end and server.get("/health", token=None).json()["running"] > 0:
            time.sleep(0.05)
        kept = server.get("/reports").json()["total"]
        self.assertLess(kept, len(COMPANIES), "nobody waited for these")
        ended = server.metrics()
        self.assertEqual(ended['consultantos_requests_total{endpoint="/analyze",method="POST",status="error"}'],
                         len(COMPANIES) - kept)

    def test_a_full_queue_says_when_to_come_again(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        answers = []

        def order(number):
            for i in range(30):
                name = COMPANIES[i % len(COMPANIES)]
                answers.append(server.post("/analyze/async", {"company": name, "question": f"{number} {i}?"}))

        threads = [threading.Thread(target=order, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = {answer.status for answer in answers}
        self.assertTrue(statuses <= {202, 429}, statuses)
        refused = [answer for answer in answers if answer.status == 429]
        self.assertTrue(refused, "300 orders at once are too many")
        self.assertGreaterEqual(int(refused[0].headers["Retry-After"]), 1)
        self.problem(refused[0], 429)

    def test_killed_in_the_middle_no_job_is_lost(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        jobs = [server.post("/analyze/async", {"company": COMPANIES[i % 10], "question": f"Which {i}?"}).json()["job_id"]
                for i in range(100)]
        server.wait_for(jobs[5], "completed")
        server.kill()
        server = self.serve()
        found = {job: server.get(f"/jobs/{job}").json() for job in jobs}
        states = [one["status"] for one in found.values()]
        self.assertEqual(set(states), {"completed", "interrupted"}, states)
        for job, one in found.items():
            if one["status"] == "completed":
                self.assertEqual(server.get(one["report_url"]).status, 200)
            else:
                self.assertIn(server.post(f"/jobs/{job}/resume").status, (200,))
        for job in jobs:
            self.assertEqual(server.wait_for(job, "completed")["status"], "completed")

    def test_an_ordered_end_interrupts_what_waits(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0"})
        jobs = [server.post("/analyze/async", {"company": COMPANIES[i % 10], "question": f"Which {i}?"}).json()["job_id"]
                for i in range(40)]
        self.assertEqual(server.close(), 0)
        server = self.serve()
        states = {server.get(f"/jobs/{job}").json()["status"] for job in jobs}
        self.assertIn("interrupted", states)
        self.assertTrue(states <= {"completed", "interrupted"}, states)

    def test_two_servers_never_share_a_store(self):
        self.serve()
        self.expect_error(1, "serve", "--port", "0", words=["another server"])


class HeldModel(ModelServer):
    """Answers nobody before release(). `held` are the companies, or else the questions, that came: a call may be repeated."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Condition()
        self.held, self.is_released = set(), False

    def answer(self, body):
        with self.lock:
            text = body["messages"][-1]["content"]
            company = re.search(r"### COMPANY\n(.*)", text)
            self.held.add(company.group(1) if company else text)
            self.lock.notify_all()
            self.lock.wait_for(lambda: self.is_released, 120)
        return super().answer(body)

    def wait_for(self, count, seconds=40):  # less than an agent's time
        with self.lock:
            self.lock.wait_for(lambda: len(self.held) >= count, seconds)
            return len(self.held)

    def release(self):
        with self.lock:
            self.is_released = True
            self.lock.notify_all()


class SlowModel(ServerCase):
    def setUp(self):
        super().setUp()
        self.model = HeldModel()
        self.addCleanup(self.model.close)
        self.server = self.serve("--provider", "openai", "--model", "m", "--base-url", self.model.address)

    def at_once(self, path, bodies):
        answers = []
        threads = [threading.Thread(target=lambda body=body: answers.append(self.server.post(path, body, timeout=120)))
                   for body in bodies]
        for thread in threads:
            thread.start()

        def finish():
            self.model.release()
            for thread in threads:
                thread.join()
            self.assertEqual([answer.status for answer in answers], [200] * len(bodies))
        return finish

    def test_questions_that_wait_for_it_hold_up_no_reader(self):
        finish = self.at_once("/conversational/chat", [{"query": f"What are {name}'s main risks?"} for name in COMPANIES])
        try:
            self.assertGreaterEqual(self.model.wait_for(6), 6, "questions that came to the model")
            self.assertEqual(self.server.get("/reports", timeout=30).status, 200)
            self.assertEqual(self.server.get("/jobs", timeout=30).status, 200)
        finally:
            finish()

    def test_as_many_analyses_wait_for_it_as_agents_may_run(self):
        finish = self.at_once("/analyze", [{"company": name, "frameworks": ["porter"]} for name in COMPANIES[:5]])
        try:
            self.assertEqual(self.model.wait_for(5), 5, "agents that came to the model")
        finally:
            finish()


class Reports(ServerCase):
    def test_formats_lists_and_removal(self):
        server = self.serve()
        ids = [server.post("/analyze", {"company": name}).json()["report_id"] for name in COMPANIES[:3]]
        page = server.get("/reports?limit=2")
        self.assertEqual([one["report_id"] for one in page.json()["reports"]], ids[:0:-1])
        self.assertEqual((page.json()["total"], page.json()["next_offset"]), (3, 2))
        self.assertIn('rel="next"', page.headers["Link"])
        self.assertEqual(len(server.get("/reports?limit=2&offset=2").json()["reports"]), 1)
        by_cursor = server.get(f"/reports?limit=2&cursor={page.json()['next_cursor']}").json()
        self.assertEqual([one["report_id"] for one in by_cursor["reports"]], [ids[0]])
        self.assertIsNone(by_cursor["next_cursor"])
        self.problem(server.get(f"/reports?offset=1&cursor={page.json()['next_cursor']}"), 422, "cursor")
        self.problem(server.get("/reports?cursor=nonsense"), 422, "cursor")
        self.assertEqual(len(server.get("/reports?q=apple").json()["reports"]), 1)
        for name, kind, begin in (("json", "application/json", b"{"), ("md", "text/markdown", b"#"),
                                  ("html", "text/html", b"<!DOCTYPE"), ("pdf", "application/pdf", b"%PDF")):
            answer = server.get(f"/reports/{ids[0]}?format={name}")
            self.assertEqual(answer.status, 200, answer.body[:200])
            self.assertTrue(answer.headers["Content-Type"].startswith(kind))
            self.assertTrue(answer.body.lower().startswith(begin.lower()), answer.body[:20])
        self.problem(server.get(f"/reports/{ids[0]}?format=odt"), 422, "odt")
        self.assertEqual(server.request("DELETE", f"/reports/{ids[0]}").status, 204)
        self.problem(server.get(f"/reports/{ids[0]}"), 404)
        self.problem(server.request("DELETE", f"/reports/{ids[0]}"), 404)

    def test_compression_and_etags(self):
        server = self.serve()
        url = server.post("/analyze", {"company": "Tesla"}).json()["report_url"]
        plain = server.get(url)
        packed = server.get(url, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertLess(len(packed.body), 0.4 * len(plain.body))
        self.assertEqual(server.get(url, headers={"Accept-Encoding": "gzip;q=0"}).body, plain.body)
        tag = plain.headers["ETag"]
        same = server.get(url, headers={"If-None-Match": tag})
        self.assertEqual((same.status, same.body), (304, b""))
        self.assertEqual(server.get(url, headers={"If-None-Match": '"other"'}).status, 200)
        self.assertNotIn("Content-Encoding", server.get("/health", headers={"Accept-Encoding": "gzip"}).headers)

    def test_engagements_are_apart(self):
        server = self.serve("--engagement", "Client A")
        report = server.post("/analyze", {"company": "Tesla"}).json()["report_id"]
        server.close()
        server = self.serve("--engagement", "Client B")
        self.assertEqual(server.get("/reports").json()["total"], 0)
        self.problem(server.get(f"/reports/{report}"), 404)


class Conversation(ServerCase):
    def test_a_question_is_answered_with_its_sources(self):
        server = self.serve()
        body = server.post("/conversational/chat", {"query": "What was Tesla's FY2021 gross margin in percent?"}).json()
        self.assertIn("25.3", body["response"])
        self.assertTrue(body["conversation_id"] and body["sources"] and body["timestamp"])
        self.problem(server.post("/conversational/chat", {"query": ""}), 422)
        self.problem(server.post("/conversational/chat", {"query": ["x"]}), 422)


class Figures(ServerCase):
    def test_what_the_client_counted_is_what_the_server_shows(self):
        server = self.serve()
        for _ in range(7):
            server.get("/reports")
        for name in COMPANIES[:3]:
            for _ in range(2):
                server.post("/analyze", {"company": name, "frameworks": ["porter"]})
        server.get("/nothing/at/all")
        found = server.metrics()
        requests = "consultantos_requests_total"
        self.assertEqual(found[requests + '{endpoint="/reports",method="GET",status="success"}'], 7)
        self.assertEqual(found[requests + '{endpoint="/analyze",method="POST",status="success"}'], 6)
        self.assertEqual(found[requests + '{endpoint="other",method="GET",status="error"}'], 1)
        self.assertEqual(found['consultantos_request_duration_seconds_count{endpoint="/analyze",method="POST"}'], 6)
        self.assertEqual(found['consultantos_agent_success_total{agent_name="framework:porter"}'], 3)
        self.assertGreaterEqual(found['consultantos_cache_hits_total{cache_level="l1"}'], 3)
        self.assertEqual(found["consultantos_active_requests"], 1)
        self.assertGreater(found["process_resident_memory_bytes"], 1e6)
        for name in COMPANIES:
            self.assertNotIn(name, server.get("/metrics").body.decode(), "a company is no label")

    def test_queue_and_event_loop_are_measured(self):
        server = self.serve(env={"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0", "MAX_CONCURRENT_AGENTS": "1"})
        self.assertEqual(server.metrics()["consultantos_analyses_waiting"], 0)

        def order(number):
            for name in COMPANIES:
                server.post("/analyze/async", {"company": name, "depth": "deep", "question": f"{number}?"})

        threads = [threading.Thread(target=order, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        seen = {"waiting": 0, "running": 0}
        while any(thread.is_alive() for thread in threads):
            found = server.metrics()
            for state in seen:
                seen[state] = max(seen[state], found["consultantos_analyses_" + state])
        for thread in threads:
            thread.join()
        self.assertGreater(seen["waiting"], 0)
        self.assertGreater(seen["running"], 0)
        for job in server.get("/jobs?limit=200").json()["jobs"]:
            server.post(f"/jobs/{job['job_id']}/cancel")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = server.metrics()
            if found.get('consultantos_event_loop_lag_seconds_count{loop="server"}') and not (
                    found["consultantos_analyses_waiting"] or found["consultantos_analyses_running"]):
                return
            time.sleep(0.1)
        self.fail("the loop was not measured, or the queue not emptied")

    def test_switched_off_nothing_is_counted(self):
        server = self.serve(env={"ENABLE_PERFORMANCE_METRICS": "false"})
        server.get("/reports")
        self.assertFalse([name for name in server.metrics() if name.startswith("consultantos_requests_total")])

    def test_requests_are_logged_by_route(self):
        server = self.serve()
        server.get("/reports/secret-name?q=secret-words")
        server.get("/health")
        server.get("/metrics", headers={"Host": "evil.example"})
        server.close()
        self.assertNotIn("/health", self.log(), "probes that go well would fill it")
        self.assertIn("/metrics", self.log())
        self.assertIn("/reports/{id}", self.log())
        self.assertNotIn("secret", self.log())


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
