// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/quality/report_reviewer.h"
#include "analysis/quality/review_notes.h"

/// The rules that reviewed() applies, by what they look at. Each notes how much it looked at and what it found.
namespace consultantos::quality_rules {

struct Material {
    const Report &report;
    const ReviewBasis &basis;
    QList<ReviewedClaim> statements;
};

/// Citations, figures, tables, drivers and scores against the evidence book; digits that nothing explains.
void checkFigures(const Material &material, ReviewNotes &notes);
/// Computations done again; facts against their ids and the store; quotations; sources.
void checkEvidence(const Material &material, ReviewNotes &notes);
/// Grades and confidence against the evidence, names of companies, places of statements, weights, columns.
void checkGrades(const Material &material, ReviewNotes &notes);
/// What figures are said to be held against, positions, signs.
void checkReferences(const Material &material, ReviewNotes &notes);
/// Periods named and meant, periods mixed in a computation, age.
void checkPeriods(const Material &material, ReviewNotes &notes);
/// Directions, grades, superlatives.
void checkWording(const Material &material, ReviewNotes &notes);
/// Currencies, balance, recommendations.
void checkBalance(const Material &material, ReviewNotes &notes);
/// The claim gate, and statements that deny each other.
void checkConsistency(const Material &material, ReviewNotes &notes, QList<Contradiction> &contradictions);

} // namespace consultantos::quality_rules
