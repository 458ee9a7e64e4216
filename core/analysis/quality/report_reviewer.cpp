// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/report_reviewer.h"

#include "analysis/quality/quality_rules.h"

#include <algorithm>

namespace consultantos {

void carryOver(QualityReview &review, const QualityReview &before, const Report &report)
{
    const bool hasOwnOpinion = review.opinion.has_value();
    if (!hasOwnOpinion) {
        review.opinion = before.opinion;
        for (const auto &check : before.checks) {
            if (check.rule == quality_rules::Opinion)
                review.checks.append(check);
        }
    }
    const auto statements = statementsOf(report);
    for (const auto &known : before.findings) {
        if (known.rule == quality_rules::Opinion) {
            // An opinion on words that nobody reads any more is none on the report.
            const bool stands = std::any_of(statements.cbegin(), statements.cend(), [&](const ReviewedClaim &one) {
                return one.claim->id == known.claim && one.claim->text == known.words;
            });
            if (stands && !hasOwnOpinion)
                review.findings.append(known);
            continue;
        }
        if (!known.settled)
            continue;
        for (auto &finding : review.findings) {
            if (finding.id == known.id && finding.text == known.text && finding.words == known.words)
                finding.settled = known.settled;
        }
    }
    weigh(review);
}

QualityReview reviewed(const Report &report, const ReviewBasis &basis)
{
    const quality_rules::Material material{report, basis, statementsOf(report)};
    ReviewNotes notes;
    QList<Contradiction> contradictions;
    quality_rules::checkFigures(material, notes);
    quality_rules::checkEvidence(material, notes);
    quality_rules::checkGrades(material, notes);
    quality_rules::checkReferences(material, notes);
    quality_rules::checkPeriods(material, notes);
    quality_rules::checkWording(material, notes);
    quality_rules::checkConsistency(material, notes, contradictions);
    quality_rules::checkBalance(material, notes);
    auto review = notes.take();
    review.rulesVersion = QualityRulesVersion;
    review.contradictions = std::move(contradictions);
    if (report.quality)
        carryOver(review, *report.quality, report);
    else
        weigh(review);
    return review;
}

} // namespace consultantos
