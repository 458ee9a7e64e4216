# SPDX-License-Identifier: GPL-3.0-or-later
"""Has every company of the starter facts analysed with all frameworks, in English and in another language, and holds the two
against each other: the same claims, evidence and figures; each number's text where it is said to be; no statement kept in
English; no English words of ours in claims or in Markdown.

Usage: walk_languages.py PROGRAM PROJECT [--language de] [--companies N]"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

ENGLISH = {"the", "of", "and", "is", "its", "which", "with", "from", "that", "by", "are", "than", "has", "year", "revenue", "income",
           "below", "above", "derivable", "stored", "company"}
# Names, which stay in every language.
NAMES = ("Bureau of Industry and Security", "Journal of Accounting Research", "Journal of Finance")
QUOTED = re.compile("„[^“]*“|“[^”]*”")


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, timeout=900)
    if done.returncode not in (0, 3):
        sys.exit(f"{arguments} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")


def english_in(text, names):
    text = QUOTED.sub(" ", text)
    for name in (*names, *NAMES):
        text = text.replace(name, " ")
    return sorted({word for word in re.findall(r"[A-Za-z]+", text) if word in ENGLISH})


def names_of(report):
    company = report["company"]
    names = {company["name"], company.get("legal_name", ""), report["request"]["company"]}
    names |= {peer["name"] for peer in report.get("peers", [])}
    return sorted(filter(None, names), key=len, reverse=True)


def numbers_of(claim):
    return sorted((number["ref"], number["unit"], number["value"]) for number in claim["numbers"])


def shown(number, text):
    return text[number["start"]:number["start"] + number["length"]]


def digits(text):
    return re.sub("[^0-9]", "", text)


def compare(name, english, other, kept):
    faults = []
    others = {claim["id"]: claim for claim in other["claims"]}
    if [claim["id"] for claim in english["claims"]] != [claim["id"] for claim in other["claims"]]:
        faults.append(f"{name}: the claims differ")
    for claim in english["claims"]:
        match = others.get(claim["id"])
        if match is None:
            continue
        where = f"{name}: {claim['id']}"
        if kept in match["text"]:
            faults.append(f"{where} has no translation: {claim['text'][:200]}")
            continue
        if claim["evidence"] != match["evidence"] or claim["grade"] != match["grade"]:
            faults.append(f"{where}: the evidence differs")
        if numbers_of(claim) != numbers_of(match):
            faults.append(f"{where}: the figures differ")
        said = sorted(digits(shown(number, claim["text"])) for number in claim["numbers"])
        if said != sorted(digits(shown(number, match["text"])) for number in match["numbers"]):
            faults.append(f"{where}: a number stands elsewhere: {match['text'][:200]}")
        if words := english_in(match["text"], names_of(english)):
            faults.append(f"{where} has English words {words}: {match['text'][:200]}")
    for kind in ("facts", "passages", "computations", "playbook"):
        if [entry["id"] for entry in english["evidence"][kind]] != [entry["id"] for entry in other["evidence"][kind]]:
            faults.append(f"{name}: the {kind} differ")
    if english["financials"]["ratios"] and [[value["figure"] for value in ratio["values"]] for ratio in english["financials"]["ratios"]] != [
            [value["figure"] for value in ratio["values"]] for ratio in other["financials"]["ratios"]]:
        faults.append(f"{name}: the ratios differ")
    for request in other["data_requests"]:
        for text in (request["subject"], request["reason"]):
            if words := english_in(text, names_of(english)):
                faults.append(f"{name}: a request has English words {words}: {text}")
    return faults


def markdown_faults(name, path, names):
    """Up to the evidence, whose formulas and tags are of no language, and without the parameters of forecasts' models, which are
    of their own."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\", "")
    text = text[:text.rfind("\n## ")]
    text = text[:text.rfind("\n## ")]
    return [f"{name}: Markdown has English words {words}: {line[:200]}" for line in text.splitlines()
            if "phi=" not in line and (words := english_in(line, names))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("project")
    parser.add_argument("--language", default="de")
    parser.add_argument("--companies", type=int, default=29)
    arguments = parser.parse_args()
    with open(os.path.join(arguments.project, "resources", "starter", "companies.json"), encoding="utf-8") as file:
        companies = [company["name"] for company in json.load(file)["companies"]][:arguments.companies]
    locale = os.path.join(arguments.project, "resources", "report_language", arguments.language, "locale.json")
    with open(locale, encoding="utf-8") as file:
        kept = json.load(file)["grammar"]["kept"].strip()
    faults = []
    claims = 0
    with tempfile.TemporaryDirectory() as folder:
        common = ["--data-dir", os.path.join(folder, "data"), "--frameworks", "all", "--depth", "deep", "--forecast", "--region",
                  "Germany", "--offline", "-q"]
        for language in ("en", arguments.language):
            for form in ("json", "md"):
                run(arguments.program, "analyze", *companies, *common, "--report-language", language, "--format", form,
                    "--output", os.path.join(folder, language + form))
        files = sorted(os.listdir(os.path.join(folder, "enjson")))
        if len(files) != len(companies):
            faults.append(f"{len(files)} reports of {len(companies)} companies")
        for file in files:
            reports = []
            for language in ("en", arguments.language):
                with open(os.path.join(folder, language + "json", file), encoding="utf-8") as stream:
                    reports.append(json.load(stream))
            claims += len(reports[0]["claims"])
            faults += compare(file, *reports, kept)
            faults += markdown_faults(file, os.path.join(folder, arguments.language + "md", file.replace(".json", ".md")),
                                      names_of(reports[0]))
    for fault in faults[:40]:
        print(fault)
    print(f"{len(files)} reports, {claims} claims, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
