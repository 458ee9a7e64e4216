# SPDX-License-Identifier: GPL-3.0-or-later
# CPack runs this on what was installed, before it packs it: what distributions of RPM have elsewhere than Debian. There zsh
# looks in site-functions; Debian's zsh doesn't.
if(CPACK_GENERATOR STREQUAL "RPM")
    set(zsh "${CPACK_TEMPORARY_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share/zsh")
    file(RENAME "${zsh}/vendor-completions" "${zsh}/site-functions")
endif()
