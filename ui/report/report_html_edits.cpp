// SPDX-License-Identifier: GPL-3.0-or-later
// The pages on which a person answers data requests and settles conflicts.
#include "analysis/tipping/request_ranking.h"
#include "model/edited_report.h"
#include "model/units.h"
#include "report/report_html.h"
#include "report/report_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_value.h"
#include "widgets/typed_number.h"

#include <QLocale>

namespace consultantos {

QString ReportHtml::dataRequests() const
{
    auto html = QStringLiteral("<h1>%1</h1>").arg(tr("Data requests").toHtmlEscaped());
    if (m_report.dataRequests.isEmpty())
        return html + QStringLiteral("<p>%1</p>").arg(muted(tr("Nothing is missing.")));
    html += QStringLiteral("<p>%1</p>").arg(muted(tr("What could not be derived, and what would settle it.")));
    html += tableStart() + headRow({tr("Missing"), tr("Why"), tr("What would settle it"), tr("Narrows"), QString()});
    for (const auto &ranked : rankedRequests(m_report)) {
        QStringList needs;
        for (const auto &need : ranked.request.needs)
            needs.append(fieldValue(need));
        QStringList narrows;
        for (const auto &narrowing : ranked.narrows)
            narrows.append(QStringLiteral("%1: %2 \u2192 %3")
                               .arg(placeTitle(m_report, narrowing.score), shownValue(narrowing.now, units::Score),
                                    shownValue(narrowing.answered, units::Score)));
        html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td>"
                               "<td style=\"white-space:nowrap;\"><a href=\"%5\">%6</a></td></tr>")
                    .arg(ranked.request.subject.toHtmlEscaped(), ranked.request.reason.toHtmlEscaped(),
                         needs.join(QStringLiteral(", ")).toHtmlEscaped(),
                         narrows.join(QStringLiteral("; ")).toHtmlEscaped(),
                         evidenceLink(QStringLiteral("answer"), ranked.request.id), tr("Answer").toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::edits() const
{
    auto html = QStringLiteral("<h1>%1</h1>").arg(tr("Set by people").toHtmlEscaped());
    html += QStringLiteral("<p>%1</p>")
                .arg(muted(tr("What persons set over what was computed. Where the analysis changed since, decide which "
                              "version stands.")));
    html += tableStart()
            + headRow({tr("Place"), tr("Theirs"), tr("Computed then"), tr("Computed now"), tr("By"), QString()});
    const auto places = editPlaces(m_report);
    for (const auto &edit : m_report.edits) {
        QStringList links;
        const auto id = editKindName(edit.kind) + QLatin1Char('/') + edit.target;
        const auto link = [&](const char *scheme, const QString &text) {
            links.append(QStringLiteral("<a href=\"%1\">%2</a>")
                             .arg(evidenceLink(QLatin1String(scheme), id), text.toHtmlEscaped()));
        };
        if (edit.state == EditState::Conflict)
            link("edit-keep", tr("Keep theirs"));
        link("edit-take", tr("Take the computed version"));
        if (edit.kind != EditKind::Answer && edit.state != EditState::Absent)
            link("edit-open", tr("Edit"));
        // Numbers are kept in the C form; sentences are none and stay.
        auto theirs = numberForTyping(edit.shown()).toHtmlEscaped();
        for (const auto &check : edit.checks) {
            if (check.verdict == QLatin1String("mismatch"))
                theirs += QStringLiteral("<br><span class=\"error\">%1</span>")
                              .arg(tr("The facts deny %1.").arg(check.text).toHtmlEscaped());
        }
        auto place = edit.target.toHtmlEscaped();
        for (const auto &one : places) {
            if (one.kind == edit.kind && one.target == edit.target)
                place = one.title.toHtmlEscaped() + QStringLiteral("<br>") + muted(edit.target);
        }
        if (edit.state == EditState::Conflict)
            place += QStringLiteral("<br><span class=\"error\">%1</span>").arg(tr("Conflict").toHtmlEscaped());
        if (edit.state == EditState::Absent)
            place += QStringLiteral("<br>%1").arg(muted(tr("not in this report")));
        auto by = edit.author + QStringLiteral(", ") + QLocale().toString(edit.at.toLocalTime(), QLocale::ShortFormat);
        if (!edit.note.isEmpty() || !edit.source.isEmpty())
            by += QStringLiteral(": ") + (edit.note.isEmpty() ? edit.source : edit.note);
        html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td><td>%6</td></tr>")
                    .arg(place, theirs, numberForTyping(edit.base).toHtmlEscaped(),
                         numberForTyping(edit.computed).toHtmlEscaped(), by.toHtmlEscaped(),
                         links.join(QStringLiteral("<br>")));
    }
    return html + QStringLiteral("</table>");
}

} // namespace consultantos
