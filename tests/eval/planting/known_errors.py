# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors as reports get them, by kind. Each takes a report's JSON and a source of random choices, puts one error in and
says what it did; None where the report has no place for it. The rules were made with these at hand."""
import re

from planting.report_edits import book, changed, put, replace, same, shown, statements, written


def pick(rng, report, fits):
    found = [one for one in statements(report) if fits(one)]
    return rng.choice(found) if found else None


def with_number(rng, report, fits):
    found = [(one, i) for one in statements(report) for i, n in enumerate(one["numbers"]) if fits(one, n)]
    return rng.choice(found) if found else (None, 0)


def computed(one):
    return one["grade"] in ("Computed", "Playbook") and one["numbers"]


def wrong_number_in_text(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and changed(shown(s, n), 1.1))
    words = shown(one, one["numbers"][i])
    for place in same(report, one):
        put(place, i, changed(words, 1.1))
    return f"{one['id']}: {words} a tenth greater"


def wrong_number_throughout(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and changed(shown(s, n), 0.8))
    words = shown(one, one["numbers"][i])
    for place in same(report, one):
        put(place, i, changed(words, 0.8))
        place["numbers"][i]["value"] *= 0.8
    return f"{one['id']}: {words} a fifth less, with its value"


def wrong_number_at_one_place(report, rng):
    found = [s for s in statements(report) if computed(s) and len(same(report, s)) > 1 and changed(shown(s, s["numbers"][0]), 1.5)]
    if not found:
        return None
    one = rng.choice(found)
    put(one, 0, changed(shown(one, one["numbers"][0]), 1.5))
    return f"{one['id']}: at one place only"


def wrong_scale(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and shown(s, n).endswith(" M"))
    if one is None:
        return None
    words = shown(one, one["numbers"][i])
    for place in same(report, one):
        put(place, i, words[:-1] + "bn")
    return f"{one['id']}: {words} as billions"


def wrong_unit_in_text(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and shown(s, n).endswith(" %"))
    words = shown(one, one["numbers"][i])
    for place in same(report, one):
        put(place, i, words[:-1] + "pp")
    return f"{one['id']}: {words} as points"


def wrong_unit_of_reference(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and n["unit"] == "ratio")
    for place in same(report, one):
        place["numbers"][i]["unit"] = "days"
    return f"{one['id']}: a ratio as days"


def wrong_period_in_text(report, rng):
    def fits(s):
        return computed(s) and re.search(r"FY20\d\d", s["text"])
    one = pick(rng, report, fits)
    label = re.search(r"FY20\d\d", one["text"])[0]
    new = f"FY{int(label[2:]) - 1}"
    for place in same(report, one):
        while replace(place, label, new):
            pass
    return f"{one['id']}: {label} as {new}"


def wrong_period_of_fact(report, rng):
    facts = [f for f in report["evidence"]["facts"] if f["company"] == report["company"]["id"] and f["start"]]
    fact = rng.choice(facts)
    fact["end"] = f"{int(fact['end'][:4]) + 1}{fact['end'][4:]}"
    return f"{fact['id']}: ends a year later"


def wrong_company_figure(report, rng):
    entries = book(report)
    own = report["company"]["id"]
    options = []
    for one in statements(report):
        for i, n in enumerate(one["numbers"]):
            entry = entries.get(n["ref"], {})
            if entry.get("method") and n["ref"].split("/")[1] == own:
                for other in report["evidence"]["computations"]:
                    if other["method"] == entry["method"] and other["id"].split("/")[1] != own and other["unit"] == n["unit"] \
                            and other["value"] > 0 and "/driver" not in other["id"] and written(other["value"], n["unit"]):
                        options.append((one, i, other))
    if not options:
        return None
    one, i, other = rng.choice(options)
    for place in same(report, one):
        place["evidence"] = [other["id"] if e == place["numbers"][i]["ref"] else e for e in place["evidence"]]
        place["numbers"][i].update(ref=other["id"], value=other["value"])
        put(place, i, written(other["value"], other["unit"]))
    return f"{one['id']}: the figure of {other['id']}"


def wrong_company_name(report, rng):
    name = report["company"]["name"]
    peers = [p["name"] for p in report["peers"]] or ["Unilever"]
    def fits(s):
        return computed(s) and name + "'s operating margin" in s["text"]
    one = pick(rng, report, fits)
    if one is None or not report["peers"]:
        return None
    other = rng.choice(peers)
    for place in same(report, one):
        replace(place, name, other)
    return f"{one['id']}: {other} instead of {name}"


def swapped_direction(report, rng):
    pairs = [("rose", "fell"), ("grew", "shrank"), ("above", "below"), ("fell", "rose"), ("shrank", "grew"), ("below", "above")]
    def option(s):
        for old, new in pairs:
            if re.search(rf"\b{old}\b(?: by)? \d", s["text"]) or re.search(rf"(?:pp|days) {old}\b", s["text"]):
                return old, new
        return None
    one = pick(rng, report, lambda s: computed(s) and option(s))
    old, new = option(one)
    for place in same(report, one):
        match = re.search(rf"\b{old}\b(?: by)? \d", place["text"]) or re.search(rf"(?:pp|days) {old}\b", place["text"])
        at = place["text"].index(old, match.start())
        place["text"] = place["text"][:at] + new + place["text"][at + len(old):]
        for n in place["numbers"]:
            if n["start"] > at:
                n["start"] += len(new) - len(old)
    return f"{one['id']}: {old} as {new}"


def swapped_grade(report, rng):
    grade = re.compile(r"\bis (very strong|strong|moderate|modest|weak) for\b")
    one = pick(rng, report, lambda s: grade.search(s["text"]))
    if one is None:
        return None
    old = grade.search(one["text"])[1]
    new = "weak" if old.endswith("strong") else "strong"
    for place in same(report, one):
        replace(place, f"is {old} for", f"is {new} for")
    return f"{one['id']}: {old} as {new}"


def lost_sign(report, rng):
    one, i = with_number(rng, report, lambda s, n: shown(s, n).startswith("−"))
    if one is None:
        return None
    words = shown(one, one["numbers"][i])
    for place in same(report, one):
        put(place, i, words[1:])
    return f"{one['id']}: {words} without its sign"


def invented_citation(report, rng):
    one = pick(rng, report, lambda s: s["evidence"])
    for place in same(report, one):
        place["evidence"] = place["evidence"] + ["p/annual-report-2024.pdf/17"]
    return f"{one['id']}: cites a passage that isn't there"


def invented_source(report, rng):
    filings = [s for s in report["sources"] if s["kind"] == "filing" and s["evidence"]]
    if not filings:
        return None
    rng.choice(filings)["id"] = "0001234567-24-000123"
    return "a filing under an accession number that none has"


def invented_quotation(report, rng):
    one = pick(rng, report, lambda s: s["grade"] == "Quoted" and "“" in s["text"])
    if one is None:
        return None
    for place in same(report, one):
        at = place["text"].index("“") + 1
        place["text"] = place["text"][:at] + "Frankly, " + place["text"][at:]
        for n in place["numbers"]:
            n["start"] += len("Frankly, ")
    return f"{one['id']}: words that the document doesn't have"


def stale_statement(report, rng):
    entries = book(report)
    options = []
    for one in statements(report):
        labels = set(re.findall(r"FY20\d\d", one["text"]))
        if len(labels) != 1 or not computed(one) or len(one["numbers"]) != 1:
            continue
        label = labels.pop()
        old = f"FY{int(label[2:]) - 1}"
        ref = one["numbers"][0]["ref"].replace("/" + label, "/" + old)
        if ref in entries and ref != one["numbers"][0]["ref"] and entries[ref].get("value", -1) > 0 \
                and written(entries[ref]["value"], entries[ref]["unit"]):
            options.append((one, label, old, entries[ref]))
    if not options:
        return None
    one, label, old, entry = rng.choice(options)
    for place in same(report, one):
        place["evidence"] = [e.replace("/" + label, "/" + old) for e in place["evidence"] if e.replace("/" + label, "/" + old) in entries]
        place["numbers"][0].update(ref=entry["id"], value=entry["value"])
        put(place, 0, written(entry["value"], entry["unit"]))
        while replace(place, label, old):
            pass
    return f"{one['id']}: the figure of {old}, rightly named"


def stale_report(report, rng):
    newest = max(f["end"] for f in report["evidence"]["facts"] if f["company"] == report["company"]["id"])
    if newest < "2024-06":
        return None  # it is told of this report as it is
    report["created_at"] = "2031-03-01T10:00:00.000Z"
    return "made years after its figures"


def mixed_periods(report, rng):
    entries = book(report)
    options = []
    for c in report["evidence"]["computations"]:
        if c["period"]["fiscal_period"] != "FY" or c["id"].split("/")[1] != report["company"]["id"] or "/" not in c["formula"]:
            continue
        for name, ref in c["bindings"].items():
            if isinstance(ref, str) and ref in entries and "tag" in entries[ref] and "before" not in name and c["formula"] == c["formula"]:
                fact = entries[ref]
                for other in report["evidence"]["facts"]:
                    if other["tag"] == fact["tag"] and other["unit"] == fact["unit"] and other["company"] == fact["company"] \
                            and other["end"] < fact["end"] and bool(other["start"]) == bool(fact["start"]):
                        options.append((c, name, other))
    if not options:
        return None
    c, name, other = rng.choice(options)
    c["bindings"][name] = other["id"]
    c["inputs"] = [i for v in c["bindings"].values() for i in (v if isinstance(v, list) else [v])]
    values = {n: entries[r]["value"] for n, r in c["bindings"].items() if isinstance(r, str) and r in entries}
    if re.fullmatch(r"[a-z0-9_ /*+().-]+", c["formula"]) and len(values) == len(c["bindings"]):
        c["value"] = eval(c["formula"], {"__builtins__": {}}, values)
    return f"{c['id']}: {name} of {other['end']}"


def peer_of_another_time(report, rng):
    if not report["peers"]:
        return None
    peer = rng.choice(report["peers"])
    peer["period"]["end"] = f"{int(peer['period']['end'][:4]) - 4}{peer['period']['end'][4:]}"
    return f"{peer['name']} by a year long past"


def superlative(words):
    def plant(report, rng):
        one = pick(rng, report, lambda s: s["grade"] == "Computed" and s["text"].endswith(".") and not s["id"].startswith("scenarios"))
        for place in same(report, one):
            place["text"] = place["text"][:-1] + f", {words}."
        return f"{one['id']}: {words}"
    return plant


def contradicting_trait(report, rng):
    swot = report["frameworks"].get("swot")
    sections = {s["id"]: s for s in swot["sections"]} if swot else {}
    items = [i for i in sections.get("strengths", {}).get("items", []) if i["claim"]["numbers"]]
    if not items:
        return None
    item = rng.choice(items)
    other = {**item, "id": "weaknesses.99", "claim": {**item["claim"], "id": "swot.weaknesses.again"}, "so_what": None}
    sections["weaknesses"]["items"].append(other)
    return f"{item['id']}: a weakness, too"


def contradicting_movement(report, rng):
    growth = [s for s in statements(report) if re.search(r"revenue (grew|shrank) by", s["text"]) and "a year" not in s["text"]]
    if not growth:
        return None
    one = rng.choice(growth)
    label = re.findall(r"FY20\d\d", one["text"])[0]
    verb = "fell" if "revenue grew" in one["text"] else "rose"
    claim = {**one, "id": "summary.risk.99", "text": f"{report['company']['name']}'s revenue {verb} in {label}.", "numbers": [],
             "grade": "Computed"}
    report["executive_summary"]["risks"].append(claim)
    return f"revenue {verb} in {label}, it says elsewhere"


def missing_evidence(report, rng):
    one = pick(rng, report, lambda s: s["evidence"] and not s["numbers"]) or pick(rng, report, lambda s: s["evidence"])
    for place in same(report, one):
        place["evidence"] = []
    return f"{one['id']}: cites nothing"


def number_from_nowhere(report, rng):
    one = pick(rng, report, lambda s: s["grade"] == "Computed" and s["text"].endswith("."))
    for place in same(report, one):
        place["text"] = place["text"][:-1] + "; about 42 % of its customers would pay more."
    return f"{one['id']}: 42 % of customers"


def tampered_fact(report, rng):
    fact = rng.choice([f for f in report["evidence"]["facts"] if f["company"] == report["company"]["id"] and f["value"]])
    fact["value"] *= 1.25
    return f"{fact['id']}: a quarter more"


def tampered_computation(report, rng):
    one = rng.choice([c for c in report["evidence"]["computations"] if c["value"]])
    one["value"] *= 1.25
    return f"{one['id']}: a quarter more"


def tampered_formula(report, rng):
    one = rng.choice([c for c in report["evidence"]["computations"] if " / " in c["formula"] and c["value"] and "percentile" not in c["formula"]])
    one["formula"] = one["formula"].replace(" / ", " * ", 1)
    return f"{one['id']}: {one['formula']}"


def tampered_score(report, rng):
    scored = [s for f in report["frameworks"].values() for s in f["sections"] if s["score"]]
    if not scored:
        return None
    section = rng.choice(scored)
    section["score"]["value"] = 1.2 if section["score"]["value"] > 3 else 4.8
    return f"score of {section['id']}"


def tampered_table(report, rng):
    cells = [v for s in report["financials"]["statements"] for line in s["lines"] for v in line["values"] if v and v["value"]]
    cell = rng.choice(cells)
    cell["value"] *= 1.1
    return f"a cell of a statement: {cell['ref']}"


def no_counter_evidence(report, rng):
    report["executive_summary"].update(risks=[], complication=None)
    return "neither risks nor a complication"


def no_weaknesses(report, rng):
    sections = {s["id"]: s for s in report["frameworks"]["swot"]["sections"]}
    if not sections["strengths"]["items"]:
        return None
    sections["weaknesses"].update(items=[], not_derivable="")
    return "strengths without weaknesses"


def mixed_currencies(report, rng):
    def fits(s):
        return sum(1 for n in s["numbers"] if n["unit"] == "USD") > 1
    one = pick(rng, report, fits)
    if one is None:
        return None
    i = [k for k, n in enumerate(one["numbers"]) if n["unit"] == "USD"][0]
    for place in same(report, one):
        put(place, i, shown(place, place["numbers"][i]).replace("USD", "EUR"))
        place["numbers"][i]["unit"] = "EUR"
    return f"{one['id']}: euros beside dollars"


def missing_unit(report, rng):
    one, i = with_number(rng, report, lambda s, n: computed(s) and n["unit"] == "USD")
    if one is None:
        return None
    for place in same(report, one):
        place["numbers"][i]["unit"] = ""
        put(place, i, shown(place, place["numbers"][i]).replace("USD ", ""))
    return f"{one['id']}: dollars without a unit"


def no_impact(report, rng):
    sized = [r for r in report["recommendations"] if r["impact"]]
    if not sized:
        return None
    rng.choice(sized)["impact"] = None
    return "a recommendation without its impact"


def rests_on_nothing(report, rng):
    rng.choice(report["recommendations"])["links"] = ["swot.so.42"]
    return "a recommendation that rests on an item that isn't there"


ERRORS = {
    "wrong number": [wrong_number_in_text, wrong_number_throughout, wrong_number_at_one_place, number_from_nowhere],
    "wrong unit or scale": [wrong_scale, wrong_unit_in_text, wrong_unit_of_reference, missing_unit],
    "wrong period": [wrong_period_in_text, wrong_period_of_fact],
    "wrong company": [wrong_company_figure, wrong_company_name],
    "swapped sign or direction": [swapped_direction, swapped_grade, lost_sign],
    "invented citation": [invented_citation, invented_source, invented_quotation],
    "stale fact": [stale_statement, stale_report],
    "mixed periods": [mixed_periods, peer_of_another_time],
    "unsupported superlative": [superlative("the best of its industry"), superlative("as the undisputed market leader"),
                                superlative("a world-class result")],
    "contradiction": [contradicting_trait, contradicting_movement],
    "missing evidence": [missing_evidence],
    "tampered evidence": [tampered_fact, tampered_computation, tampered_formula, tampered_score, tampered_table],
    "missing counter-evidence": [no_counter_evidence, no_weaknesses],
    "mixed currencies": [mixed_currencies],
    "recommendation without ground": [no_impact, rests_on_nothing],
}
