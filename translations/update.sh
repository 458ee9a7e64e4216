#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the texts of the sources into the .ts files; new ones come in as unfinished, which test_translations refuses
# until they are translated (with Linguist or by hand).
set -eu
cd "$(dirname "$0")/.."
lupdate="${LUPDATE:-/usr/lib/qt6/bin/lupdate}"
common="-no-obsolete -locations none -extensions cpp,h ui core app -source-language en"
for language in de_DE fr_FR es_ES; do
    # shellcheck disable=SC2086 # a list of words
    "$lupdate" $common -target-language "$language" -ts "translations/consultantos_${language%_*}.ts"
done
# shellcheck disable=SC2086
"$lupdate" -pluralonly $common -target-language en_US -ts translations/consultantos_en.ts
# lupdate drops comments of the file.
for file in translations/*.ts; do
    sed -i '1a <!-- SPDX-License-Identifier: GPL-3.0-or-later -->' "$file"
done
