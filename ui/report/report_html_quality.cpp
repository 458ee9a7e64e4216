// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_html.h"
#include "report/report_quality.h"
#include "report/report_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos {

namespace {

QString opinionText(const ModelUse &opinion)
{
    if (!opinion.failure.isEmpty())
        return QCoreApplication::translate("ReportHtml", "No second opinion of a language model: %1")
            .arg(opinion.failure);
    const auto model = opinion.model.isEmpty() ? opinion.provider : opinion.model;
    return QCoreApplication::translate("ReportHtml", "Second opinion of %1: %2 objections are listed as notes, %3 were "
                                                     "struck by the checks.")
        .arg(model)
        .arg(opinion.kept)
        .arg(opinion.struck);
}

/// "warning, open"; report_quality::state() in the window's language.
QString stateText(const QualityFinding &finding)
{
    const auto severity = finding.severity == FindingSeverity::Error     ? ReportHtml::tr("error")
                          : finding.severity == FindingSeverity::Warning ? ReportHtml::tr("warning")
                                                                         : ReportHtml::tr("note");
    if (finding.settled)
        return ReportHtml::tr("%1, accepted").arg(severity);
    return finding.isOpen() ? ReportHtml::tr("%1, open").arg(severity) : severity;
}

} // namespace

QString ReportHtml::quality(bool isEditable) const
{
    auto html = QStringLiteral("<h1>%1</h1>").arg(tr("Quality review").toHtmlEscaped());
    if (!m_report.quality)
        return html + QStringLiteral("<p>%1</p>").arg(muted(tr("This report was made before reviews were.")));
    const auto &review = *m_report.quality;
    const auto verdict = review.isVerified() ? tr("Verified: nothing is open.")
                                             : tr("Not verified: %n finding(s) open.", nullptr, review.open());
    html += QStringLiteral("<p><b>%1</b> %2</p>")
                .arg(verdict.toHtmlEscaped(), tr("Score: %1 of 100.").arg(review.score).toHtmlEscaped());
    if (!review.findings.isEmpty()) {
        html += QStringLiteral("<h2>%1</h2>").arg(tr("What was found").toHtmlEscaped()) + tableStart()
                + headRow({tr("State"), tr("Place"), tr("Finding"), tr("What settles it"), QString()});
        for (const auto &finding : review.findings) {
            auto place = placeTitle(m_report, finding.claim.isEmpty() ? finding.place : finding.claim);
            if (!finding.words.isEmpty())
                place += QStringLiteral(": ") + finding.words;
            place = place.toHtmlEscaped();
            const auto scheme = finding.settled ? QStringLiteral("finding-open") : QStringLiteral("finding-settle");
            const bool isSettled = finding.settled.has_value();
            const auto decide = isEditable && (isSettled || finding.isOpen())
                                    ? QStringLiteral("<a href=\"%1\">%2</a>")
                                          .arg(evidenceLink(scheme, finding.id),
                                               (isSettled ? tr("Take back") : tr("Accept")).toHtmlEscaped())
                                    : QString();
            html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td></tr>")
                        .arg(stateText(finding).toHtmlEscaped(),
                             finding.claim.isEmpty()
                                 ? place
                                 : QStringLiteral("<a href=\"%1\">%2</a>")
                                       .arg(evidenceLink(QStringLiteral("claim"), finding.claim), place),
                             finding.text.toHtmlEscaped(), report_quality::settling(finding).toHtmlEscaped(), decide);
        }
        html += QStringLiteral("</table>");
    }
    if (review.opinion)
        html += QStringLiteral("<p>%1</p>").arg(muted(opinionText(*review.opinion)));
    if (!review.contradictions.isEmpty()) {
        html += QStringLiteral("<h2>%1</h2><ul>").arg(tr("Contradictions").toHtmlEscaped());
        for (const auto &contradiction : review.contradictions)
            html += QStringLiteral("<li>%1</li>").arg(report_quality::words(contradiction).toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    html += QStringLiteral("<h2>%1</h2>").arg(tr("What was looked at").toHtmlEscaped()) + tableStart()
            + headRow({tr("Rule"), tr("Checked"), tr("Found"), tr("Open"), tr("Deduction")}, {1, 2, 3, 4});
    const QLocale locale;
    for (const auto &check : review.checks)
        html +=
            QStringLiteral("<tr><td>%1</td><td align=\"right\">%2</td><td align=\"right\">%3</td>"
                           "<td align=\"right\">%4</td><td align=\"right\">%5</td></tr>")
                .arg(shownName(check.title).toHtmlEscaped(), locale.toString(check.checked),
                     locale.toString(check.findings), locale.toString(check.open), locale.toString(check.deduction));
    return html + QStringLiteral("</table>");
}

} // namespace consultantos
