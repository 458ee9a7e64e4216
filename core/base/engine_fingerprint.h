// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

/// SHA-256 (hex) of all source files of core/: the same for the programs of one build, another one with every change that
/// could alter a result. Written by cmake/EngineFingerprint.cmake.
extern const char *const EngineFingerprint;

} // namespace consultantos
