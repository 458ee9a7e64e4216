#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_release.py ROOT [PROGRAM]: release notes, sums, signatures and the bill of materials."""
import email.utils
import hashlib
import json
import os
import pathlib
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(sys.argv.pop(1))
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
SCRIPT = ROOT / "packaging" / "release.sh"
CHANGELOG = """# Changelog

## [Unreleased]

### Added

- Not yet.

## [1.2.0] - 2026-11-01

### Fixed

- A fault.

## [1.2] - 2026-10-01

- Older.

[1.2.0]: https://example.com/1.2.0
"""


class Release(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("GPG_", "AUTHENTICODE_"))}

    def run_script(self, *arguments, code=0, **environment):
        done = subprocess.run([SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=False,
                              env={**self.environment, **environment})
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def packages(self):
        for name in ("a.deb", "b.run", "notes.txt"):
            (self.folder / name).write_text(name, encoding="utf-8")

    def test_notes_are_those_of_the_version_alone(self):
        changelog = self.folder / "CHANGELOG.md"
        changelog.write_text(CHANGELOG, encoding="utf-8")
        self.assertEqual(self.run_script("notes", "1.2.0", changelog).stdout, "### Fixed\n\n- A fault.\n")
        self.assertEqual(self.run_script("notes", "Unreleased", changelog).stdout, "### Added\n\n- Not yet.\n")
        self.assertEqual(self.run_script("notes", "1.2", changelog).stdout, "- Older.\n")
        told = self.run_script("notes", "1.3", changelog, code=1).stderr
        self.assertIn("says nothing of 1.3: it isn't released yet", told)
        self.assertIn("packaging/README.md", told)

    def test_a_version_is_released_everywhere_or_nowhere(self):
        version = re.search(r"project\(consultantos\s+VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
        with open(ROOT / "vcpkg.json", encoding="utf-8") as file:
            self.assertEqual(json.load(file)["version-string"], version)
        heading = re.search(rf"(?m)^## \[{re.escape(version)}\] - (\d{{4}}-\d\d-\d\d)$",
                            (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        newest = ElementTree.parse(ROOT / "packaging/linux/io.github.consultantos.metainfo.xml").find("releases/release")
        self.assertEqual(newest.get("version"), version)
        self.assertEqual(newest.get("type", "stable"), "stable" if heading else "development")
        entry = (ROOT / "packaging/linux/changelog.Debian").read_text(encoding="utf-8")
        self.assertEqual(re.match(r"consultantos \((.*)-1\) (\w+);", entry).groups(),
                         (version, "unstable" if heading else "UNRELEASED"))
        if heading:
            self.assertEqual(newest.get("date"), heading[1])
            signed = re.search(r"(?m)^ -- .*>  (.*)$", entry)[1]
            self.assertEqual(email.utils.parsedate_to_datetime(signed).date().isoformat(), heading[1])
            self.assertTrue(self.run_script("notes", version).stdout)
        else:
            self.run_script("notes", version, code=1)
            self.assertIn("### ", self.run_script("notes", "Unreleased").stdout)

    def test_sums_are_of_packages_and_can_be_checked(self):
        self.run_script("sums", self.folder, code=1)
        self.packages()
        self.run_script("sums", self.folder)
        self.assertEqual((self.folder / "SHA256SUMS").read_text(encoding="utf-8"), "".join(
            f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in ("a.deb", "b.run")))
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=self.folder, check=True)

    def test_without_keys_nothing_is_signed_and_that_is_said(self):
        self.packages()
        self.run_script("sums", self.folder)
        told = self.run_script("sign", self.folder).stderr
        self.assertIn("GPG_KEY is not set", told)
        self.assertIn("AUTHENTICODE_CERTIFICATE is not set", told)
        self.assertFalse((self.folder / "SHA256SUMS.asc").exists())

    @unittest.skipUnless(shutil.which("gpg"), "needs gpg")
    def test_a_key_signs_the_sums(self):
        self.packages()
        home = self.folder / "home"
        home.mkdir(mode=0o700)
        keys = {**self.environment, "GNUPGHOME": str(home)}
        self.addCleanup(subprocess.run, ["gpgconf", "--kill", "all"], env=keys, check=False)
        subprocess.run(["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "test@example.com",
                        "ed25519", "sign"], env=keys, check=True, capture_output=True)
        # RPM's macros name a gpg2 that Debian hasn't got; this stands for rpmsign and uses what it is told of.
        rpmsign = self.folder / "bin" / "rpmsign"
        rpmsign.parent.mkdir()
        rpmsign.write_text('#!/bin/sh\nfor word in "$@"; do case "$word" in "__gpg "*) gpg="${word#__gpg }" ;; esac; file="$word"; done\n'
                           '"$gpg" --version >/dev/null && echo signed >>"$file"\n', encoding="utf-8")
        rpmsign.chmod(0o755)
        (self.folder / "c.rpm").write_text("rpm\n", encoding="utf-8")
        self.run_script("sign", self.folder, GNUPGHOME=str(home), GPG_KEY="test@example.com",
                        PATH=f"{rpmsign.parent}:{os.environ['PATH']}")
        self.assertEqual((self.folder / "c.rpm").read_text(encoding="utf-8"), "rpm\nsigned\n")
        check = ["gpg", "--verify", "SHA256SUMS.asc", "SHA256SUMS"]
        subprocess.run(check, cwd=self.folder, env=keys, check=True, capture_output=True)
        with open(self.folder / "SHA256SUMS", "a", encoding="utf-8") as file:
            file.write("another line\n")
        self.assertNotEqual(subprocess.run(check, cwd=self.folder, env=keys, check=False, capture_output=True).returncode, 0)


class Places(unittest.TestCase):
    @unittest.skipUnless(shutil.which("cmake"), "needs cmake")
    def test_an_rpm_has_the_completion_for_zsh_where_fedora_looks(self):
        for generator, expected in (("DEB", "vendor-completions"), ("RPM", "site-functions")):
            with self.subTest(generator=generator), tempfile.TemporaryDirectory() as folder:
                zsh = pathlib.Path(folder) / "usr" / "share" / "zsh"
                (zsh / "vendor-completions").mkdir(parents=True)
                (zsh / "vendor-completions" / "_consultantos-cli").touch()
                subprocess.run(["cmake", f"-DCPACK_GENERATOR={generator}", f"-DCPACK_TEMPORARY_DIRECTORY={folder}",
                                "-DCPACK_PACKAGING_INSTALL_PREFIX=/usr", "-P", ROOT / "packaging/linux/rpm_places.cmake"], check=True)
                self.assertEqual([str(path.relative_to(zsh)) for path in zsh.rglob("*") if path.is_file()],
                                 [f"{expected}/_consultantos-cli"])


    def test_the_bundle_of_macos_names_every_language_of_the_program(self):
        with open(ROOT / "packaging" / "macos" / "Info.plist.in", "rb") as file:
            told = plistlib.load(file)
        self.assertEqual(set(told["CFBundleLocalizations"]),
                         {path.stem.split("_")[1] for path in (ROOT / "translations").glob("consultantos_*.ts")})
        self.assertEqual(told["LSMinimumSystemVersion"], "${CMAKE_OSX_DEPLOYMENT_TARGET}")


class Components(unittest.TestCase):
    def setUp(self):
        with open(ROOT / "packaging" / "components.json", encoding="utf-8") as file:
            self.listed = json.load(file)

    def test_every_library_of_the_build_is_listed(self):
        known = {"Qt": "Qt6", "QtKeychain": "Qt6Keychain", "libxml2": "LibXml2", "Zstandard": "zstd", "xxHash": "xxhash",
                 "SQLite": "SQLite3", "libxlsxwriter": "xlsxwriter", "MD4C": "md4c", "zlib": "ZLIB", "curl": "CURL"}
        names = {known.get(entry["name"], entry["name"]).lower() for entry in self.listed["libraries"]}
        build = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
        wanted = set(re.findall(r"(?m)^(?:find_package|pkg_check_modules)\(([\w-]+) ", build))
        wanted -= {"PkgConfig", "Threads", "Iconv"}  # the last is the C library's, on Windows our own
        self.assertGreater(len(wanted), 10)
        self.assertEqual({name for name in wanted if name.lower() not in names}, set())

    def test_every_resource_has_a_source(self):
        covered = [path for entry in self.listed["data"] for path in entry["files"]]
        self.assertTrue(all((ROOT / path).exists() for path in covered))
        for path in (ROOT / "resources").rglob("*"):
            if path.is_file():
                relative = path.relative_to(ROOT)
                self.assertEqual(len([one for one in covered if relative.is_relative_to(one)]), 1, relative)

    def test_a_resource_has_one_licence_wherever_it_is_told(self):
        annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]

        def by_reuse(path):
            told = ""
            for annotation in annotations:
                patterns = annotation["path"] if isinstance(annotation["path"], list) else [annotation["path"]]
                # "**" crosses folders; no pattern has a lone "*".
                if any(re.fullmatch(re.escape(one).replace(r"\*\*", ".*"), path) for one in patterns):
                    told = annotation["SPDX-License-Identifier"]
            return told

        for entry in self.listed["data"]:
            self.assertTrue((ROOT / "LICENSES" / f"{entry['licence']}.txt").is_file(), entry["licence"])
            for path in entry["files"]:
                files = [ROOT / path] if (ROOT / path).is_file() else sorted((ROOT / path).rglob("*"))
                for file in filter(pathlib.Path.is_file, files):
                    self.assertEqual(by_reuse(str(file.relative_to(ROOT))), entry["licence"], file)
                    if file.suffix != ".json":
                        continue
                    content = json.loads(file.read_text(encoding="utf-8"))
                    if isinstance(content, dict) and "licence" in content:
                        self.assertEqual(content["licence"], entry["licence"], file)

    @unittest.skipUnless(PROGRAM, "needs the program")
    def test_the_bill_of_materials_names_all_and_is_the_same_twice(self):
        def made(**environment):
            command = [sys.executable, ROOT / "tools" / "make_sbom.py", ROOT, PROGRAM]
            return subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment}).stdout
        first = made(SOURCE_DATE_EPOCH="1700000000")
        self.assertEqual(first, made(SOURCE_DATE_EPOCH="1700000000"))
        bill = json.loads(first)
        self.assertEqual((bill["bomFormat"], bill["specVersion"]), ("CycloneDX", "1.5"))
        self.assertEqual(bill["metadata"]["timestamp"], "2023-11-14T22:13:20Z")
        named = {one["name"]: one for one in bill["components"]}
        for entry in self.listed["libraries"]:
            if not entry.get("optional"):
                self.assertRegex(named[entry["name"]]["version"], r"^\d")
                self.assertEqual(named[entry["name"]]["licenses"], [{"expression": entry["licence"]}])
        for entry in self.listed["data"]:
            self.assertRegex(named[entry["name"]]["hashes"][0]["content"], "^[0-9a-f]{64}$")
            licence = named[entry["name"]]["licenses"][0]
            self.assertEqual(licence.get("expression") or licence["license"]["name"], entry["licence"])
            self.assertTrue("expression" in licence or licence["license"]["text"]["content"])
        references = [one["bom-ref"] for one in bill["components"]]
        self.assertEqual(len(references), len(set(references)))

    @unittest.skipUnless(PROGRAM and shutil.which("dpkg-query"), "needs the program and Debian's packages")
    def test_a_bundled_library_has_its_licence(self):
        def package_of(library):
            return subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True,
                                  check=True).stdout.split(":")[0].split(",")[0]
        texts = {"libstdc++.so.6": "Format: x\n\nFiles: debian/*\nLicense: GPL-2\n\nFiles: *\nCopyright: 1995: them\n"
                                   "License: Zlib\n Text.\n",
                 "libc.so.6": "A text of no form.\nLicense: none\n"}
        with tempfile.TemporaryDirectory() as holder:
            bundle = pathlib.Path(holder)
            (bundle / "lib").mkdir()
            (bundle / "share/licences").mkdir(parents=True)
            for library, text in texts.items():
                (bundle / "lib" / library).write_text(library, encoding="utf-8")
                (bundle / "share/licences" / package_of(library)).write_text(text, encoding="utf-8")
            told = subprocess.run([sys.executable, ROOT / "tools" / "make_sbom.py", ROOT, PROGRAM, "--bundle", bundle],
                                  capture_output=True, check=True).stdout
        named = {one["bom-ref"]: one for one in json.loads(told)["components"]}
        for library in texts:
            found = named[f"file:lib/{library}"]
            place = f"share/licences/{package_of(library)}"
            self.assertEqual(found["properties"], [{"name": "licence text", "value": place}])
            self.assertEqual(found["licenses"],
                             [{"license": {"name": "Zlib" if library == "libstdc++.so.6" else f"see {place}"}}])


if __name__ == "__main__":
    unittest.main()
