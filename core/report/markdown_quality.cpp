// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_quality.h"

#include "report/report_quality.h"

namespace consultantos {

QString markdownQuality(const Report &report, const std::function<QString(const QString &)> &escape)
{
    if (!report.quality)
        return {};
    const auto &review = *report.quality;
    QString text = QStringLiteral("\n## Quality review\n\n") + escape(report_quality::summary(review))
                   + QStringLiteral("\n\n| Rule | Checked | Found | Open |\n| --- | ---: | ---: | ---: |\n");
    for (const auto &check : review.checks)
        text += QStringLiteral("| %1 | %2 | %3 | %4 |\n")
                    .arg(escape(check.title))
                    .arg(check.checked)
                    .arg(check.findings)
                    .arg(check.open);
    if (!review.findings.isEmpty())
        text += QStringLiteral("\n### What was found\n\n");
    for (const auto &finding : review.findings)
        text += QStringLiteral("- **%1** %2: %3 %4\n")
                    .arg(escape(report_quality::state(finding)), escape(report_quality::place(finding)),
                         escape(finding.text), escape(report_quality::settling(finding)));
    if (!review.contradictions.isEmpty())
        text += QStringLiteral("\n### Contradictions\n\n");
    for (const auto &contradiction : review.contradictions)
        text += QStringLiteral("- ") + escape(report_quality::words(contradiction)) + QLatin1Char('\n');
    return text;
}

} // namespace consultantos
