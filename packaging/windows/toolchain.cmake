# SPDX-License-Identifier: GPL-3.0-or-later
# Cross-compiles for 64-bit Windows by Debian's mingw-w64 with POSIX threads, which std::thread and std::mutex need.
# CONSULTANTOS_WINDOWS_ROOTS, a list: where libraries for Windows lie beside those of Debian's packages.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

# Compiler checks of CMake are projects of their own, which get this file anew.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CONSULTANTOS_WINDOWS_ROOTS)
set(CMAKE_FIND_ROOT_PATH ${CONSULTANTOS_WINDOWS_ROOTS} /usr/x86_64-w64-mingw32)
# Programs that run while building are the host's; all that is compiled or linked is the target's.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Windows 10: what we support, and where paths may be long and UTF-8 the code page of a program.
add_compile_definitions(_WIN32_WINNT=0x0A00 WINVER=0x0A00)
