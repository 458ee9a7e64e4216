# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=… -DOUTPUT=… -P: writes the source file that says what all of core/ hashes to. The cache keeps results by
# it, so that a rebuilt program never shows what an earlier build computed.
file(GLOB_RECURSE sources RELATIVE "${ROOT}" "${ROOT}/core/*.cpp" "${ROOT}/core/*.h")
list(SORT sources)
set(all "")
foreach(source IN LISTS sources)
    file(SHA256 "${ROOT}/${source}" hash)
    string(APPEND all "${source} ${hash}\n")
endforeach()
string(SHA256 fingerprint "${all}")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT [[// Written by cmake/EngineFingerprint.cmake.
#include "base/engine_fingerprint.h"

namespace consultantos {

const char *const EngineFingerprint = "@fingerprint@";

} // namespace consultantos
]] @ONLY)
