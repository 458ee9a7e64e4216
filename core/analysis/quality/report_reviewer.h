// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "model/report.h"

#include <QDate>
#include <QList>
#include <QString>

namespace consultantos {

/// What a report is reviewed against.
struct ReviewBasis {
    const ClaimGate *gate = nullptr; ///< null: no sentence is put through it
    /// Of the report's company, its facts as they are stored now; without them facts are held against their own ids alone.
    ClaimEvidence evidence;
    QDate today;
};

/// The version of the rules: changes with every rule that finds something else than before.
inline constexpr int QualityRulesVersion = 1;

/// Takes over from an earlier review of the report what persons settled, where the same is found again in the same words, and
/// a second opinion, unless it has its own, on statements of `report` that still read so; weighs the review anew.
void carryOver(QualityReview &review, const QualityReview &before, const Report &report);

/// Reviews a report by rules: evidence of each statement, figures and computations, quotations, periods and their age,
/// directions, superlatives, the claim gate, contradictions, what speaks against the answer, recommendations without an impact.
/// What persons settled in `report.quality` stays settled where the same is found again in the same words; a second opinion
/// that is there stays, too. Texts are in English, as reports are. Pure, deterministic, thread-safe; linear in the report's length.
[[nodiscard]] QualityReview reviewed(const Report &report, const ReviewBasis &basis);

} // namespace consultantos
