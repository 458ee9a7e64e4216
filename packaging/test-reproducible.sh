#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-reproducible.sh [TARGET…]: builds the commit that is checked out twice, in two folders of different names, without a
# compiler cache, and compares the programs byte by byte. Without a target: consultantos-cli. CONSULTANTOS_JOBS sets the jobs.
set -euo pipefail

say() { printf 'test-reproducible: %s\n' "$*" >&2; }

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
targets=("${@:-consultantos-cli}")
work="$(mktemp -d "${TMPDIR:-/tmp}/consultantos-twice.XXXXXX")"
trap 'rm -rf -- "$work"' EXIT
SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)"
export SOURCE_DATE_EPOCH CCACHE_DISABLE=1

for name in one a-rather-longer-name; do
    mkdir -p "$work/$name/sources"
    git -C "$root" archive HEAD | tar -x -C "$work/$name/sources"
    cmake -S "$work/$name/sources" -B "$work/$name/sources/out" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCONSULTANTOS_TESTS=OFF \
        -DCONSULTANTOS_BENCHMARKS=OFF >"$work/$name/log" || { cat "$work/$name/log" >&2; exit 1; }
    say "building ${targets[*]} in $work/$name"
    cmake --build "$work/$name/sources/out" --target "${targets[@]}" --parallel "${CONSULTANTOS_JOBS:-$(nproc)}" >"$work/$name/log" \
        || { tail -n 30 "$work/$name/log" >&2; exit 1; }
done

compared=0
status=0
while IFS= read -r -d '' file; do
    other="$work/a-rather-longer-name/sources/out/${file#"$work/one/sources/out/"}"
    compared=$((compared + 1))
    if cmp -s -- "$file" "$other"; then
        say "same: ${file##*/} $(sha256sum "$file" | cut -d' ' -f1)"
    else
        say "DIFFERENT: ${file##*/}: $(cmp -l -- "$file" "$other" 2>&1 | wc -l) bytes"
        status=1
    fi
done < <(find "$work/one/sources/out" -type f \( -path '*/bin/*' -o -name '*.a' \) -print0 | LC_ALL=C sort -z)
((compared)) || { say "nothing was built to compare"; exit 1; }
say "$compared files compared"
exit "$status"
