// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recommending/option_score.h"
#include "model/recommendation.h"

namespace consultantos {

/// What would have to be true for the option: what has to become or stay of its ratio, what it may cost, what it is paid from,
/// what its opening or threat shows itself by. Each with today's figure and its threshold, or why there is none. `id`: of the
/// recommendation.
[[nodiscard]] QList<Condition> conditionsOf(Workbench &bench, const QString &id, const Option &option,
                                            const OptionScore &score);

} // namespace consultantos
