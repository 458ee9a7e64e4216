// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/prompt_tokens.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// The value of digits with marks between them. A mark that stands once with other than three digits behind it, or last
/// behind another kind of mark, begins the decimals; else it parts thousands.
double valueOf(QString digits)
{
    const auto lastPoint = digits.lastIndexOf(QLatin1Char('.'));
    const auto lastComma = digits.lastIndexOf(QLatin1Char(','));
    const auto last = std::max(lastPoint, lastComma);
    if (last < 0)
        return digits.toDouble();
    const auto mark = digits[last];
    const bool hasBoth = lastPoint >= 0 && lastComma >= 0;
    constexpr qsizetype Group = 3;
    const bool isOnce = digits.count(mark) == 1;
    const bool isGroup = digits.size() - last - 1 == Group && last <= Group && digits[0] != QLatin1Char('0');
    const bool isDecimal = isOnce && (hasBoth || !isGroup || mark == QLatin1Char('.'));
    QString plain;
    for (qsizetype place = 0; place < digits.size(); ++place) {
        if (digits[place].isDigit())
            plain += digits[place];
        else if (place == last && isDecimal)
            plain += QLatin1Char('.');
    }
    return plain.toDouble();
}

const QRegularExpression &pieces()
{
    static const QRegularExpression expression(
        QStringLiteral("(?<minus>(?<![\\p{L}\\p{N}])[-\\x{2212}](?=[$]?\\d))|(?<number>\\d+(?:[.,]\\d+)*)"
                       "|(?<word>\\p{L}[\\p{L}\\p{M}]*(?:['\\x{2019}][\\p{L}]+)*)"
                       "|(?<sign>[%\\x{2030}\\x{20AC}\\x{00A3}\\x{00A5}\\x{20B9}$+#<>=&/\\x{2264}\\x{2265}])"
                       "|(?<end>[.!?:;\\n]+)"));
    return expression;
}

bool isAllCapitals(const QString &word)
{
    return word.size() > 1
           && std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.isUpper() || c.isDigit(); });
}

/// "don't" → {"do", "not"}, "Tesla's" → {"tesla"}.
QStringList partsOf(const QString &folded, const SemanticWords &words)
{
    const auto written = words.writtenOut(folded);
    if (!written.isEmpty())
        return written.split(QLatin1Char(' '));
    if (folded.endsWith(QLatin1String("n't")))
        return {folded.chopped(3), QStringLiteral("not")};
    for (const auto *ending : {"'s", "'re", "'ve", "'ll", "'d", "'m", "'"}) {
        if (folded.endsWith(QLatin1String(ending)))
            return {folded.chopped(QLatin1String(ending).size())};
    }
    return {QString(folded).remove(QLatin1Char('\''))};
}

} // namespace

QString foldedPromptWord(const QString &text)
{
    QString folded;
    for (const auto c : text.normalized(QString::NormalizationForm_KD).toLower()) {
        if (c == QChar(0x00DF))
            folded += QStringLiteral("ss");
        else if (c == QChar(0x2019))
            folded += QLatin1Char('\'');
        else if (c.category() != QChar::Mark_NonSpacing)
            folded += c;
    }
    return folded;
}

QList<PromptToken> promptTokens(const QString &text, const SemanticWords &words)
{
    QList<PromptToken> tokens;
    bool isFirst = true;
    bool isNegative = false;
    qsizetype lastEnd = -1;
    auto matches = pieces().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto piece = match.captured();
        PromptToken token;
        token.isFirst = isFirst;
        token.isJoined = match.capturedStart() == lastEnd;
        lastEnd = match.capturedEnd();
        if (match.capturedLength(QStringLiteral("end")) > 0) {
            isFirst = true;
            continue;
        }
        if (match.capturedLength(QStringLiteral("minus")) > 0) {
            isNegative = true;
            continue;
        }
        if (match.capturedLength(QStringLiteral("number")) > 0) {
            token.number = isNegative ? -valueOf(piece) : valueOf(piece);
            token.word = piece;
            isNegative = false;
            tokens.append(token);
        } else if (match.capturedLength(QStringLiteral("word")) > 0) {
            token.isCapitalised = piece.front().isUpper();
            token.isAllCapitals = isAllCapitals(piece);
            for (const auto &part : partsOf(foldedPromptWord(piece), words)) {
                token.word = part;
                if (!part.isEmpty())
                    tokens.append(token);
                token.isCapitalised = false;
                token.isAllCapitals = false;
            }
        } else {
            token.word = piece;
            tokens.append(token);
        }
        isFirst = false;
    }
    return tokens;
}

} // namespace consultantos
