#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes published averages out of Aswath Damodaran's workbooks, each with the cell it stands in:
resources/industry/anchors.json (US industries, the rows that sectors.json names) and
resources/industry/countries.json (equity risk premium, country risk premium, corporate tax rate) and
resources/industry/valuation_anchors.json (betas, costs of capital, multiples, and the market's rates).

make_industry_data.py --data FOLDER [--resources FOLDER]        FOLDER holds industry/*.xls

Values are the workbooks' own, never computed here. Python 3 with xlrd; the same bytes at every run.
"""
import argparse
import json
import pathlib
import sys

import xlrd

EDITION = "January 2026"
TITLE = f"Damodaran, US industry averages, {EDITION}"
COUNTRY_TITLE = f"Damodaran, country risk premiums, {EDITION}"
HOME = "https://pages.stern.nyu.edu/~adamodar/New_Home_Page/data.html"
# Of the averages, which are the source's and not ours (LICENSES/).
LICENCE = "LicenseRef-Published-Figures"

# dataset: (file, sheet, [(ratio id, the column's title as published, unit)])
DATASETS = {
    "margin": ("margin_sample.xls", "Industry Averages", [
        ("number_of_firms", "Number of firms", "count"),
        ("gross_margin", "Gross Margin", "ratio"),
        ("net_margin", "Net Margin", "ratio"),
        ("operating_margin", "Pre-tax Unadjusted Operating Margin", "ratio"),
        ("ebitda_margin", "EBITDA/Sales", "ratio"),
        ("cost_of_revenue_share", "COGS/Sales", "ratio"),
        ("rd_intensity", "R&D/Sales", "ratio"),
        ("sga_intensity", "SG&A/ Sales", "ratio")]),
    "capex": ("capex_sample.xls", "Industry Averages", [
        ("capex_to_depreciation", "Cap Ex/Deprecn", "multiple"),
        ("net_capex_to_sales", "Net Cap Ex/Sales", "ratio"),
        ("sales_to_invested_capital", "Sales/ Invested Capital (LTM)", "multiple")]),
    "pbv": ("pbvdata_sample.xls", "Industry Averages", [
        ("roe", "ROE", "ratio"),
        ("roic", "ROIC", "ratio"),
        ("price_to_book", "PBV", "multiple")]),
    "wacc": ("wacc_sample.xls", "Industry Averages", [
        ("wacc", "Cost of Capital", "ratio"),
        ("cost_of_equity", "Cost of Equity", "ratio")]),
    "ps": ("psdata_sample.xls", "Industry Averages", [
        ("revenue_multiple", "EV/Sales", "multiple")]),
    "pe": ("pedata_sample.xls", "Industry Averages", [
        ("expected_growth", "Expected growth - next 5 years", "ratio")]),
}
# What values companies, in a file of its own: reports show all of anchors.json.
VALUATION_DATASETS = {
    "wacc": ("wacc_sample.xls", "Industry Averages", [
        ("number_of_firms", "Number of Firms", "count"),
        ("levered_beta", "Beta", "score"),
        ("cost_of_equity", "Cost of Equity", "ratio"),
        ("equity_share", "E/(D+E)", "ratio"),
        ("cost_of_debt", "Cost of Debt", "ratio"),
        ("after_tax_cost_of_debt", "After-tax Cost of Debt", "ratio"),
        ("debt_share", "D/(D+E)", "ratio"),
        ("wacc", "Cost of Capital", "ratio")]),
    # The first of two groups of columns: firms with positive EBITDA only.
    "vebitda": ("vebitda_sample.xls", "Industry Averages", [
        ("ev_ebitda", "EV/EBITDA", "multiple"),
        ("ev_ebit", "EV/EBIT", "multiple")]),
    "pe": ("pedata_sample.xls", "Industry Averages", [
        ("pe", "Trailing PE", "multiple"),
        ("pe_forward", "Forward PE", "multiple"),
        ("pe_aggregate", "Aggregate Mkt Cap/ Trailing Net Income (only money making firms)", "multiple")]),
    "ps": ("psdata_sample.xls", "Industry Averages", [
        ("ev_sales", "EV/Sales", "multiple"),
        ("price_to_sales", "Price/Sales", "multiple")]),
    "pbv": ("pbvdata_sample.xls", "Industry Averages", [
        ("pb", "PBV", "multiple"),
        ("roic", "ROIC", "ratio"),
        ("ev_invested_capital", "EV/ Invested Capital", "multiple")]),
    "capex": ("capex_sample.xls", "Industry Averages", [
        ("sales_to_capital", "Sales/ Invested Capital (LTM)", "multiple")]),
}
# The market's rates stand above the table of costs of capital: (ratio id, label, unit).
MARKET_RATES = [("risk_free_rate", "Long Term Treasury bond rate =", "ratio"),
                ("equity_risk_premium", "Risk Premium to Use for Equity =", "ratio"),
                ("default_spread", "Global Default Spread to add to cost of debt =", "ratio"),
                ("marginal_tax_rate", "If yes, enter the marginal tax rate to use", "ratio")]
MARKET_ROWS = ["Total Market", "Total Market (without financials)"]
# A ratio that our users would expect and that no cell holds, or whose cell would mislead.
NOT_TAKEN = [
    {"ratio": "capex_intensity", "why": "not published: the capital expenditure table has no sales, and its Net Cap Ex/Sales "
     "counts acquisitions and research although its definition doesn't say so, so that sales can't be derived from it"},
    {"ratio": "revenue_growth", "why": "not published in these tables: the expected growth is of earnings per share"},
    {"industry": "Bank (Money Center)", "why": "a bank has no cost of revenue, operating income or invested capital in the "
     "sense of the other rows; the cells hold zeros or values near zero",
     "ratios": ["gross_margin", "operating_margin", "ebitda_margin", "cost_of_revenue_share", "rd_intensity",
                "sga_intensity", "roic", "sales_to_invested_capital", "revenue_multiple", "capex_to_depreciation",
                "net_capex_to_sales"]},
]

COUNTRY_SHEET = "Regional breakdown"
REGION_SHEET = "Regional Weighted Averages"
COUNTRY_RATIOS = [("equity_risk_premium", "Equity Risk Premium", "ratio"),
                  ("country_risk_premium", "Country Risk Premium", "ratio"),
                  ("corporate_tax_rate", "Corporate Tax Rate", "ratio")]
# Rows of the sheet of weighted averages that stand for a region, and what users call it.
REGIONS = {
    "Africa": ["afrika"],
    "Asia": ["asien", "asia-pacific", "asia pacific", "apac"],
    "Australia & New Zealand": ["australia and new zealand", "oceania", "ozeanien", "anz"],
    "Caribbean": ["the caribbean", "karibik"],
    "Central and South America": ["latin america", "latam", "lateinamerika", "south america", "central america", "südamerika"],
    "Eastern Europe": ["central and eastern europe", "cee", "osteuropa"],
    "Middle East": ["the middle east", "naher osten"],
    "North America": ["nordamerika", "us and canada"],
    "Western Europe": ["europe", "europa", "westeuropa"],
}
ISO = dict(pair.split("=") for pair in """
Abu Dhabi=AE-AZ|Albania=AL|Andorra (Principality of)=AD|Angola=AO|Argentina=AR|Armenia=AM|Aruba=AW|Australia=AU|Austria=AT|Azerbaijan=AZ
Bahamas=BS|Bahrain=BH|Bangladesh=BD|Barbados=BB|Belarus=BY|Belgium=BE|Belize=BZ|Benin=BJ|Bermuda=BM|Bolivia=BO|Bosnia and Herzegovina=BA
Botswana=BW|Brazil=BR|Bulgaria=BG|Burkina Faso=BF|Cambodia=KH|Cameroon=CM|Canada=CA|Cape Verde=CV|Cayman Islands=KY|Chile=CL|China=CN
Colombia=CO|Congo (Democratic Republic of)=CD|Congo (Republic of)=CG|Cook Islands=CK|Costa Rica=CR|Côte d'Ivoire=CI|Croatia=HR|Cuba=CU
Curacao=CW|Cyprus=CY|Czech Republic=CZ|Denmark=DK|Dominican Republic=DO|Ecuador=EC|Egypt=EG|El Salvador=SV|Estonia=EE|Ethiopia=ET|Fiji=FJ
Finland=FI|France=FR|Gabon=GA|Georgia=GE|Germany=DE|Ghana=GH|Greece=GR|Guatemala=GT|Guernsey (States of)=GG|Honduras=HN|Hong Kong=HK
Hungary=HU|Iceland=IS|India=IN|Indonesia=ID|Iraq=IQ|Ireland=IE|Isle of Man=IM|Israel=IL|Italy=IT|Jamaica=JM|Japan=JP|Jersey (States of)=JE
Jordan=JO|Kazakhstan=KZ|Kenya=KE|Korea=KR|Kuwait=KW|Kyrgyzstan=KG|Laos=LA|Latvia=LV|Lebanon=LB|Liechtenstein=LI|Lithuania=LT|Luxembourg=LU
Macao=MO|Macedonia=MK|Malaysia=MY|Maldives=MV|Mali=ML|Malta=MT|Mauritius=MU|Mexico=MX|Moldova=MD|Mongolia=MN|Montenegro=ME|Montserrat=MS
Morocco=MA|Mozambique=MZ|Namibia=NA|Nepal=NP|Netherlands=NL|New Zealand=NZ|Nicaragua=NI|Niger=NE|Nigeria=NG|Norway=NO|Oman=OM|Pakistan=PK
Panama=PA|Papua New Guinea=PG|Paraguay=PY|Peru=PE|Philippines=PH|Poland=PL|Portugal=PT|Qatar=QA|Ras Al Khaimah (Emirate of)=AE-RK|Romania=RO
Rwanda=RW|Saudi Arabia=SA|Senegal=SN|Serbia=RS|Sharjah=AE-SH|Singapore=SG|Slovakia=SK|Slovenia=SI|Solomon Islands=SB|South Africa=ZA|Spain=ES
Sri Lanka=LK|St. Maarten=SX|St. Vincent & the Grenadines=VC|Suriname=SR|Swaziland=SZ|Sweden=SE|Switzerland=CH|Taiwan=TW|Tajikistan=TJ
Tanzania=TZ|Thailand=TH|Togo=TG|Trinidad and Tobago=TT|Tunisia=TN|Turkey=TR|Turks and Caicos Islands=TC|Uganda=UG|Ukraine=UA
United Arab Emirates=AE|United Kingdom=GB|United States=US|Uruguay=UY|Uzbekistan=UZ|Venezuela=VE|Vietnam=VN|Zambia=ZM
""".strip().replace("\n", "|").split("|"))
# Further names that users give to countries, English and German.
COUNTRY_NAMES = {
    "AE": ["uae", "emirates", "vereinigte arabische emirate"], "AR": ["argentinien"], "AT": ["österreich"],
    "AU": ["australien"], "BE": ["belgien"], "BG": ["bulgarien"], "BR": ["brasilien"], "CA": ["kanada"],
    "CH": ["schweiz"], "CI": ["ivory coast"], "CN": ["people's republic of china"], "CO": ["kolumbien"],
    "CZ": ["czechia", "tschechien"], "DE": ["deutschland"], "DK": ["dänemark"], "EE": ["estland"], "EG": ["ägypten"],
    "ES": ["spanien"], "FI": ["finnland"], "FR": ["frankreich"],
    "GB": ["uk", "great britain", "britain", "england", "großbritannien", "vereinigtes königreich"],
    "GR": ["griechenland"], "HR": ["kroatien"], "HU": ["ungarn"], "ID": ["indonesien"], "IE": ["irland"], "IN": ["indien"],
    "IT": ["italien"], "KR": ["south korea", "republic of korea", "südkorea"], "LT": ["litauen"], "LU": ["luxemburg"],
    "LV": ["lettland"], "MA": ["marokko"], "MK": ["north macedonia"], "MX": ["mexiko"],
    "NL": ["the netherlands", "holland", "niederlande"], "NO": ["norwegen"], "NZ": ["neuseeland"],
    "PH": ["philippinen"], "PL": ["polen"], "RO": ["rumänien"], "RS": ["serbien"],
    "SA": ["saudi-arabien"], "SE": ["schweden"], "SG": ["singapur"], "SI": ["slowenien"], "SK": ["slowakei"],
    "SZ": ["eswatini"], "TR": ["türkiye", "türkei"],
    "US": ["usa", "u.s.", "u.s.a.", "united states of america", "america", "vereinigte staaten", "amerika"],
    "ZA": ["südafrika"],
}


def cell_name(row, column):
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class Sheet:
    """A sheet with one line of titles, found by its first cell."""

    def __init__(self, path, name, first_title):
        self.book = xlrd.open_workbook(str(path))
        self.sheet = self.book.sheet_by_name(name)
        self.header = next(row for row in range(self.sheet.nrows) if self.text(row, 0) == first_title)
        self.titles = [self.text(self.header, column) for column in range(self.sheet.ncols)]

    def text(self, row, column):
        return str(self.sheet.cell_value(row, column)).strip()

    def row_of(self, label):
        """The first line under the titles with that label."""
        return next((row for row in range(self.header + 1, self.sheet.nrows) if self.text(row, 0) == label), None)

    def number(self, row, title):
        """(value, cell) or None where the table says NA."""
        column = self.titles.index(title)
        cell = self.sheet.cell(row, column)
        return (cell.value, cell_name(row, column)) if cell.ctype == xlrd.XL_CELL_NUMBER else None

    def beside(self, label):
        """(value, cell) of the first number right of a label above the titles, or None."""
        for row in range(self.header):
            if self.text(row, 0) != label.strip():
                continue
            for column in range(1, self.sheet.ncols):
                if self.sheet.cell(row, column).ctype == xlrd.XL_CELL_NUMBER:
                    return self.sheet.cell_value(row, column), cell_name(row, column)
        return None

    def date_under(self, label):
        """The date beside a label above the titles; workbooks count days from 1900 or from 1904."""
        row = next(row for row in range(self.sheet.nrows) if self.text(row, 0) == label)
        return xlrd.xldate_as_datetime(self.sheet.cell_value(row, 1), self.book.datemode).date().isoformat()


def entry(ratio, dataset, value, cell):
    return {"ratio": ratio, "dataset": dataset, "value": value, "cell": cell}


def industry_tables(folder, names, tables, left_out):
    """(data sets, {name: entries}) of the tables' rows by these names."""
    rows = {name: [] for name in names}
    datasets = []
    for dataset, (file, sheet_name, ratios) in tables.items():
        sheet = Sheet(folder / file, sheet_name, "Industry Name")
        datasets.append({"id": dataset, "title": f"{TITLE}, {file}", "file": file, "sheet": sheet_name,
                         "date": sheet.date_under("Date updated:"),
                         "columns": [{"ratio": ratio, "title": title, "unit": unit} for ratio, title, unit in ratios]})
        for name in names:
            row = sheet.row_of(name)
            if row is None:
                sys.exit(f"{file} has no row '{name}'")
            for ratio, title, _ in ratios:
                found = sheet.number(row, title)
                if found and (name, ratio) not in left_out:
                    rows[name].append(entry(ratio, dataset, *found))
    return datasets, rows


def valuation_anchors(folder, sectors):
    names = sorted({industry["anchor_industry"] for industry in sectors["industries"]}) + MARKET_ROWS
    bank = "Bank (Money Center)"  # has no enterprise value in the sense of the other rows
    left_out = {(bank, ratio) for ratio in ("ev_ebitda", "ev_ebit", "ev_sales", "ev_invested_capital", "roic", "sales_to_capital")}
    datasets, rows = industry_tables(folder, names, VALUATION_DATASETS, left_out)
    sheet = Sheet(folder / "wacc_sample.xls", "Industry Averages", "Industry Name")
    market = [(ratio, label, unit, sheet.beside(label)) for ratio, label, unit in MARKET_RATES]
    market = [row for row in market if row[3]]
    datasets.append({"id": "wacc_market", "title": f"{TITLE}, wacc_sample.xls", "file": "wacc_sample.xls", "sheet": "Industry Averages",
                     "date": sheet.date_under("Date updated:"),
                     "columns": [{"ratio": ratio, "title": label, "unit": unit} for ratio, label, unit, _ in market]})
    return {"licence": LICENCE,
            "about": "What values companies: published averages of US industries by Aswath Damodaran, with the cell each value "
                     "stands in, and the market's rates they were made with; made by tools/make_industry_data.py.",
            "home": HOME, "datasets": datasets,
            "market": {"name": "Market", "values": [entry(ratio, "wacc_market", *found) for ratio, _, _, found in market]},
            "rows": [{"name": name, "values": rows[name]} for name in names]}


def industry_anchors(folder, sectors):
    names = sorted({industry["anchor_industry"] for industry in sectors["industries"]})
    left_out = {(note["industry"], ratio) for note in NOT_TAKEN if "industry" in note for ratio in note["ratios"]}
    datasets, rows = industry_tables(folder, names, DATASETS, left_out)
    return {"licence": LICENCE,
            "about": "Published averages of US industries by Aswath Damodaran, with the cell each value stands in; "
                     "made by tools/make_industry_data.py.",
            "home": HOME, "datasets": datasets, "not_taken": NOT_TAKEN,
            "rows": [{"name": name, "values": rows[name]} for name in names]}


def values_of(sheet, dataset, row):
    found = [(ratio, sheet.number(row, title)) for ratio, title, _ in COUNTRY_RATIOS]
    return [entry(ratio, dataset, *number) for ratio, number in found if number]


def country_anchors(folder):
    file = "ctryprem_sample.xls"
    date = Sheet(folder / file, "ERPs by country", "Country").date_under("Date of update:")
    countries, regions = Sheet(folder / file, COUNTRY_SHEET, "Country"), Sheet(folder / file, REGION_SHEET, "Country")
    columns = [{"ratio": ratio, "title": title, "unit": unit} for ratio, title, unit in COUNTRY_RATIOS]
    datasets = [{"id": dataset, "title": f"{COUNTRY_TITLE}, {file}", "file": file, "sheet": sheet, "date": date,
                 "columns": columns} for dataset, sheet in (("ctryprem", COUNTRY_SHEET), ("ctryprem_regions", REGION_SHEET))]
    listed = []
    for row in range(countries.header + 1, countries.sheet.nrows):
        name = countries.text(row, 0)
        code = ISO[name]
        listed.append({"name": name, "iso": code, "aliases": COUNTRY_NAMES.get(code, []),
                       "region": countries.text(row, len(countries.titles) - 1),
                       "values": values_of(countries, "ctryprem", row)})
    grouped = [{"name": name, "aliases": aliases, "values": values_of(regions, "ctryprem_regions", regions.row_of(name))}
               for name, aliases in REGIONS.items()]
    return {"licence": LICENCE,
            "about": "Published country and region averages by Aswath Damodaran; a region's are weighted by gross "
                     "domestic product. iso is ISO 3166-1 alpha-2, or ISO 3166-2 for a part of a country. Made by "
                     "tools/make_industry_data.py.",
            "home": HOME, "datasets": datasets, "regions": grouped, "countries": listed}


def write(path, document):
    """One line a row of the tables, so that a new edition reads as a difference of rows."""
    def lines(items):
        return ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in items)

    parts = [f'  {json.dumps(key)}: ' + (f"[\n{lines(value)}\n  ]" if isinstance(value, list)
                                         else json.dumps(value, ensure_ascii=False)) for key, value in document.items()]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--resources", type=pathlib.Path, default=root / "resources")
    arguments = parser.parse_args()
    target = arguments.resources / "industry"
    sectors = json.loads((target / "sectors.json").read_text(encoding="utf-8"))
    anchors = industry_anchors(arguments.data / "industry", sectors)
    countries = country_anchors(arguments.data / "industry")
    valuation = valuation_anchors(arguments.data / "industry", sectors)
    write(target / "anchors.json", anchors)
    write(target / "valuation_anchors.json", valuation)
    write(target / "countries.json", countries)
    print(f"{len(anchors['rows'])} industries, {sum(len(row['values']) for row in anchors['rows'])} averages; "
          f"{sum(len(row['values']) for row in valuation['rows'])} for valuations; "
          f"{len(countries['countries'])} countries, {len(countries['regions'])} regions")


if __name__ == "__main__":
    main()
