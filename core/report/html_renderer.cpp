// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_renderer.h"

#include "report/html_evidence.h"
#include "report/html_financials.h"
#include "report/html_forecasts.h"
#include "report/html_frameworks.h"
#include "report/html_sources.h"
#include "report/html_style.h"
#include "report/html_summary.h"
#include "report/report_text.h"

#include <QPair>

namespace consultantos {

namespace {

QString contents(const HtmlContext &context)
{
    const auto &report = context.report();
    QList<QPair<QString, QString>> entries{
        {QStringLiteral("summary"), context.say(QStringLiteral("Executive summary"))}};
    const auto add = [&](bool isThere, const QString &id, const QString &title) {
        if (isThere)
            entries.append({id, title});
    };
    add(!report.recommendations.isEmpty(), QStringLiteral("recommendations"),
        context.say(QStringLiteral("Recommendations")));
    for (const auto &framework : report.frameworks)
        entries.append({QStringLiteral("fw-") + framework.id, framework.title});
    add(!report.financials.statements.isEmpty() || !report.financials.ratios.isEmpty(), QStringLiteral("financials"),
        context.say(QStringLiteral("Financials")));
    add(!report.forecasts.isEmpty(), QStringLiteral("forecasts"), context.say(QStringLiteral("Forecasts")));
    add(!report.dataRequests.isEmpty(), QStringLiteral("data-requests"),
        context.say(QStringLiteral("What would sharpen this report")));
    add(!report.peers.isEmpty(), QStringLiteral("peers"), context.say(QStringLiteral("Companies compared with")));
    add(!report.agents.isEmpty(), QStringLiteral("agents"), context.say(QStringLiteral("How this report was made")));
    add(!report.sources.isEmpty(), QStringLiteral("sources"), context.say(QStringLiteral("Sources")));
    add(report.evidence != EvidenceBook(), QStringLiteral("evidence"), context.say(QStringLiteral("Evidence")));

    QString html =
        QStringLiteral("<nav aria-label=\"%1\">\n<h2>%1</h2>\n<ol>\n").arg(context.say(QStringLiteral("Contents")));
    for (const auto &[id, title] : std::as_const(entries))
        html += QStringLiteral("<li><a href=\"#") + HtmlContext::escape(id) + QStringLiteral("\">")
                + HtmlContext::escape(title) + QStringLiteral("</a></li>\n");
    return html + QStringLiteral("</ol>\n</nav>\n");
}

QString body(HtmlContext &context)
{
    QString html = htmlExecutiveSummary(context) + htmlRecommendations(context);
    for (const auto &framework : context.report().frameworks)
        html += htmlFramework(context, framework);
    return html + htmlFinancials(context) + htmlForecasts(context) + htmlDataRequests(context) + htmlPeers(context)
           + htmlAgents(context) + htmlSources(context) + htmlEvidence(context);
}

} // namespace

QString renderHtml(const Report &report, const Wording &wording)
{
    HtmlContext context(report, HtmlMedium::Browser, wording);
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'unsafe-inline'\">\n"
                          "<title>")
               .arg(wording.language())
           + HtmlContext::escape(report_text::title(report)) + QStringLiteral("</title>\n<style>") + browserStyle()
           + QStringLiteral("</style>\n</head>\n<body>\n") + htmlHeader(context) + contents(context)
           + QStringLiteral("<main>\n") + body(context) + QStringLiteral("</main>\n<footer>")
           + context.say(QStringLiteral("Every number links to the fact or computation that it comes from."))
           + QStringLiteral("</footer>\n</body>\n</html>\n");
}

PaperHtml renderPaperHtml(const Report &report, const Wording &wording)
{
    HtmlContext context(report, HtmlMedium::Paper, wording);
    auto html = QStringLiteral("<html><head><style>") + paperStyle() + QStringLiteral("</style></head><body>\n")
                + htmlHeader(context) + QStringLiteral("<p class=\"ref\">")
                + context.say(QStringLiteral("Labels in brackets name the evidence at the end of this report."))
                + QStringLiteral("</p>\n") + body(context) + QStringLiteral("</body></html>");
    return {html, context.charts()};
}

} // namespace consultantos
