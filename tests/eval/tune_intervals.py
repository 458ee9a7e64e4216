#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns how wide the intervals of short series and of companies' fiscal years must be, from training parts alone.

Usage: tune_intervals.py PROGRAM CSV        (CONSULTANTOS_RESOURCE_DIR names the resources)

CSV is m3_odd.csv, of which only the column "train" is read. Of the starter companies' lines the last two years are left out
before anything is looked at. Printed are the 80 and 95 % quantiles of errors
- of series under eight values: in units of the naive forecast's deviation, up to five steps ahead (shortFactors());
- of companies' lines of eight years and more: in units of the deviation that the program gives (pooledFactors());
- of companies' amounts, intervals of equal widths beside proportional ones (in logarithms), each company judged by factors learnt
  on the others: interval score (Gneiting and Raftery 2007; the lower the better, in shares of the forecast), coverage, factor.
What goes into core/analysis/forecasting/combination_weights.cpp is rounded from these."""
import collections
import csv
import datetime
import io
import json
import math
import os
import subprocess
import sys
import tempfile

HELD = 2
AHEAD = 5
YEARLY_FACTORS = (3.04, 2.58)  # of the 95 % interval under nine values, and from there on, in pooledFactors()
AMOUNTS = ("revenue", "cost_of_revenue")  # balances move less, as they add up over years
RESULTS = ("operating_income", "net_income", "gross_profit", "operating_cash_flow")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False).stdout


def is_yearly(row):
    if not row["start"]:
        return row["fiscal_period"] == "FY"
    days = (datetime.date.fromisoformat(row["end"]) - datetime.date.fromisoformat(row["start"])).days
    return 350 <= days <= 380


def line_of(program, folder, company, concept):
    """The years of the tag that is still in use and has most of them, from the newest back to the first gap, without the
    last two."""
    by_tag = collections.defaultdict(dict)
    for row in csv.DictReader(io.StringIO(run(program, "--data-dir", folder, "facts", company, "--concept", concept,
                                              "--format", "csv"))):
        if not row["dimensions"] and is_yearly(row):
            by_tag[row["concept"], row["unit"]][datetime.date.fromisoformat(row["end"])] = float(row["value"])
    newest = max((max(values) for values in by_tag.values()), default=None)
    values = max((values for values in by_tag.values() if max(values) == newest), key=len, default={})
    years = []
    for end in sorted(values, reverse=True):
        gap = (years[-1] - end).days if years else 365
        if gap > 390:
            break
        if gap >= 340:
            years.append(end)
    return [values[end] for end in reversed(years)][:-HELD]


def companies_lines(program):
    with tempfile.TemporaryDirectory() as folder:
        companies = json.loads(run(program, "--data-dir", folder, "companies", "--format", "json"))
        companies = companies["companies"] if isinstance(companies, dict) else companies
        return {(company["name"], concept): line_of(program, folder, company["id"], concept)
                for company in companies for concept in AMOUNTS + RESULTS}


def short_errors(values, length):
    """Errors of the naive forecast, or the drift where all steps go one way, over its deviation."""
    for start in range(min(3, len(values) - length)):
        known = values[start:start + length]
        steps = [b - a for a, b in zip(known, known[1:])]
        deviation = math.sqrt(sum(step * step for step in steps) / len(steps))
        one_way = len(steps) >= 3 and (min(steps) > 0 or max(steps) < 0)
        slope = (known[-1] - known[0]) / len(steps) if one_way else 0
        for ahead, actual in enumerate(values[start + length:start + length + AHEAD], 1):
            if deviation > 0:
                yield abs(actual - known[-1] - slope * ahead) / (deviation * math.sqrt(ahead))


def quantiles(errors):
    errors = sorted(errors)
    return " ".join(f"{errors[int(level * len(errors))]:5.2f}" for level in (0.8, 0.95)) if errors else "-"


def long_errors(program, lines):
    """concept -> errors over the deviation, from every year with eight before it; company -> [(forecast, deviation, actual)] of its
    amounts."""
    rows, actual = [], {}
    for (company, concept), values in lines.items():
        for length in range(8, len(values)):
            name = f"{company}|{concept}|{length}"
            actual[name] = values[length:length + AHEAD]
            rows += [[name, 2000 + place, value] for place, value in enumerate(values[:length])]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", delete=False) as file:
        csv.writer(file).writerows([["series", "period", "value"], *rows])
    found = json.loads(run(program, "forecast", "--csv", file.name, "--periods", str(AHEAD), "--format", "json"))
    os.unlink(file.name)
    errors = collections.defaultdict(list)
    amounts = collections.defaultdict(list)
    for forecast in found["forecasts"]:
        company, concept, length = forecast["series"].split("|")
        factor = YEARLY_FACTORS[int(length) >= 9]
        for step, value in zip(forecast["steps"], actual[forecast["series"]]):
            deviation = (step["hi95"] - step["mean"]) / factor
            if deviation > 0:
                errors[concept].append(abs(value - step["mean"]) / deviation)
                if concept in AMOUNTS:
                    amounts[company].append((step["mean"], deviation, value))
    return errors, amounts


def size(one, is_proportional):
    mean, deviation, actual = one
    return (abs(math.log(actual / mean)) if is_proportional else abs(actual / mean - 1)) * mean / deviation


def factor_of(groups, level, is_proportional):
    """The quantile for an error of a further company: each company counts as one, as its errors hang together, and n companies
    show no more than the quantile level (n + 1) / n of their own (Dunn, Wasserman and Ramdas 2023)."""
    level = min(1, level * (len(groups) + 1) / len(groups))
    weighted = sorted((size(one, is_proportional), 1 / len(group) / len(groups)) for group in groups for one in group)
    total = 0
    for value, weight in weighted:
        total += weight
        if total >= level - 1e-9:
            return value
    return weighted[-1][0]


def score(errors, company, level, is_proportional):
    """Of a company's errors [(forecast, deviation, actual)], with the factor that the others' errors give: (scores, within,
    factor)."""
    factor = factor_of([found for name, found in errors.items() if name != company], level, is_proportional)
    scores, within = [], []
    for mean, deviation, actual in errors[company]:
        width, ratio = factor * deviation / mean, actual / mean
        low, high = (math.exp(-width), math.exp(min(width, 5))) if is_proportional else (max(0, 1 - width), 1 + width)
        scores.append(high - low + 2 / (1 - level) * (max(0, low - ratio) + max(0, ratio - high)))
        within.append(low <= ratio <= high)
    return scores, within, factor


def compare_forms(title, errors):
    for form in (False, True):
        cells = []
        for level in (0.8, 0.95):
            found = [score(errors, company, level, form) for company in errors]
            scores, within = [[one for part in found for one in part[place]] for place in (0, 1)]
            cells.append(f"{100 * level:.0f} %: score {sum(scores) / len(scores):.2f}, within {100 * sum(within) / len(within):.0f} %, "
                         f"factor of all {factor_of(list(errors.values()), level, form):.2f}")
        print(f"  {title:10s} {len(errors)} {'proportional' if form else 'equal widths':13s}", "; ".join(cells))


def short_amounts(lines, length):
    """company -> [(forecast, deviation, actual)] as of short_errors()."""
    found = collections.defaultdict(list)
    for (company, concept), values in lines.items():
        for start in range(min(3, len(values) - length) if concept in AMOUNTS else 0):
            known = values[start:start + length]
            steps = [b - a for a, b in zip(known, known[1:])]
            deviation = math.sqrt(sum(step * step for step in steps) / len(steps))
            one_way = len(steps) >= 3 and (min(steps) > 0 or max(steps) < 0)
            slope = (known[-1] - known[0]) / len(steps) if one_way else 0
            for ahead, actual in enumerate(values[start + length:start + length + AHEAD], 1):
                mean = known[-1] + slope * ahead
                if deviation > 0 and mean > 0 and actual > 0:
                    found[company].append((mean, deviation * math.sqrt(ahead), actual))
    return found


def main():
    program, table = sys.argv[1:]
    groups = collections.defaultdict(list)
    with open(table, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            groups["yearly" if row["period"] == "YEARLY" else "other frequencies"].append(
                [float(value) for value in row["train"].split()])
    lines = companies_lines(program)
    groups["companies"] = [values for values in lines.values() if len(values) > 3]
    print("under eight values: 80 and 95 % quantiles by length")
    for name, series in groups.items():
        print(f"  {name:18s}", "  ".join(f"{length}: {quantiles([e for v in series for e in short_errors(v, length)])}"
                                         for length in range(2, 8)))
    print("companies' lines of eight years and more")
    errors, amounts = long_errors(program, lines)
    for name, concepts in (("amounts", AMOUNTS), ("results", RESULTS)):
        print(f"  {name:18s}", quantiles([e for concept in concepts for e in errors[concept]]), "  of them",
              "; ".join(f"{concept} {len(errors[concept])} errors {quantiles(errors[concept])}" for concept in concepts))
    print("companies' amounts, each company by the others' factors")
    for length in range(2, 8):
        compare_forms(f"{length} years", short_amounts(lines, length))
    compare_forms("8 and more", amounts)


if __name__ == "__main__":
    main()
