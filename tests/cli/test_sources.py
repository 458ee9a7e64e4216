# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the sources of the network from the command line: analyses with all of them on, with some failing, offline.

Usage: test_sources.py PROGRAM PROJECT [unittest's arguments]

All providers are one server on this machine (source_server.py)."""
import csv
import io
import json
import os
import subprocess
import sys
import time
import unittest

import source_server
import test_cli
from test_cli import CommandLineCase

ALL = ["sec_edgar", "feeds", "gdelt", "world_bank", "tavily", "searxng", "finnhub", "alpha_vantage", "xbrl_filings"]
QUESTION = "How exposed is the company to tariffs and its suppliers?"
WALKER = os.path.join("tests", "tools", "walk_numbers.py")


def without_id_and_times(report):
    for agent in report["agents"]:
        agent.pop("started"), agent.pop("duration_s")
    for key in ("id", "created_at", "metadata"):
        report.pop(key)
    return report


def claims(value):
    if isinstance(value, dict):
        if "text" in value and "grade" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from claims(part)


class SourcesCase(CommandLineCase):
    def providers(self, name="Alfa Robotics", failing=None):
        providers = source_server.Providers(name, failing)
        self.addCleanup(providers.close)
        return providers

    def ledger(self, *arguments):
        return json.loads(self.expect(0, "sources", "ledger", "--format", "json", *arguments).stdout)

    def walk(self, report, providers):
        """Every number of the report leads to its source, those of the network to an answer of the server."""
        path, fetched = self.path("report.json"), self.path("fetched")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(report, file)
        os.makedirs(fetched)
        for number, answer in enumerate(providers.answers):
            with open(os.path.join(fetched, str(number)), "wb") as file:
                file.write(answer)
        walker = [sys.executable, os.path.join(test_cli.PROJECT, WALKER), path, "--fetched", fetched]
        done = subprocess.run(walker, capture_output=True, text=True, timeout=300, check=False)
        self.assertIn(done.returncode, (0, 77), done.stdout + done.stderr)


class Analyses(SourcesCase):
    def test_all_sources_on(self):
        providers = self.providers("Tesla")
        report = self.analyze("Tesla", "--region", "Germany", "--question", QUESTION, env=providers.environment(*ALL))
        self.assertEqual(report["status"], "completed")
        self.assertFalse([limit for limit in report["executive_summary"]["limits"] if "in vain" in limit])
        quoted = {claim["id"]: claim["text"] for claim in claims(report) if claim["grade"] == "Quoted"}
        self.assertTrue(any("Tesla warns of tariffs of 25 %" in text for text in quoted.values()), quoted)
        self.assertTrue(any("relies on a sole supplier of motors" in text for text in quoted.values()), quoted)
        self.assertFalse(any("Nothing about it" in text for text in quoted.values()))
        texts = [claim["text"] for claim in claims(report)]
        self.assertTrue(any(text.startswith("Output in Germany shrank by 0.5 %") for text in texts))
        self.assertTrue(any(text.startswith("Consumer prices in Germany rose by 2.3 %") for text in texts))

        sources = {source["address"]: source for source in report["sources"] if "address" in source}
        self.assertIn("https://paper.example/tariffs", sources)
        self.assertEqual(sources["https://paper.example/tariffs"]["date"], "2026-03-01")
        self.assertTrue(all(source["retrieved"].endswith("Z") for source in sources.values()))
        self.assertFalse([address for address in sources if "s3cret" in address])
        facts = {fact["tag"]: fact for fact in report["evidence"]["facts"]}
        self.assertEqual(facts["SharePrice"]["value"], 250.5)
        self.assertTrue([entry for entry in report["evidence"]["computations"] if entry["method"] == "market_value"])
        for source in ALL:
            self.assertTrue(providers.asked(source) or source == "xbrl_filings", source)

        ledger = self.ledger("--report", report["id"])
        self.assertEqual(ledger["totals"]["requests"], len(providers.requests))
        self.assertNotIn("s3cret", json.dumps(ledger))
        self.walk(report, providers)
        for form in ("html", "md"):
            page = self.expect(0, "library", "show", report["id"], "--format", form).stdout.decode()
            self.assertIn("https://paper.example/tariffs", page)
            self.assertNotIn("s3cret", page)

    def test_nothing_is_asked_while_all_are_off(self):
        providers = self.providers("Tesla")
        report = self.analyze("Tesla", "--region", "Germany", env=providers.environment())
        self.assertEqual(providers.requests, [])
        self.assertEqual(self.ledger()["totals"]["requests"], 0)
        plain = self.analyze("Tesla", "--region", "Germany")
        self.assertEqual(without_id_and_times(report), without_id_and_times(plain))

    def test_offline_nothing_is_asked_and_the_report_says_so(self):
        providers = self.providers("Tesla")
        report = self.analyze("Tesla", "--region", "Germany", "--offline", env=providers.environment(*ALL))
        self.assertEqual(providers.requests, [])
        limits = " ".join(report["executive_summary"]["limits"])
        self.assertIn("The program was offline", limits)
        self.assertIn("GDELT", limits)
        plain = self.analyze("Tesla", "--region", "Germany", "--offline")
        self.assertNotIn("offline", " ".join(plain["executive_summary"]["limits"]))

    def test_sources_that_fail_are_limits_of_the_report(self):
        failing = {"gdelt": "drip", "searxng": "page", "world_bank": "500", "finnhub": "page", "sec_edgar": "page"}
        providers = self.providers("Tesla", failing)
        started = time.monotonic()
        report = self.analyze("Tesla", "--region", "Germany", "--question", QUESTION,
                              env=providers.environment(*ALL) | {"AGENT_TIMEOUT_SECONDS": "16"})
        self.assertLess(time.monotonic() - started, 100)
        self.assertEqual(report["status"], "completed")
        limits = report["executive_summary"]["limits"]
        for title in ("GDELT", "SearXNG", "World Bank", "Finnhub", "SEC EDGAR"):
            self.assertTrue(any(limit.startswith(title + " was asked in vain") for limit in limits), (title, limits))
        for title in ("Tavily", "RSS", "Alpha Vantage"):
            self.assertFalse(any(limit.startswith(title) for limit in limits), limits)
        facts = {fact["tag"]: fact["value"] for fact in report["evidence"]["facts"]}
        self.assertEqual(facts["SharePrice"], 250.4)
        self.walk(report, providers)

    def test_a_company_that_nobody_imported(self):
        providers = self.providers()
        self.expect_error(1, "analyze", "Alfa Robotics", words=["no company"])
        report = self.analyze("Alfa Robotics", env=providers.environment("sec_edgar"))
        self.assertEqual(report["company"]["name"], "Alfa Robotics")
        self.assertEqual(report["company"]["id"], "100200")
        facts = json.loads(self.expect(0, "facts", "Alfa Robotics", "--format", "json").stdout)
        self.assertTrue(facts)
        self.assertEqual({entry["report"] for entry in self.ledger()["entries"]}, {report["id"]})
        # Another's figures are worse than none.
        self.expect_error(1, "analyze", "Alfa", words=["no company"], env=providers.environment("sec_edgar"))

    def test_an_engagement_has_a_ledger_of_its_own(self):
        providers = self.providers()
        self.analyze("Alfa Robotics", "--engagement", "North", env=providers.environment("sec_edgar"))
        self.assertEqual(self.ledger()["totals"]["requests"], 0)
        self.assertGreater(self.ledger("--engagement", "North")["totals"]["requests"], 0)


class Command(SourcesCase):
    def test_the_list_shows_no_key(self):
        providers = self.providers()
        env = providers.environment("gdelt", "tavily")
        shown = json.loads(self.expect(0, "sources", "list", "--format", "json", env=env).stdout)
        sources = {entry["id"]: entry for entry in shown["sources"]}
        self.assertEqual(sorted(sources), sorted(ALL))
        self.assertEqual([sources[name]["on"] for name in ("gdelt", "tavily", "finnhub")], [True, True, False])
        self.assertEqual(sources["tavily"]["key"], "environment")
        self.assertEqual(sources["gdelt"]["key"], "none needed")
        self.assertEqual(sources["gdelt"]["addresses"], [providers.address + "/gdelt"])
        text = self.expect(0, "sources", "list", env=env).stdout.decode()
        self.assertNotIn("s3cret", text + json.dumps(shown))
        self.assertEqual(providers.requests, [])

    def test_trying_sources(self):
        providers = self.providers(failing={"gdelt": "page"})
        done = self.expect(1, "sources", "test", env=providers.environment("gdelt", "tavily"))
        lines = done.stdout.decode().splitlines()
        self.assertIn("web page", lines[0])
        self.assertEqual(lines[-1], "tavily: works")
        self.expect(0, "sources", "test", "finnhub", env=providers.environment())
        self.expect_error(2, "sources", "test", "teletext", words=["teletext"])
        self.assertEqual(self.expect(0, "sources", "test").stdout, b"")
        offline = self.expect(1, "sources", "test", "finnhub", "--offline", env=providers.environment()).stdout.decode()
        self.assertIn("offline", offline)

    def test_fetching(self):
        providers = self.providers()
        self.expect_error(1, "sources", "fetch", "Alfa Robotics", words=["switched on"])
        done = self.expect(0, "sources", "fetch", "ALFA", env=providers.environment("sec_edgar", "feeds"))
        lines = done.stdout.decode().splitlines()
        self.assertTrue(lines[0].startswith("SEC EDGAR: "), lines)
        self.assertTrue(any(line.startswith("SEC EDGAR, 10-Q 2026-05-01: ") for line in lines), lines)
        self.assertTrue(any(line.startswith("SEC EDGAR, 10-K 2026-02-01: ") for line in lines), lines)
        self.assertFalse(any("2025-02-01" in line for line in lines), lines)
        self.assertTrue(any(line.startswith("127.0.0.1: ") for line in lines), lines)
        again = self.expect(0, "sources", "fetch", "ALFA", env=providers.environment("sec_edgar")).stdout.decode()
        self.assertIn("known already", again)
        nobody = self.expect(1, "sources", "fetch", "Nobody Ltd", env=providers.environment("sec_edgar")).stdout.decode()
        self.assertIn("Nobody Ltd", nobody)

    def test_the_ledger(self):
        self.assertEqual(self.expect(0, "sources", "ledger").stdout.decode().strip(), "Nothing has left this computer.")
        providers = self.providers()
        self.expect(0, "sources", "test", "gdelt", "tavily", env=providers.environment())
        text = self.expect(0, "sources", "ledger").stdout.decode()
        self.assertTrue(text.splitlines()[-1].startswith("2 request"), text)
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "sources", "ledger", "--format", "csv").stdout.decode())))
        self.assertEqual({row["kind"] for row in rows}, {"gdelt.news", "tavily.search"})
        self.assertEqual(len(self.ledger("--kind", "gdelt")["entries"]), 1)
        self.assertEqual(self.ledger("--from", "2999-01-01")["entries"], [])
        for filtered in (("--from", "2999-01-01"), ("--kind", "sec_edgar"), ("--report", "none")):
            said = self.expect(0, "sources", "ledger", *filtered).stdout.decode().strip()
            self.assertEqual(said, "No request in the ledger matches.")
        self.expect_error(2, "sources", "ledger", "--from", "yesterday", words=["date"])

    def test_wrong_usage(self):
        for arguments in ((), ("dance",), ("list", "x"), ("fetch",), ("ledger", "x")):
            self.expect_error(2, "sources", *arguments)
        self.expect_error(2, "sources", "list", "--format", "csv", words=["csv"])

    def test_certificates_that_cant_be_read_are_told(self):
        env = {"CONSULTANTOS_CA_CERTIFICATES": "/nowhere/own.pem"}
        self.expect_error(1, "sources", "list", words=["/nowhere/own.pem"], env=env)
        done = self.expect(0, "analyze", "Tesla", "--format", "json", env=env)
        self.assertIn("/nowhere/own.pem", done.stderr.decode())


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
