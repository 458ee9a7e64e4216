#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns the weights of the combination and the factors of the intervals, by cross-validation inside training parts.

Usage: tune_forecasts.py POOL CSV [--steps-of-search N] [--save FILE | --load FILE]     (needs numpy)

POOL is build/tests/forecast_pool, CSV is m3_odd.csv. Only the column "train" is read. The last h values of each training
part are held out, and again the h before them; every method forecasts them from what stands before. Weights
by frequency minimise the mean of sMAPE and MASE, each over the Theta method's; half of the series are tuned on and the
other half are scored, in turn, so the gain that is printed is not the tuned one. What goes into
core/analysis/forecasting/combination_weights.cpp and interval_calibration.cpp is printed last, from all series."""
import argparse
import collections
import csv
import pickle
import subprocess
import threading

import numpy

SEASON = {"YEARLY": 1, "QUARTERLY": 4, "MONTHLY": 12, "OTHER": 1, "WEEKLY": 52, "DAILY": 7, "HOURLY": 24}
FEWEST = 8
SHORT = 9        # known values below which intervals have factors of their own
TO_NORMAL = 1 / 3  # part of the normal distribution's quantiles in the factors; from one origin's factors to the other's coverage
SHRINKAGE = 0.3  # part of the equal weights in the learnt ones
# What has no business in a series that moves with the hours of a day or the days of a week
LEFT_OUT = {"DAILY": {"drift"}, "HOURLY": {"drift", "naive"}}
WITHOUT_NAIVE = {"YEARLY", "QUARTERLY", "MONTHLY", "OTHER"}  # which have the seasonal one, the same without a season
POWERS = (0.5, 1, 1.5, 2, 3)


def held_out(path):
    """id -> (frequency, known, held, season)"""
    cases = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values = [float(v) for v in row["train"].split()]
            steps, season = int(row["h"]), SEASON[row["period"]]
            for origin in range(2):
                end = len(values) - origin * steps
                ahead = min(steps, end - max(FEWEST, 2 * season + 2))
                if ahead >= 2:
                    cases[f"{row['series']}/{origin}"] = (row["period"], values[:end - ahead], values[end - ahead:end], season)
    return cases


def pool_forecasts(program, cases):
    """id -> method -> (means, deviations), two processes at a time."""
    lines = [f"{name} {season} {len(held)} {' '.join(map(repr, known))}\n"
             for name, (_, known, held, season) in cases.items()]
    outputs = [None, None]

    def work(part):
        done = subprocess.run([program], input="".join(lines[part::2]), capture_output=True, text=True, check=True)
        outputs[part] = done.stdout

    threads = [threading.Thread(target=work, args=(part,)) for part in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = collections.defaultdict(dict)
    for line in "".join(outputs).splitlines():
        name, method, _, numbers, _ = line.split("\t")
        means, deviations = numbers.split("|")
        found[name][method] = (numpy.array(means.split(), float), numpy.array(deviations.split(), float))
    return found


class Frequency:
    """The cases of one frequency as arrays: case, step, method; NaN where there is nothing."""

    def __init__(self, cases, forecasts, methods):
        self.names = list(cases)
        steps = max(len(held) for _, _, held, _ in cases.values())
        shape = (len(cases), steps, len(methods))
        self.means, self.deviations = numpy.full(shape, numpy.nan), numpy.full(shape, numpy.nan)
        self.actual = numpy.full(shape[:2], numpy.nan)
        self.scale = numpy.ones(len(cases))
        self.length = numpy.array([len(known) for _, known, _, _ in cases.values()])
        self.theta = numpy.full(shape[:2], numpy.nan)
        for i, (name, (_, known, held, season)) in enumerate(cases.items()):
            self.actual[i, :len(held)] = held
            known = numpy.array(known)
            self.scale[i] = max(numpy.mean(numpy.abs(known[season:] - known[:-season])), 1e-12)
            self.theta[i, :len(held)] = forecasts[name]["theta"][0]
            for k, method in enumerate(methods):
                if method in forecasts[name]:
                    means, deviations = forecasts[name][method]
                    self.means[i, :len(means), k] = means
                    self.deviations[i, :len(deviations), k] = deviations
        self.order = numpy.argsort(self.means, axis=2)
        self.base = self.scores(self.theta)

    def scores(self, forecast, part=slice(None)):
        error = numpy.abs(self.actual[part] - forecast)
        size = numpy.abs(self.actual[part]) + numpy.abs(forecast)
        ratio = numpy.where(size > 0, 200 * error / numpy.where(size > 0, size, 1), 0)
        ratio[numpy.isnan(error)] = numpy.nan
        return (numpy.nanmean(numpy.nanmean(ratio, axis=1)),
                numpy.nanmean(numpy.nanmean(error, axis=1) / self.scale[part]))

    def combined(self, weights, part=slice(None)):
        """As combined() of combination.cpp: between weighted mean and weighted median."""
        values = self.means[part]
        weight = numpy.broadcast_to(weights, values.shape) if weights.ndim == 1 else weights[:, None, :]
        weight = numpy.where(numpy.isnan(values), 0, weight)
        mean = numpy.nansum(values * weight, axis=2) / weight.sum(axis=2)
        return (mean + weighted_median(values, weight, self.order[part])) / 2

    def loss(self, weights, part=slice(None)):
        smape, mase = self.scores(self.combined(weights, part), part)
        return (smape / self.base[0] + mase / self.base[1]) / 2


def weighted_median(values, weight, order):
    values = numpy.take_along_axis(values, order, axis=2)
    weight = numpy.take_along_axis(weight, order, axis=2)
    middle = numpy.cumsum(weight, axis=2) - weight / 2
    half = weight.sum(axis=2, keepdims=True) / 2
    positive = weight > 0
    above = numpy.argmax((middle >= half) & positive, axis=2)[..., None]
    # The last entry with a weight before it.
    places = numpy.where(positive, numpy.arange(values.shape[2]), -1)
    before = numpy.maximum.accumulate(places, axis=2)
    below = numpy.take_along_axis(before, numpy.maximum(above - 1, 0), axis=2)
    is_first = (above == 0) | (below < 0)
    below = numpy.where(is_first, above, below)
    low, high = (numpy.take_along_axis(middle, at, axis=2) for at in (below, above))
    share = numpy.where(is_first, 0, (half - low) / numpy.where(high > low, high - low, 1))
    low, high = (numpy.take_along_axis(values, at, axis=2) for at in (below, above))
    return (low + share * (high - low))[..., 0]


def learn(frequency, methods, part, steps, seed=1):
    """Random steps from equal weights that are kept when they help; drawn back towards equal weights."""
    random = numpy.random.default_rng(seed)
    best = numpy.ones(len(methods)) / len(methods)
    equal, least = best, frequency.loss(best, part)
    for step in range(steps):
        tried = best * numpy.exp(random.normal(0, 0.5, len(methods)))
        if random.random() < 0.2:
            tried[random.integers(len(methods))] = 0
        if tried.sum() <= 0:
            continue
        tried = tried / tried.sum()
        loss = frequency.loss(tried, part)
        if loss < least:
            best, least = tried, loss
    return (1 - SHRINKAGE) * best + SHRINKAGE * equal


def factors(frequency, weights):
    """Quantiles of the errors over the deviation that combined() gives: mean of the methods', with their disagreement."""
    forecast = frequency.combined(weights)
    weight = numpy.broadcast_to(weights, frequency.means.shape)
    known = numpy.where(numpy.isnan(frequency.deviations), 0, weight)
    # As in combined(): what a method expects counts up to four times their median. (The weighted one; here the plain one.)
    deviations = numpy.minimum(frequency.deviations, 4 * numpy.nanmedian(frequency.deviations, axis=2, keepdims=True))
    mean = numpy.nansum(deviations * known, axis=2) / known.sum(axis=2)
    usable = numpy.where(numpy.isnan(frequency.means), 0, weight)
    spread = numpy.nansum(usable * (frequency.means - forecast[..., None]) ** 2, axis=2) / usable.sum(axis=2)
    deviation = numpy.sqrt(mean ** 2 + spread)
    ratio = numpy.abs(frequency.actual - forecast) / numpy.where(deviation > 0, deviation, numpy.nan)
    is_short = frequency.length < SHORT
    found = []
    for part in (~is_short, is_short):
        for level, normal in ((0.8, 1.2816), (0.95, 1.96)):
            learnt = numpy.nanquantile(ratio[part], level) if part.any() else numpy.nan
            found.append(learnt + TO_NORMAL * (normal - learnt))
    return found


def adapted(frequency, weights):
    """Power -> loss of the latest origin, with weights divided by each method's error at the origin before it."""
    place = {name: i for i, name in enumerate(frequency.names)}
    latest = [i for name, i in place.items() if name.endswith("/0") and name[:-1] + "1" in place]
    former = [place[frequency.names[i][:-1] + "1"] for i in latest]
    errors = numpy.nanmean(numpy.abs(frequency.actual[..., None] - frequency.means), axis=1)[former]
    ratio = errors / numpy.nanmean(errors, axis=1, keepdims=True) + 0.05
    ratio = numpy.where(numpy.isnan(ratio), 1, ratio)
    found = {}
    for power in (0, *POWERS):
        mine = weights[latest] * ratio ** -power
        found[power] = frequency.loss(mine / mine.sum(axis=1, keepdims=True), latest)
    return found


def halves(names):
    """0 or 1 for each case: series of one source stay together."""
    sources = [name.split("/")[0] for name in names]
    known = {source: place % 2 for place, source in enumerate(dict.fromkeys(sources))}
    return numpy.array([known[source] for source in sources])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pool")
    parser.add_argument("csv")
    parser.add_argument("--search", type=int, default=400)
    parser.add_argument("--save")
    parser.add_argument("--load")
    parser.add_argument("--methods", default="ets,damped_ets,adjusted_ets,dynamic_theta,theta,arima,complex_smoothing,"
                                             "aggregated_theta,drift,seasonal_naive,naive")
    options = parser.parse_args()
    numpy.seterr(all="ignore")  # steps that a case does not have
    cases = held_out(options.csv)
    if options.load:
        with open(options.load, "rb") as file:
            forecasts = pickle.load(file)
    else:
        forecasts = pool_forecasts(options.pool, cases)
    if options.save:
        with open(options.save, "wb") as file:
            pickle.dump(forecasts, file)
    everything = options.methods.split(",")
    print(f"{'':10s}{'cases':>7s}   theta          equal weights  learnt on the other half   (sMAPE, MASE)")
    results = {}
    for name in SEASON:
        mine = {case: entry for case, entry in cases.items() if entry[0] == name}
        if not mine:
            continue
        left_out = LEFT_OUT.get(name, set()) | ({"naive"} if name in WITHOUT_NAIVE else set())
        methods = [method for method in everything if method not in left_out]
        frequency = Frequency(mine, forecasts, methods)
        series = halves(frequency.names)
        equal = numpy.ones(len(methods)) / len(methods)
        learnt = numpy.zeros_like(frequency.actual)
        by_case = numpy.zeros((len(mine), len(methods)))
        for half in (0, 1):
            weights = learn(frequency, methods, series != half, options.search)
            by_case[series == half] = weights
            learnt[series == half] = frequency.combined(weights, series == half)
        scores = [frequency.base, frequency.scores(frequency.combined(equal)), frequency.scores(learnt)]
        print(f"{name:10s}{len(mine):7d}   " + "  ".join(f"{a:6.3f} {b:6.3f}" for a, b in scores), flush=True)
        weights = learn(frequency, methods, slice(None), options.search)
        results[name] = (methods, weights, factors(frequency, weights))
        print("          weights over each method's error at the former origin, to a power: "
              + ", ".join(f"{power}: {score:.4f}" for power, score in adapted(frequency, by_case).items()), flush=True)
    for name, (methods, weights, learnt) in results.items():
        print(name, ", ".join(f"{method} {weight:.3f}" for method, weight in zip(methods, weights)),
              "factors", *(f"{factor:.2f}" for factor in learnt))


if __name__ == "__main__":
    main()
