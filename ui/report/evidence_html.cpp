// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_html.h"

#include "model/fact_words.h"
#include "report/operand_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/unit_words.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

QString row(const QString &name, const QString &html)
{
    return html.isEmpty() ? QString()
                          : QStringLiteral("<tr><td class=\"muted\">%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                                .arg(name.toHtmlEscaped(), html);
}

/// shownValue() rounds for reading; here the exact value stands beside it.
QString exact(double value, const QString &unit)
{
    return QStringLiteral("<b>%1</b> (%2)")
        .arg(shownValue(value, unit).toHtmlEscaped(), exactInWords(value, unit).toHtmlEscaped());
}

QString factHtml(const Fact &fact)
{
    auto html = QStringLiteral("<table>");
    html += row(QCoreApplication::translate("EvidenceHtml", "Value"), exact(fact.value(), fact.unit));
    html += row(QCoreApplication::translate("EvidenceHtml", "Concept"),
                QStringLiteral("%1:%2").arg(fact.taxonomy, fact.tag).toHtmlEscaped());
    html += row(
        QCoreApplication::translate("EvidenceHtml", "Period"),
        fact.start
            ? QCoreApplication::translate("EvidenceHtml", "%1 to %2").arg(shownDate(*fact.start), shownDate(fact.end))
            : QCoreApplication::translate("EvidenceHtml", "at %1").arg(shownDate(fact.end)));
    const auto &place = fact.latest.place;
    if (!place.isEmpty())
        html += row(QCoreApplication::translate("EvidenceHtml", "Document"), fact.source.toHtmlEscaped());
    html += row(QCoreApplication::translate("EvidenceHtml", "Page"),
                place.page > 0 ? QString::number(place.page) : QString());
    html += row(QCoreApplication::translate("EvidenceHtml", "Cell"), place.cell.toHtmlEscaped());
    html += row(QCoreApplication::translate("EvidenceHtml", "Of"),
                QString(fact.dimensions).replace(u';', u' ').toHtmlEscaped());
    html += row(QCoreApplication::translate("EvidenceHtml", "Form"), fact.latest.form.toHtmlEscaped());
    html += row(QCoreApplication::translate("EvidenceHtml", "Filed"), shownDate(fact.latest.filed));
    html += row(QCoreApplication::translate("EvidenceHtml", "Accession number"), fact.latest.accession.toHtmlEscaped());
    if (place.isEmpty())
        html += row(QCoreApplication::translate("EvidenceHtml", "Source"), fact.source.toHtmlEscaped());
    html += QStringLiteral("</table>");
    if (!fact.earlier.isEmpty()) {
        html += QStringLiteral("<p><b>%1</b></p><table>")
                    .arg(QCoreApplication::translate("EvidenceHtml", "Restated. Earlier values:").toHtmlEscaped());
        for (const auto &earlier : fact.earlier)
            html += row(shownDate(earlier.filed),
                        QStringLiteral("%1 (%2 %3)")
                            .arg(shownValue(earlier.value, fact.unit), earlier.form, earlier.accession)
                            .toHtmlEscaped());
        html += QStringLiteral("</table>");
    }
    return html;
}

QString computationHtml(const Computation &computation, const EvidenceBook &book)
{
    auto html = QStringLiteral("<table>");
    html += row(QCoreApplication::translate("EvidenceHtml", "Value"), exact(computation.value, computation.unit));
    html += row(QCoreApplication::translate("EvidenceHtml", "Period"), shownPeriod(computation.period).toHtmlEscaped());
    html += row(QCoreApplication::translate("EvidenceHtml", "Formula"),
                QStringLiteral("<code>%1</code>").arg(computation.formula.toHtmlEscaped()));
    if (const auto words = formulaWords(computation); words != computation.formula)
        html += row(QCoreApplication::translate("EvidenceHtml", "In words"), words.toHtmlEscaped());
    html +=
        row(QCoreApplication::translate("EvidenceHtml", "Method"), operandWords(computation.method).toHtmlEscaped());
    for (const auto &binding : computation.bindings) {
        QStringList inputs;
        for (const auto &ref : binding.refs) {
            const auto *fact = book.fact(ref);
            const auto *inner = book.computation(ref);
            inputs.append(fact    ? figureToHtml({fact->value(), fact->unit, {}, ref})
                          : inner ? figureToHtml({inner->value, inner->unit, {}, ref})
                                  : ref.toHtmlEscaped());
        }
        html += row(shownName(operandWords(binding.name)), inputs.join(QStringLiteral("; ")));
    }
    return html + QStringLiteral("</table>");
}

} // namespace

QString evidenceTitle(const EvidenceBook &book, const QString &ref)
{
    if (const auto *fact = book.fact(ref))
        return shownName(factWords(*fact));
    if (const auto *computation = book.computation(ref))
        return shownName(computation->title);
    if (const auto *passage = book.passage(ref))
        return passage->document;
    if (book.playbookEntry(ref))
        return QCoreApplication::translate("EvidenceHtml", "Playbook statement");
    return ref;
}

QString evidenceToHtml(const EvidenceBook &book, const QString &ref)
{
    if (const auto *fact = book.fact(ref))
        return factHtml(*fact);
    if (const auto *computation = book.computation(ref))
        return computationHtml(*computation, book);
    if (const auto *passage = book.passage(ref))
        return QStringLiteral("<table>")
               + row(QCoreApplication::translate("EvidenceHtml", "Document"), passage->document.toHtmlEscaped())
               + row(QCoreApplication::translate("EvidenceHtml", "Section"), passage->section.toHtmlEscaped())
               + row(QCoreApplication::translate("EvidenceHtml", "Date"),
                     passage->date ? shownDate(*passage->date) : QString())
               + row(QCoreApplication::translate("EvidenceHtml", "Page"),
                     passage->page > 0 ? QString::number(passage->page) : QString())
               + row(QCoreApplication::translate("EvidenceHtml", "Passage"), passage->text.toHtmlEscaped())
               + QStringLiteral("</table>");
    if (const auto *entry = book.playbookEntry(ref))
        return QStringLiteral("<table>")
               + row(QCoreApplication::translate("EvidenceHtml", "Statement"), entry->text.toHtmlEscaped())
               + row(QCoreApplication::translate("EvidenceHtml", "Reasoning"), entry->reasoning.toHtmlEscaped())
               + row(QCoreApplication::translate("EvidenceHtml", "Playbook"), entry->id.toHtmlEscaped())
               + QStringLiteral("</table>");
    return QStringLiteral("<p>%1</p>")
        .arg(QCoreApplication::translate("EvidenceHtml", "This report doesn't hold the evidence \"%1\".")
                 .arg(ref)
                 .toHtmlEscaped());
}

} // namespace consultantos
