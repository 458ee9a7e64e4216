#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-package.sh QT WORK OUTPUT: cross-builds the programs for 64-bit Windows with the Qt for mingw-w64 in the prefix QT and makes
# OUTPUT-VERSION-windows-x86_64.zip, -setup.exe (NSIS) and .msi of them. WORK keeps libraries and build tree for the next time.
# With CONSULTANTOS_WINDOWS_TESTS=1 the tests are built, too, to be run by `ctest` in WORK/build under Wine.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
ROOT="$(cd "$HERE/../.." && pwd -P)"
[[ $# == 3 ]] || { echo "usage: make-package.sh QT WORK OUTPUT" >&2; exit 2; }
[[ -d "$1" ]] || { echo "make-package: there is no folder $1" >&2; exit 1; }
QT="$(cd "$1" && pwd -P)"
WORK="$(mkdir -p "$2" && cd "$2" && pwd -P)"
OUTPUT="$3"
LIBRARIES="$WORK/libraries/prefix"
BUILD="$WORK/build"
JOBS="${CONSULTANTOS_JOBS:-$(nproc)}"
PARTS=(Core Gui Widgets Charts Sql Network Concurrent PrintSupport Svg SvgWidgets)

say() { printf 'make-package: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

# Qt's own check names a missing part, but not what to do about it.
check_qt() {
    local part missing=()
    for part in "${PARTS[@]}"; do
        [[ -f "$QT/lib/cmake/Qt6$part/Qt6${part}Config.cmake" ]] || missing+=("$part")
    done
    ((${#missing[@]} == 0)) || fail "$QT lacks ${missing[*]} of Qt 6 for mingw-w64 (packaging/README.md says what is needed)"
}

configure() {
    local tests=OFF run_time
    run_time="$(dirname "$(x86_64-w64-mingw32-g++-posix -print-file-name=libstdc++-6.dll)")"
    [[ "${CONSULTANTOS_WINDOWS_TESTS:-0}" != 1 ]] || tests=ON
    # Libraries' own search for others goes by pkg-config, whose list must be theirs alone.
    export PKG_CONFIG_LIBDIR="$LIBRARIES/lib/pkgconfig:/usr/x86_64-w64-mingw32/lib/pkgconfig"
    cmake -S "$ROOT" -B "$BUILD" -G Ninja --toolchain "$HERE/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
        "-DCONSULTANTOS_WINDOWS_ROOTS=$LIBRARIES;$QT" -DQT_HOST_PATH=/usr "-DQT_HOST_PATH_CMAKE_DIR=$(host_qt)" \
        -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "-DCONSULTANTOS_TESTS=$tests" -DCONSULTANTOS_BENCHMARKS=OFF \
        "-DCMAKE_CROSSCOMPILING_EMULATOR=$HERE/run-wine.sh;--libraries;$LIBRARIES/bin:$QT/bin:/usr/x86_64-w64-mingw32/lib:$run_time" >&2
}

host_qt() { dirname "$(dirname "$(find /usr/lib/*/cmake/Qt6HostInfo -name Qt6HostInfoConfig.cmake | head -n 1)")"; }

# The licences of all that is put beside the programs, from where each came.
gather_licences() {
    local to="$1/share/licences" folder name text
    mkdir -p "$to"
    for folder in "$WORK"/libraries/source/*/*/; do
        name="$(basename "$(dirname "$folder")")"
        [[ "$name" != iconv ]] || continue # ours
        text="$folder/debian/copyright"
        # Where Debian's description of a source couldn't be had, the library's own text.
        [[ -f "$text" ]] || text="$(find "$folder" -maxdepth 1 -type f \( -iname 'LICEN[CS]E*' -o -iname 'COPYING*' \) | sort | head -n 1)"
        [[ -n "$text" ]] || fail "there is no licence in $folder"
        cp -- "$text" "$to/$name.txt"
    done
    cp -- /usr/share/doc/gcc-mingw-w64-base/copyright "$to/gcc-run-time.txt"
    cp -- /usr/share/doc/mingw-w64-x86-64-dev/copyright "$to/mingw-w64.txt"
    cp -- /usr/share/doc/libz-mingw-w64-dev/copyright "$to/zlib.txt"
    cp -- /usr/share/doc/qt6-base-dev/copyright "$to/Qt.txt"
    # Of data beside the programs: prices of language models. The others' sources stand in their files.
    cp -- "$ROOT/LICENSES/MIT.txt" "$to/genai-prices.txt"
}

# The text that PDFs are drawn with must not depend on the fonts of a machine.
gather_fonts() {
    local font
    for font in DejaVuSans DejaVuSans-Bold DejaVuSansMono; do
        install -D -m 644 "/usr/share/fonts/truetype/dejavu/$font.ttf" "$1/share/fonts/$font.ttf"
    done
    install -D -m 644 /usr/share/doc/fonts-dejavu-core/copyright "$1/share/fonts/LICENSE"
}

SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$ROOT" log -1 --format=%ct)}"
# As `./dev` has it; without the last, ccache keeps nothing of what reads precompiled headers.
export SOURCE_DATE_EPOCH CCACHE_BASEDIR="$ROOT" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
check_qt
"$HERE/build-libraries.sh" "$WORK/libraries" "$QT"
configure
cmake --build "$BUILD" --parallel "$JOBS" >&2

version="$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$BUILD/CMakeCache.txt")"
name="$(basename "$OUTPUT")-$version-windows-x86_64"
target="$(cd "$(dirname "$OUTPUT")" && pwd -P)/$name"
folder="$WORK/install/$name"
rm -rf -- "$WORK/install"
cmake --install "$BUILD" --prefix "$folder" >/dev/null
"$HERE/gather.py" "$folder" "$QT" "$LIBRARIES"
gather_licences "$folder"
gather_fonts "$folder"
mkdir -p "$folder/share/doc/consultantos"
python3 "$ROOT/tools/make_sbom.py" "$ROOT" "$folder/bin/consultantos-cli.exe" --runner "$HERE/run-wine.sh" \
    --output "$folder/share/doc/consultantos/consultantos.cdx.json"

"$HERE/make_installers.py" "$folder" "$version" "$WORK/install" "$target"
makensis -V2 "-DVERSION=$version" "-DFILES=$WORK/install/files.nsh" "-DSOURCE=$folder" "-DOUTPUT=$target-setup.exe" \
    "$HERE/installer.nsi" >&2
(cd "$folder" && wixl -a x64 -o "$target.msi" "$WORK/install/product.wxs")
say "packaging/windows/test-windows.sh tries them under Wine"
printf '%s\n' "$target.zip" "$target-setup.exe" "$target.msi"
