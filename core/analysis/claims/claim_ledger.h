// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_definitions.h"
#include "analysis/claims/claim_checker.h"

namespace consultantos {

/// What ClaimChecker has of one company: its figures, and what was computed of them.
struct ClaimChecker::Ledger {
    Ledger(const ClaimSubject &subject, const ConceptCatalogue &lines, const FormulaCatalogue &formulas,
           const Vocabulary &vocabulary)
        : figures(subject.company, subject.facts, subject.rows, lines, formulas, vocabulary.phrases())
        , evaluator(figures, none)
    {
    }

    QList<AskedDefinition> none;
    FigureLedger figures;
    ExpressionEvaluator evaluator;
    QHash<QString, Result<Figure>> computed; ///< by method and period
};

} // namespace consultantos
