# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of the bare server's rate is left for /health and /metrics, by wrk with 500 connections.

Usage: run_wrk.py PROGRAM CONSTANT_SERVER [--seconds N]

Each round asks for the page and for as many constant bytes of the same server class, one after the other; the medians of the
rounds' ratios count. Fails below 0.8, or if any request failed."""
import argparse
import datetime
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import api_client  # noqa: E402

LEAST_RATIO = 0.8
CONNECTIONS = 500
ROUNDS = 5


def wrk(url, seconds):
    """(requests a second, what failed)."""
    done = subprocess.run(["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", url],
                          capture_output=True, text=True, check=True)
    faults = [line.strip() for line in done.stdout.splitlines() if "Socket errors" in line or "Non-2xx" in line]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1)), faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("constant_server")
    parser.add_argument("--seconds", type=int, default=3)
    chosen = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="consultantos-wrk-")
    server = constant = None
    is_good = True
    try:
        server = api_client.Server(chosen.program, os.path.join(folder, "data"),
                                   env={**os.environ, "CONSULTANTOS_LANGUAGE": "en", "LC_ALL": "C.UTF-8"})
        constant = subprocess.Popen([chosen.constant_server], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = int(constant.stdout.readline())
        for path in ("/health", "/metrics"):
            size = len(server.get(path, token=None).body)
            ours, peers, faults = [], [], []
            for _ in range(ROUNDS):
                for target, url in ((peers, f"http://127.0.0.1:{port}/{size}"),
                                    (ours, f"http://127.0.0.1:{server.port}{path}")):
                    rate, failed = wrk(url, chosen.seconds)
                    target.append(rate)
                    faults += failed
            ratio = statistics.median(our / peer for our, peer in zip(ours, peers))
            print(f"{path} ({size:,} bytes): {statistics.median(ours):,.0f} requests/s, constant answer "
                  f"{statistics.median(peers):,.0f}, ratio {ratio:.2f} (at least {LEAST_RATIO}); "
                  + ("; ".join(faults) or "none failed"), flush=True)
            is_good = is_good and ratio >= LEAST_RATIO and not faults
    finally:
        if server:
            server.close()
        if constant:
            constant.stdin.close()
            constant.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{datetime.date.today()}, load average {', '.join(f'{value:.1f}' for value in os.getloadavg())}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
