// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/edit_list.h"

#include "model/edited_report.h"
#include "model/units.h"
#include "report/html_context.h"

namespace consultantos {

namespace {

QString aboutText(const ReportEdit &edit, const Wording &wording)
{
    auto about = wording
                     .say(edit.kind == EditKind::Answer ? QStringLiteral("answered by %1 on %2")
                                                        : QStringLiteral("set by %1 on %2"))
                     .arg(edit.author, wording.date(edit.at.toUTC().date()));
    if (!edit.source.isEmpty())
        about += QStringLiteral(", ") + wording.say(QStringLiteral("from")) + QLatin1Char(' ') + edit.source;
    if (!edit.note.isEmpty())
        about += QStringLiteral(": ") + edit.note;
    for (const auto &check : edit.checks) {
        if (check.verdict == QLatin1String("mismatch"))
            about += QStringLiteral(". ") + wording.say(QStringLiteral("The facts deny \"%1\"")).arg(check.text);
    }
    if (edit.state == EditState::Conflict)
        about += QStringLiteral(". ")
                 + wording.say(QStringLiteral("The analysis said something else when this was written"));
    return about + QLatin1Char('.');
}

QString valueText(const ReportEdit &edit, const QString &text, const Wording &wording)
{
    if (text.isEmpty())
        return QString(QChar(0x2013));
    if (edit.kind == EditKind::Text)
        return text;
    const auto unit = edit.kind == EditKind::Weight   ? units::Ratio
                      : edit.kind == EditKind::Answer ? edit.unit
                                                      : units::Score;
    return wording.value(text.toDouble(), unit);
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

QList<EditLine> editLines(const Report &report, const Wording &wording)
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
            title += QStringLiteral(": ") + wording.say(QStringLiteral("score"));
        if (edit.kind == EditKind::Weight)
            title += QStringLiteral(": ") + wording.say(QStringLiteral("weight"));
        lines.append({title, valueText(edit, edit.shown(), wording), valueText(edit, edit.computed, wording),
                      aboutText(edit, wording)});
    }
    return lines;
}

QStringList editTitles(const Wording &wording)
{
    return wording.say({QStringLiteral("Place"), QStringLiteral("As a person set it"),
                        QStringLiteral("As it was computed"), QStringLiteral("By whom, and why")});
}

QString editHeading()
{
    return QStringLiteral("Set by people");
}

QString htmlEdits(const HtmlContext &context)
{
    const auto lines = editLines(context.report(), context.wording());
    if (lines.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(
                    2, context.report().request.layout.titleOf(QStringLiteral("edits"), context.say(editHeading())),
                    QStringLiteral("edits"))
                + context.table(QStringLiteral("text"), {}) + HtmlContext::headRow(editTitles(context.wording()));
    for (const auto &line : lines) {
        html += QStringLiteral("<tr>");
        for (const auto &text : {line.place, line.theirs, line.computed, line.about})
            html += QStringLiteral("<td>") + HtmlContext::escape(text) + QStringLiteral("</td>");
        html += QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

} // namespace consultantos
