// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/edit_list.h"

#include "model/edited_report.h"
#include "model/units.h"
#include "report/html_context.h"

namespace consultantos {

namespace {

QString aboutText(const ReportEdit &edit)
{
    auto about = QStringLiteral("%1 by %2 on %3")
                     .arg(edit.kind == EditKind::Answer ? QStringLiteral("answered") : QStringLiteral("set"),
                          edit.author, edit.at.toUTC().date().toString(Qt::ISODate));
    if (!edit.source.isEmpty())
        about += QStringLiteral(", from ") + edit.source;
    if (!edit.note.isEmpty())
        about += QStringLiteral(": ") + edit.note;
    for (const auto &check : edit.checks) {
        if (check.verdict == QLatin1String("mismatch"))
            about += QStringLiteral(". The facts deny \"%1\"").arg(check.text);
    }
    if (edit.state == EditState::Conflict)
        about += QStringLiteral(". The analysis said something else when this was written");
    return about + QLatin1Char('.');
}

QString valueText(const ReportEdit &edit, const QString &text)
{
    if (text.isEmpty())
        return QString(QChar(0x2013));
    if (edit.kind == EditKind::Text)
        return text;
    const auto unit = edit.kind == EditKind::Weight   ? units::Ratio
                      : edit.kind == EditKind::Answer ? edit.unit
                                                      : units::Score;
    return formatValue(text.toDouble(), unit);
}

QString driverTitle(const Report &report, const QString &target)
{
    const auto *framework = report.framework(target.section(QLatin1Char('.'), 0, 0));
    for (const auto &section : framework != nullptr ? framework->sections : QList<FrameworkSection>()) {
        for (const auto &driver : section.drivers) {
            if (QStringList{framework->id, section.id, driver.id}.join(QLatin1Char('.')) == target)
                return section.title + QStringLiteral(": ") + driver.label;
        }
    }
    return target;
}

} // namespace

QList<EditLine> editLines(const Report &report)
{
    QList<EditLine> lines;
    const auto places = report.edits.isEmpty() ? QList<EditPlace>() : editPlaces(report);
    for (const auto &edit : report.edits) {
        if (edit.state == EditState::Absent)
            continue;
        QString title = edit.kind == EditKind::Answer ? driverTitle(report, edit.target) : edit.target;
        for (const auto &place : places) {
            if (place.kind == edit.kind && place.target == edit.target)
                title = place.title;
        }
        if (edit.kind == EditKind::Score)
            title += QStringLiteral(": score");
        if (edit.kind == EditKind::Weight)
            title += QStringLiteral(": weight");
        lines.append({title, valueText(edit, edit.shown()), valueText(edit, edit.computed), aboutText(edit)});
    }
    return lines;
}

QStringList editTitles()
{
    return {QStringLiteral("Place"), QStringLiteral("As a person set it"), QStringLiteral("As it was computed"),
            QStringLiteral("By whom, and why")};
}

QString editHeading()
{
    return QStringLiteral("Set by people");
}

QString htmlEdits(const HtmlContext &context)
{
    const auto lines = editLines(context.report());
    if (lines.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n") + HtmlContext::heading(2, editHeading(), QStringLiteral("edits"))
                + context.table(QStringLiteral("text"), {}) + HtmlContext::headRow(editTitles());
    for (const auto &line : lines) {
        html += QStringLiteral("<tr>");
        for (const auto &text : {line.place, line.theirs, line.computed, line.about})
            html += QStringLiteral("<td>") + HtmlContext::escape(text) + QStringLiteral("</td>");
        html += QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

} // namespace consultantos
