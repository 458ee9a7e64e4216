#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of the window's pages: tests/ui/screenshots.sh guides|all FOLDER [path of the screenshots program]
# guides: what the guides show (./dev docs). all: every page, also dark, in the other languages and at 200 %, to be looked at.
set -eu
cd "$(dirname "$0")/../.."
case "${1:-}" in
    guides | all) ;;
    *) sed -n '3,4s/^# //p' "$0" >&2; exit 2 ;;
esac
out="${2:?a folder for the pictures}"
program="${3:-build/bin/screenshots}"
mkdir -p "$out"
export QT_QPA_PLATFORM=offscreen CONSULTANTOS_RESOURCE_DIR="$PWD/resources"
pages="brief run summary porter swot pestel blue_ocean financials inspector library settings cache api alert_settings sources sent model model_brief prompts usage performance documents import search ask chat monitors forecast scenarios frameworks health quality compare companies"
more="data_requests recommendations"
# These stand alone: what was measured, or what is kept, is another.
"$program" "$out" performance_failing
# shellcheck disable=SC2086 # lists of words
"$program" "$out" $pages $more
[ "$1" = all ] || exit 0
for page in no_performance no_monitors no_forecast no_scenarios no_compare performance_idle; do
    "$program" "$out" "$page"
done
"$program" "$out" nothing_sent no_chat
# shellcheck disable=SC2086
{
    "$program" "$out" --theme dark --suffix -dark $pages
    for language in de fr es; do
        "$program" "$out" --language "$language" --suffix "-$language" $pages
    done
    QT_SCALE_FACTOR=2 "$program" "$out" --suffix -200 $pages
}
