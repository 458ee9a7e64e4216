// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_health.h"

#include "report/health_text.h"
#include "report/html_context.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

QString cell(const HtmlContext &context, const std::optional<Figure> &figure, const QString &reason = {})
{
    if (!figure)
        return QStringLiteral("<td class=\"num none\" align=\"right\" title=\"") + HtmlContext::escape(reason)
               + QStringLiteral("\">&ndash;</td>");
    return QStringLiteral("<td class=\"num\" align=\"right\">")
           + context.number(report_text::cell(*figure, {}, context.wording()), figure->ref) + QStringLiteral("</td>");
}

QString lightCell(const HtmlContext &context, const HealthReading &reading)
{
    return QStringLiteral("<td><span class=\"light ") + lightName(reading.light) + QStringLiteral("\">")
           + HtmlContext::escape(health_text::light(reading.light, context.wording())) + QStringLiteral("</span></td>");
}

/// A head whose columns of numbers stand above these.
QString head(const HtmlContext &context, const QStringList &before, const QStringList &numbers,
             const QStringList &after)
{
    auto html = QStringLiteral("<thead><tr>");
    const auto add = [&html](const QStringList &titles, const QString &place) {
        for (const auto &title : titles)
            html += QStringLiteral("<th scope=\"col\"") + place + QLatin1Char('>') + HtmlContext::escape(title)
                    + QStringLiteral("</th>");
    };
    add(context.say(before), {});
    add(context.say(numbers), QStringLiteral(" class=\"num\" align=\"right\""));
    add(context.say(after), {});
    return html + QStringLiteral("</tr></thead>\n<tbody>\n");
}

QString rowHead(const HealthReading &reading)
{
    return QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(reading.title) + QStringLiteral("</th>");
}

QString lights(const HtmlContext &context)
{
    const auto &report = context.report();
    const auto years = health_text::years(report, health_text::Years, context.wording());
    auto html = context.table(QStringLiteral("figures"), QStringLiteral("Lights"))
                + head(context, {QStringLiteral("Figure")}, years, {QStringLiteral("Light"), QStringLiteral("Rule")});
    for (const auto &reading : report.health.readings) {
        html += rowHead(reading);
        for (int back = 0; back < years.size(); ++back)
            html += cell(context, health_text::earlier(report, reading, back),
                         back == 0 ? reading.notDerivable : QString());
        QStringList refs;
        for (const auto &figure : reading.judgedBy)
            refs.append(figure.ref);
        html += lightCell(context, reading) + QStringLiteral("<td>")
                + HtmlContext::escape(health_text::rule(reading, context.wording()))
                + (refs.isEmpty() ? QString() : QStringLiteral(" [") + context.references(refs) + QLatin1Char(']'))
                + QStringLiteral("</td></tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString peers(const HtmlContext &context)
{
    const auto readings = health_text::withPeers(context.report().health);
    if (readings.isEmpty())
        return {};
    auto html = context.table(QStringLiteral("figures"), QStringLiteral("Against the companies compared with"))
                + head(context, {QStringLiteral("Figure")},
                       {QStringLiteral("Own"), QStringLiteral("Lower quartile"), QStringLiteral("Median"),
                        QStringLiteral("Upper quartile"), QStringLiteral("Percentile")},
                       {QStringLiteral("Companies")});
    for (const auto &reading : readings)
        html += rowHead(reading) + cell(context, reading.figure) + cell(context, reading.lowerQuartile)
                + cell(context, reading.median) + cell(context, reading.upperQuartile)
                + cell(context, reading.percentile) + QStringLiteral("<td>")
                + HtmlContext::escape(reading.peers.join(QStringLiteral(", "))) + QStringLiteral("</td></tr>\n");
    return html + HtmlContext::tableEnd();
}

QString list(const HtmlContext &context, const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    auto html = HtmlContext::heading(3, context.say(title)) + QStringLiteral("<ul class=\"missing\">\n");
    for (const auto &line : lines)
        html += QStringLiteral("<li>") + HtmlContext::escape(line) + QStringLiteral("</li>\n");
    return html + QStringLiteral("</ul>\n");
}

} // namespace

QString htmlHealth(const HtmlContext &context)
{
    const auto &report = context.report();
    if (report.health.readings.isEmpty())
        return {};
    return QStringLiteral("<section>\n")
           + HtmlContext::heading(2,
                                  context.report().request.layout.titleOf(
                                      QStringLiteral("health"), context.say(QStringLiteral("Financial health"))),
                                  QStringLiteral("health"))
           + QStringLiteral("<p class=\"headline\">")
           + HtmlContext::escape(health_text::counts(report.health, context.wording())) + QStringLiteral("</p>\n<p>")
           + HtmlContext::escape(health_text::preface(report, context.wording())) + QStringLiteral("</p>\n")
           + lights(context) + peers(context)
           + list(context, QStringLiteral("Without a light"), health_text::withoutLight(report.health))
           + list(context, QStringLiteral("Where the rules come from"), health_text::sources(report.health))
           + QStringLiteral("</section>\n");
}

} // namespace consultantos
