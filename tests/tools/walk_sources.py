# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds facts in the filings' own files."""
import gzip
import json
import os


class Filings:
    """companyfacts of companies by CIK, read when first needed: the SEC's own and those derived from 10-Ks."""

    def __init__(self, folder):
        self.folder = folder
        self.cache = {}

    def paths(self, cik):
        name = f"CIK{int(cik):010d}.json"
        for place in ("companyfacts", "companyfacts/derived-from-10k"):
            for path in (os.path.join(self.folder, place, name), os.path.join(self.folder, place, name + ".gz")):
                if os.path.exists(path):
                    yield path

    def entries(self, cik):
        """{(taxonomy, tag, unit, start, end): [report, …]}; None for a company without files."""
        if cik not in self.cache:
            found = None
            for path in self.paths(cik) if cik.isdigit() else ():
                found = {} if found is None else found
                with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
                    document = json.load(file)
                for taxonomy, tags in document["facts"].items():
                    for tag, body in tags.items():
                        for unit, reports in body["units"].items():
                            for report in reports:
                                key = (taxonomy, tag, unit, report.get("start"), report["end"])
                                found.setdefault(key, []).append(report)
            self.cache[cik] = found
        return self.cache[cik]


def same_number(left, right):
    return left == right or abs(left - right) <= 1e-12 * max(abs(left), abs(right))


def filed_before(left, right):
    """Whether one report was filed before another; one without a date counts as the earliest."""
    return ((left.get("filed") or "", left.get("accn", left.get("accession")) or "")
            < (right.get("filed") or "", right.get("accn", right.get("accession")) or ""))


def check_document_fact(fact, filings, documents):
    """What is wrong with a fact whose latest report stands in a document: there, and against later filings."""
    problems = documents.check_fact(fact, fact)
    key = (fact["taxonomy"], fact["tag"], fact["unit"], fact["start"], fact["end"])
    reports = (filings.entries(fact["company"]) or {}).get(key, []) if not fact.get("dimensions") else []
    for report in reports:
        if filed_before(fact, report):
            problems.append(f"was reported later, in {report['accn']} of {report.get('filed')}")
        elif fact["accession"] and report.get("accn") == fact["accession"] and not same_number(float(report["val"]), fact["value"]):
            problems.append(f"is {report['val']!r} in the same filing's data")
    for earlier in fact["earlier"]:
        if "place" in earlier:
            problems += [f"earlier value: {problem}" for problem in documents.check_fact(fact, earlier)]
        elif not any(same_number(float(r["val"]), earlier["value"]) and (r.get("accn") or "") == earlier["accession"]
                     for r in reports):
            problems.append(f"its earlier value {earlier['value']!r} of {earlier['accession']} stands in no filing")
    return problems


def check_fact(fact, filings, documents):
    """What is wrong with a reported fact, held against the filings' files: a list of sentences."""
    if "place" in fact:
        if fact["source"].split(", page")[0] == documents.name(fact["place"]["document"]):
            return check_document_fact(fact, filings, documents)
        # A filing's fact whose value also stands in a document of the user: it must stand in both.
        filed = {key: value for key, value in fact.items() if key != "place"}
        return documents.check_fact(fact, {**fact, "accession": ""}) + check_fact(filed, filings, documents)
    if fact.get("dimensions"):
        return ["is of a part of the company and names no document"]
    entries = filings.entries(fact["company"])
    if entries is None:
        return ["no filing of this company is at hand to check it"]
    reports = entries.get((fact["taxonomy"], fact["tag"], fact["unit"], fact["start"], fact["end"]))
    if not reports:
        return ["no filing reports such a tag, unit and period"]

    def stands(entry):
        return [r for r in reports
                if same_number(float(r["val"]), entry["value"]) and (r.get("accn") or "") == entry["accession"]
                and r.get("filed") == entry["filed"]]

    problems = []
    matches = stands(fact)
    if not matches:
        problems.append(f"value {fact['value']!r} filed {fact['filed']} in {fact['accession']} stands in no filing")
    elif not any(r.get("form") == fact["form"] and r.get("fy") == fact["fiscal_year"] and r.get("fp") == fact["fiscal_period"]
                 for r in matches):
        problems.append("form, fiscal year or fiscal period is not the filing's")
    latest = max((r.get("filed") or "", r.get("accn") or "") for r in reports)
    if matches and (fact["filed"], fact["accession"]) != latest:
        newest = [r for r in reports if (r.get("filed") or "", r.get("accn") or "") == latest]
        if not any(same_number(float(r["val"]), fact["value"]) for r in newest):
            problems.append(f"was restated: {latest[1]} filed {latest[0]} reports {newest[0]['val']}")
        else:
            problems.append(f"the latest filing is {latest[1]} of {latest[0]}")
    for earlier in fact["earlier"]:
        if "place" in earlier:
            problems += [f"earlier value: {problem}" for problem in documents.check_fact(fact, earlier)]
        elif not stands(earlier):
            problems.append(f"its earlier value {earlier['value']!r} of {earlier['accession']} stands in no filing")
    return problems
