# SPDX-License-Identifier: GPL-3.0-or-later
"""Monitors over sources that change between checks: feeds, annual reports' risk factors, lists of filings; and outputs whose
servers are away. All servers are real ones on this machine.

Usage: test_monitor_sources.py PROGRAM PROJECT [unittest's arguments]"""
import datetime
import email.utils
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

import source_server
import test_cli
import test_monitors
from test_monitors import AFTER, BEFORE, Controller, Mailbox, MonitorCase, Webhook


def test_data(*parts):
    root = os.environ.get("CONSULTANTOS_TEST_DATA", os.path.join(test_cli.PROJECT, "..", "shared", "data"))
    return os.path.join(root, *parts)


class FeedServer(source_server.Providers):
    """Serves `feed` at /feeds/…"""

    feed = b""

    def body(self, path):
        return self.feed if path.startswith("/feeds") else super().body(path)

    def send(self, handler, status, body, kind="application/json"):
        super().send(handler, status, body, "application/xml" if body.startswith(b"<") else kind)


class Feeds(MonitorCase):
    def watched(self, company):
        providers = FeedServer()
        self.addCleanup(providers.close)
        env = providers.environment("feeds")
        monitor = json.loads(self.expect(0, "monitor", "add", company, "--watch", "news", "--format", "json").stdout)
        return providers, env, monitor["id"]

    def test_a_new_entry_of_a_real_feed_is_news_once(self):
        path = test_data("feeds", "test_rss.xml")
        if not os.path.exists(path):
            self.skipTest("CONSULTANTOS_TEST_DATA is not available")
        with open(path, encoding="utf-8") as file:
            feed = file.read()
        items = re.findall(r"<item>.*?</item>", feed, re.DOTALL)
        named = [item for item in items if "Microsoft" in re.search(r"<title>(.*?)</title>", item).group(1)]
        self.assertTrue(named)
        newest = named[0]
        providers, env, monitor = self.watched("Microsoft")
        providers.feed = feed.replace(newest, "").encode()
        first = self.check(monitor, env=env)[0]
        self.assertEqual(first["monitor"]["last_result"]["outcome"], "first_look", first)
        self.assertEqual(self.check(monitor, env=env)[0]["raised"], [])
        today = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc))
        providers.feed = feed.replace(newest, re.sub(r"<pubDate>.*?</pubDate>", f"<pubDate>{today}</pubDate>", newest)).encode()
        check = self.check(monitor, env=env)[0]
        self.assertEqual([alert["topic"] for alert in check["raised"]], ["news"], check)
        alert = check["raised"][0]
        title = re.search(r"<title>(.*?)</title>", newest).group(1)
        self.assertIn(title.split("&")[0][:40], alert["title"] + " ".join(alert["details"]))
        passages = {passage["id"]: passage for passage in alert["evidence"]["passages"]}
        self.assertIn(alert["evidence_ids"][0], passages)
        self.assertTrue(alert["why"] and alert["sources"])
        self.assertEqual(self.check(monitor, env=env)[0]["raised"], [])
        # An old entry that the feed brings up again, and one about others.
        providers.feed = feed.encode()
        self.assertEqual(self.check(monitor, env=env)[0]["raised"], [])

    def test_atom_and_a_feed_that_fails_in_between(self):
        def atom(*entries):
            now = datetime.datetime.now(datetime.timezone.utc).isoformat()
            return ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x</id><title>Wire</title>"
                    + "".join(f"<entry><id>urn:{number}</id><title>{text}</title><updated>{now}</updated>"
                              f"<link href='https://wire.example/{number}'/><summary>{text}.</summary></entry>"
                              for number, text in entries) + "</feed>").encode()
        providers, env, monitor = self.watched("Apple")
        old = (1, "Apple opens a shop")
        providers.feed = atom(old)
        self.check(monitor, env=env)
        providers.feed = b"<html>Service unavailable</html>"
        failing = self.check(monitor, env=env)[0]
        self.assertEqual(failing["raised"], [])
        self.assertTrue(failing["monitor"]["last_result"]["limits"], failing)
        providers.feed = atom(old, (2, "Apple recalls a charger"), (3, "Pears are ripe"))
        check = self.check(monitor, env=env)[0]
        self.assertEqual(len(check["raised"]), 1, check)
        self.assertIn("recalls a charger", json.dumps(check["raised"][0]))
        self.assertNotIn("Pears", json.dumps(check["raised"]))

    def test_serve_raises_it_by_itself(self):
        providers, env, monitor = self.watched("Apple")
        providers.feed = source_server.feed("Nobody")
        self.check(monitor, env=env)
        self.expect(0, "monitor", "edit", monitor, "--every", "1m", "--jitter", "0")
        now = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1))
        providers.feed = re.sub(rb"<pubDate>.*?</pubDate>", f"<pubDate>{now}</pubDate>".encode(), source_server.feed("Apple"))
        server = self.serve(env=env)
        until = time.monotonic() + 240
        alerts = []
        while time.monotonic() < until and not alerts:
            alerts = server.get("/alerts").json()["alerts"]
            time.sleep(0.5)
        self.assertIn("opens a plant abroad", json.dumps(alerts))


class RiskFactors(MonitorCase):
    def test_two_annual_reports_of_neighbouring_years(self):
        older = test_data("filings-html", "TSLA-0001628280-24-002390-primary-document.html.gz")
        newer = test_data("filings-html", "tsla-10-k-2025-01-30.html.gz")
        if not os.path.exists(older):
            self.skipTest("CONSULTANTOS_TEST_DATA is not available")
        def take(path):
            html = os.path.join(self.data, os.path.basename(path)[:-3])
            with gzip.open(path) as packed, open(html, "wb") as file:
                file.write(packed.read())
            self.expect(0, "import", html)
        os.makedirs(self.data, exist_ok=True)
        take(older)
        monitor = json.loads(self.expect(0, "monitor", "add", "Tesla", "--watch", "risk-factors", "--format", "json").stdout)["id"]
        self.check(monitor)
        self.assertEqual(self.check(monitor)[0]["raised"], [])
        take(newer)
        check = self.check(monitor)[0]
        raised = check["raised"]
        self.assertTrue(raised, check)
        self.assertEqual({alert["topic"] for alert in raised}, {"risk_factor"})
        for alert in raised:
            self.assertTrue(alert["title"] and alert["why"] and alert["evidence_ids"], alert)
            self.assertTrue(alert["evidence"]["passages"], alert)
        self.assertEqual(self.check(monitor)[0]["raised"], [])


class Filer(source_server.Providers):
    """The SEC's list of filings and the figures of one company, as of `years`."""

    years = [2024]
    lists = True

    def body(self, path):
        if path.endswith(f"/submissions/CIK{source_server.CIK}.json"):
            if not self.lists:
                return None
            years = sorted(self.years, reverse=True)
            return source_server.json_bytes({"filings": {"files": [], "recent": {
                "accessionNumber": ["0000100200-26-000900"] + [f"0000100200-{year - 1999}-000001" for year in years],
                "form": ["8-K"] + ["10-K"] * len(years),
                "filingDate": [f"{years[0] + 1}-09-01"] + [f"{year + 1}-02-01" for year in years],
                "reportDate": [""] + [f"{year}-12-31" for year in years],
                "primaryDocument": ["a.htm"] * (len(years) + 1), "primaryDocDescription": [""] * (len(years) + 1),
                "isXBRL": [1] * (len(years) + 1)}}})
        if path.endswith(f"/companyfacts/CIK{source_server.CIK}.json"):
            return source_server.json_bytes(test_monitors.facts_of(
                {year: (800e6 + 300e6 * (year - 2024), 80e6) for year in self.years}))
        return super().body(path)

    def facts_asked(self):
        return len([path for path in self.requests if "companyfacts" in path])


class Filings(MonitorCase):
    def test_all_figures_are_fetched_only_if_the_list_has_a_new_report(self):
        filer = Filer()
        self.addCleanup(filer.close)
        self.take({2023: (700e6, 70e6), 2024: (800e6, 80e6)})
        env = filer.environment("sec_edgar")
        monitor = self.add("--watch", "figures", "--figures", "revenue")["id"]
        for _ in range(3):
            self.assertEqual(self.check(monitor, env=env)[0]["raised"], [])
        self.assertEqual((len(filer.requests), filer.facts_asked()), (3, 0))
        filer.years = [2024, 2025]
        raised = self.check(monitor, env=env)[0]["raised"]
        self.assertEqual([alert["subject"] for alert in raised], ["figures/FY2025"], raised)
        self.assertEqual(filer.facts_asked(), 1)
        self.check(monitor, env=env)
        self.assertEqual(filer.facts_asked(), 1)
        # Where the list can't be had, the figures say what is new.
        filer.lists = False
        self.check(monitor, env=env)
        self.assertEqual(filer.facts_asked(), 2)


class Unsent(MonitorCase):
    def test_what_a_webhook_refused_waits_and_arrives_later_once(self):
        hook = Webhook(*[503] * 40)
        self.addCleanup(hook.close)
        _, check = self.changed("--watch", "figures", "--webhook", hook.url)
        alert = check["raised"][0]["id"]
        unsent = self.json_of("alerts", "unsent")["unsent"]
        self.assertEqual([(one["to"], one["attempts"], one["given_up"], one["alerts"]) for one in unsent],
                         [("webhook", 1, False, [one["id"] for one in check["raised"]])])
        self.assertTrue(unsent[0]["error"] and unsent[0]["next_try"] > unsent[0]["last_try"])
        self.assertNotIn(hook.url, json.dumps(unsent))
        self.assertIn(b"not sent to webhook", self.expect(0, "alerts", "show", alert).stdout)
        tries = len(hook.requests)
        self.check()  # not due yet
        self.assertEqual(len(hook.requests), tries)
        self.assertIn(b"not sent to webhook", self.expect(1, "alerts", "resend").stdout)
        hook.statuses.clear()
        self.assertIn(b"sent to webhook", self.expect(0, "alerts", "resend", unsent[0]["id"][:8]).stdout)
        keys = {headers["Idempotency-Key"] for headers, _ in hook.requests}
        self.assertEqual(keys, {unsent[0]["id"]})
        self.assertEqual(len({body for _, body in hook.requests}), 1)
        tries = len(hook.requests)
        self.assertEqual(self.json_of("alerts", "resend")["unsent"], [])
        self.assertEqual((len(hook.requests), self.json_of("alerts", "unsent")["unsent"]), (tries, []))
        self.assertEqual([event["what"] for event in self.json_of("alerts", "show", alert)["history"]],
                         ["raised", "unsent", "sent"])

    def test_a_program_that_is_killed_while_it_sends_loses_nothing(self):
        arrived, go_on = threading.Event(), threading.Event()
        self.addCleanup(go_on.set)
        hook = Webhook()
        self.addCleanup(hook.close)
        handler = hook.server.RequestHandlerClass
        post = handler.do_POST

        def slow(self):
            arrived.set()
            go_on.wait(120)
            post(self)

        handler.do_POST = slow
        self.take(BEFORE)
        monitor = self.add("--watch", "figures", "--webhook", hook.url)["id"]
        self.check()
        self.take(AFTER)
        program = subprocess.Popen([test_cli.PROGRAM, "--data-dir", self.data, "monitor", "check", monitor],
                                   env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(program.kill)
        self.assertTrue(arrived.wait(120))
        program.send_signal(signal.SIGKILL)
        program.wait()
        go_on.set()
        alerts = self.json_of("alerts")["alerts"]
        self.assertTrue(alerts)
        unsent = self.json_of("alerts", "unsent")["unsent"]
        self.assertEqual([one["alerts"] for one in unsent], [[alert["id"] for alert in alerts][::-1]] if len(alerts) == 1
                         else [unsent[0]["alerts"]])
        # Its lease holds for a quarter of an hour: nobody else sends it meanwhile.
        self.expect_error(1, "alerts", "resend", unsent[0]["id"])

    def test_over_http(self):
        hook = Webhook(*[503] * 40)
        self.addCleanup(hook.close)
        self.changed("--watch", "figures", "--webhook", hook.url)
        server = self.serve()
        unsent = server.get("/alerts/unsent").json()["unsent"]
        self.assertEqual(len(unsent), 1)
        path = "/alerts/unsent/" + unsent[0]["id"]
        again = server.post(path + "/send", {}).json()
        self.assertEqual((again["sent"], again["unsent"]["id"]), (False, unsent[0]["id"]))
        hook.statuses.clear()
        self.assertEqual(server.post(path + "/send", {}).json(), {"sent": True, "unsent": None})
        self.problem(server.post(path + "/send", {}), 404)
        self.assertEqual(server.request("DELETE", path).status, 204)
        self.assertEqual(server.get("/alerts/unsent").json(), {"unsent": []})


@unittest.skipUnless(Controller, "aiosmtpd is not installed")
class UnsentMail(MonitorCase):
    def test_a_mail_server_that_comes_up_later_gets_it_under_one_id(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        env = {"CONSULTANTOS_MAIL_SERVER_URL": f"smtp://127.0.0.1:{port}"}
        self.changed("--watch", "figures", "--mail", "ann@example.org", env=env)
        unsent = self.json_of("alerts", "unsent")["unsent"]
        self.assertEqual([(one["to"], one["given_up"]) for one in unsent], [("ann@example.org", False)])
        box = Mailbox()
        mail = Controller(box, hostname="127.0.0.1", port=port)
        mail.start()
        self.addCleanup(mail.stop)
        self.expect(0, "alerts", "resend", env=env)
        self.assertEqual([letter[2]["Message-ID"] for letter in box.letters],
                         [f"<{unsent[0]['id']}@consultantos.invalid>"])
        self.expect(0, "alerts", "resend", env=env)
        self.assertEqual(len(box.letters), 1)

    def test_an_answer_that_is_lost_is_not_asked_for_by_a_second_letter(self):
        class Silent(Mailbox):
            async def handle_DATA(self, server, session, envelope):
                await super().handle_DATA(server, session, envelope)
                server.transport.abort()
                return "250 never read"

        box = Silent()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        mail = Controller(box, hostname="127.0.0.1", port=port)
        mail.start()
        self.addCleanup(mail.stop)
        env = {"CONSULTANTOS_MAIL_SERVER_URL": f"smtp://127.0.0.1:{port}"}
        self.changed("--watch", "figures", "--mail", "ann@example.org", env=env)
        self.assertEqual(len(box.letters), 1)
        unsent = self.json_of("alerts", "unsent")["unsent"]
        self.assertEqual([one["given_up"] for one in unsent], [True])
        self.assertIn("may have arrived", unsent[0]["error"])
        self.expect(0, "alerts", "discard", unsent[0]["id"])
        self.assertEqual(self.json_of("alerts", "unsent")["unsent"], [])


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
