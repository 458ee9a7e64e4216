// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/starting_assumptions.h"
#include "base/result.h"
#include "model/company.h"

#include <QDate>
#include <QString>

namespace consultantos {

class FactStore;

/// A company of the store and what a valuation of it starts from.
struct ValuationBasis {
    Company company;
    ValuationSources sources;
};

/// Reads figures, the published averages and the country's rates. `company` is a name, ticker or CIK. Errors: NotFound, those of
/// the store, of the resource files. Thread-safe as the store is; reads files.
[[nodiscard]] Result<ValuationBasis> valuationBasis(const FactStore &store, const QString &company,
                                                    const QString &resourceDir, QDate date);

} // namespace consultantos
