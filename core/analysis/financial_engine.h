// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"
#include "model/fact.h"
#include "model/financials.h"

#include <QList>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

class ConceptCatalogue; // analysis/concept_catalogue.h: resources/concepts.json
class FormulaCatalogue; // analysis/formula_catalogue.h: resources/formulas.json

/// How much history deriveFinancials() covers.
struct FinancialOptions {
    int annualPeriods = 6;           ///< fiscal years in the statements, newest first
    int quarterlyPeriods = 8;        ///< quarters, newest first; 0: none
    bool isSplit = true;             ///< revenue is split by segment, product and region where facts tell
    std::optional<Figure> marketCap; ///< market value of equity given by the user; its evidence must be in `given`
    EvidenceBook given;
};

/// Standardised statements, ratios and identity checks from one company's facts. Pure, deterministic, thread-safe:
/// the catalogues are immutable.
class FinancialEngine {
public:
    FinancialEngine(std::shared_ptr<const ConceptCatalogue> concepts, std::shared_ptr<const FormulaCatalogue> formulas);
    /// Loads concepts.json and formulas.json of `resourceDir`; an error names file, line or entry.
    [[nodiscard]] static Result<FinancialEngine> load(const QString &resourceDir);

    /// The ids of all figures that it knows, shown or not.
    [[nodiscard]] QSet<QString> figureIds() const;
    /// "bank", "insurer" or "financial" (of an industry that isn't known) where its statements have another form than most
    /// companies' (formulas.json); else empty.
    [[nodiscard]] QString kindOf(const Company &company) const;
    [[nodiscard]] Financials derive(const Company &company, const QList<Fact> &facts,
                                    const FinancialOptions &options = {}) const;

private:
    std::shared_ptr<const ConceptCatalogue> m_concepts;
    std::shared_ptr<const FormulaCatalogue> m_formulas;
};

} // namespace consultantos
