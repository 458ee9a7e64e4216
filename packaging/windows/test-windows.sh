#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-windows.sh NAME CONSULTANTOS_CLI: tries NAME.zip, NAME-setup.exe and NAME.msi under Wine with a display of its own, against the
# program of this system at CONSULTANTOS_CLI: the same report bytes, PDFs, Redis, HTTP, the window, installing for one user and for
# all, a second time over it, uninstalling, and what is left. Stops at the first thing that isn't as it should be.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
say() { printf 'test-windows: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }
[[ $# == 2 && -f "$1.zip" && -f "$1-setup.exe" && -f "$1.msi" && -x "$2" ]] \
    || { say "usage: test-windows.sh NAME CONSULTANTOS_CLI, with NAME.zip, NAME-setup.exe and NAME.msi there"; exit 2; }
NAME="$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")"
NATIVE="$(cd "$(dirname "$2")" && pwd -P)/$(basename "$2")"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/consultantos-windows.XXXXXX")"
export WINEPREFIX="$WORK/wine" HOME="$WORK/home"
mkdir -p "$HOME" "$WINEPREFIX"
DRIVE="$WINEPREFIX/drive_c"
# An error would open a dialog and wait for somebody: nothing runs for longer than this.
SECONDS_LIMIT="${CONSULTANTOS_WINE_SECONDS:-300}"
declare -a STARTED=()

leave() {
    local process
    for process in "${STARTED[@]}"; do kill "$process" 2>/dev/null || true; done
    wineserver_of -k 2>/dev/null || true
    rm -rf -- "$WORK"
}
trap leave EXIT

wineserver_of() { "$(command -v wineserver || echo /usr/lib/wine/wineserver)" "$@"; }
windows() { timeout "$SECONDS_LIMIT" "$HERE/run-wine.sh" "$@"; }
# A path of this system as Wine's programs see it.
seen() { printf 'Z:%s' "${1//\//\\}"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
passed() { say "passed: $*"; }

# ---- What there is of us in files and in the registry -----------------------------------------------------------------

ours() {
    wineserver_of -w || true
    find "$DRIVE" -iname '*consultantos*'
    grep -iH 'consultantos\|\\\\\.sealed' "$WINEPREFIX"/{user,system}.reg || true
}

expect_nothing_left() {
    local left
    left="$(ours)"
    [[ -z "$left" ]] || fail "left behind $1: $left"
}

# ---- The programs in a folder ------------------------------------------------------------------------------------------

try_command_line() {
    local cli="$1/bin/consultantos-cli.exe"
    # Neither letters beyond Windows' old code pages nor more than 260 characters of a path may matter.
    local data
    data="$WORK/Ørsted データ/$(printf 'long%.0s' {1..40})/$(printf 'path%.0s' {1..40})"
    mkdir -p "$data"
    windows "$cli" --version >&2
    windows "$cli" --data-dir "$(seen "$data")" --offline analyze Tesla --output "$(seen "$WORK/tesla.json")"
    grep -q '"Tesla' "$WORK/tesla.json" || fail "the analysis has no report"
    [[ -f "$data/library.db" ]] || fail "the library isn't in the data folder named"
    if grep -q $'\r' "$WORK/tesla.json"; then fail "line ends were changed"; fi
    passed "an analysis on the command line, in a folder with a long name in three scripts"
}

# What one system sealed the other one computes anew, byte for byte.
try_same_bytes() {
    local cli="$1/bin/consultantos-cli.exe" format
    "$NATIVE" --data-dir "$WORK/native" --offline analyze Ford --format sealed --output "$WORK/native.sealed"
    windows "$cli" --data-dir "$(seen "$WORK/data")" --offline library verify "$(seen "$WORK/native.sealed")" >&2 \
        || fail "a report sealed on this system isn't verified on Windows"
    for format in json md html; do
        "$NATIVE" --data-dir "$WORK/native" library replay "$WORK/native.sealed" --format "$format" --output "$WORK/native.$format"
        windows "$cli" --data-dir "$(seen "$WORK/data")" library replay "$(seen "$WORK/native.sealed")" --format "$format" \
            --output "$(seen "$WORK/windows.$format")"
        cmp "$WORK/native.$format" "$WORK/windows.$format" || fail "the report's bytes differ ($format)"
    done
    windows "$cli" --data-dir "$(seen "$WORK/data")" --offline analyze Ford --format sealed --output "$(seen "$WORK/windows.sealed")"
    "$NATIVE" --data-dir "$WORK/native" --offline library verify "$WORK/windows.sealed" >&2 \
        || fail "a report sealed on Windows isn't verified on this system"
    passed "the same report bytes as on this system, both ways"
}

try_documents() {
    local cli="$1/bin/consultantos-cli.exe"
    windows "$cli" --data-dir "$(seen "$WORK/data")" --offline analyze Ford --format pdf --output "$(seen "$WORK/ford.pdf")"
    [[ "$(head -c 5 "$WORK/ford.pdf")" == %PDF- ]] || fail "no PDF was written"
    windows "$cli" --data-dir "$(seen "$WORK/data")" import "$(seen "$WORK/ford.pdf")" --format json >"$WORK/import.json"
    grep -q '"passages": *[1-9]' "$WORK/import.json" || fail "nothing was read of a PDF: $(<"$WORK/import.json")"
    passed "a PDF written, and read by the process that reads PDFs"
}

try_redis() {
    local cli="$1/bin/consultantos-cli.exe" port
    port="$(free_port)"
    redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$WORK" >/dev/null &
    STARTED+=("$!")
    export REDIS_URL="redis://127.0.0.1:$port"
    windows "$cli" --data-dir "$(seen "$WORK/redis")" --offline analyze Ford --output "$(seen "$WORK/one.json")"
    [[ "$(redis-cli -p "$port" dbsize)" != 0 ]] || fail "nothing was kept in Redis"
    windows "$cli" --data-dir "$(seen "$WORK/redis2")" --offline analyze Ford --output "$(seen "$WORK/two.json")"
    grep -q '"served": *"l2"' "$WORK/two.json" || fail "another data folder didn't get the analysis from Redis"
    unset REDIS_URL
    passed "Redis, shared by two data folders"
}

try_http() {
    local cli="$1/bin/consultantos-cli.exe" port status
    port="$(free_port)"
    "$HERE/run-wine.sh" "$cli" --data-dir "$(seen "$WORK/served")" --offline serve --port "$port" --allow-anonymous >&2 &
    STARTED+=("$!")
    status="$(python3 - "$port" <<'PYTHON'
import json, sys, time, urllib.request
root = f"http://127.0.0.1:{sys.argv[1]}"
for attempt in range(120):
    try:
        urllib.request.urlopen(root + "/health", timeout=10).read()
        break
    except OSError:
        time.sleep(0.5)
request = urllib.request.Request(root + "/analyze", json.dumps({"company": "Tesla", "frameworks": ["swot"]}).encode(),
                                 {"Content-Type": "application/json"})
print(json.load(urllib.request.urlopen(request, timeout=240))["status"])
PYTHON
)"
    [[ "$status" == completed ]] || fail "the server's analysis is '$status'"
    passed "health and an analysis over HTTP"
}

try_window() {
    local window="$1/bin/consultantos.exe" status=0 told
    told="$(windows "$window" --data-dir "$(seen "$WORK/window")" --measure-start)" || fail "the window didn't come up"
    timeout 20 "$HERE/run-wine.sh" "$window" --data-dir "$(seen "$WORK/window")" >&2 || status=$?
    [[ "$status" == 124 ]] || fail "the window ended by itself with $status"
    wineserver_of -k || true
    passed "the window comes up and stays: $told"
}

try_programs() {
    try_command_line "$1"
    try_same_bytes "$1"
    try_documents "$1"
    try_redis "$1"
    try_http "$1"
    try_window "$1"
}

# ---- Installers ----------------------------------------------------------------------------------------------------------

expect_entries() {
    local found
    found="$(ours)"
    local wanted
    for wanted in 'Start Menu.*ConsultantOS.lnk' 'ConsultantOS.Sealed' 'sealed'; do
        grep -q "$wanted" <<<"$found" || fail "no $wanted after installing $1"
    done
}

# A folder of ours is found by the program in it.
place() { dirname "$(dirname "$(find "$DRIVE" -name consultantos-cli.exe | head -n 1)")"; }
# As Wine names the folder of the user who runs it.
user_data() { printf '%s/users/%s/AppData/Local/consultantos' "$DRIVE" "$(id -un)"; }

try_setup() {
    local mode="$1" where
    windows "$NAME-setup.exe" /S "$mode" || fail "the installer ended with $?"
    expect_entries "$mode"
    where="$(place)"
    [[ "$mode" == /AllUsers && "$where" == "$DRIVE/Program Files/ConsultantOS" || "$mode" == /CurrentUser && "$where" == */Programs/* ]] \
        || fail "$mode installed into $where"
    windows "$where/bin/consultantos-cli.exe" --offline analyze Tesla --frameworks swot >/dev/null
    # Over it, as an update: what an older version had and this one hasn't must go.
    windows "$NAME-setup.exe" /S "$mode"
    windows "$where/bin/consultantos-cli.exe" library list | grep -q Tesla || fail "the library is gone after an update"
    windows "$where/uninstall.exe" /S "$mode"
    wineserver_of -w
    [[ -f "$(user_data)/library.db" ]] || fail "uninstalling took the data along, unasked"
    windows "$NAME-setup.exe" /S "$mode"
    windows "$where/uninstall.exe" /S "$mode" /PURGE
    expect_nothing_left "by the installer $mode"
    passed "installer $mode: silent, an update, uninstalled with data kept and with data purged"
}

try_msi() {
    windows msiexec /i "$(seen "$NAME.msi")" /qn || fail "msiexec /i ended with $?"
    expect_entries msi
    windows "$(place)/bin/consultantos-cli.exe" --version >&2
    windows msiexec /x "$(seen "$NAME.msi")" /qn
    expect_nothing_left "by the MSI"
    passed "MSI: silent, uninstalled"
}

number=97
while [[ -e "/tmp/.X11-unix/X$number" ]]; do number=$((number + 1)); done
Xvfb ":$number" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
STARTED+=("$!")
export DISPLAY=":$number"
windows wineboot --init
wineserver_of -w
expect_nothing_left "before the beginning"
python3 -m zipfile -e "$NAME.zip" "$WORK/zip"
try_programs "$WORK/zip/$(basename "$NAME")"
try_setup /CurrentUser
try_setup /AllUsers
try_msi
say "all passed under $("$HERE/run-wine.sh" --version); not tried on Windows itself"
