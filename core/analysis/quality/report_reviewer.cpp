// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/report_reviewer.h"

#include "analysis/quality/quality_rules.h"

namespace consultantos {

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
    if (report.quality) {
        review.opinion = report.quality->opinion;
        for (const auto &check : report.quality->checks) {
            if (check.rule == quality_rules::Opinion)
                review.checks.append(check);
        }
        for (const auto &before : report.quality->findings) {
            if (before.rule == quality_rules::Opinion) {
                review.findings.append(before);
                continue;
            }
            if (!before.settled)
                continue;
            for (auto &finding : review.findings) {
                if (finding.id == before.id && finding.text == before.text && finding.words == before.words)
                    finding.settled = before.settled;
            }
        }
    }
    weigh(review);
    return review;
}

} // namespace consultantos
