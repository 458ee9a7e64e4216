# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups against a peer: `sqlite3 FILE .backup` of each store, packed by Python's zipfile at the same level, synced.

bench_backup.py CLI WRITER [--reports N] [--rounds N]: runs both by turns and prints medians, their ratio, and what single
writers wait for while a backup runs, beside what they wait for without one.
"""

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile


def fill(path, reports):
    """Bodies like those of reports: text that packs to about a third."""
    chance = random.Random(1)
    words = [f"{chance.randrange(16 ** 7):x}" for _ in range(4000)]
    with sqlite3.connect(path) as database:
        for number in range(reports):
            body = " ".join(chance.choices(words, k=3000)).encode()
            cursor = database.execute(
                "INSERT INTO reports(id, created_at, company_id, company_name, question, frameworks, depth, status, "
                "duration_s, engine_version) VALUES(?, ?, '1', 'Acme', '', '', 'standard', 'completed', 1, '0')",
                (f"bench-{number}", number))
            database.execute("INSERT INTO report_bodies(number, schema_version, body) VALUES(?, 1, ?)",
                             (cursor.lastrowid, body))
    database.close()


def peer(data, target):
    folder = target + ".peer"
    os.mkdir(folder)
    with zipfile.ZipFile(target + ".new", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in sorted(os.listdir(data)):
            if name.endswith(".db"):
                copy = os.path.join(folder, name)
                subprocess.run(["sqlite3", os.path.join(data, name), f".backup {copy}"], check=True)
                archive.write(copy, name)
    with open(target + ".new", "rb") as file:
        os.fsync(file.fileno())
    os.rename(target + ".new", target)
    shutil.rmtree(folder)


def waits(writer, data, seconds, prefix):
    """Time from one acknowledged commit to the next, in milliseconds."""
    child = subprocess.Popen([writer, "reports", data, "1000000", prefix], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             text=True)
    child.stdout.readline()
    gaps, before, end = [], time.monotonic(), time.monotonic() + seconds
    while time.monotonic() < end:
        child.stdout.readline()
        now = time.monotonic()
        gaps.append((now - before) * 1000)
        before = now
    child.kill()
    child.communicate()
    return sorted(gaps)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("writer")
    parser.add_argument("--reports", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="consultantos-") as home:
        data = os.path.join(home, "data")
        subprocess.run([options.writer, "reports", data, "1", "a"], check=True, stdout=subprocess.DEVNULL)
        fill(os.path.join(data, "library.db"), options.reports)
        size = sum(os.path.getsize(os.path.join(data, name)) for name in os.listdir(data) if name.endswith(".db"))
        ours, theirs, checks, restores = [], [], [], []
        archive, other = os.path.join(home, "ours.zip"), os.path.join(home, "peer.zip")

        def timed(times, *arguments):
            begun = time.monotonic()
            subprocess.run([options.cli, "--data-dir", data, "--quiet", *arguments], check=True,
                           stdout=subprocess.DEVNULL)
            times.append(time.monotonic() - begun)

        for number in range(options.rounds):
            timed(ours, "backup", archive)
            begun = time.monotonic()
            peer(data, other)
            theirs.append(time.monotonic() - begun)
            timed(checks, "restore", "--verify", archive)
            timed(restores, "restore", archive, "--into", os.path.join(home, f"into-{number}"))
        print(f"stores {size / 1e6:.0f} MB, archive {os.path.getsize(archive) / 1e6:.0f} MB, peer's "
              f"{os.path.getsize(other) / 1e6:.0f} MB")
        print(f"backup {statistics.median(ours):.2f} s, peer {statistics.median(theirs):.2f} s, ratio "
              f"{statistics.median(a / b for a, b in zip(ours, theirs)):.2f}")
        print(f"verify {statistics.median(checks):.2f} s, restore --into {statistics.median(restores):.2f} s")
        alone = waits(options.writer, data, 10, "alone")
        stop = time.monotonic() + 10
        backups = subprocess.Popen(["sh", "-c", f"while :; do '{options.cli}' --data-dir '{data}' --quiet backup '{archive}' "
                                    "> /dev/null; done"])
        beside = waits(options.writer, data, stop - time.monotonic(), "beside")
        backups.terminate()
        backups.wait()
        for title, gaps in (("alone", alone), ("beside backups", beside)):
            print(f"a writer {title}: {len(gaps)} commits, median {statistics.median(gaps):.1f} ms, 99 % "
                  f"{gaps[int(len(gaps) * 0.99)]:.0f} ms, longest {gaps[-1]:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
