// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

namespace consultantos {

/// Takes over from an earlier report on the same company and question what persons settled there, where the review of `report`
/// finds the same thing in the same words at the same place, and what it rests on has the same values: the evidence of the
/// statement or the piece of evidence that it is about, else all facts that both reports show, with none later than before.
/// Says of which report it is, unless `before` is an earlier copy of the same one; weighs the review anew. Pure.
void carrySettlements(Report &report, const Report &before);

} // namespace consultantos
