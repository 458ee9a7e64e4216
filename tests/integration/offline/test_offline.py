#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that offline means offline: no connection, packet or name look-up but to this machine.

test_offline.py SOCKET_WATCH SOURCES_PROBE [CLI]

Programs run with a library preloaded that lets nothing out and writes down each attempt (socket_watch.cpp). All sources
are switched on, with keys, so that the switch alone stands between them and the network. The same without the switch
must show attempts: else the watch, not the program, would be what is silent.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCES = ["sec_edgar", "xbrl_filings", "gdelt", "world_bank", "tavily", "searxng", "finnhub", "alpha_vantage", "feeds"]
WATCH, PROBE, CLI = "", "", ""


def environment(folder, offline):
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith("CONSULTANTOS_") or name.endswith("RESOURCE_DIR")}
    kept |= {f"CONSULTANTOS_{source.upper()}_ENABLED": "true" for source in SOURCES}
    kept |= {f"{source}_API_KEY": "not-a-key" for source in ("TAVILY", "FINNHUB", "ALPHA_VANTAGE")}
    kept |= {
        "LD_PRELOAD": WATCH,
        "SOCKET_WATCH_LOG": str(folder / "attempts"),
        "SOCKET_WATCH_LOOPBACK": "1",
        "CONSULTANTOS_SEARXNG_URL": "https://searxng.example",
        "CONSULTANTOS_FEED_URLS": "https://feeds.example/rss http://127.0.0.1:9/rss http://192.0.2.7/rss",
        "CONSULTANTOS_SEC_CONTACT": "Test test@smith.example",
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    if offline:
        kept["CONSULTANTOS_OFFLINE"] = "true"
    return kept


def attempts(folder):
    log = folder / "attempts"
    return log.read_text().splitlines() if log.exists() else []


class Offline(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def run_program(self, command, offline):
        return subprocess.run(command, env=environment(self.folder, offline), cwd=self.folder, capture_output=True,
                              text=True, timeout=240, check=False)

    def run_cli(self, *arguments, offline=False):
        finished = self.run_program([CLI, "--data-dir", str(self.folder / "data"), *arguments], offline)
        self.assertIn(finished.returncode, (0, 3), finished.stderr)
        return finished

    def test_the_watch_sees_what_goes_out(self):
        script = ("import socket\n"
                  "for host in ('192.0.2.9', '2001:db8::9'):\n"
                  "    s = socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET, socket.SOCK_DGRAM)\n"
                  "    try: s.sendto(b'x', (host, 53))\n"
                  "    except OSError: pass\n"
                  "try: socket.create_connection(('far.example', 443), 1)\n"
                  "except OSError: pass\n")
        self.run_program([sys.executable, "-c", script], offline=False)
        self.assertEqual(attempts(self.folder), ["sendto 192.0.2.9:53", "sendto 2001:db8::9:53", "lookup far.example"])

    def test_sources_that_are_on_do_go_out(self):
        finished = self.run_program([PROBE], offline=False)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        seen = attempts(self.folder)
        for expected in ("lookup www.sec.gov", "lookup filings.xbrl.org", "lookup api.gdeltproject.org",
                         "lookup api.worldbank.org", "lookup api.tavily.com", "lookup searxng.example",
                         "lookup finnhub.io", "lookup www.alphavantage.co", "lookup feeds.example",
                         "connect 127.0.0.1:9", "connect 192.0.2.7:80"):
            self.assertIn(expected, seen)
        self.assertNotIn(" ok", finished.stdout)

    def test_offline_no_source_goes_out_not_even_to_this_machine(self):
        finished = self.run_program([PROBE], offline=True)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        outcomes = [line.split() for line in finished.stdout.splitlines()]
        self.assertEqual(sorted({source for source, _ in outcomes}), sorted(SOURCES))
        self.assertEqual({outcome for _, outcome in outcomes}, {"offline"})
        self.assertEqual(attempts(self.folder), [])

    def test_the_program_offline_goes_nowhere(self):
        if not CLI:
            self.skipTest("the command line was not built")
        for arguments in (("doctor",), ("companies",), ("facts", "Apple", "--format", "json"),
                          ("analyze", "Apple", "--format", "json"), ("library", "list"), ("sources", "list"),
                          ("analyze", "Apple", "--region", "Germany", "--question", "How do tariffs matter?")):
            with self.subTest(command=arguments):
                self.run_cli("--offline", *arguments)
                self.assertEqual(attempts(self.folder), [])

    def test_offline_sources_are_neither_tried_nor_fetched_from(self):
        if not CLI:
            self.skipTest("the command line was not built")
        for arguments in (("test", *SOURCES), ("fetch", "Apple")):
            with self.subTest(action=arguments[0]):
                finished = self.run_program(
                    [CLI, "--data-dir", str(self.folder / "data"), "--offline", "sources", *arguments], False)
                self.assertEqual(finished.returncode, 1, finished.stderr)
                self.assertEqual(attempts(self.folder), [])

    def test_an_analysis_with_sources_on_does_go_out(self):
        if not CLI:
            self.skipTest("the command line was not built")
        self.run_cli("analyze", "Apple", "--region", "Germany", "--format", "json")
        seen = attempts(self.folder)
        for host in ("data.sec.gov", "api.gdeltproject.org", "api.worldbank.org", "api.tavily.com", "searxng.example",
                     "finnhub.io", "www.alphavantage.co", "feeds.example"):
            self.assertIn(f"lookup {host}", seen)

    def test_the_variable_is_the_same_switch(self):
        if not CLI:
            self.skipTest("the command line was not built")
        self.run_cli("analyze", "Apple", "--format", "json", offline=True)
        self.assertEqual(attempts(self.folder), [])


if __name__ == "__main__":
    WATCH, PROBE = sys.argv[1:3]
    CLI = sys.argv[3] if len(sys.argv) > 3 else ""
    unittest.main(argv=sys.argv[:1], verbosity=2)
