# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Prometheus scrapes a server under load: what it knows is what the client counted and what the server shows.

Usage: test_monitoring.py PROGRAM PROJECT [unittest's arguments]. Without Prometheus it ends with 77: skipped."""
import json
import math
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

import jsonschema

PROGRAM, PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(PROJECT, "tests", "cli"))
import api_client  # noqa: E402

MONITORING = os.path.join(PROJECT, "packaging", "monitoring")
HERE = os.path.dirname(os.path.abspath(__file__))
#: Of load, as long as a minute in which everything of the dashboard has a rate.
LOAD_SECONDS = int(os.environ.get("CONSULTANTOS_MONITORING_SECONDS", "60"))
COMPANIES = ["Tesla", "Ford", "Apple", "Microsoft", "Chevron", "Walmart", "Boeing", "Intel", "Nike", "Visa"]
FAMILIES = {"requests_total": "counter", "request_duration_seconds": "histogram", "active_requests": "gauge",
            "agent_duration_seconds": "histogram", "agent_errors_total": "counter", "agent_success_total": "counter",
            "cache_hits_total": "counter", "cache_misses_total": "counter", "cache_errors_total": "counter",
            "db_operations_total": "counter", "db_duration_seconds": "histogram", "db_batch_size": "histogram",
            "llm_calls_total": "counter", "llm_duration_seconds": "histogram", "llm_tokens_total": "counter"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def promtool(*arguments, text=None):
    return subprocess.run(["promtool", *arguments], input=text, capture_output=True, timeout=60)


class Prometheus:
    """Debian's, with the project's own configuration; only target and intervals differ."""

    def __init__(self, folder, target):
        with open(os.path.join(MONITORING, "prometheus.yml"), encoding="utf-8") as file:
            text = file.read()
        for old, new in (("127.0.0.1:8080", f"127.0.0.1:{target}"), ("scrape_interval: 15s", "scrape_interval: 1s"),
                         ("evaluation_interval: 15s", "evaluation_interval: 2s")):
            assert old in text, old
            text = text.replace(old, new)
        shutil.copy(os.path.join(MONITORING, "consultantos.rules.yml"), folder)
        with open(os.path.join(folder, "prometheus.yml"), "w", encoding="utf-8") as file:
            file.write(text)
        self.port = free_port()
        self.log = open(os.path.join(folder, "prometheus.log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            ["prometheus", "--config.file", os.path.join(folder, "prometheus.yml"), "--storage.tsdb.path",
             os.path.join(folder, "tsdb"), "--web.listen-address", f"127.0.0.1:{self.port}", "--log.level", "warn"],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def ask(self, path, **parameters):
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?" + urllib.parse.urlencode(parameters)
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == 503:
                raise  # not ready yet
            raise AssertionError(f"{parameters}: {error.read().decode()}") from error

    def query(self, expression, **parameters):
        """[(labels, value)] now."""
        answer = self.ask("query", query=expression, **parameters)
        assert answer["status"] == "success", answer
        return [(one["metric"], float(one["value"][1])) for one in answer["data"]["result"]]

    def total(self, expression):
        return sum(value for _, value in self.query(expression))

    def wait(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if condition():
                    return
            except OSError:
                pass
            time.sleep(0.2)
        self.log.seek(0)
        raise AssertionError("it did not come to pass; Prometheus said: " + self.log.read()[-2000:])

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.log.close()


class Load:
    """Threads that ask for a while and count what they were answered."""

    def __init__(self, server):
        self.server = server
        self.lock = threading.Lock()
        self.requests = Counter()  # (endpoint, method, status)
        self.seconds = Counter()   # by endpoint
        self.served = Counter()    # by served_from
        self.agents = set()        # (company, framework) that was computed: each once, later reports take it from the cache
        self.failed_agents = 0

    def ask(self, endpoint, method, path, body=None, **options):
        begun = time.monotonic()
        answer = self.server.request(method, path, body, **options)
        with self.lock:
            self.requests[endpoint, method, "success" if answer.status < 400 else "error"] += 1
            self.seconds[endpoint] += time.monotonic() - begun
        return answer

    def analyze(self, company, frameworks):
        answer = self.ask("/analyze", "POST", "/analyze", {"company": company, "frameworks": frameworks})
        if answer.status != 200:
            return
        body = answer.json()
        with self.lock:
            self.served[body["served_from"]] += 1
            self.failed_agents += len(body.get("errors", []))
            if body["served_from"] == "computed":
                self.agents.update((company, framework) for framework in body["frameworks"])

    def run(self, seconds):
        end = time.monotonic() + seconds

        def analyses():
            i = 0
            while time.monotonic() < end or i < 20:
                self.analyze(COMPANIES[i % len(COMPANIES)], ["porter"] if i % 3 else ["porter", "swot"])
                i += 1
                time.sleep(0.05)

        def others():
            i = 0
            while time.monotonic() < end or i < 5:
                self.ask("/reports", "GET", "/reports?limit=5")
                self.ask("/health", "GET", "/health", token=None)
                self.ask("/reports/{id}", "GET", "/reports/none")
                self.ask("other", "GET", "/no/such/path")
                self.ask("/conversational/chat", "POST", "/conversational/chat",
                         {"query": f"What was {COMPANIES[i % 10]}'s revenue in FY2022?"})
                i += 1
                time.sleep(0.2)

        threads = [threading.Thread(target=analyses), threading.Thread(target=others)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def page_samples(text):
    """{(name, labels): value} of a page in Prometheus' text format."""
    samples = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, labels, value = re.fullmatch(r'(\w+)(?:\{(.*)\})? (\S+)', line).groups()
            samples[name, tuple(sorted(re.findall(r'(\w+)="([^"]*)"', labels or "")))] = float(value)
    return samples


def moves(name, labels):
    """Whether a sample changes by being asked for."""
    return name.startswith(("process_", "consultantos_event_loop_lag")) or ("endpoint", "/metrics") in labels


class UnderLoad(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="consultantos-monitoring-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CONSULTANTOS_DATA")}
        environment.update(LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en")
        cls.server = api_client.Server(PROGRAM, os.path.join(cls.folder, "data"), env=environment)
        cls.addClassCleanup(cls.server.close)
        cls.prometheus = Prometheus(cls.folder, cls.server.port)
        cls.addClassCleanup(cls.prometheus.close)
        cls.prometheus.wait(lambda: cls.prometheus.total('up{job="consultantos"}') == 1)
        cls.load = Load(cls.server)
        cls.load.run(LOAD_SECONDS)
        cls.loaded_at = time.time()
        # One scrape of a page that is newer than the last answer.
        time.sleep(0.5)
        since = time.time()
        cls.prometheus.wait(lambda: cls.prometheus.total('timestamp(consultantos_active_requests)') > since + 0.5)
        cls.page = cls.server.get("/metrics", token=None).body.decode()

    def counted(self, family, **labels):
        chosen = ",".join(f'{name}="{value}"' for name, value in labels.items())
        return self.prometheus.total(f"consultantos_{family}{{{chosen}}}")

    def test_requests_as_the_client_counted_them(self):
        self.assertGreaterEqual(len(self.load.requests), 6)
        for (endpoint, method, status), count in self.load.requests.items():
            with self.subTest(endpoint=endpoint, method=method, status=status):
                self.assertEqual(self.counted("requests_total", endpoint=endpoint, method=method, status=status), count)
        for endpoint in {endpoint for endpoint, _, _ in self.load.requests}:
            with self.subTest(endpoint=endpoint):
                asked = sum(count for (path, _, _), count in self.load.requests.items() if path == endpoint)
                self.assertEqual(self.counted("request_duration_seconds_count", endpoint=endpoint), asked)
                seconds = self.counted("request_duration_seconds_sum", endpoint=endpoint)
                self.assertTrue(0 < seconds <= self.load.seconds[endpoint], (seconds, self.load.seconds[endpoint]))
        self.assertEqual(self.prometheus.total('sum(consultantos_requests_total{endpoint!="/metrics"})'),
                         sum(self.load.requests.values()))
        self.assertEqual(self.counted("active_requests"), 1, "the scrape itself")

    def test_agents_and_cache_as_the_client_counted_them(self):
        ran = Counter(framework for _, framework in self.load.agents)
        self.assertEqual(set(ran), {"porter", "swot"})
        for framework, count in ran.items():
            agent = "framework:" + framework
            self.assertEqual(self.counted("agent_success_total", agent_name=agent), count)
            self.assertEqual(self.counted("agent_duration_seconds_count", agent_name=agent), count)
        self.assertEqual(self.counted("agent_errors_total"), self.load.failed_agents)
        computed = self.load.served["computed"]
        self.assertGreater(self.load.served["l1"], computed)
        self.assertGreaterEqual(self.counted("cache_hits_total", cache_level="l1"), self.load.served["l1"])
        self.assertGreaterEqual(self.counted("cache_misses_total"), computed)
        failed = [one for one in self.prometheus.query("consultantos_cache_errors_total") if one[1]]
        levels = self.prometheus.query("consultantos_cache_level_errors_total")
        self.assertEqual(failed, [], (levels, self.server.log()))
        self.assertEqual(self.counted("llm_calls_total"), 0, "there is no model here")
        self.assertEqual(self.counted("llm_tokens_total"), 0)

    def test_all_fifteen_families_are_known_by_kind_and_help(self):
        known = {one["metric"]: one for one in self.prometheus.ask("targets/metadata")["data"]}
        for family, kind in FAMILIES.items():
            with self.subTest(family=family):
                self.assertEqual(known["consultantos_" + family]["type"], kind)
                self.assertTrue(known["consultantos_" + family]["help"].endswith("."))

    def test_prometheus_has_what_the_page_shows(self):
        stored = {}
        for labels, value in self.prometheus.query('{job="consultantos"}'):
            name = labels.pop("__name__")
            labels = {key: text for key, text in labels.items() if key not in ("job", "instance")}
            if "le" in labels:
                labels["le"] = float(labels["le"])
            stored[name, tuple(sorted(labels.items()))] = value
        compared = 0
        for (name, labels), value in page_samples(self.page).items():
            if moves(name, labels):
                continue
            key = name, tuple((label, float(text) if label == "le" else text) for label, text in labels)
            self.assertEqual(stored[key], value, key)
            compared += 1
        self.assertGreater(compared, 200)

    def test_rules_and_alerts_are_well(self):
        groups = self.prometheus.ask("rules")["data"]["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        self.assertEqual(len(rules), 19)
        for rule in rules:
            self.assertEqual((rule["health"], rule.get("lastError", "")), ("ok", ""), rule["name"])
            if rule["type"] == "alerting":
                self.assertNotEqual(rule["state"], "firing", rule)
            else:
                self.assertTrue(self.prometheus.query(rule["name"]), rule["name"])

    def test_each_query_of_the_dashboard_runs(self):
        with_data = set()
        for panel in dashboard()["panels"]:
            for target in panel.get("targets", []):
                expression = target["expr"].replace("$__rate_interval", f"{LOAD_SECONDS + 30}s")
                self.assertNotIn("$", expression)
                with self.subTest(panel=panel["title"], expression=expression):
                    values = [value for _, value in self.prometheus.query(expression, time=self.loaded_at)]
                    names = set(re.findall(r"\b(?:consultantos_|process_)\w+|\bup\b", expression))
                    self.assertTrue(names, "a query of something else than this server")
                    if all(self.prometheus.query(name, time=self.loaded_at) for name in names):
                        self.assertTrue(values, "there are samples of all that it asks for")
                    if any(math.isfinite(value) for value in values):
                        with_data.add(panel["title"])
        for title in ("Request rate", "Latency (P50, P95, P99)", "Active requests", "Failed requests", "P50 under 2 s",
                      "Hit rate over 50 %", "Uptime over 99.9 %", "Hits by level and misses", "Bytes by level",
                      "Agent time (P95)", "Agents that ran", "Memory", "Processor"):
            self.assertIn(title, with_data)

    def test_promtool_finds_nothing(self):
        for arguments, text in ((("check", "metrics"), self.page.encode()),
                                (("check", "rules", os.path.join(MONITORING, "consultantos.rules.yml")), None),
                                (("check", "config", os.path.join(MONITORING, "prometheus.yml")), None)):
            done = promtool(*arguments, text=text)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            if text:
                self.assertEqual(done.stderr.decode() + done.stdout.decode(), "", "not even advice")


def dashboard():
    with open(os.path.join(MONITORING, "grafana-dashboard.json"), encoding="utf-8") as file:
        return json.load(file)


class Dashboard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(os.path.join(HERE, "grafana-dashboard.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        cls.validator = jsonschema.Draft202012Validator(schema)

    def faults(self, board):
        return [f"{error.json_path}: {error.message}" for error in self.validator.iter_errors(board)]

    def test_it_is_as_grafana_documents_it(self):
        self.assertEqual(self.faults(dashboard()), [])

    def test_the_schema_finds_slips(self):
        def without_expression(board):
            del board["panels"][1]["targets"][0]["expr"]

        for spoil in (without_expression,
                      lambda board: board.update(refesh="5s"),
                      lambda board: board["panels"][1]["gridPos"].update(w=25),
                      lambda board: board["panels"][1].update(type="graf"),
                      lambda board: board["panels"][1]["datasource"].update(uid="mine"),
                      lambda board: board["time"].update({"from": "yesterday"})):
            board = dashboard()
            spoil(board)
            self.assertTrue(self.faults(board))

    def test_panels_have_their_own_ids_and_places(self):
        panels = dashboard()["panels"]
        self.assertEqual(len({panel["id"] for panel in panels}), len(panels))
        taken = {}
        for panel in panels:
            place = panel["gridPos"]
            self.assertLessEqual(place["x"] + place["w"], 24, panel["title"])
            for x in range(place["x"], place["x"] + place["w"]):
                for y in range(place["y"], place["y"] + place["h"]):
                    self.assertNotIn((x, y), taken, f"{panel['title']} lies on {taken.get((x, y))}")
                    taken[x, y] = panel["title"]
            letters = [target["refId"] for target in panel.get("targets", [])]
            self.assertEqual(len(set(letters)), len(letters), panel["title"])


if __name__ == "__main__":
    missing = [name for name in ("prometheus", "promtool") if not shutil.which(name)]
    if missing:
        print(f"skipped: {' and '.join(missing)} is not installed", file=sys.stderr)
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
