# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the Debian package that `./dev package` makes of it.
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
    install(FILES "${linux_files}/consultantos-monitors.service" "${linux_files}/consultantos-monitors.timer"
        DESTINATION lib/systemd/user)
    install(FILES "${linux_files}/copyright" DESTINATION ${CMAKE_INSTALL_DOCDIR})

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
set(CPACK_PACKAGE_NAME consultantos)
set(CPACK_PACKAGE_VENDOR "ConsultantOS")
set(CPACK_PACKAGE_CONTACT "ConsultantOS maintainers <maintainers@consultantos.invalid>")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded at run time: dpkg-shlibdeps can't see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, qt6-wayland")
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
include(CPack)
