# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts tables and companies on the command line as a script would, over the starter facts.

Usage: test_forecast.py PROGRAM PROJECT [unittest's arguments]"""
import csv
import datetime
import io
import json
import math
import os
import random
import sys
import time
import unittest
import zipfile

import test_cli
from test_cli import CommandLineCase

MONTHS = ["Jan", "February", "Mrz", "apr.", "Mai", "June", "Jul", "August", "Sept.", "Oct", "Nov", "Dezember"]
COLUMNS = ["series", "step", "mean", "lo80", "hi80", "lo95", "hi95", "method"]


def wave(length, level=100.0):
    return [level + t + 20 * math.sin(t * math.pi / 6) + (7 * t * t % 11) for t in range(length)]


class Forecast(CommandLineCase):
    def table(self, series, header="series,period,value"):
        path = self.path("table.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(header + "\n")
            for name, rows in series.items():
                file.writelines(f"{name},{period},{value}\n" for period, value in rows)
        return path

    def months(self, length=60):
        return [(f"{2015 + t // 12}-{t % 12 + 1:02d}", value) for t, value in enumerate(wave(length))]

    def rows(self, done):
        return list(csv.DictReader(io.StringIO(done.stdout.decode())))

    def test_csv_has_the_columns_and_the_order_of_the_series(self):
        series = {f"s{k}": self.months(40 + k) for k in range(12)}
        done = self.expect(0, "forecast", "--csv", self.table(series), "--periods", "6", "--format", "csv")
        rows = self.rows(done)
        self.assertEqual(list(rows[0]), COLUMNS)
        self.assertEqual([row["series"] for row in rows[::6]], list(series))
        self.assertEqual([int(row["step"]) for row in rows[:6]], [1, 2, 3, 4, 5, 6])
        for row in rows:
            lo95, lo80, mean, hi80, hi95 = (float(row[key]) for key in ("lo95", "lo80", "mean", "hi80", "hi95"))
            self.assertTrue(lo95 <= lo80 <= mean <= hi80 <= hi95, row)

    def test_bad_series_are_named_and_the_others_go_on(self):
        series = {
            "good": self.months(),
            "one": [("2020-01", 5)],
            "words": [(f"2020-{m:02d}", "many") for m in range(1, 13)],
            "infinite": [(f"2020-{m:02d}", "inf") for m in range(1, 13)],
            "irregular": [("2020-01-01", 1), ("2020-01-14", 2), ("2020-03-02", 3), ("2020-03-20", 4)],
            "mixed": [("2020", 1), ("2021", 2), ("2020Q1", 1), ("2020Q2", 1), ("2020-01", 1)],
            "constant": [(f"2020-{m:02d}", 7) for m in range(1, 13)],
            "zero": [(f"2020-{m:02d}", 0) for m in range(1, 13)],
            "two": [("2020-01", 5), ("2020-02", 6)],
            "gaps": [row for k, row in enumerate(self.months()) if k not in (5, 17, 18)],
            "doubled": self.months() + self.months()[:4],
        }
        path = self.table(series)
        done = self.expect(3, "forecast", "--csv", path, "--periods", "3", "--format", "csv")
        self.assertEqual(set(row["series"] for row in self.rows(done)),
                         {"good", "constant", "zero", "two", "gaps", "doubled"})
        said = done.stderr.decode()
        for name in ("one", "words", "infinite", "irregular", "mixed"):
            self.assertIn(f"{name}: ", said)
        body = json.loads(self.expect(3, "forecast", "--csv", path, "--format", "json").stdout)
        self.assertEqual({entry["series"] for entry in body["errors"]},
                         {"one", "words", "infinite", "irregular", "mixed"})
        self.assertTrue(all(entry["error"] and entry["advice"] for entry in body["errors"]))
        by_name = {entry["series"]: entry for entry in body["forecasts"]}
        self.assertEqual(by_name["constant"]["steps"][0]["mean"], 7)
        self.assertTrue(by_name["gaps"]["notes"] and by_name["doubled"]["notes"])

    def test_json_tells_method_reason_and_backtest(self):
        body = json.loads(self.expect(0, "forecast", "--csv", self.table({"a": self.months()}), "--format", "json").stdout)
        forecast = body["forecasts"][0]
        self.assertEqual((forecast["frequency"], len(forecast["steps"]), forecast["steps"][0]["period"]),
                         ("monthly", 12, "2020-01"))
        self.assertTrue(forecast["reason"] and forecast["parameters"])
        backtest = forecast["backtest"]
        self.assertLess(backtest["mase"], backtest["naive_mase"])
        self.assertTrue(0 <= backtest["coverage80"] <= backtest["coverage95"] <= 1)
        self.assertIs(backtest["no_better_than_naive"], False)

    def test_text_for_people(self):
        text = self.expect(0, "forecast", "--csv", self.table({"sales": self.months()})).stdout.decode()
        for word in ("sales: monthly", "2020-12", "80 %", "MASE", "Why: ", "Models: "):
            self.assertIn(word, text)

    def test_drivers_of_a_company(self):
        body = json.loads(self.expect(0, "forecast", "Tesla", "--drivers", "--periods", "3", "--format", "json").stdout)
        series = {entry["series"]: entry for entry in body["series"]}
        self.assertEqual(list(series), ["growth", "revenue", "margin", "ebit", "tax", "reinvestment", "cash_flow"])
        revenue = series["revenue"]
        self.assertEqual([step["period"] for step in revenue["steps"]],
                         [f"FY{body['base_year'] + year}" for year in (1, 2, 3)])
        self.assertAlmostEqual(revenue["steps"][0]["middle"], revenue["last"] * (1 + series["growth"]["steps"][0]["middle"]), delta=1)
        for entry in body["assumptions"]:
            self.assertTrue(entry["source"] and not entry["yours"], entry["name"])
        own = json.loads(self.expect(0, "forecast", "Tesla", "--drivers", "--periods", "3", "--set", "growth_2=50%",
                                     "--set", "target_margin=0.1:0.12:0.2", "--format", "json").stdout)
        yours = {entry["name"]: entry for entry in own["assumptions"] if entry["yours"]}
        self.assertEqual(sorted(yours), ["growth_2", "target_margin"])
        growth = next(entry for entry in own["series"] if entry["series"] == "growth")["steps"][1]
        self.assertEqual((growth["middle"], growth["lo95"], growth["yours"]), (0.5, 0.5, True))

    def test_drivers_as_tables(self):
        rows = self.rows(self.expect(0, "forecast", "Tesla", "--drivers", "--format", "csv"))
        self.assertEqual(len(rows), 7 * 5)
        self.assertEqual({row["method"] for row in rows}, {"drivers"})
        for row in rows:
            self.assertLessEqual(float(row["lo95"]), float(row["lo80"]))
            self.assertLessEqual(float(row["hi80"]), float(row["hi95"]))
        text = self.expect(0, "forecast", "Tesla", "--drivers", "--set", "growth=0.1").stdout.decode()
        for word in ("10-K", "yours", "Operating margin", "Free cash flow", "Value per share"):
            self.assertIn(word, text)
        book = self.path("drivers.xlsx")
        self.expect(0, "forecast", "Tesla", "--drivers", "--format", "xlsx", "--output", book)
        with zipfile.ZipFile(book) as archive:
            self.assertIn("<f>", archive.read("xl/worksheets/sheet2.xml").decode())

    def test_drivers_refused(self):
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--set", "beta=1", words=["sales_to_capital"])
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--set", "growth=fast", words=["0.02:0.05:0.09"])
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--set", "growth")
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--periods", "0", words=["1 to 15"])
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--concept", "revenue")
        self.expect_error(2, "forecast", "Tesla", "--set", "growth=0.1", words=["--drivers"])
        self.expect_error(2, "forecast", "Tesla", "--drivers", "--format", "xlsx", words=["--output"])
        self.expect_error(1, "forecast", "Tesla", "--drivers", "--format", "xlsx", "--output", self.path("none/x.xlsx"))

    def test_a_company(self):
        body = json.loads(self.expect(0, "forecast", "Tesla", "--periods", "3", "--format", "json").stdout)
        forecast = body["forecasts"][0]
        self.assertEqual((forecast["frequency"], len(forecast["steps"])), ("yearly", 3))
        self.assertIn("USD", forecast["series"])
        self.expect(0, "forecast", "TSLA", "--concept", "NetIncomeLoss")
        self.expect_error(1, "forecast", "Tesla", "--concept", "NoSuchConcept", words=["NoSuchConcept"])
        self.expect_error(1, "forecast", "No Such Company Anywhere")

    def test_a_long_series_and_many_columns(self):
        path = self.table({"long": list(enumerate(wave(100_000)))})
        begun = time.monotonic()
        done = self.expect(0, "forecast", "--csv", path, "--periods", "5", "--format", "csv")
        self.assertLess(time.monotonic() - begun, 120)
        self.assertEqual(len(self.rows(done)), 5)

    def test_standard_input_and_other_separators(self):
        text = "value;period\n" + "".join(f"{v};{t}\n" for t, v in enumerate(wave(30)))
        rows = self.rows(self.expect(0, "forecast", "--csv", "-", "--format", "csv", input=text.encode()))
        self.assertEqual(rows[0]["series"], "")

    def test_same_bytes_each_time(self):
        path = self.table({f"s{k}": self.months(48) for k in range(6)})
        first, second = (self.expect(0, "forecast", "--csv", path, "--format", "json").stdout for _ in range(2))
        self.assertEqual(first, second)

    def test_parts_add_up_to_their_totals(self):
        north, south = wave(60), wave(60, 40.0)
        names = {"all": [a + b for a, b in zip(north, south)], "north": north, "south": south}
        table = self.table({name: [(f"{2015 + t // 12}-{t % 12 + 1:02d}", v) for t, v in enumerate(values)]
                            for name, values in names.items()})
        sums = self.path("sums.csv")
        with open(sums, "w", encoding="utf-8") as file:
            file.write("total,part\nall,north\nall,south\n")
        rows = self.rows(self.expect(0, "forecast", "--csv", table, "--hierarchy", sums, "--periods", "6", "--format", "csv"))
        mean = {(row["series"], row["step"]): float(row["mean"]) for row in rows}
        self.assertEqual(len(mean), 18)
        for step in "123456":
            self.assertAlmostEqual(mean["all", step], mean["north", step] + mean["south", step], places=4)
        with open(sums, "a", encoding="utf-8") as file:
            file.write("north,all\n")
        self.expect_error(2, "forecast", "--csv", table, "--hierarchy", sums, words=["hierarchy"])
        with open(sums, "a", encoding="utf-8") as file:
            file.write("all,west\n")
        self.expect_error(1, "forecast", "--csv", table, "--hierarchy", sums, words=["west"])

    def test_a_company_without_parts_says_so(self):
        self.expect_error(1, "forecast", "Tesla", "--by", "segment", words=["split its revenue"])
        self.expect_error(2, "forecast", "Tesla", "--by", "colour", words=["colour"])
        self.expect_error(2, "forecast", "Tesla", "--by", "region", "--concept", "revenue")

    def test_wrong_usage(self):
        path = self.table({"a": self.months()})
        for arguments in ([], ["a", "b"], ["Tesla", "--csv", path], ["--csv", path, "--periods", "0"],
                          ["--csv", path, "--periods", "x"], ["--csv", path, "--periods", "10001"],
                          ["--csv", path, "--frequency", "often"], ["--csv", path, "--format", "pdf"]):
            with self.subTest(arguments=arguments):
                self.expect_error(2, "forecast", *arguments)
        self.expect_error(1, "forecast", "--csv", self.path("missing.csv"))
        self.expect_error(1, "forecast", "--csv", self.table({"a": [("b", "c")]}, "a,b,c"), words=["series, period and value"])
        self.expect_error(2, "forecast", "--csv", path, "--country", "XX", words=["DE, FR, GB, US"])
        self.expect_error(2, "forecast", "Tesla", "--country", "US", words=["--csv"])
        self.expect_error(1, "forecast", "--csv", "-", input=b"\x00\xff\n\x01")


    def test_whatever_comes_is_forecast_or_refused_with_a_word(self):
        """Random tables of everything that goes wrong, from one seed: each series is answered once, in finite numbers."""
        chance = random.Random(20261127)
        labels = {
            "months": lambda t: f"{1990 + t // 12}-{t % 12 + 1:02d}",
            "named months": lambda t: f"{MONTHS[t % 12]} {1990 + t // 12}",
            "quarters": lambda t: f"{t % 4 + 1}Q{1960 + t // 4}",
            "years": lambda t: f"FY{1500 + t}",
            "days": lambda t: (datetime.date(2015, 1, 1) + datetime.timedelta(days=t)).isoformat(),
            "slashed": lambda t: (datetime.date(2015, 1, 1) + datetime.timedelta(days=t)).strftime("%d/%m/%Y"),
            "hours": lambda t: (datetime.datetime(2020, 1, 1) + datetime.timedelta(hours=t)).isoformat(),
            "weeks": lambda t: "{}-W{:02d}".format(*(datetime.date(2018, 1, 1) + datetime.timedelta(days=7 * t))
                                                   .isocalendar()[:2]),
            "index": lambda t: str(t * 10 - 50),
            "anything": lambda t: chance.choice(["2020", "2020-01", "soon", "", "Q1", "1e9", "99999999999999999999", "é" * 60,
                                                 "2020-02-30", "H1 2020", "-1", "01/02/2020", "0000-00-00"]),
        }
        numbers = [lambda t: t, lambda t: 0, lambda t: -t * t, lambda t: chance.gauss(0, 1), lambda t: chance.choice([0, 0, 0, 5]),
                   lambda t: 1e300 * chance.random(), lambda t: 1e-300, lambda t: math.exp(min(t, 700)),
                   lambda t: 100 + 30 * math.sin(t), lambda t: 1e15 + t, lambda t: (-1) ** t * 1e308]
        spoilt = ["", "inf", "-inf", "nan", "n/a", "1,5", "(3)", "1e400", "$ 4", "12 %", "=1+1", "\u22123", "0x10"]
        series = {}
        for k in range(400):
            name = f"{k}"
            label = labels[chance.choice(list(labels))]
            value = chance.choice(numbers)
            rows = [(label(t), value(t)) for t in range(chance.choice([1, 2, 3, 5, 8, 13, 30, 60, 130]))]
            rows = [(period, chance.choice(spoilt) if chance.random() < 0.05 else number) for period, number in rows
                    if chance.random() > chance.choice([0, 0, 0.1, 0.5])]
            if chance.random() < 0.2:
                rows += rows[:3]
            if chance.random() < 0.3:
                chance.shuffle(rows)
            series[name] = [(f'"{period}"', f'"{number}"') for period, number in rows] or [("", "")]
        done = self.run_cli("forecast", "--csv", self.table(series), "--periods", "3", "--format", "json")
        self.assertEqual(done.returncode, 3, done.stderr[-300:])
        found = json.loads(done.stdout, parse_constant=self.fail)
        self.assertEqual(sorted(one["series"] for one in found["forecasts"] + found["errors"]), sorted(series))
        self.assertGreater(len(found["forecasts"]), 100)
        for forecast in found["forecasts"]:
            for step in forecast["steps"]:
                order = [step[name] for name in ("lo95", "lo80", "mean", "hi80", "hi95")]
                self.assertTrue(all(map(math.isfinite, order)), forecast)
                self.assertEqual(order, sorted(order), forecast)
        for error in found["errors"]:
            self.assertTrue(error["error"] and error["advice"], error)

    def test_many_points_and_long_horizons_end(self):
        path = self.path("long.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("series,period,value\n")
            file.writelines(f"a,{t},{100 + t % 24 + (7 * t * t) % 11}\n" for t in range(100_000))
            # A third of it is missing, in one piece.
            file.writelines(f"b,{t},{t % 5}\n" for t in range(60_000) if not 20_000 <= t < 39_000)
        begun = time.monotonic()
        done = self.expect(0, "forecast", "--csv", path, "--frequency", "hourly", "--periods", "10000", "--format", "csv")
        self.assertEqual(len(self.rows(done)), 20_000)
        self.assertLess(time.monotonic() - begun, 60)

    def test_companies_lines(self):
        rows = {"a": [(2010 + t, value) for t, value in enumerate([3, 5, 4, 6, 8, 7, 9, 11, 10, 13, 15, 14])]}
        widths = []
        for lines in ([], ["--lines", "amounts"], ["--lines", "results"]):
            (row,) = self.rows(self.expect(0, "forecast", "--csv", self.table(rows), "--periods", "1", "--format", "csv", *lines))
            widths.append(float(row["hi95"]) - float(row["mean"]))
        self.assertEqual(widths, sorted(widths))
        self.assertLess(widths[0], widths[1])
        self.expect(2, "forecast", "--csv", self.table(rows), "--lines", "both")
        self.expect(2, "forecast", "Tesla", "--lines", "amounts")

    def test_wide_tables(self):
        """A column a series, or a row a series, with what goes wrong in one of them."""
        long = self.table({"north": self.months(), "south": self.months(48)})
        wanted = self.rows(self.expect(0, "forecast", "--csv", long, "--periods", "6", "--format", "csv"))
        values = {name: dict(self.months(length)) for name, length in (("north", 60), ("south", 48))}
        periods = [period for period, _ in self.months()]
        columns = self.path("columns.csv")
        with open(columns, "w", encoding="utf-8") as file:
            file.write("Month;north;south\n")
            file.writelines(f"{p};{values['north'][p]};{values['south'].get(p, '')}\n" for p in periods)
        across = self.path("rows.csv")
        with open(across, "w", encoding="utf-8") as file:
            file.write("region\t" + "\t".join(periods) + "\n")
            file.writelines(name + "\t" + "\t".join(str(values[name].get(p, "")) for p in periods) + "\n" for name in values)
        for path in (columns, across):
            found = self.rows(self.expect(0, "forecast", "--csv", path, "--periods", "6", "--format", "csv"))
            self.assertEqual(found, wanted)
        spoilt = self.path("spoilt.csv")
        with open(spoilt, "w", encoding="utf-8") as file:
            file.write("Year,good,words,zero\n")
            file.writelines(f"{2010 + t},{100 + t * t},many,0\n" for t in range(12))
        done = self.expect(3, "forecast", "--csv", spoilt, "--format", "json")
        body = json.loads(done.stdout)
        self.assertEqual([one["series"] for one in body["forecasts"]], ["good", "zero"])
        self.assertEqual([one["series"] for one in body["errors"]], ["words"])

    def test_a_forecast_is_kept_in_a_report(self):
        report = json.loads(self.expect(0, "analyze", "Tesla", "--frameworks", "swot", "--depth", "quick").stdout)["id"]
        done = self.expect(0, "forecast", "Tesla", "--keep", report[:8], "--fade-to", "industry", "--periods", "3")
        self.assertIn(b"Kept in the report", done.stderr)
        self.expect(0, "forecast", "Tesla", "--concept", "net_income", "--keep", report)
        self.expect(0, "forecast", "--csv", self.table({"units": self.months()}), "--keep", report)
        kept = json.loads(self.expect(0, "library", "show", report, "--format", "json").stdout)
        forecasts = {one["concept"]: one for one in kept["forecasts"]}
        self.assertEqual(sorted(forecasts), ["net_income", "revenue", "units"])
        self.assertIn("Damodaran", " ".join(forecasts["revenue"]["notes"]))
        printed = json.loads(self.expect(0, "forecast", "Tesla", "--fade-to", "industry", "--periods", "3", "--format",
                                         "json").stdout)["forecasts"][0]["steps"]
        for shown, step in zip(printed, forecasts["revenue"]["steps"]):
            self.assertAlmostEqual(shown["mean"] / step["mean"]["value"], 1, places=9)
        self.expect_error(1, "forecast", "Tesla", "--concept", "NetIncomeLoss", "--keep", report, words=["net_income"])
        self.expect_error(1, "forecast", "Tesla", "--keep", "0000nosuchreport")
        self.expect_error(2, "forecast", "Tesla", "--by", "segment", "--keep", report)
        counted = self.table({"a": [(t, t * t % 7) for t in range(20)]})
        self.assertIn(b"no years", self.expect(1, "forecast", "--csv", counted, "--keep", report).stderr)

    def test_growth_fades_where_asked(self):
        text = self.expect(0, "forecast", "Tesla", "--fade-to", "industry").stdout.decode()
        self.assertIn("Damodaran", text)
        self.assertIn("As you asked", text)
        found = json.loads(self.expect(0, "forecast", "Tesla", "--fade-to", "3 %", "--format", "json").stdout)
        last, before = (found["forecasts"][0]["steps"][place]["mean"] for place in (-1, -2))
        self.assertAlmostEqual(last / before, 1.03, places=6)
        for wrong in ("3", "fast", "99%"):
            self.expect(2, "forecast", "Tesla", "--fade-to", wrong)
        self.expect(2, "forecast", "Tesla", "--fade-to", "3%", "--frequency", "quarterly")

    def test_a_reports_growth_fades_where_asked(self):
        report = json.loads(self.expect(0, "analyze", "Tesla", "--frameworks", "swot", "--fade-to", "world", "--periods", "6").stdout)
        faded = next(one for one in report["forecasts"] if one["concept"] == "revenue_faded")
        self.assertIn("the world economy's", faded["label"])
        self.assertIn("World Bank", " ".join(faded["notes"]))
        german = self.expect(0, "analyze", "Tesla", "--frameworks", "swot", "--fade-to", "4.5%", "--report-language", "de",
                             "--format", "md").stdout.decode()
        self.assertIn("eigenen Rate", german)
        self.expect_error(2, "analyze", "Tesla", "--fade-to", "fast", words=["fast"])


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
