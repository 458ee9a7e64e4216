// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/meaning_difference.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

QString kindText(PromptWordKind kind)
{
    switch (kind) {
    case PromptWordKind::Name:
        return QCoreApplication::translate("MeaningDifference", "name");
    case PromptWordKind::Period:
        return QCoreApplication::translate("MeaningDifference", "period");
    case PromptWordKind::Number:
        return QCoreApplication::translate("MeaningDifference", "number");
    case PromptWordKind::Unit:
        return QCoreApplication::translate("MeaningDifference", "unit");
    case PromptWordKind::Negation:
        return QCoreApplication::translate("MeaningDifference", "negation");
    case PromptWordKind::Direction:
        return QCoreApplication::translate("MeaningDifference", "direction");
    case PromptWordKind::Quantifier:
        return QCoreApplication::translate("MeaningDifference", "quantifier");
    case PromptWordKind::Other:
        break;
    }
    return QCoreApplication::translate("MeaningDifference", "wording");
}

/// How often keys are there: a second "not", "5", "less" or "all" counts, another mention of a word doesn't.
QHash<QString, int> countsOf(const PromptMeaning &meaning)
{
    QHash<QString, int> counts;
    for (const auto &word : meaning.words) {
        const bool isCounted = word.kind == PromptWordKind::Negation || word.kind == PromptWordKind::Number
                               || word.kind == PromptWordKind::Direction || word.kind == PromptWordKind::Quantifier;
        auto &count = counts[word.key];
        count = isCounted ? count + 1 : 1;
    }
    return counts;
}

QList<PromptWord> lacking(const PromptMeaning &meaning, const QHash<QString, int> &otherCounts)
{
    const auto counts = countsOf(meaning);
    QList<PromptWord> words;
    for (const auto &word : meaning.words) {
        if (counts.value(word.key) > otherCounts.value(word.key) && !words.contains(word))
            words.append(word);
    }
    return words;
}

QString shownOf(const QList<PromptWord> &words, PromptWordKind kind)
{
    QStringList shown;
    for (const auto &word : words) {
        if (word.kind == kind)
            shown.append(word.shown);
    }
    return shown.isEmpty() ? QStringLiteral("–") : shown.join(QStringLiteral(", "));
}

/// What one prompt has beyond the other says little.
bool isLittle(const QList<PromptWord> &beyond, const PromptMeaning &one, const PromptMeaning &other)
{
    constexpr qsizetype MostLight = 2;
    if (beyond.size() > MostLight
        || !std::all_of(beyond.cbegin(), beyond.cend(), [](const PromptWord &word) { return word.isLight; }))
        return false;
    // "all suppliers" beyond "some suppliers" is another amount.
    const bool isAmount = std::any_of(beyond.cbegin(), beyond.cend(),
                                      [](const PromptWord &word) { return word.kind == PromptWordKind::Quantifier; });
    return !isAmount || other.weakQuantifiers.size() <= one.weakQuantifiers.size();
}

std::optional<QString> otherWords(const PromptMeaning &one, const PromptMeaning &other)
{
    const auto onlyOne = lacking(one, countsOf(other));
    const auto onlyOther = lacking(other, countsOf(one));
    if ((onlyOther.isEmpty() && isLittle(onlyOne, one, other))
        || (onlyOne.isEmpty() && isLittle(onlyOther, other, one)))
        return std::nullopt;
    constexpr std::array Kinds{PromptWordKind::Name,       PromptWordKind::Period,   PromptWordKind::Number,
                               PromptWordKind::Unit,       PromptWordKind::Negation, PromptWordKind::Direction,
                               PromptWordKind::Quantifier, PromptWordKind::Other};
    for (const auto kind : Kinds) {
        const auto isOfKind = [kind](const PromptWord &word) { return word.kind == kind; };
        if (std::any_of(onlyOne.cbegin(), onlyOne.cend(), isOfKind)
            || std::any_of(onlyOther.cbegin(), onlyOther.cend(), isOfKind))
            return QCoreApplication::translate("MeaningDifference", "other %1: %2 / %3")
                .arg(kindText(kind), shownOf(onlyOne, kind), shownOf(onlyOther, kind));
    }
    return std::nullopt;
}

/// The words in their order, but those that "and" joins by their keys.
QList<PromptWord> inOrder(QList<PromptWord> words)
{
    for (auto begin = words.begin(); begin != words.end();) {
        const auto end = std::find_if(begin + 1, words.end(), [](const PromptWord &word) { return !word.isJoined; });
        std::sort(begin, end, [](const PromptWord &a, const PromptWord &b) { return a.key < b.key; });
        begin = end;
    }
    return words;
}

/// The keys of names or numbers, in their order.
template <class IsWanted>
QStringList keysIf(const PromptMeaning &meaning, IsWanted isWanted)
{
    QStringList keys;
    for (const auto &word : inOrder(meaning.words)) {
        if (isWanted(word))
            keys.append(word.key);
    }
    keys.removeDuplicates();
    return keys;
}

/// Names are known as such where one of the prompts shows it: the other may have them in small letters or first.
bool namesChangedPlaces(const PromptMeaning &one, const PromptMeaning &other)
{
    QSet<QString> names;
    for (const auto *meaning : {&one, &other}) {
        for (const auto &word : meaning->words) {
            if (word.isName)
                names.insert(word.key);
        }
    }
    const auto isName = [&names](const PromptWord &word) { return names.contains(word.key); };
    return keysIf(one, isName) != keysIf(other, isName);
}

bool numbersChangedPlaces(const PromptMeaning &one, const PromptMeaning &other)
{
    const auto isNumber = [](const PromptWord &word) { return word.kind == PromptWordKind::Number; };
    return keysIf(one, isNumber) != keysIf(other, isNumber);
}

/// The words changed places and what stands between them didn't: "does google own youtube", "does youtube own google".
/// Where there is nothing between them, as in a list of keywords, only a change of two words is taken for that.
bool wordsChangedPlaces(const PromptMeaning &one, const PromptMeaning &other)
{
    if (one.words.size() != other.words.size() || one.fillers != other.fillers)
        return false;
    const auto ours = inOrder(one.words);
    const auto theirs = inOrder(other.words);
    qsizetype moved = 0;
    for (qsizetype place = 0; place < ours.size(); ++place)
        moved += ours[place].key == theirs[place].key ? 0 : 1;
    return moved == 2 || (moved > 0 && !one.fillers.isEmpty());
}

bool prepositionsDiffer(const PromptMeaning &one, const PromptMeaning &other)
{
    for (auto entry = one.prepositions.begin(); entry != one.prepositions.end(); ++entry) {
        const auto theirs = other.prepositions.constFind(entry.key());
        if (theirs != other.prepositions.cend() && *theirs != entry.value())
            return true;
    }
    return false;
}

/// A named period tells the time better than the tense, but for "should".
bool tensesDiffer(const PromptMeaning &one, const PromptMeaning &other)
{
    const auto first = one.tense;
    const auto second = other.tense;
    if (first == second || first == PromptTense::None || second == PromptTense::None)
        return false;
    const bool isNow = first == PromptTense::Present || second == PromptTense::Present;
    const bool isDuty = first == PromptTense::Duty || second == PromptTense::Duty;
    const bool hasPeriod = std::any_of(one.words.cbegin(), one.words.cend(),
                                       [](const PromptWord &word) { return word.kind == PromptWordKind::Period; });
    return isNow ? !isDuty && !hasPeriod : true;
}

/// "most" and "some": each prompt has a quantity that the other lacks.
bool quantitiesDiffer(const QStringList &one, const QStringList &other)
{
    const auto lacks = [](const QStringList &mine, const QStringList &theirs) {
        return std::any_of(mine.cbegin(), mine.cend(),
                           [&theirs](const QString &word) { return !theirs.contains(word); });
    };
    return lacks(one, other) && lacks(other, one);
}

bool questionsDiffer(const PromptMeaning &one, const PromptMeaning &other)
{
    if (!one.lastQuestion.isEmpty() && !other.lastQuestion.isEmpty() && one.lastQuestion != other.lastQuestion)
        return true;
    return one.questions != other.questions;
}

QStringList sorted(QStringList keys)
{
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

} // namespace

std::optional<QString> meaningDifference(const PromptMeaning &one, const PromptMeaning &other)
{
    if (const auto difference = otherWords(one, other))
        return difference;
    if (questionsDiffer(one, other))
        return QCoreApplication::translate("MeaningDifference", "other question: %1 / %2")
            .arg((one.questions + QStringList(one.lastQuestion)).join(QLatin1Char(' ')).trimmed(),
                 (other.questions + QStringList(other.lastQuestion)).join(QLatin1Char(' ')).trimmed());
    const bool isSymmetric = one.isSymmetric && other.isSymmetric;
    const bool isReordered =
        namesChangedPlaces(one, other) || numbersChangedPlaces(one, other) || wordsChangedPlaces(one, other);
    if (sorted(one.compared) != sorted(other.compared) || (isReordered && !isSymmetric)
        || prepositionsDiffer(one, other))
        return QCoreApplication::translate("MeaningDifference", "other roles: the same words in another order");
    if (quantitiesDiffer(one.weakQuantifiers, other.weakQuantifiers))
        return QCoreApplication::translate("MeaningDifference", "other quantifier: %1 / %2")
            .arg(one.weakQuantifiers.join(QLatin1Char(' ')), other.weakQuantifiers.join(QLatin1Char(' ')));
    if (tensesDiffer(one, other))
        return QCoreApplication::translate("MeaningDifference", "other time or mood: was, will, should");
    return std::nullopt;
}

} // namespace consultantos
