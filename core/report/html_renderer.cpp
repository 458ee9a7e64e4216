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
#include "report/html_recommendations.h"
#include "report/html_sources.h"
#include "report/html_style.h"
#include "report/html_summary.h"
#include "report/laid_out.h"
#include "report/one_page_html.h"
#include "report/outline/one_page.h"
#include "report/report_text.h"

#include <QPair>

namespace consultantos {

namespace {

/// The part of a layout that an anchor belongs to.
QString partOf(const QString &anchor)
{
    if (anchor == QLatin1String("sources"))
        return QStringLiteral("evidence");
    return anchor.startsWith(QLatin1String("fw-")) ? anchor.mid(3) : anchor;
}

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
    add(!report.health.readings.isEmpty(), QStringLiteral("health"), context.say(QStringLiteral("Financial health")));
    add(!report.forecasts.isEmpty(), QStringLiteral("forecasts"), context.say(QStringLiteral("Forecasts")));
    add(!report.edits.isEmpty(), QStringLiteral("edits"), context.say(editHeading()));
    add(!report.dataRequests.isEmpty(), QStringLiteral("data-requests"),
        context.say(QStringLiteral("What would sharpen this report")));
    add(!report.peers.isEmpty(), QStringLiteral("peers"), context.say(QStringLiteral("Companies compared with")));
    add(report.quality.has_value(), QStringLiteral("quality"), context.say(QStringLiteral("Quality review")));
    add(!report.agents.isEmpty(), QStringLiteral("agents"), context.say(QStringLiteral("How this report was made")));
    add(!report.sources.isEmpty(), QStringLiteral("sources"), context.say(QStringLiteral("Sources")));
    add(report.evidence != EvidenceBook(), QStringLiteral("evidence"), context.say(QStringLiteral("Evidence")));

    QStringList ids;
    for (const auto &[id, title] : std::as_const(entries))
        ids.append(partOf(id));
    QString html =
        QStringLiteral("<nav aria-label=\"%1\">\n<h2>%1</h2>\n<ol>\n").arg(context.say(QStringLiteral("Contents")));
    for (const int place : shownParts(report, ids)) {
        const auto &[id, title] = entries[place];
        html += QStringLiteral("<li><a href=\"#") + HtmlContext::escape(id) + QStringLiteral("\">")
                + HtmlContext::escape(report.request.layout.titleOf(ids[place], title)) + QStringLiteral("</a></li>\n");
    }
    return html + QStringLiteral("</ol>\n</nav>\n");
}

QString body(const HtmlContext &context)
{
    QStringList ids{QStringLiteral("summary"), QStringLiteral("recommendations")};
    QStringList parts{htmlExecutiveSummary(context), htmlRecommendations(context)};
    const auto add = [&](const char *id, const QString &html) {
        ids.append(QLatin1String(id));
        parts.append(html);
    };
    for (const auto &framework : context.report().frameworks) {
        ids.append(framework.id);
        parts.append(htmlFramework(context, framework));
    }
    add("financials", htmlFinancials(context));
    add("health", htmlHealth(context));
    add("forecasts", htmlForecasts(context));
    add("edits", htmlEdits(context));
    add("data-requests", htmlDataRequests(context));
    add("peers", htmlPeers(context));
    add("quality", htmlQuality(context));
    add("agents", htmlAgents(context));
    add("evidence", htmlSources(context) + htmlEvidence(context));
    QString html;
    for (const int place : shownParts(context.report(), ids))
        html += parts[place];
    return html;
}

} // namespace

QString renderHtml(const Report &whole, const Wording &wording)
{
    if (whole.request.layout.isOnePage)
        return onePageHtml(onePageOutline(whole, wording), wording);
    const auto report = laidOut(whole);
    const HtmlContext context(report, wording);
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

} // namespace consultantos
