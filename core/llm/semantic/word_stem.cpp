// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/word_stem.h"

#include <QStringList>

#include <algorithm>

namespace consultantos {

namespace {

bool hasVowel(QStringView text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return QStringLiteral("aeiouy").contains(c); });
}

QString withoutPlural(QString word)
{
    if (word.endsWith(QLatin1String("ies")))
        return word.chopped(3) + QLatin1Char('y');
    for (const auto *ending : {"sses", "ches", "shes", "xes"}) {
        if (word.endsWith(QLatin1String(ending)))
            return word.chopped(2);
    }
    const bool isSingular =
        word.endsWith(QLatin1String("ss")) || word.endsWith(QLatin1String("us")) || word.endsWith(QLatin1String("is"));
    if (word.endsWith(QLatin1Char('s')) && !isSingular)
        word.chop(1);
    return word;
}

QString withoutTense(QString word)
{
    constexpr qsizetype LeastStem = 3;
    for (const auto *ending : {"ing", "ed"}) {
        const QLatin1String text(ending);
        if (!word.endsWith(text))
            continue;
        const auto rest = word.chopped(text.size());
        if (rest.size() < LeastStem || !hasVowel(rest))
            return word;
        const auto last = rest.back();
        const bool isDoubled = rest.size() > LeastStem && last == rest[rest.size() - 2];
        return isDoubled && !QStringLiteral("lsz").contains(last) ? rest.chopped(1) : rest;
    }
    return word;
}

QString germanStem(const QString &word)
{
    constexpr qsizetype LeastStem = 4;
    for (const auto *ending : {"ern", "em", "en", "er", "es", "e", "n", "s"}) {
        const QLatin1String text(ending);
        if (word.endsWith(text) && word.size() - text.size() >= LeastStem)
            return word.chopped(text.size());
    }
    return word;
}

} // namespace

QString wordStem(const QString &word, bool isGerman)
{
    constexpr qsizetype Short = 3;
    if (word.size() <= Short || word.contains(QLatin1Char('_')))
        return word;
    if (isGerman)
        return germanStem(word);
    auto stem = withoutTense(withoutPlural(word));
    if (stem.endsWith(QLatin1String("ly")) && stem.size() > 5)
        stem.chop(2);
    if (stem.endsWith(QLatin1Char('e')) && stem.size() > Short)
        stem.chop(1);
    if (stem.endsWith(QLatin1Char('y')) && stem.size() > Short)
        stem.back() = QLatin1Char('i');
    return stem;
}

} // namespace consultantos
