// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/part_spelling.h"

#include "model/passage_search.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// Passages that are looked at; a name that stands in none of the best is none that the report uses.
constexpr int MostPassages = 5;

auto capitals(const QString &text)
{
    return std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isUpper(); });
}

bool isShouted(const QString &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLower(); });
}

} // namespace

QString spelledAsWritten(const QString &name, const PassageSearch *passages)
{
    const auto words = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    // Names of several plain words are written in small letters within a sentence: nothing to learn there.
    const bool hasLetter =
        std::any_of(words.cbegin(), words.cend(), [](const QString &word) { return word.size() == 1; });
    if (!passages || words.isEmpty() || (words.size() > 1 && !hasLetter))
        return name;
    QStringList patterns;
    for (const auto &word : words)
        patterns.append(QRegularExpression::escape(word));
    const QRegularExpression written(QStringLiteral("\\b%1\\b").arg(patterns.join(QStringLiteral("[\\s-]?"))),
                                     QRegularExpression::CaseInsensitiveOption);
    const auto found = passages->find(words.join(QString()), MostPassages);
    if (!found)
        return name;
    for (const auto &passage : *found) {
        const auto match = written.match(passage.text);
        const auto spelling = match.captured();
        // A heading in capitals tells nothing of the name's own.
        if (!match.hasMatch() || isShouted(passage.text))
            continue;
        if (capitals(spelling) > capitals(name) || spelling.count(QLatin1Char(' ')) < name.count(QLatin1Char(' ')))
            return spelling;
    }
    return name;
}

} // namespace consultantos
