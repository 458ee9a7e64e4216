#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts of American daily series with and without their public holidays, on training parts: whether --country helps.

Usage: compare_holidays.py PROGRAM        (needs the packages in series-requirements.txt, installed with --no-deps, and pandas;
CONSULTANTOS_RESOURCE_DIR names the resources)

Series are cut into parts of 900 days; the last 14 of a part are its test part, which isn't read. From up to eight origins in what is left 14
days are forecast. Printed are, by series, the mean absolute error where holidays changed the forecast, without and with them."""
import collections
import csv
import io
import math
import subprocess
import sys

import gather_series

SERIES = ("births_1969", "births_2000", "bikes_casual", "bikes_registered", "bikes_cnt", "clicks")
STEPS, PART, FEWEST, ORIGINS, MOST_PARTS = 14, 900, 400, 8, 6


def origins():
    """(name, what is known, what came) of each origin, both as pandas series by day."""
    for name, series in gather_series.daily_sources():
        if name not in SERIES:
            continue
        series = series.dropna()
        starts = range(0, max(1, len(series) - PART + 1), PART)
        for number, start in enumerate(list(starts)[:MOST_PARTS]):
            part = series[start:start + PART][:-STEPS]
            for origin in range(1, ORIGINS + 1):
                cut = len(part) - STEPS * origin
                if cut >= FEWEST:
                    yield f"{name} {number}.{origin}", part[:cut], part[cut:cut + STEPS]


def forecasts(program, table, *country):
    done = subprocess.run([program, "forecast", "--csv", "-", "--periods", str(STEPS), "--frequency", "daily", *country, "--format",
                           "csv"], input=table, capture_output=True, text=True, check=True)
    found = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(done.stdout)):
        found[row["series"]].append(float(row["mean"]))
    return found


def main():
    program = sys.argv[1]
    known = list(origins())
    table = "series,period,value\n" + "".join(f"{name},{day.date()},{value}\n" for name, before, _ in known
                                              for day, value in before.items())
    without, with_them = forecasts(program, table), forecasts(program, table, "--country", "US")
    errors = collections.defaultdict(lambda: [0, 0.0, 0.0])
    for name, _, actual in known:
        for value, one, other in zip(actual, without[name], with_them[name]):
            if abs(one - other) > 1e-9 * abs(one):
                cell = errors[name.split()[0]]
                cell[0] += 1
                cell[1] += abs(value - one)
                cell[2] += abs(value - other)
    for name, (count, one, other) in errors.items():
        print(f"{name:18s}{count:5d} days: {one / count:9.1f} without, {other / count:9.1f} with, {100 * other / one - 100:+.1f} %")
    mean = math.exp(sum(math.log(other / one) for _, one, other in errors.values()) / len(errors))
    print(f"geometric mean {100 * mean - 100:+.1f} %")


if __name__ == "__main__":
    main()
