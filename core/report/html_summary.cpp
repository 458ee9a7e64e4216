// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_summary.h"

#include "report/html_context.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

QString titledList(const HtmlContext &context, const QString &title, const QList<Claim> &claims)
{
    return claims.isEmpty() ? QString() : HtmlContext::heading(3, context.say(title)) + context.claimList(claims);
}

/// A part's heading, as the report's template calls it.
QString titled(const HtmlContext &context, const QString &title, const QString &id)
{
    return HtmlContext::heading(2, context.report().request.layout.titleOf(id, context.say(title)), id);
}

QString row(const QStringList &cells)
{
    QString html = QStringLiteral("<tr>");
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto tag = i == 0 ? QStringLiteral("th scope=\"row\"") : QStringLiteral("td");
        html += QLatin1Char('<') + tag + QLatin1Char('>') + cells[i]
                + (i == 0 ? QStringLiteral("</th>") : QStringLiteral("</td>"));
    }
    return html + QStringLiteral("</tr>\n");
}

} // namespace

QString htmlHeader(const HtmlContext &context)
{
    const auto &report = context.report();
    auto html = QStringLiteral("<header>\n") + HtmlContext::heading(1, context.say(report_text::title(report)));
    html += QStringLiteral("<table class=\"facts\">\n<tbody>\n");
    for (const auto &[label, value] : report_text::facts(report, context.wording()))
        html += row({HtmlContext::escape(label), HtmlContext::escape(value)});
    html += QStringLiteral("</tbody></table>\n");
    if (!report.summary.limits.isEmpty()) {
        html += QStringLiteral("<aside class=\"limits\" aria-label=\"")
                + context.say(QStringLiteral("Limits of this report")) + QStringLiteral("\">\n<p><strong>")
                + context.say(QStringLiteral("Read this first")) + QStringLiteral("</strong></p>\n<ul>\n");
        for (const auto &limit : report.summary.limits)
            html += QStringLiteral("<li>") + HtmlContext::escape(limit) + QStringLiteral("</li>\n");
        html += QStringLiteral("</ul>\n</aside>\n");
    }
    return html + QStringLiteral("</header>\n");
}

QString htmlExecutiveSummary(const HtmlContext &context)
{
    const auto &summary = context.report().summary;
    auto html =
        QStringLiteral("<section>\n") + titled(context, QStringLiteral("Executive summary"), QStringLiteral("summary"));
    if (summary.answer)
        html += QStringLiteral("<p class=\"answer\">") + context.claim(*summary.answer) + QStringLiteral("</p>\n");
    else
        html += QStringLiteral("<p>")
                + context.say(QStringLiteral("not derivable: the synthesis gave no answer; the limits above say why."))
                + QStringLiteral("</p>\n");
    html += context.paragraph(summary.situation, QStringLiteral("Situation"));
    html += context.paragraph(summary.complication, QStringLiteral("Complication"));
    html += titledList(context, QStringLiteral("What supports it"), summary.supports);
    html += titledList(context, QStringLiteral("Risks"), summary.risks);
    html += titledList(context, QStringLiteral("Next steps"), summary.nextSteps);
    return html + QStringLiteral("</section>\n");
}

QString htmlDataRequests(const HtmlContext &context)
{
    const auto &requests = context.report().dataRequests;
    if (requests.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + titled(context, QStringLiteral("What would sharpen this report"), QStringLiteral("data-requests"))
                + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(context.say(QStringList{QStringLiteral("Missing"), QStringLiteral("Why"),
                                                               QStringLiteral("What would settle it")}));
    for (const auto &request : requests)
        html += row({HtmlContext::escape(request.subject), HtmlContext::escape(request.reason),
                     HtmlContext::escape(report_text::needs(request, context.wording()))});
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

QString htmlPeers(const HtmlContext &context)
{
    const auto &peers = context.report().peers;
    if (peers.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + titled(context, QStringLiteral("Companies compared with"), QStringLiteral("peers"))
                + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(context.say(
                    QStringList{QStringLiteral("Company"), QStringLiteral("Fiscal year"), QStringLiteral("Ended")}));
    for (const auto &peer : peers)
        html += row({HtmlContext::escape(peer.name), HtmlContext::escape(context.wording().period(peer.period)),
                     context.wording().date(peer.period.end)});
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

QString htmlAgents(const HtmlContext &context)
{
    const auto &agents = context.report().agents;
    if (agents.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + titled(context, QStringLiteral("How this report was made"), QStringLiteral("agents"))
                + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(context.say(QStringList{QStringLiteral("Agent"), QStringLiteral("State"),
                                                               QStringLiteral("Seconds"), QStringLiteral("Note")}));
    for (const auto &agent : agents)
        html += row({HtmlContext::escape(agent.name),
                     HtmlContext::escape(context.say(report_text::words(agentStateName(agent.state)))),
                     context.wording().number(agent.durationS, 3),
                     HtmlContext::escape(report_text::note(agent, context.wording()))});
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

} // namespace consultantos
