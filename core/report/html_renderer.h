// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QString>

namespace consultantos {

/// A report as one self-contained page: no script, no file or address that it would load. Every number is a link to its
/// entry in the evidence at the end. Pure and thread-safe.
[[nodiscard]] QString renderHtml(const Report &report, const Wording &wording = {});

} // namespace consultantos
