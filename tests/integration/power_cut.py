# SPDX-License-Identifier: GPL-3.0-or-later
"""What a power cut leaves of the stores, simulated: what was acknowledged must be there, and every store whole.

power_cut.py WRITER [--rounds N] [--seed S]

A writer commits reports and imports of facts and prints each after its commit. strace notes each write to a file of the
stores and each fsync, with its bytes, in order. From that every state can be made that a power cut at a given moment may
leave, within what SQLite relies on (sqlite.org/atomiccommit.html, sqlite.org/psow.html): all that was written before a
file's last fsync is on the disk; of what was written since, each sector of 512 bytes may be there or not, in any order, and
the file may have any length between the two. In each such state the stores are opened by the program, checked
(integrity_check, foreign_key_check, no store set aside), and hold what was acknowledged before the cut.
"""

import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SECTOR = 512
CALL = re.compile(r'^(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)$')


def unescape(text):
    """strace -xx: every byte as \\xNN."""
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    """The files of a folder as they are for programs, and as they are surely on the disk."""

    def __init__(self):
        self.files = {}   # path -> bytearray: for programs
        self.durable = {}  # path -> bytes: at its last fsync
        self.pending = {}  # path -> [(offset, data) or length]: since then

    def write(self, path, offset, data):
        content = self.files.setdefault(path, bytearray())
        if len(content) < offset + len(data):
            content.extend(bytes(offset + len(data) - len(content)))
        content[offset:offset + len(data)] = data
        self.pending.setdefault(path, []).append((offset, data))

    def truncate(self, path, length):
        content = self.files.setdefault(path, bytearray())
        del content[length:]
        content.extend(bytes(length - len(content)))
        self.pending.setdefault(path, []).append(length)

    def sync(self, path):
        if path in self.files:
            self.durable[path] = bytes(self.files[path])
            self.pending[path] = []

    def remove(self, path):
        for part in (self.files, self.durable, self.pending):
            part.pop(path, None)

    def rename(self, old, new):
        for part in (self.files, self.durable, self.pending):
            if old in part:
                part[new] = part.pop(old)
            else:
                part.pop(new, None)

    def after_cut(self, chance, share):
        """One state that the cut may leave; `share` of the sectors written since the last fsync have arrived."""
        state = {}
        for path in self.files:
            content = bytearray(self.durable.get(path, b""))
            for change in self.pending.get(path, []):
                if isinstance(change, int):
                    if chance.random() < share:
                        del content[change:]
                        content.extend(bytes(change - len(content)))
                    continue
                offset, data = change
                at = 0
                while at < len(data):
                    end = min(len(data), (offset + at) // SECTOR * SECTOR + SECTOR - offset)
                    if chance.random() < share:
                        place = offset + at
                        if len(content) < place + end - at:
                            content.extend(bytes(place + end - at - len(content)))
                        content[place:place + end - at] = data[at:end]
                    at = end
            state[path] = bytes(content)
        return state


def traced(writer, folder, count, log):
    """Runs the writer and gives its calls in order: ("write", path, offset, data), ("sync", path), ("ack", text), …"""
    for what, prefix in (("linked", "w"),):
        subprocess.run(["strace", "-f", "-xx", "-s", "10000000", "-y", "-o", log, "-e",
                        "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,openat", writer, what, folder,
                        str(count), prefix], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    calls = []
    with open(log, encoding="ascii", errors="replace") as file:
        for line in file:
            found = CALL.match(line.rstrip("\n"))
            if not found or "= -1" in line:
                continue
            assert "unfinished" not in line, "a call that strace cut in two"
            name, rest = found["name"], found["rest"]
            # With -xx a descriptor's path is escaped, too.
            of_file = re.match(r"(\d+)<((?:\\x[0-9a-f]{2})+)>", rest)
            texts = [unescape(text) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', rest)]
            if name == "write":
                if rest.startswith("1<"):
                    calls.append(("ack", texts[0].decode()))
                continue
            paths = [unescape(of_file[2]).decode()] if of_file else [text.decode() for text in texts]
            if name == "openat" or not paths or not paths[0].startswith(folder + "/"):
                continue
            if name == "pwrite64":
                calls.append(("write", paths[0], int(re.search(r", (\d+)\) +=", rest)[1]), texts[0]))
            elif name == "ftruncate":
                calls.append(("truncate", paths[0], int(re.search(r", (\d+)\)", rest)[1])))
            elif name in ("fsync", "fdatasync"):
                calls.append(("sync", paths[0]))
            elif name == "unlink":
                calls.append(("remove", paths[0]))
            elif name == "rename":
                calls.append(("rename", paths[0], paths[1]))
    return calls


def check(writer, folder, acknowledged):
    """What is wrong with the stores in the folder, as a text; empty if nothing is."""
    done = subprocess.run([writer, "check", folder, "w"], capture_output=True, text=True, timeout=120)
    # The log tells of slow statements on the same way; what counts is what the user would be told.
    if done.returncode != 0 or "notice " in done.stderr:
        return f"opening: {done.stderr.strip()}"
    for name in ("library.db", "facts.db", "documents.db", "conversations.db", "egress.db"):
        database = sqlite3.connect(os.path.join(folder, name))
        whole = database.execute("PRAGMA integrity_check").fetchall()
        foreign = database.execute("PRAGMA foreign_key_check").fetchall()
        database.close()
        if whole != [("ok",)] or foreign:
            return f"{name}: {whole} {foreign}"
    reports = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("report ")}
    missing = [name for name in acknowledged if name not in reports]
    if missing:
        return f"acknowledged and lost: {missing}"
    newest = max([int(name[1:]) for name in reports], default=0)
    facts = [int(float(line.split()[1])) for line in done.stdout.splitlines() if line.startswith("fact ")]
    if newest and (not facts or facts[0] not in (newest, newest + 1)):
        return f"report {newest} rests on fact {facts}"
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("writer")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--commits", type=int, default=30)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--ignore-fsync", action="store_true",
                        help="as on a disk that lies: faults are wanted then, or the check finds nothing")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        print("skipped: strace is not installed")
        return 77
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="consultantos-") as home:
        folder = os.path.join(home, "data")
        # The stores exist before: how they are created is another test's matter.
        subprocess.run([options.writer, "linked", folder, "0", "w"], check=True, timeout=120)
        disk = Disk()
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    disk.files[path] = bytearray(file.read())
                disk.sync(path)
        calls = traced(options.writer, folder, options.commits, os.path.join(home, "log"))
        acks = [call for call in calls if call[0] == "ack"]
        syncs = sum(call[0] == "sync" for call in calls)
        if len(acks) != options.commits or syncs < options.commits:
            print(f"the trace is of no use: {len(acks)} acknowledged, {syncs} fsyncs")
            return 1
        # Twice as many cuts right behind an acknowledgement as elsewhere: nothing may be lost there.
        behind = [number + 1 for number, call in enumerate(calls) if call[0] == "ack"]
        cuts = sorted(chance.choice(behind) if chance.random() < 0.66 else chance.randrange(1, len(calls))
                      for _ in range(options.rounds))
        acknowledged, states, lost_sectors, faults, position = [], 0, 0, [], 0
        for cut in cuts:
            for call in calls[position:cut]:
                if call[0] == "sync" and options.ignore_fsync:
                    continue
                if call[0] == "ack":
                    acknowledged += [line.split()[1] for line in call[1].splitlines()]
                else:
                    getattr(disk, call[0])(*call[1:])
            position = max(position, cut)
            for share in (0.0, 0.5, chance.random(), 1.0):
                state = disk.after_cut(chance, share)
                target = os.path.join(home, "cut")
                shutil.rmtree(target, ignore_errors=True)
                os.mkdir(target)
                for path, content in state.items():
                    # Shared memory is built anew from the log; it isn't part of what a power cut leaves.
                    if path.endswith("-shm"):
                        continue
                    with open(os.path.join(target, os.path.relpath(path, folder)), "wb") as file:
                        file.write(content)
                states += 1
                lost_sectors += sum(bytes(disk.files[path]) != content for path, content in state.items())
                if fault := check(options.writer, target, acknowledged):
                    faults.append(f"cut at call {cut} of {len(calls)}, {share:.2f} arrived: {fault}")
        print(f"{len(acks)} commits acknowledged, {syncs} fsyncs, {len(cuts)} moments, {states} states checked, "
              f"{lost_sectors} files in them other than programs saw them, {len(faults)} faults")
        for fault in faults[:10]:
            print(fault)
        if lost_sectors == 0:
            print("no state lacked anything: the simulation is of no use")
            return 1
        if options.ignore_fsync:
            return 0 if faults else 1
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
