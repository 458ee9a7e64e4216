// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_renderer.h"

#include "report/edit_list.h"
#include "report/html_context.h"
#include "report/html_evidence.h"
#include "report/html_financials.h"
#include "report/html_forecasts.h"
#include "report/html_frameworks.h"
#include "report/html_health.h"
#include "report/html_quality.h"
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
    QList<QPair<QString, QString>> entries{{QStringLiteral("summary"), QStringLiteral("Executive summary")}};
    const auto add = [&](bool isThere, const QString &id, const QString &title) {
        if (isThere)
            entries.append({id, title});
    };
    add(!report.recommendations.isEmpty(), QStringLiteral("recommendations"), QStringLiteral("Recommendations"));
    for (const auto &framework : report.frameworks)
        entries.append({QStringLiteral("fw-") + framework.id, framework.title});
    add(!report.financials.statements.isEmpty() || !report.financials.ratios.isEmpty(), QStringLiteral("financials"),
        QStringLiteral("Financials"));
    add(!report.health.readings.isEmpty(), QStringLiteral("health"), QStringLiteral("Financial health"));
    add(!report.forecasts.isEmpty(), QStringLiteral("forecasts"), QStringLiteral("Forecasts"));
    add(!report.dataRequests.isEmpty(), QStringLiteral("data-requests"),
        QStringLiteral("What would sharpen this report"));
    add(!report.peers.isEmpty(), QStringLiteral("peers"), QStringLiteral("Companies compared with"));
    add(report.quality.has_value(), QStringLiteral("quality"), QStringLiteral("Quality review"));
    add(!report.agents.isEmpty(), QStringLiteral("agents"), QStringLiteral("How this report was made"));
    add(!report.sources.isEmpty(), QStringLiteral("sources"), QStringLiteral("Sources"));
    add(report.evidence != EvidenceBook(), QStringLiteral("evidence"), QStringLiteral("Evidence"));

    QString html = QStringLiteral("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
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
    return html + htmlFinancials(context) + htmlHealth(context) + htmlForecasts(context) + htmlEdits(context)
           + htmlDataRequests(context) + htmlPeers(context) + htmlQuality(context) + htmlAgents(context)
           + htmlSources(context) + htmlEvidence(context);
}

} // namespace

QString renderHtml(const Report &report)
{
    HtmlContext context(report, HtmlMedium::Browser);
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'unsafe-inline'\">\n"
                          "<title>")
           + HtmlContext::escape(report_text::title(report)) + QStringLiteral("</title>\n<style>") + browserStyle()
           + QStringLiteral("</style>\n</head>\n<body>\n") + htmlHeader(context) + contents(context)
           + QStringLiteral("<main>\n") + body(context)
           + QStringLiteral(
               "</main>\n<footer>Every number links to the fact or computation that it comes from.</footer>\n"
               "</body>\n</html>\n");
}

} // namespace consultantos
