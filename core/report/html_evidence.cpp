// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_evidence.h"

#include "report/html_context.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

QString rowStart(const HtmlContext &context, const QString &id)
{
    const auto label = context.index().label(id);
    return QStringLiteral("<tr id=\"") + context.index().anchor(id) + QStringLiteral("\"><th scope=\"row\">") + label
           + QStringLiteral("</th>");
}

QString cell(const QString &content)
{
    return QStringLiteral("<td>") + content + QStringLiteral("</td>");
}

QString computations(const HtmlContext &context)
{
    const auto &all = context.report().evidence.computations();
    if (all.isEmpty())
        return {};
    auto html =
        HtmlContext::heading(3, context.say(QStringLiteral("Computations"))) + context.table(QStringLiteral("text"), {})
        + HtmlContext::headRow(
            context.say(QStringList{QStringLiteral("No."), QStringLiteral("What"), QStringLiteral("Period"),
                                    QStringLiteral("Value"), QStringLiteral("Formula"), QStringLiteral("Inputs")}));
    for (const auto &computation : all) {
        QStringList inputs;
        for (const auto &binding : computation.bindings)
            inputs.append(HtmlContext::escape(binding.name) + QStringLiteral(" = ") + context.references(binding.refs));
        html += rowStart(context, computation.id) + cell(HtmlContext::escape(computation.title))
                + cell(HtmlContext::escape(context.wording().period(computation.period)))
                + cell(HtmlContext::escape(context.wording().exact(computation.value, computation.unit)))
                + cell(QStringLiteral("<code>") + HtmlContext::escape(computation.formula) + QStringLiteral("</code>"))
                + cell(inputs.join(QStringLiteral("; "))) + QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString earlierReports(const HtmlContext &context, const Fact &fact)
{
    QStringList parts;
    for (const auto &report : fact.earlier)
        parts.append(HtmlContext::escape(context.wording().exact(report.value, {}))
                     + context.say(QStringLiteral("in")).prepend(QLatin1Char(' ')) + QLatin1Char(' ')
                     + HtmlContext::escape(report.form) + QLatin1Char(' ') + context.wording().date(report.filed)
                     + QStringLiteral(", ") + HtmlContext::escape(report.accession));
    return parts.isEmpty() ? QString()
                           : QStringLiteral("; ") + context.say(QStringLiteral("earlier")) + QLatin1Char(' ')
                                 + parts.join(QStringLiteral("; "));
}

QString facts(const HtmlContext &context)
{
    const auto &all = context.report().evidence.facts();
    if (all.isEmpty())
        return {};
    auto html =
        HtmlContext::heading(3, context.say(QStringLiteral("Facts"))) + context.table(QStringLiteral("text"), {})
        + HtmlContext::headRow(context.say(QStringList{QStringLiteral("No."), QStringLiteral("Tag"),
                                                       QStringLiteral("Company"), QStringLiteral("Period"),
                                                       QStringLiteral("Value"), QStringLiteral("Filing or source")}));
    for (const auto &fact : all) {
        auto source = HtmlContext::escape(report_text::filing(fact, context.wording())) + earlierReports(context, fact);
        const auto url = report_text::filingUrl(fact);
        if (!url.isEmpty())
            source += QStringLiteral("<br><a class=\"url\" href=\"") + HtmlContext::escape(url) + QStringLiteral("\">")
                      + HtmlContext::escape(url) + QStringLiteral("</a>");
        html += rowStart(context, fact.id) + cell(HtmlContext::escape(report_text::tag(fact)))
                + cell(HtmlContext::escape(fact.companyId))
                + cell(HtmlContext::escape(report_text::span(fact, context.wording())))
                + cell(HtmlContext::escape(context.wording().exact(fact.value(), fact.unit))) + cell(source)
                + QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

QString passages(const HtmlContext &context)
{
    const auto &all = context.report().evidence.passages();
    if (all.isEmpty())
        return {};
    auto html =
        HtmlContext::heading(3, context.say(QStringLiteral("Passages"))) + context.table(QStringLiteral("text"), {})
        + HtmlContext::headRow(
            context.say(QStringList{QStringLiteral("No."), QStringLiteral("Document"), QStringLiteral("Section"),
                                    QStringLiteral("Page"), QStringLiteral("Date"), QStringLiteral("Text")}));
    const QString none(QChar(0x2013));
    for (const auto &passage : all)
        html += rowStart(context, passage.id) + cell(HtmlContext::escape(passage.document))
                + cell(passage.section.isEmpty() ? none : HtmlContext::escape(passage.section))
                + cell(passage.page > 0 ? QString::number(passage.page) : none)
                + cell(passage.date ? context.wording().date(*passage.date) : none)
                + cell(HtmlContext::escape(passage.text)) + QStringLiteral("</tr>\n");
    return html + HtmlContext::tableEnd();
}

QString playbook(const HtmlContext &context)
{
    const auto &all = context.report().evidence.playbook();
    if (all.isEmpty())
        return {};
    auto html =
        HtmlContext::heading(3, context.say(QStringLiteral("Playbook"))) + context.table(QStringLiteral("text"), {})
        + HtmlContext::headRow(context.say(QStringList{QStringLiteral("No."), QStringLiteral("Industry"),
                                                       QStringLiteral("Statement"), QStringLiteral("Reasoning")}));
    for (const auto &entry : all)
        html += rowStart(context, entry.id) + cell(HtmlContext::escape(context.wording().label(entry.industry)))
                + cell(HtmlContext::escape(entry.text)) + cell(HtmlContext::escape(entry.reasoning))
                + QStringLiteral("</tr>\n");
    return html + HtmlContext::tableEnd();
}

} // namespace

QString htmlEvidence(const HtmlContext &context)
{
    const auto parts = computations(context) + facts(context) + passages(context) + playbook(context);
    if (parts.isEmpty())
        return {};
    return QStringLiteral("<section class=\"evidence\">\n")
           + HtmlContext::heading(2, context.say(QStringLiteral("Evidence")), QStringLiteral("evidence")) + parts
           + QStringLiteral("</section>\n");
}

} // namespace consultantos
