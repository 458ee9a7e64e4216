// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/cited_prose.h"

#include "analysis/text/sentences.h"

#include <QRegularExpression>

#include <ranges>

namespace consultantos {

namespace {

struct Citation {
    qsizetype at = 0; ///< in the text without citations
    QList<int> numbers;
};

QString withoutMarkdown(QString text)
{
    static const QRegularExpression LineStart(QStringLiteral("^[ \\t]*(?:#{1,6}[ \\t]+|[-*•][ \\t]+|>[ \\t]+)"),
                                              QRegularExpression::MultilineOption);
    static const QRegularExpression Emphasis(QStringLiteral("\\*\\*|__|`"));
    text.remove(LineStart);
    text.remove(Emphasis);
    return text.trimmed();
}

} // namespace

CitedProse citedProse(const QString &reply, int sources)
{
    static const QRegularExpression Mark(
        QStringLiteral("[ \\t]*\\[\\s*([Ee]?\\d{1,3}(?:\\s*[,;]\\s*[Ee]?\\d{1,3})*)\\s*\\]"));
    static const QRegularExpression Digits(QStringLiteral("\\d+"));
    const auto marked = withoutMarkdown(reply);
    CitedProse prose;
    QList<Citation> citations;
    qsizetype at = 0;
    for (auto marks = Mark.globalMatch(marked); marks.hasNext();) {
        const auto mark = marks.next();
        prose.text += marked.mid(at, mark.capturedStart() - at);
        at = mark.capturedEnd();
        Citation citation{prose.text.size(), {}};
        for (auto numbers = Digits.globalMatch(mark.captured(1)); numbers.hasNext();) {
            const auto number = numbers.next().captured().toInt();
            if (number >= 1 && number <= sources)
                citation.numbers.append(number);
        }
        citations.append(citation);
    }
    prose.text += marked.mid(at);
    qsizetype from = 0;
    for (const auto &sentence : sentencesOf(prose.text)) {
        const auto start = prose.text.indexOf(sentence, from);
        if (start < 0)
            continue;
        from = start + sentence.size();
        prose.sentences.append({start, sentence.size(), Grade::Model, {}});
    }
    for (const auto &citation : std::as_const(citations)) {
        for (auto &sentence : prose.sentences | std::views::reverse) {
            if (sentence.start >= citation.at)
                continue;
            for (const auto number : citation.numbers) {
                if (!sentence.sources.contains(number))
                    sentence.sources.append(number);
            }
            break;
        }
    }
    return prose;
}

CitedProse keptSentences(const CitedProse &prose, const std::function<bool(const ChatSentence &)> &isKept)
{
    CitedProse kept;
    qsizetype end = 0;
    for (auto sentence : prose.sentences) {
        const auto between = prose.text.mid(end, sentence.start - end);
        end = sentence.start + sentence.length;
        if (!isKept(sentence))
            continue;
        if (!kept.sentences.isEmpty())
            kept.text += between;
        const auto words = prose.text.mid(sentence.start, sentence.length);
        sentence.start = kept.text.size();
        kept.text += words;
        kept.sentences.append(sentence);
    }
    if (kept.sentences.size() == prose.sentences.size())
        return prose;
    return kept;
}

QString wholeSentences(const QString &reply)
{
    // A citation may follow the full stop.
    static const QRegularExpression End(QStringLiteral("[.!?][\"'”)]*(?:\\s*\\[[^\\]\\n]*\\])*(?=\\s|$)"));
    qsizetype end = 0;
    for (auto ends = End.globalMatch(reply); ends.hasNext();)
        end = ends.next().capturedEnd();
    return reply.left(end).trimmed();
}

} // namespace consultantos
