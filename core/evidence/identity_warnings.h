// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/company.h"
#include "model/fact.h"

#include <QList>
#include <QStringList>

namespace consultantos {

class FinancialEngine;

/// One translated sentence with name, period and size for each accounting identity that the newest fiscal years of
/// `facts` don't fulfil. Pure but for the engine's work.
[[nodiscard]] QStringList identityWarnings(const FinancialEngine &engine, const Company &company,
                                           const QList<Fact> &facts);

} // namespace consultantos
