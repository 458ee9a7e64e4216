#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-bundle.sh BUILD FOLDER: installs a build tree into FOLDER and puts Qt, its plugins and every library but those of
# the C and C++ run time beside the programs, so that the folder runs from any place on any Linux of the build machine's
# glibc or later. Needs patchelf.
set -euo pipefail

# What every system brings and what must be the system's own: loader, C library, C++ run time.
RUN_TIME='^(ld-linux.*|libc|libm|libdl|librt|libpthread|libresolv|libutil|libnss_[a-z]+|libstdc\+\+|libgcc_s)\.so(\.|$)'
# Loaded by name at run time, so no program's list of libraries has them.
LOADED_BY_NAME=(libssl.so.3 libcrypto.so.3 libsecret-1.so.0)
# Kinds of Qt's plugins that the program uses. Desktop themes would drag in whole desktops.
PLUGIN_KINDS=(iconengines imageformats networkinformation platforminputcontexts platforms printsupport sqldrivers tls
    wayland-decoration-client wayland-graphics-integration-client wayland-shell-integration xcbglintegrations)
# Drivers of databases and screens that nobody here asks for.
UNUSED_PLUGINS='libqsql(mysql|odbc|ibase|oci)\.so|libq(eglfs|linuxfb|vkkhrdisplay|vnc|minimalegl)\.so'

say() { printf 'make-bundle: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

# The libraries that a program or a library loads, as found on this machine.
libraries_of() { ldd "$1" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }'; }

is_run_time() { [[ "$(basename "$1")" =~ $RUN_TIME ]]; }

# Copies what FILE loads into the bundle; ldd names indirect libraries, too.
gather_libraries() {
    local library
    while read -r library; do
        is_run_time "$library" && continue
        [[ -e "$BUNDLE/lib/$(basename "$library")" ]] || cp -L -- "$library" "$BUNDLE/lib/"
    done < <(libraries_of "$1")
}

gather_plugins() {
    local from kind plugin
    from="$(qtpaths6 --query QT_INSTALL_PLUGINS)"
    for kind in "${PLUGIN_KINDS[@]}"; do
        [[ -d "$from/$kind" ]] || continue
        for plugin in "$from/$kind"/*.so; do
            [[ "$(basename "$plugin")" =~ ^($UNUSED_PLUGINS)$ ]] && continue
            install -D -m 644 "$plugin" "$BUNDLE/lib/plugins/$kind/$(basename "$plugin")"
            gather_libraries "$plugin"
        done
    done
}

gather_named() {
    local name path
    for name in "${LOADED_BY_NAME[@]}"; do
        path="$(ldconfig -p | awk -v name="$name" '$1 == name && /x86-64|AArch64/ && !n++ { print $NF }')"
        [[ -n "$path" ]] || fail "$name is not on this machine"
        cp -L -- "$path" "$BUNDLE/lib/"
        gather_libraries "$path"
    done
}

# One font and the configuration that names it: a system without fonts would show boxes. The programs use them only
# where the system has no fonts of its own.
gather_fonts() {
    local font from=/usr/share/fonts/truetype/dejavu
    for font in DejaVuSans DejaVuSans-Bold DejaVuSansMono; do
        install -D -m 644 "$from/$font.ttf" "$BUNDLE/share/fonts/$font.ttf"
    done
    install -D -m 644 /usr/share/doc/fonts-dejavu-core/copyright "$BUNDLE/share/fonts/LICENSE"
    install -D -m 644 "$HERE/fonts.conf" "$BUNDLE/share/fonts/fonts.conf"
}

# Each file looks for libraries beside itself, wherever the folder stands.
set_search_paths() {
    local file
    for file in "$BUNDLE"/lib/*.so*; do patchelf --set-rpath "\$ORIGIN" "$file"; done
    for file in "$BUNDLE"/lib/plugins/*/*.so; do patchelf --set-rpath "\$ORIGIN/../.." "$file"; done
    for file in "$BUNDLE"/bin/consultantos*; do patchelf --set-rpath "\$ORIGIN/../lib" "$file"; done
    for file in "$BUNDLE"/libexec/consultantos/consultantos*; do patchelf --set-rpath "\$ORIGIN/../../lib" "$file"; done
}

# Whose licence each library has: Debian keeps it with the package that the file came from.
gather_licences() {
    local library package
    for library in "$BUNDLE"/lib/*.so*; do
        package="$(dpkg-query -S "*/$(basename "$library")" 2>/dev/null | head -n 1 | cut -d: -f1)" || true
        [[ -n "$package" && -f "/usr/share/doc/$package/copyright" ]] || { say "no licence found for $library"; continue; }
        install -D -m 644 "/usr/share/doc/$package/copyright" "$BUNDLE/share/licences/$package"
    done
}

check_complete() {
    local file missing
    for file in "$BUNDLE"/bin/consultantos* "$BUNDLE"/libexec/consultantos/consultantos* "$BUNDLE"/lib/plugins/*/*.so; do
        missing="$(ldd "$file" | grep 'not found' || true)"
        [[ -z "$missing" ]] || fail "$file lacks: $missing"
    done
}

[[ $# == 2 && -f "$1/CMakeCache.txt" ]] || { say "usage: make-bundle.sh BUILD FOLDER"; exit 2; }
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
BUNDLE="$2"
mkdir -p "$BUNDLE"
[[ -z "$(ls -A "$BUNDLE")" ]] || fail "$BUNDLE is not empty"
cmake --install "$1" --prefix "$BUNDLE" --strip >/dev/null
for program in "$BUNDLE"/bin/* "$BUNDLE"/libexec/consultantos/*; do
    mkdir -p "$BUNDLE/lib"
    gather_libraries "$program"
done
gather_plugins
gather_named
gather_fonts
printf '[Paths]\nPrefix = ..\nPlugins = lib/plugins\n' >"$BUNDLE/bin/qt.conf"
install -m 644 "$BUNDLE/bin/qt.conf" "$BUNDLE/libexec/consultantos/qt.conf"
sed -i 's|^Prefix.*|Prefix = ../..|' "$BUNDLE/libexec/consultantos/qt.conf"
find "$BUNDLE/lib" -name '*.so*' -exec strip --strip-unneeded {} +
set_search_paths
gather_licences
check_complete
say "$(find "$BUNDLE/lib" -maxdepth 1 -name '*.so*' | wc -l) libraries, $(du -sh "$BUNDLE" | cut -f1)"
