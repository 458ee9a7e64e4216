# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a report's tables of revenue by part, and its list of sources, against its evidence."""


def rounding(values):
    """What the rounding of printed figures can add up to: half a unit of the last digit shown, for each of them."""
    unit = 10.0**6
    for value in values:
        while unit > 1 and value % unit:
            unit /= 10
    return 0.5 * unit * len(values)


def check_breakdowns(walk):
    problems = []
    lines = {line["concept"]: (statement["periods"], line["values"])
             for statement in walk.report["financials"]["statements"] if statement["frequency"] == "annual"
             for line in statement["lines"]}
    for split in walk.report["financials"]["breakdowns"]:
        where = f"breakdown {split['kind']}"
        ends = [period["end"] for period in split["periods"]]
        for name, figures in [("the whole", split["totals"])] + [
                (part["name"], part[kind]) for part in split["parts"] for kind in ("values", "shares")]:
            if len(figures) != len(ends):
                problems.append(f"{where}: {name} has another number of values than there are periods")
            for figure, end in zip(figures, ends):
                if figure and figure["period"]["end"] != end:
                    problems.append(f"{where}: {name} shows {figure['period']['end']} in the column of {end}")
        periods, values = lines.get(split["concept"], ([], []))
        of_line = {period["end"]: value["ref"] for period, value in zip(periods, values) if value}
        for total, end in zip(split["totals"], ends):
            if total is None or of_line.get(end) != total["ref"]:
                problems.append(f"{where}: the whole of {end} is not the statement's {split['concept']}")
        for part in split["parts"]:
            for value, share in zip(part["values"], part["shares"]):
                if (value is None) != (share is None):
                    problems.append(f"{where}: {part['name']} has a value without a share, or the other way round")
                fact = walk.facts.get(value["ref"]) if value else None
                if value and (fact is None or part["member"] not in [d.split("=")[1] for d in fact["dimensions"].split(";")]):
                    problems.append(f"{where}: {part['name']} is not of {part['member']}")
                bindings = walk.computations[share["ref"]]["bindings"] if share else {}
                if share and value["ref"] != bindings.get("part"):
                    problems.append(f"{where}: the share of {part['name']} is not of its value")
        newest = [part["values"][0]["value"] for part in split["parts"]]
        total = split["totals"][0]["value"]
        if split["is_complete"] and abs(sum(newest) - total) > rounding(newest + [total]):
            problems.append(f"{where}: is called complete, but its parts add up to {sum(newest)!r}, not {total!r}")
    return problems


def check_sources(walk):
    """Each fact, passage and playbook entry stands under one source, and that is where it is from."""
    problems, seen = [], {}
    for source in walk.report["sources"]:
        where = f"source {source['id']}"
        pages, sections = set(), set()
        for ref in source["evidence"]:
            if ref in seen:
                problems.append(f"{where}: {ref} stands under {seen[ref]} too")
            seen[ref] = source["id"]
            passage, fact = walk.passages.get(ref), walk.facts.get(ref)
            if passage:
                pages.add(passage["page"])
                sections.add(passage["section"])
                right = source["kind"] == ("request" if ref.startswith("p/context/") else
                                           "online" if ref.startswith("p/online-") else "document")
                if source["kind"] in ("document", "online") and (ref.split("/")[1], passage["date"]) != (source["id"], source["date"]):
                    right = False
            elif fact and "place" in fact:
                pages.add(fact["place"].get("page"))
                right = source["kind"] == "document" and fact["place"]["document"] == source["id"]
            elif fact and fact["accession"]:
                right = source["kind"] == "filing" and source["id"] == fact["accession"]
            elif fact:
                right = source["kind"] in ("data", "request")
            else:
                right = source["kind"] == "playbook" and ref in walk.quotes
            if not right:
                problems.append(f"{where}: {ref} is not from there")
        if source["kind"] == "document":
            if sorted(pages - {None, 0}) != source["pages"]:
                problems.append(f"{where}: pages {source['pages']} are not those that its evidence stands on")
            if sorted(sections - {""}) != source["sections"]:
                problems.append(f"{where}: parts {source['sections']} are not those that its evidence stands in")
            if source["name"] != walk.documents.name(source["id"]):
                problems.append(f"{where}: is no document of the name {source['name']}")
    missing = (set(walk.facts) | set(walk.quotes)) - set(seen)
    if missing:
        problems.append(f"sources: {len(missing)} pieces of evidence stand under none, such as {min(missing)}")
    return problems
