#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a release needs beside its packages.
#
#   release.sh notes VERSION [CHANGELOG]   the changelog's part of VERSION ("Unreleased", too) as release notes
#   release.sh sums FOLDER                 SHA256SUMS of the packages in FOLDER
#   release.sh sign FOLDER                 signs what is there, by the environment; what isn't set is left out and said:
#       GPG_KEY                            a detached signature of SHA256SUMS; RPMs, too, where rpmsign is
#       AUTHENTICODE_CERTIFICATE           a .p12 or .pfx: Windows' installers by osslsigncode, with
#       AUTHENTICODE_PASSWORD_FILE         the file of its password
#       AUTHENTICODE_TIMESTAMP_URL         and, if set, an authority's time stamp
#   macOS: packaging/macos/sign.sh
set -euo pipefail

say() { printf 'release: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
usage() { say "usage: release.sh notes VERSION [CHANGELOG] | sums FOLDER | sign FOLDER"; exit 2; }

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
SUMS=SHA256SUMS

# The part between the version's heading and the next one of its rank, without blank lines at its ends.
notes() {
    local text
    text="$(awk -v wanted="$1" '
        /^## / { inside = ($0 == "## [" wanted "]" || index($0, "## [" wanted "] ") == 1); next }
        /^\[[^]]+\]: / { next }
        inside' "${2:-$HERE/../CHANGELOG.md}" | sed -e '/./,$!d')"
    [[ -n "$text" || "$1" != Unreleased ]] || fail "nothing has changed since the newest version"
    if [[ -z "$text" ]]; then
        say "the changelog says nothing of $1: it isn't released yet, or the heading \"## [$1] - DATE\" is missing"
        fail "packaging/README.md (A new version) says what a release needs; \"notes Unreleased\" gives what has changed so far"
    fi
    printf '%s\n' "$text"
}

# Files of the kinds that are handed out.
packages() {
    find . -maxdepth 1 -type f \( -name '*.deb' -o -name '*.rpm' -o -name '*.run' -o -name '*.tar.gz' -o -name '*.zip' \
        -o -name '*.exe' -o -name '*.msi' -o -name '*.dmg' -o -name '*.cdx.json' \) -printf '%f\0' | LC_ALL=C sort -z
}

sums() {
    cd "$1"
    local -a files
    mapfile -d '' -t files < <(packages)
    ((${#files[@]})) || fail "no package in $1"
    sha256sum -- "${files[@]}" >"$SUMS.new"
    mv -- "$SUMS.new" "$SUMS"
    say "$1/$SUMS: ${#files[@]} files; check them by: sha256sum --check $SUMS"
}

sign_windows() {
    local file
    local -a stamp=()
    [[ -z "${AUTHENTICODE_TIMESTAMP_URL:-}" ]] || stamp=(-ts "$AUTHENTICODE_TIMESTAMP_URL")
    for file in *.exe *.msi; do
        [[ -f "$file" ]] || continue
        osslsigncode sign -pkcs12 "$AUTHENTICODE_CERTIFICATE" -readpass "$AUTHENTICODE_PASSWORD_FILE" -h sha256 \
            -n ConsultantOS "${stamp[@]}" -in "$file" -out "$file.signed"
        mv -- "$file.signed" "$file"
    done
}

# Packages first: their signatures are within them and change their sums.
sign() {
    cd "$1"
    if [[ -n "${AUTHENTICODE_CERTIFICATE:-}" ]]; then
        : "${AUTHENTICODE_PASSWORD_FILE:?names the file of the password of AUTHENTICODE_CERTIFICATE}"
        sign_windows
    else
        say "AUTHENTICODE_CERTIFICATE is not set: installers for Windows stay unsigned"
    fi
    if [[ -z "${GPG_KEY:-}" ]]; then
        say "GPG_KEY is not set: $SUMS and RPMs stay unsigned"
        return
    fi
    local rpm
    for rpm in *.rpm; do
        [[ -f "$rpm" ]] || continue
        if command -v rpmsign >/dev/null; then
            # Its own idea of where GnuPG is (gpg2) isn't true of Debian.
            rpmsign --define "_gpg_name $GPG_KEY" --define "__gpg $(command -v gpg)" --addsign "$rpm" >&2
        else
            say "rpmsign is missing: $rpm stays unsigned"
        fi
    done
    (sums "$PWD")
    gpg --batch --yes --local-user "$GPG_KEY" --armor --detach-sign --output "$SUMS.asc" "$SUMS"
    say "$1/$SUMS.asc: check it by: gpg --verify $SUMS.asc $SUMS"
}

case "${1:-}" in
    notes) [[ $# == 2 || $# == 3 ]] || usage; notes "${@:2}" ;;
    sums) [[ $# == 2 && -d "$2" ]] || usage; sums "$2" ;;
    sign) [[ $# == 2 && -d "$2" ]] || usage; sign "$2" ;;
    *) usage ;;
esac
