// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/answer_html.h"

#include "documents/document_place.h"
#include "documents/passage_list_model.h"
#include "model/fact_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/unit_words.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

QString row(const QString &name, const QString &html)
{
    return html.isEmpty() ? QString()
                          : QStringLiteral("<tr><td class=\"muted\" style=\"padding:3px 16px 3px 0;\">%1</td>"
                                           "<td style=\"padding:3px 0;\">%2</td></tr>")
                                .arg(name.toHtmlEscaped(), html);
}

/// Where a fact was read: its document's page and cell, or its filing.
QString sourceOf(const Fact &fact)
{
    const auto &place = fact.latest.place;
    if (!place.isEmpty()) {
        const auto head = passageHead(place.name.isEmpty() ? fact.source : place.name, place.page, {});
        return place.cell.isEmpty() ? head
                                    : QCoreApplication::translate("AnswerHtml", "%1 · cell %2").arg(head, place.cell);
    }
    if (fact.latest.accession.isEmpty())
        return fact.source;
    return QStringLiteral("%1, %2 %3").arg(fact.source, fact.latest.form, fact.latest.accession);
}

QString periodOf(const Fact &fact)
{
    return shownDates(fact.start, fact.end);
}

QString linkedPlace(const QString &id, const DocumentPlace &place, const QString &source)
{
    return place.isEmpty() ? QStringLiteral("<span class=\"muted\">%1</span>").arg(source.toHtmlEscaped())
                           : QStringLiteral("<a href=\"%1\">%2</a>")
                                 .arg(evidenceLink(QStringLiteral("place"), id), source.toHtmlEscaped());
}

QString factToHtml(const Fact &fact)
{
    return QStringLiteral("<p><b>%1</b> %2<br><span class=\"muted\">%3</span><br>%4</p>")
        .arg(shownValue(fact.value(), fact.unit).toHtmlEscaped(), shownName(tagWords(fact.tag)).toHtmlEscaped(),
             periodOf(fact).toHtmlEscaped(), linkedPlace(fact.id, placeOf(fact), sourceOf(fact)));
}

QString passageToHtml(const Passage &passage, const ThemeColors &colors)
{
    return QStringLiteral("<table cellpadding=\"8\" width=\"100%\"><tr><td bgcolor=\"%1\">“%2”<br>%3</td></tr></table>")
        .arg(colors.card.name(), passage.text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")),
             linkedPlace(passage.id, placeOf(passage), passageHead(passage.document, passage.page, {})));
}

QString figureRows(const Answer &answer)
{
    auto html = row(QCoreApplication::translate("AnswerHtml", "Period"), shownPeriod(answer.period).toHtmlEscaped());
    if (answer.value)
        html += row(QCoreApplication::translate("AnswerHtml", "Exact value"),
                    exactInWords(*answer.value, answer.unit).toHtmlEscaped());
    if (!answer.formula.isEmpty())
        html += row(QCoreApplication::translate("AnswerHtml", "Formula"),
                    QStringLiteral("<code>%1</code>").arg(answer.formula.toHtmlEscaped()));
    return html.isEmpty() ? html : QStringLiteral("<table>%1</table>").arg(html);
}

QString sourcesToHtml(const Answer &answer, const ThemeColors &colors)
{
    QString html;
    const auto ids = answer.evidence.idsReachableFrom(answer.refs);
    for (const auto &id : ids) {
        if (const auto *passage = answer.evidence.passage(id))
            html += passageToHtml(*passage, colors);
        else if (const auto *fact = answer.evidence.fact(id))
            html += factToHtml(*fact);
    }
    return html.isEmpty() ? html
                          : QStringLiteral("<h3>%1</h3>%2")
                                .arg(QCoreApplication::translate("AnswerHtml", "Sources").toHtmlEscaped(), html);
}

QString refusalToHtml(const Answer &answer)
{
    auto html = QStringLiteral("<h2>%1</h2><p>%2</p>")
                    .arg(QCoreApplication::translate("AnswerHtml", "This can't be answered").toHtmlEscaped(),
                         answer.explanation.toHtmlEscaped());
    if (!answer.wouldHelp.isEmpty())
        html += QStringLiteral("<p><b>%1</b> %2</p>")
                    .arg(QCoreApplication::translate("AnswerHtml", "What would help:").toHtmlEscaped(),
                         answer.wouldHelp.toHtmlEscaped());
    return html;
}

} // namespace

QString answerToHtml(const Answer &answer, const QPalette &palette)
{
    auto html = QStringLiteral("<p class=\"muted\">%1</p>").arg(answer.question.toHtmlEscaped());
    switch (answer.kind) {
    case AnswerKind::NotAnswerable:
        html += refusalToHtml(answer);
        break;
    case AnswerKind::Figure:
        html += QStringLiteral("<p style=\"font-size:xx-large; font-weight:600;\">%1</p>%2")
                    .arg(shownFigures(answer.answer).toHtmlEscaped(), figureRows(answer));
        break;
    case AnswerKind::Text:
        break; // its quotations stand among the sources, each with its place
    }
    if (answer.kind != AnswerKind::NotAnswerable && !answer.explanation.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(answer.explanation.toHtmlEscaped());
    return html + sourcesToHtml(answer, ThemeColors::of(palette));
}

QString answerToText(const Answer &answer)
{
    QStringList lines{answer.question, QString()};
    if (answer.kind == AnswerKind::NotAnswerable)
        return (lines + QStringList{answer.explanation, answer.wouldHelp}).join(QLatin1Char('\n')).trimmed();
    if (answer.kind == AnswerKind::Figure)
        lines.append(answer.period.isEmpty()
                         ? shownFigures(answer.answer)
                         : QStringLiteral("%1 (%2)").arg(shownFigures(answer.answer), shownPeriod(answer.period)));
    if (!answer.formula.isEmpty())
        lines.append(QCoreApplication::translate("AnswerHtml", "Formula") + QStringLiteral(": ") + answer.formula);
    const auto ids = answer.evidence.idsReachableFrom(answer.refs);
    for (const auto &id : ids) {
        if (const auto *fact = answer.evidence.fact(id))
            lines.append(QStringLiteral("%1 = %2 (%3): %4")
                             .arg(shownName(tagWords(fact->tag)), shownValue(fact->value(), fact->unit),
                                  periodOf(*fact), sourceOf(*fact)));
        else if (const auto *passage = answer.evidence.passage(id))
            lines.append(
                QStringLiteral("“%1” (%2)").arg(passage->text, passageHead(passage->document, passage->page, {})));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace consultantos
