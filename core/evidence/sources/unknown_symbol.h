// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace consultantos {

/// NotFound: a source has nothing of that share.
[[nodiscard]] tl::unexpected<Error> unknownSymbol(const QString &sourceTitle, const QString &symbol);

} // namespace consultantos
