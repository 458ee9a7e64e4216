// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recommending/option.h"
#include "model/recommendation.h"

namespace consultantos {

/// The first 100 days of an option as steps by weeks 1 to 14, each with a role that owns it: the frame is the same for all,
/// the diagnosis follows the option's ratio, the trial its kind, and what is to be obtained the data requests that bear on
/// it. No figures: targets stand in the option's conditions.
[[nodiscard]] QList<PlannedAction> firstHundredDays(const Option &option, const QList<DataRequest> &requests);

} // namespace consultantos
