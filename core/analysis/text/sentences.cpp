// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/text/sentences.h"

#include <QSet>

#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype ShortestQuotation = 40;
constexpr qsizetype LongestQuotation = 450;
constexpr double Leaning = 0.5; ///< of the focus that is left to a sentence that leans on another

/// Whether the full stop at `at` belongs to an abbreviation or an initial rather than to the end of a sentence.
bool isAbbreviation(const QString &text, qsizetype at)
{
    static const QSet<QString> Abbreviations{
        QStringLiteral("Inc"), QStringLiteral("Corp"), QStringLiteral("Co"),   QStringLiteral("Ltd"),
        QStringLiteral("No"),  QStringLiteral("Nos"),  QStringLiteral("Mr"),   QStringLiteral("Ms"),
        QStringLiteral("Mrs"), QStringLiteral("Dr"),   QStringLiteral("St"),   QStringLiteral("vs"),
        QStringLiteral("e.g"), QStringLiteral("i.e"),  QStringLiteral("etc"),  QStringLiteral("approx"),
        QStringLiteral("Sec"), QStringLiteral("Jr"),   QStringLiteral("U.S.C")};
    qsizetype start = at;
    while (start > 0 && (text[start - 1].isLetter() || text[start - 1] == QLatin1Char('.')))
        --start;
    const auto word = text.mid(start, at - start);
    const bool isInitials = !word.isEmpty() && word.back().isUpper() && (word.size() == 1 || word.contains(u'.'));
    return isInitials || Abbreviations.contains(word);
}

bool isMostlyCapitals(const QString &text)
{
    qsizetype letters = 0;
    qsizetype capitals = 0;
    for (const QChar c : text) {
        letters += c.isLetter() ? 1 : 0;
        capitals += c.isUpper() ? 1 : 0;
    }
    return capitals * 3 > letters;
}

bool isClosed(const QString &sentence)
{
    static const QString Closing = QStringLiteral(".!?");
    auto end = sentence.size();
    while (end > 0 && QStringLiteral("\"'\u201D\u2019)").contains(sentence[end - 1]))
        --end;
    return end > 0 && Closing.contains(sentence[end - 1]);
}

} // namespace

QStringList sentencesOf(const QString &text)
{
    static const QRegularExpression Boundary(
        QStringLiteral("[.!?][\"'\u201D\u2019)]*(\\s+)(?=[\"'\u201C\u2018(]*[\\p{Lu}\\d])|(\\s*\\n+\\s*)"));
    QStringList sentences;
    qsizetype start = 0;
    const auto add = [&](qsizetype end) {
        if (const auto sentence = text.mid(start, end - start).trimmed(); !sentence.isEmpty())
            sentences.append(sentence);
    };
    for (auto found = Boundary.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const int gap = match.hasCaptured(1) && match.capturedLength(1) > 0 ? 1 : 2;
        const auto at = match.capturedStart();
        if (gap == 1 && text[at] == QLatin1Char('.') && isAbbreviation(text, at))
            continue;
        add(match.capturedStart(gap));
        start = match.capturedEnd(gap);
    }
    add(text.size());
    return sentences;
}

bool leansOnAnother(const QString &sentence)
{
    static const QRegularExpression Opening(QStringLiteral(
        "^(?:(?:Also|As a result|As such|Accordingly|Additionally|Any of the (?:above|foregoing)|"
        "Consequently|Finally|For example|For instance|Further(?:more)?|However|If (?:this|these|any of)|In "
        "(?:addition|particular|such)|Likewise|Moreover|Similarly|Such|Therefore|These|This|Those|Thus|"
        "Ultimately|Under (?:this|these)|We (?:also|further))\\b)"));
    return Opening.match(sentence).hasMatch();
}

double focusOf(const QString &sentence, const QString &words)
{
    constexpr qsizetype StemLength = 5;
    static const QRegularExpression NoWord(QStringLiteral("[^\\w]+"), QRegularExpression::UseUnicodePropertiesOption);
    const auto own = sentence.toLower().split(NoWord, Qt::SkipEmptyParts);
    if (own.isEmpty())
        return 0;
    QSet<QString> stems;
    for (const auto &word : own)
        stems.insert(word.left(StemLength));
    QSet<QString> wanted;
    for (const auto &word : words.toLower().split(NoWord, Qt::SkipEmptyParts)) {
        if (word.size() >= StemLength - 1)
            wanted.insert(word.left(StemLength));
    }
    const double focus =
        static_cast<double>(wanted.intersect(stems).size()) / std::sqrt(static_cast<double>(own.size()));
    return leansOnAnother(sentence) ? focus * Leaning : focus;
}

QString quotableSentence(const QString &text, const QRegularExpression &pattern, const QString &words)
{
    QString best;
    double bestFocus = -1;
    for (const auto &sentence : sentencesOf(text)) {
        const bool isFit = sentence.size() >= ShortestQuotation && sentence.size() <= LongestQuotation
                           && !sentence.front().isLower() && isClosed(sentence) && !isMostlyCapitals(sentence)
                           && pattern.match(sentence).hasMatch();
        // Without words the order alone decides, but for what leans on another sentence.
        const double focus = !isFit            ? -1
                             : words.isEmpty() ? (leansOnAnother(sentence) ? 0 : 1)
                                               : focusOf(sentence, words);
        if (focus > bestFocus) {
            best = sentence;
            bestFocus = focus;
        }
    }
    return best;
}

} // namespace consultantos
