#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tst_secret_stores against a real Secret Service: a keyring of its own in a session bus of its own.

test_keyring.py PROGRAM   exit 77 (skipped) where dbus-run-session or gnome-keyring-daemon is not installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile

UNLOCK_AND_RUN = (
    'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
    'exec "$0" aKeyringKeepsWhatItIsGiven'
)


def main(program):
    for needed in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(needed) is None:
            print(f"skipped: {needed} is not installed")
            return 77
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_RUNTIME_DIR=home,
                           CONSULTANTOS_TEST_KEYRING="own", XDG_CURRENT_DESKTOP="GNOME", LC_ALL="C.UTF-8")
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        finished = subprocess.run(["dbus-run-session", "--", "sh", "-c", UNLOCK_AND_RUN, program], env=environment,
                                  capture_output=True, text=True, timeout=100, check=False)
    print(finished.stdout, finished.stderr)
    return finished.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
