// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financial_engine.h"
#include "base/result.h"
#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/statement_reading.h"
#include "model/document.h"

#include <QString>

#include <memory>

namespace consultantos {

class ConceptCatalogue;

/// Reads income statement, balance sheet and cash flow statement out of a document's tables, of whatever format: finds
/// them by their titles and rows, dates their columns, scales and signs their figures, maps their rows to concepts,
/// and holds the facts against the accounting identities. Pure but for load(); immutable and thread-safe.
class StatementReader {
public:
    /// Loads statement_labels.json, concepts.json and formulas.json of `resourceDir`; an error names file and entry.
    [[nodiscard]] static Result<StatementReader> load(const QString &resourceDir);

    /// A document without statements gives a reading without facts and lines. `companyId` becomes Fact::companyId and
    /// part of the facts' ids.
    [[nodiscard]] StatementReading read(const Document &document, const QString &companyId = {}) const;

private:
    StatementReader(std::shared_ptr<const ConceptCatalogue> concepts, statements::LabelCatalogue labels,
                    FinancialEngine engine);

    std::shared_ptr<const ConceptCatalogue> m_concepts;
    statements::LabelCatalogue m_labels;
    FinancialEngine m_engine;
};

} // namespace consultantos
