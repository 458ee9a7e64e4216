#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run-wine.sh [--libraries FOLDER:FOLDER…] PROGRAM [argument…]: runs a program for Windows under Wine, in a prefix of its own that
# never touches the user's home folder: WINEPREFIX, or one below the temporary folder. The folders named have the DLLs that
# don't lie beside it, and Qt's plugins beside them.
set -euo pipefail

if [[ "${1:-}" == --libraries ]]; then
    declare -a folders=()
    IFS=: read -r -a folders <<<"$2"
    shift 2
    for folder in "${folders[@]}"; do
        WINEPATH="${WINEPATH:+$WINEPATH;}Z:${folder//\//\\}"
        [[ ! -d "$folder/../plugins/platforms" ]] || export QT_PLUGIN_PATH="Z:${folder//\//\\}\\..\\plugins"
    done
    export WINEPATH
fi

export WINEPREFIX="${WINEPREFIX:-${TMPDIR:-/tmp}/consultantos-wine-$(id -u)}"
export WINEARCH=win64 WINEDEBUG="${WINEDEBUG:--all}"
# Neither offers to download what Wine lacks nor puts entries into the menu of the desktop.
export WINEDLLOVERRIDES="${WINEDLLOVERRIDES:-mscoree=;mshtml=;winemenubuilder.exe=d}"
# Without a console, Qt's tests would tell what they found to a debugger alone.
export QT_FORCE_STDERR_LOGGING=1
# Wine keeps what is said to this system's Qt from programs for Windows, but for what has its own name before it.
for name in "${!QT_@}"; do export "WINE$name=${!name}"; done
mkdir -p "$WINEPREFIX"
# Wine's own processes come with the first program and would keep what reads its output waiting.
server="server-$(stat -c '%d %i' "$WINEPREFIX" | xargs printf '%x-%x')"
if ! compgen -G "/tmp/.wine-*/$server/socket" >/dev/null && ! compgen -G "/tmp/wine-*/$server/socket" >/dev/null; then
    "${CONSULTANTOS_WINE:-wine}" cmd /c exit </dev/null >/dev/null 2>&1 || true
fi
exec "${CONSULTANTOS_WINE:-wine}" "$@"
