# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts over HTTP, of companies and of the caller's own series.

Usage: test_serve_forecasts.py PROGRAM PROJECT [unittest's arguments]"""
import datetime
import os
import sys
import unittest

import test_cli
from server_case import ServerCase


class Forecasts(ServerCase):
    URL = "/forecasting/generate"

    def test_a_company_is_forecast_and_kept(self):
        server = self.serve()
        first = server.get(self.URL + "?company=Tesla&periods=3").json()
        self.assertEqual((first["company"], first["errors"], first["served_from"]), ("Tesla", [], "computed"))
        (forecast,) = first["forecasts"]
        self.assertEqual((forecast["frequency"], forecast["concept"], forecast["unit"]), ("yearly", "revenue", "USD"))
        self.assertEqual([step["step"] for step in forecast["steps"]], [1, 2, 3])
        for step in forecast["steps"]:
            order = [step[name] for name in ("lo95", "lo80", "mean", "hi80", "hi95")]
            self.assertEqual(order, sorted(order))
        again = server.post(self.URL, {"company": "tsla", "periods": 3}).json()
        self.assertNotEqual(again["served_from"], "computed")
        self.assertEqual(again["forecasts"], first["forecasts"])

    def test_series_of_the_caller(self):
        server = self.serve()
        values = [100 + 3 * k + (k * k) % 7 for k in range(20)]
        body = server.post(self.URL, {"series": [
            {"name": "sales", "periods": list(range(2001, 2021)), "values": values},
            {"values": [1]}, {"name": "gap", "values": [5, None, "6", 7, 8, 9, 10, 11, 12]}], "periods": 2}).json()
        self.assertEqual([f["series"] for f in body["forecasts"]], ["sales", "gap"])
        self.assertEqual([e["series"] for e in body["errors"]], ["series 2"])
        self.assertEqual([s["period"] for s in body["forecasts"][0]["steps"]], ["2021", "2022"])

    def test_a_company_by_quarters(self):
        server = self.serve()
        body = server.get(self.URL + "?company=Tesla&frequency=quarterly&periods=4").json()
        (forecast,) = body["forecasts"]
        self.assertEqual((forecast["frequency"], len(forecast["steps"])), ("quarterly", 4))
        self.assertTrue(all(step["period"].startswith("Q") for step in forecast["steps"]), forecast["steps"])
        self.assertGreater(forecast["values"], 20)
        again = server.post(self.URL, {"company": "Tesla", "frequency": "quarterly", "periods": 4}).json()
        self.assertEqual(again["forecasts"], body["forecasts"])
        for frequency in ("monthly", "weekly", "none"):
            self.problem(server.post(self.URL, {"company": "Tesla", "frequency": frequency}), 422)
            self.problem(server.get(self.URL + "?company=Tesla&frequency=" + frequency), 422)

    def test_growth_beside_anchors(self):
        server = self.serve()
        (plain,) = server.get(self.URL + "?company=Tesla&periods=5").json()["forecasts"]
        anchors = {anchor["id"]: anchor for anchor in plain["growth"]["anchors"]}
        self.assertEqual(sorted(anchors), ["economy", "industry", "world"])
        self.assertIn("Damodaran", anchors["industry"]["source"])
        self.assertFalse(plain["growth"]["fade"]["applied"])
        for target, rate in (("industry", anchors["industry"]["rate"]), ("-2%", -0.02)):
            (faded,) = server.post(self.URL, {"company": "Tesla", "periods": 5, "fade_to": target}).json()["forecasts"]
            last, before = (faded["steps"][place]["mean"] for place in (-1, -2))
            self.assertAlmostEqual(last / before - 1, rate, places=6)
            self.assertTrue(faded["growth"]["fade"]["applied"])
        for body in ({"company": "Tesla", "fade_to": "fast"}, {"company": "Tesla", "fade_to": 4},
                     {"company": "Tesla", "fade_to": "industry", "frequency": "quarterly"},
                     {"series": [{"values": [1, 2, 3]}], "fade_to": "3%"}):
            self.problem(server.post(self.URL, body), 422)

    def test_a_time_limit_ends_it(self):
        server = self.serve()
        series = [{"values": [100 + (7 * k * (n + 3)) % 31 for k in range(490)]} for n in range(200)]
        answer = server.post(self.URL, {"series": series, "frequency": "monthly", "time_limit_seconds": 0.05})
        self.problem(answer, 504)
        self.assertIn("0.05 seconds", answer.json()["detail"])
        for limit in (0, -1, 301, "soon"):
            self.problem(server.post(self.URL, {"company": "Tesla", "time_limit_seconds": limit}), 422)

    def test_periods_as_people_write_them(self):
        server = self.serve()
        body = server.post(self.URL, {"periods": 1, "series": [
            {"name": "a", "periods": ["Jan 2024", "Feb 2024", "Mrz 2024"], "values": [1, 2, "2,5"]},
            {"name": "b", "periods": ["01/01/2024", "01/02/2024", "01/03/2024"], "values": [1, 2, 3]}]}).json()
        self.assertEqual(body["forecasts"][0]["steps"][0]["period"], "2024-04")
        self.assertIn("day/month", body["errors"][0]["error"])

    def test_wrong_requests_are_problems(self):
        server = self.serve()
        self.problem(server.get(self.URL), 422)
        self.problem(server.get(self.URL + "?company=Nobody%20Knows"), 404)
        self.problem(server.get(self.URL + "?company=Tesla&periods=0"), 422)
        self.problem(server.get(self.URL + "?company=Tesla&concept=no_such_line"), 422)
        for body in ({}, {"company": "Tesla", "series": [{"values": [1, 2]}]}, {"series": "x"}, {"series": [3]},
                     {"series": [{"values": [1, 2], "periods": [1]}]}, {"company": 3}, {"company": "Tesla", "periods": 1.5},
                     {"company": "Tesla", "periods": 1001}, {"series": [{"values": [1, 2]}], "frequency": "sometimes"},
                     {"series": [{"values": [1, 2]}] * 201}, {"series": [{"values": [3]}]}):
            self.problem(server.post(self.URL, body), 422)

    def test_a_report_has_forecasts_where_asked(self):
        server = self.serve()
        url = server.post("/analyze", {"company": "Tesla", "forecast_years": 2}).json()["report_url"]
        report = server.get(url).json()
        self.assertEqual([(f["concept"], len(f["steps"])) for f in report["forecasts"]],
                         [("revenue", 2), ("revenue_faded", 2), ("operating_income", 2), ("operating_cash_flow", 2)])
        self.problem(server.post("/analyze", {"company": "Tesla", "forecast_years": 21}), 422)

    def test_a_reports_growth_fades_to_what_is_said(self):
        server = self.serve()
        url = server.post("/analyze", {"company": "Tesla", "forecast_years": 6, "fade_to": "3 %"}).json()["report_url"]
        report = server.get(url).json()
        self.assertEqual(report["request"]["fade_to"], "3%")
        faded = next(f for f in report["forecasts"] if f["concept"] == "revenue_faded")
        self.assertAlmostEqual(faded["steps"][5]["mean"]["value"] / faded["steps"][4]["mean"]["value"], 1.03, places=9)
        for wrong in ({"forecast_years": 3, "fade_to": "fast"}, {"forecast_years": 3, "fade_to": 4}, {"fade_to": "3%"}):
            self.problem(server.post("/analyze", {"company": "Tesla", **wrong}), 422)

    def test_holidays_count_in_days_alone(self):
        server = self.serve()
        first = datetime.date(2022, 1, 1)
        days = [first + datetime.timedelta(days=n) for n in range(800)]
        fixed = {(1, 19), (6, 19), (7, 4), (11, 11)}
        series = {"name": "visitors", "periods": [day.isoformat() for day in days],
                  "values": [40 if (day.month, day.day) in fixed else 100 + 10 * day.weekday() + n % 3 for n, day in enumerate(days)]}
        (plain,) = server.post(self.URL, {"series": [series], "periods": 7}).json()["forecasts"]
        self.assertFalse([note for note in plain["notes"] if "oliday" in note])
        (counted,) = server.post(self.URL, {"series": [series], "periods": 7, "holidays": "us"}).json()["forecasts"]
        # Used or not, it is told.
        self.assertTrue([note for note in counted["notes"] if "ublic holidays of US" in note])
        (yearly,) = server.post(self.URL, {"series": [{"values": list(range(1, 30))}], "holidays": "DE"}).json()["forecasts"]
        self.assertTrue([note for note in yearly["notes"] if "days with dates alone" in note])
        for body in ({"series": [series], "holidays": "XX"}, {"series": [series], "holidays": 3}, {"company": "Tesla", "holidays": "US"}):
            self.problem(server.post(self.URL, body), 422)
        self.problem(server.get(self.URL + "?company=Tesla&holidays=US"), 422)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
