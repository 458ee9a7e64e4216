// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/fuzzy_match.h"

#include "widgets/folded_text.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace consultantos {

namespace {

constexpr int LetterFound = 16;
constexpr int BeginsText = 14;
constexpr int BeginsWord = 10;
constexpr int BesideTheLast = 12;
constexpr int GapBegun = 4;
constexpr int GapLetter = 1;
constexpr int MostGap = 12;  ///< a word far behind is no worse than one a little less far
constexpr int WholeWord = 8; ///< the typed word is all of one
constexpr int MostRestCounted = 40;
constexpr int Impossible = -1'000'000;

bool isWordStart(const QString &text, qsizetype at)
{
    if (!text[at].isLetterOrNumber())
        return false;
    // "MarginOfSafety" has three, too.
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
}

/// The best way to find `word` in `folded`, by dynamic programming: best[i][j] is the score of the first i + 1 letters
/// with the last of them at place j.
std::optional<FuzzyMatch> matchWord(const QString &word, const QString &folded, const std::vector<bool> &starts)
{
    const auto rows = word.size();
    const auto columns = folded.size();
    // Most texts don't have the letters at all.
    qsizetype found = 0;
    for (qsizetype j = 0; j < columns && found < rows; ++j)
        found += folded[j] == word[found] ? 1 : 0;
    if (found < rows)
        return std::nullopt;
    const auto at = [columns](qsizetype i, qsizetype j) { return size_t(i * columns + j); };
    std::vector<int> best(size_t(rows * columns), Impossible);
    std::vector<qsizetype> before(size_t(rows * columns), -1);
    for (qsizetype i = 0; i < rows; ++i) {
        int reach = Impossible; ///< the best of the row before, with its gap up to here
        qsizetype reachFrom = -1;
        int gap = 0;
        for (qsizetype j = i; j < columns; ++j) {
            if (i > 0 && j >= 2 && best[at(i - 1, j - 2)] > Impossible) {
                const int leaving = best[at(i - 1, j - 2)] - GapBegun;
                if (reachFrom < 0 || leaving >= reach) {
                    reach = leaving;
                    reachFrom = j - 2;
                    gap = 0;
                }
            }
            if (folded[j] == word[i]) {
                const int here = LetterFound + (j == 0 ? BeginsText : starts[size_t(j)] ? BeginsWord : 0);
                auto &score = best[at(i, j)];
                if (i == 0) {
                    score = here;
                } else {
                    if (best[at(i - 1, j - 1)] > Impossible) {
                        score = best[at(i - 1, j - 1)] + here + BesideTheLast;
                        before[at(i, j)] = j - 1;
                    }
                    if (reachFrom >= 0 && reach + here > score) {
                        score = reach + here;
                        before[at(i, j)] = reachFrom;
                    }
                }
            }
            if (reachFrom >= 0 && gap < MostGap) {
                reach -= GapLetter;
                ++gap;
            }
        }
    }
    const auto last = best.begin() + std::ptrdiff_t(at(rows - 1, 0));
    const auto highest = std::max_element(last, last + std::ptrdiff_t(columns));
    if (*highest <= Impossible)
        return std::nullopt;
    FuzzyMatch match;
    match.score = *highest;
    for (qsizetype i = rows - 1, j = highest - last; i >= 0; --i) {
        match.letters.prepend(j);
        j = before[at(i, j)];
    }
    const auto first = match.letters.first();
    const auto end = match.letters.last() + 1;
    if (end - first == rows && starts[size_t(first)] && (end == columns || !folded[end].isLetterOrNumber()))
        match.score += WholeWord;
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    const auto folded = foldedText(text);
    std::vector<bool> starts(size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i)
        starts[size_t(i)] = isWordStart(text, i);
    FuzzyMatch match;
    const auto words = foldedText(pattern).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const auto &word : words) {
        const auto one = matchWord(word, folded, starts);
        if (!one)
            return std::nullopt;
        match.score += one->score;
        match.letters += one->letters;
    }
    if (words.isEmpty())
        return match;
    std::sort(match.letters.begin(), match.letters.end());
    match.letters.erase(std::unique(match.letters.begin(), match.letters.end()), match.letters.end());
    match.score -= int(std::min<qsizetype>(MostRestCounted, text.size() - match.letters.size())) / 4;
    return match;
}

} // namespace consultantos
