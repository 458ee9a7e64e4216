// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "model/claim.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A passage that may speak against a claim.
struct ContraryCandidate {
    Passage passage;
    int fiscalYear = 0; ///< that its document reports on; 0 if none
};

/// What of a text a passage could contradict: figures that it says to have risen or fallen, and numbers that the facts
/// refute.
struct ContraryTargets {
    QList<SaidMovement> movements;
    QList<CheckedNumber> numbers;

    [[nodiscard]] bool isEmpty() const { return movements.isEmpty() && numbers.isEmpty(); }
};
/// A text without anything of that kind has no targets: nothing can be told to contradict it. Pure.
[[nodiscard]] ContraryTargets contraryTargets(const ClaimGate &gate, const QString &text,
                                              const ClaimEvidence &evidence);

/// The strongest sentence among the candidates that contradicts the targets: first one that gives a figure's number, which
/// the facts confirm, where the text gives another; then one that says of the same figure of the same company in the same
/// fiscal year that it went the other way. Sentences on parts of a company, on quarters, on what may be, on adjusted
/// figures or with a negation are no match: none is better than a weak one. Of several the newest, then the first. Pure.
[[nodiscard]] std::optional<ContraryPassage> contraryPassage(const ClaimGate &gate, const ContraryTargets &targets,
                                                             const ClaimEvidence &evidence,
                                                             const QList<ContraryCandidate> &candidates);

/// Words by which passages on the targets are searched for: those that name the figures, and words of movement. Pure.
[[nodiscard]] QString contraryQuery(const ContraryTargets &targets);

} // namespace consultantos
