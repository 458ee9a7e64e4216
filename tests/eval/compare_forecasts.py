#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds each forecasting method against another implementation and prints a table of differences for docs/forecasting.md.

Usage: compare_forecasts.py POOL [PART-OF-A-NAME…]     (needs the packages of forecasting-requirements.txt; R's forecast is used if Rscript is there)

The series are made here by seeded random walks, trends and seasons. A difference is the mean over series of
|ours − theirs| / mean |series| over eight steps; for models fitted by maximum likelihood also how far our log-likelihood
lies above theirs (positive: a better fit was found)."""
import math
import random
import shutil
import statistics
import subprocess
import sys
import warnings

import numpy
from statsforecast import models as forecasters
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.filterwarnings("ignore")
STEPS = 8


def made(seed, length, season, is_multiplicative=True):
    rng = random.Random(seed)
    level, slope, values = 100.0, rng.uniform(-0.3, 1.0), []
    pattern = [1 + 0.25 * math.sin(2 * math.pi * (k + rng.random()) / season) for k in range(season)] if season > 1 else [1]
    for t in range(length):
        slope += rng.gauss(0, 0.05)
        level = max(20.0, level + slope + rng.gauss(0, 2))
        values.append(level * pattern[t % len(pattern)] * (1 + rng.gauss(0, 0.02)))
    return values


def intermittent(seed, length):
    rng = random.Random(seed)
    return [float(rng.randint(1, 9)) if rng.random() < 0.35 else 0.0 for _ in range(length)]


def ours(pool, series, season, model):
    lines = "".join(f"{k} {season} {STEPS} {' '.join(map(repr, values))}\n" for k, values in enumerate(series))
    done = subprocess.run([pool, model], input=lines, capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        name, _, _, numbers, parameters = line.split("\t")
        means = [float(v) for v in numbers.split("|")[0].split()]
        values = dict(part.split("=") for part in parameters.split() if "=" in part)
        found[int(name)] = (means, float(values["loglik"]) if "loglik" in values else None, values)
    return found


def ets_of(form, season):
    words = {"A": "add", "M": "mul", "N": None}

    def fit(values):
        model = ETSModel(numpy.array(values), error=words[form[0]], trend=words[form[1]], damped_trend=len(form) == 4,
                         seasonal=words[form[-1]], seasonal_periods=season if form[-1] != "N" else None)
        done = model.fit(disp=False, maxiter=2000)
        # Ours leaves the constant out.
        n = len(values)
        return list(done.forecast(STEPS)), done.llf + n / 2 * (math.log(2 * math.pi / n) + 1)
    return fit


def arima_of(order, season):
    p, d, q, sp, sd, sq, constant = order

    def fit(values):
        # SARIMAX' own differencing conditions on the first values, as ours does.
        series = numpy.array(values)
        model = SARIMAX(series, order=(p, d, q), seasonal_order=(sp, sd, sq, season if sp + sd + sq else 0),
                        trend="c" if constant else None, simple_differencing=True)
        done = model.fit(disp=False, maxiter=500)
        full = SARIMAX(series, order=(p, d, q), seasonal_order=(sp, sd, sq, season if sp + sd + sq else 0),
                       trend="c" if constant else None).smooth(done.params)
        return list(full.forecast(STEPS)), done.llf
    return fit


def forecaster_of(model):
    return lambda values: (list(model.forecast(y=numpy.array(values), h=STEPS)["mean"]), None)


def croston_of(kind):
    """R's croston() with the weight that ours chose; SBA is that times 1 − alpha / 2."""
    def fit(values, chosen):
        text = f"library(forecast); cat(croston(c({','.join(map(str, values))}), h={STEPS}, alpha={chosen['alpha']})$mean)"
        done = subprocess.run(["Rscript", "-e", text], capture_output=True, text=True, check=True)
        factor = 1 - float(chosen["alpha"]) / 2 if kind == "sba" else 1
        return [factor * float(v) for v in done.stdout.split()], None
    return fit


def main():
    pool = sys.argv[1]
    yearly = [made(k, 40, 1) for k in range(20)]
    quarterly = [made(100 + k, 60, 4) for k in range(12)]
    sparse = [intermittent(k, 80) for k in range(20)]
    cases = []
    for form in ("ANN", "MNN", "AAN", "MAN", "AAdN", "MAdN"):
        cases.append((f"ETS({form})", "statsmodels", yearly, 1, f"ets:{form}", ets_of(form, 1)))
    for form in ("ANA", "AAA", "MAM", "MAdM", "MNM"):
        cases.append((f"ETS({form})", "statsmodels", quarterly, 4, f"ets:{form}", ets_of(form, 4)))
    for order in ((1, 0, 0, 0, 0, 0, 1), (0, 1, 1, 0, 0, 0, 0), (1, 1, 1, 0, 0, 0, 1), (2, 1, 2, 0, 0, 0, 0), (0, 2, 1, 0, 0, 0, 0)):
        cases.append((f"ARIMA{order[:3]}", "statsmodels", yearly, 1, "arima:" + ",".join(map(str, order)), arima_of(order, 1)))
    for order in ((0, 1, 1, 0, 1, 1, 0), (1, 0, 1, 1, 1, 0, 1)):
        cases.append((f"ARIMA{order[:3]}{order[3:6]}[4]", "statsmodels", quarterly, 4, "arima:" + ",".join(map(str, order)),
                      arima_of(order, 4)))
    thetas = (forecasters.Theta, forecasters.OptimizedTheta, forecasters.DynamicTheta, forecasters.DynamicOptimizedTheta)
    for kind, theta in enumerate(thetas):
        cases.append((theta.__name__, "statsforecast", yearly, 1, f"theta:{kind}", forecaster_of(theta(season_length=1))))
    cases.append(("CES", "statsforecast", yearly, 1, "ces", forecaster_of(forecasters.AutoCES(season_length=1, model="N"))))
    if shutil.which("Rscript"):
        for kind in ("croston", "sba"):
            cases.append((kind.capitalize() if kind == "croston" else "SBA", "R forecast", sparse, 1, kind, croston_of(kind)))
    cases.append(("TSB", "statsforecast", sparse, 1, "tsb", lambda values, chosen: forecaster_of(
        forecasters.TSB(alpha_d=float(chosen["alpha"]), alpha_p=float(chosen["beta"])))(values)))
    print("| method | held against | series | median difference | greatest | log-likelihood above theirs, median (least) |")
    print("|---|---|---|---|---|---|")
    for name, against, series, season, model, reference in cases:
        if len(sys.argv) > 2 and not any(wanted in name for wanted in sys.argv[2:]):
            continue
        found = ours(pool, series, season, model)
        differences, gains = [], []
        for k, values in enumerate(series):
            try:
                # The weights of smoothing are chosen by other rules; with the same ones the forecasts must agree.
                means, likelihood = reference(values, found[k][2]) if model in ("croston", "sba", "tsb") else reference(values)
            except Exception as error:  # a reference that can't fit is no difference
                print(name, error, file=sys.stderr)
                continue
            if k not in found:
                continue
            size = statistics.mean(abs(v) for v in values)
            differences.append(statistics.mean(abs(a - b) for a, b in zip(found[k][0], means)) / size)
            if likelihood is not None:
                gains.append(found[k][1] - likelihood)
        gain = f"{statistics.median(gains):+.3f} ({min(gains):+.3f})" if gains else "-"
        print(f"| {name} | {against} | {len(differences)} | {100 * statistics.median(differences):.3f} % | "
              f"{100 * max(differences):.2f} % | {gain} |", flush=True)


if __name__ == "__main__":
    main()
