// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace consultantos {

/// Whether the shipped resources are at resourceDir() (base/paths.h). NotFound says where was looked for them and what to do:
/// without them a list of what can be chosen is empty, which says nothing to anyone.
[[nodiscard]] Status requireResources();

} // namespace consultantos
