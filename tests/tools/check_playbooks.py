#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the industry playbooks to their rules (docs/playbooks.md).

check_playbooks.py ROOT        exit 1 and one line a fault: schema, allowed values, coverage, figures or company names
                               in a text, sentences that two industries share.
check_playbooks.py --self-test plants each kind of fault in a small playbook and demands that it is found.
"""

import copy
import json
import pathlib
import re
import sys

RATIOS = set("""gross_margin operating_margin rd_intensity capex_intensity sga_intensity advertising_intensity
    asset_turnover revenue_growth days_inventory roic fcf_margin deferred_revenue_share
    cash_conversion_cycle""".split())
FORCES = ["rivalry", "suppliers", "buyers", "new_entrants", "substitutes"]
CLASSES = ["political", "economic", "social", "technological", "environmental", "legal"]
ACTIONS = ["eliminate", "reduce", "raise", "create"]
USES = ({"porter." + force for force in FORCES} | {"pestel." + name for name in CLASSES}
        | {"blue_ocean." + action for action in ACTIONS}
        | {"swot.opportunities", "swot.threats", "summary.risk"})
TOPICS = set("""growth profitability cash liquidity leverage efficiency competition customers suppliers innovation
    regulation technology expansion risk investment valuation""".split())
FIELDS = {
    "direction": {"raises", "lowers", "opportunity", "threat", "mixed"},
    "impact": {"high", "medium", "low"},
    "likelihood": {"in force", "proposed", "may"},
    "horizon": {"now", "one to two years", "three to five years", "beyond five years"},
    "exposed_line": set("""revenue cost_of_revenue gross_profit research_and_development selling_general_admin
        operating_income inventory capex long_term_debt ppe_net receivables""".split()),
    "indicator": None,  # free text
}
CONDITIONS = {"above", "below", "rising", "falling"}
STATEMENTS = range(22, 31)
LENGTHS = {"text": range(50, 421), "reasoning": range(50, 521), "indicator": range(8, 161)}
SHINGLE = 6        # words in a row that no two industries may share
SIMILARITY = 0.35  # Jaccard index of two statements' content words
MIN_CONDITIONAL = 3

KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
SNAKE = re.compile(r"[a-z]+(_[a-z]+)*")
# A playbook speaks of an industry; what holds for one company is told by its figures.
COMPANIES = re.compile(
    r"\b(3M|Adobe|Alcoa|Alphabet|Amazon|Apple|Boeing|Chevron|Coca[- ]Cola|Costco|Ford|Freeport|General Motors|Google|"
    r"Home Depot|Honeywell|Impinj|Intel|Intuit|Intuitive Surgical|Lemonade|Meta|Microsoft|Netflix|NextEra|Nike|NVIDIA|"
    r"Oracle|Pepsi\w*|Prologis|Samsung|Tesla|Toyota|TSMC|Visa|Volkswagen|Walmart|Disney|Airbus|BYD|Mastercard|Exxon\w*)\b")
STOP_WORDS = set("""a an and are as at be been before but by can do does each for from has have if in into is it its
    more most no not of on once only or other out over own so such than that the their them then there these they
    this those to under until what when where which while who whose will with would""".split())


def words_of(text):
    return re.findall(r"[a-z]+", text.lower().replace("\u2019", "'"))


def shingles(text):
    words = words_of(text)
    return {" ".join(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def similarity(left, right):
    return len(left & right) / len(left | right) if left and right else 0.0


def check_fields(fields):
    if not isinstance(fields, dict):
        yield "fields is not an object"
        return
    for name, allowed in FIELDS.items():
        value = fields.get(name)
        if not isinstance(value, str) or not value:
            yield f"field {name} is missing"
        elif allowed is not None and value not in allowed:
            yield f"field {name} has the unknown value '{value}'"
    for name in sorted(set(fields) - set(FIELDS)):
        yield f"unknown field {name}"


def check_direction(uses, direction):
    """Porter speaks of a force that rises or falls, the rest of what is good or bad for the company."""
    for use in uses:
        kind = use.split(".")[0]
        allowed = {"porter": {"raises", "lowers", "mixed"}, "pestel": {"opportunity", "threat", "mixed"}}.get(kind)
        if use == "swot.opportunities" or kind == "blue_ocean":
            allowed = {"opportunity"}
        if use in ("swot.threats", "summary.risk"):
            allowed = {"threat", "raises"}
        if allowed and direction not in allowed:
            yield f"direction '{direction}' does not fit {use}"


def check_prose(name, text):
    if not isinstance(text, str):
        yield f"{name} is missing"
        return
    if len(text) not in LENGTHS[name]:
        yield f"{name} has {len(text)} characters"
    if any(c.isdigit() for c in text) or re.search(r"%|\bper ?cent\b", text):
        yield f"{name} contains a figure"
    if COMPANIES.search(text):
        yield f"{name} names a company: {COMPANIES.search(text).group()}"
    if text != text.strip() or "  " in text:
        yield f"{name} has stray spaces"
    if name != "indicator" and not text.endswith("."):
        yield f"{name} does not end as a sentence"
    if re.search(r"\b(TODO|TBD|FIXME|lorem)\b", text, re.IGNORECASE):
        yield f"{name} is unfinished"


def check_list(statement, name, allowed, may_be_empty=False):
    values = statement.get(name)
    if not isinstance(values, list) or not (values or may_be_empty):
        yield f"{name} is missing or empty"
        return
    if len(set(values)) != len(values):
        yield f"{name} repeats a value"
    for value in values:
        if not allowed(value):
            yield f"{name} has the unknown value '{value}'"


def check_statement(statement):
    known = {"id", "uses", "text", "reasoning", "topics", "regions", "fields", "when"}
    for name in sorted(set(statement) - known):
        yield f"unknown key {name}"
    if not KEBAB.fullmatch(str(statement.get("id", ""))):
        yield "id is not kebab-case"
    yield from check_list(statement, "uses", lambda value: value in USES)
    yield from check_list(statement, "topics", lambda value: value in TOPICS)
    yield from check_list(statement, "regions", lambda value: re.fullmatch("[A-Z]{2}", value), may_be_empty=True)
    yield from check_fields(statement.get("fields"))
    yield from check_prose("text", statement.get("text"))
    yield from check_prose("reasoning", statement.get("reasoning"))
    if isinstance(statement.get("fields"), dict):
        yield from check_prose("indicator", statement["fields"].get("indicator"))
        yield from check_direction(statement.get("uses", []), statement["fields"].get("direction"))
    if similarity(set(words_of(str(statement.get("text")))) - STOP_WORDS,
                  set(words_of(str(statement.get("reasoning")))) - STOP_WORDS) > 0.5:
        yield "reasoning repeats the text"
    if "when" in statement:
        when = statement["when"]
        if not isinstance(when, dict) or set(when) != {"ratio", "is"}:
            yield "when does not have exactly ratio and is"
        else:
            if when["ratio"] not in RATIOS:
                yield f"when names the unknown ratio '{when['ratio']}'"
            if when["is"] not in CONDITIONS:
                yield f"when has the unknown condition '{when['is']}'"


def check_coverage(statements):
    count = {use: 0 for use in USES}
    for statement in statements:
        for use in statement.get("uses", []):
            count[use] = count.get(use, 0) + 1
    for use in ["porter." + force for force in FORCES] + ["pestel." + name for name in CLASSES]:
        if count[use] < 2:
            yield f"{use} has {count[use]} statements, two are needed"
    for use in ("swot.opportunities", "swot.threats"):
        if count[use] < 2:
            yield f"{use} has {count[use]} statements, two are needed"
    if sum(count["blue_ocean." + action] for action in ACTIONS) < 2 or count["blue_ocean.create"] < 1:
        yield "blue_ocean needs two statements, one of them of create"
    if not any("summary.risk" in s.get("uses", []) and "when" not in s and not s.get("regions") for s in statements):
        yield "summary.risk needs a statement that always holds"
    if sum("when" in statement for statement in statements) < MIN_CONDITIONAL:
        yield f"fewer than {MIN_CONDITIONAL} statements have a condition"
    if not any(statement.get("regions") for statement in statements):
        yield "no statement is about a region"
    if len(statements) not in STATEMENTS:
        yield f"{len(statements)} statements, {STATEMENTS.start} to {STATEMENTS.stop - 1} are wanted"


def check_playbook(name, playbook, industries):
    for key in ("industry", "title", "reviewed", "competing_factors", "statements"):
        if not playbook.get(key):
            yield f"{name}: {key} is missing"
            return
    for key in sorted(set(playbook) - {"industry", "title", "reviewed", "competing_factors", "statements"}):
        yield f"{name}: unknown key {key}"
    if playbook["industry"] != name or not SNAKE.fullmatch(name):
        yield f"{name}: the industry '{playbook['industry']}' is not the file's name"
    if industries is not None and name not in industries:
        yield f"{name}: resources/industry/sectors.json has no such industry"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", playbook["reviewed"]):
        yield f"{name}: reviewed is not a date"
    factors = playbook["competing_factors"]
    if not 3 <= len(set(factors)) == len(factors) <= 6 or not set(factors) <= RATIOS:
        yield f"{name}: competing_factors is not three to six known ratios"
    seen = set()
    for statement in playbook["statements"]:
        where = f"{name}/{statement.get('id')}"
        if statement.get("id") in seen:
            yield f"{where}: id is used twice"
        seen.add(statement.get("id"))
        for fault in check_statement(statement):
            yield f"{where}: {fault}"
    for fault in check_coverage(playbook["statements"]):
        yield f"{name}: {fault}"


def prose_of(statement):
    return [str(statement.get(key, "")) for key in ("text", "reasoning")]


def check_shared(playbooks):
    """No run of words and no near-sentence may stand in two files; within a file no sentence stands twice."""
    owner = {}
    sentences = set()
    bags = []
    for name, playbook in sorted(playbooks.items()):
        for statement in playbook.get("statements", []):
            where = f"{name}/{statement.get('id')}"
            for prose in prose_of(statement):
                if prose in sentences:
                    yield f"{where}: a sentence stands twice"
                sentences.add(prose)
                for shingle in sorted(shingles(prose)):
                    other = owner.setdefault(shingle, (name, where))
                    if other[0] != name:
                        yield f"{where}: shares '{shingle}' with {other[1]}"
                bag = set(words_of(prose)) - STOP_WORDS
                for other_name, other_where, other_bag in bags:
                    if other_name != name and similarity(bag, other_bag) >= SIMILARITY:
                        yield f"{where}: is too like {other_where}"
                bags.append((name, where, bag))


def industries_of(root):
    """Ids of sectors.json; None as long as there is no such file. Takes a list or a map of industries."""
    path = root / "resources" / "industry" / "sectors.json"
    if not path.exists():
        return None
    industries = json.loads(path.read_text(encoding="utf-8"))["industries"]
    return set(industries) if isinstance(industries, dict) else {industry["id"] for industry in industries}


def check_tree(root):
    paths = sorted((root / "resources" / "playbooks").glob("*.json"))
    if len(paths) < 8:
        yield f"{len(paths)} playbooks, at least eight are wanted"
    playbooks = {}
    for path in paths:
        try:
            playbooks[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{path.stem}: not JSON: {error}"
    industries = industries_of(root)
    for name, playbook in playbooks.items():
        yield from check_playbook(name, playbook, industries)
    yield from check_shared(playbooks)


def sample():
    """A playbook without a fault, of words that mean nothing."""
    uses = ["porter." + force for force in FORCES] + ["pestel." + name for name in CLASSES]
    uses = uses * 2 + ["swot.opportunities", "swot.opportunities", "swot.threats", "swot.threats",
                       "blue_ocean.create", "blue_ocean.raise", "summary.risk"]
    directions = {"porter": "raises", "pestel": "mixed", "blue_ocean": "opportunity", "summary": "threat"}
    statements = []
    for i, use in enumerate(uses):
        word = "".join(chr(ord("a") + int(digit)) for digit in f"{i:02}")
        direction = directions.get(use.split(".")[0], "opportunity" if use.endswith("opportunities") else "threat")
        statement = {
            "id": "kite-" + word, "uses": [use],
            "text": " ".join(f"kite{word}{c}" for c in "qrstuvwxyz") + ".",
            "reasoning": " ".join(f"wind{word}{c}" for c in "qrstuvwxyz") + ".",
            "topics": ["risk"], "regions": ["DE"] if i == 0 else [],
            "fields": {"direction": direction, "impact": "low", "likelihood": "may", "horizon": "now",
                       "indicator": "wind speed", "exposed_line": "revenue"}}
        if i in (1, 2, 3):
            statement["when"] = {"ratio": "gross_margin", "is": "above"}
        statements.append(statement)
    return {"industry": "kites", "title": "Kites", "reviewed": "2026-01-31",
            "competing_factors": ["gross_margin", "roic", "fcf_margin"], "statements": statements}


def faults_of(playbook, industries=None):
    return list(check_playbook("kites", playbook, industries)) + list(check_shared({"kites": playbook}))


def self_test():
    failures = [f"the sample has a fault: {fault}" for fault in faults_of(sample())]

    def plant(expected, change, industries=None):
        playbook = sample()
        change(playbook)
        if not any(expected in fault for fault in faults_of(playbook, industries)):
            failures.append(f"not found: {expected}")

    def set_in(index, key, value):
        return lambda playbook: playbook["statements"][index].__setitem__(key, value)

    def set_field(key, value):
        return lambda playbook: playbook["statements"][0]["fields"].__setitem__(key, value)

    plant("is not the file's name", lambda p: p.__setitem__("industry", "boats"))
    plant("has no such industry", lambda p: None, {"boats"})
    plant("reviewed is not a date", lambda p: p.__setitem__("reviewed", "soon"))
    plant("competing_factors", lambda p: p.__setitem__("competing_factors", ["gross_margin", "beauty", "roic"]))
    plant("title is missing", lambda p: p.pop("title"))
    plant("unknown key mood", lambda p: p.__setitem__("mood", "good"))
    plant("id is used twice", set_in(1, "id", "kite-aa"))
    plant("id is not kebab-case", set_in(0, "id", "Kite_aa"))
    plant("uses has the unknown value", set_in(0, "uses", ["porter.rivals"]))
    plant("topics has the unknown value", set_in(0, "topics", ["weather"]))
    plant("regions has the unknown value", set_in(0, "regions", ["Germany"]))
    plant("field direction has the unknown value", set_field("direction", "sideways"))
    plant("direction 'threat' does not fit", set_field("direction", "threat"))
    plant("field exposed_line has the unknown value", set_field("exposed_line", "goodwill"))
    plant("indicator contains a figure", set_field("indicator", "wind above 7"))
    plant("text contains a figure", set_in(0, "text", "Kites fly best on 2 strings, which is what every flyer says."))
    plant("reasoning contains a figure", set_in(0, "reasoning", "Two strings steer a kite, and 9 would only tangle it."))
    plant("text contains a figure", set_in(0, "text", "Kites lose ten per cent of their lift in rain, as every flyer says."))
    plant("text names a company", set_in(0, "text", "Kites made by Tesla would fly without any wind, or so some say."))
    plant("text does not end", set_in(0, "text", "Kites fly best on two strings, which is what every flyer says"))
    plant("text has 6 characters", set_in(0, "text", "Kites."))
    plant("reasoning repeats the text", lambda p: set_in(0, "reasoning", p["statements"][0]["text"])(p))
    plant("a sentence stands twice", lambda p: set_in(0, "text", p["statements"][1]["text"])(p))
    plant("when names the unknown ratio", set_in(0, "when", {"ratio": "beauty", "is": "above"}))
    plant("when has the unknown condition", set_in(0, "when", {"ratio": "roic", "is": "nice"}))
    plant("porter.rivalry has 1", lambda p: p["statements"].pop(0))
    plant("summary.risk needs", set_in(28, "regions", ["US"]))
    plant("blue_ocean needs", set_in(26, "uses", ["blue_ocean.reduce"]))
    plant("fewer than", lambda p: [statement.pop("when", None) for statement in p["statements"]])
    plant("no statement is about a region", set_in(0, "regions", []))
    plant("30 are wanted", lambda p: p.__setitem__("statements", p["statements"] * 2))

    shared = sample()
    shared["statements"][0]["text"] = "On a calm day the old kite stays in its box beside the dry boat."
    other = copy.deepcopy(shared)
    for i, statement in enumerate(other["statements"]):
        statement["text"] = f"Boat {'x' * (i + 1)} sails."
        statement["reasoning"] = f"Wave {'y' * (i + 1)} rolls."
    if list(check_shared({"kites": shared, "boats": other})):
        failures.append("two unlike playbooks are called alike")
    other["statements"][0]["text"] = "Nobody minds that the old kite stays in its box, least of all the boatman himself."
    if not any("shares 'the old kite stays in its'" in f for f in check_shared({"kites": shared, "boats": other})):
        failures.append("not found: a run of words in two files")
    other["statements"][0]["text"] = "The old kite, dry beside the boat, stays on a calm day boxed."
    if not any("is too like" in fault for fault in check_shared({"kites": shared, "boats": other})):
        failures.append("not found: a near-sentence in two files")
    return failures


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    faults = self_test() if arguments[1] == "--self-test" else list(check_tree(pathlib.Path(arguments[1])))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
