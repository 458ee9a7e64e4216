// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/english_number_words.h"

#include <QHash>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace consultantos {

namespace {

constexpr qint64 Hundred = 100;
constexpr qint64 Thousand = 1000;

const QHash<QString, qint64> &smallNumbers()
{
    static const QHash<QString, qint64> words = [] {
        QHash<QString, qint64> built{{QStringLiteral("a"), 1}, {QStringLiteral("an"), 1}};
        qint64 number = 0;
        for (const auto *word : {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                 "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                 "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"})
            built.insert(QString::fromLatin1(word), number++);
        for (const auto *word : {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}) {
            built.insert(QString::fromLatin1(word), number);
            number += 10;
        }
        return built;
    }();
    return words;
}

/// 0 if the word is none.
qint64 magnitude(const QString &word)
{
    static const QHash<QString, qint64> words{{QStringLiteral("thousand"), Thousand},
                                              {QStringLiteral("million"), Thousand * Thousand},
                                              {QStringLiteral("billion"), Thousand * Thousand * Thousand},
                                              {QStringLiteral("trillion"), Thousand * Thousand * Thousand * Thousand}};
    return words.value(word, 0);
}

} // namespace

std::optional<qint64> numberOfEnglishWords(QStringView text)
{
    static const QRegularExpression between(QStringLiteral("[\\s\\-\u2010-\u2015,]+"));
    const auto words = text.toString().toLower().split(between, Qt::SkipEmptyParts);
    if (words.isEmpty())
        return std::nullopt;
    if (words.size() == 1 && (words[0] == QLatin1String("no") || words[0] == QLatin1String("none")))
        return 0;
    qint64 total = 0;
    qint64 group = 0; // what the next magnitude multiplies
    qint64 lastMagnitude = Thousand * Thousand * Thousand * Thousand * Thousand;
    bool hasNumber = false;
    for (const auto &word : words) {
        if (word == QLatin1String("and"))
            continue;
        if (const auto small = smallNumbers().constFind(word); small != smallNumbers().constEnd()) {
            group += *small;
        } else if (word == QLatin1String("hundred")) {
            group = group == 0 ? Hundred : group * Hundred;
        } else if (const auto size = magnitude(word); size > 0 && size < lastMagnitude) {
            total += (group == 0 ? 1 : group) * size;
            group = 0;
            lastMagnitude = size;
        } else {
            return std::nullopt;
        }
        hasNumber = true;
        if (group >= Thousand * Hundred) // "hundred hundred": no number that anybody writes
            return std::nullopt;
    }
    return hasNumber ? std::optional(total + group) : std::nullopt;
}

} // namespace consultantos
