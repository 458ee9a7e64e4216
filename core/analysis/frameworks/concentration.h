// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// Herfindahl–Hirschman index of the revenues of the company and its comparable peers that report in its currency:
/// known companies only, hence an upper bound of the market's. With a part r of the market unknown and no unknown
/// company larger than the smallest known one, the market's index lies between (1 − r)² · H and (1 − r)² · H + r ·
/// min(r, (1 − r) · smallest), with shares in 0 … 1, which is at most H for every r because the smallest share never
/// exceeds the sum of the squares. Empty below two companies.
[[nodiscard]] std::optional<Figure> knownCompaniesHhi(Workbench &bench);

} // namespace consultantos
