# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the recorded workload with optimisations off, on and each alone, and prints the reference's tables with our figures.

Usage: run_reference.py PROGRAM PROJECT [--quick] [--profile A --profile B] [--json FILE] [--markdown FILE]

The program serves its HTTP API; a server on this machine takes a language model's place. Fails if a request failed, or if
the program's ledger didn't count what that server did."""
import argparse
import dataclasses
import datetime
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import other_runs
import output
import profile_run
import profiles
import replay_model
import tables

HERE = os.path.dirname(os.path.abspath(__file__))
#: What part of the model's time is waited for: single requests of the two profiles compared, those of the others, the day.
FULL_SCALES = (1.0, 0.2, 0.02)
QUICK_SCALES = (0.02, 0.02, 0.002)
QUICK_DAY = 14  # requests of the recorded day
QUICK_BATCH = 3  # of the companies at once
FULL_ROWS, QUICK_ROWS = 20_000, 500  # reports in the library
MICRO_OF_A_CALL = 1  # what rounding may take


class Redis:
    """A server of this run's own; `url` is empty where Redis isn't installed."""

    def __init__(self, folder):
        self.process, self.url = None, ""
        if not shutil.which("redis-server"):
            return
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.process = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir",
                                         folder], stdout=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                self.url = f"redis://127.0.0.1:{port}"
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("redis-server doesn't listen")

    def clear(self):
        if self.url:
            port = int(self.url.rpartition(":")[2])
            with socket.create_connection(("127.0.0.1", port), 5) as connection:
                connection.sendall(b"FLUSHALL\r\n")
                if not connection.recv(100).startswith(b"+OK"):
                    raise RuntimeError("redis-server doesn't clear")

    def close(self):
        if self.process:
            self.process.kill()
            self.process.wait()


def read_json(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def ledger_faults(name, day, resources):
    """Whether the program's ledger has what the replayed model counted, at the table's price."""
    _, price = profile_run.price_of_model(resources)
    expected = (day["input_tokens"] * price["input"] + day["output_tokens"] * price["output"]) / 1e6
    if day["ledger"]["unknown_costs"]:
        return [f"{name}: {day['ledger']['unknown_costs']} calls without a price"]
    if abs(day["ledger"]["cost_micro"] - expected) > MICRO_OF_A_CALL * max(day["model_calls"], 1):
        return [f"{name}: the ledger says {day['ledger']['cost_micro']} millionths, the tokens cost {expected:.0f}"]
    return []


def measure(chosen, folder, say):
    resources = os.path.join(chosen.project, "resources")
    compared = [profiles.parse(text) for text in chosen.profile] or [profiles.OFF, profiles.ON]
    singles = [] if chosen.profile or chosen.quick else profiles.SINGLES
    scales = QUICK_SCALES if chosen.quick else FULL_SCALES
    pace = replay_model.Pace(*(seconds * chosen.pace for seconds in (5.0, 5.0, 2.5, 5.0)))
    workload = read_json("workload.json")
    day = workload["day"]
    if chosen.quick:
        day = day[:QUICK_DAY]
        workload["steps"]["batch"] = workload["steps"]["batch"][:QUICK_BATCH]
    redis, replay = Redis(folder), replay_model.ReplayModel(pace)
    found = {"profiles": {}, "load": {}, "benchmarks": {}, "gzip_levels": [], "load_averages": []}
    try:
        run = profile_run.ProfileRun(chosen.program, resources, folder, replay, redis.url)
        for profile in [*compared, *singles]:
            if profile.redis and not redis.url and not profile.environment.get("REDIS_URL") and profile in singles:
                say(f"{profile.name}: left out, Redis isn't installed")
                continue
            begun = time.monotonic()
            redis.clear()
            scale = scales[0] if profile in compared else scales[1]
            one = {"about": profile.about, "environment": profile.environment}
            one["steps"] = run.steps(profile, workload["steps"], pace.scaled(scale),
                                     1 if chosen.quick else 3)
            redis.clear()
            one["day"] = run.day(profile, day, pace.scaled(scales[2]))
            found["profiles"][profile.name] = one
            found["load_averages"].append(os.getloadavg()[0])
            say(f"{profile.name}: {time.monotonic() - begun:.0f} s")
    finally:
        replay.close()
        redis.close()
    sizes = [one["steps"].get("sizes", {}) for one in found["profiles"].values()]
    body = next((one["/reports/{id}, JSON"]["body"] for one in sizes if "/reports/{id}, JSON" in one), None)
    if body:
        found["gzip_levels"] = other_runs.gzip_levels(body, 1 if chosen.quick else 3)
    for one in sizes:
        for endpoint in one.values():
            del endpoint["body"]
    found["database"] = other_runs.database_run(chosen.program, folder, profiles.OFF, QUICK_ROWS if chosen.quick else FULL_ROWS)
    if chosen.bench:
        found["benchmarks"]["bench_report"] = other_runs.benchmark(
            os.path.join(chosen.bench, "bench_report"), ["asObject", "objectAsText", "renderedAsJson"], resources)
        found["benchmarks"]["bench_llm"] = other_runs.benchmark(
            os.path.join(chosen.bench, "bench_llm"), ["exactHit", "similarHit", "fiveInSequence", "fiveTogether"], resources)
        say("benchmarks done")
    if chosen.locust:
        for scenario in ("normal", "burst"):
            found["load"][scenario] = other_runs.load(chosen.program, chosen.locust, scenario, chosen.load_seconds, folder)
            say(f"{scenario} load done")
    return found, [profile.name for profile in compared], pace, bool(redis.url)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("project")
    parser.add_argument("--quick", action="store_true", help="a part of the workload, a fiftieth of the model's time")
    parser.add_argument("--profile", action="append", default=[], metavar="PROFILE",
                        help="two of them are compared: " + ", ".join(profiles.KNOWN) + ", FILE.json or NAME:KEY=VALUE,…")
    parser.add_argument("--json", help="where everything measured goes")
    parser.add_argument("--markdown", help="where the tables go, too")
    parser.add_argument("--bench", help="folder of the benchmarks' programs")
    parser.add_argument("--locust", help="Locust, for the tables of load")
    parser.add_argument("--load-seconds", type=int, default=60)
    parser.add_argument("--pace", type=float, default=1.0, help="times the model takes; 1: the reference's seconds")
    chosen = parser.parse_args(arguments)
    if chosen.profile and len(chosen.profile) != 2:
        parser.error("two profiles are compared, or none is named")
    try:
        if len({profiles.parse(text).name for text in chosen.profile}) != len(chosen.profile):
            parser.error("the two profiles have one name")
    except (OSError, TypeError, ValueError) as error:
        parser.error(str(error))
    chosen.program, chosen.project = os.path.abspath(chosen.program), os.path.abspath(chosen.project)
    os.environ.setdefault("CONSULTANTOS_RESOURCE_DIR", os.path.join(chosen.project, "resources"))
    begun, load_before = time.monotonic(), os.getloadavg()[0]
    folder = tempfile.mkdtemp(prefix="consultantos-reference-")
    try:
        measured, compared, pace, has_redis = measure(chosen, folder, lambda text: print("reference: " + text, file=sys.stderr,
                                                                                         flush=True))
    except RuntimeError as error:  # what the program said
        print(f"reference: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    result = {"made_at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "quick": chosen.quick,
              "machine": {"processors": os.cpu_count(), "load_before": load_before, "load_after": os.getloadavg()[0]},
              "seconds": time.monotonic() - begun, "pace": dataclasses.asdict(pace), "redis": has_redis, "compared": compared,
              "tables": tables.Tables(measured).build(read_json("reference_tables.json")), "measured": measured}
    text = output.markdown(result)
    print(text)
    for path, content in ((chosen.markdown, text), (chosen.json, json.dumps(result, indent=1, ensure_ascii=False))):
        if path:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
    resources = os.path.join(chosen.project, "resources")
    faults = [fault for name, one in measured["profiles"].items() for fault in ledger_faults(name, one["day"], resources)]
    for fault in faults:
        print("reference: " + fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
