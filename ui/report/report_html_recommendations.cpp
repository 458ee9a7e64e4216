// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "report/recommendation_text.h"
#include "report/report_html.h"
#include "report/report_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

namespace consultantos {

namespace {

const QString Dash(QChar(0x2013));

QString numberCell(const QString &html)
{
    return QStringLiteral("<td align=\"right\" style=\"white-space:nowrap\">%1</td>").arg(html);
}

QString figureCell(const std::optional<Figure> &figure, const QString &otherwise = Dash)
{
    return numberCell(figure ? figureToHtml(*figure) : otherwise.toHtmlEscaped());
}

} // namespace

QString ReportHtml::optionTable() const
{
    auto html = tableStart()
                + headRow({tr("Option"), tr("Score"), tr("Range"), tr("Impact a year"), tr("Impact"), tr("Feasibility"),
                           tr("Risk"), tr("Time")},
                          {1, 2, 3, 4, 5, 6, 7});
    int rank = 0;
    for (const auto &one : m_report.recommendations) {
        if (!one.score)
            continue;
        const auto *impact = one.criterion(QStringLiteral("impact"));
        // The first stands out by more than its colour: by its place and its weight.
        const auto row =
            rank == 0 ? QStringLiteral(" bgcolor=\"%1\"").arg(ThemeColors::of(m_palette).accentSoft.name()) : QString();
        const auto title = QStringLiteral("%1. %2").arg(QString::number(++rank), one.title).toHtmlEscaped();
        html += QStringLiteral("<tr%1><td><a href=\"#%2\">%3</a></td>")
                    .arg(row, one.id, rank == 1 ? QStringLiteral("<b>%1</b>").arg(title) : title);
        html += figureCell(Figure{one.score->value, units::Score, {}, one.score->ref});
        html += numberCell(QStringLiteral("%1 – %2").arg(shownValue(one.score->low, units::Score),
                                                         shownValue(one.score->high, units::Score)));
        html += figureCell(impact ? impact->figure : std::nullopt);
        for (const auto &criterion : one.criteria)
            html += figureCell(criterion.score, tr("open"));
        html += QStringLiteral("</tr>");
    }
    const auto &first = m_report.recommendations.first();
    html += QStringLiteral("<tr><td colspan=\"4\">%1</td>").arg(muted(tr("Weight")));
    for (const auto &criterion : first.criteria)
        html += figureCell(recommendation_text::weight(m_report, first, criterion.id));
    return html + QStringLiteral("</tr></table>");
}

QString ReportHtml::conditions(const Recommendation &one) const
{
    if (one.conditions.isEmpty())
        return {};
    auto html =
        QStringLiteral("<h3>%1</h3>").arg(tr("What would have to be true").toHtmlEscaped()) + tableStart()
        + headRow({tr("Condition"), tr("Today"), tr("Threshold"), tr("Status"), tr("How it is tested")}, {1, 2});
    for (const auto &condition : one.conditions) {
        auto test = condition.test.toHtmlEscaped();
        if (!condition.notDerivable.isEmpty())
            test += QStringLiteral("<br>") + muted(condition.notDerivable);
        const auto status = condition.status == QLatin1String("met")       ? tr("met")
                            : condition.status == QLatin1String("not met") ? tr("not met")
                                                                           : tr("open");
        html += QStringLiteral("<tr><td width=\"42%\">%1</td>").arg(claim(condition.claim))
                + figureCell(condition.today) + figureCell(condition.threshold)
                + QStringLiteral("<td style=\"white-space:nowrap\">%1</td><td>%2</td></tr>")
                      .arg(status.toHtmlEscaped(), test);
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::hundredDays(const Recommendation &one) const
{
    if (one.plan.isEmpty())
        return {};
    auto html = QStringLiteral("<h3>%1</h3>").arg(tr("The first hundred days").toHtmlEscaped()) + tableStart()
                + headRow({tr("Weeks"), tr("Who"), tr("What")});
    for (const auto &action : one.plan) {
        const auto weeks = action.firstWeek == action.lastWeek
                               ? QString::number(action.firstWeek)
                               : QStringLiteral("%1 – %2").arg(action.firstWeek).arg(action.lastWeek);
        html += QStringLiteral("<tr><td style=\"white-space:nowrap\">%1</td><td>%2</td><td>%3</td></tr>")
                    .arg(weeks, action.owner.toHtmlEscaped(), action.action.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::recommendations() const
{
    auto html = QStringLiteral("<h1>%1</h1>").arg(tr("Recommendations").toHtmlEscaped());
    if (m_report.recommendations.isEmpty())
        return html
               + QStringLiteral("<p>%1</p>")
                     .arg(muted(tr("The evidence carries no recommendation. The data requests say what would.")));
    const bool isScored = recommendation_text::hasScores(m_report);
    if (isScored)
        html +=
            QStringLiteral("<p>%1</p>")
                .arg(muted(tr("Each criterion counts from one to five, five being best: for risk the least, for time "
                              "the soonest.")))
            + optionTable();
    int rank = 0;
    for (const auto &entry : m_report.recommendations) {
        html += QStringLiteral("<h2><a name=\"%1\"></a>%2. %3</h2>")
                    .arg(entry.id, QString::number(++rank),
                         (entry.title.isEmpty() ? tr("Option") : entry.title).toHtmlEscaped());
        html += QStringLiteral("<p>%1</p>").arg(claim(entry.claim)) + claimParagraph(entry.impact, tr("Impact"));
        const auto *impact = entry.criterion(QStringLiteral("impact"));
        if (!entry.impact && impact != nullptr)
            html +=
                QStringLiteral("<p><b>%1:</b> %2</p>").arg(tr("Impact").toHtmlEscaped(), muted(impact->notDerivable));
        QStringList parts;
        if (!entry.feasibility.isEmpty())
            parts.append(tr("Feasibility: %1").arg(fieldValue(entry.feasibility)));
        QStringList places;
        for (const auto &link : entry.links)
            places.append(placeTitle(m_report, link));
        if (!places.isEmpty())
            parts.append(tr("Rests on: %1").arg(places.join(QStringLiteral("; "))));
        html += QStringLiteral("<p>%1</p>").arg(muted(parts.join(QStringLiteral(" · ")))) + conditions(entry)
                + hundredDays(entry);
    }
    if (!m_report.tippingPoints.isEmpty()) {
        QList<Claim> claims;
        for (const auto &point : m_report.tippingPoints)
            claims.append(point.claim);
        html += claimList(tr("What would put another option first"), claims);
    }
    return html;
}

} // namespace consultantos
