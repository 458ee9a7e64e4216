#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the bill of materials (CycloneDX 1.5, JSON) of a build from packaging/components.json.

Usage: make_sbom.py PROJECT PROGRAM [--runner RUNNER] [--bundle FOLDER] [--output FILE]

PROGRAM is the consultantos-cli whose versions count; RUNNER runs it where the system itself can't (Wine). With --bundle, each library that lies in FOLDER/lib is listed, too,
with the Debian package it came from, its licence as Debian tells it, and its hash. The same build gives the same bytes: no clock, no random number; the time
is SOURCE_DATE_EPOCH's where that is set."""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/consultantos")


def licence_of(root, expression):
    """One of ours that isn't SPDX's comes with its text, which the reader has no other way to."""
    if expression.startswith("LicenseRef-"):
        text = (root / "LICENSES" / f"{expression}.txt").read_text(encoding="utf-8")
        return {"licenses": [{"license": {"name": expression, "text": {"contentType": "text/plain", "content": text}}}]}
    return {"licenses": [{"expression": expression}]}


def links_of(entry):
    return {"externalReferences": [{"type": "website", "url": entry["home"]}]} if entry["home"] else {}


def reference(kind, name):
    return f"{kind}:{name.lower().replace(' ', '-').replace(',', '')}"


def library(root, entry, versions):
    version = versions.get(entry.get("version_of", entry["name"]))
    if version is None:
        if entry.get("optional"):
            return None
        sys.exit(f"make_sbom: the program tells no version of {entry['name']}")
    return {"type": "library", "bom-ref": reference("library", entry["name"]), "name": entry["name"], "version": version,
            "description": entry["use"], **licence_of(root, entry["licence"]), **links_of(entry)}


def digest_of(root, files):
    """Of the names and bytes of all files; "" if there are none (an installed program without its sources)."""
    digest = hashlib.sha256()
    paths = sorted(path for name in files for path in ([root / name] if (root / name).is_file() else (root / name).rglob("*"))
                   if path.is_file())
    for path in paths:
        digest.update(str(path.relative_to(root)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest() if paths else ""


def data(root, entry):
    digest = digest_of(root, entry["files"])
    if not digest:
        sys.exit(f"make_sbom: {entry['name']} names files that aren't there")
    return {"type": "data", "bom-ref": reference("data", entry["name"]), "name": entry["name"],
            "description": entry["use"], "supplier": {"name": entry["supplier"]},
            "hashes": [{"alg": "SHA-256", "content": digest}], **licence_of(root, entry["licence"]), **links_of(entry)}


def package_of(path):
    """(name, version) of the Debian package that a library of this name belongs to, or None."""
    found = subprocess.run(["dpkg-query", "-S", f"*/{path.name}"], capture_output=True, text=True, check=False).stdout
    name = found.split(":", 1)[0].split(",")[0].strip() if ":" in found else ""
    if not name:
        return None
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}\\n", name], capture_output=True, text=True, check=False)
    return (name, version.stdout.split("\n")[0]) if version.returncode == 0 else None


def licence_in(text):
    """The licence of all files but those named otherwise, by the words of Debian's machine-readable copyright file; or None."""
    for stanza in text.replace("\r", "").split("\n\n"):
        fields = dict(line.split(":", 1) for line in stanza.split("\n") if ":" in line and not line[0].isspace())
        if "*" in fields.get("Files", "").split() and fields.get("License", "").strip():
            return fields["License"].strip()
    return None


def licence_of_package(folder, package):
    """With the place of the whole text, which also names what other licences some of the files have."""
    path = folder / "share" / "licences" / package
    if not path.is_file():
        return {}
    place = str(path.relative_to(folder))
    name = licence_in(path.read_text(encoding="utf-8", errors="replace")) or f"see {place}"
    return {"licenses": [{"license": {"name": name}}], "properties": [{"name": "licence text", "value": place}]}


def bundled(folder):
    for path in sorted((folder / "lib").glob("*.so*")):
        entry = {"type": "library", "bom-ref": f"file:lib/{path.name}", "name": path.name,
                 "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]}
        if package := package_of(path):
            entry.update(name=f"{path.name} ({package[0]})", version=package[1], purl=f"pkg:deb/debian/{package[0]}@{package[1]}",
                         **licence_of_package(folder, package[0]))
        yield entry


def materials(root, told, bundle):
    with open(root / "packaging" / "components.json", encoding="utf-8") as file:
        listed = json.load(file)
    components = [one for entry in listed["libraries"] if (one := library(root, entry, told["libraries"]))]
    components += [data(root, entry) for entry in listed["data"]]
    if bundle:
        components += bundled(bundle)
    program = {"type": "application", "bom-ref": "program", "name": "consultantos", "version": told["version"],
               **licence_of(root, "GPL-3.0-or-later")}
    if told["commit"]:
        program["properties"] = [{"name": "commit", "value": told["commit"] + (" (modified)" if told["modified"] else "")}]
    metadata = {"component": program}
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        metadata["timestamp"] = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = {"metadata": metadata, "components": components,
            "dependencies": [{"ref": "program", "dependsOn": [one["bom-ref"] for one in components]}]}
    serial = uuid.uuid5(NAMESPACE, json.dumps(body, sort_keys=True))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1, **body}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("--runner")
    parser.add_argument("--bundle", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    command = [*([options.runner] if options.runner else []), options.program, "--version", "--format", "json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    text = json.dumps(materials(options.project, told, options.bundle), indent=1, ensure_ascii=False) + "\n"
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
