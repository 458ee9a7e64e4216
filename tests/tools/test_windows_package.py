#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_windows_package.py ROOT: what of the packages for Windows can be tried without a compiler for it and without Wine."""
import importlib.util
import os
import pathlib
import re
import struct
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

ROOT = pathlib.Path(sys.argv.pop(1))
FOLDER = ROOT / "packaging" / "windows"
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


def module(name):
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


GATHER = module("gather")
INSTALLERS = module("make_installers")
ICON = module("make_icon")


class Gathering(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.root = pathlib.Path(self.scratch.name)
        self.imports = {"app.exe": ["One.dll", "KERNEL32.dll"], "one.dll": ["two.dll"], "two.dll": ["one.dll"]}
        for name in ("libraries", "to"):
            (self.root / name).mkdir()
        for name in ("one.dll", "two.dll", "unused.dll"):
            (self.root / "libraries" / name).write_bytes(name.encode())

    def gather(self):
        return GATHER.gather([self.root / "app.exe"], self.root / "to", [self.root / "libraries"],
                             lambda file: self.imports.get(file.name, []), lambda name: name == "KERNEL32.dll")

    def test_takes_what_is_loaded_directly_or_not_and_nothing_else(self):
        self.assertEqual(self.gather(), ["one.dll", "two.dll"])
        self.assertEqual(sorted(path.name for path in (self.root / "to").iterdir()), ["one.dll", "two.dll"])

    def test_a_library_that_is_nowhere_is_told_with_who_wants_it(self):
        self.imports["two.dll"] = ["lost.dll"]
        with self.assertRaisesRegex(GATHER.Missing, "two.dll loads lost.dll"):
            self.gather()

    def test_plugins_that_are_needed_must_be_there(self):
        (self.root / "plugins" / "platforms").mkdir(parents=True)
        (self.root / "plugins" / "platforms" / "qwindows.dll").touch()
        with self.assertRaisesRegex(GATHER.Missing, "sqldrivers/qsqlite.dll"):
            GATHER.take_plugins(self.root, self.root / "to")


class Installers(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name) / "consultantos"
        for name in ("bin/consultantos.exe", "bin/plugins/tls/a.dll", "share/consultantos/q & a.json", "LICENSE.txt"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(name, encoding="ascii")
        self.files = INSTALLERS.files_of(self.folder)

    def test_the_uninstaller_takes_away_each_file_and_each_folder_after_what_is_in_it(self):
        text = INSTALLERS.nsis_macros(self.folder, self.files)
        install, remove = text.split("!macro RemoveFiles")
        self.assertEqual(len(re.findall(r"^    File ", install, re.MULTILINE)), 4)
        self.assertEqual(len(re.findall(r"^    Delete ", remove, re.MULTILINE)), 4)
        folders = re.findall(r'RMDir "\$INSTDIR\\(.*)"', remove)
        self.assertEqual(set(folders), {"bin", "bin\\plugins", "bin\\plugins\\tls", "share", "share\\consultantos"})
        for index, folder in enumerate(folders):
            self.assertFalse([later for later in folders[index + 1:] if later.startswith(folder + "\\")], folder)
        self.assertNotIn("RMDir /r", remove)

    def test_every_file_is_a_component_of_the_msi_with_an_identity_that_stays(self):
        first = INSTALLERS.Wix(self.folder, self.files, "1.0.0").text()
        second = INSTALLERS.Wix(self.folder, self.files, "1.1.0").text()
        tree, newer = ElementTree.fromstring(first), ElementTree.fromstring(second)
        self.assertEqual({file.get("Source") for file in tree.iter(WIX + "File")}, {str(file) for file in self.files})
        identities = [component.get("Guid") for component in tree.iter(WIX + "Component")]
        self.assertEqual(len(identities), len(set(identities)))
        self.assertEqual(identities, [component.get("Guid") for component in newer.iter(WIX + "Component")])
        self.assertEqual({one.get("Id") for one in tree.iter(WIX + "ComponentRef")},
                         {one.get("Id") for one in tree.iter(WIX + "Component")})
        product, newer_product = tree.find(WIX + "Product"), newer.find(WIX + "Product")
        self.assertEqual(product.get("UpgradeCode"), newer_product.get("UpgradeCode"))
        self.assertNotEqual(product.get("Id"), newer_product.get("Id"))

    def test_an_older_version_goes_and_a_newer_one_stays(self):
        product = ElementTree.fromstring(INSTALLERS.Wix(self.folder, self.files, "1.2.0").text()).find(WIX + "Product")
        older, newer = product.find(WIX + "Upgrade").findall(WIX + "UpgradeVersion")
        self.assertEqual((older.get("Maximum"), older.get("IncludeMaximum"), older.get("OnlyDetect")), ("1.2.0", "no", "no"))
        self.assertEqual((newer.get("Minimum"), newer.get("IncludeMinimum"), newer.get("Maximum"), newer.get("OnlyDetect")),
                         ("1.2.0", "no", None, "yes"))
        condition = product.find(WIX + "Condition")
        self.assertEqual(condition.text, f"NOT {newer.get('Property')} OR Installed")
        self.assertIn("newer version", condition.get("Message"))

    def test_two_zips_of_the_same_files_are_the_same_bytes(self):
        made = []
        for number in (1, 2):
            output = self.folder.parent / f"{number}.zip"
            os.utime(self.folder / "LICENSE.txt", (number, number))
            INSTALLERS.write_zip(self.folder, self.files, "consultantos", output, 1_700_000_000)
            made.append(output.read_bytes())
        self.assertEqual(made[0], made[1])
        with zipfile.ZipFile(self.folder.parent / "1.zip") as archive:
            self.assertIsNone(archive.testzip())
            self.assertIn("consultantos/share/consultantos/q & a.json", archive.namelist())


class Resources(unittest.TestCase):
    def test_the_manifest_asks_for_sharp_text_long_paths_and_utf_8_and_for_no_rights(self):
        root = ElementTree.parse(FOLDER / "program.manifest").getroot()
        told = {element.tag.rsplit("}", 1)[1]: element for element in root.iter()}
        self.assertEqual(told["longPathAware"].text, "true")
        self.assertEqual(told["activeCodePage"].text, "UTF-8")
        self.assertIn("PerMonitorV2", told["dpiAwareness"].text)
        self.assertEqual(told["requestedExecutionLevel"].get("level"), "asInvoker")

    def test_an_icon_lists_its_pictures_where_they_lie(self):
        content = ICON.icon({256: b"large", 16: b"small"})
        self.assertEqual(struct.unpack_from("<HHH", content), (0, 1, 2))
        for index, (side, picture) in enumerate(((16, b"small"), (0, b"large"))):
            entry = struct.unpack_from("<BBBBHHII", content, 6 + 16 * index)
            self.assertEqual(entry[0], side)
            self.assertEqual(content[entry[7]:entry[7] + entry[6]], picture)

    def test_the_installer_never_deletes_a_folder_that_it_didn_t_make(self):
        script = (FOLDER / "installer.nsi").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"RMDir /r (.*)", script)), {'"$0"'})
        self.assertEqual(re.findall(r"StrCpy \$0 (.*)", script), ['"$LOCALAPPDATA\\consultantos"'])

    def test_packages_that_the_scripts_call_are_on_the_list(self):
        listed = (ROOT / "packaging" / "debian-packages.txt").read_text(encoding="utf-8").split("[windows]")[1].split("[")[0].split()
        for package in ("g++-mingw-w64-x86-64-posix", "nsis", "wixl", "wine", "librsvg2-bin", "libz-mingw-w64-dev"):
            self.assertIn(package, listed)


if __name__ == "__main__":
    unittest.main()
