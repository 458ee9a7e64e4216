# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks one report: every number that a reader sees must lead to a fact of a filing or to a computation that comes out
the same when it is done again from its printed formula."""
import json
import math
import os
import re

import walk_fetched
import walk_formula
import walk_periods
import walk_sources
import walk_split
import walk_text

TOLERANCE = 1e-9
# Strings that are no text for readers, or not ours: ids, units, dates, the user's own words, citations of papers,
# passages of documents, names of sources, and the review, whose numbers are counts or those that it finds wrong.
SKIPPED_KEYS = {
    "id", "ref", "evidence", "links", "affects", "formula", "method", "bindings", "inputs", "accession", "form", "filed",
    "unit", "tag", "taxonomy", "start", "end", "fiscal_year", "fiscal_period", "fiscal_year_end", "created_at", "started",
    "engine_version", "factor_ids", "depends_on", "sic", "ticker", "concept", "currency", "request", "passages", "metadata",
    "agents", "quality", "source", "sources", "member", "earlier", "company_id", "missing", "schema_version", "duration_s", "weight", "confidence",
}


RULE_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "health", "rules.json")
with open(RULE_FILE, encoding="utf-8") as stream:
    HEALTH = json.load(stream)
RELATIVE, RULES = HEALTH["relative"], {rule["figure"]: rule for rule in HEALTH["figures"]}


class ReportWalk:
    def __init__(self, report, filings, anchors, documents, fetched=None):
        self.report = report
        self.filings = filings
        self.anchors = anchors
        self.documents = documents
        self.fetched = fetched or walk_fetched.Fetched(None)
        self.problems = []
        self.counts = {"texts": 0, "numbers": 0, "figures": 0, "facts": 0, "computations": 0, "claims": 0,
                       "passages": 0}
        evidence = report["evidence"]
        self.facts = {fact["id"]: fact for fact in evidence["facts"]}
        self.computations = {entry["id"]: entry for entry in evidence["computations"]}
        self.passages = {entry["id"]: entry for entry in evidence["passages"]}
        self.quotes = {entry["id"]: entry["text"] for entry in evidence["passages"]}
        self.quotes.update({e["id"]: e["text"] + "\n" + e["reasoning"] for e in evidence["playbook"]})
        self.claims = {claim["id"]: claim for claim in report["claims"]}
        self.names = [report["company"]["name"], report["company"]["legal_name"], report["request"]["company"]]
        self.names += [part["name"] for split in report["financials"]["breakdowns"] for part in split["parts"]]
        self.names += [peer["name"] for peer in report["peers"]] + report["company"]["aliases"]
        self.reached = {}
        self.period_ends = {}

    def complain(self, where, what):
        self.problems.append(f"{where}: {what}")

    def run(self):
        self.collect_periods(self.report)
        for fact in self.facts.values():
            self.check_fact(fact)
        for computation in self.computations.values():
            self.check_computation(computation)
        for passage in self.passages.values():
            self.check_passage(passage)
        self.check_cycles()
        self.walk(self.report, "")
        self.check_scores()
        self.check_columns()
        self.problems += walk_split.check_breakdowns(self)
        self.problems += walk_split.check_sources(self)
        return self.problems

    # ---- Evidence ----------------------------------------------------------------------------------------------

    def known(self, ref):
        return ref in self.facts or ref in self.computations or ref in self.quotes

    def value_of(self, ref):
        """(value, unit) of a fact or computation."""
        entry = self.facts.get(ref) or self.computations.get(ref)
        return (entry["value"], entry["unit"]) if entry else None

    def check_fact(self, fact):
        self.counts["facts"] += 1
        where = f"fact {fact['id']}"
        span = f"{fact['start']}..{fact['end']}" if fact["start"] else fact["end"]
        parts = ["f", fact["company"], fact["taxonomy"], fact["tag"], fact["unit"], span]
        if fact.get("dimensions"):
            parts.append(fact["dimensions"])
        if fact["id"] != "/".join(parts).replace(" ", "_"):
            self.complain(where, "the id is not made of the fact's own fields")
        if fact["taxonomy"] == "market" or fact["source"].startswith("World Bank, "):
            for problem in self.fetched.check_fact(fact, self.report["sources"]):
                self.complain(where, problem)
        elif fact["taxonomy"] == "anchor":
            for problem in self.anchors.check(fact):
                self.complain(where, problem)
        elif fact["taxonomy"] == "user":
            if self.report["request"]["market_cap"] != fact["value"]:
                self.complain(where, "is not what the request gives")
        else:
            for problem in walk_sources.check_fact(fact, self.filings, self.documents):
                self.complain(where, problem)

    def check_passage(self, passage):
        self.counts["passages"] += 1
        if self.fetched.is_online(passage):
            for problem in self.fetched.check_passage(passage, self.report["sources"]):
                self.complain(f"passage {passage['id']}", problem)
            return
        for problem in self.documents.check_passage(passage, self.report["request"]["context"]):
            self.complain(f"passage {passage['id']}", problem)

    def check_computation(self, computation):
        self.counts["computations"] += 1
        where = f"computation {computation['id']}"
        bindings = computation["bindings"]
        bound = []
        for refs in bindings.values():
            bound += refs if isinstance(refs, list) else [refs]
        if set(bound) != set(computation["inputs"]) or len(computation["inputs"]) != len(set(computation["inputs"])):
            extra = set(computation["inputs"]) ^ set(bound)
            self.complain(where, f"inputs and bindings differ by {sorted(extra)}")
        unknown = [ref for ref in bound if self.value_of(ref) is None]
        if unknown:
            self.complain(where, f"its inputs {unknown} are not in the evidence")
            return
        try:
            tree = walk_formula.Parser(computation["formula"]).parse()
        except walk_formula.FormulaError as error:
            self.complain(where, f"formula: {error}")
            return
        names = walk_formula.names_of(tree)
        if names != set(bindings):
            self.complain(where, f"the formula and the bindings name different things: {sorted(names ^ set(bindings))}")
            return
        values, units = {}, {}
        for name, refs in bindings.items():
            entries = [self.value_of(ref) for ref in (refs if isinstance(refs, list) else [refs])]
            values[name] = [entry[0] for entry in entries] if isinstance(refs, list) else entries[0][0]
            kinds = {tuple(sorted(walk_formula.dimension_of_unit(entry[1]).items())) for entry in entries}
            if len(kinds) > 1:
                self.complain(where, f"{name} mixes units {sorted({entry[1] for entry in entries})}")
            units[name] = entries[0][1] if entries else "pure"
        try:
            value = walk_formula.as_number(walk_formula.evaluate(tree, values))
            dimension = walk_formula.dimension(tree, units)
        except walk_formula.FormulaError as error:
            self.complain(where, f"formula: {error}")
            return
        if abs(value - computation["value"]) > TOLERANCE * max(abs(value), abs(computation["value"]), 1e-300):
            self.complain(where, f"comes out as {value!r}, not {computation['value']!r}")
        if dimension != walk_formula.dimension_of_unit(computation["unit"]):
            self.complain(where, f"its unit is {computation['unit']}, the formula gives {dimension or 'a plain number'}")
        walk_periods.check_inputs(self, computation, where)

    def span_of(self, ref):
        """(start, end) of an input; None for what has no period of filings (published averages)."""
        if ref in self.facts:
            fact = self.facts[ref]
            return None if fact["taxonomy"] in ("anchor", "user", "market") else (fact["start"], fact["end"])
        if self.computations[ref]["method"] == "market_value":
            return None  # of the day of its price, whatever year it is held against
        period = self.computations[ref]["period"]
        return (period["start"], period["end"]) if period["end"] else None

    def company_of(self, ref):
        return self.facts[ref]["company"] if ref in self.facts else ref.split("/")[1]

    def check_cycles(self):
        state = {}

        def visit(ref):
            if ref not in self.computations or state.get(ref) == "done":
                return
            if state.get(ref) == "open":
                self.complain(f"computation {ref}", "is an input of itself")
                return
            state[ref] = "open"
            for source in self.computations[ref]["inputs"]:
                visit(source)
            state[ref] = "done"

        for ref in self.computations:
            visit(ref)

    def reach(self, ref):
        """All that a piece of evidence rests on, itself included."""
        if ref not in self.reached:
            self.reached[ref] = {ref}
            if ref in self.computations:
                self.reached[ref] = {ref}.union(*(self.reach(source) for source in self.computations[ref]["inputs"]))
        return self.reached[ref]

    # ---- Texts and figures -------------------------------------------------------------------------------------

    def collect_periods(self, node):
        """Which dates the report's period names stand for."""
        if isinstance(node, dict):
            if node.get("label") and "fiscal_period" in node and node.get("end"):
                self.period_ends.setdefault(node["label"], set()).add(node["end"])
            for value in node.values():
                self.collect_periods(value)
        elif isinstance(node, list):
            for value in node:
                self.collect_periods(value)

    def walk(self, node, path):
        if isinstance(node, dict):
            if {"text", "numbers", "evidence", "grade"} <= set(node):
                self.check_claim(node, path)
                return
            if {"value", "unit", "ref", "period"} <= set(node):
                self.check_figure(node, path)
                return
            if {"label", "start", "end", "fiscal_year", "fiscal_period"} == set(node):
                self.check_period(node, path)
                return
            for key, value in node.items():
                if key == "evidence" and not path:
                    self.walk_evidence(value)
                elif key == "company" and (path == "financials" or path.startswith("peers")):
                    continue  # an id
                elif key == "rule" and "judged_by" in node:
                    self.check_rule(node, f"{path}.rule")
                elif key not in SKIPPED_KEYS:
                    self.walk(value, f"{path}.{key}" if path else key)
        elif isinstance(node, list):
            for number, value in enumerate(node):
                self.walk(value, f"{path}[{number}]")
        elif isinstance(node, str):
            self.check_text(node, path)

    def walk_evidence(self, evidence):
        for computation in evidence["computations"]:
            self.check_text(computation["title"], f"title of {computation['id']}")
            self.check_period(computation["period"], f"period of {computation['id']}")
        for entry in evidence["playbook"]:
            self.check_text(entry["text"], entry["id"])
            self.check_text(entry["reasoning"], f"reasoning of {entry['id']}")

    def check_rule(self, reading, path):
        """Bounds of a rule are no figures of the company: they must be those of the file of rules, or of what it names."""
        self.counts["texts"] += 1
        if RULES.get(reading["id"], {}).get("by") == "range":
            bounds = [figure["value"] for figure in reading["judged_by"]]
        elif reading["basis"] == "peers":
            bounds = [RELATIVE["strong_percentile"], RELATIVE["weak_percentile"]]
            bounds += [1 - bound for bound in bounds]
        else:
            bounds = [bound for side in ("strong", "weak")
                      for bound in RULES.get(reading["id"], {}).get(side, {}).values()]
        known = {f"{abs(bound * factor):.{decimals}f}" for bound in bounds for factor in (1, 100) for decimals in (0, 1, 2)}
        for printed in walk_text.NUMBER.findall(reading["rule"]):
            if printed not in known:
                self.complain(path, f"the bound {printed} is in no rule: {reading['rule'][:90]!r}")

    def check_text(self, text, path, spans=()):
        self.counts["texts"] += 1
        for stray in walk_text.strays(text, spans, self.names):
            self.complain(path, f"the number {stray} has no evidence: {text[:90]!r}")

    def check_period(self, period, path):
        year, part = period["fiscal_year"], period["fiscal_period"]
        expected = period["end"] if not year or not part else f"FY{year}" if part == "FY" else f"{part} FY{year}"
        if period["label"] != (expected or ""):
            self.complain(path, f"the period is called {period['label']}, its fields say {expected}")

    def check_claim(self, claim, path):
        self.counts["claims"] += 1
        where = f"claim {claim['id']} ({path})"
        if self.claims.get(claim["id"]) != claim:
            self.complain(where, "is not the claim of this id in claims[]")
        missing = [ref for ref in claim["evidence"] if not self.known(ref)]
        if missing:
            self.complain(where, f"cites what is not in the evidence: {missing}")
        spans = []
        for number in claim["numbers"]:
            span = (number["start"], number["start"] + number["length"])
            spans.append(span)
            self.check_number(number, claim, where)
        ordered = sorted(spans)
        if any(left[1] > right[0] for left, right in zip(ordered, ordered[1:])):
            self.complain(where, "two numbers share characters")
        self.check_text(claim["text"], where, spans)
        if claim["grade"] in ("Computed", "Quoted", "Model") and not claim["evidence"]:
            self.complain(where, f"is {claim['grade']} and cites nothing")
        self.check_citations(claim, where)
        self.check_claimed_periods(claim, where)
        if "rewords" in claim or claim["grade"] == "Model":
            self.check_wording(claim, where)
        if "contrary" in claim:
            self.check_contrary(claim["contrary"], where)

    def check_wording(self, claim, where):
        """A language model's sentence: its figures are those of the sentence that it replaces, and it knows no better."""
        if claim["grade"] != "Model":
            self.complain(where, f"rewords a claim and is {claim['grade']}")
        for number in claim["numbers"]:
            if number["unit"] == "quoted" or number["ref"] in self.quotes:
                self.complain(where, "a model quotes a number")
        engine = claim.get("rewords")
        if engine is None:
            if claim["confidence"] > 0.4:
                self.complain(where, f"is a model's own and has confidence {claim['confidence']}")
            return
        if engine["grade"] == "Model" or claim["confidence"] > min(engine["confidence"], 0.6):
            self.complain(where, f"is rated {claim['confidence']}, what it rewords {engine['confidence']}")
        figures = [[(number["ref"], number["unit"], number["value"]) for number in one["numbers"]] for one in (claim, engine)]
        if figures[0] != figures[1]:
            self.complain(where, f"has not the figures of what it rewords: {figures[0]} for {figures[1]}")
        if walk_text.claimed_periods(claim["text"]) != walk_text.claimed_periods(engine["text"]):
            self.complain(where, "speaks of other periods than what it rewords")
        spans = [(number["start"], number["start"] + number["length"]) for number in engine["numbers"]]
        for number in engine["numbers"]:
            self.check_number(number, {**claim, "text": engine["text"]}, where)
        self.check_text(engine["text"], where, spans)

    def check_contrary(self, contrary, where):
        passage = self.passages.get(contrary["passage"])
        if passage is None:
            self.complain(where, f"is contradicted by {contrary['passage']}, which is not in the evidence")
        elif contrary["quote"] not in passage["text"]:
            self.complain(where, f"the words against it are not those of {contrary['passage']}")

    def check_number(self, number, claim, where):
        self.counts["numbers"] += 1
        text = claim["text"][number["start"]:number["start"] + number["length"]]
        if number["ref"] not in claim["evidence"]:
            self.complain(where, f"{text!r} rests on {number['ref']}, which the claim doesn't cite")
        if number["unit"] == "quoted":
            source = self.quotes.get(number["ref"])
            if source is None or text not in source:
                self.complain(where, f"{text!r} is not in what it quotes")
            return
        entry = self.value_of(number["ref"])
        if entry is None:
            self.complain(where, f"{text!r} rests on {number['ref']}, which is not in the evidence")
            return
        value, unit = entry
        if number["unit"] != unit or not walk_sources.same_number(number["value"], value):
            self.complain(where, f"{text!r} is {number['value']!r} {number['unit']}, its evidence {value!r} {unit}")
        printed = walk_text.read_printed(text)
        if printed is None:
            self.complain(where, f"{text!r} is no number as they are printed here")
            return
        if not walk_text.fits_unit(printed, unit):
            self.complain(where, f"{text!r} is not how {unit} is printed")
        if printed.kind == "percentile" and not walk_text.suffix_ordinal(text):
            self.complain(where, f"{text!r} has the wrong ending")
        # "fell by USD 12 M" shows the magnitude of a negative value.
        shown = abs(value) if value < 0 and not text.startswith(walk_text.MINUS) else value
        if abs(printed.value - shown) > printed.tolerance * (1 + 1e-9) + 1e-12 * abs(shown):
            self.complain(where, f"{text!r} is not {value!r} at the precision printed")

    def check_citations(self, claim, where):
        """Every fact cited is either printed or an input of a computation that is cited."""
        shown = {number["ref"] for number in claim["numbers"]}
        inputs = set()
        for ref in claim["evidence"]:
            if ref in self.computations:
                inputs |= self.reach(ref) - {ref}
        for ref in claim["evidence"]:
            if ref in self.facts and ref not in shown and ref not in inputs:
                self.complain(where, f"cites {ref}, which is neither printed nor an input of what it cites")

    def check_claimed_periods(self, claim, where):
        """A period named in the text is one that the evidence is of."""
        reached = set().union(set(), *(self.reach(ref) for ref in claim["evidence"]))
        ends = {self.span_of(ref)[1] for ref in reached if self.value_of(ref) and self.span_of(ref)}
        if not ends:
            self.check_quoted_years(claim, where)
            return
        for label in walk_text.claimed_periods(claim["text"]):
            if not self.period_ends.get(label, set()) & ends:
                self.complain(where, f"speaks of {label}, but none of its evidence is of that period")

    def check_quoted_years(self, claim, where):
        """A fiscal year named beside a quotation is one that a document cited reports on."""
        cited = {ref.split("/")[1] for ref in claim["evidence"] if ref in self.passages}
        years = {source["fiscal_year"] for source in self.report["sources"] if source["id"] in cited}
        words = re.sub("“[^”]*”", "", claim["text"])
        for label in walk_text.claimed_periods(words) if cited else ():
            if int(label[-4:]) not in years:
                self.complain(where, f"speaks of {label}, but no document that it quotes is of that year")

    def check_figure(self, figure, path):
        self.counts["figures"] += 1
        entry = self.value_of(figure["ref"])
        self.check_period(figure["period"], path)
        if entry is None:
            self.complain(path, f"rests on {figure['ref']}, which is not in the evidence")
            return
        if figure["unit"] != entry[1] or not walk_sources.same_number(figure["value"], entry[0]):
            self.complain(path, f"is {figure['value']!r} {figure['unit']}, its evidence {entry[0]!r} {entry[1]}")
        span = self.span_of(figure["ref"])
        if span and figure["period"]["end"] and figure["period"]["end"] != span[1]:
            self.complain(path, f"is of {figure['period']['end']}, its evidence of {span[1]}")

    def check_scores(self):
        values = [entry["value"] for entry in self.computations.values()]
        for name, framework in self.report["frameworks"].items():
            for section in framework["sections"]:
                score = section["score"]
                if score is None:
                    continue
                where = f"score of {name}.{section['id']}"
                entry = self.computations.get(score["ref"])
                if entry is None or entry["value"] != score["value"]:
                    self.complain(where, f"{score['value']} is not what {score['ref']} gives")
                for bound in ("low", "high"):
                    if score[bound] not in values:
                        self.complain(where, f"no computation gives its {bound} bound {score[bound]}")
                if not score["scale_min"] <= score["low"] <= score["value"] <= score["high"] <= score["scale_max"]:
                    self.complain(where, "value, interval and scale don't stand in order")
                weights = [driver["weight"] for driver in section["drivers"]]
                if weights and math.fsum(weights) > 1 + 1e-9:
                    self.complain(where, "the drivers' weights sum to more than one")

    def check_columns(self):
        """A figure stands in the column of its own period."""
        financials = self.report["financials"]
        for statement in financials["statements"]:
            for line in statement["lines"]:
                where = f"{statement['frequency']} {statement['kind']}, {line['concept']}"
                if len(line["values"]) != len(statement["periods"]):
                    self.complain(where, "has another number of values than the statement of periods")
                for figure, period in zip(line["values"], statement["periods"]):
                    if figure and figure["period"]["end"] != period["end"]:
                        self.complain(where, f"shows {figure['period']['end']} in the column of {period['end']}")
                    span = self.span_of(figure["ref"]) if figure and self.value_of(figure["ref"]) else None
                    expected = "year" if statement["frequency"] == "annual" else "quarter"
                    if span and walk_periods.duration_class(*span) not in ("instant", expected):
                        self.complain(where, f"{period['label']} is of {walk_periods.duration_class(*span)}, not of a {expected}")
        for ratio in financials["ratios"]:
            for value in ratio["values"]:
                if (value["figure"] is None) == (value["not_derivable"] == ""):
                    self.complain(f"ratio {ratio['id']}", "must have a figure or a reason, not both or neither")
                if value["figure"] and value["figure"]["period"]["end"] != value["period"]["end"]:
                    self.complain(f"ratio {ratio['id']}", f"shows another period under {value['period']['label']}")
