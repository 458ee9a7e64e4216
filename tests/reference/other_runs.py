# SPDX-License-Identifier: GPL-3.0-or-later
"""What doesn't depend on a profile: the library of reports with many rows, the levels of gzip, two benchmarks, the load."""
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "cli"), os.path.join(HERE, "..", "load")]
import api_client  # noqa: E402
from profile_run import environment  # noqa: E402

COPIES = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO reports(id, created_at, company_id, company_name, question, frameworks, depth, status, duration_s, engine_version)
SELECT id || '-' || i, created_at - (i * 7919 % 100000) * 1000, company_id, company_name, question, frameworks, depth, status,
       duration_s, engine_version FROM reports, n WHERE number = 1"""


def median_of(count, call):
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - begun)
        if answer.status not in (200, 304):
            raise RuntimeError(f"{answer.status} {answer.body[:300]}")
    return statistics.median(times)


def database_run(program, folder, profile, rows, rounds=9):
    """Reads of a library of `rows` reports by the API, with the store's indexes and without them."""
    data = os.path.join(folder, "library")
    env = environment(data, profile, None)
    server = api_client.Server(program, data, env=env)
    report = server.post("/analyze", {"company": "Tesla"}, timeout=300).json()["report_url"]
    server.close()
    library = os.path.join(data, "library.db")
    with sqlite3.connect(library) as database:
        database.execute(COPIES, (rows - 1,))
    database.close()
    found = {"rows": rows}
    bare = os.path.join(folder, "library-bare")
    shutil.copytree(data, bare)
    with sqlite3.connect(os.path.join(bare, "library.db")) as database:
        indexes = database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reports' "
                                   "AND sql IS NOT NULL").fetchall()
        for (index,) in indexes:
            database.execute(f"DROP INDEX {index}")
    database.close()
    servers = [api_client.Server(program, place, env=environment(place, profile, None)) for place in (data, bare)]
    try:
        for name, one in zip(("indexed", "not_indexed"), servers):
            found[name] = median_of(rounds, lambda: one.get("/reports?limit=50"))
        one = servers[0]
        count = min(100, rows)
        found["batch_rows"] = count
        begun = time.perf_counter()
        singles = [one.get(f"/reports?limit=1&offset={i}").json()["reports"][0] for i in range(count)]
        found["one_by_one"] = time.perf_counter() - begun
        found["together"] = median_of(rounds, lambda: one.get(f"/reports?limit={count}"))
        if one.get(f"/reports?limit={count}").json()["reports"] != singles:
            raise RuntimeError("the reports of one query are not those of many")
        page = one.get("/reports?limit=50")
        found["query"] = median_of(rounds, lambda: one.get("/reports?limit=50"))
        found["query_known"] = median_of(
            rounds, lambda: one.get("/reports?limit=50", headers={"If-None-Match": page.headers["ETag"]}))
        for _ in range(rounds):
            one.get(report)
        samples = one.metrics()
        label = '{operation="get",collection="reports"}'
        found["document_read"] = (samples["consultantos_db_duration_seconds_sum" + label]
                                  / samples["consultantos_db_duration_seconds_count" + label])
    finally:
        for one in servers:
            one.close()
    return found


def gzip_levels(body, rounds=3):
    """Each level of zlib on one body: what is left, and MB/s of one processor."""
    levels = []
    for level in range(1, 10):
        best, packed = None, b""
        for _ in range(rounds):
            begun = time.process_time()
            packer = zlib.compressobj(level, zlib.DEFLATED, 31)
            packed = packer.compress(body) + packer.flush()
            seconds = time.process_time() - begun
            best = seconds if best is None else min(best, seconds)
        levels.append({"level": level, "bytes": len(packed), "left": len(packed) / len(body), "seconds": best,
                       "megabytes_per_second": len(body) / 1e6 / max(best, 1e-9)})
    return levels


def benchmark(program, names, resources):
    """Real time in seconds of each named benchmark; nothing where the program isn't built."""
    if not program or not os.path.exists(program):
        return None
    done = subprocess.run([program, f"--benchmark_filter=^({'|'.join(names)})(/.*)?$", "--benchmark_format=json",
                           "--benchmark_min_time=0.2"], capture_output=True, timeout=300, check=True,
                          env={**os.environ, "CONSULTANTOS_RESOURCE_DIR": resources, "QT_QPA_PLATFORM": "offscreen"})
    units = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
    return {row["name"].split("/")[0]: row["real_time"] * units[row["time_unit"]]
            for row in json.loads(done.stdout)["benchmarks"] if "real_time" in row}


def load(program, locust, scenario, seconds, folder):
    """What Locust's users saw of cached work, as `./dev load` measures it."""
    import run_load
    data = os.path.join(folder, "load-" + scenario)
    server = api_client.Server(program, data, env=run_load.environment(data))
    try:
        run_load.warm(server)
        total = run_load.run_locust(locust, scenario, server, seconds, os.path.join(folder, scenario))["Aggregated"]
    finally:
        server.close()
    return {**total, "seconds": seconds, "load_average": os.getloadavg()[0]}
