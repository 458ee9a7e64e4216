# SPDX-License-Identifier: GPL-3.0-or-later
"""Monitors and alerts on the command line and over HTTP, with a real mail server and a real webhook.

Usage: test_monitors.py PROGRAM PROJECT [unittest's arguments]"""
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:  # python3-aiosmtpd
    Controller = None

import source_server
import test_cli
from server_case import ServerCase


def facts_of(years):
    """Companyfacts with revenue and profit of fiscal years, each in an annual report of its own."""
    def entry(value, year):
        return {"start": f"{year}-01-01", "end": f"{year}-12-31", "val": value, "accn": f"0000100200-{year - 1999}-000001",
                "fy": year, "fp": "FY", "form": "10-K", "filed": f"{year + 1}-02-01"}
    def tag(values):
        return {"label": "", "description": "", "units": {"USD": [entry(value, year) for year, value in values]}}
    return {"cik": 100200, "entityName": "Alfa Robotics, Inc.", "facts": {"us-gaap": {
        "Revenues": tag([(year, revenue) for year, (revenue, _) in years.items()]),
        "OperatingIncomeLoss": tag([(year, profit) for year, (_, profit) in years.items()])}}}


BEFORE = {2023: (800e6, 80e6), 2024: (900e6, 90e6)}
AFTER = {**BEFORE, 2025: (1200e6, 360e6)}


class Webhook:
    """Answers with the statuses given, then 200, and keeps what it got."""

    def __init__(self, *statuses):
        self.requests = []
        self.statuses = list(statuses)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((dict(self.headers), body))
                self.send_response(outer.statuses.pop(0) if outer.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hooks/alerts"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Mailbox:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.mail_from, envelope.rcpt_tos,
                             email.message_from_bytes(envelope.content, policy=email.policy.default),
                             session.ssl is not None, session.authenticated))
        return "250 OK"


class MonitorCase(ServerCase):
    def take(self, years):
        path = os.path.join(self.data, "..", f"{os.path.basename(self.data)}-facts.json")
        os.makedirs(self.data, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(facts_of(years), file)
        self.addCleanup(lambda: os.path.exists(path) and os.remove(path))
        self.expect(0, "import", path)

    def add(self, *arguments):
        return json.loads(self.expect(0, "monitor", "add", "100200", "--format", "json", "--jitter", "0", *arguments).stdout)

    def json_of(self, *arguments, env=None):
        return json.loads(self.expect(0, *arguments, "--format", "json", env=env).stdout)

    def check(self, *arguments, env=None):
        return self.json_of("monitor", "check", *(arguments or ("--due",)), env=env)["checks"]

    def changed(self, *options, env=None):
        """A monitor that was checked, and whose company has filed another year since."""
        self.take(BEFORE)
        monitor = self.add(*options)
        self.assertEqual(self.check()[0]["monitor"]["last_result"]["outcome"], "first_look")
        self.take(AFTER)
        return monitor, self.check(monitor["id"], env=env)[0]


class CommandLine(MonitorCase):
    def test_a_new_year_raises_an_alert_with_evidence(self):
        monitor, check = self.changed("--line", "operating_margin=25%", "--name", "Robots")
        self.assertEqual(check["monitor"]["last_result"]["outcome"], "changed")
        by_topic = {alert["topic"]: alert for alert in check["raised"]}
        year = by_topic["figure"]
        self.assertEqual(year["title"], "Revenue for FY2025 was filed: USD 1,200 M, 33.3 % above FY2024.")
        self.assertAlmostEqual(year["relative"], 1 / 3)
        self.assertIn("larger than the one before", year["why"])
        self.assertIn("rose above your line of 25.0 %: 30.0 % in FY2025 after 10.0 % in FY2024", by_topic["line"]["title"])
        facts = {fact["id"]: fact for fact in year["evidence"]["facts"]}
        self.assertEqual(facts[year["evidence_ids"][0]]["value"], 1200e6)
        self.assertIn("0000100200-26-000001", [source["id"] for source in year["sources"]])
        again = self.check(monitor["id"])[0]
        self.assertEqual((again["monitor"]["last_result"]["outcome"], again["raised"], again["folded"]), ("unchanged", [], []))
        self.assertIn(b"33.3 % above FY2024", self.expect(0, "alerts", "show", year["id"][:8]).stdout)
        self.assertIn(b"Robots", self.expect(0, "monitor", "list").stdout)

    def test_what_is_below_the_thresholds_is_no_news(self):
        self.take(BEFORE)
        monitor = self.add("--watch", "figures", "--threshold", "relative=50%,points=30%", "--figures", "revenue")
        self.check()
        self.take(AFTER)
        check = self.check(monitor["id"])[0]
        self.assertEqual((check["monitor"]["last_result"]["outcome"], check["raised"]), ("unchanged", []))

    def test_nothing_is_due_twice_and_a_paused_one_never(self):
        self.take(BEFORE)
        monitor = self.add("--every", "6h")
        self.assertEqual(len(self.check()), 1)
        self.assertEqual(self.check(), [])
        paused = self.json_of("monitor", "pause", monitor["id"])
        self.assertEqual((paused["active"], paused["next_check"]), (False, None))
        resumed = self.json_of("monitor", "resume", monitor["id"])
        self.assertTrue(resumed["active"] and resumed["next_check"])
        edited = self.json_of("monitor", "edit", monitor["id"], "--cron", "30 7 * * mon-fri", "--time-zone", "Europe/Berlin")
        self.assertEqual(edited["schedule"]["cron"], "30 7 * * mon-fri")
        self.expect(0, "monitor", "remove", monitor["id"])
        self.assertEqual(self.json_of("monitor", "list")["monitors"], [])

    def test_alerts_are_put_off_settled_and_taken_back(self):
        _, check = self.changed("--watch", "figures")
        alert = check["raised"][0]["id"]
        self.assertEqual(len(self.json_of("alerts")["alerts"]), 1)
        self.expect(0, "alerts", "snooze", alert, "--for", "3d")
        self.assertEqual(self.json_of("alerts")["alerts"], [])
        self.assertEqual(len(self.json_of("alerts", "list", "--state", "snoozed")["alerts"]), 1)
        self.expect(0, "alerts", "dismiss", alert)
        self.expect(0, "alerts", "reopen", alert)
        shown = self.json_of("alerts", "show", alert)
        self.assertEqual(shown["state"], "open")
        self.assertEqual([event["what"] for event in shown["history"]], ["raised", "snoozed", "dismissed", "reopened"])
        self.expect_error(1, "alerts", "show", "nothing-like-it")

    def test_a_digest_in_three_forms(self):
        self.changed()
        text = self.expect(0, "alerts", "digest").stdout.decode()
        self.assertIn("## ", text)
        self.assertIn("33.3 % above FY2024", text)
        self.assertIn("<h3>Revenue for FY2025", self.expect(0, "alerts", "digest", "--format", "html").stdout.decode())
        self.assertEqual(self.json_of("alerts", "digest")["monitors"], 1)
        self.assertEqual(self.json_of("alerts", "digest", "--from", "2020-01-01", "--to", "2020-02-01")["alerts"], [])

    def test_sources_that_are_on_are_asked_for_newer_filings(self):
        providers = source_server.Providers()
        self.addCleanup(providers.close)
        self.take({2023: (700e6, 70e6), 2024: (800e6, 80e6)})
        monitor = self.add("--watch", "figures", "--figures", "revenue")
        self.check()
        self.assertEqual(providers.requests, [])
        env = providers.environment("sec_edgar")
        check = self.check(monitor["id"], env=env)[0]
        self.assertEqual([alert["title"] for alert in check["raised"]],
                         ["Revenue for FY2025 was filed: USD 1,000 M, 25.0 % above FY2024."])
        self.assertTrue(providers.asked("sec_edgar"))
        self.assertEqual(self.check(monitor["id"], env=env)[0]["raised"], [])

    def test_wrong_calls(self):
        self.expect_error(2, "monitor")
        self.expect_error(2, "monitor", "check")
        self.expect_error(2, "monitor", "add", "Tesla", "--every", "often", words=("often",))
        self.expect_error(2, "monitor", "add", "Tesla", "--cron", "61 * * * *", words=("61",))
        self.expect_error(2, "monitor", "add", "Tesla", "--figures", "charm", words=("charm",))
        self.expect_error(2, "monitor", "add", "Tesla", "--frameworks", "tarot", words=("tarot",))
        self.expect_error(2, "monitor", "add", "Tesla", "--time-zone", "Mars/Base", words=("Mars/Base",))
        self.expect_error(2, "monitor", "add", "Tesla", "--mail", "a b@c", words=("a b@c",))
        self.expect_error(2, "monitor", "add", "Tesla", "--webhook", "ftp://x/", words=("ftp://x/",))
        self.expect_error(1, "monitor", "add", "Nobody Knows Them")
        self.expect_error(1, "monitor", "show", "nothing-like-it")
        self.expect_error(2, "alerts", "list", "--state", "sad")

    def test_scores_are_watched_without_a_model(self):
        monitor = json.loads(self.expect(0, "monitor", "add", "Tesla", "--watch", "", "--frameworks", "porter",
                                         "--format", "json").stdout)
        self.assertEqual(self.check()[0]["monitor"]["last_result"]["outcome"], "first_look")
        check = self.check(monitor["id"])[0]
        self.assertEqual((check["monitor"]["last_result"]["outcome"], check["monitor"]["last_result"]["error"]),
                         ("unchanged", ""))


    def test_what_a_person_sets_is_no_news_and_hides_none(self):
        report = json.loads(self.expect(0, "analyze", "Tesla", "--frameworks", "porter").stdout)
        monitor = json.loads(self.expect(0, "monitor", "add", "Tesla", "--watch", "", "--frameworks", "porter",
                                         "--format", "json").stdout)
        self.check()
        self.expect(0, "library", "edit", report["id"], "porter.rivalry.score", "--score", "1.0")
        again = json.loads(self.expect(0, "analyze", "Tesla", "--frameworks", "porter", "--no-cache").stdout)
        self.assertEqual([edit["target"] for edit in again["edits"]], ["porter.rivalry.score"], "a new report has it")
        check = self.check(monitor["id"])[0]
        self.assertEqual(check["monitor"]["last_result"]["outcome"], "unchanged")
        self.assertEqual(check["raised"], [])


class RealFilings(MonitorCase):
    def test_what_was_filed_since_july_2021(self):
        data = os.path.join(os.environ.get("CONSULTANTOS_TEST_DATA", os.path.join(test_cli.PROJECT, "..", "shared", "data")),
                            "companyfacts")
        files = [f"CIK{number}.json.gz" for number in ("0000320193", "0001045810", "0001652044")]
        if not os.path.exists(os.path.join(data, "asof-2021-07", files[0])):
            self.skipTest("CONSULTANTOS_TEST_DATA is not available")
        env = {"CONSULTANTOS_STARTER_FACTS_ENABLED": "false"}
        self.expect(0, "import", *[os.path.join(data, "asof-2021-07", file) for file in files], env=env)
        self.expect(0, "import", os.path.join(data, "CIK0001318605.json.gz"), env=env)
        for company in ("Apple", "NVIDIA", "Alphabet", "Tesla"):
            self.expect(0, "monitor", "add", company, "--line", "operating_margin=30%", env=env)
        outcomes = {check["monitor"]["name"]: check["monitor"]["last_result"]["outcome"] for check in self.check(env=env)}
        self.assertEqual(set(outcomes.values()), {"first_look"})
        self.expect(0, "import", *[os.path.join(data, file) for file in [*files, "CIK0001318605.json.gz"]], env=env)
        raised = {}
        for company in ("Apple", "NVIDIA", "Alphabet", "Tesla"):
            check = self.check(company, env=env)[0]
            raised[company] = {alert["subject"]: alert for alert in check["raised"]}
        self.assertEqual(raised["Tesla"], {})
        year = raised["Apple"]["figures/FY2021"]
        self.assertEqual(year["title"], "Revenue for FY2021 was filed: USD 365,817 M, 33.3 % above FY2020.")
        self.assertIn("restatement/eps_diluted", raised["NVIDIA"])
        self.assertIn("line/operating_margin/0.3", raised["Alphabet"])
        for company in ("Apple", "NVIDIA", "Alphabet"):
            self.assertEqual(self.check(company, env=env)[0]["monitor"]["last_result"]["outcome"], "unchanged")


@unittest.skipUnless(Controller, "aiosmtpd is not installed")
class Mail(MonitorCase):
    def mail_server(self, **options):
        """Its box and its port; it needs to be told which one."""
        box = Mailbox()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        mail = Controller(box, hostname="127.0.0.1", port=port, **options)
        mail.start()
        self.addCleanup(mail.stop)
        return box, port

    def test_offline_nothing_is_sent_and_the_alert_says_so(self):
        hook = Webhook()
        self.addCleanup(hook.close)
        box, port = self.mail_server()
        _, check = self.changed("--watch", "figures", "--webhook", hook.url, "--mail", "ann@example.org",
                                env={"CONSULTANTOS_OFFLINE": "true",
                                     "CONSULTANTOS_MAIL_SERVER_URL": f"smtp://127.0.0.1:{port}"})
        self.assertEqual((hook.requests, box.letters), ([], []))
        alert = self.json_of("alerts", "show", check["raised"][0]["id"])
        self.assertEqual([event["what"] for event in alert["history"]], ["raised", "unsent", "unsent"])

    def test_mail_over_an_encrypted_connection(self):
        key, certificate = os.path.join(self.data, "k.pem"), os.path.join(self.data, "c.pem")
        os.makedirs(self.data, exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

        def allowed(server, session, envelope, mechanism, data):
            right = getattr(data, "login", b"") == b"desk@example.org" and data.password == b"open sesame"
            return AuthResult(success=right)

        box, port = self.mail_server(tls_context=context, require_starttls=True, authenticator=allowed, auth_required=True)
        server = f"smtp://desk%40example.org@127.0.0.1:{port}"
        env = {"CONSULTANTOS_MAIL_SERVER_URL": server, "CONSULTANTOS_CA_CERTIFICATES": certificate,
               "MAIL_PASSWORD": "open sesame"}
        _, check = self.changed("--watch", "figures", "--mail", "ann@example.org", "--mail", "bob@example.org", env=env)
        self.assertEqual([letter[1] for letter in box.letters], [["ann@example.org"], ["bob@example.org"]])
        sender, _, letter, is_encrypted, is_authenticated = box.letters[0]
        self.assertEqual((sender, is_encrypted, is_authenticated), ("desk@example.org", True, True))
        self.assertIn("33.3 % above FY2024", letter["Subject"])
        self.assertIn("Revenue for FY2025 was filed: USD 1,200 M", letter.get_content())
        alert = self.json_of("alerts", "show", check["raised"][0]["id"])
        self.assertEqual([event["what"] for event in alert["history"]], ["raised", "sent", "sent"])

    def test_a_wrong_password_is_told_and_kept_secret(self):
        box, port = self.mail_server(auth_required=True, auth_require_tls=False,
                                     authenticator=lambda *_: AuthResult(success=False, handled=False))
        env = {"CONSULTANTOS_MAIL_SERVER_URL": f"smtp://desk%40example.org@127.0.0.1:{port}",
               "MAIL_PASSWORD": "open sesame"}
        _, check = self.changed("--watch", "figures", "--mail", "ann@example.org", env=env)
        alert = self.json_of("alerts", "show", check["raised"][0]["id"])
        self.assertEqual(alert["history"][-1]["what"], "unsent")
        self.assertIn("password", alert["history"][-1]["note"])
        self.assertEqual(box.letters, [])
        self.assertNotIn("open sesame", self.log() + json.dumps(alert))


class Outputs(MonitorCase):
    def test_a_webhook_is_signed_and_tried_again(self):
        hook = Webhook(503)
        self.addCleanup(hook.close)
        env = {"WEBHOOK_KEY": "a key of both"}
        _, check = self.changed("--watch", "figures", "--webhook", hook.url, env=env)
        self.assertEqual(len(hook.requests), 2)
        self.assertEqual(hook.requests[0][1], hook.requests[1][1])
        headers, body = hook.requests[1]
        stamp = headers["X-ConsultantOS-Timestamp"]
        self.assertLess(abs(int(stamp) - time.time()), 120)
        wanted = hmac.new(b"a key of both", stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        self.assertEqual(headers["X-ConsultantOS-Signature"], "sha256=" + wanted)
        sent = json.loads(body)
        self.assertEqual([alert["id"] for alert in sent["alerts"]], [alert["id"] for alert in check["raised"]])
        alert = self.json_of("alerts", "show", check["raised"][0]["id"])
        self.assertEqual([event["what"] for event in alert["history"]], ["raised", "sent"])
        self.check(check["monitor"]["id"], env=env)
        self.assertEqual(len(hook.requests), 2)  # nothing new, nothing sent


class Api(MonitorCase):
    def test_monitors_over_http(self):
        self.take(BEFORE)
        server = self.serve()
        added = server.post("/monitors", {"company": "100200", "name": "Robots", "schedule": {"every": 2, "unit": "days"},
                                          "watch": {"lines": [{"figure": "operating_margin", "value": 0.25}]}})
        self.assertEqual(added.status, 201, added.body)
        path = added.headers["Location"]
        self.assertEqual(server.get(path).json()["name"], "Robots")
        self.assertEqual(len(server.get("/monitors").json()["monitors"]), 1)
        first = server.post(path + "/check", {})
        self.assertEqual(first.status, 200, first.body)
        self.take(AFTER)
        check = server.post(path + "/check", {}).json()
        self.assertEqual(check["monitor"]["last_result"]["outcome"], "changed")
        alerts = server.get("/alerts?state=open").json()
        self.assertEqual(alerts["total"], len(check["raised"]))
        one = "/alerts/" + alerts["alerts"][0]["id"]
        self.problem(server.post(one + "/snooze", {}), 422, "until")
        self.problem(server.post(one + "/snooze", {"until": "2001-01-01T00:00:00Z"}), 422)
        self.assertEqual(server.post(one + "/snooze", {"until": "2099-01-01T00:00:00Z"}).json()["state"], "snoozed")
        self.assertEqual(server.post(one + "/dismiss", {}).json()["state"], "dismissed")
        self.assertEqual(server.post(one + "/reopen", {}).json()["state"], "open")
        self.assertEqual(server.get("/alerts/digest").json()["monitors"], 1)
        self.assertIn("text/markdown", server.get("/alerts/digest?format=md").headers["Content-Type"])
        changed = server.request("PATCH", path, {"active": False, "schedule": {"cron": "0 6 * * *"}}).json()
        self.assertEqual((changed["active"], changed["next_check"], changed["schedule"]["cron"], changed["name"]),
                         (False, None, "0 6 * * *", "Robots"))
        self.problem(server.request("PATCH", path, {"company": "Tesla"}), 422)
        self.problem(server.request("PATCH", path, {"schedule": {"cron": "x"}}), 422, "x")
        self.assertEqual(server.request("DELETE", path).status, 204)
        self.problem(server.get(path), 404)
        self.assertEqual(server.get("/alerts").json()["total"], alerts["total"])

    def test_wrong_bodies_say_what_is_wrong(self):
        server = self.serve()
        self.problem(server.post("/monitors", {}), 422, "company")
        self.problem(server.post("/monitors", {"company": "Tesla", "mood": 1}), 422, "mood")
        self.problem(server.post("/monitors", {"company": "Tesla", "watch": {"news": "yes"}}), 422, "watch.news")
        self.problem(server.post("/monitors", {"company": "Tesla", "schedule": {"every": 1.5}}), 422, "schedule.every")
        self.problem(server.post("/monitors", {"company": "Tesla", "schedule": {"every": 1, "cron": "0 0 * * *"}}), 422)
        self.problem(server.post("/monitors", {"company": "Nobody Knows Them"}), 404)

    def test_serve_checks_what_is_due_by_itself(self):
        self.take(BEFORE)
        monitor = self.add()
        server = self.serve()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            now = server.get("/monitors/" + monitor["id"]).json()
            if now["last_check"]:
                break
            time.sleep(0.1)
        self.assertEqual(now["last_result"]["outcome"], "first_look")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
