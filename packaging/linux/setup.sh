#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs inside the unpacked .run file: puts the program into its place with starters, desktop file, icon and completion,
# or takes it away again. POSIX sh, since a minimal system has no more.
set -eu

usage() {
    cat <<'HELP'
Usage: consultantos-VERSION.run -- [--user | --system | --prefix FOLDER] [--no-desktop]
       consultantos-VERSION.run -- --uninstall [--purge] [--user | --system | --prefix FOLDER]

  --user          into ~/.local (what happens without an option, but for root)
  --system        into /opt/consultantos, commands into /usr/local/bin (needs root)
  --prefix F      into F/consultantos, commands into F/bin, desktop files into F/share
  --no-desktop    no desktop file, icon or completion
  --uninstall     takes the program away; libraries, settings and reports of the user stay
  --purge         with --uninstall: also the data folder of the user who calls
HELP
}

say() { printf 'consultantos: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

place_user() { PROGRAM="$HOME/.local/opt/consultantos"; COMMANDS="$HOME/.local/bin"; SHARE="${XDG_DATA_HOME:-$HOME/.local/share}"; }
place_system() { PROGRAM=/opt/consultantos; COMMANDS=/usr/local/bin; SHARE=/usr/local/share; }
place_prefix() { PROGRAM="$1/consultantos"; COMMANDS="$1/bin"; SHARE="$1/share"; }

# What lies outside the program's folder, one path a line: written by install, read by uninstall.
outside() { printf '%s\n' "$@" >>"$PROGRAM.new/installed-files"; }

link_commands() {
    mkdir -p "$COMMANDS"
    for name in consultantos consultantos-cli; do
        if [ -e "$COMMANDS/$name" ] && [ ! -L "$COMMANDS/$name" ]; then
            fail "$COMMANDS/$name is there and isn't ours: move it away, then install again. Nothing was changed."
        fi
    done
    for name in consultantos consultantos-cli; do
        ln -sfn "$PROGRAM/bin/$name" "$COMMANDS/$name"
        outside "$COMMANDS/$name"
    done
}

add_to_desktop() {
    from="$PROGRAM.new/share"
    mkdir -p "$SHARE/applications" "$SHARE/icons/hicolor/scalable/apps" "$SHARE/icons/hicolor/scalable/mimetypes" \
        "$SHARE/mime/packages" "$SHARE/metainfo" "$SHARE/bash-completion/completions" "$SHARE/man/man1"
    sed "s|^Exec=consultantos|Exec=\"$PROGRAM/bin/consultantos\"|" "$from/applications/io.github.consultantos.desktop" \
        >"$SHARE/applications/io.github.consultantos.desktop"
    outside "$SHARE/applications/io.github.consultantos.desktop"
    for file in icons/hicolor/scalable/apps/consultantos.svg \
        icons/hicolor/scalable/mimetypes/application-vnd.consultantos.sealed.svg \
        mime/packages/io.github.consultantos.xml metainfo/io.github.consultantos.metainfo.xml \
        bash-completion/completions/consultantos-cli man/man1/consultantos.1.gz man/man1/consultantos-cli.1.gz; do
        cp "$from/$file" "$SHARE/$file"
        outside "$SHARE/$file"
    done
    refresh_desktop
}

# Desktops keep indexes of their own; a system without these tools has no desktop that would need them.
refresh_desktop() {
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$SHARE/applications" || true; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$SHARE/mime" >/dev/null 2>&1 || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -f -t "$SHARE/icons/hicolor" || true; fi
}

# The new version stands whole beside the old one before the two change places, so that a full disk costs nothing.
install_program() {
    here="$(cd "$(dirname "$0")" && pwd -P)"
    if [ -e "$PROGRAM" ] && [ ! -f "$PROGRAM/installed-files" ]; then
        fail "$PROGRAM is there and isn't an installation of ours: choose another place by --prefix. Nothing was changed."
    fi
    rm -rf "$PROGRAM.new"
    mkdir -p "$(dirname "$PROGRAM")"
    cp -R "$here" "$PROGRAM.new" || { rm -rf "$PROGRAM.new"; fail "could not copy to $PROGRAM; is the disk full? Nothing was changed."; }
    : >"$PROGRAM.new/installed-files"
    link_commands
    [ "$DESKTOP" = 0 ] || add_to_desktop
    rm -rf "$PROGRAM.old"
    [ ! -e "$PROGRAM" ] || mv "$PROGRAM" "$PROGRAM.old"
    mv "$PROGRAM.new" "$PROGRAM"
    rm -rf "$PROGRAM.old"
    say "installed in $PROGRAM; start it with $COMMANDS/consultantos"
    case ":$PATH:" in
        *":$COMMANDS:"*) ;;
        *) say "$COMMANDS is not in PATH: add it, or call the programs by their whole path" ;;
    esac
    say "to take it away: $PROGRAM/setup.sh --uninstall"
}

uninstall_program() {
    [ -f "$PROGRAM/installed-files" ] || fail "no installation in $PROGRAM: say --user, --system or --prefix as it was installed"
    while read -r file; do rm -f "$file"; done <"$PROGRAM/installed-files"
    rm -rf "$PROGRAM"
    refresh_desktop
    for folder in "$SHARE/metainfo" "$SHARE/bash-completion/completions" "$SHARE/bash-completion" "$SHARE/man/man1" "$SHARE/man"; do
        rmdir "$folder" 2>/dev/null || true
    done
    data="${CONSULTANTOS_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/consultantos}"
    if [ "$PURGE" = 1 ] && [ -f "$data/library.db" ]; then
        rm -rf "$data"
        say "taken away, with the data in $data"
    elif [ -d "$data" ]; then
        say "taken away; reports and settings stay in $data (--purge removes them, too)"
    else
        say "taken away"
    fi
}

ACTION=install PURGE=0 DESKTOP=1
# Called from within an installation it takes away that one.
HOME_OF_SETUP="$(cd "$(dirname "$0")" && pwd -P)"
if [ "$(id -u)" = 0 ]; then place_system; else place_user; fi
if [ -f "$HOME_OF_SETUP/placed" ]; then
    # shellcheck source=/dev/null
    . "$HOME_OF_SETUP/placed"
fi
while [ $# -gt 0 ]; do
    case "$1" in
        --user) place_user ;;
        --system) place_system ;;
        --prefix)
            [ -n "${2:-}" ] || fail "--prefix needs a folder"
            mkdir -p "$2" || exit 1
            place_prefix "$(cd "$2" && pwd -P)"
            shift
            ;;
        --no-desktop) DESKTOP=0 ;;
        --uninstall) ACTION=uninstall ;;
        --purge) PURGE=1 ;;
        -h | --help) usage; exit 0 ;;
        *) say "unknown option $1"; usage >&2; exit 2 ;;
    esac
    shift
done
if [ "$ACTION" = install ]; then
    [ "$PURGE" = 0 ] || fail "--purge goes with --uninstall"
    install_program
    printf 'PROGRAM="%s" COMMANDS="%s" SHARE="%s"\n' "$PROGRAM" "$COMMANDS" "$SHARE" >"$PROGRAM/placed"
else
    uninstall_program
fi
