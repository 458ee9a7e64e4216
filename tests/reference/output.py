# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reference run found, as Markdown."""
import profiles
from tables import money, percent, seconds, size


def table(titles, rows):
    lines = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def reference_table(one):
    """Each column twice, the reference's and ours."""
    titles = [""]
    for column in one["columns"]:
        titles += [f"{column}, reference", "ours"]
    rows = []
    for row in one["rows"]:
        ours = row["ours"] or ["-"] * len(row["reference"])
        cells = [cell for pair in zip(row["reference"], ours) for cell in pair]
        rows.append([row["name"], *cells, row["note"]])
    return f"### {one['title']}\n\n" + table([*titles, "how"], rows)


def profile_table(found):
    rows = []
    for name, one in found.items():
        steps, day = one["steps"], one["day"]
        rows.append([name, f"{steps['scale']:g}", *(seconds(steps[key]) for key in ("cold", "repeated", "similar",
                                                                                    "other_question", "five_calls", "batch"))])
        rows[-1] += [seconds(day["seconds"]), f"{day['model_calls']:,}",
                     "-" if day["database_reads"] is None else f"{day['database_reads']:,.0f}",
                     size(day["bytes_to_clients"]), size(day["bytes_to_model"]), seconds(day["cpu_seconds"]),
                     size(day["memory_mean"]), money(day["ledger"]["cost_micro"])]
    text = "### Each optimisation alone\n\n" + table(
        ["profile", "time scale", "cold", "repeated", "other frameworks", "other question", "5 questions", "batch of companies",
         "recorded day", "model calls", "database reads", "to clients", "to the model", "processor", "memory, mean",
         "model cost"], rows)
    text += "\n" + table(["profile", "what is on"], [[name, one["about"]] for name, one in found.items()])
    return text + "\n" + table(["not switched", "why"], profiles.NOT_SWITCHED.items())


def compression_tables(found):
    text = ""
    sizes = next((one["steps"]["sizes"] for one in found["profiles"].values() if "sizes" in one["steps"]), None)
    if sizes:
        text += "### gzip by endpoint\n\n" + table(
            ["endpoint", "plain", "gzip", "saved"],
            [[name, size(one["plain"]), size(one["packed"]) if one["is_packed"] else "sent as it is",
              percent(1 - one["packed"] / one["plain"])] for name, one in sizes.items()])
    if found["gzip_levels"]:
        text += "\n### Levels of gzip, on a report as JSON\n\n" + table(
            ["level", "bytes", "left", "processor time", "MB/s"],
            [[one["level"], f"{one['bytes']:,}", percent(one["left"]), seconds(one["seconds"]),
              f"{one['megabytes_per_second']:.0f}"] for one in found["gzip_levels"]])
    return text


def markdown(result):
    machine, pace, loads = result["machine"], result["pace"], result["measured"]["load_averages"]
    head = (f"# Reference run, {result['made_at'][:10]}\n\n"
            f"{machine['processors']} processors, load average {machine['load_before']:.1f} before, "
            f"{min(loads):.1f} to {max(loads):.1f} between, {machine['load_after']:.1f} after, {'Redis on this machine' if result['redis'] else 'no Redis'}; {result['seconds']:.0f} s"
            f"{', the quick form' if result['quick'] else ''}. The model is replayed on this machine and takes "
            f"{pace['framework']:g} s for a framework, {pace['synthesis']:g} s for the synthesis, {pace['chat']:g} s for a question, "
            "times the time scale. "
            f"Before: profile `{result['compared'][0]}`; after: `{result['compared'][1]}`.\n\n")
    parts = [reference_table(one) for one in result["tables"]]
    parts.append(profile_table(result["measured"]["profiles"]))
    parts.append(compression_tables(result["measured"]))
    return head + "\n".join(part for part in parts if part)
