// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_sources.h"

#include "report/html_context.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

QString cell(const QString &content)
{
    return QStringLiteral("<td>") + content + QStringLiteral("</td>");
}

QString row(const HtmlContext &context, const Source &source)
{
    const auto date = source.date ? context.wording().date(*source.date) : QString(QChar(0x2013));
    const auto places = report_text::sourcePlaces(source, context.wording());
    return QStringLiteral("<tr><th scope=\"row\">")
           + HtmlContext::escape(report_text::sourceName(source, context.wording())) + QStringLiteral("</th>")
           + cell(date) + cell(places.isEmpty() ? QString(QChar(0x2013)) : HtmlContext::escape(places))
           + cell(HtmlContext::escape(source.sections.join(QStringLiteral(", "))))
           + cell(context.references(source.evidence)) + QStringLiteral("</tr>\n");
}

} // namespace

QString htmlSources(const HtmlContext &context)
{
    const auto &sources = context.report().sources;
    if (sources.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2, context.say(QStringLiteral("Sources")), QStringLiteral("sources"));
    QString kind;
    for (const auto &source : sources) {
        if (source.kind != kind) {
            if (!kind.isEmpty())
                html += HtmlContext::tableEnd();
            kind = source.kind;
            html += HtmlContext::heading(3, context.say(report_text::sourceKind(kind)))
                    + context.table(QStringLiteral("text"), {})
                    + HtmlContext::headRow(context.say(QStringList{QStringLiteral("Source"), QStringLiteral("Date"),
                                                                   QStringLiteral("Place"), QStringLiteral("Parts"),
                                                                   QStringLiteral("Evidence")}));
        }
        html += row(context, source);
    }
    return html + HtmlContext::tableEnd() + QStringLiteral("</section>\n");
}

} // namespace consultantos
