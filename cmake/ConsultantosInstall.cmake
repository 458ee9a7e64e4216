# SPDX-License-Identifier: GPL-3.0-or-later
install(TARGETS consultantos consultantos-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/" DESTINATION ${CMAKE_INSTALL_DATADIR}/consultantos)
