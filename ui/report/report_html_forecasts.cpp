// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_html.h"
#include "report/report_text.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

namespace consultantos {

QString ReportHtml::forecasts() const
{
    auto html = QStringLiteral("<h1>%1</h1><p>%2</p>")
                    .arg(tr("Forecasts").toHtmlEscaped(), report_text::forecastPreface().toHtmlEscaped());
    for (const auto &forecast : m_report.forecasts) {
        html +=
            QStringLiteral("<h2>%1</h2>").arg(shownName(forecast.label).toHtmlEscaped()) + tableStart()
            + headRow({tr("Period"), tr("Forecast"), tr("80 % from"), tr("80 % to"), tr("95 % from"), tr("95 % to")},
                      {1, 2, 3, 4, 5});
        for (const auto &step : forecast.steps) {
            html += QStringLiteral("<tr><td>%1</td>").arg(shownPeriod(step.period()).toHtmlEscaped());
            for (const auto *figure : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
                html += QStringLiteral("<td align=\"right\">%1</td>").arg(figureToHtml(*figure));
            html += QStringLiteral("</tr>");
        }
        html += QStringLiteral("</table><ul>");
        for (const auto &sentence : report_text::forecastNotes(forecast))
            html += QStringLiteral("<li>%1</li>").arg(sentence.toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    return html;
}

} // namespace consultantos
