#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build-libraries.sh WORK QT: cross-builds, from Debian's source packages, every library that the programs need beside Qt,
# into WORK/prefix. What is there in the version that Debian has now isn't built again. QT: the prefix of Qt for mingw-w64.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
WORK="$(mkdir -p "$1" && cd "$1" && pwd -P)"
QT="$(cd "$2" && pwd -P)"
PREFIX="$WORK/prefix"
JOBS="${CONSULTANTOS_JOBS:-$(nproc)}"

say() { printf 'build-libraries: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

# Runs a step of a library's build; its output is shown only if it fails.
quietly() {
    "$@" >>"$LOG" 2>&1 || { tail -n 30 "$LOG" >&2; fail "$1 … (the whole of it: $LOG)"; }
}

# cmake_build FOLDER [option…]: configures, builds and installs FOLDER.
cmake_build() {
    local source="$1" build="$WORK/build/$NAME"
    shift
    rm -rf -- "$build"
    quietly cmake -S "$source" -B "$build" -G Ninja --toolchain "$HERE/toolchain.cmake" \
        "-DCONSULTANTOS_WINDOWS_ROOTS=$PREFIX;$QT" "-DCMAKE_INSTALL_PREFIX=$PREFIX" -DCMAKE_INSTALL_LIBDIR:STRING=lib \
        -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON -DBUILD_TESTING=OFF \
        -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
        -DCMAKE_POLICY_DEFAULT_CMP0074=NEW "$@"
    quietly cmake --build "$build" --parallel "$JOBS"
    quietly cmake --install "$build" --strip
}

# One library of a few files: library NAME VERSION FILE… and what `-l` it needs after `--`.
plain_library() {
    local name="$1" version="$2"
    shift 2
    local -a sources=() needs=()
    while (($#)) && [[ "$1" != -- ]]; do sources+=("$1"); shift; done
    (($# == 0)) || needs=("${@:2}")
    mkdir -p "$PREFIX"/{bin,lib/pkgconfig,include}
    quietly ccache x86_64-w64-mingw32-gcc-posix -O2 -DNDEBUG -I. -shared -s -o "$PREFIX/bin/lib$name.dll" \
        "-Wl,--out-implib,$PREFIX/lib/lib$name.dll.a" "${EXTRA_FLAGS[@]}" "${sources[@]}" "${needs[@]}"
    cat >"$PREFIX/lib/pkgconfig/$name.pc" <<PC
prefix=$PREFIX
Name: $name
Description: $name for Windows
Version: $version
Cflags: -I\${prefix}/include
Libs: -L\${prefix}/lib -l$name
PC
}

# ---- How each is built: in its source folder, NAME, VERSION and LOG set ------------------------------------------------

build_iconv() { cmake_build "$WORK/source/iconv"; }

# Only the parser of replies is used, which knows no sockets; the rest of this version is for POSIX.
build_hiredis() {
    EXTRA_FLAGS=()
    plain_library hiredis "$VERSION" read.c sds.c
    install -D -m 644 -t "$PREFIX/include/hiredis" hiredis.h read.h sds.h alloc.h 2>/dev/null \
        || install -D -m 644 -t "$PREFIX/include/hiredis" hiredis.h read.h sds.h
    sed -i 's|/include$|/include/hiredis|' "$PREFIX/lib/pkgconfig/hiredis.pc"
}

# The same switches as Qt's own copy, so that a store reads the same by either.
build_sqlite3() {
    quietly ./configure --disable-tcl
    quietly make sqlite3.c sqlite3.h
    EXTRA_FLAGS=(-DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS
        -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_JSON1 -DSQLITE_ENABLE_RTREE -DSQLITE_THREADSAFE=1)
    plain_library sqlite3 "$VERSION" sqlite3.c
    install -m 644 -t "$PREFIX/include" sqlite3.h sqlite3ext.h 2>/dev/null || install -m 644 -t "$PREFIX/include" sqlite3.h
}

build_md4c() { cmake_build . ; }
build_uchardet() { cmake_build . -DBUILD_BINARY=OFF -DBUILD_STATIC=OFF; }
build_xxhash() { cmake_build cmake_unofficial -DXXHASH_BUILD_XXHSUM=OFF; }
build_libzstd() { cmake_build build/cmake -DZSTD_BUILD_PROGRAMS=OFF -DZSTD_BUILD_STATIC=OFF -DZSTD_MULTITHREAD_SUPPORT=OFF; }
build_simdjson() { cmake_build . -DSIMDJSON_DEVELOPER_MODE=OFF; }
build_prometheus_cpp() {
    cmake_build . -DENABLE_PUSH=OFF -DENABLE_PULL=OFF -DENABLE_COMPRESSION=OFF -DENABLE_TESTING=OFF -DUSE_THIRDPARTY_LIBRARIES=OFF \
        -DGENERATE_PKGCONFIG=ON
}
build_libxlsxwriter() { cmake_build . -DBUILD_TESTS=OFF -DBUILD_EXAMPLES=OFF; }
build_libzip() {
    cmake_build . -DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF \
        -DENABLE_BZIP2=OFF -DENABLE_LZMA=OFF -DENABLE_ZSTD=OFF -DENABLE_WINDOWS_CRYPTO=ON \
        -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF
}
build_libxml2() {
    cmake_build . -DLIBXML2_WITH_ICONV=ON -DLIBXML2_WITH_LZMA=OFF -DLIBXML2_WITH_PYTHON=OFF -DLIBXML2_WITH_ZLIB=OFF \
        -DLIBXML2_WITH_PROGRAMS=OFF -DLIBXML2_WITH_TESTS=OFF -DLIBXML2_WITH_FTP=OFF -DLIBXML2_WITH_HTTP=OFF
}
# For mail alone; its TLS is that of Windows, with the certificates of Windows.
build_curl() {
    cmake_build . -DBUILD_CURL_EXE=OFF -DCURL_USE_SCHANNEL=ON -DCURL_USE_OPENSSL=OFF -DCURL_WINDOWS_SSPI=ON -DUSE_LIBIDN2=OFF \
        -DCURL_USE_LIBPSL=OFF -DCURL_USE_LIBSSH2=OFF -DUSE_NGHTTP2=OFF -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DCURL_ZLIB=OFF \
        -DENABLE_MANUAL=OFF -DCURL_DISABLE_LDAP=ON -DCURL_DISABLE_FTP=ON -DCURL_DISABLE_TELNET=ON -DCURL_DISABLE_TFTP=ON \
        -DCURL_DISABLE_RTSP=ON -DCURL_DISABLE_DICT=ON -DCURL_DISABLE_GOPHER=ON -DCURL_DISABLE_MQTT=ON -DCURL_DISABLE_SMB=ON \
        -DCURL_DISABLE_IMAP=ON -DCURL_DISABLE_POP3=ON
}
# The server's TLS and signatures. What it would look up by itself (settings, certificates) has its path in the DLL: it must neither be of
# this machine nor a folder that anybody may make, so it is one that can't be, and our prefix is for the installation alone.
build_openssl() {
    quietly ./Configure mingw64 --prefix=/ --libdir=lib "--openssldir=C:/Program Files/Common Files/SSL" \
        --cross-compile-prefix=x86_64-w64-mingw32- CC=gcc-posix shared no-tests no-autoload-config no-engine no-legacy no-dso \
        no-ssl3 no-dtls no-srp no-psk no-ocsp no-ct no-ts no-cms no-cmp no-idea no-seed no-camellia no-aria no-rc2 no-rc4 no-rc5 no-md4 \
        no-mdc2 no-whirlpool no-blake2 no-cast no-bf no-sm2 no-sm3 no-sm4 no-siphash no-dsa no-gost no-comp \
        no-makedepend no-ui-console
    quietly make "-j$JOBS" "CC=ccache x86_64-w64-mingw32-gcc-posix" build_libs
    quietly make "CC=ccache x86_64-w64-mingw32-gcc-posix" "DESTDIR=$PREFIX" install_dev
    x86_64-w64-mingw32-strip "$PREFIX"/bin/lib{crypto,ssl}-3-x64.dll
}
build_qtkeychain() {
    cmake_build . -DBUILD_WITH_QT6=ON -DBUILD_TEST_APPLICATION=OFF -DBUILD_TRANSLATIONS=OFF -DQT_HOST_PATH=/usr \
        -DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake
}
# For PDFs: their text, and pages drawn for the recognition of scans.
build_libpng() { cmake_build . -DPNG_STATIC=OFF -DPNG_TESTS=OFF -DPNG_EXECUTABLES=OFF; }
build_libjpeg() { cmake_build . -DENABLE_STATIC=OFF -DWITH_SIMD=OFF -DWITH_TURBOJPEG=OFF -DWITH_JAVA=OFF; }
build_openjpeg() { cmake_build . -DBUILD_CODEC=OFF -DBUILD_STATIC_LIBS=OFF; }
build_freetype() {
    cmake_build . -DFT_DISABLE_HARFBUZZ=ON -DFT_DISABLE_BROTLI=ON -DFT_DISABLE_BZIP2=ON -DFT_REQUIRE_ZLIB=ON -DFT_REQUIRE_PNG=ON
}
build_poppler() {
    cmake_build . -DENABLE_CPP=ON -DENABLE_GLIB=OFF -DENABLE_QT5=OFF -DENABLE_QT6=OFF -DENABLE_UTILS=OFF -DENABLE_BOOST=OFF \
        -DENABLE_CMS=none -DENABLE_DCTDECODER=libjpeg -DENABLE_LIBOPENJPEG=openjpeg2 -DENABLE_LIBCURL=OFF -DENABLE_LIBTIFF=OFF \
        -DWITH_NSS3=OFF -DENABLE_NSS3=OFF -DENABLE_GTK_DOC=OFF -DBUILD_GTK_TESTS=OFF -DBUILD_QT5_TESTS=OFF -DBUILD_QT6_TESTS=OFF \
        -DBUILD_CPP_TESTS=OFF -DBUILD_MANUAL_TESTS=OFF -DRUN_GPERF_IF_PRESENT=OFF -DFONT_CONFIGURATION=win32 \
        -DENABLE_UNSTABLE_API_ABI_HEADERS=OFF
}

# ---- Fetching and order ----------------------------------------------------------------------------------------------

# The version of a source package that apt would fetch.
debian_version() {
    apt-cache showsrc "$1" 2>/dev/null | awk -v name="$1" '
        $1 == "Package:" { is = $2 == name } is && $1 == "Version:" { print $2 }' | sort -V | tail -n 1
}

# fetch PACKAGE=VERSION: unpacks it below the current folder, with Debian's changes; where a mirror hasn't got these, without.
# Archives that it hasn't got either are taken from the folder CONSULTANTOS_WINDOWS_SOURCES, named as Debian names them.
fetch() {
    local archive
    if apt-get source --quiet "$1" >>"$LOG" 2>&1; then
        return
    fi
    if ! apt-get source --quiet --tar-only "$1" >>"$LOG" 2>&1; then
        archive="${CONSULTANTOS_WINDOWS_SOURCES:-}/${1%%=*}_$VERSION.orig.tar.gz"
        [[ -f "$archive" ]] || fail "apt can't get the source of $1, nor is there $archive (CONSULTANTOS_WINDOWS_SOURCES); see $LOG"
        cp -- "$archive" .
    fi
    say "${1%%=*}: Debian's own changes can't be had; built without them"
    for archive in ./*.orig.tar.*; do
        [[ "$archive" == *.asc ]] || quietly tar -xf "$archive" # a signature may lie beside it
    done
}

# library NAME SOURCE_PACKAGE: fetches, builds and marks what is done.
library() {
    NAME="$1"
    local package="$2" debian mark folder
    debian="$(debian_version "$package")"
    [[ -n "$debian" ]] || fail "apt knows no source package $package: enable deb-src in apt's sources and run apt-get update"
    mark="$PREFIX/.built/$NAME-${debian//[:\/]/_}"
    [[ ! -f "$mark" ]] || return 0
    VERSION="${debian#*:}"
    VERSION="${VERSION%%[-+]*}"
    LOG="$WORK/$NAME.log"
    : >"$LOG"
    folder="$WORK/source/$NAME"
    rm -rf -- "$folder"
    mkdir -p "$folder" "$PREFIX/.built"
    (cd "$folder" && fetch "$package=$debian")
    say "$NAME $VERSION"
    (cd "$folder"/*/ && "build_$NAME")
    rm -f -- "$PREFIX/.built/$NAME"-*
    echo "$package $debian" >"$mark"
}

# Headers alone, the same for every system: taken from the host's packages.
take_headers() {
    local part
    mkdir -p "$PREFIX/include" "$PREFIX/lib/cmake"
    for part in boost tl valijson; do ln -sfn "/usr/include/$part" "$PREFIX/include/$part"; done
    for part in tl-expected valijson; do
        mkdir -p "$PREFIX/share/cmake/$part"
        cp /usr/share/cmake/"$part"/*.cmake "$PREFIX/share/cmake/$part/"
    done
}

export PKG_CONFIG_LIBDIR="$PREFIX/lib/pkgconfig:/usr/x86_64-w64-mingw32/lib/pkgconfig"
take_headers
NAME="iconv"
LOG="$WORK/iconv.log"
if [[ ! "$PREFIX/include/iconv.h" -nt "$HERE/iconv/iconv.cpp" ]]; then
    mkdir -p "$WORK/source"
    cp -r -- "$HERE/iconv" "$WORK/source/"
    touch "$WORK/source/iconv/iconv.h"
    build_iconv
fi
library hiredis hiredis
library sqlite3 sqlite3
library md4c md4c
library uchardet uchardet
library xxhash xxhash
library libzstd libzstd
library simdjson simdjson
library prometheus_cpp prometheus-cpp
library libxlsxwriter libxlsxwriter
library libzip libzip
library libxml2 libxml2
library curl curl
library openssl openssl
library libpng libpng1.6
library libjpeg libjpeg-turbo
library openjpeg openjpeg2
library freetype freetype
library poppler poppler
library qtkeychain qtkeychain
