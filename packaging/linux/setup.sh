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
  --no-desktop    no desktop file, icon, completion, man page or systemd unit
  --uninstall     takes the program away; libraries, settings and reports of the user stay
  --purge         with --uninstall: also the data folder of the user who calls, unless CONSULTANTOS_DATA_DIR names one
HELP
}

say() { printf 'consultantos: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

place_user() { PROGRAM="$HOME/.local/opt/consultantos"; COMMANDS="$HOME/.local/bin"; SHARE="${XDG_DATA_HOME:-$HOME/.local/share}"; }
place_system() { PROGRAM=/opt/consultantos; COMMANDS=/usr/local/bin; SHARE=/usr/local/share; }
place_prefix() { PROGRAM="$1/consultantos"; COMMANDS="$1/bin"; SHARE="$1/share"; }

# What lies outside the program's folder, one path a line: written by install, read by uninstall.
outside() { printf '%s\n' "$@" >>"$PROGRAM.new/installed-files"; }

# Copies a file of ours to its place below SHARE.
place() {
    mkdir -p "$SHARE/$(dirname "$2")"
    cp "$PROGRAM.new/$1" "$SHARE/$2"
    outside "$SHARE/$2"
}

# A command of this name is ours if it leads into the program's folder.
is_ours() { [ -L "$1" ] && case "$(readlink "$1")" in "$PROGRAM"/*) true ;; *) false ;; esac; }

# All that would stop the installation is found before the first byte is copied.
check_place() {
    # Desktop files, units and the file "placed" quote the folder, and each of them reads these its own way.
    case "$PROGRAM$SHARE" in
        *['"`$\%']* | *"
"*) fail "the folder must be without quotes, \\, \$, % and line breaks: choose another place by --prefix. Nothing was changed." ;;
    esac
    if [ -e "$PROGRAM" ] && [ ! -f "$PROGRAM/installed-files" ]; then
        fail "$PROGRAM is there and isn't an installation of ours: choose another place by --prefix. Nothing was changed."
    fi
    for name in consultantos consultantos-cli; do
        if { [ -e "$COMMANDS/$name" ] || [ -L "$COMMANDS/$name" ]; } && ! is_ours "$COMMANDS/$name"; then
            fail "$COMMANDS/$name is there and isn't ours: move it away, then install again. Nothing was changed."
        fi
    done
    for folder in "$(dirname "$PROGRAM")" "$COMMANDS" "$SHARE"; do
        [ "$folder" != "$SHARE" ] || [ "$DESKTOP" = 1 ] || continue
        mkdir -p "$folder" 2>/dev/null || fail "could not make the folder $folder: choose another place by --prefix. Nothing was changed."
        [ -w "$folder" ] || fail "$folder can't be written by you: choose another place by --prefix, or call this as root. Nothing was changed."
    done
}

link_commands() {
    for name in consultantos consultantos-cli; do
        ln -sfn "$PROGRAM/bin/$name" "$COMMANDS/$name"
        outside "$COMMANDS/$name"
    done
}

add_to_desktop() {
    place share/applications/io.github.consultantos.desktop applications/io.github.consultantos.desktop
    for file in icons/hicolor/scalable/apps/consultantos.svg \
        icons/hicolor/scalable/mimetypes/application-vnd.consultantos.sealed.svg \
        mime/packages/io.github.consultantos.xml metainfo/io.github.consultantos.metainfo.xml \
        bash-completion/completions/consultantos-cli fish/vendor_completions.d/consultantos-cli.fish \
        man/man1/consultantos.1.gz man/man1/consultantos-cli.1.gz; do
        place "share/$file" "$file"
    done
    place share/zsh/vendor-completions/_consultantos-cli zsh/site-functions/_consultantos-cli
    for unit in consultantos-backup.service consultantos-backup.timer consultantos-monitors.service consultantos-monitors.timer; do
        place "lib/systemd/user/$unit" "systemd/user/$unit"
    done
    # What the package of a distribution finds in /usr/bin is elsewhere here.
    program="$(printf '%s' "$PROGRAM" | sed 's/[&|]/\\&/g')"
    sed "s|^Exec=consultantos|Exec=\"$program/bin/consultantos\"|" \
        "$PROGRAM.new/share/applications/io.github.consultantos.desktop" >"$SHARE/applications/io.github.consultantos.desktop"
    for unit in consultantos-backup consultantos-monitors; do
        sed "s|^ExecStart=/usr/bin/consultantos-cli|ExecStart=\"$program/bin/consultantos-cli\"|" \
            "$PROGRAM.new/lib/systemd/user/$unit.service" >"$SHARE/systemd/user/$unit.service"
    done
    refresh_desktop
}

# Desktops keep indexes of their own; a system without these tools has no desktop that would need them.
refresh_desktop() {
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$SHARE/applications" || true; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$SHARE/mime" >/dev/null 2>&1 || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -f -t "$SHARE/icons/hicolor" || true; fi
}

# Whatever ends this, half an installation isn't left behind, and the former one stands.
tidy() {
    trap - EXIT INT TERM HUP
    [ -e "$PROGRAM" ] || [ ! -d "$PROGRAM.old" ] || mv "$PROGRAM.old" "$PROGRAM"
    rm -rf "$PROGRAM.new"
}

# What an older version had put into a place where this one has nothing.
remove_stale() {
    [ -f "$PROGRAM/installed-files" ] || return 0
    while read -r file; do
        grep -qxF -- "$file" "$PROGRAM.new/installed-files" || rm -f "$file"
    done <"$PROGRAM/installed-files"
}

# The new version stands whole beside the old one before the two change places, so that a full disk costs nothing.
install_program() {
    here="$(cd "$(dirname "$0")" && pwd -P)"
    check_place
    trap tidy EXIT
    trap 'tidy; say "interrupted; nothing was changed"; exit 130' INT TERM HUP
    rm -rf "$PROGRAM.new"
    problem="$(cp -R "$here" "$PROGRAM.new" 2>&1)" || {
        say "could not copy to $PROGRAM.new: $(printf '%s\n' "$problem" | head -n 1)"
        fail "nothing was changed"
    }
    # Root's own umask, and so the unpacked files, may shut all others out.
    [ "$(id -u)" != 0 ] || chmod -R go=u-w "$PROGRAM.new"
    : >"$PROGRAM.new/installed-files"
    printf 'PROGRAM="%s" COMMANDS="%s" SHARE="%s"\n' "$PROGRAM" "$COMMANDS" "$SHARE" >"$PROGRAM.new/placed"
    link_commands
    [ "$DESKTOP" = 0 ] || add_to_desktop
    remove_stale
    rm -rf "$PROGRAM.old"
    [ ! -e "$PROGRAM" ] || mv "$PROGRAM" "$PROGRAM.old"
    mv "$PROGRAM.new" "$PROGRAM"
    rm -rf "$PROGRAM.old"
    [ "$DESKTOP" = 1 ] || refresh_desktop
    say "installed in $PROGRAM; start it with $COMMANDS/consultantos"
    case ":$PATH:" in
        *":$COMMANDS:"*) ;;
        *) say "$COMMANDS is not in PATH: add it, or call the programs by their whole path" ;;
    esac
    say "to take it away: $PROGRAM/setup.sh --uninstall"
}

# Folders and indexes that hold nothing any more; a folder with anything else in it stays.
remove_empty() {
    if [ -z "$(ls -A "$SHARE/mime/packages" 2>/dev/null)" ]; then
        for file in types globs globs2 XMLnamespaces treemagic magic mime.cache subclasses icons version generic-icons aliases; do
            rm -f "$SHARE/mime/$file"
        done
    fi
    [ "$(ls -A "$SHARE/applications" 2>/dev/null)" != mimeinfo.cache ] || rm -f "$SHARE/applications/mimeinfo.cache"
    for folder in applications mime/packages mime/application mime icons/hicolor/scalable/apps icons/hicolor/scalable/mimetypes \
        icons/hicolor/scalable icons/hicolor icons metainfo bash-completion/completions bash-completion man/man1 man \
        fish/vendor_completions.d fish zsh/site-functions zsh systemd/user systemd; do
        rmdir "$SHARE/$folder" 2>/dev/null || true
    done
}

uninstall_program() {
    [ -f "$PROGRAM/installed-files" ] || fail "no installation in $PROGRAM: say --user, --system or --prefix as it was installed"
    for folder in "$PROGRAM" "$(dirname "$PROGRAM")"; do
        [ -w "$folder" ] || fail "$folder can't be written by you: call this as root. Nothing was changed."
    done
    for name in consultantos consultantos-cli; do
        ! is_ours "$COMMANDS/$name" || rm -f "$COMMANDS/$name"
    done
    while read -r file; do
        case "$file" in "$COMMANDS"/*) ;; *) rm -f "$file" ;; esac
    done <"$PROGRAM/installed-files"
    rm -rf "$PROGRAM" "$PROGRAM.new"
    refresh_desktop
    remove_empty
    data="${XDG_DATA_HOME:-$HOME/.local/share}/consultantos"
    if [ "$PURGE" = 1 ] && [ -n "${CONSULTANTOS_DATA_DIR:-}" ]; then
        # Such a folder may hold other things, too.
        say "taken away; the folder $CONSULTANTOS_DATA_DIR was chosen by you and stays: delete from it what you want gone"
    elif [ "$PURGE" = 1 ] && [ -d "$data" ]; then
        rm -rf "$data"
        say "taken away, with the data in $data"
    elif [ "$PURGE" = 0 ] && [ -d "${CONSULTANTOS_DATA_DIR:-$data}" ]; then
        say "taken away; reports and settings stay in ${CONSULTANTOS_DATA_DIR:-$data} (--purge removes them, too)"
    else
        say "taken away"
    fi
}

ACTION=install PURGE=0 DESKTOP=1
# Called from within an installation it takes away that one.
HOME_OF_SETUP="$(cd "$(dirname "$0")" && pwd -P)"
# What root installs is for all, whatever root's umask.
if [ "$(id -u)" = 0 ]; then umask 022; place_system; else place_user; fi
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
            mkdir -p "$2" || fail "could not make the folder $2. Nothing was changed."
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
else
    uninstall_program
fi
