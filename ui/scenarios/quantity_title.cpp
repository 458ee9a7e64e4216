// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/quantity_title.h"

#include "analysis/scenarios/scenario_model.h"
#include "widgets/shown_name.h"

namespace consultantos {

QString quantityTitle(const ScenarioModel &model, const QString &name)
{
    return shownName(model.titleOf(name));
}

} // namespace consultantos
