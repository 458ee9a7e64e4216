# SPDX-License-Identifier: GPL-3.0-or-later
# What programs for Windows carry within (icon, version, manifest), and what `cmake --install` puts where. Libraries and
# plugins are put beside them by packaging/windows/make-package.sh, which also makes the installers.
set(windows_files "${PROJECT_SOURCE_DIR}/packaging/windows")
enable_language(RC)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(CONSULTANTOS_ICON "${CMAKE_BINARY_DIR}/packaging/consultantos.ico")
set(CONSULTANTOS_SEALED_ICON "${CMAKE_BINARY_DIR}/packaging/sealed-report.ico")
set(CONSULTANTOS_MANIFEST "${windows_files}/program.manifest")
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/packaging")
foreach(icon "${CONSULTANTOS_ICON}" "${CONSULTANTOS_SEALED_ICON}")
    cmake_path(GET icon STEM name)
    set(picture "${PROJECT_SOURCE_DIR}/resources/icons/${name}.svg")
    add_custom_command(OUTPUT "${icon}"
        COMMAND Python3::Interpreter "${windows_files}/make_icon.py" "${picture}" "${icon}"
        DEPENDS "${picture}" "${windows_files}/make_icon.py" VERBATIM)
endforeach()
add_custom_target(windows_icons DEPENDS "${CONSULTANTOS_ICON}" "${CONSULTANTOS_SEALED_ICON}")

# consultantos_windows_program(TARGET TITLE): icon, version and manifest for one program.
function(consultantos_windows_program target title)
    set(CONSULTANTOS_PROGRAM "${target}")
    set(CONSULTANTOS_PROGRAM_TITLE "${title}")
    set(script "${CMAKE_BINARY_DIR}/packaging/${target}.rc")
    configure_file("${windows_files}/program.rc.in" "${script}" @ONLY)
    target_sources(${target} PRIVATE "${script}")
    set_source_files_properties("${script}" TARGET_DIRECTORY ${target} PROPERTIES
        OBJECT_DEPENDS "${CONSULTANTOS_ICON};${CONSULTANTOS_SEALED_ICON};${CONSULTANTOS_MANIFEST}")
    add_dependencies(${target} windows_icons)
endfunction()

consultantos_windows_program(consultantos-cli "ConsultantOS, command line")
consultantos_windows_program(consultantos-pdf-helper "ConsultantOS, reader of PDFs")
install(TARGETS consultantos-cli consultantos-pdf-helper RUNTIME DESTINATION bin)
if(TARGET consultantos)
    consultantos_windows_program(consultantos "ConsultantOS")
    # No console beside the window.
    set_target_properties(consultantos PROPERTIES WIN32_EXECUTABLE ON)
    install(TARGETS consultantos RUNTIME DESTINATION bin)
endif()
# Icons and styles are compiled into the programs.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/" DESTINATION share/consultantos
    PATTERN icons EXCLUDE
    PATTERN styles EXCLUDE)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION . RENAME LICENSE.txt)
install(FILES "${CONSULTANTOS_ICON}" "${CONSULTANTOS_SEALED_ICON}" DESTINATION share)
