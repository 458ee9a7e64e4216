# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of the project is compiled with. Linked PRIVATE, so nothing leaks to users of a target.
add_library(consultantos_build_flags INTERFACE)
target_compile_features(consultantos_build_flags INTERFACE cxx_std_20)
target_compile_definitions(consultantos_build_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060800)
target_compile_options(consultantos_build_flags INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion>)
if(WIN32)
    # windows.h without names that are words of ours, too.
    target_compile_definitions(consultantos_build_flags INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 warns of moved-from std::optional and std::variant when it optimises (GCC bug 105562).
    target_compile_options(consultantos_build_flags INTERFACE -Wno-maybe-uninitialized)
endif()
# Bugs of memory are stopped, not exploited; what a compiler or processor hasn't got is left out.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CONSULTANTOS_SANITIZE AND NOT WIN32)
    foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
        string(MAKE_C_IDENTIFIER "CONSULTANTOS_HAS${flag}" known)
        check_cxx_compiler_flag(${flag} ${known})
        if(${known})
            target_compile_options(consultantos_build_flags INTERFACE ${flag})
        endif()
    endforeach()
    # The C library checks only what is optimised.
    target_compile_options(consultantos_build_flags INTERFACE
        $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>)
    if(NOT APPLE)
        target_link_options(consultantos_build_flags INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
    endif()
endif()
# Paths of the machine that built them have no place in programs: two builds of one commit are the same.
check_cxx_compiler_flag("-ffile-prefix-map=/a=b" CONSULTANTOS_HAS_FILE_PREFIX_MAP)
if(CONSULTANTOS_HAS_FILE_PREFIX_MAP AND NOT CONSULTANTOS_COVERAGE)
    target_compile_options(consultantos_build_flags INTERFACE
        "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=." "-ffile-prefix-map=${PROJECT_BINARY_DIR}=build")
endif()
if(CONSULTANTOS_WERROR)
    target_compile_options(consultantos_build_flags INTERFACE $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Werror>)
endif()
if(CONSULTANTOS_SANITIZE)
    target_compile_options(consultantos_build_flags INTERFACE
        -fsanitize=${CONSULTANTOS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(consultantos_build_flags INTERFACE -fsanitize=${CONSULTANTOS_SANITIZE})
    # A place behind the end of a list may still be the program's own memory: only Qt's assertions see that.
    target_compile_definitions(consultantos_build_flags INTERFACE QT_FORCE_ASSERTS)
endif()
if(CONSULTANTOS_FUZZ)
    # Every module tells libFuzzer which branches an input reaches; only the targets in tests/fuzz have its main().
    target_compile_options(consultantos_build_flags INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(consultantos_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CONSULTANTOS_COVERAGE)
    # Counters need no names: with them, 400 test programs take 60 GB.
    target_compile_options(consultantos_build_flags INTERFACE --coverage -g0)
    target_link_options(consultantos_build_flags INTERFACE --coverage)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # From 512 MB on instead of 128: collecting its own garbage takes GCC a twelfth of the time of larger files.
    target_compile_options(consultantos_build_flags INTERFACE --param=ggc-min-heapsize=524288)
endif()
# What has nothing to compute quickly (tests, windows, commands) is compiled a third faster with less optimising.
set(CONSULTANTOS_LIGHT_OPTIONS $<$<AND:$<CXX_COMPILER_ID:GNU,Clang,AppleClang>,$<CONFIG:Release>>:-O1>)
# The folder of each test's sources, which QFINDTESTDATA alone asks for, would keep its headers from being shared.
set(CONSULTANTOS_TEST_OPTIONS ${CONSULTANTOS_LIGHT_OPTIONS} -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)

# Reading Qt's and the standard library's headers is most of what compiling costs, so each kind of target has them
# precompiled, once for all targets of the kind. Off, each file says whether it includes all that it uses.
option(CONSULTANTOS_PRECOMPILE "Precompile the headers of libraries" ON)
if(CONSULTANTOS_PRECOMPILE)
    set(kinds core ui)
    if(CONSULTANTOS_TESTS)
        list(APPEND kinds core_test ui_test)
    endif()
    foreach(kind IN LISTS kinds)
        add_library(consultantos_headers_${kind} OBJECT "${PROJECT_SOURCE_DIR}/cmake/precompiled/${kind}.cpp")
        target_link_libraries(consultantos_headers_${kind} PRIVATE consultantos_build_flags Qt6::Core tl::expected)
        if(kind MATCHES "^ui")
            target_link_libraries(consultantos_headers_${kind} PRIVATE Qt6::Widgets)
            # Of headers that were read with other options GCC 14 makes no use.
            target_compile_options(consultantos_headers_${kind} PRIVATE ${CONSULTANTOS_LIGHT_OPTIONS})
        endif()
        if(kind MATCHES "_test$")
            target_link_libraries(consultantos_headers_${kind} PRIVATE Qt6::Test)
            target_compile_options(consultantos_headers_${kind} PRIVATE ${CONSULTANTOS_TEST_OPTIONS})
        endif()
        set_target_properties(consultantos_headers_${kind} PROPERTIES AUTOMOC OFF)
        target_precompile_headers(consultantos_headers_${kind} PRIVATE
            "${PROJECT_SOURCE_DIR}/cmake/precompiled/${kind}.h")
    endforeach()
endif()

# consultantos_use_headers(TARGET KIND): the target's files find the headers of the kind (core, ui) read already.
function(consultantos_use_headers target kind)
    if(CONSULTANTOS_PRECOMPILE)
        get_target_property(type ${target} TYPE)
        if(type STREQUAL EXECUTABLE AND UNIX AND NOT APPLE)
            # GCC doesn't take headers that were read as a library's (-fPIC) for a program's files (-fPIE).
            target_compile_options(${target} PRIVATE -fPIC)
        endif()
        target_precompile_headers(${target} REUSE_FROM consultantos_headers_${kind})
    endif()
endfunction()

# consultantos_add_module(NAME SOURCES … LINK …): one static library for one folder of core, called
# consultantos_NAME (alias consultantos::NAME). LINK names what it may include: nothing else is reachable at
# link time, which tests/architecture checks for each module alone.
function(consultantos_add_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    set(target consultantos_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(consultantos::${name} ALIAS ${target})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/core")
    target_link_libraries(${target}
        PUBLIC ${ARG_LINK}
        PRIVATE consultantos_build_flags ${ARG_PRIVATE_LINK})
    consultantos_use_headers(${target} core)
    set_property(GLOBAL APPEND PROPERTY CONSULTANTOS_MODULES ${name})
endfunction()

# consultantos_posix_only(NAME…): programs, libraries and tests for what only POSIX systems have (PostgreSQL's server of a test's
# own, file size limits, mounts, Redis' server and broken lines before it). Elsewhere they aren't built, and a test that is one or
# links one is listed as disabled.
function(consultantos_posix_only)
    if(UNIX)
        return()
    endif()
    foreach(name IN LISTS ARGN)
        if(TARGET ${name})
            set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON CONSULTANTOS_POSIX_ONLY ON)
        endif()
        if(TEST ${name})
            set_tests_properties(${name} PROPERTIES DISABLED ON)
        endif()
    endforeach()
endfunction()

if(WIN32)
    set(CONSULTANTOS_TEST_FONTS /usr/share/fonts/truetype/dejavu CACHE PATH "The fonts of tests")
endif()
if(NOT CONSULTANTOS_SANITIZE AND NOT WIN32)
    find_program(CONSULTANTOS_MOLD mold DOC "The linker mold: links the tests where it is there")
endif()

# consultantos_moc_sources(TARGET SOURCE…): makes the NAME.moc that a source includes at its end, without the two further
# steps that AUTOMOC takes for each target.
function(consultantos_moc_sources target)
    foreach(source IN LISTS ARGN)
        get_filename_component(name "${source}" NAME_WE)
        file(STRINGS "${source}" includes REGEX "^#include \"${name}\\.moc\"" LIMIT_COUNT 1)
        if(includes)
            qt_generate_moc("${source}" "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc" TARGET ${target})
            target_sources(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
        endif()
    endforeach()
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
endfunction()

# consultantos_add_test(NAME SOURCES … LINK …): a Qt Test program registered with CTest under NAME; or, where one run would take
# long, each of its RUNS under NAME_RUN, "RUN FUNCTION[:ROW]…" each.
function(consultantos_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS;RUNS;LONG_RUNS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE consultantos_build_flags Qt6::Test ${ARG_LINK})
    if(MINGW)
        target_link_libraries(${name} PRIVATE consultantos_test_end)
    endif()
    target_compile_definitions(${name} PRIVATE
        CONSULTANTOS_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        CONSULTANTOS_RESOURCE_DIR="${PROJECT_SOURCE_DIR}/resources")
    if("ui" IN_LIST ARG_LABELS AND ARG_LINK)
        consultantos_use_headers(${name} ui_test)
    else()
        consultantos_use_headers(${name} core_test)
    endif()
    consultantos_moc_sources(${name} ${ARG_SOURCES})
    # A test's own code is not what has to be fast; compiling and linking hundreds of them is.
    if(CONSULTANTOS_MOLD)
        target_link_options(${name} PRIVATE -fuse-ld=mold)
    endif()
    target_compile_options(${name} PRIVATE ${CONSULTANTOS_TEST_OPTIONS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    set(tests ${name})
    if(ARG_RUNS)
        set(tests)
        foreach(run IN LISTS ARG_RUNS ARG_LONG_RUNS)
            separate_arguments(functions UNIX_COMMAND "${run}")
            set(configurations)
            if(run IN_LIST ARG_LONG_RUNS)
                set(configurations CONFIGURATIONS Long)
            endif()
            list(POP_FRONT functions run)
            add_test(NAME ${name}_${run} COMMAND ${name} ${functions} ${configurations})
            list(APPEND tests ${name}_${run})
        endforeach()
    else()
        add_test(NAME ${name} COMMAND ${name})
    endif()
    set(fonts)
    if(WIN32)
        # Off screen, Qt finds none by itself there.
        set(fonts ";QT_QPA_FONTDIR=${CONSULTANTOS_TEST_FONTS}")
    endif()
    set_tests_properties(${tests} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT}
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;CONSULTANTOS_RESOURCE_DIR=${PROJECT_SOURCE_DIR}/resources${fonts}"
        SKIP_REGULAR_EXPRESSION "CONSULTANTOS_TEST_DATA is not available")
    foreach(library IN LISTS ARG_LINK)
        if(TARGET ${library})
            get_target_property(is_posix_only ${library} CONSULTANTOS_POSIX_ONLY)
            if(is_posix_only)
                consultantos_posix_only(${name})
            endif()
        endif()
    endforeach()
endfunction()
