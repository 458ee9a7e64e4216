#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts the odd series of the M3 competition with the program and prints how they score beside published methods.

Usage: m3.py PROGRAM FOLDER [--max-smape S] [--max-mase M] [--inside]
       m3.py PROGRAM FILE [--inside]        (a table of the same form, as gather_series.py writes it)

FOLDER holds m3_odd.csv (training and test parts) and m3_odd_published_scores.csv. The scores are the competition's:
sMAPE = mean of 200·|a − f| / (|a| + |f|), MASE scaled by the seasonal naive error in the training part. Exit code 1 where
a bound is missed. --inside reads training parts alone and holds their last h values out. Nothing is chosen by what this prints: see tune_forecasts.py, which reads training parts alone."""
import argparse
import collections
import csv
import io
import os
import subprocess
import sys
import tempfile
import time

SEASON = {"YEARLY": 1, "QUARTERLY": 4, "MONTHLY": 12, "OTHER": 1, "WEEKLY": 52, "DAILY": 7, "HOURLY": 24}


def smape(actual, forecast):
    return sum(200 * abs(a - f) / ((abs(a) + abs(f)) or 1) for a, f in zip(actual, forecast)) / len(actual)


def mase(train, actual, forecast, season):
    scale = sum(abs(train[i] - train[i - season]) for i in range(season, len(train))) / (len(train) - season)
    return sum(abs(a - f) for a, f in zip(actual, forecast)) / len(actual) / scale


def run(program, frequency, rows):
    """series -> list of (mean, lo95, hi95, lo80, hi80)."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", delete=False) as file:
        writer = csv.writer(file)
        writer.writerow(["series", "period", "value"])
        for name, _, train, _ in rows:
            writer.writerows([name, place + 1, value] for place, value in enumerate(train))
    steps = max(len(test) for *_, test in rows)
    done = subprocess.run([program, "forecast", "--csv", file.name, "--periods", str(steps), "--frequency",
                           "none" if frequency == "OTHER" else frequency.lower(), "--format", "csv"],
                          capture_output=True, text=True, check=False)
    os.unlink(file.name)
    if done.returncode:
        sys.exit(done.stderr[-500:])
    found = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(done.stdout)):
        found[row["series"]].append(tuple(float(row[key]) for key in ("mean", "lo95", "hi95", "lo80", "hi80")))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--inside", action="store_true")
    parser.add_argument("--max-smape", type=float, default=12.75)
    parser.add_argument("--max-mase", type=float, default=1.34)
    options = parser.parse_args()
    is_folder = not options.folder.endswith(".csv")
    path = os.path.join(options.folder, "m3_odd.csv") if is_folder else options.folder
    if not os.path.exists(path):
        print("skipped: CONSULTANTOS_TEST_DATA is not available")
        return 0
    by_frequency = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            train, test = ([float(value) for value in row[part].split()] for part in ("train", "test"))
            if options.inside:
                steps = int(row["h"])
                train, test = train[:-steps], train[-steps:]
            season = SEASON[row["period"]] if len(train) > SEASON[row["period"]] else 1
            if len(train) > 1 and len(set(train)) > 1:
                by_frequency[row["period"]].append((row["series"], season, train, test))
    totals = collections.defaultdict(lambda: [0.0] * 6)
    begun = time.monotonic()
    for frequency, rows in by_frequency.items():
        found = run(options.program, frequency, rows)
        for name, season, train, test in rows:
            steps = found[name][:len(test)]
            means = [step[0] for step in steps]
            scores = (smape(test, means), mase(train, test, means, season), 1,
                      sum(s[1] <= a <= s[2] for a, s in zip(test, steps)),
                      sum(s[3] <= a <= s[4] for a, s in zip(test, steps)), len(test))
            for key in (frequency, "ALL"):
                totals[key] = [x + y for x, y in zip(totals[key], scores)]
    seconds = time.monotonic() - begun
    print(f"{'':12s}{'series':>7s}{'sMAPE':>9s}{'MASE':>8s}{'in 95 %':>9s}{'in 80 %':>9s}")
    for key, (a, b, n, c95, c80, steps) in totals.items():
        if key != "ALL":
            print(f"{key:12s}{n:7.0f}{a / n:9.3f}{b / n:8.3f}{100 * c95 / steps:8.1f}%{100 * c80 / steps:8.1f}%")
    a, b, n, c95, c80, steps = totals["ALL"]
    ours = (a / n, b / n)
    print(f"{'ALL':12s}{n:7.0f}{ours[0]:9.3f}{ours[1]:8.3f}{100 * c95 / steps:8.1f}%{100 * c80 / steps:8.1f}%  "
          f"{seconds:.1f} s")
    if options.inside or not is_folder:
        return 0
    with open(os.path.join(options.folder, "m3_odd_published_scores.csv"), encoding="utf-8") as file:
        table = [(row["method"], float(row["sMAPE"]), float(row["MASE"]), int(row["series"]))
                 for row in csv.DictReader(file)]
    table.append(("this program", *ours, int(n)))
    print()
    for name, a, b, count in sorted(table, key=lambda row: row[1]):
        print(f"{name:16s}{a:8.3f}{b:8.3f}  {count} series")
    return 0 if ours[0] < options.max_smape and ours[1] < options.max_mase else 1


if __name__ == "__main__":
    sys.exit(main())
