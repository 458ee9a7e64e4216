#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the source tree to its rules.

check_tree.py ROOT       exit 1 and one line a fault: an include that points up or sideways in the layers, a
                         file over 500 lines, a file without the licence line, a name of a folder nobody declared,
                         a type's name that another type of core, ui or app has too (the linker keeps one of them).
check_tree.py --self-test  plants each kind of fault in a small tree and demands that it is found.
"""

import pathlib
import re
import sys
import tempfile

# A folder may include itself and every folder of a lower rank; two folders of one rank never include each other.
RANKS = [["base"], ["model"], ["egress", "metrics", "analysis"], ["cache"], ["storage"], ["evidence", "llm"],
         ["agents"], ["report"], ["team"], ["server"]]
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}
UI_RANK, APP_RANK, TEST_RANK = len(RANKS), len(RANKS) + 1, len(RANKS) + 2

MAX_LINES = 500
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
CODE = {".cpp", ".h"}
NEEDS_LICENCE = CODE | {".py", ".sh", ".cmake", ".qss", ".in"}
LICENCE_NAMES = {"CMakeLists.txt", "dev", "run", ".clang-format", ".clang-tidy"}
LEFT_OUT = {".git", ".venv", "__pycache__", "data"}
NAMESPACE = re.compile(r"^namespace (?:([\w:]+) )?\{")
TYPE = re.compile(r"^(?:class|struct|enum(?: class)?) (\w+)(?: final)?(?: : [^;]*)?(?: \{| \{.*|)$")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


# lupdate 6.4 reads no expression with a template's brackets there, and says nothing.
UNREAD_PLURAL = re.compile(r'translate\(\s*"\w+",\s*(?:"[^"]*"\s*)+,\s*nullptr,\s*static_cast')


def source_files(root):
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part in LEFT_OUT or part == "build" or part.startswith("build-") for part in parts[:-1]):
            continue
        if path.is_file():
            yield path


def home_of(parts):
    """(rank, folder) of a file in core, ui or app; None for what stands outside the layers."""
    if parts[0] == "core" and len(parts) > 2:
        return RANK.get(parts[1]), parts[1]
    if parts[0] == "ui":
        return UI_RANK, "ui"
    if parts[0] == "app":
        return APP_RANK, "app/" + parts[1]
    return None


def target_of(root, path, included):
    """(rank, folder) of what an include names, resolved as the compiler does: beside the file, then the roots."""
    beside = (path.parent / included).resolve()
    for candidate in (beside, root / "core" / included, root / included, root / "ui" / included):
        candidate = candidate.resolve()
        if candidate.is_file() and candidate.is_relative_to(root):
            return home_of(candidate.relative_to(root).parts)
    first = included.split("/")[0]
    return (RANK[first], first) if first in RANK else None


def include_faults(root, path, text):
    parts = path.relative_to(root).parts
    home = home_of(parts)
    if home is None:
        return
    if home[0] is None:
        yield f"{path.relative_to(root)}: core/{home[1]} has no place in the layers"
        return
    for included in INCLUDE.findall(text):
        target = target_of(root, path, included)
        if target is None or target[0] is None or target[1] == home[1]:
            continue
        if target[0] >= home[0]:
            direction = "sideways" if target[0] == home[0] else "upwards"
            yield f"{path.relative_to(root)}: includes {direction}: \"{included}\" ({home[1]} → {target[1]})"


def types_in(text):
    """Full names of the types that a file defines outside of functions, classes and unnamed namespaces."""
    scopes = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        opened = NAMESPACE.match(line)
        if opened:
            scopes.append(opened.group(1))
        elif line.startswith("} // namespace"):
            scopes = scopes[:-1]
        found = TYPE.match(line)
        begins = found and (line.rstrip().endswith("{") or "{" in line or lines[number + 1:number + 2] == ["{"])
        if begins and None not in scopes:
            yield "::".join([*scopes, found.group(1)])


def faults(root):
    root = root.resolve()
    types = {}
    for path in source_files(root):
        relative = path.relative_to(root)
        is_code = path.suffix in CODE
        if not (is_code or path.suffix in NEEDS_LICENCE or path.name in LICENCE_NAMES):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = text.splitlines()
        if is_code and len(lines) > MAX_LINES:
            yield f"{relative}: {len(lines)} lines, more than {MAX_LINES}"
        if not any(LICENCE in line for line in lines[:3]):
            yield f"{relative}: no licence line"
        if is_code:
            yield from include_faults(root, path, text)
            if UNREAD_PLURAL.search(text):
                yield f"{relative}: lupdate leaves out a translate() that counts by static_cast; write int(…)"
        if is_code and home_of(relative.parts):
            for name in types_in(text):
                if name in types and not name.startswith("std::"):
                    yield f"{relative}: {name} is defined in {types[name]}, too"
                types[name] = relative


def self_test():
    good = f"// {LICENCE}\n"
    planted = {
        "core/base/up.h": (good + '#include "model/fact.h"\n', "includes upwards"),
        "core/evidence/side.cpp": (good + '#include "llm/client.h"\n', "includes sideways"),
        "core/agents/relative.cpp": (good + '#include "../report/page.h"\n', "includes upwards"),
        "core/storage/widget.cpp": (good + '#include "ui/page.h"\n', "includes upwards"),
        "ui/program.cpp": (good + '#include "app/cli/main.h"\n', "includes upwards"),
        "core/model/bare.cpp": ("int x;\n", "no licence line"),
        "core/model/long.cpp": (good + "\n" * MAX_LINES, f"more than {MAX_LINES}"),
        "core/helpers/x.cpp": (good, "no place in the layers"),
        "app/cli/count.cpp": (good + 'translate("Cli", "%n day(s)", nullptr,\n static_cast<int>(days))\n', "lupdate leaves out"),
        "tools/make.py": ("print()\n", "no licence line"),
        "core/storage/row.h": (good + "namespace consultantos {\nstruct Row {\n};\n} // namespace\n", "is defined in"),
    }
    sound = {
        "core/model/fact.h": good + '#include "base/json.h"\n#include <vector>\n',
        "core/llm/client.h": good,
        "core/report/page.h": good + '#include "agents/agent.h"\n#include "analysis/x.h"\n',
        "ui/page.h": good + '#include "report/page.h"\n',
        "core/analysis/row.h": good + "namespace consultantos {\nstruct Row;\nstruct Row\n{\n};\n} // namespace\n",
        "core/model/row.h": good + "namespace consultantos::model {\nstruct Row {\n};\n} // namespace\n",
        "core/base/row.cpp": good + "namespace consultantos {\nnamespace {\nstruct Row {\n};\n} // namespace\n",
        "app/cli/main.h": good + '#include "ui/page.h"\n#include "base/json.h"\n',
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in [*sound.items(), *((n, t) for n, (t, _) in planted.items())]:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = list(faults(root))
    wrong = [f"not found: {name}: {what}" for name, (_, what) in planted.items()
             if not any(fault.startswith(name + ":") and what in fault for fault in found)]
    wrong += [f"found without reason: {fault}" for fault in found if fault.split(":")[0] in sound]
    return wrong


def main(arguments):
    if arguments == ["--self-test"]:
        found = self_test()
    elif len(arguments) == 1:
        root = pathlib.Path(arguments[0])
        if not (root / "core").is_dir():
            print(f"{root} is not the project's folder", file=sys.stderr)
            return 2
        found = list(faults(root))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
