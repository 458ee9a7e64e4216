#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the documents of many reports by the programs and libraries that a client has.

check_exports.py PROGRAM DATA_DIR FOLDER [NAME…]   FOLDER holds NAME.json and NAME.docx, .xlsx, .pptx and .pdf of each report, which
the library in DATA_DIR holds too. For each: python-docx, openpyxl and python-pptx open it; LibreOffice makes a PDF of each office
file and computes the workbook anew, to the same value in every cell; the workbook that it saved reads back without a difference;
qpdf finds no fault; every number is the report's (walk_exports.py). Prints a line a report; exit code 1 if any failed.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import docx
import openpyxl
import pptx

HERE = os.path.dirname(os.path.abspath(__file__))


def converted(path, suffix, folder):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix, "--outdir",
                    folder, path], check=True, capture_output=True, timeout=900)
    made = os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + "." + suffix)
    if not os.path.isfile(made):
        raise RuntimeError(f"LibreOffice made no {suffix} of {path}")
    return made


def pages(path):
    return int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", path], check=True, capture_output=True).stdout.decode())[1])


def without_values(path, bare):
    """Afterwards whatever value a formula has is the other program's."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(<f>.*?</f>)<v>[^<]*</v>", rb"\1", part)
            target.writestr(name, part)


def recalculated(path, folder):
    """(number of formulas, those of another value)"""
    bare = os.path.join(folder, "bare.xlsx")
    without_values(path, bare)
    os.makedirs(os.path.join(folder, "anew"), exist_ok=True)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir",
                    os.path.join(folder, "anew"), bare], check=True, capture_output=True, timeout=900)
    formulas, ours = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    theirs = openpyxl.load_workbook(os.path.join(folder, "anew", "bare.xlsx"), data_only=True)
    count, strays = 0, []
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")):
            mine, other = ours[sheet.title][cell.coordinate].value, theirs[sheet.title][cell.coordinate].value
            count += 1
            if not isinstance(other, (int, float)) or abs(mine - other) > 1e-9 * max(1, abs(mine)):
                strays.append(f"{sheet.title}!{cell.coordinate}: {mine} here, {other} there")
    return count, strays


def check(program, data, folder, name):
    path = {suffix: os.path.join(folder, f"{name}.{suffix}") for suffix in ("json", "docx", "xlsx", "pptx", "pdf")}
    with open(path["json"], encoding="utf-8") as file:
        report = json.load(file)
    docx.Document(path["docx"])
    slides = len(pptx.Presentation(path["pptx"]).slides)
    faults = []
    with tempfile.TemporaryDirectory() as work:
        sizes = [pages(converted(path[suffix], "pdf", work)) for suffix in ("docx", "xlsx", "pptx")]
        if sizes[2] != slides:
            faults.append(f"{slides} slides, {sizes[2]} pages of them")
        count, strays = recalculated(path["xlsx"], work)
        faults += strays
        for saved in (path["xlsx"], converted(path["xlsx"], "xlsx", work)):
            shown = subprocess.run([program, "--data-dir", data, "library", "read-back", report["id"], saved, "--format", "json"],
                                   check=True, capture_output=True).stdout
            faults += [f"read back: {change['place']} {change['before']} → {change['after']}" for change in json.loads(shown)["changes"]]
    if (done := subprocess.run(["qpdf", "--check", path["pdf"]], capture_output=True, text=True)).returncode != 0:
        faults.append("qpdf: " + done.stdout + done.stderr)
    walked = subprocess.run([sys.executable, os.path.join(HERE, "walk_exports.py"), path["json"]]
                            + [path[suffix] for suffix in ("docx", "xlsx", "pptx", "pdf")], capture_output=True, text=True)
    if walked.returncode != 0:
        faults.append(walked.stdout + walked.stderr)
    numbers = sum(int(found) for found in re.findall(r": (\d+) numbers", walked.stdout))
    print(f"{name}: {sizes[0]} pages of text, {slides} slides, {pages(path['pdf'])} pages of PDF, {count} formulas, "
          f"{numbers} numbers, {len(faults)} faults", flush=True)
    for fault in faults[:10]:
        print("  " + fault, flush=True)
    return not faults


def main():
    if len(sys.argv) < 4:
        print(__doc__.strip())
        return 2
    program, data, folder = (os.path.abspath(argument) for argument in sys.argv[1:4])
    names = sys.argv[4:] or sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".json"))
    return 0 if all([check(program, data, folder, name) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
