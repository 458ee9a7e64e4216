// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_frameworks.h"

#include "model/units.h"
#include "report/html_context.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos {

namespace {

QString cell(const QString &content, bool isNumber = false)
{
    return (isNumber ? QStringLiteral("<td class=\"num\" align=\"right\">") : QStringLiteral("<td>")) + content
           + QStringLiteral("</td>");
}

/// The evidence of an interval's bound: the computation of the same company with exactly this value, which the
/// section's summary cites; the score's own where there is none.
QString boundRef(const HtmlContext &context, const FrameworkSection &section, double bound)
{
    if (section.summary) {
        for (const auto &id : section.summary->evidence) {
            const auto *computation = context.report().evidence.computation(id);
            if (computation != nullptr && computation->value == bound)
                return id;
        }
    }
    return section.score->ref;
}

QString scoreLine(const HtmlContext &context, const FrameworkSection &section)
{
    if (!section.score)
        return {};
    const auto &score = *section.score;
    auto html =
        QStringLiteral("<p class=\"score\"><strong>") + context.say(QStringLiteral("Score"))
        + QStringLiteral(":</strong> ") + context.number(context.wording().value(score.value, units::Score), score.ref)
        + QStringLiteral(", ") + context.say(QStringLiteral("between")) + QLatin1Char(' ')
        + context.number(context.wording().value(score.low, units::Score), boundRef(context, section, score.low))
        + QLatin1Char(' ') + context.say(QStringLiteral("and")) + QLatin1Char(' ')
        + context.number(context.wording().value(score.high, units::Score), boundRef(context, section, score.high));
    if (!section.trend.isEmpty())
        html += QStringLiteral("; ") + HtmlContext::escape(context.say(section.trend));
    return html + QStringLiteral("</p>\n");
}

QString driverTable(const HtmlContext &context, const FrameworkSection &section)
{
    if (section.drivers.isEmpty())
        return {};
    auto html = context.table(QStringLiteral("text drivers"), QStringLiteral("Drivers"))
                + HtmlContext::headRow(context.say(
                    QStringList{QStringLiteral("Driver"), QStringLiteral("Value"), QStringLiteral("Held against"),
                                QStringLiteral("As it grows"), QStringLiteral("Score")}));
    for (const auto &driver : section.drivers) {
        html += QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(driver.label) + QStringLiteral("</th>");
        html += cell(driver.figure ? context.figure(*driver.figure) : QString(QChar(0x2013)), true);
        auto reference = HtmlContext::escape(context.say(report_text::basisWords(driver.basis)));
        if (driver.reference)
            reference += QStringLiteral(": ") + context.figure(*driver.reference);
        html += cell(reference) + cell(HtmlContext::escape(context.say(driver.direction)));
        html +=
            driver.score ? cell(context.figure(*driver.score), true) : cell(HtmlContext::escape(driver.notDerivable));
        html += QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString fieldsLine(const HtmlContext &context, const FrameworkItem &item, const QStringList &without = {})
{
    QStringList parts;
    for (auto it = item.fields.cbegin(); it != item.fields.cend(); ++it) {
        if (!it.value().isEmpty() && !without.contains(it.key()))
            parts.append(HtmlContext::escape(context.wording().label(it.key())) + QStringLiteral(": ")
                         + HtmlContext::escape(context.wording().word(it.value())));
    }
    if (!item.links.isEmpty())
        parts.append(context.say(QStringLiteral("Joins")) + QStringLiteral(": ")
                     + HtmlContext::escape(item.links.join(QStringLiteral(", "))));
    return parts.isEmpty()
               ? QString()
               : QStringLiteral("<p class=\"fields\">") + parts.join(QStringLiteral(" · ")) + QStringLiteral("</p>\n");
}

QString itemList(const HtmlContext &context, const FrameworkSection &section)
{
    if (section.items.isEmpty())
        return {};
    QString html = QStringLiteral("<ul class=\"items\">\n");
    for (const auto &item : section.items)
        html += QStringLiteral("<li>") + context.claim(item.claim)
                + context.paragraph(item.soWhat, QStringLiteral("So what")) + fieldsLine(context, item)
                + QStringLiteral("</li>\n");
    return html + QStringLiteral("</ul>\n");
}

QString notDerivable(const FrameworkSection &section)
{
    return section.notDerivable.isEmpty() ? QString()
                                          : QStringLiteral("<p class=\"missing\">")
                                                + HtmlContext::escape(section.notDerivable) + QStringLiteral("</p>\n");
}

QString sectionBody(const HtmlContext &context, const FrameworkSection &section)
{
    return scoreLine(context, section) + context.paragraph(section.summary)
           + context.paragraph(section.implication, QStringLiteral("Implication")) + notDerivable(section)
           + driverTable(context, section) + itemList(context, section);
}

QString plainSections(const HtmlContext &context, const QList<FrameworkSection> &sections)
{
    QString html;
    for (const auto &section : sections)
        html += HtmlContext::heading(3, section.title) + sectionBody(context, section);
    return html;
}

/// Sections in a grid of two columns: SWOT's quadrants, TOWS' combinations, Blue Ocean's grid.
QString matrix(const HtmlContext &context, const QString &title, const QList<FrameworkSection> &cells)
{
    if (cells.isEmpty())
        return {};
    QString html = QStringLiteral("<div class=\"matrix\" role=\"group\" aria-label=\"")
                   + HtmlContext::escape(context.say(title)) + QStringLiteral("\">\n");
    for (const auto &section : cells)
        html += QStringLiteral("<div class=\"cell ") + HtmlContext::escape(section.id) + QStringLiteral("\">\n")
                + HtmlContext::heading(3, section.title) + sectionBody(context, section) + QStringLiteral("</div>\n");
    return html + QStringLiteral("</div>\n");
}

/// The sections with these ids, in this order.
QList<FrameworkSection> pick(const FrameworkResult &framework, const QStringList &ids)
{
    QList<FrameworkSection> picked;
    for (const auto &id : ids) {
        for (const auto &section : framework.sections) {
            if (section.id == id)
                picked.append(section);
        }
    }
    return picked;
}

QList<FrameworkSection> without(const FrameworkResult &framework, const QStringList &ids)
{
    QList<FrameworkSection> rest;
    std::copy_if(framework.sections.begin(), framework.sections.end(), std::back_inserter(rest),
                 [&](const FrameworkSection &section) { return !ids.contains(section.id); });
    return rest;
}

QString swotBody(const HtmlContext &context, const FrameworkResult &framework)
{
    const QStringList quadrants{QStringLiteral("strengths"), QStringLiteral("weaknesses"),
                                QStringLiteral("opportunities"), QStringLiteral("threats")};
    const QStringList tows{QStringLiteral("so"), QStringLiteral("wo"), QStringLiteral("st"), QStringLiteral("wt")};
    return matrix(context, QStringLiteral("SWOT matrix"), pick(framework, quadrants))
           + matrix(context, QStringLiteral("TOWS matrix"), pick(framework, tows))
           + plainSections(context, without(framework, quadrants + tows));
}

QString pestelTable(const HtmlContext &context, const FrameworkSection &section)
{
    static const QStringList columns{QStringLiteral("direction"),    QStringLiteral("impact"),
                                     QStringLiteral("likelihood"),   QStringLiteral("horizon"),
                                     QStringLiteral("exposed_line"), QStringLiteral("indicator")};
    auto html = context.table(QStringLiteral("text pestel"), {})
                + QStringLiteral("<thead><tr><th scope=\"col\" width=\"44%\">") + context.say(QStringLiteral("Factor"))
                + QStringLiteral("</th>");
    for (const auto &key : columns)
        html += QStringLiteral("<th scope=\"col\">") + context.wording().label(key) + QStringLiteral("</th>");
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const auto &item : section.items) {
        html += QStringLiteral("<tr>")
                + cell(context.claim(item.claim) + context.paragraph(item.soWhat, QStringLiteral("So what"))
                       + fieldsLine(context, item, columns));
        for (const auto &key : columns) {
            const auto value = context.wording().word(item.fields.value(key));
            html += cell(value.isEmpty() ? QString(QChar(0x2013)) : HtmlContext::escape(value));
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString pestelBody(const HtmlContext &context, const FrameworkResult &framework)
{
    QString html;
    for (const auto &section : framework.sections) {
        html += HtmlContext::heading(3, section.title) + scoreLine(context, section)
                + context.paragraph(section.summary)
                + context.paragraph(section.implication, QStringLiteral("Implication")) + notDerivable(section)
                + driverTable(context, section);
        if (!section.items.isEmpty())
            html += pestelTable(context, section);
    }
    return html;
}

QString canvasTable(const HtmlContext &context, const Canvas &canvas)
{
    QStringList titles{context.say(QStringLiteral("Factor"))};
    for (const auto &line : canvas.lines)
        titles.append(line.company == QLatin1String("Published industry average") ? context.say(line.company)
                                                                                  : line.company);
    auto html =
        context.table(QStringLiteral("figures"), QStringLiteral("Levels, zero to ten")) + HtmlContext::headRow(titles);
    for (qsizetype factor = 0; factor < canvas.factors.size(); ++factor) {
        html += QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(canvas.factors[factor])
                + QStringLiteral("</th>");
        for (const auto &line : canvas.lines) {
            const auto level = line.levels.value(factor);
            html += cell(level ? context.figure(*level) : QString(QChar(0x2013)), true);
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString blueOceanBody(const HtmlContext &context, const FrameworkResult &framework)
{
    const QStringList grid{QStringLiteral("eliminate"), QStringLiteral("raise"), QStringLiteral("reduce"),
                           QStringLiteral("create")};
    return matrix(context, QStringLiteral("Eliminate, raise, reduce, create"), pick(framework, grid))
           + plainSections(context, without(framework, grid));
}

} // namespace

QString htmlFramework(const HtmlContext &context, const FrameworkResult &framework)
{
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2, framework.title, QStringLiteral("fw-") + HtmlContext::escape(framework.id));
    if (framework.headline)
        html +=
            QStringLiteral("<p class=\"headline\">") + context.claim(*framework.headline) + QStringLiteral("</p>\n");
    if (framework.id == QLatin1String("porter"))
        html += HtmlContext::chart(fiveForcesChart(framework.sections, HtmlContext::palette(), context.wording()));
    if (framework.canvas)
        html += HtmlContext::chart(canvasChart(*framework.canvas, HtmlContext::palette(), context.wording()))
                + canvasTable(context, *framework.canvas);

    if (framework.id == QLatin1String("swot"))
        html += swotBody(context, framework);
    else if (framework.id == QLatin1String("pestel"))
        html += pestelBody(context, framework);
    else if (framework.id == QLatin1String("blue_ocean"))
        html += blueOceanBody(context, framework);
    else
        html += plainSections(context, framework.sections);

    if (!framework.notes.isEmpty()) {
        html += QStringLiteral("<div class=\"notes\">\n")
                + HtmlContext::heading(3, context.say(QStringLiteral("Notes on the method")))
                + QStringLiteral("<ul>\n");
        for (const auto &note : framework.notes)
            html += QStringLiteral("<li>") + HtmlContext::escape(note) + QStringLiteral("</li>\n");
        html += QStringLiteral("</ul>\n</div>\n");
    }
    return html + QStringLiteral("</section>\n");
}

} // namespace consultantos
