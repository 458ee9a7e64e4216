#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sign.sh APP|DMG: signs the bundle or the image by the environment, and has an image notarised. What isn't set is left out
# and said. Written by Apple's documentation, not yet run.
#   MACOS_SIGNING_IDENTITY      "Developer ID Application: NAME (TEAM)"
#   MACOS_NOTARY_PROFILE        a profile of `xcrun notarytool store-credentials`
set -euo pipefail

say() { printf 'sign: %s\n' "$*" >&2; }

[[ $# == 1 && -e "$1" ]] || { say "usage: sign.sh APP|DMG"; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
if [[ -z "${MACOS_SIGNING_IDENTITY:-}" ]]; then
    say "MACOS_SIGNING_IDENTITY is not set: $1 stays unsigned"
    exit 0
fi
sign_one() {
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$MACOS_SIGNING_IDENTITY" "$1"
}
case "$1" in
    *.app)
        # From the inside out: a bundle's signature holds those of what is in it.
        while IFS= read -r -d '' file; do sign_one "$file"; done < <(find "$1/Contents" -type f \
            \( -name '*.dylib' -o -perm -u+x \) ! -path "$1/Contents/MacOS/consultantos" -print0)
        sign_one "$1"
        codesign --verify --deep --strict "$1"
        ;;
    *)
        codesign --force --timestamp --sign "$MACOS_SIGNING_IDENTITY" "$1"
        if [[ -z "${MACOS_NOTARY_PROFILE:-}" ]]; then
            say "MACOS_NOTARY_PROFILE is not set: $1 is not notarised"
            exit 0
        fi
        xcrun notarytool submit "$1" --keychain-profile "$MACOS_NOTARY_PROFILE" --wait
        xcrun stapler staple "$1"
        ;;
esac
