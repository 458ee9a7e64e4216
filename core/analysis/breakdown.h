// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financials/concept_catalogue.h"
#include "model/fact.h"
#include "model/financials.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What a breakdown splits: a line of one company with its own figures, year by year.
struct SplitLine {
    QString companyId;
    ConceptDefinition definition;
    QString currency;
    QList<Period> years;                 ///< newest first
    QList<std::optional<Figure>> totals; ///< of the whole company, one a year
};

/// The line by segment, by product and by region, as far as `facts` with dimensions tell; a kind without parts is left
/// out. Facts of the parts and their shares go to `book`, which must hold the totals. Pure.
///
/// Only facts of one axis count; beside it may stand the axes that tell segments from reconciling items and business
/// groups. Eliminations and what belongs to no segment are left out. Where filings report subtotals beside their
/// parts, those are taken that add up to the newest year's total most exactly, the finest of equally exact ones, each printed
/// figure being rounded; where none do, all are kept and the note says so.
[[nodiscard]] QList<Breakdown> breakdownsOf(const SplitLine &line, const QList<Fact> &facts, EvidenceBook &book);

} // namespace consultantos
