# SPDX-License-Identifier: GPL-3.0-or-later
# The bundle for macOS and the disk image that `cpack -G DragNDrop` makes of it. Written by the documentation of CMake, Qt
# and Apple; not yet run on such a machine.
set(contents consultantos.app/Contents)
set(icon "${CMAKE_BINARY_DIR}/consultantos.icns") # made by packaging/macos/make-icns.sh
set_target_properties(consultantos PROPERTIES
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_INFO_PLIST "${PROJECT_SOURCE_DIR}/packaging/macos/Info.plist.in"
    MACOSX_BUNDLE_ICON_FILE consultantos.icns
    MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}"
    MACOSX_BUNDLE_BUNDLE_VERSION "${PROJECT_VERSION}")
install(TARGETS consultantos BUNDLE DESTINATION .)
# The command line and the helper find resources and libraries as the window's program does, beside it.
install(TARGETS consultantos-cli consultantos-pdf-helper RUNTIME DESTINATION ${contents}/MacOS)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/" DESTINATION ${contents}/Resources/consultantos
    PATTERN icons EXCLUDE
    PATTERN styles EXCLUDE)
if(EXISTS "${icon}")
    install(FILES "${icon}" DESTINATION ${contents}/Resources)
endif()
# macdeployqt, with the other two programs' libraries, too.
qt_generate_deploy_app_script(TARGET consultantos OUTPUT_SCRIPT deploy_script NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT ${deploy_script})
install(CODE "execute_process(COMMAND \"${PROJECT_SOURCE_DIR}/packaging/macos/sign.sh\"
    \"\${CMAKE_INSTALL_PREFIX}/consultantos.app\" COMMAND_ERROR_IS_FATAL ANY)")

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_NAME consultantos)
set(CPACK_PACKAGE_VENDOR "ConsultantOS")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_DMG_VOLUME_NAME "ConsultantOS ${PROJECT_VERSION}")
set(CPACK_PACKAGE_FILE_NAME "consultantos-${PROJECT_VERSION}-macos-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
include(CPack)
