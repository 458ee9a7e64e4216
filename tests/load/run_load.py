# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one scenario of the load against a server of its own and prints what came out beside the reference's figures.

Usage: run_load.py PROGRAM LOCUST SCENARIO [--seconds N] [--reports FOLDER]

The server gets a fresh data folder and a free port; what the scenario asks for is computed once before, so that the figures
are those of cached work. Fails if a request failed or the server did not count what the client counted."""
import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "cli")]
import api_client  # noqa: E402
import workload  # noqa: E402

#: Milliseconds that 95 % of the requests for cached work must stay below.
TARGET_P95 = 100
SAMPLE_SECONDS = 1


def environment(data):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CONSULTANTOS_DATA", "AGENT_"))}
    kept.update(CONSULTANTOS_DATA_DIR=data, CONSULTANTOS_LANGUAGE="en", LC_ALL="C.UTF-8")
    return kept


def warm(server):
    """Everything once that the scenarios ask for."""
    def ask(order):
        path, body = order
        answer = server.post(path, body, timeout=300)
        if answer.status != 200:
            raise RuntimeError(f"{path} {body}: {answer.status} {answer.body[:300]}")
    orders = [("/analyze", {"company": company, "frameworks": frameworks})
              for company in workload.COMPANIES for frameworks in workload.FRAMEWORKS]
    orders += [("/conversational/chat", {"query": question.format(company)})
               for company in workload.COMPANIES for question in workload.QUESTIONS]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, orders))


def settled_metrics(server, seconds=30):
    """The server's figures once nothing is under way but asking for them: what was just answered is counted then."""
    end = time.monotonic() + seconds
    while True:
        time.sleep(0.3)  # the page is kept for 0.1 s
        samples = server.metrics()
        if samples["consultantos_active_requests"] <= 1 or time.monotonic() > end:
            return samples


class MemoryWatch:
    """Resident memory of a process over time."""

    def __init__(self, pid):
        self.pid = pid
        self.samples = []  # (seconds, MB)
        self.ended = threading.Event()
        self.begun = time.monotonic()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.ended.wait(SAMPLE_SECONDS):
            try:
                with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
                    kilobytes = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
            except (OSError, StopIteration):
                return
            self.samples.append((time.monotonic() - self.begun, kilobytes / 1024))

    def stop(self):
        self.ended.set()
        self.thread.join()

    def slope(self):
        """MB a minute by least squares over the second half, when caches and pools have their size."""
        half = self.samples[len(self.samples) // 2:]
        if len(half) < 3:
            return None
        mean_x = sum(x for x, _ in half) / len(half)
        mean_y = sum(y for _, y in half) / len(half)
        spread = sum((x - mean_x) ** 2 for x, _ in half)
        return 60 * sum((x - mean_x) * (y - mean_y) for x, y in half) / spread


def run_locust(locust, name, server, seconds, prefix):
    scenario = workload.SCENARIOS[name]
    command = [locust, "-f", os.path.join(HERE, "locustfile.py"), "--headless", "--only-summary", "--host",
               f"http://127.0.0.1:{server.port}", "-u", str(scenario.users), "-r", str(scenario.spawn_rate), "-t",
               f"{seconds}s", "--stop-timeout", "30", "--html", prefix + ".html", "--exit-code-on-error", "0"]
    figures = prefix + ".json"
    with open(prefix + ".log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                   env={**os.environ, "CONSULTANTOS_LOAD": name, "CONSULTANTOS_TOKEN": server.token,
                                        "CONSULTANTOS_LOAD_FIGURES": figures})
        try:
            code = process.wait(timeout=seconds + 180)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if code != 0:
        raise RuntimeError(f"Locust ended with {code}; see {prefix}.log")
    with open(figures, encoding="utf-8") as file:
        return json.load(file)


def print_table(rows, published):
    columns = {"all" if name == "Aggregated" else name: row for name, row in rows.items()}
    lines = [["", "reference", *columns]]
    for name, unit in (("requests", ""), ("requests/s", ""), ("P50", " ms"), ("P95", " ms"), ("P99", " ms"),
                       ("failures", " %")):
        form = "{:,.1f}" if name == "requests/s" else "{:,.2f}" if name == "failures" else "{:,.0f}"
        known = form.format(published[name]) + unit if name in published else "-"
        lines.append([name, known, *(form.format(column[name]) + unit for column in columns.values())])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(text.ljust(width) if i == 0 else text.rjust(width)
                        for i, (text, width) in enumerate(zip(line, widths))))
    return columns["all"]


def counted(samples, path):
    return int(sum(value for name, value in samples.items()
                   if name.startswith("consultantos_requests_total{") and f'endpoint="{path}"' in name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("locust")
    parser.add_argument("scenario", choices=workload.SCENARIOS)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--reports", default=".")
    chosen = parser.parse_args()
    scenario = workload.SCENARIOS[chosen.scenario]
    seconds = chosen.seconds or scenario.seconds
    os.makedirs(chosen.reports, exist_ok=True)
    prefix = os.path.join(os.path.abspath(chosen.reports), chosen.scenario)
    folder = tempfile.mkdtemp(prefix="consultantos-load-")
    data = os.path.join(folder, "data")
    server = memory = None
    try:
        server = api_client.Server(chosen.program, data, env=environment(data))
        begun = time.monotonic()
        warm(server)
        print(f"warm after {time.monotonic() - begun:.0f} s; {chosen.scenario}: {scenario.users} users, "
              f"{scenario.spawn_rate} more each second, {seconds} s", flush=True)
        before = settled_metrics(server)
        memory = MemoryWatch(server.process.pid)
        rows = run_locust(chosen.locust, chosen.scenario, server, seconds, prefix)
        memory.stop()
        after = settled_metrics(server)
    finally:
        if memory:
            memory.stop()
        if server:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)

    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{datetime.date.today()}, load average {load}\n")
    total = print_table(rows, scenario.published)
    resident = [value for _, value in memory.samples]
    slope = memory.slope()
    print(f"\nmemory: {resident[0]:.0f} MB at the start, {resident[-1]:.0f} at the end, {max(resident):.0f} at most; "
          + ("" if slope is None else f"{slope:+.2f} MB a minute over the second half"))
    cpu = after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"]
    print(f"processor: {1000 * cpu / max(total['requests'], 1):.2f} ms of the server a request")
    is_good = total["failures"] == 0
    for name, row in rows.items():
        if name == "Aggregated":
            continue
        by_server, by_client = counted(after, name) - counted(before, name), row["requests"]
        print(f"{name}: the client counted {by_client:,} answers, the server {by_server:,}")
        is_good = is_good and by_server == by_client
    print(f"P95 below {TARGET_P95} ms: {'yes' if total['P95'] < TARGET_P95 else 'no'}; no failure: "
          f"{'yes' if total['failures'] == 0 else 'no'}")
    print(f"{prefix}.html")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
