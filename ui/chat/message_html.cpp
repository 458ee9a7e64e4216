// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message_html.h"

#include "base/duration_text.h"
#include "documents/document_place.h"
#include "model/fact_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

constexpr qsizetype LongestExcerpt = 600;

QString withBreaks(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

/// A number stays on one line with its unit.
QString withoutBreaks(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char(' '), QLatin1String("&nbsp;"));
}

QString struckToHtml(const StruckNumber &struck, const ThemeColors &colors)
{
    auto html = QStringLiteral("<s style=\"color:%1;\">%2</s>").arg(colors.negative.name(), withoutBreaks(struck.text));
    const auto said = struck.expected.isEmpty()
                          ? QCoreApplication::translate("MessageHtml", "not in the evidence")
                          : QCoreApplication::translate("MessageHtml", "the facts give %1").arg(struck.expected);
    return html
           + QStringLiteral(" <span style=\"color:%1; font-size:small;\">(%2)</span>")
                 .arg(colors.negative.name(), said.toHtmlEscaped());
}

/// The part of the text with its struck numbers.
QString stretchToHtml(const ChatMessage &message, qsizetype start, qsizetype end, const ThemeColors &colors)
{
    QString html;
    qsizetype at = start;
    for (const auto &struck : message.struck) {
        if (struck.start < at || struck.start >= end)
            continue;
        html += withBreaks(message.text.mid(at, struck.start - at)) + struckToHtml(struck, colors);
        at = struck.start + StruckMark.size();
    }
    return html + withBreaks(message.text.mid(at, end - at));
}

QString placeOrText(const QString &id, const DocumentPlace &place, const QString &text)
{
    return place.isEmpty() ? text.toHtmlEscaped()
                           : QStringLiteral("<a href=\"%1\">%2</a>")
                                 .arg(evidenceLink(QStringLiteral("place"), id), text.toHtmlEscaped());
}

bool isFigure(const ChatSource &source)
{
    return source.kind == QLatin1String("computation") || source.kind == QLatin1String("fact");
}

/// Quotations and names of documents stay as they are.
QString labelOf(const ChatSource &source)
{
    return isFigure(source) ? shownName(source.label) : source.label;
}

QString textOf(const ChatSource &source)
{
    return isFigure(source) ? shownFigures(source.text) : source.text;
}

QString factLine(const Fact &fact)
{
    const auto &report = fact.latest;
    QString from = fact.source;
    if (!report.place.isEmpty())
        from = report.place.name.isEmpty() ? fact.source : report.place.name;
    else if (!report.accession.isEmpty())
        from = QStringLiteral("%1, %2 %3").arg(fact.source, report.form, report.accession);
    return QStringLiteral("<b>%1</b> %2, %3<br>%4")
        .arg(shownValue(fact.value(), fact.unit).toHtmlEscaped(), shownName(tagWords(fact.tag)).toHtmlEscaped(),
             shownDates(fact.start, fact.end), placeOrText(fact.id, placeOf(fact), from));
}

QString marksToHtml(const ChatSentence &sentence, const QPalette &palette)
{
    QString html;
    for (const auto number : sentence.sources)
        html += QStringLiteral(" <a href=\"source:%1\" style=\"text-decoration:none; color:%2;\">[%1]</a>")
                    .arg(QString::number(number), ThemeColors::of(palette).accent.name());
    const auto first = sentence.sources.isEmpty() ? 0 : sentence.sources.first();
    return html + gradeMarkToHtml(sentence.grade, QStringLiteral("source:%1").arg(first), palette);
}

} // namespace

QString messageToHtml(const ChatMessage &message, const QPalette &palette)
{
    const auto colors = ThemeColors::of(palette);
    QString html;
    qsizetype at = 0;
    for (const auto &sentence : message.sentences) {
        const auto end = sentence.start + sentence.length;
        html += stretchToHtml(message, at, end, colors) + marksToHtml(sentence, palette);
        at = end;
    }
    return html + stretchToHtml(message, at, message.text.size(), colors);
}

QString figureToHtml(const ChatMessage &message, const QPalette &palette)
{
    auto html = message.answer ? withBreaks(message.answer->explanation) : QString();
    for (const auto &sentence : message.sentences)
        html += marksToHtml(sentence, palette);
    return html;
}

QString sourceToHtml(const ChatMessage &message, const ChatSource &source, const QPalette &palette)
{
    const auto colors = ThemeColors::of(palette);
    const auto &book = message.evidence;
    auto html = QStringLiteral("<p><span style=\"color:%1;\">[%2] %3</span></p>")
                    .arg(colors.muted.name(), QString::number(source.number), labelOf(source).toHtmlEscaped());
    if (const auto *computation = book.computation(source.ref)) {
        html += QStringLiteral("<p><b>%1</b> = <code>%2</code></p>")
                    .arg(shownValue(computation->value, computation->unit).toHtmlEscaped(),
                         computation->formula.toHtmlEscaped());
        for (const auto &id : book.idsReachableFrom({source.ref})) {
            if (const auto *fact = book.fact(id))
                html += QStringLiteral("<p>%1</p>").arg(factLine(*fact));
        }
        return html;
    }
    if (const auto *fact = book.fact(source.ref))
        return html + QStringLiteral("<p>%1</p>").arg(factLine(*fact));
    return html + QStringLiteral("<p>“%1”</p>").arg(withBreaks(source.text.left(LongestExcerpt)));
}

QString reuseText(const ChatReuse &reuse)
{
    const auto ago = durationText(reuse.ageS);
    return reuse.earlierQuestion.isEmpty()
               ? QCoreApplication::translate("MessageHtml", "From an earlier answer to this question, %1 ago").arg(ago)
               : QCoreApplication::translate("MessageHtml", "From an earlier question, %1 ago: %2")
                     .arg(ago, reuse.earlierQuestion);
}

QString chipText(const ChatSource &source)
{
    return isFigure(source) ? QStringLiteral("%1  %2 · %3")
                                  .arg(QString::number(source.number), labelOf(source), shownFigures(source.text))
                            : QStringLiteral("%1  %2").arg(QString::number(source.number), source.label);
}

QString messageToText(const ChatMessage &message)
{
    QStringList lines{citedText(message)};
    for (const auto &source : message.sources)
        lines.append(
            QStringLiteral("[%1] %2: %3").arg(QString::number(source.number), labelOf(source), textOf(source)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace consultantos
