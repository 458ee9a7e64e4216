# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=… -DOUTPUT=… -P SourceCommit.cmake: writes the commit that the sources are of as a header, only if it changed,
# so that nothing is compiled anew for nothing. From git; in an archive made by `git archive`, from the file that it fills in.
set(commit "")
set(modified false)
if(EXISTS "${ROOT}/.git")
    execute_process(COMMAND git -C "${ROOT}" describe --always --dirty --abbrev=40 --exclude=*
        OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed AND described MATCHES "^([0-9a-f]+)(-dirty)?$")
        set(commit "${CMAKE_MATCH_1}")
        if(CMAKE_MATCH_2)
            set(modified true)
        endif()
    endif()
else()
    file(STRINGS "${ROOT}/packaging/source-commit.txt" archived LIMIT_COUNT 1)
    if(archived MATCHES "^[0-9a-f]+$")
        set(commit "${archived}")
    endif()
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT [[// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

inline constexpr const char *SourceCommit = "@commit@";
inline constexpr bool IsSourceModified = @modified@;

} // namespace consultantos
]] @ONLY)
