// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_quality.h"

#include "report/html_context.h"
#include "report/report_quality.h"

namespace consultantos {

namespace {

QString row(const QStringList &cells)
{
    QString html = QStringLiteral("<tr>");
    for (const auto &cell : cells)
        html += QStringLiteral("<td>") + HtmlContext::escape(cell) + QStringLiteral("</td>");
    return html + QStringLiteral("</tr>\n");
}

} // namespace

QString htmlQuality(const HtmlContext &context)
{
    if (!context.report().quality)
        return {};
    const auto &review = *context.report().quality;
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2,
                                       context.report().request.layout.titleOf(
                                           QStringLiteral("quality"), context.say(QStringLiteral("Quality review"))),
                                       QStringLiteral("quality"))
                + QStringLiteral("<p>") + HtmlContext::escape(report_quality::summary(review, context.wording()))
                + QStringLiteral("</p>\n") + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(context.say({QStringLiteral("Rule"), QStringLiteral("Checked"),
                                                    QStringLiteral("Found"), QStringLiteral("Open")}));
    for (const auto &check : review.checks)
        html += row({check.title, QString::number(check.checked), QString::number(check.findings),
                     QString::number(check.open)});
    html += HtmlContext::tableEnd();
    if (!review.findings.isEmpty()) {
        html += HtmlContext::heading(3, context.say(QStringLiteral("What was found")))
                + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(context.say({QStringLiteral("State"), QStringLiteral("Place"),
                                                    QStringLiteral("Finding"), QStringLiteral("What settles it")}));
        for (const auto &finding : review.findings)
            html += row({report_quality::state(finding, context.wording()),
                         report_quality::place(context.report(), finding, context.wording()), finding.text,
                         report_quality::settling(finding, context.wording())});
        html += HtmlContext::tableEnd();
    }
    if (!review.contradictions.isEmpty()) {
        html += HtmlContext::heading(3, context.say(QStringLiteral("Contradictions"))) + QStringLiteral("<ul>\n");
        for (const auto &contradiction : review.contradictions)
            html += QStringLiteral("<li>")
                    + HtmlContext::escape(report_quality::words(contradiction, context.wording()))
                    + QStringLiteral("</li>\n");
        html += QStringLiteral("</ul>\n");
    }
    return html + QStringLiteral("</section>\n");
}

} // namespace consultantos
