// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"
#include "report/outline/outline.h"

namespace consultantos {

/// The report as an outline. Frameworks, also those this version doesn't know, come from their generic sections: score,
/// summary, drivers, items. Pure and thread-safe.
[[nodiscard]] outline::Outline buildOutline(const Report &report, const Wording &wording = {});

} // namespace consultantos
