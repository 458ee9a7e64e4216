// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_quality.h"

#include "report/report_quality.h"

namespace consultantos {

QString markdownQuality(const Report &report, const std::function<QString(const QString &)> &escape,
                        const Wording &wording)
{
    if (!report.quality)
        return {};
    const auto &review = *report.quality;
    const auto heading = [&escape](const char *marks, const QString &title) {
        return QLatin1Char('\n') + QLatin1String(marks) + QLatin1Char(' ') + escape(title) + QStringLiteral("\n\n");
    };
    const auto own = wording.say(QStringLiteral("Quality review"));
    const auto titles = wording.say(
        {QStringLiteral("Rule"), QStringLiteral("Checked"), QStringLiteral("Found"), QStringLiteral("Open")});
    auto text = heading("##", report.request.layout.titleOf(QStringLiteral("quality"), own))
                + escape(report_quality::summary(review, wording)) + QStringLiteral("\n\n| ")
                + titles.join(QStringLiteral(" | ")) + QStringLiteral(" |\n| --- | ---: | ---: | ---: |\n");
    for (const auto &check : review.checks)
        text += QStringLiteral("| %1 | %2 | %3 | %4 |\n")
                    .arg(escape(check.title))
                    .arg(check.checked)
                    .arg(check.findings)
                    .arg(check.open);
    if (!review.findings.isEmpty())
        text += heading("###", wording.say(QStringLiteral("What was found")));
    for (const auto &finding : review.findings)
        text += QStringLiteral("- **%1** %2: %3 %4\n")
                    .arg(escape(report_quality::state(finding, wording)),
                         escape(report_quality::place(report, finding, wording)), escape(finding.text),
                         escape(report_quality::settling(finding, wording)));
    if (!review.contradictions.isEmpty())
        text += heading("###", wording.say(QStringLiteral("Contradictions")));
    for (const auto &contradiction : review.contradictions)
        text += QStringLiteral("- ") + escape(report_quality::words(contradiction, wording)) + QLatin1Char('\n');
    return text;
}

} // namespace consultantos
