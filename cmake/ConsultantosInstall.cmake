# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the packages that `./dev package` makes of it by CPack.
set(linux_files "${PROJECT_SOURCE_DIR}/packaging/linux")

install(TARGETS consultantos consultantos-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Run by the programs, not by users.
install(TARGETS consultantos-pdf-helper RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/consultantos)
# Icons and styles are compiled into the programs.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/" DESTINATION ${CMAKE_INSTALL_DATADIR}/consultantos
    PATTERN icons EXCLUDE
    PATTERN styles EXCLUDE)

if(UNIX AND NOT APPLE)
    install(FILES "${linux_files}/io.github.consultantos.desktop" DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES "${linux_files}/io.github.consultantos.metainfo.xml" DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/consultantos.svg"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
    install(FILES "${linux_files}/consultantos-cli.bash"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME consultantos-cli)
    install(FILES "${linux_files}/consultantos-cli.zsh"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _consultantos-cli)
    install(FILES "${linux_files}/consultantos-cli.fish" DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
    install(FILES "${linux_files}/io.github.consultantos.xml" DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/sealed-report.svg"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/mimetypes RENAME application-vnd.consultantos.sealed.svg)
    install(FILES "${linux_files}/consultantos-backup.service" "${linux_files}/consultantos-backup.timer"
        "${linux_files}/consultantos-monitors.service" "${linux_files}/consultantos-monitors.timer"
        DESTINATION lib/systemd/user)
    install(FILES "${linux_files}/copyright" DESTINATION ${CMAKE_INSTALL_DOCDIR})

    # What the programs are made of, for whoever must know it of all that is installed.
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    set(materials "${CMAKE_BINARY_DIR}/packaging/consultantos.cdx.json")
    add_custom_command(OUTPUT "${materials}"
        COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/make_sbom.py" "${PROJECT_SOURCE_DIR}"
            $<TARGET_FILE:consultantos-cli> --output "${materials}"
        DEPENDS consultantos-cli "${PROJECT_SOURCE_DIR}/tools/make_sbom.py" "${PROJECT_SOURCE_DIR}/packaging/components.json"
        COMMENT "Bill of materials" VERBATIM)
    add_custom_target(bill_of_materials ALL DEPENDS "${materials}")
    install(FILES "${materials}" DESTINATION ${CMAKE_INSTALL_DOCDIR})

    # Debian's rules: manual pages and changelog compressed, without a time stamp, so that a package is reproducible.
    find_program(GZIP_PROGRAM gzip REQUIRED)
    set(compressed "${CMAKE_BINARY_DIR}/packaging")
    file(MAKE_DIRECTORY "${compressed}")
    foreach(file consultantos.1 consultantos-cli.1 changelog.Debian)
        add_custom_command(OUTPUT "${compressed}/${file}.gz"
            COMMAND sh -c "\"$1\" -9nc \"$2\" > \"$3\"" gzip
                "${GZIP_PROGRAM}" "${linux_files}/${file}" "${compressed}/${file}.gz"
            DEPENDS "${linux_files}/${file}" VERBATIM)
        list(APPEND compressed_files "${compressed}/${file}.gz")
    endforeach()
    add_custom_target(compressed_documents ALL DEPENDS ${compressed_files})
    install(FILES "${compressed}/consultantos.1.gz" "${compressed}/consultantos-cli.1.gz"
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES "${compressed}/changelog.Debian.gz" DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

set(CPACK_GENERATOR DEB)
set(CONSULTANTOS_DEBIAN_RELEASE "" CACHE STRING "Appended to the Debian package's revision, e.g. ~deb12")
set(CPACK_PACKAGE_NAME consultantos)
set(CPACK_PACKAGE_VENDOR "ConsultantOS")
set(CPACK_PACKAGE_CONTACT "ConsultantOS maintainers <maintainers@consultantos.invalid>")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# A package holds for the release of Debian it was built on, whose libraries it names.
set(CPACK_DEBIAN_PACKAGE_RELEASE "1${CONSULTANTOS_DEBIAN_RELEASE}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
find_program(DPKG_PROGRAM dpkg)
if(DPKG_PROGRAM)
    execute_process(COMMAND "${DPKG_PROGRAM}" --print-architecture OUTPUT_VARIABLE debian_architecture
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    # Forges put a dot for the tilde of a file that is handed out, and sums of packages would then name none that is there.
    string(REPLACE "~" "." release_in_name "${CPACK_DEBIAN_PACKAGE_RELEASE}")
    set(CPACK_DEBIAN_FILE_NAME
        "${CPACK_PACKAGE_NAME}_${CPACK_PACKAGE_VERSION}-${release_in_name}_${debian_architecture}.deb")
endif()
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded at run time: dpkg-shlibdeps can't see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, libqt6sql6-psql, qt6-wayland")
# Reads scanned PDFs.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "tesseract-ocr")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "company analyses whose every number traces to a filing")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Desktop workstation and command line for management consultants. Name a
company and a question, choose frameworks (Porter's five forces, SWOT with
TOWS, PESTEL, Blue Ocean), and get a report in which every statement carries
its evidence and every number leads to its formula and the filing it comes
from.
.
Works without a network and without keys; what can't be derived is said to
be so.")

set(CPACK_PRE_BUILD_SCRIPTS "${linux_files}/rpm_places.cmake")
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Productivity")
set(CPACK_RPM_PACKAGE_SUMMARY "Company analyses whose every number traces to a filing")
string(REPLACE "\n.\n" "\n\n" CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_DEBIAN_PACKAGE_DESCRIPTION}")
# Libraries are found by rpm itself; plugins are loaded at run time, by their names in Fedora and openSUSE.
set(CPACK_RPM_PACKAGE_REQUIRES "(qt6-qtbase or libQt6Sql6-sqlite or qt6-sql-sqlite), (qt6-qtsvg or libQt6Svg6)")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/applications /usr/share/metainfo /usr/share/mime /usr/share/mime/packages /usr/share/icons
    /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
    /usr/share/icons/hicolor/scalable/mimetypes /usr/share/bash-completion /usr/share/bash-completion/completions
    /usr/share/zsh /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d /usr/share/man
    /usr/share/man/man1 /usr/lib/systemd /usr/lib/systemd/user /usr/libexec)
include(CPack)
