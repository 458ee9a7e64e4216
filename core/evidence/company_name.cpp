// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_name.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace consultantos {

namespace {

constexpr const char *LegalForms[] = {"inc",     "incorporated", "corp", "corporation", "co",  "company", "ltd",
                                      "limited", "plc",          "llc",  "lp",          "llp", "ag",      "se",
                                      "sa",      "nv",           "bv",   "ab",          "asa", "oyj",     "spa",
                                      "gmbh",    "kg",           "kgaa", "sab",         "cv",  "sarl",    "pte"};

// Words that stand small inside a name.
constexpr const char *SmallWords[] = {"and", "of", "the", "for", "in", "on", "at", "de", "du", "von", "y"};

constexpr qsizetype LongestAcronym = 3;

template <std::size_t N>
bool isOneOf(const QString &word, const char *const (&words)[N])
{
    return std::any_of(std::begin(words), std::end(words), [&word](const char *w) { return word == QLatin1String(w); });
}

/// Takes the words of a legal form, and an "and" that led to them, off the end; the first word stays.
template <typename Folded>
void dropLegalForm(QStringList &words, Folded folded)
{
    const auto full = words;
    bool hasForm = false;
    while (words.size() > 1) {
        const auto last = folded(words.last());
        if (!isOneOf(last, LegalForms) && !(hasForm && (last == QLatin1String("and") || last.isEmpty())))
            break;
        hasForm = true;
        words.removeLast();
    }
}

QString capitalised(const QString &word, bool isFirst)
{
    const auto small = word.toLower();
    if (!isFirst && isOneOf(small, SmallWords))
        return small;
    const auto letters = std::count_if(word.begin(), word.end(), [](QChar c) { return c.isLetter(); });
    const bool hasVowel = small.contains(QRegularExpression(QStringLiteral("[aeiouy]")));
    const bool isMixed =
        letters != word.size() && !word.contains(u'-') && !word.contains(u'\'') && !word.contains(u'.');
    if (isMixed || (letters <= LongestAcronym && (isFirst || !hasVowel))) // AT&T, 3M, IBM, HCA
        return word;
    auto result = small;
    bool starts = true;
    for (auto &c : result) {
        if (starts && c.isLetter())
            c = c.toUpper();
        starts = c == u'-';
    }
    return result;
}

} // namespace

QStringList foldedWords(const QString &text)
{
    auto plain = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    plain.replace(QChar(0xdf), QLatin1String("ss")); // Qt folds letter by letter, and this one folds to two
    QString spaced;
    spaced.reserve(plain.size());
    for (const auto c : plain) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            spaced += c;
        else if (c == u'&')
            spaced += QLatin1String(" and ");
        else if (!c.isMark() && c != u'.' && c != u'\'' && c != QChar(0x2019))
            spaced += u' ';
    }
    auto words = spaced.split(u' ', Qt::SkipEmptyParts);
    if (words.size() > 1 && words.first() == QLatin1String("the"))
        words.removeFirst();
    return words;
}

QString foldedName(const QString &text)
{
    return foldedWords(text).join(QString());
}

QString nameWithoutLegalForm(const QString &text)
{
    auto words = foldedWords(text);
    dropLegalForm(words, [](const QString &word) { return word; });
    return words.join(QString());
}

QString everydayName(const QString &legalName)
{
    static const QRegularExpression mark(QStringLiteral("\\s*/[A-Z]{2,}/?\\s*$|\\s*\\\\[A-Z]{2,}\\\\?\\s*$"));
    auto text = legalName.simplified();
    text.remove(mark);
    auto words = text.split(u' ', Qt::SkipEmptyParts);
    dropLegalForm(words, [](const QString &word) { return foldedWords(word).join(QString()); });
    text = words.join(u' ');
    while (text.endsWith(u','))
        text.chop(1);
    if (text.isEmpty())
        return legalName.simplified();
    if (text != text.toUpper())
        return text;
    words = text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i)
        words[i] = capitalised(words[i], i == 0);
    return words.join(u' ');
}

QString companySlug(const QString &name)
{
    static const QRegularExpression notInSlug(QStringLiteral("[^a-z0-9]+"));
    auto slug = name.normalized(QString::NormalizationForm_KD).toLower();
    slug.replace(notInSlug, QStringLiteral("-"));
    while (slug.startsWith(QLatin1Char('-')))
        slug.remove(0, 1);
    while (slug.endsWith(QLatin1Char('-')))
        slug.chop(1);
    return QStringLiteral("x-") + (slug.isEmpty() ? QStringLiteral("company") : slug);
}

} // namespace consultantos
