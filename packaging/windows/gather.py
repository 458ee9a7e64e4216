#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gather.py FOLDER QT LIBRARIES: puts beside the programs in FOLDER/bin every DLL that they and Qt's plugins load, and the
plugins with a qt.conf. QT and LIBRARIES are prefixes for mingw-w64. A DLL that is in none of them must be one of Windows."""
import pathlib
import re
import shutil
import subprocess
import sys

TARGET = "x86_64-w64-mingw32"
SYSTEM_LIBRARIES = pathlib.Path(f"/usr/{TARGET}/lib")
PLUGIN_KINDS = ("generic", "iconengines", "imageformats", "networkinformation", "platforms", "printsupport", "sqldrivers",
                "styles", "tls")
#: Of databases and screens that nobody here asks for.
UNUSED_PLUGINS = re.compile(r"qsql(mysql|odbc|ibase|oci|db2)\.dll|q(direct2d|minimal)\.dll|qtuiotouchplugin\.dll", re.IGNORECASE)
NEEDED_PLUGINS = ("platforms/qwindows.dll", "platforms/qoffscreen.dll", "sqldrivers/qsqlite.dll", "iconengines/qsvgicon.dll",
                  "imageformats/qsvg.dll", "tls/qschannelbackend.dll")


class Missing(Exception):
    pass


def imports_of(file: pathlib.Path) -> list[str]:
    """The names of the DLLs that a program or DLL is linked with."""
    listing = subprocess.run([f"{TARGET}-objdump", "-p", str(file)], check=True, capture_output=True, text=True).stdout
    return re.findall(r"^\s*DLL Name: (\S+)", listing, re.MULTILINE)


def is_of_windows(name: str) -> bool:
    """Whether the toolchain has an import library for it, as it has for what Windows brings."""
    stem = re.sub(r"\.(dll|drv|cpl)$", "", name.lower())
    return stem.startswith("api-ms-win-") or any((SYSTEM_LIBRARIES / f"lib{part}.a").is_file()
                                                 for part in (stem, stem.replace(".", "_")))


def find(name: str, places: list[pathlib.Path]) -> pathlib.Path | None:
    """The DLL in the first place that has it, whatever the case of its name."""
    for place in places:
        exact = place / name
        if exact.is_file():
            return exact
        for candidate in place.glob("*.[dD][lL][lL]"):
            if candidate.name.lower() == name.lower():
                return candidate
    return None


def gather(files: list[pathlib.Path], to: pathlib.Path, places: list[pathlib.Path], imports=imports_of,
           is_system=is_of_windows) -> list[str]:
    """Copies into `to` all that `files` load, directly or not; the names of what was copied, in order. Missing tells a DLL
    that is nowhere, and who wants it."""
    copied = []
    waiting = list(files)
    seen = {file.name.lower() for file in files}
    while waiting:
        file = waiting.pop(0)
        for name in imports(file):
            if name.lower() in seen:
                continue
            seen.add(name.lower())
            found = find(name, places)
            if found is None and not is_system(name):
                raise Missing(f"{file.name} loads {name}, which is in none of {', '.join(map(str, places))}")
            if found is not None:
                shutil.copy2(found, to / found.name)
                copied.append(found.name)
                waiting.append(found)
    return sorted(copied)


def take_plugins(qt: pathlib.Path, to: pathlib.Path) -> list[pathlib.Path]:
    """Qt's plugins that the programs may load."""
    root = next((folder for folder in (qt / "plugins", qt / "lib/qt6/plugins") if folder.is_dir()), None)
    if root is None:
        raise Missing(f"{qt} has no plugins of Qt")
    taken = []
    for kind in PLUGIN_KINDS:
        for plugin in sorted((root / kind).glob("*.dll")):
            if not UNUSED_PLUGINS.fullmatch(plugin.name):
                (to / kind).mkdir(parents=True, exist_ok=True)
                taken.append(pathlib.Path(shutil.copy2(plugin, to / kind)))
    have = {f"{plugin.parent.name}/{plugin.name}" for plugin in taken}
    lacking = [name for name in NEEDED_PLUGINS if name not in have]
    if lacking:
        raise Missing(f"{root} lacks {', '.join(lacking)}")
    return taken


def run_time_folder() -> pathlib.Path:
    """Where the compiler keeps its own DLLs."""
    name = subprocess.run([f"{TARGET}-g++-posix", "-print-file-name=libstdc++-6.dll"], check=True, capture_output=True,
                          text=True).stdout.strip()
    return pathlib.Path(name).parent


def main() -> int:
    if len(sys.argv) != 4:
        print("usage: gather.py FOLDER QT LIBRARIES", file=sys.stderr)
        return 2
    programs = pathlib.Path(sys.argv[1]) / "bin"
    qt, libraries = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    places = [libraries / "bin", qt / "bin", SYSTEM_LIBRARIES, run_time_folder()]
    try:
        plugins = take_plugins(qt, programs / "plugins")
        copied = gather(sorted(programs.glob("*.exe")) + plugins, programs, places)
    except Missing as error:
        print(f"gather: FAILED: {error}", file=sys.stderr)
        return 1
    (programs / "qt.conf").write_text("[Paths]\nPrefix = .\nPlugins = plugins\n", encoding="ascii")
    for file in [programs / name for name in copied] + plugins + sorted(programs.glob("*.exe")):
        subprocess.run([f"{TARGET}-strip", "--strip-unneeded", str(file)], check=True)
    print(f"gather: {len(copied)} libraries, {len(plugins)} plugins", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
