#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-icns.sh FILE: the program's icon in all sizes that macOS asks for. Needs rsvg-convert (librsvg) and iconutil.
# Written by Apple's documentation, not yet run.
set -euo pipefail

[[ $# == 1 ]] || { echo "usage: make-icns.sh FILE" >&2; exit 2; }
icon="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)/resources/icons/consultantos.svg"
work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT
set_folder="$work/consultantos.iconset"
mkdir "$set_folder"
for size in 16 32 128 256 512; do
    rsvg-convert -w "$size" -h "$size" "$icon" -o "$set_folder/icon_${size}x${size}.png"
    rsvg-convert -w "$((size * 2))" -h "$((size * 2))" "$icon" -o "$set_folder/icon_${size}x${size}@2x.png"
done
iconutil --convert icns --output "$1" "$set_folder"
