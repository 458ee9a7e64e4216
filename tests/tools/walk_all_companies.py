# SPDX-License-Identifier: GPL-3.0-or-later
"""Analyses every company of the starter facts with all frameworks in one call, validates each report against the schema,
and walks every number of it. Says how long the call took and how much memory.

Usage: walk_all_companies.py PROGRAM PROJECT [--companies N] [--seconds LIMIT]"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import walk_numbers  # noqa: E402


def run(program, *arguments, codes=(0,)):
    done = subprocess.run([program, *arguments], capture_output=True, timeout=600)
    if done.returncode not in codes:
        sys.exit(f"{arguments} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return done


def validate(path, validator):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    errors = [f"{os.path.basename(path)}: {list(error.absolute_path)}: {error.message[:200]}"
              for error in validator.iter_errors(report)]
    cited = {entry["id"] for kind in ("facts", "passages", "computations", "playbook") for entry in report["evidence"][kind]}
    for claim in report["claims"]:
        if claim["grade"] in ("Computed", "Quoted") and (
                not claim["evidence"] or any(ref.startswith("k/") or ref not in cited for ref in claim["evidence"])):
            errors.append(f"{os.path.basename(path)}: {claim['id']} is {claim['grade']} and its evidence doesn't carry that")
    if sorted(report["frameworks"]) != ["blue_ocean", "pestel", "porter", "swot"]:
        errors.append(f"{os.path.basename(path)}: has the frameworks {sorted(report['frameworks'])}")
    complication = report["executive_summary"].get("complication")
    if complication and " by 0.0 " in complication["text"]:
        errors.append(f"{os.path.basename(path)}: makes a complication of no change: {complication['text']}")
    if report["status"] != "completed":
        errors.append(f"{os.path.basename(path)}: is {report['status']}")
    return errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("project")
    parser.add_argument("--companies", type=int, default=29, help="how many the starter facts must hold")
    parser.add_argument("--seconds", type=float, default=0, help="fail if the one call takes longer")
    arguments = parser.parse_args()
    data = walk_numbers.default_data()
    if not os.path.isdir(os.path.join(data, "companyfacts")):
        print(f"{walk_numbers.SKIP}: {data}")
        return 77
    try:
        import jsonschema
    except ImportError:
        sys.exit("python3-jsonschema is needed to validate the reports")
    with open(os.path.join(arguments.project, "docs", "report.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    with tempfile.TemporaryDirectory() as folder:
        options = ["--data-dir", os.path.join(folder, "data"), "--quiet"]
        listed = json.loads(run(arguments.program, *options, "companies", "--format", "json").stdout)["companies"]
        if len(listed) != arguments.companies:
            sys.exit(f"{len(listed)} companies are known, not {arguments.companies}")
        reports = os.path.join(folder, "reports")
        started = time.monotonic()
        run(arguments.program, *options, "analyze", *[company["id"] for company in listed], "--frameworks",
            "porter,swot,pestel,blue_ocean", "--format", "json", "--output", reports)
        elapsed = time.monotonic() - started
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{len(listed)} companies in one call: {elapsed:.2f} s, {memory:.0f} MB at most")
        # The other paths through the engine: depths, questions, regions, the user's words, a company without facts.
        more = [["--depth", "deep", "--question", "How can it grow?", "--region", "Germany"],
                ["--depth", "quick", "--question", "Is liquidity enough?"],
                ["--question", "Which costs are too high?", "--context", "Costs rose by 12 % in 2023, the board says."],
                ["--market-cap", "750000000000"]]
        for number, variant in enumerate(more):
            for company in listed[number::len(more)]:
                run(arguments.program, *options, "analyze", company["id"], *variant, "--output",
                    os.path.join(reports, f"variant-{number}-{company['id']}.json"))
        industries = sorted({company["industry"] for company in listed if company["industry"]})
        for industry in industries:
            run(arguments.program, *options, "analyze", "Nowhere Holdings", "--industry", industry, "--output",
                os.path.join(reports, f"unknown-{industry}.json"))

        files = sorted(os.listdir(reports))
        expected = 2 * len(listed) + len(industries)
        errors = [] if len(files) == expected else [f"{len(files)} reports were written, not {expected}"]
        for name in files:
            errors += validate(os.path.join(reports, name), validator)
        print(*errors[:40], sep="\n")
        print(f"{len(files)} reports held against the schema, {len(errors)} errors")
        if arguments.seconds and elapsed > arguments.seconds:
            errors.append(f"the call took more than {arguments.seconds} s")
            print(errors[-1])
        walked = subprocess.run([sys.executable, walk_numbers.__file__, reports, "--data", data, "--resources",
                                 os.path.join(arguments.project, "resources")]).returncode
    return 1 if errors or walked else 0


if __name__ == "__main__":
    sys.exit(main())
