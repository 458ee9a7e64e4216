#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the gross domestic products that company growth is held against out of the World Bank's table:
resources/industry/economies.json, eleven years a country.

make_macro_data.py --data FOLDER [--resources FOLDER]        FOLDER holds macro/gdp.csv

Values are the table's own, never computed here; the same bytes at every run."""
import argparse
import csv
import json
import pathlib

#: ISO 3166 alpha-2 (and "world"), the table's code
ECONOMIES = {"AU": "AUS", "BR": "BRA", "CA": "CAN", "CH": "CHE", "CN": "CHN", "DE": "DEU", "ES": "ESP", "FR": "FRA",
             "GB": "GBR", "IE": "IRL", "IN": "IND", "IT": "ITA", "JP": "JPN", "KR": "KOR", "NL": "NLD", "SE": "SWE",
             "US": "USA", "world": "WLD"}
YEARS = 11
#: Names that stand in a sentence
NAMES = {"GB": "the United Kingdom", "NL": "the Netherlands", "US": "the United States", "world": "the world"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--resources", type=pathlib.Path, default=pathlib.Path(__file__).parent.parent / "resources")
    options = parser.parse_args()
    table = {}
    with open(options.data / "macro" / "gdp.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name, values = table.setdefault(row["Country Code"], (row["Country Name"], {}))
            values[row["Year"]] = float(row["Value"])
    economies = []
    for country, code in sorted(ECONOMIES.items()):
        name, values = table[code]
        economies.append({"country": country, "name": NAMES.get(country, name),
                          "gdp": {year: round(values[year]) for year in sorted(values)[-YEARS:]}})
    document = {"licence": "CC-BY-4.0",
                "about": "Gross domestic products in current US dollars, as the World Bank publishes them (NY.GDP.MKTP.CD); "
                         "made by tools/make_macro_data.py.",
                "source": "World Bank, GDP (current US$), NY.GDP.MKTP.CD",
                "home": "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
                "economies": economies}
    with open(options.resources / "industry" / "economies.json", "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
