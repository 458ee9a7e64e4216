# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the recorded workload with one settings profile and gives what was measured, in seconds and bytes."""
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import api_client  # noqa: E402

MODEL = "gemini-1.5-flash"  # the reference's
PROVIDER = "other"  # as the program names a server of OpenAI's protocol that it doesn't know
LATER = "comes with a later version"


def environment(data, profile, redis_url):
    kept = {key: value for key, value in os.environ.items()
            if not key.startswith(("CONSULTANTOS_DATA", "AGENT_", "CACHE_", "LLM_", "MAX_CONCURRENT", "REDIS_", "ENABLE_"))}
    kept.update(CONSULTANTOS_DATA_DIR=data, CONSULTANTOS_LANGUAGE="en", LC_ALL="C.UTF-8", QT_QPA_PLATFORM="offscreen")
    kept.update(profile.environment)
    if profile.redis and redis_url:
        kept["REDIS_URL"] = redis_url
    return kept


def price_of_model(resources):
    with open(os.path.join(resources, "llm_prices.json"), encoding="utf-8") as file:
        table = json.load(file)
    price = next(row for row in table["models"] if (row["provider"], row["model"]) == ("gemini", MODEL))
    return table, price


def write_prices(data, resources):
    """The price table's row of the reference's model, for the server that answers in its place."""
    table, price = price_of_model(resources)
    os.makedirs(data, mode=0o700, exist_ok=True)
    with open(os.path.join(data, "llm_prices.json"), "w", encoding="utf-8") as file:
        json.dump({"source": table["source"], "date": table["date"], "currency": table["currency"],
                   "models": [{**price, "provider": PROVIDER}]}, file)


class Client:
    """Asks as the profile's clients do, and counts what the server sent."""

    def __init__(self, server, profile):
        self.server, self.profile = server, profile
        self.lock = threading.Lock()
        self.bytes_out = 0
        self.tags = {}

    def ask(self, method, path, body=None):
        """(seconds, answer); an error's status is the caller's."""
        headers = {"Accept-Encoding": "gzip" if self.profile.gzip else "identity"}
        if self.profile.etag and path in self.tags:
            headers["If-None-Match"] = self.tags[path]
        begun = time.perf_counter()
        answer = self.server.request(method, path, body, headers, timeout=600)
        seconds = time.perf_counter() - begun
        with self.lock:
            self.bytes_out += len(answer.body) + len(bytes(answer.headers))
            if answer.headers["ETag"]:
                self.tags[path] = answer.headers["ETag"]
        return seconds, answer

    def good(self, method, path, body=None):
        seconds, answer = self.ask(method, path, body)
        if answer.status not in (200, 304):
            raise RuntimeError(f"{method} {path} {body}: {answer.status} {answer.body[:300]}")
        return seconds, answer

    def analyze(self, order):
        """(seconds, what came); a framework that the program doesn't have yet is left out."""
        seconds, answer = self.ask("POST", "/analyze", order)
        if answer.status == 422 and len(order["frameworks"]) > 1:
            return self.analyze({**order, "frameworks": order["frameworks"][:-1]})
        if answer.status != 200:
            raise RuntimeError(f"/analyze {order}: {answer.status} {answer.body[:300]}")
        return seconds, json.loads(unpacked(answer))

    def chat(self, query):
        return self.good("POST", "/conversational/chat", {"query": query})[0]

    def all_of(self, call, orders):
        """Seconds of all together: at once, where the profile says so."""
        begun = time.perf_counter()
        if self.profile.at_once:
            with ThreadPoolExecutor(len(orders)) as pool:
                list(pool.map(call, orders))
        else:
            for order in orders:
                call(order)
        return time.perf_counter() - begun


def unpacked(answer):
    if answer.headers["Content-Encoding"] == "gzip":
        import gzip
        return gzip.decompress(answer.body)
    return answer.body


class ProcessWatch:
    """Memory and processor time of a process, and whether it answers, until stop()."""

    def __init__(self, server):
        self.server, self.pid = server, server.process.pid
        self.memory, self.probes, self.failed = [], 0, 0
        self.begun, self.cpu_before = time.monotonic(), self.cpu()
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.sample), threading.Thread(target=self.probe)]
        for thread in self.threads:
            thread.start()

    def cpu(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def sample(self):
        while not self.ended.wait(0.05):
            with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
                self.memory.append(int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE"))

    def probe(self):
        while not self.ended.wait(0.2):
            self.probes += 1
            try:
                self.failed += self.server.get("/health", token=None, timeout=10).status != 200
            except OSError:
                self.failed += 1

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        seconds, cpu = time.monotonic() - self.begun, self.cpu() - self.cpu_before
        return {"seconds": seconds, "cpu_seconds": cpu, "cpu_percent": 100 * cpu / seconds,
                "memory_mean": statistics.fmean(self.memory) if self.memory else None,
                "memory_most": max(self.memory, default=None), "probes": self.probes, "probes_failed": self.failed}


def reads_of(samples):
    """Read operations of the stores; empty where nothing is measured."""
    counts = [value for name, value in samples.items() if name.startswith("consultantos_db_operations_total{")
              and any(f'operation="{one}"' in name for one in ("get", "query", "batch_get"))]
    return sum(counts) if counts else None


def usage(program, data, env):
    done = subprocess.run([program, "--data-dir", data, "usage", "--format", "json"], env=env, capture_output=True, timeout=60,
                          check=True)
    rows = json.loads(done.stdout)["usage"]
    return {"cost_micro": sum(row["cost_micro"] for row in rows), "unknown_costs": sum(row["unknown_costs"] for row in rows)}


class ProfileRun:
    def __init__(self, program, resources, folder, replay, redis_url):
        self.program, self.resources, self.folder = program, resources, folder
        self.replay, self.redis_url = replay, redis_url

    def start(self, profile, name):
        data = os.path.join(self.folder, f"{profile.name}-{name}")
        write_prices(data, self.resources)
        env = environment(data, profile, self.redis_url)
        server = api_client.Server(self.program, data, "--provider", "openai", "--model", MODEL, "--base-url",
                                   self.replay.address, env=env)
        return server, Client(server, profile), data, env

    def steps(self, profile, workload, pace, rounds=3):
        """Single requests, in the order in which a user would notice the difference."""
        self.replay.pace = pace
        self.replay.reset()
        server, client, _, _ = self.start(profile, "steps")
        found = {"scale": pace.scale, "model_seconds": pace.seconds("framework")}
        try:
            found["health"] = statistics.median(client.good("GET", "/health")[0] for _ in range(25))
            usual = {"company": workload["company"], "frameworks": workload["frameworks"]}
            found["cold"], first = client.analyze(usual)
            found["agents_at_once"] = self.replay.counted()["most_at_once"]
            again = [client.analyze(usual) for _ in range(rounds)]
            found["repeated"] = statistics.median(seconds for seconds, _ in again)
            found["repeated_from"] = again[-1][1]["served_from"]
            found["similar"], _ = client.analyze({**usual, "frameworks": workload["other_frameworks"]})
            found["other_question"], _ = client.analyze({**usual, "question": workload["other_question"]})
            found["frameworks"] = {}
            for order in workload["by_frameworks"]:
                seconds, answer = client.analyze(order)
                found["frameworks"][len(order["frameworks"])] = {"seconds": seconds, "done": len(answer["frameworks"])}
            found["chats"] = [client.chat(query) for query in workload["chats"]]
            found["chat_again"] = client.chat(workload["chats"][0])
            self.replay.reset()
            found["five_calls"] = client.all_of(client.chat, workload["five"])
            found["calls_at_once"] = self.replay.counted()["most_at_once"]
            found["batch"] = client.all_of(client.analyze, workload["batch"])
            forecast, answer = client.ask("POST", "/forecasting/generate", {"company": workload["company"]})
            found["forecast"] = forecast if answer.status == 200 else None
            if profile.gzip:
                found["sizes"] = self.sizes(server, first, usual, workload)
        finally:
            server.close()
        return found

    @staticmethod
    def sizes(server, report, usual, workload):
        """Bytes of answers as they are and by gzip, and the bodies."""
        requests = {"/analyze": ("POST", "/analyze", usual),
                    "/conversational/chat": ("POST", "/conversational/chat", {"query": workload["chats"][1]}),
                    "/forecasting/generate": ("POST", "/forecasting/generate", {"company": usual["company"]}),
                    "/reports/{id}, JSON": ("GET", report["report_url"], None),
                    "/reports/{id}, HTML": ("GET", report["report_url"] + "?format=html", None),
                    "/reports": ("GET", "/reports", None), "/metrics": ("GET", "/metrics", None)}
        sizes = {}
        for name, (method, path, body) in requests.items():
            plain = server.request(method, path, body, {"Accept-Encoding": "identity"})
            packed = server.request(method, path, body, {"Accept-Encoding": "gzip"})
            if plain.status == 200:
                sizes[name] = {"plain": len(plain.body), "packed": len(packed.body),
                               "is_packed": packed.headers["Content-Encoding"] == "gzip", "body": plain.body}
        return sizes

    def day(self, profile, requests, pace):
        """The recorded requests one after the other, with a program that has just begun."""
        self.replay.pace = pace
        self.replay.reset()
        server, client, data, env = self.start(profile, "day")
        served, times, newest = {}, [], None
        try:
            watch = ProcessWatch(server)
            try:
                for request in requests:
                    if request["do"] == "analyze":
                        order = {key: value for key, value in request.items() if key != "do"}
                        seconds, answer = client.analyze(order)
                        newest = answer["report_url"]
                        served[answer["served_from"]] = served.get(answer["served_from"], 0) + 1
                    elif request["do"] == "chat":
                        seconds = client.chat(request["query"])
                    else:
                        seconds, _ = client.good("GET", newest if request["do"] == "report" and newest else "/reports")
                    times.append(seconds)
            finally:
                found = watch.stop()
            found["database_reads"] = reads_of(server.metrics())
        finally:
            server.close()
        model = self.replay.counted()
        cuts = statistics.quantiles(times, n=100, method="inclusive")
        found.update(scale=pace.scale, model_seconds=pace.seconds("framework"), requests=len(requests), served=served, p50=cuts[49], p95=cuts[94], p99=cuts[98],
                     bytes_to_clients=client.bytes_out, bytes_to_model=model["bytes_in"], model_calls=model["calls"],
                     input_tokens=model["input_tokens"], output_tokens=model["output_tokens"],
                     ledger=usage(self.program, data, env))
        return found
