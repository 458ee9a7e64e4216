// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/request.h"

namespace consultantos {

/// As AnalysisRequest::validated(), with the frameworks that there are now, the user's own among them: `known` gives their
/// order. "all" stands for all of them.
[[nodiscard]] Result<AnalysisRequest> validatedAmong(const AnalysisRequest &request, const QStringList &known);

} // namespace consultantos
