// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_forecasts.h"

#include "report/html_context.h"
#include "report/report_text.h"
#include "report/svg_forecast.h"

namespace consultantos {

namespace {

QString cell(const HtmlContext &context, const Figure &figure, const QString &currency)
{
    return QStringLiteral("<td class=\"num\" align=\"right\">")
           + context.number(report_text::cell(figure, currency, context.wording()), figure.ref)
           + QStringLiteral("</td>");
}

QString stepTable(const HtmlContext &context, const Forecast &forecast)
{
    auto html = context.table(QStringLiteral("figures"), report_text::forecastTitle(forecast, context.wording()))
                + HtmlContext::headRow(context.say(
                    QStringList{QStringLiteral("Period"), QStringLiteral("Forecast"), QStringLiteral("80 % from"),
                                QStringLiteral("80 % to"), QStringLiteral("95 % from"), QStringLiteral("95 % to")}));
    for (const auto &step : forecast.steps)
        html += QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(context.wording().period(step.period()))
                + QStringLiteral("</th>") + cell(context, step.mean, forecast.unit)
                + cell(context, step.lower80, forecast.unit) + cell(context, step.upper80, forecast.unit)
                + cell(context, step.lower95, forecast.unit) + cell(context, step.upper95, forecast.unit)
                + QStringLiteral("</tr>\n");
    return html + HtmlContext::tableEnd();
}

QString historyLine(const HtmlContext &context, const Forecast &forecast)
{
    QStringList years;
    for (const auto &figure : forecast.history)
        years.append(HtmlContext::escape(context.wording().period(figure.period)) + QLatin1Char(' ')
                     + context.number(report_text::cell(figure, forecast.unit, context.wording()), figure.ref));
    return QStringLiteral("<p>") + context.say(QStringLiteral("From")) + QStringLiteral(": ")
           + years.join(QStringLiteral(", ")) + QStringLiteral("</p>\n");
}

} // namespace

QString htmlForecasts(const HtmlContext &context)
{
    const auto &forecasts = context.report().forecasts;
    if (forecasts.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2,
                                       context.report().request.layout.titleOf(
                                           QStringLiteral("forecasts"), context.say(QStringLiteral("Forecasts"))),
                                       QStringLiteral("forecasts"))
                + QStringLiteral("<p>") + HtmlContext::escape(context.say(report_text::forecastPreface()))
                + QStringLiteral("</p>\n");
    for (const auto &forecast : forecasts) {
        html += HtmlContext::heading(3, forecast.label);
        html += HtmlContext::chart(forecastChart(forecast, HtmlContext::palette(), context.wording()));
        html += stepTable(context, forecast) + historyLine(context, forecast) + QStringLiteral("<ul>\n");
        for (const auto &sentence : report_text::forecastNotes(forecast, context.wording()))
            html += QStringLiteral("<li>") + HtmlContext::escape(sentence) + QStringLiteral("</li>\n");
        html += QStringLiteral("</ul>\n");
    }
    return html + QStringLiteral("</section>\n");
}

} // namespace consultantos
