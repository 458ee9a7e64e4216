// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/report_difference.h"
#include "model/evidence.h"

namespace consultantos {

/// Follows a figure of two reports down to what differs: facts with other values, formulas that read otherwise, lists of
/// other members (peers, years). Pure. Not thread-safe: one object a thread, as it remembers what it evaluated.
class FigureAttribution {
public:
    /// Both must outlive it.
    FigureAttribution(const EvidenceBook &before, const EvidenceBook &after);

    /// The causes of the change from one computation or fact to the other, with their shares; empty where both are equal.
    [[nodiscard]] QList<DifferenceCause> causes(const QString &refBefore, const QString &refAfter) const;

private:
    const EvidenceBook &m_before;
    const EvidenceBook &m_after;
};

/// "Revenues, FY2024" of a fact, the title and period of a computation; the id of anything else.
[[nodiscard]] QString evidenceName(const EvidenceBook &book, const QString &id);
/// Value of a fact or computation as reports write it, with the filing of a fact; empty of anything else.
[[nodiscard]] QString evidenceValue(const EvidenceBook &book, const QString &id);

} // namespace consultantos
