// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_recommendations.h"

#include "model/units.h"
#include "report/recommendation_text.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

using namespace recommendation_text;

QString cell(const QString &html, bool isNumber = false)
{
    return (isNumber ? QStringLiteral("<td class=\"num\" align=\"right\">") : QStringLiteral("<td>")) + html
           + QStringLiteral("</td>");
}

QString rowHead(const QString &text)
{
    return QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(text) + QStringLiteral("</th>");
}

QString figureOr(const HtmlContext &context, const std::optional<Figure> &figure, const QString &otherwise)
{
    return figure ? context.figure(*figure) : HtmlContext::escape(otherwise);
}

QString optionTable(const HtmlContext &context)
{
    const auto &report = context.report();
    const QString dash(QChar(0x2013));
    auto html = context.table(QStringLiteral("text"), QStringLiteral("Options by score"))
                + HtmlContext::headRow(optionColumns(context.wording()));
    for (const auto &one : report.recommendations) {
        if (!one.score)
            continue;
        html += rowHead(one.title)
                + cell(context.number(context.wording().value(one.score->value, units::Score), one.score->ref), true);
        html += cell(figureOr(context, bound(report, one, true), dash), true)
                + cell(figureOr(context, bound(report, one, false), dash), true);
        const auto *impact = one.criterion(QStringLiteral("impact"));
        html += cell(figureOr(context, impact ? impact->figure : std::nullopt, dash), true);
        for (const auto &criterion : one.criteria)
            html += cell(figureOr(context, criterion.score, context.say(QStringLiteral("open"))), true);
        html += QStringLiteral("</tr>\n");
    }
    const auto &first = report.recommendations.first();
    html += rowHead(context.say(QStringLiteral("Weight"))) + QStringLiteral("<td></td><td></td><td></td><td></td>");
    for (const auto &criterion : first.criteria)
        html += cell(figureOr(context, weight(report, first, criterion.id), dash), true);
    return html + QStringLiteral("</tr>\n") + HtmlContext::tableEnd();
}

QString conditions(const HtmlContext &context, const Recommendation &one)
{
    if (one.conditions.isEmpty())
        return {};
    const QString dash(QChar(0x2013));
    auto html = context.table(QStringLiteral("text"), QStringLiteral("What would have to be true"))
                + HtmlContext::headRow(
                    context.say({QStringLiteral("Condition"), QStringLiteral("Today"), QStringLiteral("Threshold"),
                                 QStringLiteral("Status"), QStringLiteral("How it is tested")}));
    for (const auto &condition : one.conditions) {
        auto test = HtmlContext::escape(condition.test);
        if (!condition.notDerivable.isEmpty())
            test += QStringLiteral(" <span class=\"missing\">") + context.say(QStringLiteral("Threshold"))
                    + QLatin1Char(' ') + HtmlContext::escape(condition.notDerivable) + QStringLiteral(".</span>");
        html += QStringLiteral("<tr>") + cell(context.claim(condition.claim))
                + cell(figureOr(context, condition.today, dash), true)
                + cell(figureOr(context, condition.threshold, dash), true)
                + cell(HtmlContext::escape(context.say(condition.status))) + cell(test) + QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString plan(const HtmlContext &context, const Recommendation &one)
{
    if (one.plan.isEmpty())
        return {};
    auto html =
        context.table(QStringLiteral("text"), QStringLiteral("The first hundred days"))
        + HtmlContext::headRow(context.say({QStringLiteral("When"), QStringLiteral("Who"), QStringLiteral("What")}));
    for (const auto &action : one.plan)
        html += rowHead(weeks(action, context.wording())) + cell(HtmlContext::escape(action.owner))
                + cell(HtmlContext::escape(action.action)) + QStringLiteral("</tr>\n");
    return html + HtmlContext::tableEnd();
}

QString option(const HtmlContext &context, const Recommendation &one, int rank)
{
    auto html = HtmlContext::heading(3, QStringLiteral("%1. %2").arg(QString::number(rank), one.title))
                + QStringLiteral("<p>") + context.claim(one.claim) + QStringLiteral("</p>\n");
    if (one.impact)
        html += context.paragraph(one.impact, QStringLiteral("Impact"));
    else if (const auto *impact = one.criterion(QStringLiteral("impact")); impact && !impact->notDerivable.isEmpty())
        html += QStringLiteral("<p><strong>") + context.say(QStringLiteral("Impact"))
                + QStringLiteral(":</strong> <span class=\"missing\">") + HtmlContext::escape(impact->notDerivable)
                + QStringLiteral("</span></p>\n");
    return html + conditions(context, one) + plan(context, one);
}

/// As reports of earlier versions have it.
QString plainList(const HtmlContext &context)
{
    QString html = QStringLiteral("<ol>\n");
    for (const auto &recommendation : context.report().recommendations) {
        html += QStringLiteral("<li>") + context.claim(recommendation.claim);
        html += context.paragraph(recommendation.impact, QStringLiteral("Impact"));
        if (!recommendation.feasibility.isEmpty())
            html += QStringLiteral("<p><strong>") + context.say(QStringLiteral("Feasibility"))
                    + QStringLiteral(":</strong> ") + HtmlContext::escape(context.say(recommendation.feasibility))
                    + QStringLiteral("</p>\n");
        html += QStringLiteral("</li>\n");
    }
    return html + QStringLiteral("</ol>\n");
}

} // namespace

QString htmlRecommendations(const HtmlContext &context)
{
    const auto &report = context.report();
    if (report.recommendations.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2,
                                       report.request.layout.titleOf(QStringLiteral("recommendations"),
                                                                     context.say(QStringLiteral("Recommendations"))),
                                       QStringLiteral("recommendations"));
    if (hasScores(report)) {
        html += QStringLiteral("<p>") + HtmlContext::escape(preface(context.wording())) + QStringLiteral("</p>\n")
                + optionTable(context);
        int rank = 0;
        for (const auto &one : report.recommendations)
            html += option(context, one, ++rank);
    } else {
        html += plainList(context);
    }
    if (!report.tippingPoints.isEmpty()) {
        QList<Claim> claims;
        for (const auto &point : report.tippingPoints)
            claims.append(point.claim);
        html += HtmlContext::heading(3, context.say(QStringLiteral("What would put another option first")))
                + context.claimList(claims);
    }
    return html + QStringLiteral("</section>\n");
}

} // namespace consultantos
