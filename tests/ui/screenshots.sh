#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of docs/images: tests/ui/screenshots.sh [path of the screenshots program]
set -eu
cd "$(dirname "$0")/../.."
program="${1:-build/bin/screenshots}"
out=docs/images
mkdir -p "$out"
export QT_QPA_PLATFORM=offscreen CONSULTANTOS_RESOURCE_DIR="$PWD/resources"
pages="brief run summary porter swot pestel blue_ocean financials inspector library settings cache api alert_settings sources sent model model_brief prompts usage performance documents import search ask chat monitors forecast scenarios frameworks health quality compare companies"
# shellcheck disable=SC2086 # a list of words
{
    "$program" "$out" no_performance
    "$program" "$out" no_monitors
    "$program" "$out" no_forecast
    "$program" "$out" no_scenarios
    "$program" "$out" no_compare
    "$program" "$out" performance_failing
    "$program" "$out" performance_idle
    "$program" "$out" $pages data_requests recommendations nothing_sent no_chat
    "$program" "$out" --theme dark --suffix -dark $pages
    "$program" "$out" --language de --suffix -de $pages
    QT_SCALE_FACTOR=2 "$program" "$out" --suffix -200 $pages
}
