// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/editing/report_editor.h"
#include "analysis/financials/concept_catalogue.h"

namespace consultantos {

/// The driver that waits for a data request, "porter.buyers.customer_concentration"; empty where none does.
[[nodiscard]] QString driverOf(const Report &report, const DataRequest &request);

/// The lines of the statements that a request needs, of which a person can give one.
[[nodiscard]] QStringList linesOf(const DataRequest &request, const ConceptCatalogue &lines);

/// The fact that an answer of one value is: a line of the company's statement of one of the report's years, in its currency,
/// reported by the person on `day`. InvalidArgument says what the answer lacks.
[[nodiscard]] Result<Fact> answeredFact(const Report &report, const DataRequest &request, const DataAnswer &answer,
                                        const ConceptCatalogue &lines, const QDate &day);

} // namespace consultantos
