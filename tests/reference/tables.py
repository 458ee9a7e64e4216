# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference's tables with our figures: pure functions of what was measured.

A cell is a text that is made of a measured number, or a row says why there is none."""
import dataclasses

#: A day of the reference: so many calls of its model without optimisations. Ours is scaled to it.
CALLS_A_DAY = 4_200
DAYS_A_MONTH = 30
SERVICE_LEVELS = {"p50": 2, "p95": 10, "p99": 30}


@dataclasses.dataclass
class Row:
    ours: list = None  # texts; None: not measured
    note: str = ""


def seconds(value):
    if value < 1e-3:
        return f"{value * 1e6:.0f} µs"
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def size(value):
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if value >= factor:
            return f"{value / factor:.3g} {unit}"
    return f"{value:.0f} B"


def percent(value, digits=1):
    """Without rounding up to a whole that it isn't."""
    while 0 < 1 - value < 0.005 * 10 ** -digits and digits < 4:
        digits += 1
    return f"{100 * value:.{digits}f} %"


def money(micro):
    return f"${micro / 1e6:.2f}"


def change(before, after, form=seconds):
    return [form(before), form(after), percent(1 - after / before) if before else "-"]


class Tables:
    """`measured` as run_reference.py gathers it: profiles {name: {steps, day}}, database, gzip_levels, benchmarks, load."""

    def __init__(self, measured):
        self.measured = measured
        profiles = measured["profiles"]
        self.names = list(profiles)[:2]
        self.before, self.after = (profiles[name] for name in self.names)
        self.steps = [self.before["steps"], self.after["steps"]]
        self.days = [self.before["day"], self.after["day"]]

    def build(self, reference):
        """The tables with "ours" and "note" in each row."""
        built = []
        for table in reference["tables"]:
            rows = []
            for row in table["rows"]:
                found = getattr(self, table["id"])(row["id"])
                rows.append({**row, "ours": found.ours, "note": found.note})
            built.append({**table, "rows": rows})
        return built

    # ---- Helpers ----

    def step(self, name, note=""):
        return Row(change(self.steps[0][name], self.steps[1][name]), note)

    def daily(self, value):
        """What the recorded day's figure is in a day of the reference: as many times as its model calls go into 4,200."""
        return value * CALLS_A_DAY / max(self.days[0]["model_calls"], 1)

    def from_cache(self, day):
        analyses = sum(day["served"].values())
        return sum(count for level, count in day["served"].items() if level != "computed") / analyses

    def forecast(self, form):
        before, after = (step["forecast"] for step in self.steps)
        if before is None or after is None:
            return Row(None, "not measured: this run got no forecast")
        return Row(form(before, after))

    # ---- Tables, by their names in reference_tables.json ----

    def goals(self, row):
        steps, day = self.steps[1], self.days[1]
        if row == "analysis_time":
            return Row(["< 30 s", seconds(steps["cold"])], f"cold, model answering in {seconds(steps['model_seconds'])}")
        if row == "hit_rate":
            return Row(["> 50 %", percent(self.from_cache(day))], "whole reports, over the recorded day")
        if row == "document_read":
            return Row(["< 100 ms", seconds(self.measured["database"]["document_read"])], "a report out of its store")
        if row == "compression":
            sizes = (self.after["steps"].get("sizes") or {}).get("/reports/{id}, JSON")
            if not sizes:
                return Row(None, "not measured: no profile of this run takes gzip")
            return Row(["enabled", f"gzip, {percent(1 - sizes['packed'] / sizes['plain'])} saved of a report"])
        if row == "concurrency":
            return Row(["3-5 parallel", f"{steps['agents_at_once']} waited for the model at once"],
                       f"MAX_CONCURRENT_AGENTS; {self.steps[0]['cold'] / steps['cold']:.2g} × as fast as one after the other")
        if row == "db_batch":
            database = self.measured["database"]
            return Row(["up to 500 documents", f"{database['batch_rows']} rows in {seconds(database['together'])}"],
                       "one query of the library; batches of 500 documents by bench_store")
        return Row(["3-5 requests", f"{steps['calls_at_once']} calls at once"],
                   f"LLM_BATCH_SIZE; five questions in {seconds(steps['five_calls'])}")

    def cache_levels(self, row):
        profile = self.measured["profiles"].get(row)
        day = self.days[1]
        if not profile:
            return Row(None, f"not measured: profile {row} was not run")
        steps = profile["steps"]
        if steps["repeated_from"] != row:
            return Row(None, f"not measured: the repeated analysis came from {steps['repeated_from']}")
        share = day["served"].get(row, 0) / sum(day["served"].values())
        return Row([seconds(steps["repeated"]), percent(share, 0)],
                   "a repeated analysis as a whole request, with this level alone; share of the day's analyses, all levels on")

    def cache_impact(self, row):
        if row == "similar":
            other = [seconds(step["other_question"]) for step in self.steps]
            note = ("other frameworks of the same company, by kept results of agents and calls, not by likeness. With another "
                    f"question: {other[0]} before, {other[1]} after")
            if bench := self.measured["benchmarks"].get("bench_llm"):
                note += f". A reply for a similar prompt comes after {seconds(bench['similarHit'])} (bench_llm)"
            return self.step("similar", note)
        return self.step(row)

    def database_impact(self, row):
        found = self.measured["database"]
        if row == "document_read":
            text = seconds(found["document_read"])
            return Row(["-", text, "-"], "a report and its summary out of the store; there is nothing to switch")
        if row == "batch_read":
            return Row(change(found["one_by_one"], found["together"]),
                       f"{found['batch_rows']} entries of the list of reports by as many requests, and by one")
        if row == "cached_query":
            return Row(change(found["query"], found["query_known"]),
                       "a page of the list of reports; after: to a client who has it (304). Lists aren't kept in the cache")
        return Row(change(found["not_indexed"], found["indexed"]),
                   f"the newest 50 of {found['rows']:,} reports; before: the store's indexes dropped")

    def llm_impact(self, row):
        before, after = self.steps
        if row == "five_calls":
            return self.step("five_calls", "five questions as requests; after: at once")
        bench = self.measured["benchmarks"].get("bench_llm")
        note = f". The kept reply itself comes after {seconds(bench['exactHit'])} (bench_llm)" if bench else ""
        first = before["chats"][0] if row == "single_hit" else before["chat_again"]
        return Row(change(first, after["chat_again"]), "a question as a whole request; after: asked again" + note)

    def phases(self, _):
        return self.step("cold", "four frameworks; research, market and financial figures are computed without a model")

    def parallel_impact(self, row):
        wanted = int(row.rpartition("_")[2])
        found = [step["frameworks"].get(wanted) for step in self.steps]
        if None in found:
            return Row(None, f"not measured: the workload asks for no {wanted} frameworks")
        done = found[1]["done"]
        note = "" if done == wanted else f"{done} frameworks, which is all there are at present"
        if done == 1:
            note = "the framework's call and the synthesis follow each other: no two calls to make at once"
        return Row(change(found[0]["seconds"], found[1]["seconds"]), note)

    def compression(self, row):
        name = {"analyze": "/analyze", "forecast": "/forecasting/generate", "chat": "/conversational/chat"}[row]
        sizes = self.after["steps"].get("sizes")
        if not sizes:
            return Row(None, "not measured: no profile of this run takes gzip")
        if name not in sizes:
            return Row(None, "not measured: this run got no forecast")
        one = sizes[name]
        note = "" if one["is_packed"] else "under 1,000 bytes, so sent as it is"
        return Row(change(one["plain"], one["packed"], size), note)

    def json_writing(self, _):
        found = self.measured["benchmarks"].get("bench_report")
        if not found:
            return Row(None, "not measured: bench_report isn't built")
        usual = found["asObject"] + found["objectAsText"]
        return Row([seconds(usual), seconds(found["renderedAsJson"]), f"{usual / found['renderedAsJson']:.1f}"],
                   "QJsonObject and QJsonDocument beside our writer")

    def load_table(self, scenario, row):
        found = self.measured["load"].get(scenario)
        if not found:
            return Row(None, f"not measured in this run: ./dev load {scenario}")
        note = f"{found['seconds']} s of cached work, load average {found['load_average']:.1f}"
        value = {"requests": f"{found['requests']:,}", "failures": f"{found['failures']:.2f} %",
                 "rate": f"{found['requests/s']:.1f}"}.get(row)
        return Row([value or f"{found[row.upper()]:,.0f} ms"], note)

    def load_normal(self, row):
        return self.load_table("normal", row)

    def load_burst(self, row):
        return self.load_table("burst", row)

    def response_times(self, row):
        if row == "chat":
            means = [sum(step["chats"]) / len(step["chats"]) for step in self.steps]
            return Row(change(*means), f"mean of {len(self.steps[1]['chats'])} questions, half of them asked before")
        if row == "forecast":
            return self.forecast(change)
        return self.step({"analyze_cold": "cold", "analyze_hit": "repeated", "health": "health"}[row])

    def resources(self, row):
        before, after = self.days
        per_day = f"the recorded day, scaled to {CALLS_A_DAY:,} model calls without optimisations"
        if row == "memory":
            return Row(change(before["memory_mean"], after["memory_mean"], size), "the memory level keeps up to 100 MB")
        if row == "cpu":
            used = [seconds(day["cpu_seconds"]) for day in self.days]
            return Row(change(before["cpu_percent"], after["cpu_percent"], lambda value: f"{value:.0f} % of a core"),
                       f"the same work in other time; processor time {used[0]} before, {used[1]} after")
        if row == "egress":
            totals = [day["bytes_to_clients"] + day["bytes_to_model"] for day in self.days]
            return Row(change(*map(self.daily, totals), size), per_day + "; answers and prompts")
        if row == "reads":
            if None in (before["database_reads"], after["database_reads"]):
                return Row(None, "not measured: a profile of this run measures nothing")
            return Row(change(self.daily(before["database_reads"]), self.daily(after["database_reads"]), "{:,.0f}".format),
                       per_day)
        return Row(change(self.daily(before["model_calls"]), self.daily(after["model_calls"]), "{:,.0f}".format), per_day)

    def cost(self, row):
        month = [self.daily(day["ledger"]["cost_micro"]) * DAYS_A_MONTH for day in self.days]
        saved = 1 - month[1] / month[0] if month[0] else 0
        ours = [money(month[0]), money(month[1]), f"{money(month[0] - month[1])} ({percent(saved, 0)})"]
        if row == "database":
            reads = [self.daily(day["database_reads"] or 0) * DAYS_A_MONTH for day in self.days]
            return Row(["$0", "$0", "$0"], f"files of the program's own; {reads[0]:,.0f} reads a month before, {reads[1]:,.0f} after")
        if row == "compute":
            hours = [self.daily(day["cpu_seconds"]) * DAYS_A_MONTH / 3600 for day in self.days]
            return Row(["$0", "$0", "$0"], "runs on a machine of one's own; "
                                           f"{hours[0]:.1f} hours of a processor a month before, {hours[1]:.1f} after")
        note = "by the program's ledger at the price table's gemini-1.5-flash, and the tokens of the replayed model"
        return Row(ours, note if row == "model" else "what is billed")

    def service_levels(self, row):
        day = self.days[1]
        if row == "hit_rate":
            rate = self.from_cache(day)
            return Row([percent(rate), "pass" if rate > 0.5 else "fail"], "whole reports, over the recorded day")
        if row == "uptime":
            up = 1 - day["probes_failed"] / max(day["probes"], 1)
            return Row([percent(up, 2), "pass" if up > 0.999 else "fail"],
                       f"{day['probes']} probes over {seconds(day['seconds'])}: says little of months")
        normal = self.measured["load"].get("normal")
        value = normal[row.upper()] / 1000 if normal else day[row]
        note = "normal load" if normal else f"the recorded day, model answering in {seconds(day['model_seconds'])}"
        return Row([seconds(value), "pass" if value < SERVICE_LEVELS[row] else "fail"], note)
