// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/name_similarity.h"

#include <algorithm>
#include <array>
#include <vector>

namespace consultantos {

namespace {

constexpr double PrefixFloor = 0.6;  // "micro" for "microsoft" beats a name with half its letters wrong
constexpr double WordsWeight = 0.9;  // the same words in another order are not the same name
constexpr double SimilarWord = 0.75; // from here on two words count as one mistyped
constexpr qsizetype ShortestPrefix = 2;
constexpr qsizetype LongestName = 200; // longer texts are no names; keeps the cost bounded

/// Damerau–Levenshtein distance in its restricted form (optimal string alignment), three rows at a time.
qsizetype distance(const QString &left, const QString &right)
{
    const auto columns = std::size_t(right.size()) + 1;
    std::array<std::vector<qsizetype>, 3> rows{std::vector<qsizetype>(columns), std::vector<qsizetype>(columns),
                                               std::vector<qsizetype>(columns)};
    auto &[before, last, current] = rows;
    for (std::size_t j = 0; j < columns; ++j)
        last[j] = qsizetype(j);
    for (qsizetype i = 1; i <= left.size(); ++i) {
        current[0] = i;
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const auto at = std::size_t(j);
            const qsizetype cost = left[i - 1] == right[j - 1] ? 0 : 1;
            current[at] = std::min({last[at] + 1, current[at - 1] + 1, last[at - 1] + cost});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                current[at] = std::min(current[at], before[at - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, current);
    }
    return last[columns - 1];
}

double spelling(const QString &left, const QString &right)
{
    const auto longest = std::max(left.size(), right.size());
    return longest == 0 ? 0 : 1 - double(distance(left, right)) / double(longest);
}

/// Dice's coefficient over words; a mistyped word counts for what it resembles.
double commonWords(const QStringList &left, const QStringList &right)
{
    double common = 0;
    for (const auto &word : left) {
        double best = 0;
        for (const auto &other : right)
            best = std::max(best, spelling(word, other));
        common += best >= SimilarWord ? best : 0;
    }
    return std::min(1.0, 2 * common / double(left.size() + right.size()));
}

double beginning(const QString &left, const QString &right)
{
    const auto &shorter = left.size() <= right.size() ? left : right;
    const auto &longer = left.size() <= right.size() ? right : left;
    if (shorter.size() < ShortestPrefix || !longer.startsWith(shorter))
        return 0;
    return PrefixFloor + (1 - PrefixFloor) * double(shorter.size()) / double(longer.size());
}

} // namespace

double nameSimilarity(const QStringList &leftWords, const QStringList &rightWords)
{
    const auto left = leftWords.join(QString()).left(LongestName);
    const auto right = rightWords.join(QString()).left(LongestName);
    if (left.isEmpty() || right.isEmpty())
        return 0;
    if (left == right)
        return 1;
    double words = 0;
    if (leftWords.size() + rightWords.size() < LongestName / 4)
        words = WordsWeight * commonWords(leftWords, rightWords);
    return std::max({spelling(left, right), beginning(left, right), words});
}

} // namespace consultantos
