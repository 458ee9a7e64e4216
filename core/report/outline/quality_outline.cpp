// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/outline_parts.h"
#include "report/report_quality.h"

namespace consultantos::outline {

std::optional<Section> qualitySection(const Report &report, const Wording &wording)
{
    if (!report.quality)
        return std::nullopt;
    const auto &review = *report.quality;
    Section section{QStringLiteral("quality"), QStringLiteral("Quality review"), {}, {}, {}};
    section.blocks.append(paragraph(words(report_quality::summary(review, wording))));
    Table checks{QStringLiteral("quality-checks"),
                 {},
                 {{QStringLiteral("Rule"), false, 5},
                  {QStringLiteral("Checked"), true, 1},
                  {QStringLiteral("Found"), true, 1},
                  {QStringLiteral("Open"), true, 1}},
                 {},
                 {}};
    for (const auto &check : review.checks)
        checks.rows.append({Cell{check.title}, Cell{QString::number(check.checked)},
                            Cell{QString::number(check.findings)}, Cell{QString::number(check.open)}});
    section.blocks.append(block(checks));
    if (!review.findings.isEmpty()) {
        Table findings{QStringLiteral("quality-findings"),
                       QStringLiteral("What was found"),
                       {{QStringLiteral("State"), false, 2},
                        {QStringLiteral("Place"), false, 3},
                        {QStringLiteral("Finding"), false, 5},
                        {QStringLiteral("What settles it"), false, 4}},
                       {},
                       {}};
        for (const auto &finding : review.findings)
            findings.rows.append({Cell{report_quality::state(finding, wording)},
                                  Cell{report_quality::place(report, finding, wording)}, Cell{finding.text},
                                  Cell{report_quality::settling(finding, wording)}});
        section.blocks.append(block(findings));
    }
    if (!review.contradictions.isEmpty()) {
        section.blocks.append(paragraph({{QStringLiteral("Contradictions"), true}}));
        for (const auto &contradiction : review.contradictions)
            section.blocks.append(bullet(words(report_quality::words(contradiction, wording))));
    }
    section.isAppendix = true;
    return section;
}

} // namespace consultantos::outline
