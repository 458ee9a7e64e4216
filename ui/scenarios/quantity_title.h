// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

struct ScenarioModel;

/// What a quantity of a scenario is called, in the window's language where the name is one of ours: see shownName().
[[nodiscard]] QString quantityTitle(const ScenarioModel &model, const QString &name);

} // namespace consultantos
