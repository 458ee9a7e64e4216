# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP API as a client sees it: the real program, real sockets.

Usage: test_serve.py PROGRAM PROJECT [unittest's arguments]"""
import datetime
import gzip
import hashlib
import http.client
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

import api_client
import test_cli
from model_server import ModelServer
from test_cli import CommandLineCase

COMPANIES = ["Tesla", "Ford", "Apple", "Microsoft", "Chevron", "Walmart", "Boeing", "Intel", "Nike", "Visa"]


class ServerCase(CommandLineCase):
    def serve(self, *arguments, env=None):
        server = api_client.Server(test_cli.PROGRAM, self.data, *arguments, env=self.environment(**(env or {})))
        self.addCleanup(lambda: server.process.poll() is None and server.close())
        return server

    def problem(self, answer, status, *words):
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        body = answer.json()
        self.assertEqual((body["status"], body["type"]), (status, "about:blank"))
        self.assertTrue(body["title"] and body["detail"])
        for word in words:
            self.assertIn(word, body["detail"])

    def log(self):
        folder = os.path.join(self.data, "logs")
        text = ""
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text += file.read()
        return text

    def raw(self, server, text, seconds=10):
        """What comes back to some bytes until the server closes."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as connection:
            connection.sendall(text)
            got = b""
            try:
                while piece := connection.recv(65536):
                    got += piece
            except (TimeoutError, ConnectionResetError):
                pass
            return got


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


class Forecasts(ServerCase):
    URL = "/forecasting/generate"

    def test_a_company_is_forecast_and_kept(self):
        server = self.serve()
        first = server.get(self.URL + "?company=Tesla&periods=3").json()
        self.assertEqual((first["company"], first["errors"], first["served_from"]), ("Tesla", [], "computed"))
        (forecast,) = first["forecasts"]
        self.assertEqual((forecast["frequency"], forecast["concept"], forecast["unit"]), ("yearly", "revenue", "USD"))
        self.assertEqual([step["step"] for step in forecast["steps"]], [1, 2, 3])
        for step in forecast["steps"]:
            order = [step[name] for name in ("lo95", "lo80", "mean", "hi80", "hi95")]
            self.assertEqual(order, sorted(order))
        again = server.post(self.URL, {"company": "tsla", "periods": 3}).json()
        self.assertNotEqual(again["served_from"], "computed")
        self.assertEqual(again["forecasts"], first["forecasts"])

    def test_series_of_the_caller(self):
        server = self.serve()
        values = [100 + 3 * k + (k * k) % 7 for k in range(20)]
        body = server.post(self.URL, {"series": [
            {"name": "sales", "periods": list(range(2001, 2021)), "values": values},
            {"values": [1]}, {"name": "gap", "values": [5, None, "6", 7, 8, 9, 10, 11, 12]}], "periods": 2}).json()
        self.assertEqual([f["series"] for f in body["forecasts"]], ["sales", "gap"])
        self.assertEqual([e["series"] for e in body["errors"]], ["series 2"])
        self.assertEqual([s["period"] for s in body["forecasts"][0]["steps"]], ["2021", "2022"])

    def test_a_company_by_quarters(self):
        server = self.serve()
        body = server.get(self.URL + "?company=Tesla&frequency=quarterly&periods=4").json()
        (forecast,) = body["forecasts"]
        self.assertEqual((forecast["frequency"], len(forecast["steps"])), ("quarterly", 4))
        self.assertTrue(all(step["period"].startswith("Q") for step in forecast["steps"]), forecast["steps"])
        self.assertGreater(forecast["values"], 20)
        again = server.post(self.URL, {"company": "Tesla", "frequency": "quarterly", "periods": 4}).json()
        self.assertEqual(again["forecasts"], body["forecasts"])
        for frequency in ("monthly", "weekly", "none"):
            self.problem(server.post(self.URL, {"company": "Tesla", "frequency": frequency}), 422)
            self.problem(server.get(self.URL + "?company=Tesla&frequency=" + frequency), 422)

    def test_growth_beside_anchors(self):
        server = self.serve()
        (plain,) = server.get(self.URL + "?company=Tesla&periods=5").json()["forecasts"]
        anchors = {anchor["id"]: anchor for anchor in plain["growth"]["anchors"]}
        self.assertEqual(sorted(anchors), ["economy", "industry", "world"])
        self.assertIn("Damodaran", anchors["industry"]["source"])
        self.assertFalse(plain["growth"]["fade"]["applied"])
        for target, rate in (("industry", anchors["industry"]["rate"]), ("-2%", -0.02)):
            (faded,) = server.post(self.URL, {"company": "Tesla", "periods": 5, "fade_to": target}).json()["forecasts"]
            last, before = (faded["steps"][place]["mean"] for place in (-1, -2))
            self.assertAlmostEqual(last / before - 1, rate, places=6)
            self.assertTrue(faded["growth"]["fade"]["applied"])
        for body in ({"company": "Tesla", "fade_to": "fast"}, {"company": "Tesla", "fade_to": 4},
                     {"company": "Tesla", "fade_to": "industry", "frequency": "quarterly"},
                     {"series": [{"values": [1, 2, 3]}], "fade_to": "3%"}):
            self.problem(server.post(self.URL, body), 422)

    def test_a_time_limit_ends_it(self):
        server = self.serve()
        series = [{"values": [100 + (7 * k * (n + 3)) % 31 for k in range(490)]} for n in range(200)]
        answer = server.post(self.URL, {"series": series, "frequency": "monthly", "time_limit_seconds": 0.05})
        self.problem(answer, 504)
        self.assertIn("0.05 seconds", answer.json()["detail"])
        for limit in (0, -1, 301, "soon"):
            self.problem(server.post(self.URL, {"company": "Tesla", "time_limit_seconds": limit}), 422)

    def test_periods_as_people_write_them(self):
        server = self.serve()
        body = server.post(self.URL, {"periods": 1, "series": [
            {"name": "a", "periods": ["Jan 2024", "Feb 2024", "Mrz 2024"], "values": [1, 2, "2,5"]},
            {"name": "b", "periods": ["01/01/2024", "01/02/2024", "01/03/2024"], "values": [1, 2, 3]}]}).json()
        self.assertEqual(body["forecasts"][0]["steps"][0]["period"], "2024-04")
        self.assertIn("day/month", body["errors"][0]["error"])

    def test_wrong_requests_are_problems(self):
        server = self.serve()
        self.problem(server.get(self.URL), 422)
        self.problem(server.get(self.URL + "?company=Nobody%20Knows"), 404)
        self.problem(server.get(self.URL + "?company=Tesla&periods=0"), 422)
        self.problem(server.get(self.URL + "?company=Tesla&concept=no_such_line"), 422)
        for body in ({}, {"company": "Tesla", "series": [{"values": [1, 2]}]}, {"series": "x"}, {"series": [3]},
                     {"series": [{"values": [1, 2], "periods": [1]}]}, {"company": 3}, {"company": "Tesla", "periods": 1.5},
                     {"company": "Tesla", "periods": 1001}, {"series": [{"values": [1, 2]}], "frequency": "sometimes"},
                     {"series": [{"values": [1, 2]}] * 201}, {"series": [{"values": [3]}]}):
            self.problem(server.post(self.URL, body), 422)

    def test_a_report_has_forecasts_where_asked(self):
        server = self.serve()
        url = server.post("/analyze", {"company": "Tesla", "forecast_years": 2}).json()["report_url"]
        report = server.get(url).json()
        self.assertEqual([(f["concept"], len(f["steps"])) for f in report["forecasts"]],
                         [("revenue", 2), ("revenue_faded", 2), ("operating_income", 2), ("operating_cash_flow", 2)])
        self.problem(server.post("/analyze", {"company": "Tesla", "forecast_years": 21}), 422)

    def test_a_reports_growth_fades_to_what_is_said(self):
        server = self.serve()
        url = server.post("/analyze", {"company": "Tesla", "forecast_years": 6, "fade_to": "3 %"}).json()["report_url"]
        report = server.get(url).json()
        self.assertEqual(report["request"]["fade_to"], "3%")
        faded = next(f for f in report["forecasts"] if f["concept"] == "revenue_faded")
        self.assertAlmostEqual(faded["steps"][5]["mean"]["value"] / faded["steps"][4]["mean"]["value"], 1.03, places=9)
        for wrong in ({"forecast_years": 3, "fade_to": "fast"}, {"forecast_years": 3, "fade_to": 4}, {"fade_to": "3%"}):
            self.problem(server.post("/analyze", {"company": "Tesla", **wrong}), 422)

    def test_holidays_count_in_days_alone(self):
        server = self.serve()
        first = datetime.date(2022, 1, 1)
        days = [first + datetime.timedelta(days=n) for n in range(800)]
        fixed = {(1, 19), (6, 19), (7, 4), (11, 11)}
        series = {"name": "visitors", "periods": [day.isoformat() for day in days],
                  "values": [40 if (day.month, day.day) in fixed else 100 + 10 * day.weekday() + n % 3 for n, day in enumerate(days)]}
        (plain,) = server.post(self.URL, {"series": [series], "periods": 7}).json()["forecasts"]
        self.assertFalse([note for note in plain["notes"] if "oliday" in note])
        (counted,) = server.post(self.URL, {"series": [series], "periods": 7, "holidays": "us"}).json()["forecasts"]
        # Used or not, it is told.
        self.assertTrue([note for note in counted["notes"] if "ublic holidays of US" in note])
        (yearly,) = server.post(self.URL, {"series": [{"values": list(range(1, 30))}], "holidays": "DE"}).json()["forecasts"]
        self.assertTrue([note for note in yearly["notes"] if "days with dates alone" in note])
        for body in ({"series": [series], "holidays": "XX"}, {"series": [series], "holidays": 3}, {"company": "Tesla", "holidays": "US"}):
            self.problem(server.post(self.URL, body), 422)
        self.problem(server.get(self.URL + "?company=Tesla&holidays=US"), 422)


class Access(ServerCase):
    PRIVATE = [("GET", "/reports"), ("GET", "/reports/x"), ("DELETE", "/reports/x"), ("POST", "/analyze"),
               ("POST", "/analyze/async"), ("GET", "/analyze/x/progress"), ("GET", "/jobs"), ("GET", "/jobs/x"),
               ("GET", "/jobs/x/status"), ("POST", "/jobs/x/cancel"), ("POST", "/jobs/x/resume"),
               ("POST", "/conversational/chat"), ("GET", "/forecasting/generate"),
               ("POST", "/forecasting/generate"), ("GET", "/nothing")]

    def test_without_the_token_nothing_is_told(self):
        server = self.serve()
        for method, path in self.PRIVATE:
            for token in (None, "wrong", server.token[:-1], server.token + "x", ""):
                with self.subTest(method=method, path=path, token=token):
                    answer = server.request(method, path, {} if method == "POST" else None, token=token)
                    self.problem(answer, 401)
                    self.assertIn("Bearer", answer.headers["WWW-Authenticate"])
        for path in ("/health", "/health/live", "/health/ready", "/metrics"):
            self.assertEqual(server.get(path, token=None).status, 200)

    def test_the_token_is_the_owners_alone(self):
        server = self.serve()
        self.assertEqual(os.stat(os.path.join(self.data, "api-token")).st_mode & 0o777, 0o600)
        self.assertNotIn(server.token, self.log())
        self.assertNotIn(server.token.encode(), server.get("/metrics").body)

    def test_scopes(self):
        os.makedirs(self.data, exist_ok=True)
        tokens = [{"name": scope, "sha256": hashlib.sha256(scope.encode()).hexdigest(), "scopes": [scope]}
                  for scope in ("read", "run", "admin")]
        with open(os.path.join(self.data, "api-tokens.json"), "w", encoding="utf-8") as file:
            json.dump({"tokens": tokens}, file)
        server = self.serve()
        self.assertEqual(server.get("/reports", token="read").status, 200)
        self.problem(server.post("/analyze", {"company": "Tesla"}, token="read"), 403)
        self.problem(server.request("DELETE", "/reports/x", token="read"), 403)
        self.assertEqual(server.post("/analyze", {"company": "Tesla"}, token="run").status, 200)
        self.problem(server.get("/reports", token="run"), 403)
        self.problem(server.request("DELETE", "/reports/x", token="admin"), 404)

    def test_pages_of_other_sites_can_ask_nothing(self):
        server = self.serve("--allow-anonymous", "--allow-origin", "https://intranet")
        own = f"http://127.0.0.1:{server.port}"
        self.assertEqual(server.get("/reports").status, 200)
        self.assertEqual(server.get("/reports", headers={"Origin": own}).status, 200)
        self.assertEqual(server.get("/reports", headers={"Origin": "https://intranet"}).status, 200)
        for origin in ("https://evil.example", "null", own + "0", "http://localhost.evil.example"):
            answer = server.get("/reports", headers={"Origin": origin})
            self.problem(answer, 403)
            self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""):
            self.problem(server.get("/reports", headers={"Host": host}), 421 if host else 421)

    def test_a_token_has_a_rate(self):
        server = self.serve("--rate-limit", "60")
        answers = [server.get("/reports") for _ in range(20)]
        limited = [answer for answer in answers if answer.status == 429]
        self.assertTrue(5 <= len(limited) <= 12, len(limited))
        self.assertGreaterEqual(int(limited[0].headers["Retry-After"]), 1)
        self.assertEqual(server.get("/health", token=None).status, 200)

    def test_other_machines_need_tls(self):
        self.expect_error(1, "serve", "--host", "0.0.0.0", "--port", "0", words=["TLS"])
        self.expect_error(2, "serve", "--port", "70000")
        self.expect_error(2, "serve", "--tls-cert", "x")
        self.expect_error(2, "serve", "now")
        self.expect_error(2, "serve", "--host", "here", "--port", "0", "--insecure")

    def test_tls(self):
        key, certificate = self.path("key.pem"), self.path("cert.pem")
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                               "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                              capture_output=True, check=False)
        self.assertEqual(made.returncode, 0, made.stderr)
        server = self.serve("--tls-cert", certificate, "--tls-key", key)
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=30)
        connection.request("GET", "/health")
        self.assertEqual(connection.getresponse().status, 200)
        connection.close()
        self.assertNotIn(b"HTTP/1.1 200", self.raw(server, b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        server.close()
        self.expect_error(1, "serve", "--tls-cert", key, "--tls-key", key, "--port", "0", words=["key.pem"])


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
