#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run-wine.sh PROGRAM [argument…]: runs a program for Windows under Wine, in a prefix of its own that never touches the user's
# home folder: WINEPREFIX, or one below the temporary folder. WINEPATH holds the folders of its DLLs.
set -euo pipefail

export WINEPREFIX="${WINEPREFIX:-${TMPDIR:-/tmp}/consultantos-wine-$(id -u)}"
export WINEARCH=win64 WINEDEBUG="${WINEDEBUG:--all}"
# Neither offers to download what Wine lacks nor puts entries into the menu of the desktop.
export WINEDLLOVERRIDES="${WINEDLLOVERRIDES:-mscoree=;mshtml=;winemenubuilder.exe=d}"
mkdir -p "$WINEPREFIX"
exec "${CONSULTANTOS_WINE:-wine}" "$@"
